package io.github.tornadoarrays.engine.reference;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Half;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.ScalarMath;
import io.github.tornadoarrays.ir.Op;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * What each {@link Op} does to values. Every value is a {@code long}: an integer wrapped to its type's width
 * (zero-extended if unsigned), a bool as 0 or 1, a float as the raw bits of the double that equals it.
 *
 * <p>Operations on 32-bit floats are computed in double and rounded, which for the basic ones is the same as computing in
 * float; those on 16-bit floats are rounded to float and then to their type.
 */
final class Scalars {
    private static final LongUnaryOperator SAME = x -> x;

    private Scalars() {}

    /** Brings any 64 bits into the type's form. */
    static LongUnaryOperator canonical(DType t) {
        return switch (t) {
            case BOOL -> x -> x != 0 ? 1 : 0;
            case INT8 -> x -> (byte) x;
            case INT16 -> x -> (short) x;
            case INT32 -> x -> (int) x;
            case UINT8 -> x -> x & 0xff;
            case UINT16 -> x -> x & 0xffff;
            case UINT32 -> x -> x & 0xffffffffL;
            case INT64, UINT64, FLOAT64 -> SAME;
            case FLOAT16, BFLOAT16, FLOAT32 -> {
                DoubleUnaryOperator round = rounding(t);
                yield x -> doubleToRawLongBits(round.applyAsDouble(longBitsToDouble(x)));
            }
            case COMPLEX64, COMPLEX128 ->
                throw new KernelException("reference: a scalar of type " + t + "; complex values are two scalars");
        };
    }

    /** The nearest value of a float type; a 16-bit one by way of float. */
    private static DoubleUnaryOperator rounding(DType t) {
        return switch (t) {
            case FLOAT16 -> x -> Float.float16ToFloat(Float.floatToFloat16((float) x));
            case BFLOAT16 -> x -> Half.bfloat16ToFloat(Half.floatToBfloat16((float) x));
            case FLOAT32 -> x -> (float) x;
            default -> x -> x;
        };
    }

    static LongUnaryOperator unary(Op op, DType from, DType to) {
        if (op == Op.CAST || op == Op.SATURATE) {
            return cast(from, to);
        }
        if (op == Op.BITCAST) {
            return bitcast(from, to);
        }
        return from.isFloat() ? unaryFloat(op, from) : unaryInteger(op, from);
    }

    static LongBinaryOperator binary(Op op, DType operands) {
        return operands.isFloat() ? binaryFloat(op, operands) : binaryInteger(op, operands);
    }

    /** a*b+c, rounded once in a float type (in float for the 16-bit ones). */
    static long fma(DType t, long a, long b, long c) {
        double x = longBitsToDouble(a);
        double y = longBitsToDouble(b);
        double z = longBitsToDouble(c);
        return switch (t) {
            case FLOAT64 -> doubleToRawLongBits(Math.fma(x, y, z));
            case FLOAT32, FLOAT16, BFLOAT16 ->
                doubleToRawLongBits(rounding(t).applyAsDouble(Math.fma((float) x, (float) y, (float) z)));
            default -> canonical(t).applyAsLong(a * b + c);
        };
    }

    /** As Java's casts; a float becomes a narrow integer by way of {@code int}, an unsigned wide one as C's compilers do it. */
    private static LongUnaryOperator cast(DType from, DType to) {
        LongUnaryOperator fit = canonical(to);
        if (from == to) {
            return SAME;
        }
        if (!from.isFloat()) {
            return to.isFloat() ? x -> fit.applyAsLong(integerToFloat(x, from, to)) : fit;
        }
        return switch (to) {
            case BOOL -> x -> longBitsToDouble(x) != 0 ? 1 : 0;
            case INT8, INT16, INT32, UINT8, UINT16 -> x -> fit.applyAsLong((int) longBitsToDouble(x));
            case UINT32, INT64 -> x -> fit.applyAsLong((long) longBitsToDouble(x));
            case UINT64 -> x -> doubleToUnsigned(longBitsToDouble(x));
            default -> fit;
        };
    }

    private static LongUnaryOperator bitcast(DType from, DType to) {
        LongUnaryOperator bits = switch (from) {
            case FLOAT32 -> x -> Float.floatToRawIntBits((float) longBitsToDouble(x));
            case FLOAT16 -> x -> Float.floatToFloat16((float) longBitsToDouble(x));
            case BFLOAT16 -> x -> Half.floatToBfloat16((float) longBitsToDouble(x));
            default -> SAME;
        };
        LongUnaryOperator value = switch (to) {
            case FLOAT32 -> x -> doubleToRawLongBits(Float.intBitsToFloat((int) x));
            case FLOAT16 -> x -> doubleToRawLongBits(Float.float16ToFloat((short) x));
            case BFLOAT16 -> x -> doubleToRawLongBits(Half.bfloat16ToFloat((short) x));
            default -> canonical(to);
        };
        return x -> value.applyAsLong(bits.applyAsLong(x));
    }

    private static long integerToFloat(long x, DType from, DType to) {
        if (from == DType.UINT64 && x < 0) {
            long half = x >>> 1 | x & 1;
            return doubleToRawLongBits(to == DType.FLOAT64 ? HostBuffer.unsignedToDouble(x) : 2.0f * half);
        }
        return doubleToRawLongBits(to == DType.FLOAT64 ? (double) x : (float) x);
    }

    private static long doubleToUnsigned(double x) {
        return x >= 0x1p63 ? (long) (x - 0x1p63) ^ Long.MIN_VALUE : (long) x;
    }

    private static LongUnaryOperator unaryInteger(Op op, DType t) {
        LongUnaryOperator fit = canonical(t);
        boolean signed = t.isSigned();
        return switch (op) {
            case NEG -> x -> fit.applyAsLong(-x);
            case ABS -> signed ? x -> fit.applyAsLong(Math.abs(x)) : SAME;
            case SIGN -> signed ? x -> Long.signum(x) : x -> x != 0 ? 1 : 0;
            case POPCOUNT -> x -> Long.bitCount(x << 64 - t.bits());
            case CLZ -> x -> Math.min(t.bits(), Long.numberOfLeadingZeros(x << 64 - t.bits()));
            case NOT -> t.isBool() ? x -> x ^ 1 : x -> fit.applyAsLong(~x);
            case FLOOR, CEIL, TRUNC, RINT -> SAME;
            case ISNAN, ISINF -> _ -> 0;
            case ISFINITE -> _ -> 1;
            case SIGNBIT -> signed ? x -> x < 0 ? 1 : 0 : _ -> 0;
            default -> throw undefined(op, t);
        };
    }

    private static LongBinaryOperator binaryInteger(Op op, DType t) {
        LongUnaryOperator fit = canonical(t);
        boolean signed = t.isSigned();
        int bits = t.bits();
        return switch (op) {
            case ADD -> (a, b) -> fit.applyAsLong(a + b);
            case SUB -> (a, b) -> fit.applyAsLong(a - b);
            case MUL -> (a, b) -> fit.applyAsLong(a * b);
            case MUL_HIGH -> Math::unsignedMultiplyHigh;
            case DIV ->
                (a, b) -> {
                    checkDivisor(op, a, b);
                    return fit.applyAsLong(signed ? a / b : Long.divideUnsigned(a, b));
                };
            case REM ->
                (a, b) -> {
                    checkDivisor(op, a, b);
                    return fit.applyAsLong(signed ? a % b : Long.remainderUnsigned(a, b));
                };
            case FLOOR_DIV ->
                (a, b) -> b == 0 ? 0 : fit.applyAsLong(signed ? Math.floorDiv(a, b) : Long.divideUnsigned(a, b));
            case MOD ->
                (a, b) -> b == 0 ? 0 : fit.applyAsLong(signed ? Math.floorMod(a, b) : Long.remainderUnsigned(a, b));
            case POW -> (a, b) -> fit.applyAsLong(power(a, b, signed));
            case MAX -> (a, b) -> compare(a, b, signed) >= 0 ? a : b;
            case MIN -> (a, b) -> compare(a, b, signed) <= 0 ? a : b;
            case AND -> (a, b) -> a & b;
            case OR -> (a, b) -> a | b;
            case XOR -> (a, b) -> a ^ b;
            case SHL -> (a, b) -> b >= 0 && b < bits ? fit.applyAsLong(a << b) : 0;
            case SHR ->
                (a, b) -> {
                    boolean inside = b >= 0 && b < bits;
                    return signed ? a >> (inside ? b : 63) : inside ? a >>> b : 0;
                };
            case LT -> (a, b) -> compare(a, b, signed) < 0 ? 1 : 0;
            case LE -> (a, b) -> compare(a, b, signed) <= 0 ? 1 : 0;
            case GT -> (a, b) -> compare(a, b, signed) > 0 ? 1 : 0;
            case GE -> (a, b) -> compare(a, b, signed) >= 0 ? 1 : 0;
            case EQ -> (a, b) -> a == b ? 1 : 0;
            case NE -> (a, b) -> a != b ? 1 : 0;
            default -> throw undefined(op, t);
        };
    }

    private static int compare(long a, long b, boolean signed) {
        return signed ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    }

    private static void checkDivisor(Op op, long a, long b) {
        if (b == 0) {
            throw new ArithmeticException(op + " of " + a + " by zero");
        }
    }

    private static long power(long x, long y, boolean signed) {
        if (signed && y < 0) {
            return ScalarMath.pow(x, y);
        }
        long result = 1;
        long square = x;
        for (long e = y; e != 0; e >>>= 1) {
            result *= (e & 1) == 0 ? 1 : square;
            square *= square;
        }
        return result;
    }

    private static LongUnaryOperator unaryFloat(Op op, DType t) {
        DoubleUnaryOperator f = switch (op) {
            case NEG -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> x -> x == 0 ? 0 : Math.signum(x);
            case FLOOR -> Math::floor;
            case CEIL -> Math::ceil;
            case TRUNC -> x -> x < 0 || 1 / x < 0 ? Math.ceil(x) : Math.floor(x);
            case RINT -> Math::rint;
            case SQRT -> Math::sqrt;
            case CBRT -> StrictMath::cbrt;
            case ERF -> Erf::value;
            case ERFC -> Erfc::value;
            case EXP -> StrictMath::exp;
            case EXP2 -> x -> StrictMath.pow(2, x);
            case EXPM1 -> StrictMath::expm1;
            case LOG -> StrictMath::log;
            case LOG2 -> ScalarMath::log2;
            case LOG10 -> StrictMath::log10;
            case LOG1P -> StrictMath::log1p;
            case SIN -> StrictMath::sin;
            case COS -> StrictMath::cos;
            case TAN -> StrictMath::tan;
            case ASIN -> StrictMath::asin;
            case ACOS -> StrictMath::acos;
            case ATAN -> StrictMath::atan;
            case SINH -> StrictMath::sinh;
            case COSH -> StrictMath::cosh;
            case TANH -> StrictMath::tanh;
            case ASINH -> ScalarMath::asinh;
            case ACOSH -> ScalarMath::acosh;
            case ATANH -> ScalarMath::atanh;
            default -> null;
        };
        if (f != null) {
            DoubleUnaryOperator round = rounding(t);
            return x -> doubleToRawLongBits(round.applyAsDouble(f.applyAsDouble(longBitsToDouble(x))));
        }
        return switch (op) {
            case ISNAN -> x -> Double.isNaN(longBitsToDouble(x)) ? 1 : 0;
            case ISINF -> x -> Double.isInfinite(longBitsToDouble(x)) ? 1 : 0;
            case ISFINITE -> x -> Double.isFinite(longBitsToDouble(x)) ? 1 : 0;
            case SIGNBIT -> x -> x < 0 ? 1 : 0;
            default -> throw undefined(op, t);
        };
    }

    private static LongBinaryOperator binaryFloat(Op op, DType t) {
        DoubleBinaryOperator f = switch (op) {
            case ADD -> (a, b) -> a + b;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case DIV -> (a, b) -> a / b;
            case REM -> (a, b) -> a % b;
            case FLOOR_DIV ->
                t == DType.FLOAT64 ? ScalarMath::floorDiv : (a, b) -> ScalarMath.floorDiv((float) a, (float) b);
            case MOD -> t == DType.FLOAT64 ? ScalarMath::mod : (a, b) -> ScalarMath.mod((float) a, (float) b);
            case POW -> Scalars::power;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case COPYSIGN -> Math::copySign;
            case NEXTAFTER ->
                switch (t) {
                    case FLOAT64 -> Math::nextAfter;
                    case FLOAT32 -> (a, b) -> Math.nextAfter((float) a, b);
                    default -> (a, b) -> nextHalf(t, a, b);
                };
            case ATAN2 -> StrictMath::atan2;
            case HYPOT -> StrictMath::hypot;
            case LOGADDEXP -> ScalarMath::logaddexp;
            default -> null;
        };
        if (f != null) {
            DoubleUnaryOperator round = rounding(t);
            return (a, b) ->
                    doubleToRawLongBits(round.applyAsDouble(f.applyAsDouble(longBitsToDouble(a), longBitsToDouble(b))));
        }
        return switch (op) {
            case LT -> (a, b) -> longBitsToDouble(a) < longBitsToDouble(b) ? 1 : 0;
            case LE -> (a, b) -> longBitsToDouble(a) <= longBitsToDouble(b) ? 1 : 0;
            case GT -> (a, b) -> longBitsToDouble(a) > longBitsToDouble(b) ? 1 : 0;
            case GE -> (a, b) -> longBitsToDouble(a) >= longBitsToDouble(b) ? 1 : 0;
            case EQ -> (a, b) -> longBitsToDouble(a) == longBitsToDouble(b) ? 1 : 0;
            case NE -> (a, b) -> longBitsToDouble(a) != longBitsToDouble(b) ? 1 : 0;
            default -> throw undefined(op, t);
        };
    }

    /** C99's power: 1 to anything is 1, and -1 to an infinity is 1. */
    private static double power(double x, double y) {
        return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : StrictMath.pow(x, y);
    }

    /** The 16-bit float next to x towards y. */
    private static double nextHalf(DType t, double x, double y) {
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.NaN;
        }
        if (x == y) {
            return y;
        }
        boolean f16 = t == DType.FLOAT16;
        if (x == 0) {
            short least = 1;
            return Math.copySign(f16 ? Float.float16ToFloat(least) : Half.bfloat16ToFloat(least), y);
        }
        // the bits of a float, without its sign, count its magnitude
        short bits = f16 ? Float.floatToFloat16((float) x) : Half.floatToBfloat16((float) x);
        bits += (short) (x < y == x > 0 ? 1 : -1);
        return f16 ? Float.float16ToFloat(bits) : Half.bfloat16ToFloat(bits);
    }

    private static KernelException undefined(Op op, DType t) {
        return new KernelException("reference: " + op + " is not defined for " + t + "; see the table of operations");
    }
}
