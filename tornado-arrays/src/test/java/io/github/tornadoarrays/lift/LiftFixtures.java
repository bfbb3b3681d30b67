package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.kernel.Reduce;

/** Kernels that together use what bytecode has; this file is also compiled without names and lines. */
@SuppressWarnings({"unused", "fallthrough", "lossy-conversions"})
final class LiftFixtures {
    private static final float HALF = Float.parseFloat("0.5");
    static final boolean EXTRA = false;

    private LiftFixtures() {}

    record Pair(float x, double y) {
        Pair {
            if (x != x) {
                x = 0;
            }
        }

        Pair(float both) {
            this(both, both);
        }

        Pair plus(Pair other) {
            return new Pair(x + other.x, y + other.y);
        }

        static Pair larger(Pair a, Pair b) {
            return a.x > b.x ? a : b;
        }
    }

    static void ints(int[] a, int[] b, int[] r) {
        for (@Parallel int i = 0; i < a.length; i++) {
            int x = a[i];
            int y = b[i];
            int v = x + y * 3 - (x ^ y) + (x & 0xff | ~y);
            v += x << y ^ x >> y ^ x >>> y ^ -x;
            v ^= y != 0 ? x / y + x % y : 7;
            v += (byte) x + (short) y + (char) x;
            r[i] = v++ + ++v;
        }
    }

    static void longs(long[] a, long[] b, int[] s, long[] r) {
        for (@Parallel int i = 0; i < a.length; i++) {
            long x = a[i];
            long v = x * b[i] - (x << s[i]) + (x >> s[i]) - (x >>> s[i]);
            v ^= b[i] == 0 ? s[i] : x / b[i] - x % b[i];
            if (x > b[i] ^ x <= s[i]) {
                v = ~v;
            }
            r[i] = v + (int) x + Long.compare(x, b[i]);
        }
    }

    static void floats(float[] a, double[] b, int[] r, long[] l, float[] f) {
        for (@Parallel int i = 0; i < a.length; i++) {
            float x = a[i];
            double y = b[i];
            int v = x < y ? 1 : 0;
            v = 2 * v + (x <= y ? 1 : 0);
            v = 2 * v + (x > y ? 1 : 0);
            v = 2 * v + (!(x >= y) ? 1 : 0);
            v = 2 * v + (x == y ? 1 : 0);
            v = 2 * v + (x != x ? 1 : 0);
            boolean strange = x != x || y > 1e300 && x < 3;
            r[i] = v + (int) x + (int) y + (byte) x + (strange ? 100 : 200);
            l[i] = (long) x ^ (long) y;
            f[i] = (float) (x % 3 + y % 2.5 - -x) + (float) Math.sqrt(x) * HALF;
        }
    }

    static void small(byte[] b, short[] s, char[] c, boolean[] t, boolean all) {
        for (@Parallel int i = 0; i < b.length; i++) {
            b[i] += s[i] * 3;
            s[i] = (short) (c[i] - b[i]);
            c[i]++;
            t[i] ^= all | b[i] > s[i];
            t[i] = !t[i];
        }
    }

    static void rows(float[][] in, float[][] out) {
        int rows = in.length;
        for (@Parallel int i = 1; i < rows - 1; i++) {
            float[] above = in[i - 1];
            for (@Parallel int j = 1; j < in[0].length - 1; j++) {
                float[] row = in[i];
                out[i][j] = above[j] + row[j - 1] + row[j + 1] + in[i + 1][j] - 4 * row[j];
            }
        }
    }

    static void switches(int[] a, int[] r) {
        for (@Parallel int i = 0; i < a.length; i++) {
            int v = 0;
            switch (a[i]) {
                case 0:
                    v = 1;
                case 1:
                    v += 10;
                    break;
                case 2, 3, 4:
                    continue;
                case 1000:
                    v = 5;
                    break;
                case -50_000:
                    v = 9;
                default:
                    v += 100;
            }
            v += switch (a[i] & 3) {
                case 0 -> a[i] * 2;
                case 1 -> {
                    int w = v;
                    while (w > 10) {
                        w -= 7;
                    }
                    yield w;
                }
                default -> -1;
            };
            r[i] = v;
        }
    }

    static void loops(int[] a, int[] r, int n) {
        outer:
        for (@Parallel int i = 0; i < a.length; i++) {
            int v = a[i];
            int steps = 0;
            rounds:
            for (int k = 0; ; k++) {
                for (int l = n; l > 0; l--) {
                    if (v == l) {
                        continue rounds;
                    }
                    if (v * l == 36) {
                        break rounds;
                    }
                    if (k + l == 19) {
                        r[i] = -1;
                        continue outer;
                    }
                    if (l == 3) {
                        break;
                    }
                    v += l;
                }
                do {
                    steps += k;
                    if (steps > 50) {
                        v = -v;
                        break rounds;
                    }
                } while ((steps & 3) != 0 && k < 5);
                if (k > 8) {
                    break;
                }
                v = k % 2 == 0 && v > 0 || v < -10 ? v / 2 : v + 1;
            }
            r[i] = v + steps;
        }
    }

    static void steps(int[] r, int from, int to) {
        for (@Parallel int i = 3; i <= to; i += 3) {
            r[i] += i;
        }
        for (@Parallel int i = from; i < to; i += 2) {
            r[i + 100] -= i;
        }
        if (to < 5) {
            return;
        }
        r[0] = r[3] + 1;
        int last = r[0];
        for (@Parallel int i = 0; i < to; i++) {
            r[i + 1] += last;
        }
    }

    private static int clamp(int v, int low, int high) {
        if (v < low) {
            return low;
        }
        if (v > high) {
            return high;
        }
        return v;
    }

    private static void swap(int[] a, int i, int j) {
        int t = a[i];
        a[i] = a[j];
        a[j] = t;
    }

    private static int first(int[] a, int key) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] == key) {
                return i;
            }
        }
        return -1;
    }

    static void calls(int[] a, int[] r) {
        for (@Parallel int i = 0; i < a.length / 2; i++) {
            swap(r, 2 * i, 2 * i + 1);
            int[] own = {3, 1, 4, 1, 5, 9, 2, 6};
            swap(own, clamp(a[i], 0, 7), 2);
            r[2 * i] += own[first(own, 4)] + own[clamp(a[i] + first(a, -7), 1, 7)];
            if (EXTRA) {
                throw new IllegalStateException();
            }
        }
    }

    static void pairs(Pair p, float[] a, double[] r) {
        Pair sum = p.plus(new Pair(1));
        for (@Parallel int i = 0; i < a.length; i++) {
            Pair q = new Pair(a[i], i);
            Pair best = Pair.larger(q, sum).plus(p);
            for (int k = 0; k < 3; k++) {
                best = new Pair((float) best.y(), best.x());
            }
            r[i] = best.x() + 10 * best.y() + (best.x > 2 ? new Pair(i % 2 == 0 ? 3 : 4, best.y).x : 0);
        }
    }

    static void grids(int[] r, int n, int m, int k) {
        for (@Parallel int x = 0; x < n; x++) {
            int base = x * m;
            for (@Parallel int y = 0; y < m; y++) {
                for (@Parallel int z = 0; z < k; z++) {
                    r[(base + y) * k + z] = x * 100 + y * 10 + z;
                }
            }
        }
    }

    static void triangle(int[] r, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            r[i * n] = -1;
            for (@Parallel int j = 1; j < i; j++) {
                r[i * n + j] = i + j;
            }
        }
    }

    static void table(int[] a, int[] r) {
        for (@Parallel int i = 0; i < a.length; i++) {
            int[][] t = new int[3][4];
            int[] count = new int[4];
            for (int v : a) {
                t[v & 1][v & 3]++;
                count[v & 3] += v;
            }
            r[i] = t[a[i] & 1][a[i] & 3] * 1000 + count[a[i] & 3] + t.length + t[0].length;
        }
    }

    static void sums(float[] x, int[] k, float[] out, int[] most) {
        @Reduce float sum = 2;
        for (@Parallel int i = 0; i < x.length; i++) {
            float v = x[i];
            sum += v * v;
        }
        @Reduce int count = 0;
        @Reduce int top = Integer.MIN_VALUE;
        for (@Parallel int i = 0; i < k.length; i++) {
            if (k[i] > 0) {
                count++;
            }
            top = Math.max(top, k[i]);
        }
        float scale = 1 / sum;
        for (@Parallel int i = 0; i < x.length; i++) {
            out[i] = x[i] * scale + count;
        }
        most[0] = top;
        most[1] = count;
    }

    static void total(int[] k, @Reduce long[] out) {
        for (@Parallel int i = 0; i < k.length; i++) {
            out[1] -= k[i];
        }
    }

    static void groups(KernelContext context, int[] in, int[] out) {
        int[] shared = context.sharedInts(16);
        int local = context.localId(0);
        shared[local] = in[context.globalId(0)];
        context.barrier();
        for (int half = 8; half > 0; half /= 2) {
            if (local < half) {
                shared[local] += shared[local + half];
            }
            context.barrier();
        }
        if (local == 0) {
            int before = context.atomicAdd(out, 0, shared[0]);
            out[1 + context.groupId(0)] = shared[0] + 0 * before;
            context.atomicMax(out, 9, shared[0]);
        }
    }

    static void mathOfInts(int[] a, int[] b, int[] r, long[] w) {
        for (@Parallel int i = 0; i < a.length; i++) {
            int x = a[i];
            int y = b[i] == 0 ? 1 : b[i];
            int v = Math.abs(x) + Math.max(x, y) - Math.min(x, 3) + Math.floorDiv(x, y) * 3 + Math.floorMod(x, y);
            v = v * 31 + Integer.bitCount(x) + Integer.numberOfLeadingZeros(y) + Integer.numberOfTrailingZeros(x);
            v = v * 31 + Integer.reverse(x) + Integer.reverseBytes(y) + Integer.highestOneBit(x);
            v = v * 31 + Integer.lowestOneBit(x) + Integer.rotateLeft(x, y) + Integer.rotateRight(y, x);
            v = v * 31 + Integer.compare(x, y) + Integer.compareUnsigned(x, y) + Integer.signum(x);
            v = v * 31 + Integer.divideUnsigned(x, y) + Integer.remainderUnsigned(x, y) + Math.clamp(x, -5, 5);
            r[i] = v + Math.ceilDiv(x, y) + Short.toUnsignedInt((short) x) + Byte.toUnsignedInt((byte) y);
            long p = x * 0x9E3779B97F4A7C15L;
            long q = (long) y << 20 | 1;
            long u = Math.floorDiv(p, q) + Math.floorMod(p, q) + Math.floorMod(p, y) + Long.reverse(p);
            u = u * 31
                    + Long.bitCount(p)
                    + Long.numberOfTrailingZeros(q)
                    + Long.rotateLeft(p, y)
                    + Long.highestOneBit(p)
                    + Math.unsignedMultiplyHigh(p, q);
            w[i] = u + Long.divideUnsigned(p, q) + Integer.toUnsignedLong(x) + Long.signum(p) + Long.reverseBytes(q);
        }
    }

    static void mathOfFloats(float[] a, double[] b, double[] r, long[] w) {
        for (@Parallel int i = 0; i < a.length; i++) {
            float x = a[i];
            double y = b[i];
            r[i] = Math.fma(x, 2f, 1f)
                    + Math.fma(y, y, 1.0)
                    + Math.copySign(x, (float) y)
                    + Math.rint(y)
                    + Math.floor(y)
                    + Math.ceil(x)
                    + Math.toRadians(y)
                    + Math.toDegrees(x)
                    + Math.max(x, y)
                    + Math.min(x, 0.5f)
                    + Math.clamp(y, -1.0, 1.0)
                    + Float.max(x, 2);
            long v = Math.round(x) + 3 * Math.round(y) + Float.compare(x, (float) y) + 5L * Double.compare(y, x);
            v = v * 31 + (Float.isNaN(x) ? 1 : 0) + (Double.isInfinite(y) ? 2 : 0) + (Float.isFinite(x) ? 4 : 0);
            v = v * 31 + Float.floatToRawIntBits(x) + Double.doubleToLongBits(y) + Float.floatToIntBits(x);
            v = v * 31 + Float.floatToFloat16(x) + Math.round(Float.float16ToFloat((short) (i * 1234)));
            w[i] = v + Double.doubleToRawLongBits(Math.signum(y)) + Float.floatToRawIntBits(Math.signum(x));
        }
    }

    static void powers(double[] x, double[] y, double[] r) {
        for (@Parallel int i = 0; i < x.length; i++) {
            r[i] = StrictMath.pow(x[i], y[i]);
        }
    }

    static float leaky(float x, float slope) {
        return x > 0 ? x : slope * x;
    }

    static boolean between(int x, long low, double high) {
        return x >= low && x < high;
    }

    static double early(double x, int n) {
        if (n == 0) {
            return 1;
        }
        double y = x;
        for (int i = 1; i < n; i++) {
            y *= x;
            if (y > 1e6) {
                return -1;
            }
        }
        return y;
    }

    static byte nearest(byte a, short b) {
        return (byte) Math.max(a, b);
    }
}
