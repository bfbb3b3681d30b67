/** What SciPy's packages share; users don't see it. In: arrays. Out: new ones. */
@NullMarked
package io.github.tornadoarrays.scipy;

import org.jspecify.annotations.NullMarked;
