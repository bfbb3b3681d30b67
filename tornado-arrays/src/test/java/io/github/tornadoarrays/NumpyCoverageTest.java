package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each name of NumPy, the array API standard and the parts of SciPy is there, has a reason to be left out, or is still to come; the
 * tables under {@code src/test/resources/names} say so. {@code docs/numpy-coverage.md} is what comes of them and of the golden cases;
 * {@code -Dcoverage.update=true} writes it anew.
 */
class NumpyCoverageTest {
    private static final Path NAMES = Path.of("src", "test", "resources", "names");
    private static final String ROOT = "io.github.tornadoarrays.";

    /** Where the names of a namespace are looked for; of all others, in {@link Np}. */
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("numpy.linalg", "Linalg"),
            Map.entry("numpy.fft", "Fft"),
            Map.entry("numpy.random.Generator", "Random"),
            Map.entry("numpy.ndarray", "NDArray"),
            Map.entry("numpy.polynomial.Polynomial", "Polynomial"),
            Map.entry("array.attribute", "NDArray"),
            Map.entry("array.method", "NDArray"),
            Map.entry("array.operator/dunder", "NDArray"),
            Map.entry("extension.fft", "Fft"),
            Map.entry("extension.linalg", "Linalg"),
            Map.entry("scipy.special", "Special"),
            Map.entry("scipy.ndimage", "ndimage.Ndimage"),
            Map.entry("scipy.signal", "signal.Signal"),
            Map.entry("scipy.signal.windows", "signal.Windows"),
            Map.entry("scipy.spatial.distance", "spatial.Distance"),
            Map.entry("scipy.stats", "stats.Stats"),
            Map.entry("scipy.sparse", "sparse.Sparse"),
            Map.entry("scipy.sparse.linalg", "sparse.SparseLinalg"));

    /** A name of a library. */
    private record Name(String space, String name) {
        String full() {
            return space + "." + name;
        }
    }

    /** Where a name is in Java: a class, and its member if it is one. */
    private record Place(String type, String member) {
        static Place of(String text) {
            int dot = text.lastIndexOf('.');
            boolean member = dot >= 0 && Character.isLowerCase(text.charAt(dot + 1));
            return member ? new Place(text.substring(0, dot), text.substring(dot + 1)) : new Place(text, "");
        }

        boolean exists() {
            try {
                Class<?> c = Class.forName(ROOT + type);
                return member.isEmpty()
                        || Arrays.stream(c.getMethods()).map(Method::getName).anyMatch(member::equals)
                        || Arrays.stream(c.getFields()).map(Field::getName).anyMatch(member::equals);
            } catch (ClassNotFoundException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return member.isEmpty() ? type : type + "." + member;
        }
    }

    private final List<Name> names = Stream.of("numpy.tsv", "array-api.tsv", "scipy.tsv")
            .flatMap(f -> lines(NAMES.resolve(f)))
            .map(l -> l.split("\t"))
            .map(p -> new Name(p[0], p[1]))
            .toList();
    private final Map<String, String> elsewhere = table("elsewhere.txt");
    private final Map<String, String> leftOut = table("left-out.txt");
    private final Set<String> toCome =
            lines(NAMES.resolve("to-come.txt")).collect(Collectors.toCollection(TreeSet::new));

    @Test
    void everyNameIsThereOrHasAReason() {
        List<String> problems = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (Name n : names) {
            Place here = place(n);
            if (elsewhere.containsKey(n.full()) && !here.exists() && waits(n).isEmpty()) {
                problems.add(n.full() + ": elsewhere.txt says it is " + here + ", which is not there");
            } else if (here.exists() && leftOut.containsKey(n.full())) {
                problems.add(n.full() + " is there: take it out of left-out.txt");
            } else if (!here.exists() && !leftOut.containsKey(n.full())) {
                waits(n).ifPresentOrElse(
                                met::add,
                                () -> problems.add(n.full() + " is absent: make " + here
                                        + ", say in elsewhere.txt where it is, or why not in left-out.txt"));
            }
        }
        Set<String> known = names.stream().map(Name::full).collect(Collectors.toSet());
        Stream.of(elsewhere, leftOut)
                .flatMap(t -> t.keySet().stream())
                .filter(n -> !known.contains(n))
                .forEach(n -> problems.add("a line is about " + n + ", which is no name of NumPy's"));
        leftOut.forEach((n, why) -> {
            if (why.isBlank()) {
                problems.add(n + " is left out without a reason");
            }
        });
        toCome.stream()
                .filter(l -> !met.contains(l))
                .forEach(l -> problems.add(l + " is all there: take it out of to-come.txt"));
        if (!problems.isEmpty()) {
            fail(problems.size() + " problems\n  " + String.join("\n  ", problems));
        }
    }

    @Test
    void theDocumentIsUpToDate() throws IOException {
        Documents.check("numpy-coverage.md", document(), "coverage.update");
    }

    private Place place(Name n) {
        String other = elsewhere.get(n.full());
        return other != null ? Place.of(other) : new Place(CLASSES.getOrDefault(n.space, "Np"), camel(n.name));
    }

    /** The line of {@code to-come.txt} that covers a name. */
    private Optional<String> waits(Name n) {
        return Stream.of(n.full(), n.space + ".*").filter(toCome::contains).findFirst();
    }

    private static String camel(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean joint = name.charAt(i) == '_' && i > 0 && i + 1 < name.length();
            text.append(joint ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
        }
        return text.toString();
    }

    // ---- the document

    private String document() {
        GoldenRecord golden = GoldenRecord.read();
        Map<String, List<Name>> spaces = new LinkedHashMap<>();
        names.forEach(
                n -> spaces.computeIfAbsent(n.space, _ -> new ArrayList<>()).add(n));
        StringBuilder text = new StringBuilder("""
                # NumPy's names

                Written by `NumpyCoverageTest` (`-Dcoverage.update=true`), which fails where it is stale, or where a name is neither there nor
                has a reason to be left out.

                *Cases* is how many results of NumPy or SciPy a function is compared with; those of `cpu` pass whenever the tests do. For other
                engines the table has what the last recorded run saw (`-Dgolden.record=ENGINE`): all passed (✓), so many of them, or – for none.
                A function without such cases is tested otherwise, by the tests that `not-in-numpy.txt` names or by tests of its own.

                | names | in all | there | left out | to come |
                |---|--:|--:|--:|--:|
                """);
        spaces.forEach((space, in) -> {
            long there = in.stream().filter(n -> place(n).exists()).count();
            long out = in.stream().filter(n -> leftOut.containsKey(n.full())).count();
            text.append(
                    "| `%s` | %d | %d | %d | %d |%n".formatted(space, in.size(), there, out, in.size() - there - out));
        });
        spaces.forEach((space, in) -> {
            text.append("%n## %s%n%n".formatted(space));
            text.append("| name | here | cases | cpu | opencl | cuda |%n|---|---|--:|---|---|---|%n".formatted());
            in.stream().filter(n -> place(n).exists()).forEach(n -> {
                GoldenRecord.Counts c = golden.of(place(n).type, place(n).member);
                text.append("| `%s` | `%s` | %s | %s | %s | %s |%n"
                        .formatted(
                                n.name,
                                place(n),
                                c.cases() == 0 ? "–" : c.cases(),
                                c.cases() == 0 ? "–" : "✓",
                                c.on("opencl"),
                                c.on("cuda")));
            });
            String missing = in.stream()
                    .filter(n -> !place(n).exists() && !leftOut.containsKey(n.full()))
                    .map(n -> "`" + n.name + "`")
                    .collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                text.append("%nTo come: %s.%n".formatted(missing));
            }
        });
        text.append("\n## Left out\n\n| name | why |\n|---|---|\n".formatted());
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        leftOut.forEach((n, why) ->
                byReason.computeIfAbsent(why, _ -> new ArrayList<>()).add("`" + n + "`"));
        byReason.forEach((why, all) -> text.append("| %s | %s |%n".formatted(String.join(", ", all), why)));
        return text.toString();
    }

    // ---- tables

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(l -> !l.isBlank() && !l.startsWith("#"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, String> table(String file) {
        Map<String, String> all = new LinkedHashMap<>();
        lines(NAMES.resolve(file))
                .map(l -> l.split(" *\\| *", 2))
                .forEach(p -> all.put(p[0], p.length < 2 ? "" : p[1]));
        return all;
    }
}
