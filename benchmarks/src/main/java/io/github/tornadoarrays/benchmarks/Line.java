package io.github.tornadoarrays.benchmarks;

/**
 * What was measured of a row.
 *
 * @param ms our median, NaN where the row failed
 * @param peerMs the peer's median, NaN where there is none
 * @param bytes of inputs and result
 * @param problem what went wrong, empty where nothing did
 */
record Line(Row row, double ms, double peerMs, long bytes, String problem) {

    double ratio() {
        return peerMs / ms;
    }

    /** Gigabytes a second, NaN where they mean nothing. */
    double rate() {
        return row.isStreaming() ? bytes / ms / 1e6 : Double.NaN;
    }

    boolean isMet() {
        return problem.isEmpty() && (Double.isNaN(peerMs) || ratio() >= row.bar()) && ms <= row.most();
    }

    /** The bar, and whether it was met. */
    String verdict() {
        if (!problem.isEmpty()) {
            return "failed";
        }
        String bar = number(row.bar()) + (Double.isFinite(row.most()) ? ", " + time(row.most()) + " ms" : "");
        return (isMet() ? "" : "below ") + bar;
    }

    /** Three digits. */
    static String time(double ms) {
        if (Double.isNaN(ms)) {
            return "";
        }
        int decimals = ms >= 100 ? 0 : ms >= 10 ? 1 : ms >= 1 ? 2 : 5;
        return String.format("%." + decimals + "f", ms);
    }

    static String number(double x) {
        return Double.isNaN(x) ? "" : String.format("%.2f", x);
    }
}
