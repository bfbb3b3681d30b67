package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.core.ArrayException;

/**
 * How a signal is cut into segments that are transformed, one by one: what SciPy's spectral functions take by name. {@code Segments.of(256).overlap(128).rate(44100)}.
 *
 * @param length elements of a segment; 0 for those of the signal, where it is one segment
 * @param overlap how many of them are the next one's too; -1 for what a function has by itself, mostly half of them
 * @param transform elements that are transformed, zeros behind the segment's; -1 for its length
 * @param window what segments are multiplied by, as {@link Windows#of} knows it, or {@code "tukey"} for one with a quarter of cosine; empty for what a function has by
 *     itself
 * @param rate elements in a unit of time
 * @param detrend what is taken from each: {@code "constant"}, {@code "linear"} or {@code "none"}; empty for what a function has by itself
 * @param density whether power is that of a unit of frequency; else that of each frequency
 */
public record Segments(
        int length, int overlap, int transform, String window, double rate, String detrend, boolean density) {
    /** @throws ArrayException if the segments overlap in whole, or are longer than what is transformed */
    public Segments {
        if (length < 0 || overlap >= length && length > 0 || transform >= 0 && transform < length || !(rate > 0)) {
            throw new ArrayException(
                    "Segments: " + length + " elements that overlap by " + overlap + ", transformed as "
                            + transform + ", at a rate of " + rate
                            + "; the overlap must be less, the transform not less, and the rate more than 0");
        }
    }

    /** Segments of a length, as a function has them otherwise. */
    public static Segments of(int length) {
        return new Segments(length, -1, -1, "", 1, "", true);
    }

    public Segments overlap(int elements) {
        return new Segments(length, elements, transform, window, rate, detrend, density);
    }

    public Segments transform(int elements) {
        return new Segments(length, overlap, elements, window, rate, detrend, density);
    }

    public Segments window(String name) {
        return new Segments(length, overlap, transform, name, rate, detrend, density);
    }

    public Segments rate(double elements) {
        return new Segments(length, overlap, transform, window, elements, detrend, density);
    }

    public Segments detrend(String what) {
        return new Segments(length, overlap, transform, window, rate, what, density);
    }

    /** Power of each frequency, not of a unit of frequency: SciPy's {@code scaling="spectrum"}. */
    public Segments spectrum() {
        return new Segments(length, overlap, transform, window, rate, detrend, false);
    }

    /** With what a function has by itself in the place of what is not said, for a signal of n elements. */
    Segments with(String window, int overlapPart, String detrend, long n) {
        int most = (int) (length == 0 ? n : Math.min(length, n));
        int common = overlap >= 0 ? overlap : overlapPart == 0 ? 0 : most / overlapPart;
        return new Segments(
                most,
                common,
                Math.max(transform, most),
                this.window.isEmpty() ? window : this.window,
                rate,
                this.detrend.isEmpty() ? detrend : this.detrend,
                density);
    }

    double[] weights() {
        return window.equals("tukey")
                ? Windows.tukey(length, 0.25, false).toDoubleArray()
                : Windows.values(window, length, false);
    }

    int step() {
        return length - overlap;
    }
}
