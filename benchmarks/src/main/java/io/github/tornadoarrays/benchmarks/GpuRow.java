package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.NDArray;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One line of the GPU's table.
 *
 * @param bytes that have to move: each input is read once, the result is written once; NaN where that is no measure
 * @param calls that are timed, each alone and by the host's clock; 0 where as many as fill a batch are, by the device's
 * @param ours makes of inputs what is called
 */
record GpuRow(
        String name,
        Bar bar,
        double bytes,
        int calls,
        List<Input> inputs,
        Function<NDArray[], Supplier<Object>> ours,
        Reference reference) {

    /** A row whose result is an array. */
    GpuRow(
            String name,
            Bar bar,
            double bytes,
            List<Input> inputs,
            Function<NDArray[], NDArray> ours,
            Reference reference) {
        this(name, bar, bytes, 0, inputs, a -> () -> ours.apply(a).eval(), reference);
    }
}
