/** Apache Arrow's vectors as arrays, and arrays as vectors. */
@org.jspecify.annotations.NullMarked
package io.github.tornadoarrays.arrow;
