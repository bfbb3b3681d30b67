package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.ir.FoldOp;
import java.lang.ref.Reference;

/** Running sums, products, maxima and minima of elements in host memory, in int32, int64, float32, float64 or a complex type. */
final class RunningFolds {
    /** Elements worth a task of their own. */
    private static final long GRAIN = 1 << 14;

    private RunningFolds() {}

    /**
     * Folds along the middle axis of a row-major array of shape (outer, n, inner).
     *
     * @return a new buffer of the same type
     */
    static HostBuffer scan(FoldOp op, HostBuffer in, long outer, long n, long inner) {
        HostBuffer out = HostPool.allocate(in.dtype(), in.length());
        if (in.length() == 0) {
            return out;
        }
        if (in.dtype().isComplex()) {
            lines(outer, n, inner, start -> complexLine(op, in, out, start, n, inner));
        } else if (in.isNative() || out.isNative()) {
            boolean exact = in.dtype().isInteger();
            lines(outer, n, inner, start -> {
                if (exact) {
                    integerLine(op, in, out, start, n, inner);
                } else {
                    floatLine(op, in, out, start, n, inner);
                }
            });
        } else if (outer == 1) {
            block(op, in.memory(), out.memory(), 0, (int) n, (int) inner);
        } else {
            long grain = Math.max(1, GRAIN / (n * inner));
            Workers.run(outer, grain, (from, to) -> {
                for (long k = from; k < to; k++) {
                    block(op, in.memory(), out.memory(), (int) (k * n * inner), (int) n, (int) inner);
                }
            });
        }
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(out);
        return out;
    }

    private static void block(FoldOp op, Object x, Object out, int at, int n, int inner) {
        if (inner == 1) {
            row(op, x, out, at, n);
        } else {
            columns(op, x, out, at, n, inner);
        }
    }

    private static void row(FoldOp op, Object x, Object out, int at, int n) {
        switch (x) {
            case float[] a -> {
                float[] b = (float[]) out;
                switch (op) {
                    case SUM -> Scans.cumsum(a, at, b, at, n);
                    case PROD -> Scans.cumprod(a, at, b, at, n);
                    case MAX -> Scans.cummax(a, at, b, at, n);
                    default -> Scans.cummin(a, at, b, at, n);
                }
            }
            case double[] a -> {
                double[] b = (double[]) out;
                switch (op) {
                    case SUM -> Scans.cumsum(a, at, b, at, n);
                    case PROD -> Scans.cumprod(a, at, b, at, n);
                    case MAX -> Scans.cummax(a, at, b, at, n);
                    default -> Scans.cummin(a, at, b, at, n);
                }
            }
            case long[] a -> {
                long[] b = (long[]) out;
                switch (op) {
                    case SUM -> Scans.cumsum(a, at, b, at, n);
                    case PROD -> Scans.cumprod(a, at, b, at, n);
                    case MAX -> Scans.cummax(a, at, b, at, n);
                    default -> Scans.cummin(a, at, b, at, n);
                }
            }
            case int[] a -> {
                int[] b = (int[]) out;
                switch (op) {
                    case SUM -> Scans.cumsum(a, at, b, at, n);
                    case PROD -> Scans.cumprod(a, at, b, at, n);
                    case MAX -> Scans.cummax(a, at, b, at, n);
                    default -> Scans.cummin(a, at, b, at, n);
                }
            }
            default -> throw new IllegalStateException("memory of class " + x.getClass());
        }
    }

    private static void columns(FoldOp op, Object x, Object out, int at, int rows, int columns) {
        switch (x) {
            case float[] a -> {
                float[] b = (float[]) out;
                switch (op) {
                    case SUM -> ColumnScans.cumsum(a, at, b, at, rows, columns);
                    case PROD -> ColumnScans.cumprod(a, at, b, at, rows, columns);
                    case MAX -> ColumnScans.cummax(a, at, b, at, rows, columns);
                    default -> ColumnScans.cummin(a, at, b, at, rows, columns);
                }
            }
            case double[] a -> {
                double[] b = (double[]) out;
                switch (op) {
                    case SUM -> ColumnScans.cumsum(a, at, b, at, rows, columns);
                    case PROD -> ColumnScans.cumprod(a, at, b, at, rows, columns);
                    case MAX -> ColumnScans.cummax(a, at, b, at, rows, columns);
                    default -> ColumnScans.cummin(a, at, b, at, rows, columns);
                }
            }
            case long[] a -> {
                long[] b = (long[]) out;
                switch (op) {
                    case SUM -> ColumnScans.cumsum(a, at, b, at, rows, columns);
                    case PROD -> ColumnScans.cumprod(a, at, b, at, rows, columns);
                    case MAX -> ColumnScans.cummax(a, at, b, at, rows, columns);
                    default -> ColumnScans.cummin(a, at, b, at, rows, columns);
                }
            }
            case int[] a -> {
                int[] b = (int[]) out;
                switch (op) {
                    case SUM -> ColumnScans.cumsum(a, at, b, at, rows, columns);
                    case PROD -> ColumnScans.cumprod(a, at, b, at, rows, columns);
                    case MAX -> ColumnScans.cummax(a, at, b, at, rows, columns);
                    default -> ColumnScans.cummin(a, at, b, at, rows, columns);
                }
            }
            default -> throw new IllegalStateException("memory of class " + x.getClass());
        }
    }

    // ---- one line after another, for complex numbers and memory that is no Java array

    private interface Line {
        void run(long start);
    }

    private static void lines(long outer, long n, long inner, Line line) {
        Workers.run(outer * inner, Math.max(1, GRAIN / n), (from, to) -> {
            for (long k = from; k < to; k++) {
                line.run(k / inner * n * inner + k % inner);
            }
        });
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
        long state = in.getLong(start);
        out.setLong(start, state);
        for (long i = 1, at = start + step; i < n; i++, at += step) {
            long v = in.getLong(at);
            state = switch (op) {
                case SUM -> state + v;
                case PROD -> state * v;
                case MAX -> Math.max(state, v);
                default -> Math.min(state, v);
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
