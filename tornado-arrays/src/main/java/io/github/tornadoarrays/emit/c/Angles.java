package io.github.tornadoarrays.emit.c;

import io.github.tornadoarrays.core.DType;

/**
 * Sine and cosine of float32, off by at most 1.6 units in the last place: with them a kernel is still as fast as memory, where those
 * of a graphics card's library are not.
 *
 * <p>x = r + kπ/2 with |r| at most a little more than π/4. Below 2^16, π/2 is in three parts (Cody and Waite), the first two with
 * so few bits that no difference is rounded before the last; k comes from a sum that leaves no room for a fraction. Beyond, x
 * is multiplied by the bits of 2/π from where they are less than four turns (Payne and Hanek). The polynomials are minimax on
 * that range, fitted one rounded coefficient after another: for (sin(r)/r - 1)/r² relative error 2^-27.9, for
 * (cos(r) - 1 + r²/2)/r⁴ 2^-32.8.
 */
final class Angles {
    private final Dialect dialect;
    private final Helpers helpers;

    Angles(Dialect dialect, Helpers helpers) {
        this.dialect = dialect;
        this.helpers = helpers;
    }

    /** The name of a function of an angle and of a number of quarter turns to add to it; its result is the sine. */
    String sine() {
        helpers.put("two_over_pi", table());
        helpers.put("sine_quarter", quarter());
        helpers.put("sine_far", far());
        helpers.put("sine_f32", near());
        return "sine_f32";
    }

    private String table() {
        String uint = dialect.type(DType.UINT32);
        return (dialect.isOpenCl() ? "constant " : "static __constant__ ") + uint + " two_over_pi[8] = {\n"
                + "    0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab};\n";
    }

    /** The zero that is added makes z positive, so that r keeps its sign where it is 0. */
    private String quarter() {
        return dialect.function() + """
                float sine_quarter(float r, int quarter) {
                  float z = r * r;
                  float s = fma(fma(-0x1.994c24p-13f, z, 0x1.11076ap-7f), z, -0x1.555546p-3f);
                  float c = fma(fma(0x1.99e330p-16f, z, -0x1.6c0c1ep-10f), z, 0x1.55554ap-5f);
                  s = fma(fma(s, z, 0.0f), r, r);
                  c = fma(fma(c, z, -0.5f), z, 1.0f);
                  float v = quarter & 1 ? c : s;
                  return quarter & 2 ? -v : v;
                }
                """;
    }

    /** Of {@code turns} the two highest bits are whole quarters. What a float doesn't hold of the rest is a float itself. */
    private String far() {
        return (dialect.isOpenCl() ? "static __attribute__((noinline)) " : "static __device__ __noinline__ ")
                + """
                float sine_far(float x, int quarter) {
                  if (!(fabs(x) < (float)INFINITY)) return x - x;
                  UINT bits = as_uint(x), at = (bits >> 23 & 255) - 120, by = at & 31;
                  ULONG m = bits & 0x7fffff | 0x800000;
                  ULONG a = two_over_pi[at >> 5], b = two_over_pi[(at >> 5) + 1], c = two_over_pi[(at >> 5) + 2];
                  ULONG d = two_over_pi[(at >> 5) + 3];
                  ULONG high = (UINT)((a << 32 | b) << by >> 32), mid = (UINT)((b << 32 | c) << by >> 32);
                  ULONG low = (UINT)((c << 32 | d) << by >> 32);
                  ULONG turns = (high * m << 32) + mid * m + (low * m >> 32);
                  int k = (int)((turns + ((ULONG)1 << 61)) >> 62);
                  LONG rest = (LONG)(turns << 2);
                  float f = (float)rest;
                  float g = f >= 9223372036854775808.0f ? 0.0f : (float)(rest - (LONG)f);
                  float r = fma(f, 0x1.921fb6p-64f, fma(f, -0x1.777a5cp-89f, g * 0x1.921fb6p-64f));
                  return x < 0 ? sine_quarter(-r, quarter - k) : sine_quarter(r, quarter + k);
                }
                """.replace("UINT", dialect.type(DType.UINT32))
                        .replace("ULONG", dialect.type(DType.UINT64))
                        .replace("LONG", dialect.type(DType.INT64));
    }

    private String near() {
        return dialect.function() + """
                float sine_f32(float x, int quarter) {
                  if (!(fabs(x) < 65536.0f)) return sine_far(x, quarter);
                  float t = fma(x, 0x1.45f306p-1f, 12582912.0f);
                  float k = t - 12582912.0f;
                  float r = fma(k, -0x1.84698ap-48f, fma(k, -0x1.4442dp-24f, fma(k, -0x1.921fb4p+0f, x)));
                  return sine_quarter(r, as_int(t) + quarter);
                }
                """;
    }
}
