/**
 * The oracle: kernels interpreted statement by statement on one thread, with nothing shared with the engines that compile
 * them. In: a kernel, its buffers and scalars. Out: the buffers, written.
 */
package io.github.tornadoarrays.engine.reference;
