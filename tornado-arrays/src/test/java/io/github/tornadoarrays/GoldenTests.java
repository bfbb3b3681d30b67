package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * A test for each function of golden files. {@code -Dgolden=NAME,NAME} takes some of the files, {@code -Dgolden.part=2/5} every fifth function, from the
 * third on (a function's cases share what is compiled), {@code -Dgolden.shown=N} tells more than eight failures of a function, and with {@code -Dgolden.record=ENGINE} the results are added to the record
 * from which {@code docs/numpy-coverage.md} is made.
 */
final class GoldenTests {
    private static final String[] PART =
            System.getProperty("golden.part", "0/1").split("/");

    private GoldenTests() {}

    /** Whether all cases of all files are taken. */
    static boolean all() {
        return System.getProperty("golden") == null && wholeFiles();
    }

    /** Whether all functions of a file are taken. */
    static boolean wholeFiles() {
        return PART[1].equals("1");
    }

    /** @param check looks at the cases of one function */
    static Stream<DynamicNode> of(List<String> files, BiConsumer<GoldenFile, List<GoldenFile.Case>> check) {
        String only = System.getProperty("golden");
        return files.stream()
                .filter(f -> only == null || List.of(only.split(",")).contains(f))
                .map(name -> {
                    GoldenFile file = GoldenFile.read(name);
                    Map<String, List<GoldenFile.Case>> byFunction = new LinkedHashMap<>();
                    for (GoldenFile.Case c : file.cases()) {
                        byFunction
                                .computeIfAbsent(c.fn(), _ -> new ArrayList<>())
                                .add(c);
                    }
                    List<String> names = List.copyOf(byFunction.keySet());
                    int parts = Integer.parseInt(PART[1]);
                    Stream<DynamicNode> functions = IntStream.range(0, names.size())
                            .filter(i -> i % parts == Integer.parseInt(PART[0]))
                            .mapToObj(names::get)
                            .map(fn -> DynamicTest.dynamicTest(fn, () -> check.accept(file, byFunction.get(fn))));
                    DynamicNode inputs = DynamicTest.dynamicTest(
                            "inputs are as they were",
                            () -> assertThat(file.changed()).isEmpty());
                    return DynamicContainer.dynamicContainer(name, Stream.concat(functions, Stream.of(inputs)));
                });
    }

    /** Fails with what is wrong of a function, if anything is. */
    static void report(List<String> failures, int cases) {
        if (!failures.isEmpty()) {
            int shown = Integer.getInteger("golden.shown", 8);
            fail(failures.size() + " of " + cases + " cases\n  "
                    + String.join("\n  ", failures.subList(0, Math.min(shown, failures.size()))));
        }
    }
}
