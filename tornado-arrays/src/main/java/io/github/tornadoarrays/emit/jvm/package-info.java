/** From kernels to JVM bytecode, one hidden class a kernel. In: kernels after the JVM's passes. Out: {@link io.github.tornadoarrays.emit.jvm.JvmKernel}s. */
package io.github.tornadoarrays.emit.jvm;
