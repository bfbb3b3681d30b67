package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the element-wise functions mean, whatever stands on either side: types, special cases, short cuts. */
final class Elementwise {
    private Elementwise() {}

    /** A function of one array; the result is never the array itself. */
    static NDArray unary(String name, Op op, NDArray x) {
        Node n = Graph.unary(name, op, x.node());
        return new NDArray(n == x.node() ? Graph.copy(n) : n);
    }

    static NDArray binary(String name, Op op, Operand a, Operand b) {
        DType t = Operand.common(a, b);
        if (op == Op.DIV && !t.isInexact()) {
            t = DType.FLOAT64;
        }
        return new NDArray(Graph.binary(name, op, a.node(name, t), b.node(name, t), t));
    }

    /** A function of two that has loops for floating types only: each operand counts by the float that holds it. */
    static NDArray floating(String name, Op op, Operand a, Operand b) {
        DType t = floatingType(a, b);
        return new NDArray(Graph.binary(name, op, a.node(name, t), b.node(name, t), t));
    }

    private static DType floatingType(Operand a, Operand b) {
        return a instanceof Operand.Array && b instanceof Operand.Array
                ? Promotion.promote(Promotion.inexact(a.dtype()), Promotion.inexact(b.dtype()))
                : Promotion.inexact(Operand.common(a, b));
    }

    /** The next number of the operands' float type; a 16-bit one is found by a step of 0.7 to 1.4 units, and rounding. */
    static NDArray nextafter(Operand a, Operand b) {
        String name = "nextafter";
        DType t = floatingType(a, b);
        if (!t.isHalf()) {
            return floating(name, Op.NEXTAFTER, a, b);
        }
        boolean brain = t == DType.BFLOAT16;
        DType wide = DType.FLOAT32;
        Node x = Graph.cast(Graph.cast(a.node(name, t), t), wide);
        Node y = Graph.cast(Graph.cast(b.node(name, t), t), wide);
        Node size = Graph.unary(name, Op.ABS, x);
        Node relative = Graph.binary(name, Op.MUL, size, NDArray.scalar(wide, brain ? 0.7 * 0x1p-7 : 0.7 * 0x1p-10));
        Node least = NDArray.scalar(wide, brain ? 0.7 * 0x1p-133 : 0.7 * 0x1p-24);
        Node step = Graph.binary(name, Op.MAX, relative, least);
        // an infinity steps to the largest number
        Node most = Graph.binary(name, Op.COPYSIGN, NDArray.scalar(wide, largest(t)), x);
        Node up = Graph.where(
                Graph.unary(name, Op.ISINF, x),
                most,
                Graph.binary(name, Op.ADD, x, Graph.binary(name, Op.COPYSIGN, step, Graph.binary(name, Op.SUB, y, x))),
                wide);
        Node moved = Graph.where(Graph.binary(name, Op.EQ, x, y), y, up, wide);
        Node sum = Graph.binary(name, Op.ADD, x, y);
        Node nan = Graph.binary(name, Op.OR, Graph.unary(name, Op.ISNAN, x), Graph.unary(name, Op.ISNAN, y));
        return new NDArray(Graph.cast(Graph.where(nan, sum, moved, wide), t));
    }

    // ---- comparison

    /** Exact also where no type holds both sides: a number out of the array's range, int64 beside uint64. */
    static NDArray compare(String name, Op op, Operand a, Operand b) {
        DType t = Operand.common(a, b);
        if (b instanceof Operand.Scalar s && !Operand.fits(s.number(), t)) {
            return outOfRange(op, a, signum(s.number()) < 0);
        }
        if (a instanceof Operand.Scalar s && !Operand.fits(s.number(), t)) {
            return outOfRange(op, b, signum(s.number()) > 0);
        }
        if (a.dtype().isSigned() && b.dtype() == DType.UINT64 && t == DType.FLOAT64) {
            return signedBesideUnsigned(name, op, a, b);
        }
        if (b.dtype().isSigned() && a.dtype() == DType.UINT64 && t == DType.FLOAT64) {
            return signedBesideUnsigned(name, mirror(op), b, a);
        }
        return new NDArray(Graph.binary(name, op, a.node(name, t), b.node(name, t), t));
    }

    private static int signum(Number x) {
        return x instanceof BigInteger big ? big.signum() : Long.signum(x.longValue());
    }

    /** What comparing an array with a number gives when the array's elements are all greater, or all less. */
    private static NDArray outOfRange(Op op, Operand array, boolean greater) {
        boolean truth = switch (op) {
            case GT, GE -> greater;
            case LT, LE -> !greater;
            default -> op == Op.NE;
        };
        return new NDArray(Graph.constant(DType.BOOL, array.shape(), truth ? 1 : 0)
                .at(array instanceof Operand.Array a ? a.array().place() : null));
    }

    private static Op mirror(Op op) {
        return switch (op) {
            case LT -> Op.GT;
            case LE -> Op.GE;
            case GT -> Op.LT;
            case GE -> Op.LE;
            default -> op;
        };
    }

    private static NDArray signedBesideUnsigned(String name, Op op, Operand signed, Operand unsigned) {
        Node s = signed.node(name, signed.dtype());
        Node u = unsigned.node(name, DType.UINT64);
        Node zero = Graph.constant(signed.dtype(), Shape.SCALAR, 0);
        Node asUnsigned = Graph.binary(name, op, Graph.cast(s, DType.UINT64), u);
        boolean whenNegative = op == Op.LT || op == Op.LE || op == Op.NE;
        return new NDArray(
                whenNegative
                        ? Graph.binary(name, Op.OR, Graph.binary(name, Op.LT, s, zero), asUnsigned)
                        : Graph.binary(name, Op.AND, Graph.binary(name, Op.GE, s, zero), asUnsigned));
    }

    /** A function of truth values: whether each operand is not zero. */
    static NDArray logical(String name, Op op, Operand a, Operand b) {
        return new NDArray(Graph.binary(name, op, truth(a), truth(b), DType.BOOL));
    }

    private static Node truth(Operand x) {
        return switch (x) {
            case Operand.Array a -> Graph.truth(a.array().node());
            case Operand.Scalar s ->
                Graph.constant(
                        DType.BOOL,
                        Shape.SCALAR,
                        s.number() instanceof Complex c
                                ? c.re() != 0 || c.im() != 0 ? 1 : 0
                                : s.number().doubleValue() != 0 ? 1 : 0);
        };
    }

    /** The larger or smaller of two, or the one that is a number where the other is NaN. */
    static NDArray ignoringNaN(String name, Op op, Operand a, Operand b) {
        DType t = Operand.common(a, b);
        Node x = a.node(name, t);
        Node y = b.node(name, t);
        Node both = Graph.binary(name, op, x, y, t);
        if (!t.isInexact()) {
            return new NDArray(both);
        }
        Node xIsNaN = Graph.unary(name, Op.ISNAN, Graph.cast(x, t));
        Node yIsNaN = Graph.unary(name, Op.ISNAN, Graph.cast(y, t));
        return new NDArray(Graph.where(xIsNaN, y, Graph.where(yIsNaN, x, both, t), t));
    }

    // ---- powers

    /** Exponents 2, 3, 1/2, 1 and -1 become products, a root and a quotient, in the type that the power has. */
    static NDArray power(String name, Operand a, Operand b) {
        DType t = Operand.common(a, b);
        if (a instanceof Operand.Array x && b instanceof Operand.Scalar s && !(s.number() instanceof Complex)) {
            NDArray quick = knownPower(name, x.array(), s, t);
            if (quick != null) {
                return quick;
            }
        }
        if (!t.isInexact() && b.dtype().isSigned()) {
            checkExponents(name, b);
        }
        if (t == DType.COMPLEX64) {
            // by way of logarithm and exponential, which lose what the wider type has to spare
            DType wide = DType.COMPLEX128;
            return new NDArray(Graph.cast(Graph.binary(name, Op.POW, a.node(name, t), b.node(name, t), wide), t));
        }
        return new NDArray(Graph.binary(name, Op.POW, a.node(name, t), b.node(name, t), t));
    }

    private static @Nullable NDArray knownPower(String name, NDArray x, Operand.Scalar exponent, DType t) {
        double e = exponent.number().doubleValue();
        if (x.dtype().isBool() && exponent.weak() == DType.INT64 && e == 2) {
            return square(name, x);
        }
        Node n = Graph.cast(x.node(), t);
        if (e == 1) {
            return new NDArray(Graph.copy(n));
        }
        if (e == 2 || e == 3 && !t.isHalf()) {
            return new NDArray(product(n, (int) e));
        }
        if (!t.isInexact()) {
            return null;
        }
        if (e == 0.5) {
            return new NDArray(Graph.unary(name, Op.SQRT, n));
        }
        if (e == -1) {
            return new NDArray(inverse(n));
        }
        if (t.isComplex() && e == Math.rint(e) && e != 0 && Math.abs(e) < 100) {
            Node p = product(n, (int) Math.abs(e));
            return new NDArray(e < 0 ? Graph.binary(name, Op.DIV, one(t), p) : p);
        }
        return null;
    }

    /** {@code x} multiplied by itself, by repeated squaring. */
    private static Node product(Node x, int times) {
        Node result = null;
        Node square = x;
        for (int e = times; ; ) {
            if ((e & 1) != 0) {
                result = result == null ? square : Graph.binary("pow", Op.MUL, result, square);
            }
            e >>= 1;
            if (e == 0) {
                return result;
            }
            square = Graph.binary("pow", Op.MUL, square, square);
        }
    }

    /** 1/x; of complex numbers by R. L. Smith's way (1962), the products with 1 and 0 left out as NumPy does, whose zeros have signs. */
    private static Node inverse(Node x) {
        String name = "reciprocal";
        if (!x.dtype().isComplex()) {
            return Graph.binary(name, Op.DIV, one(x.dtype()), x);
        }
        Node re = Graph.unary(name, Op.REAL, x);
        Node im = Graph.unary(name, Op.IMAG, x);
        DType t = re.dtype();
        Node flat = Graph.binary(name, Op.LE, Graph.unary(name, Op.ABS, im), Graph.unary(name, Op.ABS, re));
        Node more = Graph.where(flat, re, im, t);
        Node less = Graph.where(flat, im, re, t);
        Node ratio = Graph.binary(name, Op.DIV, less, more);
        Node d = Graph.binary(name, Op.ADD, more, Graph.binary(name, Op.MUL, less, ratio));
        Node unit = Graph.binary(name, Op.DIV, one(t), d);
        Node rest = Graph.binary(name, Op.DIV, ratio, d);
        return Graph.binary(
                name,
                Op.COMPLEX,
                Graph.where(flat, unit, rest, t),
                Graph.unary(name, Op.NEG, Graph.where(flat, rest, unit, t)));
    }

    private static void checkExponents(String name, Operand exponent) {
        boolean negative = switch (exponent) {
            case Operand.Scalar s -> s.number().longValue() < 0;
            case Operand.Array y -> {
                y.array().eval();
                Node below = Graph.binary(name, Op.LT, y.array().node(), Graph.constant(y.dtype(), Shape.SCALAR, 0));
                yield isTrue(new NDArray(Graph.reduce(
                        name, FoldOp.ANY, below, Shape.allAxes(y.array().ndim()))));
            }
        };
        if (negative) {
            throw new DTypeException(name + ": integers to negative integer powers are not integers"
                    + (exponent instanceof Operand.Scalar s ? " (exponent " + s.number() + ")" : "")
                    + "; cast the base to a float first");
        }
    }

    static NDArray square(String name, NDArray x) {
        Node n = x.dtype().isBool() ? Graph.cast(x.node(), DType.INT8) : x.node();
        return new NDArray(Graph.binary(name, Op.MUL, n, n));
    }

    /** 1/x; of integers the quotient truncated, so that only 1 and -1 do not become 0. */
    static NDArray reciprocal(NDArray x) {
        DType t = x.dtype();
        if (t.isInexact()) {
            return new NDArray(inverse(x.node()));
        }
        if (t.isBool()) {
            return new NDArray(Graph.cast(x.node(), DType.INT8));
        }
        Node n = x.node();
        Node unit = Graph.binary("reciprocal", Op.EQ, Graph.unary("reciprocal", Op.ABS, n), one(t));
        return new NDArray(Graph.where(unit, n, Graph.constant(t, Shape.SCALAR, 0), t));
    }

    static NDArray positive(NDArray x) {
        if (x.dtype().isBool()) {
            throw new DTypeException("positive: not defined for bool; cast to int8 first");
        }
        return new NDArray(Graph.copy(x.node()));
    }

    static NDArray conj(NDArray x) {
        return x.dtype().isBool() ? new NDArray(Graph.cast(x.node(), DType.INT8)) : unary("conj", Op.CONJ, x);
    }

    static NDArray logicalNot(NDArray x) {
        return new NDArray(Graph.unary("logicalNot", Op.NOT, Graph.truth(x.node())));
    }

    private static Node one(DType t) {
        return t.isInexact() ? Graph.constant(t, Shape.SCALAR, 1, 0) : Graph.constant(t, Shape.SCALAR, 1);
    }

    // ---- rounding and others made of several operations

    /** Rounding to decimals as NumPy does it: scale, round half to even, scale back. */
    static NDArray round(NDArray x, int decimals) {
        DType t = x.dtype();
        if (t.isBool()) {
            if (decimals != 0) {
                throw new DTypeException("round: not defined for bool with decimals; cast to a float first");
            }
            return new NDArray(Graph.cast(x.node(), DType.FLOAT16));
        }
        if (decimals == 0 || !t.isInexact() && decimals > 0) {
            return unary("round", Op.RINT, x);
        }
        Operand factor = Operand.of(Math.pow(10, Math.abs(decimals)));
        if (t.isInexact()) {
            boolean shrink = decimals < 0;
            NDArray scaled = binary("round", shrink ? Op.DIV : Op.MUL, Operand.of(x), factor);
            NDArray rounded = unary("round", Op.RINT, scaled);
            return binary("round", shrink ? Op.MUL : Op.DIV, Operand.of(rounded), factor);
        }
        NDArray scaled = binary("round", Op.DIV, Operand.of(x), factor);
        NDArray rounded = unary("round", Op.RINT, scaled);
        return new NDArray(
                Graph.cast(binary("round", Op.MUL, Operand.of(rounded), factor).node(), t));
    }

    /** A multiple of the elements in the float type that holds them. */
    static NDArray scaled(String name, NDArray x, double factor) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(name + ": not defined for " + x.dtype() + "; it takes real types");
        }
        DType t = Promotion.inexact(x.dtype());
        return new NDArray(Graph.binary(name, Op.MUL, Graph.cast(x.node(), t), NDArray.scalar(t, factor), t));
    }

    static NDArray sinc(NDArray x) {
        NDArray y = binary("sinc", Op.MUL, Operand.of(x), Operand.of(Math.PI));
        DType t = y.dtype();
        Node zero = NDArray.scalar(t, 0.0);
        Node n = y.node();
        Node quotient = Graph.binary("sinc", Op.DIV, Graph.unary("sinc", Op.SIN, n), n);
        return new NDArray(Graph.where(Graph.binary("sinc", Op.EQ, n, zero), one(t), quotient, t));
    }

    static NDArray nanToNum(NDArray x, double nan, double posinf, double neginf) {
        DType t = x.dtype();
        if (!t.isInexact()) {
            return new NDArray(Graph.copy(x.node()));
        }
        if (t.isComplex()) {
            Node re = finite(Graph.unary("nanToNum", Op.REAL, x.node()), nan, posinf, neginf);
            Node im = finite(Graph.unary("nanToNum", Op.IMAG, x.node()), nan, posinf, neginf);
            return new NDArray(Graph.binary("nanToNum", Op.COMPLEX, re, im));
        }
        return new NDArray(finite(x.node(), nan, posinf, neginf));
    }

    private static Node finite(Node x, double nan, double posinf, double neginf) {
        DType t = x.dtype();
        Node zero = NDArray.scalar(t, 0.0);
        Node infinite = Graph.where(
                Graph.binary("nanToNum", Op.GT, x, zero), NDArray.scalar(t, posinf), NDArray.scalar(t, neginf), t);
        Node number = Graph.where(Graph.unary("nanToNum", Op.ISINF, x), infinite, x, t);
        return Graph.where(Graph.unary("nanToNum", Op.ISNAN, x), NDArray.scalar(t, nan), number, t);
    }

    /** The largest finite number of a floating type. */
    static double largest(DType t) {
        return switch (t.part()) {
            case FLOAT16 -> 65504;
            case BFLOAT16 -> 0x1.fep127;
            case FLOAT32 -> Float.MAX_VALUE;
            default -> Double.MAX_VALUE;
        };
    }

    static NDArray where(NDArray condition, Operand a, Operand b) {
        DType t = Operand.common(new Operand[] {a, b});
        return new NDArray(Graph.where(condition.node(), a.node("where", t), b.node("where", t), t));
    }

    static NDArray fma(Operand a, Operand b, Operand c) {
        DType t = Operand.common(new Operand[] {a, b, c});
        return new NDArray(Graph.fma(a.node("fma", t), b.node("fma", t), c.node("fma", t), t));
    }

    /** A bound that an integer array cannot pass changes nothing, so it need not be in the array's range. */
    static NDArray clip(NDArray x, @Nullable Number min, @Nullable Number max) {
        NDArray y = min == null || isNoBound(x, min, false)
                ? x
                : binary("clip", Op.MAX, Operand.of(x), Operand.of(nearest(x, min)));
        NDArray z = max == null || isNoBound(x, max, true)
                ? y
                : binary("clip", Op.MIN, Operand.of(y), Operand.of(nearest(x, max)));
        return z == x ? new NDArray(Graph.copy(x.node())) : z;
    }

    static NDArray clip(NDArray x, @Nullable NDArray min, @Nullable NDArray max) {
        NDArray y = min == null ? x : binary("clip", Op.MAX, Operand.of(x), Operand.of(min));
        NDArray z = max == null ? y : binary("clip", Op.MIN, Operand.of(y), Operand.of(max));
        return z == x ? new NDArray(Graph.copy(x.node())) : z;
    }

    private static boolean isNoBound(NDArray x, Number bound, boolean upper) {
        return x.dtype().isInteger() && !Operand.fits(bound, x.dtype()) && signum(bound) > 0 == upper;
    }

    private static Number nearest(NDArray x, Number bound) {
        DType t = x.dtype();
        if (!t.isInteger() || Operand.fits(bound, t)) {
            return bound;
        }
        if (signum(bound) < 0) {
            return t.isUnsigned() ? 0L : -1L << t.bits() - 1;
        }
        BigInteger span = BigInteger.ONE.shiftLeft(t.isUnsigned() ? t.bits() : t.bits() - 1);
        return span.subtract(BigInteger.ONE);
    }

    static NDArray isclose(Operand a, Operand b, double rtol, double atol, boolean equalNaN) {
        String name = "isclose";
        Operand left = asFloat(a);
        Operand right = asFloat(b);
        DType common = Operand.common(left, right);
        DType both = common.isInexact() ? common : DType.FLOAT64;
        Node x = Graph.cast(left.node(name, both), both);
        Node y = Graph.cast(right.node(name, both), both);
        Node difference = Graph.unary(name, Op.ABS, Graph.binary(name, Op.SUB, x, y));
        Node size = Graph.unary(name, Op.ABS, y);
        DType real = size.dtype();
        Node allowed = Graph.binary(
                name, Op.ADD, NDArray.scalar(real, atol), Graph.binary(name, Op.MUL, NDArray.scalar(real, rtol), size));
        Node near = Graph.binary(name, Op.LE, difference, allowed);
        Node close = Graph.binary(
                name,
                Op.OR,
                Graph.binary(name, Op.AND, near, Graph.unary(name, Op.ISFINITE, y)),
                Graph.binary(name, Op.EQ, x, y));
        if (equalNaN) {
            Node nans = Graph.binary(name, Op.AND, Graph.unary(name, Op.ISNAN, x), Graph.unary(name, Op.ISNAN, y));
            close = Graph.binary(name, Op.OR, close, nans);
        }
        return new NDArray(close);
    }

    private static Operand asFloat(Operand x) {
        return x instanceof Operand.Scalar s && Operand.isInteger(s.number())
                ? Operand.of(s.number().doubleValue())
                : x;
    }

    /** The only element of a bool array. */
    static boolean isTrue(NDArray x) {
        return x.contiguous().getLong(0) != 0;
    }

    /** Whether all elements of an array are true. */
    static boolean all(NDArray x) {
        return isTrue(new NDArray(Graph.reduce("all", FoldOp.ALL, x.node(), Shape.allAxes(x.ndim()))));
    }

    // ---- in place

    /** Writes a result over an array that was one of its operands. */
    static NDArray inPlace(String name, NDArray target, Supplier<NDArray> value) {
        if (target.layout().isBroadcast()) {
            throw new ShapeException(name + ": the array of shape " + Shape.text(target.shape())
                    + " is a broadcast view, in which several indices name one element; write to a copy");
        }
        target.assign(() -> {
            Node v = value.get().node();
            if (!Promotion.canCastSameKind(v.dtype(), target.dtype())) {
                throw new DTypeException(name + ": the result's type " + v.dtype() + " cannot be kept in an array of "
                        + target.dtype() + "; use the form that makes a new array, or cast with astype");
            }
            long[] shape = target.layout().shape();
            if (!Arrays.equals(Shape.broadcast(name, v.shape(), shape), shape)) {
                throw new ShapeException(name + ": the result's shape " + Shape.text(v.shape())
                        + " does not fit the array's, " + Shape.text(shape)
                        + "; the other operand must broadcast to the array's shape");
            }
            return Graph.cast(v, target.dtype());
        });
        return target;
    }
}
