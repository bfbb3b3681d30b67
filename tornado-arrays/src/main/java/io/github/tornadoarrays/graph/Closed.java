package io.github.tornadoarrays.graph;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Origin;
import io.github.tornadoarrays.core.Shape;

/**
 * What a node has in the place of memory that was given back.
 *
 * @param how what was done
 * @param where the line that did it
 */
record Closed(DType dtype, Layout layout, String how, Origin where) implements Buffer {
    @Override
    public long length() {
        return 0;
    }

    /** What whoever asks for the elements is told. */
    ArrayException used() {
        return new ArrayException("the " + dtype + " array of shape " + Shape.text(layout.shape()) + " " + how + " at "
                + where + "; its elements, and those of its views, are gone");
    }
}
