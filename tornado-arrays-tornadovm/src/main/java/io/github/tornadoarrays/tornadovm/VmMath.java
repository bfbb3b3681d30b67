package io.github.tornadoarrays.tornadovm;

import uk.ac.manchester.tornado.api.math.TornadoMath;

/**
 * What kernels call for an operation that is not one bytecode, as {@code emit.jvm.Scalar} has it for the JVM, made of what TornadoVM's
 * compilers translate rightly. They have no unsigned division, no comparison of unsigned numbers, and take an unsigned shift for a signed one,
 * so these are written out here.
 */
public final class VmMath {
    private VmMath() {}

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

    // ---- unsigned integers

    public static int compareUnsigned(int a, int b) {
        int x = a ^ Integer.MIN_VALUE;
        int y = b ^ Integer.MIN_VALUE;
        return x < y ? -1 : x > y ? 1 : 0;
    }

    public static int compareUnsigned(long a, long b) {
        long x = a ^ Long.MIN_VALUE;
        long y = b ^ Long.MIN_VALUE;
        return x < y ? -1 : x > y ? 1 : 0;
    }

    /** An unsigned int as a long. Of a mask the compilers make an unsigned long, and of what is computed with it too. */
    public static long wide(int a) {
        long x = a;
        return x < 0 ? x + 0x100000000L : x;
    }

    /** The quotient by a divisor that is not 0: halved, divided, doubled, and put right. */
    public static long divideUnsigned(long a, long b) {
        long positive = b < 0 ? 1 : b;
        if (b < 0) {
            return compareUnsigned(a, b) >= 0 ? 1 : 0;
        }
        if (a >= 0) {
            return a / positive;
        }
        long q = (a >> 1 & Long.MAX_VALUE) / positive << 1;
        long r = a - q * b;
        return compareUnsigned(r, b) >= 0 ? q + 1 : q;
    }

    public static int divideUnsigned(int a, int b) {
        return (int) (wide(a) / wide(b));
    }

    public static long remainderUnsigned(long a, long b) {
        return a - divideUnsigned(a, b) * b;
    }

    public static int remainderUnsigned(int a, int b) {
        return (int) (wide(a) % wide(b));
    }

    /** A shift right by 0 to 31 places that brings in zeros. */
    public static int ushr(int a, int n) {
        return n == 0 ? a : a >> n & (1 << 32 - n) - 1;
    }

    /** A shift right by 0 to 63 places that brings in zeros. */
    public static long ushr(long a, int n) {
        return n == 0 ? a : n < 32 ? a >> n & (1L << 64 - n) - 1 : wide((int) (a >> 32)) >> n - 32;
    }

    public static long unsignedMultiplyHigh(long a, long b) {
        long a0 = wide((int) a);
        long a1 = wide((int) (a >> 32));
        long b0 = wide((int) b);
        long b1 = wide((int) (b >> 32));
        long middle = a1 * b0 + wide((int) (a0 * b0 >> 32));
        long other = a0 * b1 + wide((int) middle);
        return a1 * b1 + wide((int) (middle >> 32)) + wide((int) (other >> 32));
    }

    public static int bitCount(int a) {
        int x = a - (ushr(a, 1) & 0x55555555);
        x = (x & 0x33333333) + (ushr(x, 2) & 0x33333333);
        x = x + ushr(x, 4) & 0x0f0f0f0f;
        return ushr(x * 0x01010101, 24);
    }

    public static int bitCount(long a) {
        return bitCount((int) a) + bitCount((int) (a >> 32));
    }

    public static int numberOfLeadingZeros(int a) {
        int x = a;
        x |= ushr(x, 1);
        x |= ushr(x, 2);
        x |= ushr(x, 4);
        x |= ushr(x, 8);
        x |= ushr(x, 16);
        return 32 - bitCount(x);
    }

    public static int numberOfLeadingZeros(long a) {
        int high = (int) (a >> 32);
        return high != 0 ? numberOfLeadingZeros(high) : 32 + numberOfLeadingZeros((int) a);
    }

    // ---- int

    /** A divisor by which nothing can go wrong: a compiler may divide before it looks whether that is wanted. */
    private static int safe(int b) {
        return b == 0 || b == -1 ? 1 : b;
    }

    public static int div(int a, int b) {
        int q = a / safe(b);
        return b == 0 ? 0 : b == -1 ? -a : q;
    }

    public static int rem(int a, int b) {
        int r = a % safe(b);
        return b == 0 || b == -1 ? 0 : r;
    }

    public static int divU(int a, int b) {
        int q = divideUnsigned(a, b == 0 ? 1 : b);
        return b == 0 ? 0 : q;
    }

    public static int remU(int a, int b) {
        int r = remainderUnsigned(a, b == 0 ? 1 : b);
        return b == 0 ? 0 : r;
    }

    public static int floor_div(int a, int b) {
        int q = div(a, b);
        return b != 0 && a - q * b != 0 && (a ^ b) < 0 ? q - 1 : q;
    }

    public static int floor_divU(int a, int b) {
        return divU(a, b);
    }

    public static int mod(int a, int b) {
        int r = rem(a, b);
        return r != 0 && (r ^ b) < 0 ? r + b : r;
    }

    public static int modU(int a, int b) {
        return remU(a, b);
    }

    public static int powU(int a, int b) {
        int result = 1;
        int square = a;
        int e = b;
        for (int k = 0; k < 32; k++) {
            if ((e & 1) != 0) {
                result *= square;
            }
            square *= square;
            e >>= 1;
        }
        return result;
    }

    public static int max(int a, int b) {
        return a > b ? a : b;
    }

    public static int maxU(int a, int b) {
        return compareUnsigned(a, b) >= 0 ? a : b;
    }

    public static int min(int a, int b) {
        return a < b ? a : b;
    }

    public static int minU(int a, int b) {
        return compareUnsigned(a, b) <= 0 ? a : b;
    }

    public static int abs(int a) {
        return a < 0 ? -a : a;
    }

    public static int sign(int a) {
        return a > 0 ? 1 : a < 0 ? -1 : 0;
    }

    public static int signU(int a) {
        return a == 0 ? 0 : 1;
    }

    public static int fma(int a, int b, int c) {
        return a * b + c;
    }

    public static int shl(int a, int b, int bits) {
        return b < 0 || b >= bits ? 0 : a << b;
    }

    public static int shr(int a, int b, int bits) {
        return b < 0 || b >= bits ? a >> 31 : a >> b;
    }

    public static int shrU(int a, int b, int bits) {
        return b < 0 || b >= bits ? 0 : ushr(a, b);
    }

    // ---- long

    /** A divisor by which nothing can go wrong: a compiler may divide before it looks whether that is wanted. */
    private static long safe(long b) {
        return b == 0 || b == -1 ? 1 : b;
    }

    public static long div(long a, long b) {
        long q = a / safe(b);
        return b == 0 ? 0 : b == -1 ? -a : q;
    }

    public static long rem(long a, long b) {
        long r = a % safe(b);
        return b == 0 || b == -1 ? 0 : r;
    }

    public static long divU(long a, long b) {
        long q = divideUnsigned(a, b == 0 ? 1 : b);
        return b == 0 ? 0 : q;
    }

    public static long remU(long a, long b) {
        long r = remainderUnsigned(a, b == 0 ? 1 : b);
        return b == 0 ? 0 : r;
    }

    public static long floor_div(long a, long b) {
        long q = div(a, b);
        return b != 0 && a - q * b != 0 && (a ^ b) < 0 ? q - 1 : q;
    }

    public static long floor_divU(long a, long b) {
        return divU(a, b);
    }

    public static long mod(long a, long b) {
        long r = rem(a, b);
        return r != 0 && (r ^ b) < 0 ? r + b : r;
    }

    public static long modU(long a, long b) {
        return remU(a, b);
    }

    public static long powU(long a, long b) {
        long result = 1;
        long square = a;
        long e = b;
        for (int k = 0; k < 64; k++) {
            if ((e & 1) != 0) {
                result *= square;
            }
            square *= square;
            e >>= 1;
        }
        return result;
    }

    public static long max(long a, long b) {
        return a > b ? a : b;
    }

    public static long maxU(long a, long b) {
        return compareUnsigned(a, b) >= 0 ? a : b;
    }

    public static long min(long a, long b) {
        return a < b ? a : b;
    }

    public static long minU(long a, long b) {
        return compareUnsigned(a, b) <= 0 ? a : b;
    }

    public static long abs(long a) {
        return a < 0 ? -a : a;
    }

    public static long sign(long a) {
        return a > 0 ? 1 : a < 0 ? -1 : 0;
    }

    public static long signU(long a) {
        return a == 0 ? 0 : 1;
    }

    public static long fma(long a, long b, long c) {
        return a * b + c;
    }

    public static long shl(long a, long b, int bits) {
        return b < 0 || b >= bits ? 0 : a << (int) b;
    }

    public static long shr(long a, long b, int bits) {
        return b < 0 || b >= bits ? a >> 63 : a >> (int) b;
    }

    public static long shrU(long a, long b, int bits) {
        return b < 0 || b >= bits ? 0 : ushr(a, (int) b);
    }

    // ---- float

    private static boolean isNegative(float a) {
        return Float.floatToRawIntBits(a) < 0;
    }

    /** Whether a is below or at b; the compilers take "not above" for it, which NaN is as well. */
    public static int le(float a, float b) {
        int less = a < b ? 1 : 0;
        int equal = a == b ? 1 : 0;
        return less | equal;
    }

    /** As {@link #le(float, float)}, above or at. */
    public static int ge(float a, float b) {
        return le(b, a);
    }

    public static float max(float a, float b) {
        return a != a ? a : b != b ? b : a == b ? isNegative(a) ? b : a : a > b ? a : b;
    }

    public static float min(float a, float b) {
        return a != a ? a : b != b ? b : a == b ? isNegative(a) ? a : b : a < b ? a : b;
    }

    public static float abs(float a) {
        return TornadoMath.abs(a);
    }

    public static float sign(float a) {
        return a > 0 ? 1 : a < 0 ? -1 : a == 0 ? 0 : a;
    }

    public static float copysign(float a, float b) {
        int sign = Float.floatToRawIntBits(b) & Integer.MIN_VALUE;
        return Float.intBitsToFloat(Float.floatToRawIntBits(a) & Integer.MAX_VALUE | sign);
    }

    public static int signbit(float a) {
        return isNegative(a) ? 1 : 0;
    }

    public static int isnan(float a) {
        return a != a ? 1 : 0;
    }

    public static int isinf(float a) {
        return TornadoMath.abs(a) > Float.MAX_VALUE ? 1 : 0;
    }

    public static int isfinite(float a) {
        return TornadoMath.abs(a) > Float.MAX_VALUE ? 0 : a == a ? 1 : 0;
    }

    /** The remainder, exactly: the divisor's largest doubling that fits is taken away, and so on down to the divisor. */
    public static float fmod(float a, float b) {
        float rest = TornadoMath.abs(a);
        float divisor = TornadoMath.abs(b);
        if (divisor > 0 && rest < Float.MAX_VALUE) {
            float d = divisor;
            while (d + d < rest) {
                d = d + d;
            }
            while (d > divisor) {
                rest = rest < d ? rest : rest - d;
                d = d / 2;
            }
            rest = rest < divisor ? rest : rest - divisor;
            return copysign(rest < divisor ? rest : rest - divisor, a);
        }
        return TornadoMath.sqrt(-1 - TornadoMath.abs(a * 0));
    }

    public static float floor_div(float a, float b) {
        if (b == 0) {
            return a / b;
        }
        float mod = fmod(a, b);
        float div = (a - mod) / b;
        if (mod != 0 && b < 0 != mod < 0) {
            div -= 1;
        }
        if (div == 0) {
            return copysign(0, a / b);
        }
        float floor = TornadoMath.floor(div);
        return div - floor > 0.5f ? floor + 1 : floor;
    }

    public static float mod(float a, float b) {
        float mod = fmod(a, b);
        if (b == 0) {
            return mod;
        }
        if (mod == 0) {
            return copysign(0, b);
        }
        return b < 0 != mod < 0 ? mod + b : mod;
    }

    /** Rounded once: on devices the function of their language. */
    public static float fma(float a, float b, float c) {
        return Math.fma(a, b, c);
    }

    public static float floor(float a) {
        return TornadoMath.floor(a);
    }

    public static float ceil(float a) {
        return TornadoMath.ceil(a);
    }

    public static float trunc(float a) {
        return copysign(TornadoMath.floor(TornadoMath.abs(a)), a);
    }

    /** Adding a number whose last bit is worth 1 rounds to an integer. */
    public static float rint(float a) {
        float x = TornadoMath.abs(a);
        return x < 0x1p23f ? copysign(x + 0x1p23f - 0x1p23f, a) : a;
    }

    public static float sqrt(float a) {
        return TornadoMath.sqrt(a);
    }

    public static float exp(float x) {
        return TornadoMath.exp(x);
    }

    public static float exp2(float x) {
        return TornadoMath.pow(2, x);
    }

    /** Kahan's form: what exp(x) lost of x is put back by its logarithm. */
    public static float expm1(float x) {
        float u = TornadoMath.exp(x);
        if (u == 1) {
            return x;
        }
        float v = u - 1;
        if (v == -1 || u > Float.MAX_VALUE) {
            return v;
        }
        return v * x / TornadoMath.log(u);
    }

    public static float log(float x) {
        return TornadoMath.log(x);
    }

    /** Kahan's form: what 1 + x lost of x is put back as a ratio. */
    public static float log1p(float x) {
        float u = 1 + x;
        return u == 1 || u > Float.MAX_VALUE ? x : TornadoMath.log(u) * x / (u - 1);
    }

    public static float log2(float x) {
        float r = TornadoMath.log(x) * 1.442695f;
        float n = rint(r);
        return abs(r) < 1100 && TornadoMath.pow(2, n) == x ? n : r;
    }

    public static float log10(float x) {
        float r = TornadoMath.log(x) * 0.4342945f;
        float n = rint(r);
        return abs(r) < 300 && TornadoMath.pow(10, n) == x ? n : r;
    }

    public static float sin(float x) {
        return TornadoMath.sin(x);
    }

    public static float cos(float x) {
        return TornadoMath.cos(x);
    }

    public static float tan(float x) {
        return TornadoMath.tan(x);
    }

    public static float asin(float x) {
        return TornadoMath.asin(x);
    }

    public static float acos(float x) {
        return TornadoMath.acos(x);
    }

    public static float atan(float x) {
        return TornadoMath.atan(x);
    }

    public static float atan2(float y, float x) {
        return TornadoMath.atan2(y, x);
    }

    public static float sinh(float x) {
        float a = abs(x);
        float t = expm1(a);
        float r = a > 80 ? TornadoMath.exp(a / 2) / 2 * TornadoMath.exp(a / 2) : (t + t / (t + 1)) / 2;
        return copysign(r, x);
    }

    public static float cosh(float x) {
        float e = TornadoMath.exp(abs(x) / 2);
        return e / 2 * e + 1 / e / e / 2;
    }

    public static float tanh(float x) {
        return TornadoMath.tanh(x);
    }

    public static float asinh(float x) {
        float a = abs(x);
        if (a < 0x1p-12f) {
            return x;
        }
        float r = a > 0x1p12f ? TornadoMath.log(a) + 0.6931472f : log1p(a + a * a / (1 + TornadoMath.sqrt(1 + a * a)));
        return copysign(r, x);
    }

    public static float acosh(float x) {
        if (x > 0x1p12f) {
            return TornadoMath.log(x) + 0.6931472f;
        }
        float t = x - 1;
        // the root of a number below 0 is NaN
        return t < 0 ? TornadoMath.sqrt(t) : log1p(t + TornadoMath.sqrt(2 * t + t * t));
    }

    public static float atanh(float x) {
        float a = abs(x);
        if (a < 0x1p-12f) {
            return x;
        }
        float twice = a + a;
        float r = a < 0.5f ? log1p(twice + twice * a / (1 - a)) : log1p(twice / (1 - a));
        return copysign(r / 2, x);
    }

    /** A power, and a step of Newton's. */
    public static float cbrt(float x) {
        float a = abs(x);
        if (a == 0 || a > Float.MAX_VALUE || a != a) {
            return x;
        }
        float r = TornadoMath.pow(a, 1 / 3.0f);
        return copysign(r - (r - a / (r * r)) / 3, x);
    }

    public static float hypot(float x, float y) {
        float a = abs(x);
        float b = abs(y);
        if (a > Float.MAX_VALUE || b > Float.MAX_VALUE) {
            return Float.POSITIVE_INFINITY;
        }
        float large = a > b || a != a ? a : b;
        float small = a > b || a != a ? b : a;
        if (large == 0) {
            return large;
        }
        float t = small / large;
        return large * TornadoMath.sqrt(1 + t * t);
    }

    public static float logaddexp(float x, float y) {
        if (x == y) {
            return x + 0.6931472f;
        }
        float d = x - y;
        return d > 0 ? x + log1p(TornadoMath.exp(-d)) : d <= 0 ? y + log1p(TornadoMath.exp(d)) : d;
    }

    public static float pow(float x, float y) {
        return x == 1 || x == -1 && abs(y) > Float.MAX_VALUE ? 1 : TornadoMath.pow(x, y);
    }

    // ---- float to integers: the nearest there is where it is too large, of NaN 0

    public static int toInt(float x) {
        return x != x ? 0 : x < 0x1p31f ? x > -0x1p31f ? (int) x : Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    public static long toLong(float x) {
        return x != x ? 0 : x < 0x1p63f ? x > -0x1p63f ? halves(x) : Long.MIN_VALUE : Long.MAX_VALUE;
    }

    // ---- double

    private static boolean isNegative(double a) {
        return Double.doubleToRawLongBits(a) < 0;
    }

    /** Whether a is below or at b; the compilers take "not above" for it, which NaN is as well. */
    public static int le(double a, double b) {
        int less = a < b ? 1 : 0;
        int equal = a == b ? 1 : 0;
        return less | equal;
    }

    /** As {@link #le(double, double)}, above or at. */
    public static int ge(double a, double b) {
        return le(b, a);
    }

    public static double max(double a, double b) {
        return a != a ? a : b != b ? b : a == b ? isNegative(a) ? b : a : a > b ? a : b;
    }

    public static double min(double a, double b) {
        return a != a ? a : b != b ? b : a == b ? isNegative(a) ? a : b : a < b ? a : b;
    }

    public static double abs(double a) {
        return TornadoMath.abs(a);
    }

    public static double sign(double a) {
        return a > 0 ? 1 : a < 0 ? -1 : a == 0 ? 0 : a;
    }

    public static double copysign(double a, double b) {
        long sign = Double.doubleToRawLongBits(b) & Long.MIN_VALUE;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a) & Long.MAX_VALUE | sign);
    }

    public static int signbit(double a) {
        return isNegative(a) ? 1 : 0;
    }

    public static int isnan(double a) {
        return a != a ? 1 : 0;
    }

    public static int isinf(double a) {
        return TornadoMath.abs(a) > Double.MAX_VALUE ? 1 : 0;
    }

    public static int isfinite(double a) {
        return TornadoMath.abs(a) > Double.MAX_VALUE ? 0 : a == a ? 1 : 0;
    }

    /** The remainder, exactly: the divisor's largest doubling that fits is taken away, and so on down to the divisor. */
    public static double fmod(double a, double b) {
        double rest = TornadoMath.abs(a);
        double divisor = TornadoMath.abs(b);
        if (divisor > 0 && rest < Double.MAX_VALUE) {
            double d = divisor;
            while (d + d < rest) {
                d = d + d;
            }
            while (d > divisor) {
                rest = rest < d ? rest : rest - d;
                d = d / 2;
            }
            rest = rest < divisor ? rest : rest - divisor;
            return copysign(rest < divisor ? rest : rest - divisor, a);
        }
        return TornadoMath.sqrt(-1 - TornadoMath.abs(a * 0));
    }

    public static double floor_div(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double mod = fmod(a, b);
        double div = (a - mod) / b;
        if (mod != 0 && b < 0 != mod < 0) {
            div -= 1;
        }
        if (div == 0) {
            return copysign(0, a / b);
        }
        double floor = TornadoMath.floor(div);
        return div - floor > 0.5 ? floor + 1 : floor;
    }

    public static double mod(double a, double b) {
        double mod = fmod(a, b);
        if (b == 0) {
            return mod;
        }
        if (mod == 0) {
            return copysign(0, b);
        }
        return b < 0 != mod < 0 ? mod + b : mod;
    }

    /** Rounded once: on devices the function of their language. */
    public static double fma(double a, double b, double c) {
        return Math.fma(a, b, c);
    }

    public static double floor(double a) {
        return TornadoMath.floor(a);
    }

    public static double ceil(double a) {
        return TornadoMath.ceil(a);
    }

    public static double trunc(double a) {
        return copysign(TornadoMath.floor(TornadoMath.abs(a)), a);
    }

    /** Adding a number whose last bit is worth 1 rounds to an integer. */
    public static double rint(double a) {
        double x = TornadoMath.abs(a);
        return x < 0x1p52 ? copysign(x + 0x1p52 - 0x1p52, a) : a;
    }

    public static double sqrt(double a) {
        return TornadoMath.sqrt(a);
    }

    public static double exp(double x) {
        return TornadoMath.exp(x);
    }

    public static double exp2(double x) {
        return TornadoMath.pow(2, x);
    }

    /** Kahan's form: what exp(x) lost of x is put back by its logarithm. */
    public static double expm1(double x) {
        double u = TornadoMath.exp(x);
        if (u == 1) {
            return x;
        }
        double v = u - 1;
        if (v == -1 || u > Double.MAX_VALUE) {
            return v;
        }
        return v * x / TornadoMath.log(u);
    }

    public static double log(double x) {
        return TornadoMath.log(x);
    }

    /** Kahan's form: what 1 + x lost of x is put back as a ratio. */
    public static double log1p(double x) {
        double u = 1 + x;
        return u == 1 || u > Double.MAX_VALUE ? x : TornadoMath.log(u) * x / (u - 1);
    }

    public static double log2(double x) {
        double r = TornadoMath.log(x) * 1.4426950408889634;
        double n = rint(r);
        return abs(r) < 1100 && TornadoMath.pow(2, n) == x ? n : r;
    }

    public static double log10(double x) {
        double r = TornadoMath.log(x) * 0.4342944819032518;
        double n = rint(r);
        return abs(r) < 300 && TornadoMath.pow(10, n) == x ? n : r;
    }

    public static double sin(double x) {
        return TornadoMath.sin(x);
    }

    public static double cos(double x) {
        return TornadoMath.cos(x);
    }

    public static double tan(double x) {
        return TornadoMath.tan(x);
    }

    public static double asin(double x) {
        return TornadoMath.asin(x);
    }

    public static double acos(double x) {
        return TornadoMath.acos(x);
    }

    public static double atan(double x) {
        return TornadoMath.atan(x);
    }

    public static double atan2(double y, double x) {
        return TornadoMath.atan2(y, x);
    }

    public static double sinh(double x) {
        double a = abs(x);
        double t = expm1(a);
        double r = a > 80 ? TornadoMath.exp(a / 2) / 2 * TornadoMath.exp(a / 2) : (t + t / (t + 1)) / 2;
        return copysign(r, x);
    }

    public static double cosh(double x) {
        double e = TornadoMath.exp(abs(x) / 2);
        return e / 2 * e + 1 / e / e / 2;
    }

    public static double tanh(double x) {
        return TornadoMath.tanh(x);
    }

    public static double asinh(double x) {
        double a = abs(x);
        if (a < 0x1p-28) {
            return x;
        }
        double r = a > 0x1p28
                ? TornadoMath.log(a) + 0.6931471805599453
                : log1p(a + a * a / (1 + TornadoMath.sqrt(1 + a * a)));
        return copysign(r, x);
    }

    public static double acosh(double x) {
        if (x > 0x1p28) {
            return TornadoMath.log(x) + 0.6931471805599453;
        }
        double t = x - 1;
        // the root of a number below 0 is NaN
        return t < 0 ? TornadoMath.sqrt(t) : log1p(t + TornadoMath.sqrt(2 * t + t * t));
    }

    public static double atanh(double x) {
        double a = abs(x);
        if (a < 0x1p-28) {
            return x;
        }
        double twice = a + a;
        double r = a < 0.5 ? log1p(twice + twice * a / (1 - a)) : log1p(twice / (1 - a));
        return copysign(r / 2, x);
    }

    /** A power, and a step of Newton's. */
    public static double cbrt(double x) {
        double a = abs(x);
        if (a == 0 || a > Double.MAX_VALUE || a != a) {
            return x;
        }
        double r = TornadoMath.pow(a, 1 / 3.0);
        return copysign(r - (r - a / (r * r)) / 3, x);
    }

    public static double hypot(double x, double y) {
        double a = abs(x);
        double b = abs(y);
        if (a > Double.MAX_VALUE || b > Double.MAX_VALUE) {
            return Double.POSITIVE_INFINITY;
        }
        double large = a > b || a != a ? a : b;
        double small = a > b || a != a ? b : a;
        if (large == 0) {
            return large;
        }
        double t = small / large;
        return large * TornadoMath.sqrt(1 + t * t);
    }

    public static double logaddexp(double x, double y) {
        if (x == y) {
            return x + 0.6931471805599453;
        }
        double d = x - y;
        return d > 0 ? x + log1p(TornadoMath.exp(-d)) : d <= 0 ? y + log1p(TornadoMath.exp(d)) : d;
    }

    public static double pow(double x, double y) {
        return x == 1 || x == -1 && abs(y) > Double.MAX_VALUE ? 1 : TornadoMath.pow(x, y);
    }

    // ---- double to integers: the nearest there is where it is too large, of NaN 0

    public static int toInt(double x) {
        return x != x ? 0 : x < 0x1p31 ? x > -0x1p31 ? (int) x : Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    public static long toLong(double x) {
        return x != x ? 0 : x < 0x1p63 ? x > -0x1p63 ? halves(x) : Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** By two conversions to int: those to long go through an int as well. */
    private static long halves(double x) {
        double a = TornadoMath.abs(x);
        double high = TornadoMath.floor(a * 0x1p-32);
        double low = TornadoMath.floor(a - high * 0x1p32);
        long r = ((long) (int) high << 32) + (int) (low - 0x1p31) + 0x80000000L;
        return x < 0 ? -r : r;
    }

    public static long toUnsigned(double x) {
        return x >= 0x1p63 ? toLong(x - 0x1p63) ^ Long.MIN_VALUE : toLong(x);
    }

    public static double fromUnsigned(long x) {
        return x >= 0 ? (double) x : (double) (x >> 1 & Long.MAX_VALUE | x & 1) * 2;
    }

    public static float fromUnsignedToFloat(long x) {
        return x >= 0 ? (float) x : (float) (x >> 1 & Long.MAX_VALUE | x & 1) * 2f;
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

    // ---- the next number towards another

    public static double nextafter(double x, double y) {
        if (x != x || y != y) {
            return x + y;
        }
        if (x == y) {
            return y;
        }
        if (x == 0) {
            return y > 0 ? Double.MIN_VALUE : -Double.MIN_VALUE;
        }
        return longBitsToDouble(doubleToRawLongBits(x) + (x < y == x > 0 ? 1 : -1));
    }

    public static float nextafter(float x, float y) {
        if (x != x || y != y) {
            return x + y;
        }
        if (x == y) {
            return y;
        }
        if (x == 0) {
            return y > 0 ? Float.MIN_VALUE : -Float.MIN_VALUE;
        }
        return intBitsToFloat(floatToRawIntBits(x) + (x < y == x > 0 ? 1 : -1));
    }

    // ---- the error function: rational approximations on five ranges, from FreeBSD's s_erf.c (Sun Microsystems, 1993)

    private static final double ERX = 8.45062911510467529297e-01;

    public static float erf(float x) {
        return (float) erf((double) x);
    }

    public static float erfc(float x) {
        return (float) erfc((double) x);
    }

    public static double erf(double x) {
        double a = TornadoMath.abs(x);
        if (x != x) {
            // first, as TornadoVM's >= is true of it
            return x;
        }
        if (a < 0.84375) {
            return x + x * small(x * x);
        }
        if (a < 1.25) {
            double y = ERX + middle(a - 1);
            return x < 0 ? -y : y;
        }
        double y = a < 6 ? 1 - tail(a) : 1.0;
        return x < 0 ? -y : y;
    }

    public static double erfc(double x) {
        double a = TornadoMath.abs(x);
        if (x != x) {
            // first, as TornadoVM's >= is true of it
            return x;
        }
        if (a < 0.84375) {
            double y = small(x * x);
            return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
        }
        if (a < 1.25) {
            double y = middle(a - 1);
            return x < 0 ? 1 + (ERX + y) : 1 - ERX - y;
        }
        double y = a < 28 ? tail(a) : 0.0;
        return x < 0 ? 2 - y : y;
    }

    /** erf(x)/x - 1, of z = x². */
    private static double small(double z) {
        double r = 1.28379167095512558561e-01
                + z
                        * (-3.25042107247001499370e-01
                                + z
                                        * (-2.84817495755985104766e-02
                                                + z * (-5.77027029648944159157e-03 + z * -2.37630166566501626084e-05)));
        double s = 1
                + z
                        * (3.97917223959155352819e-01
                                + z
                                        * (6.50222499887672944485e-02
                                                + z
                                                        * (5.08130628187576562776e-03
                                                                + z
                                                                        * (1.32494738004321644526e-04
                                                                                + z * -3.96022827877536812320e-06))));
        return r / s;
    }

    /** erf(1 + s) - ERX. */
    private static double middle(double s) {
        double p = 3.54783043256182359371e-02 + s * -2.16637559486879084300e-03;
        p = -1.10894694282396677476e-01 + s * p;
        p = 3.18346619901161753674e-01 + s * p;
        p = -3.72207876035701323847e-01 + s * p;
        p = 4.14856118683748331666e-01 + s * p;
        p = -2.36211856075265944077e-03 + s * p;
        double q = 1.36370839120290507362e-02 + s * 1.19844998467991074170e-02;
        q = 1.26171219808761642112e-01 + s * q;
        q = 7.18286544141962662868e-02 + s * q;
        q = 5.40397917702171048937e-01 + s * q;
        q = 1.06420880400844228286e-01 + s * q;
        return p / (1 + s * q);
    }

    /** erfc(a) of 1.25 to 28. */
    private static double tail(double a) {
        double s = 1 / (a * a);
        double ratio = a < 1 / 0.35 ? near(s) : far(s);
        // a² is split, as exp would make its error large
        double z = (float) a;
        return TornadoMath.exp(-z * z - 0.5625) * TornadoMath.exp((z - a) * (z + a) + ratio) / a;
    }

    private static double near(double s) {
        double p = -8.12874355063065934246e+01 + s * -9.81432934416914548592e+00;
        p = -1.84605092906711035994e+02 + s * p;
        p = -1.62396669462573470355e+02 + s * p;
        p = -6.23753324503260060396e+01 + s * p;
        p = -1.05586262253232909814e+01 + s * p;
        p = -6.93858572707181764372e-01 + s * p;
        p = -9.86494403484714822705e-03 + s * p;
        double q = 6.57024977031928170135e+00 + s * -6.04244152148580987438e-02;
        q = 1.08635005541779435134e+02 + s * q;
        q = 4.29008140027567833386e+02 + s * q;
        q = 6.45387271733267880336e+02 + s * q;
        q = 4.34565877475229228821e+02 + s * q;
        q = 1.37657754143519042600e+02 + s * q;
        q = 1.96512716674392571292e+01 + s * q;
        return p / (1 + s * q);
    }

    private static double far(double s) {
        double p = -1.02509513161107724954e+03 + s * -4.83519191608651397019e+02;
        p = -6.37566443368389627722e+02 + s * p;
        p = -1.60636384855821916062e+02 + s * p;
        p = -1.77579549177547519889e+01 + s * p;
        p = -7.99283237680523006574e-01 + s * p;
        p = -9.86494292470009928597e-03 + s * p;
        double q = 4.74528541206955367215e+02 + s * -2.24409524465858183362e+01;
        q = 2.55305040643316442583e+03 + s * q;
        q = 3.19985821950859553908e+03 + s * q;
        q = 1.53672958608443695994e+03 + s * q;
        q = 3.25792512996573918826e+02 + s * q;
        q = 3.03380607434824582924e+01 + s * q;
        return p / (1 + s * q);
    }
}
