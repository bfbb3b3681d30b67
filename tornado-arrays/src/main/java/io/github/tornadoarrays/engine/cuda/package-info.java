/**
 * Runs kernels on NVIDIA's graphics cards: the CUDA driver interface and NVRTC by Java's foreign function interface alone. In: kernels
 * of {@code ir}, or CUDA C++. Out: memory of the card with results.
 */
@NullMarked
package io.github.tornadoarrays.engine.cuda;

import org.jspecify.annotations.NullMarked;
