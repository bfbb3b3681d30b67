package io.github.tornadoarrays.emit.c;

/**
 * Exponential and logarithm of float32 without a branch or a call, so that compilers for processors make vectors of the work items
 * around them. Each is off by about one unit in the last place.
 *
 * <p>exp(x) = 2^k exp(r) with k the integer nearest x/ln 2; the polynomial is minimax for (exp(r) - 1 - r)/r² on [-ln(2)/2, ln(2)/2],
 * relative to r off by 2^-32. log(x) = k ln 2 + log(1 + f) with 1 + f from √½ to √2; the polynomial is minimax for
 * (log(1 + f) - f + f²/2)/f³, off by 2^-30 of the logarithm. ln 2 is in two parts of which the first times k is exact.
 */
final class Logarithms {
    private Logarithms() {}

    /** By half the exponent each time, so that neither factor overflows where the result does not, nor is subnormal. */
    static final String EXP = """
            T NAME(T x) {
              T t = x > 89.0f ? 89.0f : x < -105.0f ? -105.0f : x;
              T shifted = fma(t, 0x1.715476p+0f, 12582912.0f);
              int n = as_int(shifted) - 0x4b400000, m = n >> 1;
              T k = shifted - 12582912.0f;
              T r = fma(k, -0x1.0bfbe8p-15f, fma(k, -0x1.62ep-1f, t));
              T p = fma(fma(0x1.a1a190p-13f, r, 0x1.6d7486p-10f), r, 0x1.111090p-7f);
              p = fma(fma(fma(p, r, 0x1.5554aep-5f), r, 0x1.555556p-3f), r, 0.5f);
              p = fma(r * r, p, r) + 1.0f;
              return p * as_float((m + 127) << 23) * as_float((n - m + 127) << 23);
            }
            """;

    static final String LOG = """
            T NAME(T x) {
              int tiny = x < 0x1p-126f;
              int bits = as_int(tiny ? x * 0x1p23f : x);
              int e = (int)((uint)bits - 0x3f3504f3U) >> 23;
              T f = as_float((int)((uint)bits - ((uint)e << 23))) - 1.0f, z = f * f;
              T k = (float)(tiny ? e - 23 : e);
              T p = fma(fma(0x1.145780p-4f, f, -0x1.de3bdep-4f), f, 0x1.e6f052p-4f);
              p = fma(fma(fma(p, f, -0x1.fc220ap-4f), f, 0x1.23376ap-3f), f, -0x1.555c4ep-3f);
              p = fma(fma(fma(p, f, 0x1.99a4b6p-3f), f, -0x1.000006p-2f), f, 0x1.555548p-2f);
              T low = fma(f * z, p, k * 0x1.0bfbe8p-15f);
              T y = fma(k, 0x1.62ep-1f, f + fma(-0.5f, z, low));
              return x > 0 ? x < (T)INFINITY ? y : x : x == 0 ? -(T)INFINITY : (T)NAN;
            }
            """;
}
