/**
 * The kernel language in the middle: loops over buffers of scalars. Shapes, views and complex numbers are gone here; what
 * machine runs it is not known yet. In: kernels from {@code fuse} (and, for Java methods, {@code lift}). Out: the same,
 * improved by {@code opt}, to {@code emit} and to the reference interpreter.
 */
package io.github.tornadoarrays.ir;
