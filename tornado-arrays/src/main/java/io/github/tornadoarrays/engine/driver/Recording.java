package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import java.util.IdentityHashMap;
import java.util.Map;

/** What a stream that records a graph was given: the buffers that it reads and writes, which stay as long as the graph. */
final class Recording implements Engine.Graph {
    private final DriverEngine engine;
    private final Streams streams;

    /** Each buffer, and whether it is written. */
    private final Map<DriverBuffer, Boolean> buffers = new IdentityHashMap<>();

    private Streams.Graph graph = Streams.Graph.NONE;

    private Recording(DriverEngine engine, Streams streams) {
        this.engine = engine;
        this.streams = streams;
    }

    /** Records what an action puts into a stream, and does it once, also where the action fails. */
    static Recording of(DriverEngine engine, Streams streams, DriverStream stream, Runnable action) {
        Recording r = new Recording(engine, streams);
        try {
            r.record(stream, action);
        } catch (RuntimeException | Error e) {
            stream.finish();
            r.close();
            throw e;
        }
        return r;
    }

    private void record(DriverStream stream, Runnable action) {
        streams.calls().beginCapture(stream.handle());
        stream.recordInto(this);
        try (Engine.Scope _ = stream.use()) {
            action.run();
        } finally {
            stream.recordInto(null);
            graph = streams.calls().endCapture(stream.handle());
            launch(stream);
        }
    }

    void use(DriverBuffer buffer, boolean written) {
        if (buffers.put(buffer, written || buffers.getOrDefault(buffer, false)) == null) {
            buffer.hold();
        }
    }

    @Override
    public synchronized void launch(Engine.Stream stream) {
        if (graph == Streams.Graph.NONE) {
            throw new DeviceException("Graph.launch: the graph was closed; capture it again");
        }
        if (!(stream instanceof DriverStream s) || !s.isOf(streams)) {
            throw new DeviceException("Graph.launch: the stream is of another device than " + engine.name()
                    + ", where the graph was captured; give one of its streams");
        }
        streams.checkWaits("Graph.launch");
        buffers.forEach((buffer, written) -> {
            if (written) {
                buffer.change();
            }
            buffer.memory().use(s, written);
        });
        streams.calls().launch(graph.handle(), s.handle());
    }

    @Override
    public int size() {
        return graph.nodes();
    }

    @Override
    public synchronized void close() {
        if (graph != Streams.Graph.NONE) {
            streams.calls().destroyGraph(graph.handle());
            graph = Streams.Graph.NONE;
        }
        buffers.keySet().forEach(b -> b.letGo(engine));
        buffers.clear();
    }
}
