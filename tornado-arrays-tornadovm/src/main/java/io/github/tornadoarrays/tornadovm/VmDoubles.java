package io.github.tornadoarrays.tornadovm;

import uk.ac.manchester.tornado.api.math.TornadoMath;

/** Functions of float64, as those of {@link VmFloats}. */
abstract sealed class VmDoubles extends VmFloats permits VmErrorFunction {
    static boolean isNegative(double a) {
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
        if (divisor > 0 && rest - rest == 0) {
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

    public static double fma(double a, double b, double c) {
        return Math.fma(a, b, c);
    }

    public static double floor(double a) {
        return TornadoMath.floor(a);
    }

    public static double ceil(double a) {
        return Math.ceil(a);
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

    /** As the device's language has it. */
    static double power(double x, double y) {
        return Math.pow(x, y);
    }

    public static double exp(double x) {
        return TornadoMath.exp(x);
    }

    public static double exp2(double x) {
        return power(2, x);
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
        return v * (x / TornadoMath.log(u));
    }

    public static double log(double x) {
        return TornadoMath.log(x);
    }

    /** Kahan's form: what 1 + x lost of x is put back as a ratio. */
    public static double log1p(double x) {
        double u = 1 + x;
        return u == 1 || u > Double.MAX_VALUE ? x : TornadoMath.log(u) * (x / (u - 1));
    }

    public static double log2(double x) {
        double r = TornadoMath.log(x) * 1.4426950408889634;
        double n = rint(r);
        return abs(r) < 1100 && power(2, n) == x ? n : r;
    }

    public static double log10(double x) {
        double r = TornadoMath.log(x) * 0.4342944819032518;
        double n = rint(r);
        // the least numbers are too few to tell a power of 10 by
        return x >= Double.MIN_NORMAL && power(10, n) == x ? n : r;
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
        return TornadoMath.asin(x);
    }

    public static double acos(double x) {
        return TornadoMath.acos(x);
    }

    public static double atan(double x) {
        return Math.atan(x);
    }

    public static double atan2(double y, double x) {
        return Math.atan2(y, x);
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
        return Math.tanh(x);
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
        double r = power(a, 1 / 3.0);
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
        return x == 1 || x == -1 && abs(y) > Double.MAX_VALUE ? 1 : power(x, y);
    }

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
}
