/**
 * Passes over kernels, one a file. In: kernels. Out: kernels that mean the same and suit the machine better. {@link
 * io.github.tornadoarrays.opt.Passes} is the list of them.
 */
package io.github.tornadoarrays.opt;
