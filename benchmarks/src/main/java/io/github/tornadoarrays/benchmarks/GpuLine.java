package io.github.tornadoarrays.benchmarks;

/**
 * What was measured of a row of the GPU's table.
 *
 * @param ms our median, NaN where there is none
 * @param floorMs what moving the row's bytes takes at the card's copy bandwidth, NaN where that is no measure
 * @param cupyMs CuPy's median, NaN where there is none
 * @param jaxMs JAX's median, NaN where there is none
 * @param error of the result, as {@link Reference} has it
 * @param problem what went wrong, empty where nothing did
 */
record GpuLine(GpuRow row, double ms, double floorMs, double cupyMs, double jaxMs, double error, String problem) {

    static GpuLine failed(GpuRow row, String problem) {
        return new GpuLine(row, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, problem);
    }

    /** Per cent of copy bandwidth. */
    double percent() {
        return 100 * floorMs / ms;
    }

    double overCupy() {
        return cupyMs / ms;
    }

    double overJax() {
        return jaxMs / ms;
    }

    boolean isMet() {
        return problem.isEmpty() && row.bar().isMet(ms, percent(), overCupy(), overJax());
    }

    /** Whether the bar was met; "?" where a peer's time, which it needs, is not there. */
    String verdict() {
        if (!problem.isEmpty()) {
            return "FAILED";
        }
        return !isMet() ? "no" : row.bar().isKnown(percent(), overCupy(), overJax()) ? "yes" : "?";
    }
}
