package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ir.FoldOp;
import org.jspecify.annotations.Nullable;

/**
 * Parts, neighbours and divisors of numbers, and running folds in other forms; part of {@link Np}. Types are those of the functions
 * of {@link ElementwiseFunctions} and {@link BinaryFunctions}; shapes broadcast.
 */
abstract sealed class NumberFunctions extends WindowFunctions permits AssemblyFunctions {

    // ---- parts

    /** The angle of complex numbers in (-π, π]; of real ones 0, or π where they are negative. */
    public static NDArray angle(NDArray z) {
        return angle(z, false);
    }

    /** As {@link #angle(NDArray)}, in degrees or radians. */
    public static NDArray angle(NDArray z, boolean degrees) {
        NDArray radians = z.dtype().isComplex() ? atan2(z.imag(), z.real()) : atan2(0, z);
        return degrees ? radians.mul(180 / Math.PI) : radians;
    }

    /** The distance from zero in the float type that holds the elements; of real types. */
    public static NDArray fabs(NDArray x) {
        return Numbers.real("fabs", x).abs();
    }

    /** The parts behind and before the point; both have the element's sign. Of real types. */
    public static Modf modf(NDArray x) {
        NDArray y = Numbers.real("modf", x);
        NDArray whole = trunc(y);
        return new Modf(copysign(where(isinf(y), 0, y.sub(whole)), y), whole);
    }

    /** Mantissas and exponents of base 2, of real types. */
    public static Frexp frexp(NDArray x) {
        return Numbers.frexp(x);
    }

    /**
     * {@code x * 2**exponent}, rounded once; in the float type that holds {@code x}.
     *
     * @throws DTypeException if {@code x} is complex, or an exponent no integer
     */
    public static NDArray ldexp(NDArray x, NDArray exponent) {
        return Numbers.ldexp(x, exponent);
    }

    /** As {@link #ldexp(NDArray, NDArray)}. */
    public static NDArray ldexp(NDArray x, int exponent) {
        return Numbers.ldexp(x, Numbers.number(exponent));
    }

    /** Whether imaginary parts are not 0. */
    public static NDArray iscomplex(NDArray x) {
        return imag(x).ne(0);
    }

    /** Whether imaginary parts are 0. */
    public static NDArray isreal(NDArray x) {
        return imag(x).eq(0);
    }

    /** Whether the array has a complex type. */
    public static boolean iscomplexobj(NDArray x) {
        return x.dtype().isComplex();
    }

    /** Whether the array has no complex type. */
    public static boolean isrealobj(NDArray x) {
        return !x.dtype().isComplex();
    }

    /** {@link #realIfClose(NDArray, double)} with a tolerance of 100. */
    public static NDArray realIfClose(NDArray x) {
        return realIfClose(x, 100);
    }

    /**
     * The real parts if all imaginary ones are nearly 0, else the array; computes now.
     *
     * @param tolerance above 1 in units of the type's distance from 1 to the next number, else the greatest imaginary part itself
     */
    public static NDArray realIfClose(NDArray x, double tolerance) {
        if (!x.dtype().isComplex()) {
            return x;
        }
        double least = tolerance > 1 ? tolerance * finfo(x.dtype()).eps() : tolerance;
        return all(abs(imag(x)).lt(least)).itemBoolean() ? real(x) : x;
    }

    /** Whether each element is plus infinity; of real types. */
    public static NDArray isposinf(NDArray x) {
        return isinf(x).and(Numbers.bySign("isposinf", x).not());
    }

    /** Whether each element is minus infinity; of real types. */
    public static NDArray isneginf(NDArray x) {
        return isinf(x).and(Numbers.bySign("isneginf", x));
    }

    // ---- neighbours

    /** The distance to the next number away from zero, with the element's sign; NaN at infinities. Of real types. */
    public static NDArray spacing(NDArray x) {
        return Numbers.spacing(x);
    }

    /** 0 below zero, 1 above, and at zero the element of {@code atZero}; of real types. */
    public static NDArray heaviside(NDArray x, NDArray atZero) {
        return Numbers.heaviside(Operand.of(x), Operand.of(atZero));
    }

    /** As {@link #heaviside(NDArray, NDArray)}. */
    public static NDArray heaviside(NDArray x, Number atZero) {
        return Numbers.heaviside(Operand.of(x), Operand.of(atZero));
    }

    /** The elements with multiples of 2π added along the last axis, so that none is farther than π from the one before. */
    public static NDArray unwrap(NDArray x) {
        return unwrap(x, null, -1, 2 * Math.PI);
    }

    /**
     * The elements with multiples of a period added along an axis, where they jump.
     *
     * @param discont the least jump, half a period unless given
     * @param period a whole number keeps integers integers
     */
    public static NDArray unwrap(NDArray x, @Nullable Number discont, int axis, Number period) {
        return Numbers.unwrap(x, discont, axis, period);
    }

    // ---- quotients and divisors

    /** {@link #floorDivide} and {@link #remainder}. */
    public static Divmod divmod(NDArray x1, NDArray x2) {
        return new Divmod(floorDivide(x1, x2), remainder(x1, x2));
    }

    /** As {@link #divmod(NDArray, NDArray)}. */
    public static Divmod divmod(NDArray x1, Number x2) {
        return new Divmod(floorDivide(x1, x2), remainder(x1, x2));
    }

    /** As {@link #divmod(NDArray, NDArray)}. */
    public static Divmod divmod(Number x1, NDArray x2) {
        return new Divmod(floorDivide(x1, x2), remainder(x1, x2));
    }

    /** What division truncated towards zero leaves; it has the dividend's sign. Of integers by zero, 0; of floats NaN. Not for complex. */
    public static NDArray fmod(NDArray x1, NDArray x2) {
        return Numbers.fmod(Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #fmod(NDArray, NDArray)}. */
    public static NDArray fmod(NDArray x1, Number x2) {
        return Numbers.fmod(Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #fmod(NDArray, NDArray)}. */
    public static NDArray fmod(Number x1, NDArray x2) {
        return Numbers.fmod(Operand.of(x1), Operand.of(x2));
    }

    /** The greatest common divisor, 0 or more; of two zeros 0. Of integers. */
    public static NDArray gcd(NDArray x1, NDArray x2) {
        return Numbers.gcd("gcd", Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #gcd(NDArray, NDArray)}. */
    public static NDArray gcd(NDArray x1, Number x2) {
        return Numbers.gcd("gcd", Operand.of(x1), Operand.of(x2));
    }

    /** The least common multiple, 0 or more; with a zero 0. Of integers; it wraps around. */
    public static NDArray lcm(NDArray x1, NDArray x2) {
        return Numbers.gcd("lcm", Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #lcm(NDArray, NDArray)}. */
    public static NDArray lcm(NDArray x1, Number x2) {
        return Numbers.gcd("lcm", Operand.of(x1), Operand.of(x2));
    }

    /** How many bits of the distance from zero are 1; uint8. Of integers and bool. */
    public static NDArray bitwiseCount(NDArray x) {
        return Numbers.bitwiseCount(x);
    }

    /** {@link #pow} in float64 at least, or complex128: negative exponents of integers are no mistake. */
    public static NDArray floatPower(NDArray x1, NDArray x2) {
        return Numbers.floatPower(Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #floatPower(NDArray, NDArray)}. */
    public static NDArray floatPower(NDArray x1, Number x2) {
        return Numbers.floatPower(Operand.of(x1), Operand.of(x2));
    }

    /** {@code log2(2**x1 + 2**x2)} without overflow; of real types. */
    public static NDArray logaddexp2(NDArray x1, NDArray x2) {
        return Numbers.logaddexp2(Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logaddexp2(NDArray, NDArray)}. */
    public static NDArray logaddexp2(NDArray x1, Number x2) {
        return Numbers.logaddexp2(Operand.of(x1), Operand.of(x2));
    }

    /** The elements in order along the last axis, as complex numbers: complex64 of integers up to 16 bits, else complex128. */
    public static NDArray sortComplex(NDArray x) {
        NDArray sorted = sort(x);
        DType t = x.dtype();
        return t.isComplex()
                ? sorted
                : sorted.astype(t.isInteger() && t.itemSize() < 4 ? DType.COMPLEX64 : DType.COMPLEX128);
    }

    // ---- running folds

    /** {@link #cumsum(NDArray)} with 0 in place of NaN. */
    public static NDArray nancumsum(NDArray x) {
        return cumsum(Numbers.without(x, 0));
    }

    /** {@link #cumsum(NDArray, int)} with 0 in place of NaN. */
    public static NDArray nancumsum(NDArray x, int axis) {
        return cumsum(Numbers.without(x, 0), axis);
    }

    /** {@link #cumprod(NDArray)} with 1 in place of NaN. */
    public static NDArray nancumprod(NDArray x) {
        return cumprod(Numbers.without(x, 1));
    }

    /** {@link #cumprod(NDArray, int)} with 1 in place of NaN. */
    public static NDArray nancumprod(NDArray x, int axis) {
        return cumprod(Numbers.without(x, 1), axis);
    }

    /**
     * {@link #cumsum} of a vector, by its name in the array API.
     *
     * @throws ShapeException if the array is no vector
     */
    public static NDArray cumulativeSum(NDArray x) {
        return cumulativeSum(x, Numbers.onlyAxis("cumulativeSum", x), false);
    }

    /** {@link #cumsum(NDArray, int)}; with {@code includeInitial} the 0 before the first element as well. */
    public static NDArray cumulativeSum(NDArray x, int axis, boolean includeInitial) {
        return Numbers.cumulative("cumulativeSum", FoldOp.SUM, x, axis, includeInitial);
    }

    /**
     * {@link #cumprod} of a vector, by its name in the array API.
     *
     * @throws ShapeException if the array is no vector
     */
    public static NDArray cumulativeProd(NDArray x) {
        return cumulativeProd(x, Numbers.onlyAxis("cumulativeProd", x), false);
    }

    /** {@link #cumprod(NDArray, int)}; with {@code includeInitial} the 1 before the first element as well. */
    public static NDArray cumulativeProd(NDArray x, int axis, boolean includeInitial) {
        return Numbers.cumulative("cumulativeProd", FoldOp.PROD, x, axis, includeInitial);
    }

    // ---- types

    /**
     * What a floating type holds; of a complex type its parts'.
     *
     * @throws DTypeException if it is no floating type
     */
    public static Finfo finfo(DType type) {
        return Finfo.of(type);
    }

    /**
     * What an integer type holds.
     *
     * @throws DTypeException if it is no integer type
     */
    public static Iinfo iinfo(DType type) {
        return Iinfo.of(type);
    }

    /** Whether every value of one type is kept by another: NumPy's "safe" casting. */
    public static boolean canCast(DType from, DType to) {
        return canCast(from, to, "safe");
    }

    /**
     * Whether one type may be cast to another.
     *
     * @param casting {@code "no"} and {@code "equiv"}: only to itself; {@code "safe"}: if all values are kept; {@code "same_kind"}: also
     *     within a kind, such as float64 to float32; {@code "unsafe"}: always
     */
    public static boolean canCast(DType from, DType to, String casting) {
        return Types.canCast(from, to, casting);
    }

    /** The narrowest type that holds the values of both. */
    public static DType promoteTypes(DType a, DType b) {
        return Types.promote(a, b);
    }

    /**
     * The type of an operation on operands.
     *
     * @param operands arrays, {@link DType}s and Java numbers, of which the last only lift the kind
     */
    public static DType resultType(Object... operands) {
        return Types.result(operands);
    }

    /** The floating or complex type that all arrays fit in: float64 where there are integers. */
    public static DType commonType(NDArray... arrays) {
        return Types.common(arrays);
    }

    /** The narrowest type that holds a number. */
    public static DType minScalarType(Number x) {
        return Types.least(x);
    }

    /**
     * Whether a type is of one of some kinds.
     *
     * @param kinds {@code "bool"}, {@code "signed integer"}, {@code "unsigned integer"}, {@code "integral"}, {@code "real floating"},
     *     {@code "complex floating"}, {@code "numeric"}
     */
    public static boolean isdtype(DType type, String... kinds) {
        return Types.isKind(type, kinds);
    }
}
