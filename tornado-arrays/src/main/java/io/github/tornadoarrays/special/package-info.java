/**
 * Special functions of numbers, as Java methods that every engine compiles. In: double. Out: double, with the accuracy that
 * {@code Special} states; infinities and NaN as SciPy has them.
 */
package io.github.tornadoarrays.special;
