package io.github.tornadoarrays.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel of the {@link Corpus} as users run it: with Java arrays, with arrays of the library, and as plain Java. */
class KernelCorpusTest {
    static Stream<Arguments> entriesOnDevices() {
        return Machines.names().stream().flatMap(m -> Corpus.entries().stream().map(e -> arguments(m, e)));
    }

    static List<Entry> entries() {
        return Corpus.entries();
    }

    private static int size(Entry entry) {
        return entry.sizes().get(entry.sizes().size() / 2);
    }

    private static Kernel.Launch launch(Kernel kernel, Entry entry, int size) {
        Entry.Launch l = entry.launch().apply(size);
        return kernel.items(longs(l.global())).block(longs(l.local()));
    }

    private static long[] longs(List<Long> of) {
        return of.stream().mapToLong(x -> x).toArray();
    }

    @ParameterizedTest
    @MethodSource("entriesOnDevices")
    void javaArrays(String machine, Entry entry) {
        Machines.named(machine);
        int size = size(entry);
        Object[] expected = entry.arguments(size);
        Object[] got = entry.arguments(size);
        entry.runPlain(expected);
        try (Device.Use _ = Device.use(machine)) {
            run(entry, size, got);
        }
        assertThat(Values.difference(expected, got, entry.tolerance())).isNull();
    }

    /** Arrays of one axis are given as every second element of a longer one, those of two transposed. */
    @ParameterizedTest
    @MethodSource("entriesOnDevices")
    void views(String machine, Entry entry) {
        Machines.named(machine);
        int size = size(entry);
        Object[] expected = entry.arguments(size);
        Object[] got = entry.arguments(size);
        entry.runPlain(expected);
        try (Device.Use _ = Device.use(machine)) {
            Object[] given = got.clone();
            for (int i = 0; i < given.length; i++) {
                if (given[i].getClass().isArray() && !(given[i] instanceof char[])) {
                    given[i] = view(Np.asarray(given[i]));
                }
            }
            run(entry, size, given);
            for (int i = 0; i < given.length; i++) {
                if (given[i] instanceof NDArray x) {
                    got[i] = x.toNested();
                }
            }
        }
        assertThat(Values.difference(expected, got, entry.tolerance())).isNull();
    }

    private static NDArray view(NDArray x) {
        if (x.ndim() == 2) {
            return x.T().copy().T();
        }
        NDArray wide = Np.zeros(x.dtype(), 2 * x.size());
        wide.set("::2", x);
        return wide.get("::2");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void asJava(Entry entry) {
        int size = size(entry);
        Object[] expected = entry.arguments(size);
        Object[] got = entry.arguments(size);
        entry.runPlain(expected);
        Kernel kernel = Kernel.of(entry.method());
        (entry.launch() == null ? kernel.asJava() : launch(kernel, entry, size).asJava()).run(got);
        assertThat(Values.difference(expected, got, entry.tolerance())).isNull();
    }

    private static void run(Entry entry, int size, Object[] args) {
        Kernel kernel = Kernel.of(entry.method());
        if (entry.launch() == null) {
            kernel.run(args);
        } else {
            launch(kernel, entry, size).run(args);
        }
    }
}
