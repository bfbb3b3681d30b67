package io.github.tornadoarrays.engine;

import io.github.tornadoarrays.core.DeviceException;

/** The only stream of a machine. On the host all is done when a call returns; of another machine, events wait for it. */
record HostStream(Engine engine) implements Engine.Stream {
    private record HostEvent(Engine engine, long nanos) implements Engine.Event {
        @Override
        public void await() {}

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public double millisecondsSince(Engine.Event earlier) {
            if (earlier instanceof HostEvent e) {
                return (nanos - e.nanos) / 1e6;
            }
            throw new DeviceException("Event.elapsedTime: one event is of " + engine.name()
                    + " and the other of another machine; record both on one");
        }
    }

    @Override
    public Engine.Scope use() {
        return () -> {};
    }

    @Override
    public void finish() {
        engine.finish();
    }

    @Override
    public boolean isDone() {
        engine.finish();
        return true;
    }

    @Override
    public Engine.Event record() {
        engine.finish();
        return new HostEvent(engine, System.nanoTime());
    }

    @Override
    public void waitFor(Engine.Event event) {
        event.await();
    }

    @Override
    public void close() {
        engine.finish();
    }
}
