package io.github.tornadoarrays.tornadovm;

/**
 * What kernels call for an operation that is not one bytecode, as {@code emit.jvm.Scalar} has it for the JVM, made of what TornadoVM's
 * compilers translate rightly. They have no unsigned division, no comparison of unsigned numbers, and take an unsigned shift for a signed one,
 * so these are written out here. Those that {@link Calls} knows by name are on a device the functions of its language; what is written here
 * says what they give.
 */
public final class VmMath extends VmAtomics {
    private VmMath() {}
}
