/**
 * Runs kernels on OpenCL devices, by Java's foreign function interface alone. In: kernels of {@code ir}, or OpenCL C. Out:
 * memory of the device with results.
 */
@NullMarked
package io.github.tornadoarrays.engine.opencl;

import org.jspecify.annotations.NullMarked;
