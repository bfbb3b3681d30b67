/**
 * The {@link io.github.tornadoarrays.engine.Library} of NVIDIA's cards. In: buffers of a card. Out: new ones. Its kernels are in CUDA
 * C++, a file for each idea beside this package's classes in the jar, compiled for one type at a time; what has no faster kernel here is
 * left to the library of all devices.
 */
package io.github.tornadoarrays.device.cuda;
