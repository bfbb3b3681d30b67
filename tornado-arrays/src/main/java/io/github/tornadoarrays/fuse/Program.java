package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Kernel;
import java.util.List;

/**
 * What computes one node: kernels in order, and where their arguments come from.
 *
 * @param steps the kernels
 * @param leaves the nodes in memory that are read: leaves, and views of leaves
 * @param constants the constant nodes whose numbers are arguments
 * @param temporaries memory between the kernels
 */
public record Program(List<Step> steps, List<Node> leaves, List<Node> constants, List<Temporary> temporaries) {

    /** Memory that one kernel writes and a later one reads. */
    public record Temporary(DType dtype, long length) {}

    /**
     * A kernel with its arguments.
     *
     * @param grid iterations of the kernel's grid loop
     * @param lanes iterations of its lanes loop
     * @param divisible whether the lanes loop may be divided among workers (no fold was made outside of it)
     * @param strided whether lanes lie far apart in memory, so that neighbours in the grid share their cache lines
     * @param cost rough nanoseconds an iteration of grid and lanes takes on one core
     * @param bytes what must move: each input read once, each output written once
     * @param operations arithmetic operations in all
     */
    public record Step(
            Kernel kernel,
            List<BufferArg> buffers,
            List<ScalarArg> scalars,
            long grid,
            long lanes,
            boolean divisible,
            boolean strided,
            double cost,
            long bytes,
            long operations) {}

    /** Where a buffer argument comes from. */
    public sealed interface BufferArg {
        record Leaf(int index) implements BufferArg {}

        record Result() implements BufferArg {}

        record Temp(int index) implements BufferArg {}
    }

    /** Where a scalar argument comes from. */
    public sealed interface ScalarArg {
        record Fixed(long value) implements ScalarArg {}

        /** A place in a leaf: the offset of its layout, times the values an element has, and more. */
        record Offset(int leaf, long more) implements ScalarArg {}

        /** The result's offset, times the values an element has, and more. */
        record ResultOffset(long more) implements ScalarArg {}

        /** A constant's number, or its imaginary part. */
        record Constant(int index, int part) implements ScalarArg {}
    }
}
