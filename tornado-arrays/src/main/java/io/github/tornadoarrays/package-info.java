/** NumPy-like arrays: {@link io.github.tornadoarrays.Np} has NumPy's functions, {@link io.github.tornadoarrays.NDArray} is the array. */
package io.github.tornadoarrays;
