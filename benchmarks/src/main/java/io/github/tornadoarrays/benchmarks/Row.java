package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.NDArray;
import java.util.List;
import java.util.function.Function;

/**
 * One line of the table: an operation on inputs, timed from the call until its elements are there.
 *
 * @param bar the ratio to reach: NumPy's time over ours
 * @param most the time to reach in milliseconds; infinite where only the ratio counts
 * @param batch calls timed together, more than one for what is too short for a clock
 * @param isStreaming whether the inputs are read and the result is written once, so that bytes a second mean something
 */
record Row(
        String name,
        double bar,
        double most,
        int batch,
        boolean isStreaming,
        Check check,
        List<Input> inputs,
        Function<NDArray[], NDArray> ours) {

    Row(String name, double bar, Check check, List<Input> inputs, Function<NDArray[], NDArray> ours) {
        this(name, bar, Double.POSITIVE_INFINITY, 1, true, check, inputs, ours);
    }

    Row small(double mostMs) {
        return new Row(name, bar, mostMs, 1000, false, check, inputs, ours);
    }

    Row notStreaming() {
        return new Row(name, bar, most, batch, false, check, inputs, ours);
    }

    NDArray[] make() {
        return inputs.stream().map(Input::make).toArray(NDArray[]::new);
    }

    NDArray call(NDArray[] arrays) {
        return ours.apply(arrays).eval();
    }

    /** The row with so many calls timed together at least. */
    Row batched(int calls) {
        return new Row(name, bar, most, Math.max(batch, calls), isStreaming, check, inputs, ours);
    }
}
