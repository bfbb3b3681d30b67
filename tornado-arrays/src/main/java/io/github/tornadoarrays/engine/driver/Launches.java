package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.engine.Engine;
import org.jspecify.annotations.Nullable;

/** A device's sequence of launches, for the calling thread's stream. It ends when it is unreachable. */
final class Launches implements Engine.Sequence {
    private final DriverEngine engine;
    private final Driver.Sequence sequence;
    private final Streams streams;

    private Launches(DriverEngine engine, Driver.Sequence sequence, Streams streams) {
        this.engine = engine;
        this.sequence = sequence;
        this.streams = streams;
        DriverEngine.CLEANER.register(this, sequence::destroy);
    }

    /** A new one; null where the device has none. */
    static @Nullable Launches of(DriverEngine engine) {
        DriverEngine.Started s = engine.started();
        Streams streams = s.streams();
        if (streams == null) {
            return null;
        }
        Driver.Sequence sequence = s.driver().sequence();
        return sequence == null ? null : new Launches(engine, sequence, streams);
    }

    @Override
    public void set(int index, Runnable launch) {
        Answers answers = engine.answers();
        if (answers == null) {
            sequence.set(index, launch);
        } else {
            answers.withoutAnswers(() -> sequence.set(index, launch));
        }
    }

    @Override
    public int size() {
        return sequence.size();
    }

    @Override
    public boolean isUsable() {
        return !engine.records();
    }

    @Override
    public void launch(Buffer[] own) {
        for (Buffer b : own) {
            engine.order(engine.own(b), true);
        }
        sequence.launch(streams.current().handle());
    }
}
