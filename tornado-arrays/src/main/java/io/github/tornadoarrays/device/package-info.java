/**
 * The {@link io.github.tornadoarrays.engine.Library} of devices: kernels written in Java, which {@code lift} reads. In: buffers
 * of a device. Out: new ones. A kernel is written once, for {@code double}; {@code lift.Retype} makes it one of another type.
 */
package io.github.tornadoarrays.device;
