package io.github.tornadoarrays.engine.cuda;

import static io.github.tornadoarrays.cuda.Driver.cuEventCreate;
import static io.github.tornadoarrays.cuda.Driver.cuEventDestroy;
import static io.github.tornadoarrays.cuda.Driver.cuEventElapsedTime;
import static io.github.tornadoarrays.cuda.Driver.cuEventQuery;
import static io.github.tornadoarrays.cuda.Driver.cuEventRecord;
import static io.github.tornadoarrays.cuda.Driver.cuEventSynchronize;
import static io.github.tornadoarrays.cuda.Driver.cuGraphDestroy;
import static io.github.tornadoarrays.cuda.Driver.cuGraphExecDestroy;
import static io.github.tornadoarrays.cuda.Driver.cuGraphGetNodes;
import static io.github.tornadoarrays.cuda.Driver.cuGraphInstantiate;
import static io.github.tornadoarrays.cuda.Driver.cuGraphLaunch;
import static io.github.tornadoarrays.cuda.Driver.cuStreamBeginCapture;
import static io.github.tornadoarrays.cuda.Driver.cuStreamCreateWithPriority;
import static io.github.tornadoarrays.cuda.Driver.cuStreamDestroy;
import static io.github.tornadoarrays.cuda.Driver.cuStreamEndCapture;
import static io.github.tornadoarrays.cuda.Driver.cuStreamQuery;
import static io.github.tornadoarrays.cuda.Driver.cuStreamSynchronize;
import static io.github.tornadoarrays.cuda.Driver.cuStreamWaitEvent;

import io.github.tornadoarrays.cuda.CudaException;
import io.github.tornadoarrays.engine.driver.Streams;
import java.util.function.Supplier;

/** Streams, events and graphs of a card. */
record CudaStreams(CudaDriver driver) implements Streams.Calls {
    private static final int STREAM_NON_BLOCKING = 1;

    /** What is recorded may allocate memory and load programs, which other streams do. */
    private static final int CAPTURE_RELAXED = 2;

    private <T> T in(Supplier<T> call) {
        driver.enter();
        try {
            return call.get();
        } catch (CudaException e) {
            throw driver.failure(e, "");
        }
    }

    private void run(Runnable call) {
        driver.enter();
        try {
            call.run();
        } catch (CudaException e) {
            throw driver.failure(e, "");
        }
    }

    @Override
    public long create(int priority) {
        return in(() -> cuStreamCreateWithPriority(STREAM_NON_BLOCKING, priority));
    }

    @Override
    public void destroy(long stream) {
        run(() -> cuStreamDestroy(stream));
    }

    @Override
    public void finish(long stream) {
        run(() -> cuStreamSynchronize(stream));
    }

    @Override
    public boolean isDone(long stream) {
        return in(() -> cuStreamQuery(stream));
    }

    @Override
    public void follow(long stream, long other) {
        driver.follow(stream, driver, other);
    }

    @Override
    public long event(long stream) {
        return in(() -> {
            long event = cuEventCreate(0);
            cuEventRecord(event, stream);
            return event;
        });
    }

    @Override
    public void await(long stream, long event) {
        run(() -> cuStreamWaitEvent(stream, event, 0));
    }

    @Override
    public void await(long event) {
        run(() -> cuEventSynchronize(event));
    }

    @Override
    public boolean isReached(long event) {
        return in(() -> cuEventQuery(event));
    }

    @Override
    public double milliseconds(long from, long to) {
        return in(() -> (double) cuEventElapsedTime(from, to));
    }

    @Override
    public void destroyEvent(long event) {
        run(() -> cuEventDestroy(event));
    }

    @Override
    public void beginCapture(long stream) {
        run(() -> cuStreamBeginCapture(stream, CAPTURE_RELAXED));
    }

    @Override
    public Streams.Graph endCapture(long stream) {
        return in(() -> {
            long graph = cuStreamEndCapture(stream);
            try {
                return new Streams.Graph(cuGraphInstantiate(graph, 0), cuGraphGetNodes(graph));
            } finally {
                cuGraphDestroy(graph);
            }
        });
    }

    @Override
    public void launch(long graph, long stream) {
        run(() -> cuGraphLaunch(graph, stream));
    }

    @Override
    public void destroyGraph(long graph) {
        run(() -> cuGraphExecDestroy(graph));
    }
}
