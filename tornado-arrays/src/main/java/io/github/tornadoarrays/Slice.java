package io.github.tornadoarrays;

import org.jspecify.annotations.Nullable;

/**
 * Python's {@code start:stop:step} along an axis. A missing bound (null) means the end that the step starts from or runs to;
 * negative bounds count from the end; bounds past an end are cut, as in NumPy.
 */
public record Slice(
        @Nullable Long start, @Nullable Long stop, @Nullable Long step) {

    /** {@code :} — the whole axis. */
    public static Slice all() {
        return new Slice(null, null, null);
    }

    /** {@code start:stop}. */
    public static Slice of(long start, long stop) {
        return new Slice(start, stop, null);
    }

    /** {@code start:stop:step}. */
    public static Slice of(long start, long stop, long step) {
        return new Slice(start, stop, step);
    }

    /** {@code start:}. */
    public static Slice from(long start) {
        return new Slice(start, null, null);
    }

    /** {@code :stop}. */
    public static Slice to(long stop) {
        return new Slice(null, stop, null);
    }

    /** {@code ::step}. */
    public static Slice every(long step) {
        return new Slice(null, null, step);
    }

    /** What a slice picks from an axis: {@code first, first+step, …}, {@code count} of them. */
    record Range(long first, long step, long count) {}

    Range on(long extent) {
        long by = step == null ? 1 : step;
        long low = by < 0 ? -1 : 0;
        long high = by < 0 ? extent - 1 : extent;
        long first = start == null ? (by < 0 ? high : low) : clamp(start, extent, low, high);
        long end = stop == null ? (by < 0 ? low : high) : clamp(stop, extent, low, high);
        long span = by < 0 ? first - end : end - first;
        // The step may be Long.MIN_VALUE, which has no absolute value.
        long count = span <= 0 ? 0 : 1 + Long.divideUnsigned(span - 1, by < 0 ? -by : by);
        return new Range(first, count <= 1 ? 1 : by, count);
    }

    private static long clamp(long at, long extent, long low, long high) {
        return Math.clamp(at < 0 ? at + extent : at, low, high);
    }

    /** Python's text. */
    @Override
    public String toString() {
        return (start == null ? "" : start) + ":" + (stop == null ? "" : stop) + (step == null ? "" : ":" + step);
    }
}
