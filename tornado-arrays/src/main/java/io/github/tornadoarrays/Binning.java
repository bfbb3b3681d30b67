package io.github.tornadoarrays;

import org.jspecify.annotations.Nullable;

/**
 * Bins of a histogram, NumPy's keyword arguments: {@code histogram(x, bins(20).range(0, 1).density())}. Every method gives a new one.
 */
public final class Binning {
    private final long count;
    private final @Nullable String rule;
    private final @Nullable NDArray edges;
    private final double @Nullable [] range;
    private final @Nullable NDArray weights;
    private final boolean density;

    private Binning(
            long count,
            @Nullable String rule,
            @Nullable NDArray edges,
            double @Nullable [] range,
            @Nullable NDArray weights,
            boolean density) {
        this.count = count;
        this.rule = rule;
        this.edges = edges;
        this.range = range;
        this.weights = weights;
        this.density = density;
    }

    static Binning of(long count) {
        return new Binning(count, null, null, null, null, false);
    }

    static Binning by(String rule) {
        return new Binning(0, rule, null, null, null, false);
    }

    static Binning between(NDArray edges) {
        return new Binning(0, null, edges, null, null, false);
    }

    /** The lower edge of the first bin and the upper edge of the last; what is outside is not counted. Without it, from the smallest to the largest element. */
    public Binning range(double low, double high) {
        return new Binning(count, rule, edges, new double[] {low, high}, weights, density);
    }

    /** What each element counts, in an array of the shape of theirs. */
    public Binning weights(@Nullable NDArray each) {
        return new Binning(count, rule, edges, range, each, density);
    }

    /** Counts as a density, float64: the sum over the bins of density times width is 1. */
    public Binning density() {
        return density(true);
    }

    /** Whether counts are given as a density. */
    public Binning density(boolean asDensity) {
        return new Binning(count, rule, edges, range, weights, asDensity);
    }

    // ---- for the histograms

    long count() {
        return count;
    }

    @Nullable
    String rule() {
        return rule;
    }

    @Nullable
    NDArray edges() {
        return edges;
    }

    double @Nullable [] range() {
        return range;
    }

    @Nullable
    NDArray weights() {
        return weights;
    }

    boolean isDensity() {
        return density;
    }
}
