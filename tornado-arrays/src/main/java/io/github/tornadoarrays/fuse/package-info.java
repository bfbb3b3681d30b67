/**
 * From lazy nodes to kernels. {@link io.github.tornadoarrays.fuse.Trace} writes a node as one expression over loop
 * variables, {@link io.github.tornadoarrays.fuse.Collapse} merges neighbouring loops, {@link
 * io.github.tornadoarrays.fuse.Lower} gives it loops. What does not fit in one kernel is cut: a {@link
 * io.github.tornadoarrays.fuse.Cut} names the node to compute first. In: a node. Out: kernels with the values of their
 * arguments.
 */
package io.github.tornadoarrays.fuse;
