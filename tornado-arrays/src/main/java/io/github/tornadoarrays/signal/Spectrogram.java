package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.NDArray;

/**
 * How much of a signal is at which frequency, at one time after another.
 *
 * @param frequencies float64, as {@link Spectrum#frequencies}
 * @param times the middle of each segment; float64
 * @param values along the last axes, of frequencies and of times
 */
public record Spectrogram(NDArray frequencies, NDArray times, NDArray values) {}
