package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ir.Op;
import org.jspecify.annotations.Nullable;

/**
 * Functions of each element by itself; part of {@link Np}. The result has the array's shape. What has no meaning for a type
 * throws {@link DTypeException}; functions with a fractional result take bool and integers of 8 bits to float16, of 16 to float32, of more
 * to float64, as NumPy does.
 */
abstract sealed class ElementwiseFunctions extends BinaryFunctions permits JoinFunctions {

    /** The distance from zero; of complex numbers the modulus, a real array. */
    public static NDArray abs(NDArray x) {
        return Elementwise.unary("abs", Op.ABS, x);
    }

    /** The angle in [0, π] whose cosine is given; NumPy's {@code arccos}. */
    public static NDArray acos(NDArray x) {
        return Elementwise.unary("acos", Op.ACOS, x);
    }

    /** The inverse of {@link #cosh}; NumPy's {@code arccosh}. */
    public static NDArray acosh(NDArray x) {
        return Elementwise.unary("acosh", Op.ACOSH, x);
    }

    /** The angle in [-π/2, π/2] whose sine is given; NumPy's {@code arcsin}. */
    public static NDArray asin(NDArray x) {
        return Elementwise.unary("asin", Op.ASIN, x);
    }

    /** The inverse of {@link #sinh}; NumPy's {@code arcsinh}. */
    public static NDArray asinh(NDArray x) {
        return Elementwise.unary("asinh", Op.ASINH, x);
    }

    /** The angle in [-π/2, π/2] whose tangent is given; NumPy's {@code arctan}. */
    public static NDArray atan(NDArray x) {
        return Elementwise.unary("atan", Op.ATAN, x);
    }

    /** The inverse of {@link #tanh}; NumPy's {@code arctanh}. */
    public static NDArray atanh(NDArray x) {
        return Elementwise.unary("atanh", Op.ATANH, x);
    }

    /** All bits turned over; of bool, not. NumPy's {@code invert}. */
    public static NDArray bitwiseInvert(NDArray x) {
        return Elementwise.unary("bitwiseInvert", Op.NOT, x);
    }

    /** The cube root, of real types. */
    public static NDArray cbrt(NDArray x) {
        return Elementwise.unary("cbrt", Op.CBRT, x);
    }

    /** The nearest integer not below, in the same type; of real types. */
    public static NDArray ceil(NDArray x) {
        return Elementwise.unary("ceil", Op.CEIL, x);
    }

    /** The complex conjugate; real elements stay as they are, but bool becomes int8. */
    public static NDArray conj(NDArray x) {
        return Elementwise.conj(x);
    }

    /** The cosine of an angle in radians. */
    public static NDArray cos(NDArray x) {
        return Elementwise.unary("cos", Op.COS, x);
    }

    /** The hyperbolic cosine. */
    public static NDArray cosh(NDArray x) {
        return Elementwise.unary("cosh", Op.COSH, x);
    }

    /** Radians as degrees. */
    public static NDArray degrees(NDArray x) {
        return Elementwise.scaled("degrees", x, 180 / Math.PI);
    }

    /** e to the power of each element. */
    public static NDArray exp(NDArray x) {
        return Elementwise.unary("exp", Op.EXP, x);
    }

    /** 2 to the power of each element. */
    public static NDArray exp2(NDArray x) {
        return Elementwise.unary("exp2", Op.EXP2, x);
    }

    /** {@code exp(x) - 1}, exact near zero. */
    public static NDArray expm1(NDArray x) {
        return Elementwise.unary("expm1", Op.EXPM1, x);
    }

    /** The nearest integer not above, in the same type; of real types. */
    public static NDArray floor(NDArray x) {
        return Elementwise.unary("floor", Op.FLOOR, x);
    }

    /**
     * The modified Bessel function of the first kind of order 0, of real types: {@link Special#i0}.
     *
     * @throws io.github.tornadoarrays.core.DTypeException of complex arrays
     */
    public static NDArray i0(NDArray x) {
        return Np.special.i0(x);
    }

    /** The imaginary part: of complex types a view, so that what is written to it is seen in the array; of real types new zeros. */
    public static NDArray imag(NDArray x) {
        return x.dtype().isComplex() ? x.part(Op.IMAG) : Elementwise.unary("imag", Op.IMAG, x);
    }

    /** Whether each element is neither infinite nor NaN. */
    public static NDArray isfinite(NDArray x) {
        return Elementwise.unary("isfinite", Op.ISFINITE, x);
    }

    /** Whether each element is an infinity. */
    public static NDArray isinf(NDArray x) {
        return Elementwise.unary("isinf", Op.ISINF, x);
    }

    /** Whether each element is NaN. */
    public static NDArray isnan(NDArray x) {
        return Elementwise.unary("isnan", Op.ISNAN, x);
    }

    /** The natural logarithm. */
    public static NDArray log(NDArray x) {
        return Elementwise.unary("log", Op.LOG, x);
    }

    /** The logarithm to base 10. */
    public static NDArray log10(NDArray x) {
        return Elementwise.unary("log10", Op.LOG10, x);
    }

    /** {@code log(1 + x)}, exact near zero. */
    public static NDArray log1p(NDArray x) {
        return Elementwise.unary("log1p", Op.LOG1P, x);
    }

    /** The logarithm to base 2. */
    public static NDArray log2(NDArray x) {
        return Elementwise.unary("log2", Op.LOG2, x);
    }

    /** Whether each element is zero. */
    public static NDArray logicalNot(NDArray x) {
        return Elementwise.logicalNot(x);
    }

    /** {@code -x}; of unsigned types modulo 2 to the width. Not for bool. */
    public static NDArray negative(NDArray x) {
        return Elementwise.unary("negative", Op.NEG, x);
    }

    /** {@code +x}: a copy. Not for bool. */
    public static NDArray positive(NDArray x) {
        return Elementwise.positive(x);
    }

    /** Degrees as radians. */
    public static NDArray radians(NDArray x) {
        return Elementwise.scaled("radians", x, Math.PI / 180);
    }

    /** The real part, a view: what is written to it is seen in the array; of real types all of it. */
    public static NDArray real(NDArray x) {
        return x.dtype().isComplex() ? x.part(Op.REAL) : x.view(x.layout());
    }

    /** {@code 1 / x} in the same type, of integers truncated. */
    public static NDArray reciprocal(NDArray x) {
        return Elementwise.reciprocal(x);
    }

    /** -1, 0 or 1, NaN for NaN; of complex numbers {@code x / abs(x)}. Not for bool. */
    public static NDArray sign(NDArray x) {
        return Elementwise.unary("sign", Op.SIGN, x);
    }

    /** Whether the sign is negative, -0.0 included; of real types. */
    public static NDArray signbit(NDArray x) {
        return Elementwise.unary("signbit", Op.SIGNBIT, x);
    }

    /** The sine of an angle in radians. */
    public static NDArray sin(NDArray x) {
        return Elementwise.unary("sin", Op.SIN, x);
    }

    /** {@code sin(πx) / (πx)}, 1 at zero. */
    public static NDArray sinc(NDArray x) {
        return Elementwise.sinc(x);
    }

    /** The hyperbolic sine. */
    public static NDArray sinh(NDArray x) {
        return Elementwise.unary("sinh", Op.SINH, x);
    }

    /** The square root; NaN for negative real elements. */
    public static NDArray sqrt(NDArray x) {
        return Elementwise.unary("sqrt", Op.SQRT, x);
    }

    /** {@code x * x}. */
    public static NDArray square(NDArray x) {
        return Elementwise.square("square", x);
    }

    /** The tangent of an angle in radians. */
    public static NDArray tan(NDArray x) {
        return Elementwise.unary("tan", Op.TAN, x);
    }

    /** The hyperbolic tangent. */
    public static NDArray tanh(NDArray x) {
        return Elementwise.unary("tanh", Op.TANH, x);
    }

    /** The nearest integer towards zero, in the same type; of real types. */
    public static NDArray trunc(NDArray x) {
        return Elementwise.unary("trunc", Op.TRUNC, x);
    }

    // ---- rounding and repair

    /** The nearest integer, of two the even one, in the same type. */
    public static NDArray round(NDArray x) {
        return Elementwise.round(x, 0);
    }

    /** Rounded to a number of decimals, which may be negative: scaled by the power of ten, rounded to even, scaled back. */
    public static NDArray round(NDArray x, int decimals) {
        return Elementwise.round(x, decimals);
    }

    /** NaN becomes 0, infinities the type's largest and lowest finite numbers; integers are copied. NumPy's {@code nan_to_num}. */
    public static NDArray nanToNum(NDArray x) {
        double most = Elementwise.largest(x.dtype());
        return Elementwise.nanToNum(x, 0, most, -most);
    }

    /** NaN and the infinities become the given numbers. */
    public static NDArray nanToNum(NDArray x, double nan, double posinf, double neginf) {
        return Elementwise.nanToNum(x, nan, posinf, neginf);
    }

    /** Elements below {@code min} become {@code min}, above {@code max} become {@code max}; null is no bound. */
    public static NDArray clip(NDArray x, @Nullable Number min, @Nullable Number max) {
        return Elementwise.clip(x, min, max);
    }

    /**
     * {@code minimum(maximum(x, min), max)}; null is no bound.
     *
     * @throws ShapeException if the shapes do not broadcast
     */
    public static NDArray clip(NDArray x, @Nullable NDArray min, @Nullable NDArray max) {
        return Elementwise.clip(x, min, max);
    }

    // ---- three operands

    /** Elements of {@code a} where the condition is not zero, of {@code b} elsewhere; the shapes broadcast. */
    public static NDArray where(NDArray condition, NDArray a, NDArray b) {
        return Elementwise.where(condition, Operand.of(a), Operand.of(b));
    }

    /** As {@link #where(NDArray, NDArray, NDArray)}. */
    public static NDArray where(NDArray condition, NDArray a, Number b) {
        return Elementwise.where(condition, Operand.of(a), Operand.of(b));
    }

    /** As {@link #where(NDArray, NDArray, NDArray)}. */
    public static NDArray where(NDArray condition, Number a, NDArray b) {
        return Elementwise.where(condition, Operand.of(a), Operand.of(b));
    }

    /** As {@link #where(NDArray, NDArray, NDArray)}. */
    public static NDArray where(NDArray condition, Number a, Number b) {
        return Elementwise.where(condition, Operand.of(a), Operand.of(b));
    }

    /** {@code x * y + z} rounded once, in the float type that holds all three. */
    public static NDArray fma(NDArray x, NDArray y, NDArray z) {
        return Elementwise.fma(Operand.of(x), Operand.of(y), Operand.of(z));
    }

    /** As {@link #fma(NDArray, NDArray, NDArray)}. */
    public static NDArray fma(NDArray x, NDArray y, Number z) {
        return Elementwise.fma(Operand.of(x), Operand.of(y), Operand.of(z));
    }

    /** As {@link #fma(NDArray, NDArray, NDArray)}. */
    public static NDArray fma(NDArray x, Number y, NDArray z) {
        return Elementwise.fma(Operand.of(x), Operand.of(y), Operand.of(z));
    }

    /** As {@link #fma(NDArray, NDArray, NDArray)}. */
    public static NDArray fma(NDArray x, Number y, Number z) {
        return Elementwise.fma(Operand.of(x), Operand.of(y), Operand.of(z));
    }
}
