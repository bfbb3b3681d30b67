package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Half;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Op;

/** Evenly spaced numbers, with NumPy's lengths and rounding. */
final class Sequences {
    private Sequences() {}

    static NDArray arange(long start, long stop, long step) {
        checkStep(step);
        long length = 0;
        if (step > 0 ? start < stop : start > stop) {
            try {
                length = Math.ceilDiv(Math.subtractExact(stop, start), step);
            } catch (ArithmeticException e) {
                throw new ShapeException("arange: from " + start + " to " + stop
                        + " is more elements than an array can have, 2**63-1; use a shorter range");
            }
        }
        Node n = Graph.iota(DType.INT64, length);
        if (step != 1) {
            n = Graph.binary("arange", Op.MUL, n, Graph.constant(DType.INT64, Shape.SCALAR, step));
        }
        if (start != 0) {
            n = Graph.binary("arange", Op.ADD, n, Graph.constant(DType.INT64, Shape.SCALAR, start));
        }
        return Places.created(n);
    }

    static NDArray arange(double start, double stop, double step, DType dtype) {
        checkStep(step);
        double exact = Math.ceil((stop - start) / step);
        if (!(Math.abs(exact) < 0x1p63)) {
            throw new ShapeException("arange: from " + start + " to " + stop + " by " + step
                    + " has no length that an array can have; use finite numbers and fewer of them");
        }
        long length = Math.max(0, (long) exact);
        if (!dtype.isInexact()) {
            // As NumPy: the first two elements are converted, the others follow from them.
            long first = (long) start;
            Node n = Graph.iota(DType.INT64, length);
            long by = (long) (start + step) - first;
            n = Graph.binary("arange", Op.MUL, n, Graph.constant(DType.INT64, Shape.SCALAR, by));
            n = Graph.binary("arange", Op.ADD, n, Graph.constant(DType.INT64, Shape.SCALAR, first));
            return Places.created(Graph.cast(n, dtype));
        }
        DType in = dtype.isHalf() || dtype.part() == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
        double first = round(dtype, start);
        double by = round(in, round(dtype, start + step) - first);
        Node n = Graph.iota(in, length);
        n = Graph.binary("arange", Op.MUL, n, real(in, by));
        return Places.created(Graph.cast(Graph.binary("arange", Op.ADD, n, real(in, first)), dtype));
    }

    private static double round(DType dtype, double x) {
        return switch (dtype.part()) {
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) x));
            case BFLOAT16 -> Half.bfloat16ToFloat(Half.floatToBfloat16((float) x));
            case FLOAT32 -> (float) x;
            default -> x;
        };
    }

    private static void checkStep(double step) {
        if (step == 0) {
            throw new ArrayException("arange: step is 0; it must be positive or negative");
        }
    }

    static Node linspace(String op, double start, double stop, long num, boolean endpoint) {
        if (num < 0) {
            throw new ShapeException(op + ": number of samples " + num + " is negative; it must be 0 or more");
        }
        long parts = endpoint ? num - 1 : num;
        double delta = stop - start;
        double step = delta / parts;
        Node i = Graph.iota(DType.FLOAT64, num);
        Node y;
        if (parts > 0 && step != 0) {
            y = Graph.binary(op, Op.MUL, i, real(DType.FLOAT64, step));
        } else if (parts > 0) {
            // The step is lost below the smallest double: divide first.
            y = Graph.binary(op, Op.DIV, i, real(DType.FLOAT64, parts));
            y = Graph.binary(op, Op.MUL, y, real(DType.FLOAT64, delta));
        } else {
            y = Graph.binary(op, Op.MUL, i, real(DType.FLOAT64, delta));
        }
        y = Graph.binary(op, Op.ADD, y, real(DType.FLOAT64, start));
        return endpoint && num > 1 ? replace(op, i, num - 1, stop, y) : y;
    }

    private static Node replace(String op, Node i, long at, double value, Node y) {
        Node is = Graph.binary(op, Op.EQ, i, real(DType.FLOAT64, at));
        return Graph.where(is, real(DType.FLOAT64, value), y, DType.FLOAT64);
    }

    static Node powers(String op, double start, double stop, long num, boolean endpoint, double base) {
        return Graph.binary(op, Op.POW, real(DType.FLOAT64, base), linspace(op, start, stop, num, endpoint));
    }

    static NDArray geomspace(double start, double stop, long num, boolean endpoint) {
        if (start == 0 || stop == 0) {
            throw new ArrayException("geomspace: an end is 0 (" + start + " to " + stop + "); ends must not be 0");
        }
        double sign = Math.signum(start);
        double from = start / sign;
        double to = stop / sign;
        Node y = powers("geomspace", Math.log10(from), Math.log10(to), num, endpoint, 10);
        Node i = Graph.iota(DType.FLOAT64, num);
        y = replace("geomspace", i, 0, from, y);
        if (num > 1 && endpoint) {
            y = replace("geomspace", i, num - 1, to, y);
        }
        return Places.created(Graph.binary("geomspace", Op.MUL, y, real(DType.FLOAT64, sign)));
    }

    /** The numbers in a dtype; rounded down for integers. */
    static Node typed(Node x, DType dtype) {
        return Graph.cast(dtype.isInteger() ? Graph.unary("floor", Op.FLOOR, x) : x, dtype);
    }

    private static Node real(DType t, double x) {
        return Graph.constant(t, Shape.SCALAR, x, 0);
    }
}
