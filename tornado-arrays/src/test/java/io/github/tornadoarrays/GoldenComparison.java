package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;

/**
 * How near a result must be to NumPy's: floats within some units in the last place. NaN equals NaN, and a complex number with a
 * NaN any other such, but for those that have an infinity too.
 *
 * @param ulps units in the last place of the expected value; of its magnitude, where it is complex
 * @param ofLargest whether the unit is that of the largest expected value instead
 * @param least what the unit is that of at least
 * @param zeroSigns whether 0 and -0 differ
 */
record GoldenComparison(double ulps, boolean ofLargest, double least, boolean zeroSigns) {
    static final GoldenComparison EXACT = new GoldenComparison(0, false, 0, true);

    /** The elements may be anything. */
    static final GoldenComparison SHAPE = new GoldenComparison(Double.POSITIVE_INFINITY, false, 0, false);

    static GoldenComparison within(double ulps) {
        return new GoldenComparison(ulps, false, 0, true);
    }

    GoldenComparison anyZero() {
        return new GoldenComparison(ulps, ofLargest, least, false);
    }

    GoldenComparison scaled() {
        return new GoldenComparison(ulps, true, least, zeroSigns);
    }

    GoldenComparison ofAtLeast(double least) {
        return new GoldenComparison(ulps, ofLargest, least, zeroSigns);
    }

    /** Where and how a result differs first, and in how many places; empty where it does not. */
    String difference(HostBuffer want, HostBuffer got) {
        DType t = want.dtype();
        int parts = t.parts();
        double largest = 0;
        for (long i = 0; ofLargest && i < want.length() * parts; i++) {
            double x = Math.abs(want.getDouble(i));
            largest = Double.isFinite(x) ? Math.max(largest, x) : largest;
        }
        String first = "";
        int count = 0;
        for (long i = 0; i < want.length(); i++) {
            if (!close(want, got, i, largest)) {
                if (count++ == 0) {
                    first = "[" + i + "] is " + text(got, i) + ", NumPy's " + text(want, i);
                }
            }
        }
        return count > 1 ? first + " (and " + (count - 1) + " more of " + want.length() + ")" : first;
    }

    private boolean close(HostBuffer want, HostBuffer got, long i, double largest) {
        DType t = want.dtype();
        if (!t.isInexact()) {
            return want.getLong(i) == got.getLong(i);
        }
        double unit = Math.max(least, largest);
        for (int k = 0; k < t.parts(); k++) {
            double x = Math.abs(want.getDouble(i * t.parts() + k));
            unit = Double.isFinite(x) ? Math.max(unit, x) : unit;
        }
        if (t.isComplex() && isNaN(want, i)) {
            return isNaN(got, i) && isInfinite(want, i) == isInfinite(got, i);
        }
        double allowed = ulps * ulp(t.part(), unit);
        for (int k = 0; k < t.parts(); k++) {
            double w = want.getDouble(i * t.parts() + k);
            double g = got.getDouble(i * t.parts() + k);
            boolean same = Double.isNaN(w)
                    ? Double.isNaN(g)
                    : w == g
                            ? w != 0 || !zeroSigns || 1 / w == 1 / g
                            : Double.isFinite(w) && Double.isFinite(g) && Math.abs(w - g) <= allowed;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNaN(HostBuffer z, long i) {
        return Double.isNaN(z.getDouble(2 * i)) || Double.isNaN(z.getDouble(2 * i + 1));
    }

    private static boolean isInfinite(HostBuffer z, long i) {
        return Double.isInfinite(z.getDouble(2 * i)) || Double.isInfinite(z.getDouble(2 * i + 1));
    }

    private static double ulp(DType t, double x) {
        return switch (t) {
            case FLOAT16 -> Math.max(0x1p-24, Math.ulp((float) x) * 0x1p13);
            case FLOAT32 -> Math.ulp((float) x);
            default -> Math.ulp(x);
        };
    }

    static String text(HostBuffer x, long i) {
        DType t = x.dtype();
        if (t.isComplex()) {
            return "(" + part(x, 2 * i) + ", " + part(x, 2 * i + 1) + ")";
        }
        return t.isFloat() ? part(x, i) : t == DType.UINT64 ? Long.toUnsignedString(x.getLong(i)) : "" + x.getLong(i);
    }

    private static String part(HostBuffer x, long i) {
        double v = x.getDouble(i);
        return x.dtype().part() == DType.FLOAT64 ? Double.toString(v) : Float.toString((float) v);
    }
}
