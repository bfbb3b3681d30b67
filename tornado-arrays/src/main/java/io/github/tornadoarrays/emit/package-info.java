/** From kernels to what a machine's compiler takes. In: kernels. Out: text or bytecode. */
package io.github.tornadoarrays.emit;
