package io.github.tornadoarrays;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * How many golden cases a function has, and how many of them passed on engines where a run was recorded:
 * {@code src/test/resources/golden/results/ENGINE.tsv} has a line for each function of each file, its cases and those that passed. A run adds to it what
 * it saw, so several may share the functions of a file; lines of what is to be seen anew are deleted beforehand.
 */
record GoldenRecord(Map<String, Integer> cases, Map<String, Map<String, int[]>> engines) {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Path RESULTS = GOLDEN.resolve("results");

    /** What names of cases begin with: packages of SciPy's, and random numbers, whose distributions are compared. */
    private static final Set<String> SCIPY =
            Set.of("random", "special", "ndimage", "sparse", "spatial", "signal", "stats");

    /** What a run saw, by file and function: cases, passed. */
    private static final Map<String, int[]> SEEN = new TreeMap<>();

    static {
        String engine = System.getProperty("golden.record");
        if (engine != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(engine)));
        }
    }

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
            for (String line : Files.readAllLines(GOLDEN.resolve("distributions.jsonl"))) {
                String start = "{\"fn\": \"";
                cases.merge(
                        "random." + line.substring(start.length(), line.indexOf('"', start.length())), 1, Integer::sum);
            }
            for (String engine : List.of("opencl", "cuda")) {
                Path file = RESULTS.resolve(engine + ".tsv");
                Map<String, int[]> seen = new HashMap<>();
                if (Files.exists(file)) {
                    add(Files.readAllLines(file), key -> key.substring(key.indexOf('\t') + 1), seen);
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
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String l = lines.readLine(); l != null; l = lines.readLine()) {
                if (l.startsWith(start)) {
                    cases.merge(l.substring(start.length(), l.indexOf('"', start.length())), 1, Integer::sum);
                }
            }
        }
    }

    /**
     * The numbers of a function by its Java name, all its names in golden cases together. Cases of a package begin with the package; a type
     * stands for the function of its name.
     */
    Counts of(String type, String member) {
        String scipy = type.equals("Special") || type.equals("Random")
                ? type.toLowerCase(Locale.ROOT)
                : type.contains(".") ? type.substring(0, type.indexOf('.')) : "";
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
    static synchronized void saw(String file, String fn, int cases, int passed) {
        add(file + '\t' + fn, cases, passed, SEEN);
    }

    /** Adds what was seen to an engine's record; at the end of the process, so that a run that is stopped counts too. */
    private static synchronized void write(String engine) {
        try {
            Files.createDirectories(RESULTS);
            try (FileChannel file = FileChannel.open(RESULTS.resolve(engine + ".tsv"), Set.of(CREATE, READ, WRITE));
                    FileLock _ = file.lock()) {
                ByteBuffer old = ByteBuffer.allocate(Math.toIntExact(file.size()));
                while (old.hasRemaining() && file.read(old) >= 0) {}
                Map<String, int[]> all = new TreeMap<>(SEEN);
                add(new String(old.array(), UTF_8).lines().toList(), key -> key, all);
                String text = all.entrySet().stream()
                        .map(e -> e.getKey() + '\t' + e.getValue()[0] + '\t' + e.getValue()[1] + '\n')
                        .collect(Collectors.joining());
                file.truncate(0).position(0);
                file.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(List<String> lines, UnaryOperator<String> key, Map<String, int[]> sums) {
        for (String line : lines) {
            String[] p = line.split("\t");
            add(key.apply(p[0] + '\t' + p[1]), Integer.parseInt(p[2]), Integer.parseInt(p[3]), sums);
        }
    }

    private static void add(String key, int cases, int passed, Map<String, int[]> sums) {
        sums.merge(key, new int[] {cases, passed}, (a, b) -> new int[] {a[0] + b[0], a[1] + b[1]});
    }
}
