package io.github.tornadoarrays.rng;

/**
 * The parts of the Box–Muller transform (G. E. P. Box, M. E. Muller, 1958), from words of random bits: {@code radius(a)}
 * is {@code sqrt(-2 log u)} with u = (a | 1) / 2ᵂ cut to the type's precision, {@code cos(b)} and {@code sin(b)} are those of
 * the angle 2π b / 2ᵂ; W is 32 for float, 64 for double.
 *
 * <p>Only integer operations and IEEE 754's conversion, {@code + - * / fma sqrt}, each correctly rounded, are used, so that
 * every engine gives the same bits, and there is no branch and no bit cast, so that loops over it vectorise. The
 * polynomials are minimax ones, made by Remez's algorithm: logarithm 5·10⁻⁸ and 2·10⁻¹⁸ relative, sine and cosine within
 * 5·10⁻⁹ and 6·10⁻¹⁸; rounding adds 1–2 ulp of 1 to the results. The radius is at most 6.67 (float) or 9.42 (double).
 */
public final class BoxMuller {
    /** ⌈√2 · 2⁵²⌉ and ⌈√2 · 2²³⌉: significands from here on are halved, so that the logarithm's argument is around 1. */
    private static final long ROOT_2_LONG = 6369051672525773L;

    private static final int ROOT_2_INT = 11863284;
    private static final double LN_2 = 0x1.62e42fefa39efp-1;
    private static final double TURN_LONG = 0x1.921fb54442d18p-63;
    private static final float TURN_INT = 0x1.921fb6p-31f;

    private BoxMuller() {}

    public static double radius(long word) {
        long v = word | 1;
        int zeros = Long.numberOfLeadingZeros(v);
        return radius((v << zeros) >>> 11, zeros);
    }

    /** The radius for u = significand · 2^(-53 - zeros), significand in [2⁵², 2⁵³). */
    public static double radius(long significand, long zeros) {
        long halve = significand + ((1L << 53) - ROOT_2_LONG) >>> 53;
        double f = significand * 0x1p-52 * Math.fma((double) halve, -0.5, 1);
        double e = (double) (halve - 1 - zeros);
        double s = (f - 1) / (f + 1);
        double y = s * s;
        double p = 0x1.2f07063f8be90p-3;
        p = Math.fma(p, y, 0x1.39a1934b9e4a7p-3);
        p = Math.fma(p, y, 0x1.746640596a401p-3);
        p = Math.fma(p, y, 0x1.c71c5202c7a84p-3);
        p = Math.fma(p, y, 0x1.24924941f8abfp-2);
        p = Math.fma(p, y, 0x1.999999997fd3bp-2);
        p = Math.fma(p, y, 0x1.5555555555592p-1);
        double log = Math.fma(e, LN_2, Math.fma(s * y, p, s + s));
        return Math.sqrt(log * -2);
    }

    public static double cos(long word) {
        double x = (double) (word << 1) * TURN_LONG;
        double y = x * x;
        double p = 0x1.9fc877bb08b26p-45;
        p = Math.fma(p, y, -0x1.93573c7e5342ap-37);
        p = Math.fma(p, y, 0x1.1eecfae1af173p-29);
        p = Math.fma(p, y, -0x1.27e4f9f3185bcp-22);
        p = Math.fma(p, y, 0x1.a01a019ba6b71p-16);
        p = Math.fma(p, y, -0x1.6c16c16c10209p-10);
        p = Math.fma(p, y, 0x1.55555555554ddp-5);
        p = Math.fma(p, y, -0.5);
        return Math.fma(p, y, 1) * half(word);
    }

    public static double sin(long word) {
        double x = (double) (word << 1) * TURN_LONG;
        double y = x * x;
        double p = 0x1.8851a548de47bp-49;
        p = Math.fma(p, y, -0x1.ae44a6fe08c37p-41);
        p = Math.fma(p, y, 0x1.6123d148fd689p-33);
        p = Math.fma(p, y, -0x1.ae6454e4abc22p-26);
        p = Math.fma(p, y, 0x1.71de3a52c16ccp-19);
        p = Math.fma(p, y, -0x1.a01a01a015186p-13);
        p = Math.fma(p, y, 0x1.11111111110cbp-7);
        p = Math.fma(p, y, -0x1.5555555555555p-3);
        return Math.fma(p * y, x, x) * half(word);
    }

    public static float radius(int word) {
        int v = word | 1;
        int zeros = Integer.numberOfLeadingZeros(v);
        return radius((v << zeros) >>> 8, zeros);
    }

    /** The radius for u = significand · 2^(-24 - zeros), significand in [2²³, 2²⁴). */
    public static float radius(int significand, int zeros) {
        int halve = significand + ((1 << 24) - ROOT_2_INT) >>> 24;
        float g = Math.fma(significand * 0x1p-23f, Math.fma((float) halve, -0.5f, 1), -1);
        float e = (float) (halve - 1 - zeros);
        float p = 0x1.6d49b2p-4f;
        p = Math.fma(p, g, -0x1.25e76cp-3f);
        p = Math.fma(p, g, 0x1.30aed2p-3f);
        p = Math.fma(p, g, -0x1.534348p-3f);
        p = Math.fma(p, g, 0x1.98e41ap-3f);
        p = Math.fma(p, g, -0x1.000496p-2f);
        p = Math.fma(p, g, 0x1.5556b6p-2f);
        p = Math.fma(p, g, -0.5f);
        float log = Math.fma(e, (float) LN_2, Math.fma(g * g, p, g));
        return (float) Math.sqrt(log * -2);
    }

    public static float cos(int word) {
        float x = (float) (word << 1) * TURN_INT;
        float y = x * x;
        float p = -0x1.1940b0p-22f;
        p = Math.fma(p, y, 0x1.9f8f54p-16f);
        p = Math.fma(p, y, -0x1.6c149cp-10f);
        p = Math.fma(p, y, 0x1.555550p-5f);
        p = Math.fma(p, y, -0.5f);
        return Math.fma(p, y, 1) * half(word);
    }

    public static float sin(int word) {
        float x = (float) (word << 1) * TURN_INT;
        float y = x * x;
        float p = 0x1.5e29cap-19f;
        p = Math.fma(p, y, -0x1.9f7812p-13f);
        p = Math.fma(p, y, 0x1.110f02p-7f);
        p = Math.fma(p, y, -0x1.55554ep-3f);
        return Math.fma(p * y, x, x) * half(word);
    }

    /** -1 where the angle is nearer to half a turn than to a whole one, else 1. */
    private static double half(long word) {
        return (double) ((word ^ word << 1) >> 63 | 1);
    }

    private static float half(int word) {
        return (float) ((word ^ word << 1) >> 31 | 1);
    }
}
