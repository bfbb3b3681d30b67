/**
 * Reads the bytecode of Java methods. In: a static method, with the loops that it says are parallel. Out: kernels in
 * {@code ir}, or the reason why it can't be one, with class, method and line.
 */
package io.github.tornadoarrays.lift;
