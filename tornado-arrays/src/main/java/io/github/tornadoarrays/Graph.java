package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;

/**
 * What a stream was given, to be done again in one launch: on a CUDA device, where a launch costs more than what small kernels compute.
 *
 * <pre>{@code
 * Graph step = Graph.capture(stream, () -> {
 *     for (int i = 0; i < 20; i++) {
 *         x.muli(0.9).addi(y);
 *     }
 * });
 * step.launch();                           // again, with the same memory
 * }</pre>
 *
 * <p>It works on the memory that the action did: to give it new input, write to the arrays that it read ({@link NDArray#set}); what it
 * computed is in the arrays that it made. That memory stays until the graph is closed. The action may not read elements on the host or copy
 * from there, as that happens once.
 */
public final class Graph implements AutoCloseable {
    private final Stream stream;
    private final Engine.Graph graph;

    private Graph(Stream stream, Engine.Graph graph) {
        this.stream = stream;
        this.graph = graph;
    }

    /**
     * Records what an action puts into a stream, and does it once. What the action put there before it failed, if it did, is done too.
     *
     * @throws DeviceException if the device has no graphs, the stream is the device's own, or the action waits for the device
     */
    public static Graph capture(Stream stream, Runnable action) {
        return new Graph(stream, stream.engine().capture(stream.stream(), action));
    }

    /** Does it again, in the stream that it was recorded in. */
    public void launch() {
        launch(stream);
    }

    /**
     * Does it again, in a stream of the same device.
     *
     * @throws DeviceException if the stream is another device's, or the graph was closed
     */
    public void launch(Stream in) {
        graph.launch(in.stream());
    }

    /** How many launches and copies it has. */
    public int size() {
        return graph.size();
    }

    /** Ends the graph; its memory is the arrays' again. */
    @Override
    public void close() {
        graph.close();
    }
}
