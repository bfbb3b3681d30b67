/**
 * CUDA's driver interface under NVIDIA's names, for those who want what arrays and kernels do not offer: {@link
 * io.github.tornadoarrays.cuda.Driver}. The engine of the cards calls the same functions.
 */
@NullMarked
package io.github.tornadoarrays.cuda;

import org.jspecify.annotations.NullMarked;
