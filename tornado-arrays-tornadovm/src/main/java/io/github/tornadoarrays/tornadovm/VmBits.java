package io.github.tornadoarrays.tornadovm;

import uk.ac.manchester.tornado.api.math.TornadoMath;

/** The bits of floats, and numbers as those of another type. */
abstract sealed class VmBits extends VmIntegers permits VmFloats {
    // ---- numbers that device languages have no literal for, of an unknown 0, so that the compiler does not make
    // literals of them

    /** @param id the number of a work item, of which the compiler does not know that it is not below 0 */
    public static float nanFloat(int id) {
        return Float.intBitsToFloat(id >> 31 | 0x7fc00000);
    }

    /** As {@link #nanFloat}; of infinity there is a float32 literal alone. */
    public static double infinityDouble(int id) {
        return Double.longBitsToDouble(id >> 31 | 0x7ff0000000000000L);
    }

    /** As {@link #nanFloat}. */
    public static double nanDouble(int id) {
        return Double.longBitsToDouble(id >> 31 | 0x7ff8000000000000L);
    }

    // ---- the bits of floats

    public static double longBitsToDouble(long bits) {
        return Double.longBitsToDouble(bits);
    }

    public static long doubleToRawLongBits(double x) {
        return Double.doubleToRawLongBits(x);
    }

    public static float intBitsToFloat(int bits) {
        return Float.intBitsToFloat(bits);
    }

    public static int floatToRawIntBits(float x) {
        return Float.floatToRawIntBits(x);
    }

    /** The exponent is made wider by an addition; numbers below the least with a full mantissa are what exceeds that in the last bits. */
    public static float float16ToFloat(short bits) {
        int a = (bits & 0x7fff) << 13;
        float r = a >= 0x0f800000
                ? Float.intBitsToFloat(a + 0x70000000)
                : a < 0x00800000
                        ? Float.intBitsToFloat(a + 0x38800000) - 0x1p-14f
                        : Float.intBitsToFloat(a + 0x38000000);
        return Float.intBitsToFloat((bits & 0x8000) << 16 | Float.floatToRawIntBits(r));
    }

    /** Rounded to nearest even, where there is no full mantissa by adding a number whose last bit is worth the last there is. */
    public static short floatToFloat16(float x) {
        int sign = Float.floatToRawIntBits(x) >> 16 & 0x8000;
        int a = Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
        int r = a > 0x7f800000
                ? 0x7e00
                : a >= 0x477ff000
                        ? 0x7c00
                        : a < 0x38800000
                                ? Float.floatToRawIntBits(Float.intBitsToFloat(a) + 0.5f) - 0x3f000000
                                : a + 0xfff + (a >> 13 & 1) - 0x38000000 >> 13;
        return (short) (sign | r);
    }

    public static float roundToHalf(float x) {
        return float16ToFloat(floatToFloat16(x));
    }

    public static float bfloat16ToFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    public static short floatToBfloat16(float x) {
        int a = Float.floatToRawIntBits(x);
        return (short) (x != x ? a >> 16 | 0x40 : a + 0x7fff + (a >> 16 & 1) >> 16);
    }

    public static float roundToBfloat16(float x) {
        return bfloat16ToFloat(floatToBfloat16(x));
    }

    // ---- floats to integers: the nearest there is where it is too large, of NaN 0

    public static int toInt(float x) {
        return x != x ? 0 : x < 0x1p31f ? x > -0x1p31f ? (int) x : Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    public static long toLong(float x) {
        return x != x ? 0 : x < 0x1p63f ? x > -0x1p63f ? halves(x) : Long.MIN_VALUE : Long.MAX_VALUE;
    }

    public static int toInt(double x) {
        return x != x ? 0 : x < 0x1p31 ? x > -0x1p31 ? (int) x : Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    public static long toLong(double x) {
        return x != x ? 0 : x < 0x1p63 ? x > -0x1p63 ? halves(x) : Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** By two conversions to int: those to long go through an int as well. */
    static long halves(double x) {
        double a = TornadoMath.abs(x);
        double high = TornadoMath.floor(a * 0x1p-32);
        double low = TornadoMath.floor(a - high * 0x1p32);
        long r = ((long) (int) high << 32) + (int) (low - 0x1p31) + 0x80000000L;
        return x < 0 ? -r : r;
    }

    public static long toUnsigned(double x) {
        return x > 0x1p63 ? toLong(x - 0x1p63) ^ Long.MIN_VALUE : x == 0x1p63 ? Long.MIN_VALUE : toLong(x);
    }

    public static double fromUnsigned(long x) {
        return x >= 0 ? (double) x : (double) (x >> 1 & Long.MAX_VALUE | x & 1) * 2;
    }

    public static float fromUnsignedToFloat(long x) {
        return x >= 0 ? (float) x : (float) (x >> 1 & Long.MAX_VALUE | x & 1) * 2f;
    }
}
