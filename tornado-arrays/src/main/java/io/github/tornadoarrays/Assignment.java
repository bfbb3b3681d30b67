package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Lifetime;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.Realizer;
import io.github.tornadoarrays.run.Release;
import java.util.Arrays;
import java.util.List;

/** Writing through an index: {@link NDArray#set(Object, Object...)} and its relatives. */
final class Assignment {
    private Assignment() {}

    static void set(NDArray x, Object value, Object... index) {
        boolean isMade = !(value instanceof NDArray || value instanceof Number || value instanceof Boolean);
        if (!isMade || x.place() == null || x.place() == Place.HOST) {
            write(x, value, index);
            return;
        }
        // what the value becomes on the device is nobody's afterwards
        Lifetime temporary = Lifetime.begin();
        try {
            write(x, value, index);
        } finally {
            Release.end(temporary);
        }
    }

    private static void write(NDArray x, Object value, Object... index) {
        checkWritable("set", x);
        List<Object> items = Indexing.items("set", x, index);
        NDArray v = new NDArray(Fill.node("set", x.dtype(), value, x.place()));
        if (items.size() == 1 && items.get(0) instanceof NDArray m && m.dtype().isBool() && m.ndim() > 0) {
            Indexing.checkMask("set", m, x.layout().shape(), 0);
            long[] rest = Arrays.copyOfRange(x.layout().shape(), m.ndim(), x.ndim());
            if (v.size() == 1 && v.ndim() <= rest.length + 1) {
                v = v.view(new Layout(Shape.SCALAR, Shape.SCALAR, v.layout().offset()));
            }
            if (v.ndim() <= rest.length) {
                whereTrue(x, m, fit("set", v, rest));
                return;
            }
        }
        Indexing.Selection s = Indexing.select("set", x, items);
        if (s.isBasic()) {
            Node n = fit("set", v, s.rest().shape()).node();
            x.view(s.rest()).assign(() -> n);
        } else {
            scatter("set", x, s, v);
        }
    }

    /** Refuses arrays whose elements share memory with each other. */
    static void checkWritable(String op, NDArray x) {
        if (x.layout().isBroadcast()) {
            throw new ShapeException(
                    op + ": the array of shape " + Shape.text(x.layout().shape())
                            + " is a broadcast view, in which several indices name one element; write to a copy");
        }
    }

    /** The value as a view of a shape; extents of 1 in front that the shape lacks are left out. */
    static NDArray fit(String op, NDArray value, long[] shape) {
        NDArray v = value;
        while (v.ndim() > shape.length && v.shape(0) == 1) {
            v = v.view(v.layout().squeeze(0));
        }
        long[] from = v.layout().shape();
        boolean fits = from.length <= shape.length;
        for (int i = 0; fits && i < from.length; i++) {
            fits = from[i] == 1 || from[i] == shape[shape.length - from.length + i];
        }
        if (!fits) {
            throw new ShapeException(
                    op + ": a value of shape " + Shape.text(value.layout().shape())
                            + " does not broadcast to the shape written to, " + Shape.text(shape)
                            + "; trailing extents must be equal or 1");
        }
        return v.view(v.layout().broadcastTo(shape));
    }

    private static void whereTrue(NDArray x, NDArray mask, NDArray value) {
        Layout l = mask.layout();
        for (int i = mask.ndim(); i < x.ndim(); i++) {
            l = l.expand(i);
        }
        Node condition = mask.view(l).node();
        Node v = value.node();
        x.assign(() -> Graph.where(condition, v, x.node(), x.dtype()));
    }

    /** Writes where arrays of positions say; of two values for one place, the last stays. */
    static void scatter(String op, NDArray x, Indexing.Selection s, NDArray value) {
        NDArray v = fit(op, value, s.shape(op));
        if (x.isPart()) {
            NDArray whole = x.whole();
            Node n = x.wholeOf(v.node(), s.gather(whole).node());
            scatter(op, whole, s, new NDArray(n));
            return;
        }
        v = v.view(v.layout().permute(s.leadFirst(s.lead(op).length)));
        if (v.size() == 0) {
            return;
        }
        Graph.together(op, x.base(), v.base());
        NDArray at = s.places(op);
        Graph.together(op, x.base(), at.base());
        Engine engine = Engines.at(x.place());
        Buffer places = Realizer.realize(at.base(), engine);
        Buffer values = Realizer.realize(Graph.copy(v.node()), engine);
        Layout rest = new Layout(s.rest().shape(), s.rest().strides(), 0);
        Engines.library(engine.memory()).put(x.writable(), places, Shape.size(s.lead(op)), rest, values);
        Engines.release(values);
    }
}
