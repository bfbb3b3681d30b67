/**
 * Arrays in files: NumPy's {@code .npy} and {@code .npz}, and images. In: paths, streams, bytes. Out: elements in the
 * host's memory with their layout, and the way back. A failing disk is an {@link java.io.UncheckedIOException}, a file
 * that is not what it should be a {@link io.github.tornadoarrays.core.DataFormatException}.
 */
package io.github.tornadoarrays.io;
