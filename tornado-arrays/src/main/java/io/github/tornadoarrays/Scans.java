package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.FoldOp;
import org.jspecify.annotations.Nullable;

/** Running folds over host memory, one line of elements after another. */
final class Scans {
    private Scans() {}

    static NDArray scan(String name, FoldOp op, NDArray x, @Nullable Integer axis, DType type) {
        long[] shape = axis == null ? new long[] {x.size()} : x.shape();
        int along = axis == null ? 0 : Shape.axis(name, axis, shape);
        HostBuffer in = new NDArray(Graph.cast(x.node(), type)).contiguous();
        HostBuffer out = HostBuffer.allocate(type, x.size());
        long n = shape[along];
        long inner = 1;
        for (int d = along + 1; d < shape.length; d++) {
            inner *= shape[d];
        }
        long lines = n == 0 ? 0 : x.size() / n;
        for (long line = 0; line < lines; line++) {
            long start = line / inner * n * inner + line % inner;
            if (type.isComplex()) {
                complexLine(op, in, out, start, n, inner);
            } else if (type.isFloat()) {
                floatLine(op, in, out, start, n, inner);
            } else {
                integerLine(op, in, out, start, n, inner);
            }
        }
        return new NDArray(Node.leaf(type, shape, out));
    }

    private static void floatLine(FoldOp op, HostBuffer in, HostBuffer out, long start, long n, long step) {
        double state = in.getDouble(start);
        out.setDouble(start, state);
        for (long i = 1, at = start + step; i < n; i++, at += step) {
            double v = in.getDouble(at);
            state = switch (op) {
                case SUM -> state + v;
                case PROD -> state * v;
                case MAX -> Math.max(state, v);
                default -> Math.min(state, v);
            };
            out.setDouble(at, state);
        }
    }

    private static void integerLine(FoldOp op, HostBuffer in, HostBuffer out, long start, long n, long step) {
        long flip = in.dtype() == DType.UINT64 ? Long.MIN_VALUE : 0;
        long state = in.getLong(start);
        out.setLong(start, state);
        for (long i = 1, at = start + step; i < n; i++, at += step) {
            long v = in.getLong(at);
            state = switch (op) {
                case SUM -> state + v;
                case PROD -> state * v;
                case MAX -> Math.max(state ^ flip, v ^ flip) ^ flip;
                default -> Math.min(state ^ flip, v ^ flip) ^ flip;
            };
            out.setLong(at, state);
        }
    }

    private static void complexLine(FoldOp op, HostBuffer in, HostBuffer out, long start, long n, long step) {
        double re = in.getDouble(2 * start);
        double im = in.getDouble(2 * start + 1);
        for (long i = 0, at = start; i < n; i++, at += step) {
            double a = in.getDouble(2 * at);
            double b = in.getDouble(2 * at + 1);
            if (i > 0) {
                switch (op) {
                    case SUM -> {
                        re += a;
                        im += b;
                    }
                    case PROD -> {
                        double r = re * a - im * b;
                        im = re * b + im * a;
                        re = r;
                    }
                    default -> {
                        if (!Double.isNaN(re) && !Double.isNaN(im) && better(op, a, b, re, im)) {
                            re = a;
                            im = b;
                        }
                    }
                }
            }
            out.setDouble(2 * at, re);
            out.setDouble(2 * at + 1, im);
        }
    }

    private static boolean better(FoldOp op, double a, double b, double re, double im) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return true;
        }
        return op == FoldOp.MAX ? a > re || a == re && b > im : a < re || a == re && b < im;
    }
}
