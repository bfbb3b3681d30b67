package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;

/** Parts along the last axis. */
final class Lines {
    private Lines() {}

    /** The elements from one to before another, a view. */
    static NDArray part(NDArray x, long from, long to) {
        return x.get(Np.ellipsis, Slice.of(from, to));
    }

    /** The element at a place, without the axis. */
    static NDArray at(NDArray x, long i) {
        return x.get(Np.ellipsis, i);
    }
}
