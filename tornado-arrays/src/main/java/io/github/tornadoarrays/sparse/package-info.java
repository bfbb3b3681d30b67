/**
 * SciPy's {@code sparse} under its own names: matrices of which only some elements are kept, on the public arrays and on Java methods as
 * kernels alone, so that they are wherever their arrays are. In: arrays. Out: matrices and arrays.
 */
@NullMarked
package io.github.tornadoarrays.sparse;

import org.jspecify.annotations.NullMarked;
