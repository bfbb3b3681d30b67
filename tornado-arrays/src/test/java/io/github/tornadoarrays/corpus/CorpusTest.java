package io.github.tornadoarrays.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.lift.Lift;
import io.github.tornadoarrays.lift.Lifted;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel of the {@link Corpus} on every engine, beside plain Java. */
class CorpusTest {
    static List<Entry> entries() {
        return Corpus.entries();
    }

    @Test
    void thereAreEnough() {
        assertThat(entries().size()).isGreaterThanOrEqualTo(32);
        assertThat(entries().stream().map(Entry::name)).doesNotHaveDuplicates();
    }

    /** What the engines are compared with does something, and is always the same. */
    @ParameterizedTest
    @MethodSource("entries")
    void plainJava(Entry entry) {
        int size = entry.sizes().getLast();
        Object[] before = entry.arguments(size);
        Object[] once = Values.copy(before);
        Object[] again = entry.arguments(size);
        entry.runPlain(once);
        entry.runPlain(again);
        assertThat(Values.difference(once, again, Entry.Tolerance.EXACT)).isNull();
        assertThat(Values.difference(before, once, Entry.Tolerance.EXACT))
                .as("what it writes")
                .isNotNull();
    }

    static Stream<Arguments> entriesOnEngines() {
        return Machines.names().stream().flatMap(m -> entries().stream().map(e -> arguments(m, e)));
    }

    @ParameterizedTest
    @MethodSource("entriesOnEngines")
    void engines(String machine, Entry entry) {
        Engine engine = Machines.named(machine);
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
                    .as(
                            "%s of size %d on %s%n%s",
                            entry,
                            size,
                            machine,
                            lifted.kernels().stream().map(Printer::print).toList())
                    .isNull();
        }
    }

    /** The kernels do what their names say, where the JDK or a formula knows that. */
    @Test
    void knownAnswers() {
        byte[] data = new byte[64];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 37);
        }
        int[] crc = new int[1];
        Whole.crc32(data, data.length, crc);
        CRC32 expected = new CRC32();
        expected.update(data);
        assertThat(Integer.toUnsignedLong(crc[0])).isEqualTo(expected.getValue());

        boolean[] prime = new boolean[100];
        Whole.primes(prime);
        assertThat(Stream.iterate(0, i -> i + 1).limit(100).filter(i -> prime[i]))
                .hasSize(25);

        int[] distance = new int[1];
        Whole.levenshtein(
                "kitten".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "sitting".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                7,
                distance);
        assertThat(distance[0]).isEqualTo(3);

        long[] hits = new long[1];
        Accumulations.pi(12, 100_000, hits);
        assertThat(4.0 * hits[0] / 100_000).isBetween(3.12, 3.16);
    }
}
