package io.github.tornadoarrays.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.lift.Lift;
import io.github.tornadoarrays.lift.Lifted;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.KnownFaults;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel of the {@link Corpus} on plain Java and on TornadoVM. */
@ExtendWith(KnownFaults.class)
class TornadoVmCorpusTest {
    static List<Entry> entries() {
        return Corpus.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void corpus(Entry entry) {
        Engine engine = Engines.named("test", "tornado:0");
        Lifted lifted = Lift.method(entry.method(), false);
        for (int size : entry.sizes()) {
            Object[] expected = entry.arguments(size);
            Object[] got = entry.arguments(size);
            entry.runPlain(expected);
            Direct.run(
                    engine,
                    lifted,
                    entry.launch() == null ? null : entry.launch().apply(size),
                    got);
            assertThat(Values.difference(expected, got, entry.tolerance()))
                    .as("%s of size %d", entry, size)
                    .isNull();
        }
    }
}
