package io.github.tornadoarrays.tornadovm;

import uk.ac.manchester.tornado.api.math.TornadoMath;

/** Functions of float32. */
abstract sealed class VmFloats extends VmBits permits VmDoubles {
    static boolean isNegative(float a) {
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
        if (divisor > 0 && rest - rest == 0) {
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

    public static float fma(float a, float b, float c) {
        return Math.fma(a, b, c);
    }

    public static float floor(float a) {
        return TornadoMath.floor(a);
    }

    public static float ceil(float a) {
        return (float) Math.ceil(a);
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

    /** As the device's language has it. */
    static float power(float x, float y) {
        return (float) Math.pow(x, y);
    }

    public static float exp(float x) {
        return TornadoMath.exp(x);
    }

    public static float exp2(float x) {
        return power(2, x);
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
        return v * (x / TornadoMath.log(u));
    }

    public static float log(float x) {
        return TornadoMath.log(x);
    }

    /** Kahan's form: what 1 + x lost of x is put back as a ratio. */
    public static float log1p(float x) {
        float u = 1 + x;
        return u == 1 || u > Float.MAX_VALUE ? x : TornadoMath.log(u) * (x / (u - 1));
    }

    public static float log2(float x) {
        float r = TornadoMath.log(x) * 1.442695f;
        float n = rint(r);
        return abs(r) < 1100 && power(2, n) == x ? n : r;
    }

    public static float log10(float x) {
        float r = TornadoMath.log(x) * 0.4342945f;
        float n = rint(r);
        // the least numbers are too few to tell a power of 10 by
        return x >= Float.MIN_NORMAL && power(10, n) == x ? n : r;
    }

    public static float sin(float x) {
        return (float) Math.sin(x);
    }

    public static float cos(float x) {
        return (float) Math.cos(x);
    }

    public static float tan(float x) {
        return (float) Math.tan(x);
    }

    public static float asin(float x) {
        return TornadoMath.asin(x);
    }

    public static float acos(float x) {
        return TornadoMath.acos(x);
    }

    public static float atan(float x) {
        return (float) Math.atan(x);
    }

    public static float atan2(float y, float x) {
        return (float) Math.atan2(y, x);
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
        return (float) Math.tanh(x);
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
        float r = power(a, 1 / 3.0f);
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
        return x == 1 || x == -1 && abs(y) > Float.MAX_VALUE ? 1 : power(x, y);
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
}
