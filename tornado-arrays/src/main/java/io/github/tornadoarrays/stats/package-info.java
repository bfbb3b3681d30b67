/** The part of SciPy's {@code stats} that most people use, under its own names, on the public arrays alone. In: arrays. Out: new ones. */
@NullMarked
package io.github.tornadoarrays.stats;

import org.jspecify.annotations.NullMarked;
