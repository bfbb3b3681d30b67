/**
 * Kernels as C. In: kernels of work items, from {@code opt}. Out: the text of a kernel in one dialect of C, with what must be
 * known to launch it.
 */
package io.github.tornadoarrays.emit.c;
