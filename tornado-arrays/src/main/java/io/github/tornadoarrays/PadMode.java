package io.github.tornadoarrays;

import org.jspecify.annotations.Nullable;

/**
 * How elements around an array are made, with NumPy's keyword arguments of {@code pad}.
 *
 * @param mode as of {@link Np#pad(NDArray, long[][], String)}, or {@code "empty"} (anything), {@code "linear_ramp"} (down to a value at the
 *     end), {@code "maximum"}, {@code "minimum"}, {@code "mean"}, {@code "median"} (of the elements along the axis)
 * @param statLength how many elements at each end count for a statistic; null for all
 * @param endValue what a ramp ends at
 * @param odd whether a mirrored part is also turned over its edge: twice the edge less the element
 */
public record PadMode(String mode, @Nullable Long statLength, double endValue, boolean odd) {

    /** A mode, of all elements, with ramps to 0, mirrored evenly. */
    public static PadMode of(String mode) {
        return new PadMode(mode, null, 0, false);
    }

    public PadMode withStatLength(long length) {
        return new PadMode(mode, length, endValue, odd);
    }

    public PadMode withEndValue(double value) {
        return new PadMode(mode, statLength, value, odd);
    }

    public PadMode withOdd(boolean turned) {
        return new PadMode(mode, statLength, endValue, turned);
    }
}
