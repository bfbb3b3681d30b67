package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ir.Op;
import java.util.Arrays;

/**
 * Functions of two arrays, or an array and a number, element by element; part of {@link Np}. Shapes broadcast, or
 * {@link ShapeException} is thrown; result types are NumPy 2's, in which a Java number never widens an array of its kind. What has no
 * meaning for a type, and a number that an integer array cannot hold, throws {@link DTypeException}; comparisons take any
 * number, are exact, and order complex numbers by real part, then imaginary.
 */
abstract sealed class BinaryFunctions extends ReductionFunctions permits ElementwiseFunctions {

    /** {@code x1 + x2}; of bool, or. */
    public static NDArray add(NDArray x1, NDArray x2) {
        return Elementwise.binary("add", Op.ADD, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #add(NDArray, NDArray)}. */
    public static NDArray add(NDArray x1, Number x2) {
        return Elementwise.binary("add", Op.ADD, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #add(NDArray, NDArray)}. */
    public static NDArray add(Number x1, NDArray x2) {
        return Elementwise.binary("add", Op.ADD, Operand.of(x1), Operand.of(x2));
    }

    /** {@code x1 - x2}. Not for bool. */
    public static NDArray subtract(NDArray x1, NDArray x2) {
        return Elementwise.binary("subtract", Op.SUB, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #subtract(NDArray, NDArray)}. */
    public static NDArray subtract(NDArray x1, Number x2) {
        return Elementwise.binary("subtract", Op.SUB, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #subtract(NDArray, NDArray)}. */
    public static NDArray subtract(Number x1, NDArray x2) {
        return Elementwise.binary("subtract", Op.SUB, Operand.of(x1), Operand.of(x2));
    }

    /** {@code x1 * x2}; of bool, and. */
    public static NDArray multiply(NDArray x1, NDArray x2) {
        return Elementwise.binary("multiply", Op.MUL, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #multiply(NDArray, NDArray)}. */
    public static NDArray multiply(NDArray x1, Number x2) {
        return Elementwise.binary("multiply", Op.MUL, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #multiply(NDArray, NDArray)}. */
    public static NDArray multiply(Number x1, NDArray x2) {
        return Elementwise.binary("multiply", Op.MUL, Operand.of(x1), Operand.of(x2));
    }

    /** {@code x1 / x2}, of integers in float64. */
    public static NDArray divide(NDArray x1, NDArray x2) {
        return Elementwise.binary("divide", Op.DIV, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #divide(NDArray, NDArray)}. */
    public static NDArray divide(NDArray x1, Number x2) {
        return Elementwise.binary("divide", Op.DIV, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #divide(NDArray, NDArray)}. */
    public static NDArray divide(Number x1, NDArray x2) {
        return Elementwise.binary("divide", Op.DIV, Operand.of(x1), Operand.of(x2));
    }

    /** {@code x1 / x2} rounded towards minus infinity; of integers by zero, 0. Not for complex. */
    public static NDArray floorDivide(NDArray x1, NDArray x2) {
        return Elementwise.binary("floorDivide", Op.FLOOR_DIV, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #floorDivide(NDArray, NDArray)}. */
    public static NDArray floorDivide(NDArray x1, Number x2) {
        return Elementwise.binary("floorDivide", Op.FLOOR_DIV, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #floorDivide(NDArray, NDArray)}. */
    public static NDArray floorDivide(Number x1, NDArray x2) {
        return Elementwise.binary("floorDivide", Op.FLOOR_DIV, Operand.of(x1), Operand.of(x2));
    }

    /** What {@link #floorDivide} leaves; it has the divisor's sign. Not for complex. */
    public static NDArray remainder(NDArray x1, NDArray x2) {
        return Elementwise.binary("remainder", Op.MOD, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #remainder(NDArray, NDArray)}. */
    public static NDArray remainder(NDArray x1, Number x2) {
        return Elementwise.binary("remainder", Op.MOD, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #remainder(NDArray, NDArray)}. */
    public static NDArray remainder(Number x1, NDArray x2) {
        return Elementwise.binary("remainder", Op.MOD, Operand.of(x1), Operand.of(x2));
    }

    /** The same as {@link #remainder}. */
    public static NDArray mod(NDArray x1, NDArray x2) {
        return Elementwise.binary("mod", Op.MOD, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #mod(NDArray, NDArray)}. */
    public static NDArray mod(NDArray x1, Number x2) {
        return Elementwise.binary("mod", Op.MOD, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #mod(NDArray, NDArray)}. */
    public static NDArray mod(Number x1, NDArray x2) {
        return Elementwise.binary("mod", Op.MOD, Operand.of(x1), Operand.of(x2));
    }

    /** {@code x1} to the power {@code x2}. Of integers an integer: a negative exponent among them throws. */
    public static NDArray pow(NDArray x1, NDArray x2) {
        return Elementwise.power("pow", Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #pow(NDArray, NDArray)}. */
    public static NDArray pow(NDArray x1, Number x2) {
        return Elementwise.power("pow", Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #pow(NDArray, NDArray)}. */
    public static NDArray pow(Number x1, NDArray x2) {
        return Elementwise.power("pow", Operand.of(x1), Operand.of(x2));
    }

    /** The same as {@link #pow}. */
    public static NDArray power(NDArray x1, NDArray x2) {
        return Elementwise.power("power", Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #power(NDArray, NDArray)}. */
    public static NDArray power(NDArray x1, Number x2) {
        return Elementwise.power("power", Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #power(NDArray, NDArray)}. */
    public static NDArray power(Number x1, NDArray x2) {
        return Elementwise.power("power", Operand.of(x1), Operand.of(x2));
    }

    /** The angle of the point (x2, x1), in [-π, π]; NumPy's {@code arctan2}. */
    public static NDArray atan2(NDArray x1, NDArray x2) {
        return Elementwise.floating("atan2", Op.ATAN2, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #atan2(NDArray, NDArray)}. */
    public static NDArray atan2(NDArray x1, Number x2) {
        return Elementwise.floating("atan2", Op.ATAN2, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #atan2(NDArray, NDArray)}. */
    public static NDArray atan2(Number x1, NDArray x2) {
        return Elementwise.floating("atan2", Op.ATAN2, Operand.of(x1), Operand.of(x2));
    }

    /** {@code sqrt(x1*x1 + x2*x2)} without overflow on the way. */
    public static NDArray hypot(NDArray x1, NDArray x2) {
        return Elementwise.floating("hypot", Op.HYPOT, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #hypot(NDArray, NDArray)}. */
    public static NDArray hypot(NDArray x1, Number x2) {
        return Elementwise.floating("hypot", Op.HYPOT, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #hypot(NDArray, NDArray)}. */
    public static NDArray hypot(Number x1, NDArray x2) {
        return Elementwise.floating("hypot", Op.HYPOT, Operand.of(x1), Operand.of(x2));
    }

    /** {@code log(exp(x1) + exp(x2))} without overflow on the way. */
    public static NDArray logaddexp(NDArray x1, NDArray x2) {
        return Elementwise.floating("logaddexp", Op.LOGADDEXP, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logaddexp(NDArray, NDArray)}. */
    public static NDArray logaddexp(NDArray x1, Number x2) {
        return Elementwise.floating("logaddexp", Op.LOGADDEXP, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logaddexp(NDArray, NDArray)}. */
    public static NDArray logaddexp(Number x1, NDArray x2) {
        return Elementwise.floating("logaddexp", Op.LOGADDEXP, Operand.of(x1), Operand.of(x2));
    }

    /** {@code x1} with the sign of {@code x2}. */
    public static NDArray copysign(NDArray x1, NDArray x2) {
        return Elementwise.floating("copysign", Op.COPYSIGN, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #copysign(NDArray, NDArray)}. */
    public static NDArray copysign(NDArray x1, Number x2) {
        return Elementwise.floating("copysign", Op.COPYSIGN, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #copysign(NDArray, NDArray)}. */
    public static NDArray copysign(Number x1, NDArray x2) {
        return Elementwise.floating("copysign", Op.COPYSIGN, Operand.of(x1), Operand.of(x2));
    }

    /** The number next to {@code x1} towards {@code x2} in their float type. */
    public static NDArray nextafter(NDArray x1, NDArray x2) {
        return Elementwise.nextafter(Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #nextafter(NDArray, NDArray)}. */
    public static NDArray nextafter(NDArray x1, Number x2) {
        return Elementwise.nextafter(Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #nextafter(NDArray, NDArray)}. */
    public static NDArray nextafter(Number x1, NDArray x2) {
        return Elementwise.nextafter(Operand.of(x1), Operand.of(x2));
    }

    /** The larger of two; NaN where either is. */
    public static NDArray maximum(NDArray x1, NDArray x2) {
        return Elementwise.binary("maximum", Op.MAX, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #maximum(NDArray, NDArray)}. */
    public static NDArray maximum(NDArray x1, Number x2) {
        return Elementwise.binary("maximum", Op.MAX, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #maximum(NDArray, NDArray)}. */
    public static NDArray maximum(Number x1, NDArray x2) {
        return Elementwise.binary("maximum", Op.MAX, Operand.of(x1), Operand.of(x2));
    }

    /** The smaller of two; NaN where either is. */
    public static NDArray minimum(NDArray x1, NDArray x2) {
        return Elementwise.binary("minimum", Op.MIN, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #minimum(NDArray, NDArray)}. */
    public static NDArray minimum(NDArray x1, Number x2) {
        return Elementwise.binary("minimum", Op.MIN, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #minimum(NDArray, NDArray)}. */
    public static NDArray minimum(Number x1, NDArray x2) {
        return Elementwise.binary("minimum", Op.MIN, Operand.of(x1), Operand.of(x2));
    }

    /** The larger of two; the number where the other is NaN. */
    public static NDArray fmax(NDArray x1, NDArray x2) {
        return Elementwise.ignoringNaN("fmax", Op.MAX, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #fmax(NDArray, NDArray)}. */
    public static NDArray fmax(NDArray x1, Number x2) {
        return Elementwise.ignoringNaN("fmax", Op.MAX, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #fmax(NDArray, NDArray)}. */
    public static NDArray fmax(Number x1, NDArray x2) {
        return Elementwise.ignoringNaN("fmax", Op.MAX, Operand.of(x1), Operand.of(x2));
    }

    /** The smaller of two; the number where the other is NaN. */
    public static NDArray fmin(NDArray x1, NDArray x2) {
        return Elementwise.ignoringNaN("fmin", Op.MIN, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #fmin(NDArray, NDArray)}. */
    public static NDArray fmin(NDArray x1, Number x2) {
        return Elementwise.ignoringNaN("fmin", Op.MIN, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #fmin(NDArray, NDArray)}. */
    public static NDArray fmin(Number x1, NDArray x2) {
        return Elementwise.ignoringNaN("fmin", Op.MIN, Operand.of(x1), Operand.of(x2));
    }

    /** The bits set in both, of bool and integers. */
    public static NDArray bitwiseAnd(NDArray x1, NDArray x2) {
        return Elementwise.binary("bitwiseAnd", Op.AND, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseAnd(NDArray, NDArray)}. */
    public static NDArray bitwiseAnd(NDArray x1, Number x2) {
        return Elementwise.binary("bitwiseAnd", Op.AND, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseAnd(NDArray, NDArray)}. */
    public static NDArray bitwiseAnd(Number x1, NDArray x2) {
        return Elementwise.binary("bitwiseAnd", Op.AND, Operand.of(x1), Operand.of(x2));
    }

    /** The bits set in either, of bool and integers. */
    public static NDArray bitwiseOr(NDArray x1, NDArray x2) {
        return Elementwise.binary("bitwiseOr", Op.OR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseOr(NDArray, NDArray)}. */
    public static NDArray bitwiseOr(NDArray x1, Number x2) {
        return Elementwise.binary("bitwiseOr", Op.OR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseOr(NDArray, NDArray)}. */
    public static NDArray bitwiseOr(Number x1, NDArray x2) {
        return Elementwise.binary("bitwiseOr", Op.OR, Operand.of(x1), Operand.of(x2));
    }

    /** The bits set in one of two, of bool and integers. */
    public static NDArray bitwiseXor(NDArray x1, NDArray x2) {
        return Elementwise.binary("bitwiseXor", Op.XOR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseXor(NDArray, NDArray)}. */
    public static NDArray bitwiseXor(NDArray x1, Number x2) {
        return Elementwise.binary("bitwiseXor", Op.XOR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseXor(NDArray, NDArray)}. */
    public static NDArray bitwiseXor(Number x1, NDArray x2) {
        return Elementwise.binary("bitwiseXor", Op.XOR, Operand.of(x1), Operand.of(x2));
    }

    /** {@code x1 << x2}, of integers; 0 from the width on. NumPy's {@code left_shift}. */
    public static NDArray bitwiseLeftShift(NDArray x1, NDArray x2) {
        return Elementwise.binary("bitwiseLeftShift", Op.SHL, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseLeftShift(NDArray, NDArray)}. */
    public static NDArray bitwiseLeftShift(NDArray x1, Number x2) {
        return Elementwise.binary("bitwiseLeftShift", Op.SHL, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseLeftShift(NDArray, NDArray)}. */
    public static NDArray bitwiseLeftShift(Number x1, NDArray x2) {
        return Elementwise.binary("bitwiseLeftShift", Op.SHL, Operand.of(x1), Operand.of(x2));
    }

    /** {@code x1 >> x2}, of integers. NumPy's {@code right_shift}. */
    public static NDArray bitwiseRightShift(NDArray x1, NDArray x2) {
        return Elementwise.binary("bitwiseRightShift", Op.SHR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseRightShift(NDArray, NDArray)}. */
    public static NDArray bitwiseRightShift(NDArray x1, Number x2) {
        return Elementwise.binary("bitwiseRightShift", Op.SHR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #bitwiseRightShift(NDArray, NDArray)}. */
    public static NDArray bitwiseRightShift(Number x1, NDArray x2) {
        return Elementwise.binary("bitwiseRightShift", Op.SHR, Operand.of(x1), Operand.of(x2));
    }

    /** Whether {@code x1 < x2}. */
    public static NDArray less(NDArray x1, NDArray x2) {
        return Elementwise.compare("less", Op.LT, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #less(NDArray, NDArray)}. */
    public static NDArray less(NDArray x1, Number x2) {
        return Elementwise.compare("less", Op.LT, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #less(NDArray, NDArray)}. */
    public static NDArray less(Number x1, NDArray x2) {
        return Elementwise.compare("less", Op.LT, Operand.of(x1), Operand.of(x2));
    }

    /** Whether {@code x1 <= x2}. */
    public static NDArray lessEqual(NDArray x1, NDArray x2) {
        return Elementwise.compare("lessEqual", Op.LE, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #lessEqual(NDArray, NDArray)}. */
    public static NDArray lessEqual(NDArray x1, Number x2) {
        return Elementwise.compare("lessEqual", Op.LE, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #lessEqual(NDArray, NDArray)}. */
    public static NDArray lessEqual(Number x1, NDArray x2) {
        return Elementwise.compare("lessEqual", Op.LE, Operand.of(x1), Operand.of(x2));
    }

    /** Whether {@code x1 > x2}. */
    public static NDArray greater(NDArray x1, NDArray x2) {
        return Elementwise.compare("greater", Op.GT, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #greater(NDArray, NDArray)}. */
    public static NDArray greater(NDArray x1, Number x2) {
        return Elementwise.compare("greater", Op.GT, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #greater(NDArray, NDArray)}. */
    public static NDArray greater(Number x1, NDArray x2) {
        return Elementwise.compare("greater", Op.GT, Operand.of(x1), Operand.of(x2));
    }

    /** Whether {@code x1 >= x2}. */
    public static NDArray greaterEqual(NDArray x1, NDArray x2) {
        return Elementwise.compare("greaterEqual", Op.GE, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #greaterEqual(NDArray, NDArray)}. */
    public static NDArray greaterEqual(NDArray x1, Number x2) {
        return Elementwise.compare("greaterEqual", Op.GE, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #greaterEqual(NDArray, NDArray)}. */
    public static NDArray greaterEqual(Number x1, NDArray x2) {
        return Elementwise.compare("greaterEqual", Op.GE, Operand.of(x1), Operand.of(x2));
    }

    /** Whether {@code x1 == x2}. */
    public static NDArray equal(NDArray x1, NDArray x2) {
        return Elementwise.compare("equal", Op.EQ, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #equal(NDArray, NDArray)}. */
    public static NDArray equal(NDArray x1, Number x2) {
        return Elementwise.compare("equal", Op.EQ, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #equal(NDArray, NDArray)}. */
    public static NDArray equal(Number x1, NDArray x2) {
        return Elementwise.compare("equal", Op.EQ, Operand.of(x1), Operand.of(x2));
    }

    /** Whether {@code x1 != x2}. */
    public static NDArray notEqual(NDArray x1, NDArray x2) {
        return Elementwise.compare("notEqual", Op.NE, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #notEqual(NDArray, NDArray)}. */
    public static NDArray notEqual(NDArray x1, Number x2) {
        return Elementwise.compare("notEqual", Op.NE, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #notEqual(NDArray, NDArray)}. */
    public static NDArray notEqual(Number x1, NDArray x2) {
        return Elementwise.compare("notEqual", Op.NE, Operand.of(x1), Operand.of(x2));
    }

    /** Whether both are not zero. */
    public static NDArray logicalAnd(NDArray x1, NDArray x2) {
        return Elementwise.logical("logicalAnd", Op.AND, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logicalAnd(NDArray, NDArray)}. */
    public static NDArray logicalAnd(NDArray x1, Number x2) {
        return Elementwise.logical("logicalAnd", Op.AND, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logicalAnd(NDArray, NDArray)}. */
    public static NDArray logicalAnd(Number x1, NDArray x2) {
        return Elementwise.logical("logicalAnd", Op.AND, Operand.of(x1), Operand.of(x2));
    }

    /** Whether either is not zero. */
    public static NDArray logicalOr(NDArray x1, NDArray x2) {
        return Elementwise.logical("logicalOr", Op.OR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logicalOr(NDArray, NDArray)}. */
    public static NDArray logicalOr(NDArray x1, Number x2) {
        return Elementwise.logical("logicalOr", Op.OR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logicalOr(NDArray, NDArray)}. */
    public static NDArray logicalOr(Number x1, NDArray x2) {
        return Elementwise.logical("logicalOr", Op.OR, Operand.of(x1), Operand.of(x2));
    }

    /** Whether one of two is not zero. */
    public static NDArray logicalXor(NDArray x1, NDArray x2) {
        return Elementwise.logical("logicalXor", Op.XOR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logicalXor(NDArray, NDArray)}. */
    public static NDArray logicalXor(NDArray x1, Number x2) {
        return Elementwise.logical("logicalXor", Op.XOR, Operand.of(x1), Operand.of(x2));
    }

    /** As {@link #logicalXor(NDArray, NDArray)}. */
    public static NDArray logicalXor(Number x1, NDArray x2) {
        return Elementwise.logical("logicalXor", Op.XOR, Operand.of(x1), Operand.of(x2));
    }

    // ---- equality with tolerance

    /** {@link #isclose(NDArray, NDArray, double, double, boolean)} with NumPy's tolerances, 1e-5 and 1e-8. */
    public static NDArray isclose(NDArray a, NDArray b) {
        return isclose(a, b, 1e-5, 1e-8, false);
    }

    /** As {@link #isclose(NDArray, NDArray)}. */
    public static NDArray isclose(NDArray a, Number b) {
        return Elementwise.isclose(Operand.of(a), Operand.of(b), 1e-5, 1e-8, false);
    }

    /** Whether {@code |a - b| <= atol + rtol * |b|}, or both are the same infinity, or, if so wished, NaN. */
    public static NDArray isclose(NDArray a, NDArray b, double rtol, double atol, boolean equalNaN) {
        return Elementwise.isclose(Operand.of(a), Operand.of(b), rtol, atol, equalNaN);
    }

    /** Whether all elements are close by {@link #isclose(NDArray, NDArray)}; computes now. */
    public static boolean allclose(NDArray a, NDArray b) {
        return Elementwise.all(isclose(a, b));
    }

    /** As {@link #allclose(NDArray, NDArray)}. */
    public static boolean allclose(NDArray a, Number b) {
        return Elementwise.all(isclose(a, b));
    }

    /** Whether all elements are close by {@link #isclose(NDArray, NDArray, double, double, boolean)}; computes now. */
    public static boolean allclose(NDArray a, NDArray b, double rtol, double atol, boolean equalNaN) {
        return Elementwise.all(isclose(a, b, rtol, atol, equalNaN));
    }

    /** Whether two arrays have one shape and equal elements; computes now. NumPy's {@code array_equal}. */
    public static boolean arrayEqual(NDArray a, NDArray b) {
        return Arrays.equals(a.shape(), b.shape()) && Elementwise.all(equal(a, b));
    }

    /** As {@link #arrayEqual(NDArray, NDArray)}, but NaN may be equal to NaN. */
    public static boolean arrayEqual(NDArray a, NDArray b, boolean equalNaN) {
        if (!equalNaN) {
            return arrayEqual(a, b);
        }
        return Arrays.equals(a.shape(), b.shape())
                && Elementwise.all(logicalOr(equal(a, b), logicalAnd(Np.isnan(a), Np.isnan(b))));
    }
}
