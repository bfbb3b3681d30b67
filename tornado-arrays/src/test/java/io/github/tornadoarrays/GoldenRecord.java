package io.github.tornadoarrays;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * How many golden cases a function has, and how many of them passed on engines where a run was recorded:
 * {@code src/test/resources/golden/results/ENGINE.tsv} has a line for each function, its cases and those that passed.
 */
record GoldenRecord(Map<String, Integer> cases, Map<String, Map<String, int[]>> engines) {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Path RESULTS = GOLDEN.resolve("results");

    /** Packages of SciPy's that have cases. */
    private static final Set<String> SCIPY = Set.of("ndimage", "sparse", "spatial", "signal", "stats");

    /** What a run saw, by function: cases, passed. */
    private static final Map<String, int[]> SEEN = new TreeMap<>();

    /** The numbers of one function. */
    record Counts(int cases, Map<String, int[]> passed) {
        /** What an engine's column says. */
        String on(String engine) {
            int[] seen = passed.get(engine);
            return seen == null || cases == 0 ? "–" : seen[1] == cases ? "✓" : seen[1] + " of " + cases;
        }
    }

    static GoldenRecord read() {
        Map<String, Integer> cases = new HashMap<>();
        Map<String, Map<String, int[]>> engines = new HashMap<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path f : files.filter(f -> f.toString().endsWith(".jsonl.gz")).toList()) {
                count(f, cases);
            }
            for (String engine : List.of("opencl", "cuda")) {
                Path file = RESULTS.resolve(engine + ".tsv");
                Map<String, int[]> seen = new HashMap<>();
                for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                    String[] p = line.split("\t");
                    seen.put(p[0], new int[] {Integer.parseInt(p[1]), Integer.parseInt(p[2])});
                }
                engines.put(engine, seen);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GoldenRecord(cases, engines);
    }

    private static void count(Path file, Map<String, Integer> cases) throws IOException {
        String start = "{\"fn\":\"";
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String l = lines.readLine(); l != null; l = lines.readLine()) {
                if (l.startsWith(start)) {
                    cases.merge(l.substring(start.length(), l.indexOf('"', start.length())), 1, Integer::sum);
                }
            }
        }
    }

    /**
     * The numbers of a function by its Java name, all its names in golden cases together. Cases of a package of SciPy's begin with the package; a type
     * stands for the function of its name.
     */
    Counts of(String type, String member) {
        String scipy = type.contains(".") ? type.substring(0, type.indexOf('.')) : "";
        String simple = type.substring(type.lastIndexOf('.') + 1);
        Set<String> all = GoldenCalls.caseNames(
                member.isEmpty() ? Character.toLowerCase(simple.charAt(0)) + simple.substring(1) : member);
        int n = 0;
        Map<String, int[]> passed = new HashMap<>();
        for (String fn : cases.keySet()) {
            String space = fn.substring(0, Math.max(0, fn.lastIndexOf('.')));
            boolean here = SCIPY.contains(space) ? space.equals(scipy) : scipy.isEmpty();
            if (!here || !all.contains(fn.substring(fn.lastIndexOf('.') + 1))) {
                continue;
            }
            n += cases.get(fn);
            engines.forEach((engine, seen) -> {
                int[] now = seen.get(fn);
                if (now != null) {
                    int[] sum = passed.computeIfAbsent(engine, _ -> new int[2]);
                    sum[0] += now[0];
                    sum[1] += now[1];
                }
            });
        }
        return new Counts(n, passed);
    }

    /** Takes down what a run saw of a function. */
    static void saw(String fn, int cases, int passed) {
        int[] sum = SEEN.computeIfAbsent(fn, _ -> new int[2]);
        sum[0] += cases;
        sum[1] += passed;
    }

    /** Writes what was seen as an engine's record. */
    static void write(String engine) {
        StringBuilder text = new StringBuilder();
        SEEN.forEach((fn, c) -> text.append(fn)
                .append('\t')
                .append(c[0])
                .append('\t')
                .append(c[1])
                .append('\n'));
        try {
            Files.createDirectories(RESULTS);
            Files.writeString(RESULTS.resolve(engine + ".tsv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
