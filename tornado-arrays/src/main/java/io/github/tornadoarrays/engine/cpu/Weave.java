package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.rng.Draw;

/**
 * Lanes woven into the order of elements: from two lanes a[0], b[0], a[1], b[1] …, from four the same way.
 *
 * <p>Each method writes m elements to {@code dst[at]} on, beginning with the element {@code skip}; where skip is not 0
 * they all belong to lane index 0. Stores at a stride do not vectorise, which is why nothing but a conversion that comes
 * free is computed here.
 */
final class Weave {
    private Weave() {}

    static void uniform(long[] a, long[] b, int skip, double[] dst, int at, int m) {
        int whole = skip == 0 ? m / 2 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 2 * t] = Draw.uniform(a[t]);
            dst[at + 2 * t + 1] = Draw.uniform(b[t]);
        }
        for (int e = 2 * whole; e < m; e++) {
            int t = (skip + e) / 2;
            dst[at + e] = (skip + e) % 2 == 0 ? Draw.uniform(a[t]) : Draw.uniform(b[t]);
        }
    }

    static void pairs(double[] a, double[] b, int skip, double[] dst, int at, int m) {
        int whole = skip == 0 ? m / 2 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 2 * t] = a[t];
            dst[at + 2 * t + 1] = b[t];
        }
        for (int e = 2 * whole; e < m; e++) {
            int t = (skip + e) / 2;
            dst[at + e] = (skip + e) % 2 == 0 ? a[t] : b[t];
        }
    }

    static void pairs(long[] a, long[] b, int skip, long[] dst, int at, int m) {
        int whole = skip == 0 ? m / 2 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 2 * t] = a[t];
            dst[at + 2 * t + 1] = b[t];
        }
        for (int e = 2 * whole; e < m; e++) {
            int t = (skip + e) / 2;
            dst[at + e] = (skip + e) % 2 == 0 ? a[t] : b[t];
        }
    }

    static void pairs(long[] a, long[] b, int skip, int[] dst, int at, int m) {
        int whole = skip == 0 ? m / 2 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 2 * t] = (int) a[t];
            dst[at + 2 * t + 1] = (int) b[t];
        }
        for (int e = 2 * whole; e < m; e++) {
            int t = (skip + e) / 2;
            dst[at + e] = (skip + e) % 2 == 0 ? (int) a[t] : (int) b[t];
        }
    }

    static void pairs(long[] a, long[] b, int skip, short[] dst, int at, int m) {
        int whole = skip == 0 ? m / 2 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 2 * t] = (short) a[t];
            dst[at + 2 * t + 1] = (short) b[t];
        }
        for (int e = 2 * whole; e < m; e++) {
            int t = (skip + e) / 2;
            dst[at + e] = (skip + e) % 2 == 0 ? (short) a[t] : (short) b[t];
        }
    }

    static void pairs(long[] a, long[] b, int skip, byte[] dst, int at, int m) {
        int whole = skip == 0 ? m / 2 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 2 * t] = (byte) a[t];
            dst[at + 2 * t + 1] = (byte) b[t];
        }
        for (int e = 2 * whole; e < m; e++) {
            int t = (skip + e) / 2;
            dst[at + e] = (skip + e) % 2 == 0 ? (byte) a[t] : (byte) b[t];
        }
    }

    static void uniform(long[] a, long[] b, int skip, float[] dst, int at, int m) {
        int whole = skip == 0 ? m / 4 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 4 * t] = Draw.uniform((int) a[t]);
            dst[at + 4 * t + 1] = Draw.uniform((int) (a[t] >>> 32));
            dst[at + 4 * t + 2] = Draw.uniform((int) b[t]);
            dst[at + 4 * t + 3] = Draw.uniform((int) (b[t] >>> 32));
        }
        for (int e = 4 * whole; e < m; e++) {
            int t = (skip + e) / 4;
            dst[at + e] = switch ((skip + e) % 4) {
                case 0 -> Draw.uniform((int) a[t]);
                case 1 -> Draw.uniform((int) (a[t] >>> 32));
                case 2 -> Draw.uniform((int) b[t]);
                default -> Draw.uniform((int) (b[t] >>> 32));
            };
        }
    }

    static void words(long[] a, long[] b, int skip, int[] dst, int at, int m) {
        int whole = skip == 0 ? m / 4 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 4 * t] = (int) a[t];
            dst[at + 4 * t + 1] = (int) (a[t] >>> 32);
            dst[at + 4 * t + 2] = (int) b[t];
            dst[at + 4 * t + 3] = (int) (b[t] >>> 32);
        }
        for (int e = 4 * whole; e < m; e++) {
            int t = (skip + e) / 4;
            dst[at + e] = switch ((skip + e) % 4) {
                case 0 -> (int) a[t];
                case 1 -> (int) (a[t] >>> 32);
                case 2 -> (int) b[t];
                default -> (int) (b[t] >>> 32);
            };
        }
    }

    static void quads(float[] a, float[] b, float[] c, float[] d, int skip, float[] dst, int at, int m) {
        int whole = skip == 0 ? m / 4 : 0;
        for (int t = 0; t < whole; t++) {
            dst[at + 4 * t] = a[t];
            dst[at + 4 * t + 1] = b[t];
            dst[at + 4 * t + 2] = c[t];
            dst[at + 4 * t + 3] = d[t];
        }
        for (int e = 4 * whole; e < m; e++) {
            int t = (skip + e) / 4;
            dst[at + e] = switch ((skip + e) % 4) {
                case 0 -> a[t];
                case 1 -> b[t];
                case 2 -> c[t];
                default -> d[t];
            };
        }
    }
}
