package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.NDArray;

/**
 * How much of a signal is at which frequency.
 *
 * @param frequencies float64, from 0 on; of complex signals those from 0 on, then the negative ones
 * @param power along the last axis
 */
public record Spectrum(NDArray frequencies, NDArray power) {}
