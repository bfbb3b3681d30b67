/** SciPy's {@code spatial.distance} under its own names, on the public arrays alone. In: arrays. Out: new ones. */
@NullMarked
package io.github.tornadoarrays.spatial;

import org.jspecify.annotations.NullMarked;
