/**
 * SciPy's {@code signal} under its own names, on the public arrays and on Java methods as kernels alone, so that it runs wherever the
 * arrays are. In: arrays. Out: new ones.
 */
@NullMarked
package io.github.tornadoarrays.signal;

import org.jspecify.annotations.NullMarked;
