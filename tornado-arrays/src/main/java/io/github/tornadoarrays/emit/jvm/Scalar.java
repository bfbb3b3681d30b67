package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.ScalarMath;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * What generated code calls for an operation that is not one bytecode: by the operation's name, for the JVM types; unsigned
 * forms end in U. C2 inlines them.
 */
public final class Scalar {
    private Scalar() {}

    // ---- integers

    public static int divU(int a, int b) {
        return b == 0 ? 0 : Integer.divideUnsigned(a, b);
    }

    public static long divU(long a, long b) {
        return b == 0 ? 0 : Long.divideUnsigned(a, b);
    }

    public static int remU(int a, int b) {
        return b == 0 ? 0 : Integer.remainderUnsigned(a, b);
    }

    public static long remU(long a, long b) {
        return b == 0 ? 0 : Long.remainderUnsigned(a, b);
    }

    public static int floor_div(int a, int b) {
        return b == 0 ? 0 : Math.floorDiv(a, b);
    }

    public static long floor_div(long a, long b) {
        return b == 0 ? 0 : Math.floorDiv(a, b);
    }

    public static int floor_divU(int a, int b) {
        return divU(a, b);
    }

    public static long floor_divU(long a, long b) {
        return divU(a, b);
    }

    public static int mod(int a, int b) {
        return b == 0 ? 0 : Math.floorMod(a, b);
    }

    public static long mod(long a, long b) {
        return b == 0 ? 0 : Math.floorMod(a, b);
    }

    public static int modU(int a, int b) {
        return remU(a, b);
    }

    public static long modU(long a, long b) {
        return remU(a, b);
    }

    public static int pow(int a, int b) {
        return ScalarMath.pow(a, b);
    }

    public static long pow(long a, long b) {
        return ScalarMath.pow(a, b);
    }

    public static int powU(int a, int b) {
        return (int) powU(a & 0xffffffffL, b & 0xffffffffL);
    }

    public static long powU(long a, long b) {
        long r = 1;
        for (long e = b, x = a; e != 0; e >>>= 1, x *= x) {
            if ((e & 1) != 0) {
                r *= x;
            }
        }
        return r;
    }

    public static int max(int a, int b) {
        return Math.max(a, b);
    }

    public static long max(long a, long b) {
        return Math.max(a, b);
    }

    public static int maxU(int a, int b) {
        return Integer.compareUnsigned(a, b) >= 0 ? a : b;
    }

    public static long maxU(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    public static int min(int a, int b) {
        return Math.min(a, b);
    }

    public static long min(long a, long b) {
        return Math.min(a, b);
    }

    public static int minU(int a, int b) {
        return Integer.compareUnsigned(a, b) <= 0 ? a : b;
    }

    public static long minU(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    public static int abs(int a) {
        return Math.abs(a);
    }

    public static long abs(long a) {
        return Math.abs(a);
    }

    public static int sign(int a) {
        return Integer.signum(a);
    }

    public static long sign(long a) {
        return Long.signum(a);
    }

    public static int signU(int a) {
        return a == 0 ? 0 : 1;
    }

    public static long signU(long a) {
        return a == 0 ? 0 : 1;
    }

    public static int fma(int a, int b, int c) {
        return a * b + c;
    }

    public static long fma(long a, long b, long c) {
        return a * b + c;
    }

    /** Shift left in a type of {@code bits} bits; the count is unsigned, and a negative one is a large one. */
    public static int shl(int a, int b, int bits) {
        return b < 0 || b >= bits ? 0 : a << b;
    }

    public static long shl(long a, long b, int bits) {
        return b < 0 || b >= bits ? 0 : a << b;
    }

    public static int shr(int a, int b, int bits) {
        return b < 0 || b >= bits ? a >> 31 : a >> b;
    }

    public static long shr(long a, long b, int bits) {
        return b < 0 || b >= bits ? a >> 63 : a >> b;
    }

    public static int shrU(int a, int b, int bits) {
        return b < 0 || b >= bits ? 0 : a >>> b;
    }

    public static long shrU(long a, long b, int bits) {
        return b < 0 || b >= bits ? 0 : a >>> b;
    }

    // ---- floats

    public static float max(float a, float b) {
        return Math.max(a, b);
    }

    public static double max(double a, double b) {
        return Math.max(a, b);
    }

    public static float min(float a, float b) {
        return Math.min(a, b);
    }

    public static double min(double a, double b) {
        return Math.min(a, b);
    }

    public static float abs(float a) {
        return Math.abs(a);
    }

    public static double abs(double a) {
        return Math.abs(a);
    }

    public static float sign(float a) {
        return a > 0 ? 1 : a < 0 ? -1 : a == 0 ? 0 : a;
    }

    public static double sign(double a) {
        return a > 0 ? 1 : a < 0 ? -1 : a == 0 ? 0 : a;
    }

    public static float copysign(float a, float b) {
        return Math.copySign(a, b);
    }

    public static double copysign(double a, double b) {
        return Math.copySign(a, b);
    }

    public static int signbit(float a) {
        return Float.floatToRawIntBits(a) >>> 31;
    }

    public static int signbit(double a) {
        return (int) (Double.doubleToRawLongBits(a) >>> 63);
    }

    public static float nextafter(float a, float b) {
        return ScalarMath.nextAfter(a, b);
    }

    public static double nextafter(double a, double b) {
        return ScalarMath.nextAfter(a, b);
    }

    public static float floor_div(float a, float b) {
        return ScalarMath.floorDiv(a, b);
    }

    public static double floor_div(double a, double b) {
        return ScalarMath.floorDiv(a, b);
    }

    public static float mod(float a, float b) {
        return ScalarMath.mod(a, b);
    }

    public static double mod(double a, double b) {
        return ScalarMath.mod(a, b);
    }

    public static float fma(float a, float b, float c) {
        return Math.fma(a, b, c);
    }

    public static double fma(double a, double b, double c) {
        return Math.fma(a, b, c);
    }

    public static float floor(float a) {
        return (float) Math.floor(a);
    }

    public static double floor(double a) {
        return Math.floor(a);
    }

    public static float ceil(float a) {
        return (float) Math.ceil(a);
    }

    public static double ceil(double a) {
        return Math.ceil(a);
    }

    public static float trunc(float a) {
        return (float) trunc((double) a);
    }

    public static double trunc(double a) {
        return Math.copySign(Math.floor(Math.abs(a)), a);
    }

    public static float rint(float a) {
        return (float) Math.rint(a);
    }

    public static double rint(double a) {
        return Math.rint(a);
    }

    public static float sqrt(float a) {
        return (float) Math.sqrt(a);
    }

    public static double sqrt(double a) {
        return Math.sqrt(a);
    }

    public static int isnan(float a) {
        return a != a ? 1 : 0;
    }

    public static int isnan(double a) {
        return a != a ? 1 : 0;
    }

    public static int isinf(float a) {
        return Math.abs(a) == Float.POSITIVE_INFINITY ? 1 : 0;
    }

    public static int isinf(double a) {
        return Math.abs(a) == Double.POSITIVE_INFINITY ? 1 : 0;
    }

    public static int isfinite(float a) {
        return Math.abs(a) <= Float.MAX_VALUE ? 1 : 0;
    }

    public static int isfinite(double a) {
        return Math.abs(a) <= Double.MAX_VALUE ? 1 : 0;
    }

    // ---- conversions

    public static double fromUnsigned(long x) {
        return HostBuffer.unsignedToDouble(x);
    }

    public static float fromUnsignedToFloat(long x) {
        return x >= 0 ? x : (float) (x >>> 1 | x & 1) * 2f;
    }

    public static long toUnsigned(double x) {
        return x >= 0x1p63 ? (long) (x - 0x1p63) ^ Long.MIN_VALUE : (long) x;
    }

    public static float roundToHalf(float x) {
        return Float.float16ToFloat(Float.floatToFloat16(x));
    }

    public static float roundToBfloat16(float x) {
        return io.github.tornadoarrays.core.Half.bfloat16ToFloat(io.github.tornadoarrays.core.Half.floatToBfloat16(x));
    }

    // ---- memory that may lie outside the heap

    public static byte getByte(Object memory, long i) {
        return memory instanceof byte[] a ? a[(int) i] : ((MemorySegment) memory).get(ValueLayout.JAVA_BYTE, i);
    }

    public static short getShort(Object memory, long i) {
        return memory instanceof short[] a
                ? a[(int) i]
                : ((MemorySegment) memory).getAtIndex(ValueLayout.JAVA_SHORT, i);
    }

    public static int getInt(Object memory, long i) {
        return memory instanceof int[] a ? a[(int) i] : ((MemorySegment) memory).getAtIndex(ValueLayout.JAVA_INT, i);
    }

    public static long getLong(Object memory, long i) {
        return memory instanceof long[] a ? a[(int) i] : ((MemorySegment) memory).getAtIndex(ValueLayout.JAVA_LONG, i);
    }

    public static float getFloat(Object memory, long i) {
        return memory instanceof float[] a
                ? a[(int) i]
                : ((MemorySegment) memory).getAtIndex(ValueLayout.JAVA_FLOAT, i);
    }

    public static double getDouble(Object memory, long i) {
        return memory instanceof double[] a
                ? a[(int) i]
                : ((MemorySegment) memory).getAtIndex(ValueLayout.JAVA_DOUBLE, i);
    }

    public static void put(Object memory, long i, byte x) {
        if (memory instanceof byte[] a) {
            a[(int) i] = x;
        } else {
            ((MemorySegment) memory).set(ValueLayout.JAVA_BYTE, i, x);
        }
    }

    public static void put(Object memory, long i, short x) {
        if (memory instanceof short[] a) {
            a[(int) i] = x;
        } else {
            ((MemorySegment) memory).setAtIndex(ValueLayout.JAVA_SHORT, i, x);
        }
    }

    public static void put(Object memory, long i, int x) {
        if (memory instanceof int[] a) {
            a[(int) i] = x;
        } else {
            ((MemorySegment) memory).setAtIndex(ValueLayout.JAVA_INT, i, x);
        }
    }

    public static void put(Object memory, long i, long x) {
        if (memory instanceof long[] a) {
            a[(int) i] = x;
        } else {
            ((MemorySegment) memory).setAtIndex(ValueLayout.JAVA_LONG, i, x);
        }
    }

    public static void put(Object memory, long i, float x) {
        if (memory instanceof float[] a) {
            a[(int) i] = x;
        } else {
            ((MemorySegment) memory).setAtIndex(ValueLayout.JAVA_FLOAT, i, x);
        }
    }

    public static void put(Object memory, long i, double x) {
        if (memory instanceof double[] a) {
            a[(int) i] = x;
        } else {
            ((MemorySegment) memory).setAtIndex(ValueLayout.JAVA_DOUBLE, i, x);
        }
    }

    // ---- functions of one number, where a whole tile isn't at hand

    public static double exp(double x) {
        return Math.exp(x);
    }

    public static double exp2(double x) {
        return ScalarMath.exp2(x);
    }

    public static double expm1(double x) {
        return Math.expm1(x);
    }

    public static double log(double x) {
        return Math.log(x);
    }

    public static double log2(double x) {
        return ScalarMath.log2(x);
    }

    public static double log10(double x) {
        return Math.log10(x);
    }

    public static double log1p(double x) {
        return Math.log1p(x);
    }

    public static double sin(double x) {
        return Math.sin(x);
    }

    public static double cos(double x) {
        return Math.cos(x);
    }

    public static double tan(double x) {
        return Math.tan(x);
    }

    public static double asin(double x) {
        return Math.asin(x);
    }

    public static double acos(double x) {
        return Math.acos(x);
    }

    public static double atan(double x) {
        return Math.atan(x);
    }

    public static double sinh(double x) {
        return Math.sinh(x);
    }

    public static double cosh(double x) {
        return Math.cosh(x);
    }

    public static double tanh(double x) {
        return Math.tanh(x);
    }

    public static double asinh(double x) {
        return ScalarMath.asinh(x);
    }

    public static double acosh(double x) {
        return ScalarMath.acosh(x);
    }

    public static double atanh(double x) {
        return ScalarMath.atanh(x);
    }

    public static double erf(double x) {
        return Erf.value(x);
    }

    public static double erfc(double x) {
        return Erfc.value(x);
    }

    public static double cbrt(double x) {
        return Math.cbrt(x);
    }

    public static double atan2(double y, double x) {
        return Math.atan2(y, x);
    }

    public static double hypot(double x, double y) {
        return Math.hypot(x, y);
    }

    public static double logaddexp(double x, double y) {
        return ScalarMath.logaddexp(x, y);
    }

    public static double pow(double x, double y) {
        return ScalarMath.pow(x, y);
    }
}
