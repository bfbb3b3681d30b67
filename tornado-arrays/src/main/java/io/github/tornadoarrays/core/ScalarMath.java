package io.github.tornadoarrays.core;

/**
 * Scalar functions NumPy has and {@link Math} lacks or defines differently.
 *
 * <p>Double forms are within 2 ulp; float forms compute in double and round once, except {@code floorDiv} and
 * {@code mod}, which NumPy defines by float operations.
 */
public final class ScalarMath {
    private static final double LN2 = 0.6931471805599453;
    private static final double LOG2_E = 1.4426950408889634;
    private static final double SQRT_HALF = 0.7071067811865476;
    private static final double TWO_POW_28 = 0x1p28;
    private static final double TWO_POW_54 = 0x1p54;

    /** What a kernel that can't throw says of an integer to a negative power: {@code {0}} is the base, {@code {1}} the exponent. */
    public static final String NEGATIVE_POWER =
            "pow: integers to negative integer powers are not allowed ({0} to {1}); convert the base to a floating type";

    private ScalarMath() {}

    /** Inverse hyperbolic sine; log1p(a + a²/(1 + √(1 + a²))) of a = |x|, with the sign of x. */
    public static double asinh(double x) {
        double a = Math.abs(x);
        if (a < 0x1p-28) {
            return x;
        }
        double r = a > TWO_POW_28 ? Math.log(a) + LN2 : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(r, x);
    }

    public static float asinh(float x) {
        return (float) asinh((double) x);
    }

    /** Inverse hyperbolic cosine; NaN below 1; log1p(t + √(2t + t²)) of t = x - 1. */
    public static double acosh(double x) {
        if (x > TWO_POW_28) {
            return Math.log(x) + LN2;
        }
        double t = x - 1;
        return t < 0 ? Double.NaN : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    public static float acosh(float x) {
        return (float) acosh((double) x);
    }

    /** Inverse hyperbolic tangent; ±infinity at ±1, NaN outside [-1, 1]. */
    public static double atanh(double x) {
        double a = Math.abs(x);
        if (a < 0x1p-28) {
            return x;
        }
        double twice = a + a;
        double r = a < 0.5 ? Math.log1p(twice + twice * a / (1 - a)) : Math.log1p(twice / (1 - a));
        return Math.copySign(0.5 * r, x);
    }

    public static float atanh(float x) {
        return (float) atanh((double) x);
    }

    /** 2 to the power x; exact for integers. */
    public static double exp2(double x) {
        return Math.pow(2, x);
    }

    public static float exp2(float x) {
        return (float) Math.pow(2, x);
    }

    /** Logarithm to base 2; exact for powers of two. The exponent is split off, so that it never rounds. */
    public static double log2(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return Math.log(x);
        }
        int below = 0;
        double normal = x;
        if (x < Double.MIN_NORMAL) {
            normal = x * TWO_POW_54;
            below = 54;
        }
        int e = Math.getExponent(normal);
        double m = Math.scalb(normal, -e);
        if (m > 2 * SQRT_HALF) {
            m *= 0.5;
            e++;
        }
        return Math.fma(Math.log(m), LOG2_E, e - below);
    }

    public static float log2(float x) {
        return (float) log2((double) x);
    }

    /** log(exp(x) + exp(y)) without overflow. */
    public static double logaddexp(double x, double y) {
        if (x == y) {
            return x + LN2;
        }
        double d = x - y;
        if (d > 0) {
            return x + Math.log1p(Math.exp(-d));
        }
        return d <= 0 ? y + Math.log1p(Math.exp(d)) : d;
    }

    public static float logaddexp(float x, float y) {
        return (float) logaddexp((double) x, (double) y);
    }

    /** sin(πx)/(πx), 1 at 0; the product πx is rounded first, as in NumPy. */
    public static double sinc(double x) {
        if (x == 0) {
            return 1;
        }
        double y = Math.PI * x;
        return Math.sin(y) / y;
    }

    public static float sinc(float x) {
        return (float) sinc((double) x);
    }

    /** Power with C99's special values: unlike {@link Math#pow}, 1 to the NaN is 1, and ±1 to ±infinity is 1. */
    public static double pow(double x, double y) {
        if (x == 1 || (x == -1 && Double.isInfinite(y))) {
            return 1;
        }
        // HotSpot's Math.pow takes some fractions between 2^51 and 2^52 for odd integers at -0 and -infinity
        return x == 0 || Double.isInfinite(x) ? StrictMath.pow(x, y) : Math.pow(x, y);
    }

    public static float pow(float x, float y) {
        return (float) pow((double) x, (double) y);
    }

    /**
     * Integer power by squaring, wrapping on overflow; serves the narrower types by a cast of its result.
     *
     * @throws IllegalArgumentException if the exponent is negative
     */
    public static long pow(long x, long y) {
        if (y < 0) {
            throw new IllegalArgumentException("pow: integers to negative integer powers are not allowed (" + x + " to "
                    + y + "); convert the base to a floating type");
        }
        long result = 1;
        long square = x;
        for (long e = y; e != 0; e >>>= 1) {
            if ((e & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /** As {@link #pow(long, long)}. */
    public static int pow(int x, int y) {
        return (int) pow((long) x, (long) y);
    }

    /** Floor of the quotient; 0 for a divisor of 0, as in NumPy. */
    public static long floorDiv(long a, long b) {
        return b == 0 ? 0 : Math.floorDiv(a, b);
    }

    public static int floorDiv(int a, int b) {
        return b == 0 ? 0 : Math.floorDiv(a, b);
    }

    /** Remainder with the divisor's sign; 0 for a divisor of 0, as in NumPy. */
    public static long mod(long a, long b) {
        return b == 0 ? 0 : Math.floorMod(a, b);
    }

    public static int mod(int a, int b) {
        return b == 0 ? 0 : Math.floorMod(a, b);
    }

    /** NumPy's {@code floor_divide}: floor((a - mod(a, b)) / b), snapped to the nearest integer; a/b for b = 0. */
    public static double floorDiv(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double mod = a % b;
        double div = (a - mod) / b;
        if (mod != 0 && b < 0 != mod < 0) {
            div -= 1;
        }
        if (div == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(div);
        return div - floor > 0.5 ? floor + 1 : floor;
    }

    public static float floorDiv(float a, float b) {
        if (b == 0) {
            return a / b;
        }
        float mod = a % b;
        float div = (a - mod) / b;
        if (mod != 0 && b < 0 != mod < 0) {
            div -= 1;
        }
        if (div == 0) {
            return Math.copySign(0.0f, a / b);
        }
        float floor = (float) Math.floor(div);
        return div - floor > 0.5f ? floor + 1 : floor;
    }

    /** NumPy's {@code remainder}: the divisor's sign, also on a zero; NaN for b = 0. */
    public static double mod(double a, double b) {
        double mod = a % b;
        if (b == 0) {
            return mod;
        }
        if (mod == 0) {
            return Math.copySign(0.0, b);
        }
        return b < 0 != mod < 0 ? mod + b : mod;
    }

    public static float mod(float a, float b) {
        float mod = a % b;
        if (b == 0) {
            return mod;
        }
        if (mod == 0) {
            return Math.copySign(0.0f, b);
        }
        return b < 0 != mod < 0 ? mod + b : mod;
    }

    /** The float next to x towards y; y itself where they are equal. */
    public static float nextAfter(float x, float y) {
        return Math.nextAfter(x, (double) y);
    }

    public static double nextAfter(double x, double y) {
        return Math.nextAfter(x, y);
    }
}
