package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.run.Engines;

/** The least and the most of integers, at least one; of those on a device two numbers are copied and not all. */
record Extremes(long least, long most) {
    static Extremes of(String op, NDArray x) {
        Buffer there = x.inOrder();
        long[] found = Engines.library(there.place()).extremes(there);
        return found != null
                ? new Extremes(found[0], found[1])
                : new Extremes(ToJava.integer(op, Np.min(x)), ToJava.integer(op, Np.max(x)));
    }
}
