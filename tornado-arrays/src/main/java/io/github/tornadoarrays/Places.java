package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import org.jspecify.annotations.Nullable;

/** Where arrays go that are made from something else than arrays. */
final class Places {
    private Places() {}

    /** Where the user's new arrays go. */
    static Place current() {
        return Engines.current().memory();
    }

    /** A new array of the user's, whose elements could be made anywhere. */
    static NDArray created(Node node) {
        return new NDArray(node.at(current()));
    }

    /** The same elements where others are. */
    static Buffer at(@Nullable Place place, HostBuffer elements) {
        return Engines.moved(elements, Engines.at(place));
    }

    /** An array of a place with the same elements: the array itself where it is there, or could be anywhere. */
    static NDArray moved(NDArray x, @Nullable Place place) {
        return place == null || x.place() == null || x.place() == place
                ? x
                : array(place, x.dtype(), x.layout().shape(), x.contiguous());
    }

    /** An array of a place, with elements that were computed on the host. */
    static NDArray array(@Nullable Place place, DType dtype, long[] shape, HostBuffer elements) {
        return new NDArray(Node.leaf(dtype, shape, at(place, elements)));
    }
}
