package io.github.tornadoarrays.corpus;

import java.lang.reflect.Array;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Arrays that the kernels are given, and how those that come back are compared. */
final class Values {
    private Values() {}

    static float[] floats(Random r, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = r.nextFloat() * 2 - 1;
        }
        return x;
    }

    static float[] floats(Random r, int n, float low, float high) {
        float[] x = floats(r, n);
        for (int i = 0; i < n; i++) {
            x[i] = low + (x[i] + 1) / 2 * (high - low);
        }
        return x;
    }

    static float[][] floats(Random r, int rows, int cols) {
        float[][] x = new float[rows][];
        for (int i = 0; i < rows; i++) {
            x[i] = floats(r, cols);
        }
        return x;
    }

    static double[] doubles(Random r, int n) {
        return r.doubles(n, -1, 1).toArray();
    }

    static int[] ints(Random r, int n, int low, int high) {
        return r.ints(n, low, high).toArray();
    }

    /** Integers of any size, the awkward ones among them. */
    static int[] ints(Random r, int n) {
        int[] x = r.ints(n).toArray();
        int[] special = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};
        for (int i = 0; i < n; i++) {
            switch (r.nextInt(4)) {
                case 0 -> x[i] = special[r.nextInt(special.length)];
                case 1 -> x[i] >>= r.nextInt(32);
                default -> {}
            }
        }
        return x;
    }

    static long[] longs(Random r, int n) {
        long[] x = r.longs(n).toArray();
        long[] special = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE};
        for (int i = 0; i < n; i++) {
            switch (r.nextInt(4)) {
                case 0 -> x[i] = special[r.nextInt(special.length)];
                case 1 -> x[i] >>= r.nextInt(64);
                default -> {}
            }
        }
        return x;
    }

    static byte[] bytes(Random r, int n) {
        byte[] x = new byte[n];
        r.nextBytes(x);
        return x;
    }

    /** Text in letters of a string. */
    static byte[] text(Random r, int n, String letters) {
        byte[] x = new byte[n];
        for (int i = 0; i < n; i++) {
            x[i] = (byte) letters.charAt(r.nextInt(letters.length()));
        }
        return x;
    }

    static char[] chars(Random r, int n, String letters) {
        char[] x = new char[n];
        for (int i = 0; i < n; i++) {
            x[i] = letters.charAt(r.nextInt(letters.length()));
        }
        return x;
    }

    /** Floats with NaN, infinities, zeros of both signs and numbers past the integers. */
    static double[] awkward(Random r, int n) {
        double[] special = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0,
            -0.0,
            0.5,
            -0.5,
            127.9,
            -128.9,
            32_768,
            65_535.5,
            2_147_483_647.5,
            -2_147_483_648.5,
            0x1p31,
            -0x1p31,
            0x1p63,
            -0x1p63,
            1e19,
            -1e300,
            0x1.fffffffffffffp62,
            Float.MAX_VALUE,
            1e39
        };
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = r.nextInt(3) > 0
                    ? special[r.nextInt(special.length)]
                    : (r.nextDouble() - 0.5) * Math.pow(10, r.nextInt(25));
        }
        return x;
    }

    static float[] awkwardFloats(Random r, int n) {
        double[] x = awkward(r, n);
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    /** Arguments with arrays of their own. */
    static Object[] copy(Object[] args) {
        Object[] out = args.clone();
        for (int i = 0; i < out.length; i++) {
            if (out[i].getClass().isArray()) {
                out[i] = copy(out[i]);
            }
        }
        return out;
    }

    private static Object copy(Object array) {
        int n = Array.getLength(array);
        Object out = Array.newInstance(array.getClass().componentType(), n);
        for (int i = 0; i < n; i++) {
            Object e = Array.get(array, i);
            Array.set(out, i, e.getClass().isArray() ? copy(e) : e);
        }
        return out;
    }

    /** What is wrong with the arrays among arguments, or null. */
    static @Nullable String difference(Object[] expected, Object[] got, Entry.Tolerance tolerance) {
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].getClass().isArray()) {
                String d = difference(expected[i], got[i], tolerance);
                if (d != null) {
                    return "argument " + i + d;
                }
            }
        }
        return null;
    }

    private static @Nullable String difference(Object expected, Object got, Entry.Tolerance tolerance) {
        int n = Array.getLength(expected);
        if (expected.getClass().componentType().isArray()) {
            for (int i = 0; i < n; i++) {
                String d = difference(Array.get(expected, i), Array.get(got, i), tolerance);
                if (d != null) {
                    return "[" + i + "]" + d;
                }
            }
            return null;
        }
        int wrong = 0;
        int first = -1;
        IntToDoubleFunction slack = slack(expected, tolerance);
        for (int i = 0; i < n; i++) {
            Object a = Array.get(expected, i);
            Object b = Array.get(got, i);
            boolean same = switch (a) {
                case Number x
                when x instanceof Float || x instanceof Double -> {
                    double e = x.doubleValue();
                    double g = ((Number) b).doubleValue();
                    yield Double.compare(e, g) == 0
                            || Math.abs(e - g) <= slack.applyAsDouble(i) && tolerance != Entry.Tolerance.EXACT;
                }
                default -> a.equals(b);
            };
            if (!same) {
                first = wrong == 0 ? i : first;
                wrong++;
            }
        }
        return wrong == 0
                ? null
                : "[" + first + "] is " + Array.get(got, first) + ", not " + Array.get(expected, first) + " (" + wrong
                        + " of " + n + " are wrong)";
    }

    private static IntToDoubleFunction slack(Object expected, Entry.Tolerance t) {
        return i -> t.absolute() + t.relative() * Math.abs(Array.getDouble(expected, i));
    }
}
