package io.github.tornadoarrays.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.lift.Lift;
import io.github.tornadoarrays.lift.Lifted;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.KnownFaults;
import io.github.tornadoarrays.run.OnTornadoVm;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel of the {@link Corpus} on plain Java and on TornadoVM. */
@ExtendWith(KnownFaults.class)
class TornadoVmCorpusTest {
    /**
     * What products and sums that are contracted to fused multiply-adds may be off by, in proportion to what is summed; only the CUDA backend
     * does so.
     */
    private static final Entry.Tolerance CONTRACTED = new Entry.Tolerance(1e-5, 1e-6);

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
            assertThat(Values.difference(expected, got, tolerance(entry), entry.magnitudes(size, expected)))
                    .as("%s of size %d", entry, size)
                    .isNull();
        }
    }

    private static Entry.Tolerance tolerance(Entry entry) {
        boolean exact = entry.tolerance().equals(Entry.Tolerance.EXACT);
        return exact && OnTornadoVm.backend().equals("CUDA") ? CONTRACTED : entry.tolerance();
    }
}
