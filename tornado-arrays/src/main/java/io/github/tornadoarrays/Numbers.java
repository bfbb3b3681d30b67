package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What {@link NumberFunctions} are made of: expressions, and Java functions where bits or loops are needed. */
final class Numbers {
    private static final ElementwiseKernel MANTISSA32 = Np.vectorize((float x) -> mantissa(x));
    private static final ElementwiseKernel MANTISSA64 = Np.vectorize((double x) -> mantissa(x));
    private static final ElementwiseKernel EXPONENT32 = Np.vectorize((float x) -> exponent(x));
    private static final ElementwiseKernel EXPONENT64 = Np.vectorize((double x) -> exponent(x));
    private static final ElementwiseKernel GCD = Np.vectorize((long a, long b) -> gcd(a, b));
    private static final ElementwiseKernel LCM = Np.vectorize((long a, long b) -> lcm(a, b));
    private static final ElementwiseKernel BITS = Np.vectorize((long a) -> Long.bitCount(a));

    private Numbers() {}

    /** The array in the float type that holds it. */
    static NDArray real(String name, NDArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(name + ": not defined for " + x.dtype() + "; it takes real types");
        }
        DType t = Promotion.inexact(x.dtype());
        return t == x.dtype() ? x : x.astype(t);
    }

    /** A whole number as an array that is nowhere yet, so that it goes where its neighbour is. */
    static NDArray number(long x) {
        return new NDArray(Graph.constant(DType.INT64, Shape.SCALAR, x));
    }

    static NDArray bySign(String name, NDArray x) {
        return Elementwise.unary(name, Op.SIGNBIT, x);
    }

    // ---- bits

    static Frexp frexp(NDArray x) {
        NDArray y = real("frexp", x);
        boolean wide = y.dtype() == DType.FLOAT64;
        NDArray mantissa = wide ? MANTISSA64.call(y) : MANTISSA32.call(y);
        return new Frexp(mantissa.astype(y.dtype()), wide ? EXPONENT64.call(y) : EXPONENT32.call(y));
    }

    private static float mantissa(float x) {
        if (x == 0 || !(Math.abs(x) <= Float.MAX_VALUE)) {
            return x;
        }
        int bits = Float.floatToRawIntBits(Math.abs(x) < Float.MIN_NORMAL ? x * 0x1p25f : x);
        return Float.intBitsToFloat(bits & 0x807fffff | 0x3f000000);
    }

    private static double mantissa(double x) {
        if (x == 0 || !(Math.abs(x) <= Double.MAX_VALUE)) {
            return x;
        }
        long bits = Double.doubleToRawLongBits(Math.abs(x) < Double.MIN_NORMAL ? x * 0x1p54 : x);
        return Double.longBitsToDouble(bits & 0x800fffffffffffffL | 0x3fe0000000000000L);
    }

    private static int exponent(float x) {
        if (x == 0 || !(Math.abs(x) <= Float.MAX_VALUE)) {
            return 0;
        }
        boolean tiny = Math.abs(x) < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(tiny ? x * 0x1p25f : x);
        return (bits >> 23 & 0xff) - 126 - (tiny ? 25 : 0);
    }

    private static int exponent(double x) {
        if (x == 0 || !(Math.abs(x) <= Double.MAX_VALUE)) {
            return 0;
        }
        boolean tiny = Math.abs(x) < Double.MIN_NORMAL;
        long bits = Double.doubleToRawLongBits(tiny ? x * 0x1p54 : x);
        return (int) (bits >> 52 & 0x7ff) - 1022 - (tiny ? 54 : 0);
    }

    static NDArray ldexp(NDArray x, NDArray exponent) {
        NDArray y = real("ldexp", x);
        DType t = exponent.dtype();
        if (t.isInexact() || t == DType.UINT64) {
            throw new DTypeException("ldexp: exponents are " + t + "; they must be integers that int64 holds");
        }
        NDArray n = exponent.astype(DType.INT64).clip(-5000, 5000).astype(DType.INT32);
        // halves by way of float32, which holds them and their multiples exactly
        DType work = y.dtype().isHalf() ? DType.FLOAT32 : y.dtype();
        int most = work == DType.FLOAT64 ? 1023 : 127;
        int digits = work == DType.FLOAT64 ? 53 : 24;
        NDArray scaled = y.astype(work);
        // a product that is not normal is the last one, so that only it is rounded (musl's scalbn)
        for (int step = 0; step < (work == DType.FLOAT64 ? 2 : 3); step++) {
            int down = most - 1 - digits;
            NDArray big = n.gt(most);
            NDArray small = n.lt(1 - most);
            NDArray factor = Np.where(big, Math.scalb(1.0, most), Np.where(small, Math.scalb(1.0, -down), 1.0));
            scaled = scaled.mul(factor.astype(work));
            n = Np.where(big, n.sub(most), Np.where(small, n.add(down), n)).astype(DType.INT32);
        }
        NDArray last = power(n.clip(1 - most, most), work);
        return scaled.mul(last).astype(y.dtype());
    }

    private static final ElementwiseKernel POWER32 = Np.vectorize((int n) -> Float.intBitsToFloat(n + 127 << 23));
    private static final ElementwiseKernel POWER64 =
            Np.vectorize((int n) -> Double.longBitsToDouble((long) (n + 1023) << 52));

    /** Powers of two that are normal numbers. */
    private static NDArray power(NDArray n, DType t) {
        return t == DType.FLOAT64 ? POWER64.call(n) : POWER32.call(n);
    }

    static NDArray spacing(NDArray x) {
        NDArray y = real("spacing", x);
        NDArray away = Np.copysign(Np.fullLike(y, Double.POSITIVE_INFINITY), Np.where(y.eq(0), 1.0, y));
        return Np.nextafter(y, away).sub(y);
    }

    // ---- comparison

    static NDArray heaviside(Operand a, Operand b) {
        String name = "heaviside";
        DType t = Promotion.inexact(Operand.common(a, b));
        realOnly(name, t);
        Node x = Graph.cast(a.node(name, t), t);
        Node zero = NDArray.scalar(t, 0.0);
        Node step = Graph.where(
                Graph.binary(name, Op.LT, x, zero),
                zero,
                Graph.where(Graph.binary(name, Op.GT, x, zero), NDArray.scalar(t, 1.0), b.node(name, t), t),
                t);
        return new NDArray(Graph.where(Graph.unary(name, Op.ISNAN, x), x, step, t));
    }

    private static void realOnly(String name, DType t) {
        if (t.isComplex()) {
            throw new DTypeException(name + ": not defined for " + t + "; it takes real types");
        }
    }

    static NDArray unwrap(NDArray x, @Nullable Number discont, int axis, Number period) {
        if (x.ndim() == 0) {
            throw new ShapeException("unwrap: the array is 0-d; it needs an axis");
        }
        int a = Shape.axis("unwrap", axis, x.layout().shape());
        NDArray steps = Np.diff(x, 1, a);
        boolean whole = Operand.isInteger(period);
        DType type = Operand.common(Operand.of(steps), Operand.of(period));
        boolean integers = type.isInteger() && whole;
        Number high = integers ? (Number) Math.floorDiv(period.longValue(), 2) : (Number) (period.doubleValue() / 2);
        Number low = integers ? (Number) (-high.longValue()) : (Number) (-high.doubleValue());
        NDArray near = steps.sub(low).mod(period).add(low);
        if (!integers || period.longValue() % 2 == 0) {
            near = Np.where(near.eq(low).and(steps.gt(0)), high, near).astype(near.dtype());
        }
        Number least = discont == null ? (Number) (period.doubleValue() / 2) : discont;
        NDArray correction = Np.where(steps.abs().lt(least), 0, near.sub(steps)).astype(near.dtype());
        NDArray out = x.astype(type);
        Object[] behind = new Object[a + 1];
        Arrays.fill(behind, Slice.all());
        behind[a] = Slice.from(1);
        out.set(x.get(behind).add(correction.cumsum(a)), behind);
        return out;
    }

    // ---- divisors

    static NDArray fmod(Operand a, Operand b) {
        String name = "fmod";
        DType common = Operand.common(a, b);
        DType t = common.isBool() ? DType.INT8 : common;
        realOnly(name, t);
        Node x = Graph.cast(a.node(name, t), t);
        Node y = Graph.cast(b.node(name, t), t);
        if (t.isInteger()) {
            // of -1 as of 1 nothing is left, and the lowest integer by -1 is no integer
            Node one = Graph.constant(t, Shape.SCALAR, 1);
            Node no = Graph.binary(name, Op.EQ, y, Graph.constant(t, Shape.SCALAR, 0));
            Node minus = t.isSigned() ? Graph.binary(name, Op.EQ, y, Graph.constant(t, Shape.SCALAR, -1)) : no;
            y = Graph.where(Graph.binary(name, Op.OR, no, minus), one, y, t);
        }
        return new NDArray(Graph.binary(name, Op.REM, x, y, t));
    }

    static NDArray gcd(String name, Operand a, Operand b) {
        DType common = Operand.common(a, b);
        if (!common.isInteger()) {
            throw new DTypeException(name + ": not defined for " + common + "; it takes integers");
        }
        NDArray x = new NDArray(Graph.cast(Graph.cast(a.node(name, common), common), DType.INT64));
        NDArray y = new NDArray(Graph.cast(Graph.cast(b.node(name, common), common), DType.INT64));
        if (common.isSigned()) {
            x = x.abs();
            y = y.abs();
        }
        return (name.equals("gcd") ? GCD : LCM).call(x, y).astype(common);
    }

    /** Euclid's algorithm, of unsigned numbers. */
    private static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (x != 0) {
            long rest = Long.remainderUnsigned(y, x);
            y = x;
            x = rest;
        }
        return y;
    }

    private static long lcm(long a, long b) {
        long divisor = gcd(a, b);
        return divisor == 0 ? 0 : Long.divideUnsigned(a, divisor) * b;
    }

    static NDArray bitwiseCount(NDArray x) {
        if (x.dtype().isInexact()) {
            throw new DTypeException("bitwiseCount: not defined for " + x.dtype() + "; it takes integers");
        }
        NDArray bits = x.astype(DType.INT64);
        return BITS.call(x.dtype().isSigned() ? bits.abs() : bits).astype(DType.UINT8);
    }

    static NDArray floatPower(Operand a, Operand b) {
        DType t = Promotion.promote(Operand.common(a, b), DType.FLOAT64);
        NDArray x = new NDArray(Graph.cast(a.node("floatPower", t), t));
        return b instanceof Operand.Scalar
                ? Elementwise.power("floatPower", Operand.of(x), b)
                : Elementwise.power(
                        "floatPower", Operand.of(x), Operand.of(new NDArray(Graph.cast(b.node("floatPower", t), t))));
    }

    static NDArray logaddexp2(Operand a, Operand b) {
        String name = "logaddexp2";
        DType t = Promotion.inexact(Operand.common(a, b));
        realOnly(name, t);
        DType work = t.isHalf() ? DType.FLOAT32 : t;
        NDArray x = new NDArray(Graph.cast(Graph.cast(a.node(name, t), t), work));
        NDArray y = new NDArray(Graph.cast(Graph.cast(b.node(name, t), t), work));
        NDArray more = Np.log1p(Np.exp2(x.sub(y).abs().neg())).mul(1 / Math.log(2));
        return Np.where(x.eq(y), x.add(1), Np.maximum(x, y).add(more)).astype(t);
    }

    // ---- running folds

    static NDArray without(NDArray x, Number instead) {
        return x.dtype().isInexact() ? Np.where(Np.isnan(x), instead, x) : x;
    }

    static int onlyAxis(String name, NDArray x) {
        if (x.ndim() != 1) {
            throw new ShapeException(name + ": an array of shape "
                    + Shape.text(x.layout().shape()) + " and no axis; give the axis unless there is one only");
        }
        return 0;
    }

    static NDArray cumulative(String name, FoldOp op, NDArray x, int axis, boolean includeInitial) {
        int a = Shape.axis(name, axis, x.layout().shape());
        NDArray scanned = Scans.scan(name, op, x, a, Promotion.sum(x.dtype()));
        if (!includeInitial) {
            return scanned;
        }
        long[] first = x.shape();
        first[a] = 1;
        Node initial = op == FoldOp.SUM
                ? Graph.constant(scanned.dtype(), first, 0, 0)
                : Graph.cast(Graph.constant(DType.BOOL, first, 1), scanned.dtype());
        return Np.concat(a, new NDArray(initial.at(scanned.place())).view(Layout.contiguous(first)), scanned);
    }
}
