/**
 * What an engine is to the rest: something that allocates memory, compiles kernels and launches them. In: kernels of {@code
 * ir}. Out: memory with results.
 */
package io.github.tornadoarrays.engine;
