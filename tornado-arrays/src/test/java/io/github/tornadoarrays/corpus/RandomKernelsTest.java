package io.github.tornadoarrays.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.lift.Lift;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kernels that a generator makes up. The number of kernels is {@code -Dkernels.count}, one seed alone is run with
 * {@code -Dkernels.seed}, on one engine alone with {@code -Dkernels.engine}.
 */
class RandomKernelsTest {
    private static final long COUNT = Long.getLong("kernels.count", 300);
    private static final long ONLY = Long.getLong("kernels.seed", -1);

    private static final String ENGINE = System.getProperty("kernels.engine", "");
    private static final int MOST_FAILURES = Integer.getInteger("kernels.failures", 1);

    private static LongStream seeds(long count) {
        return ONLY < 0 ? LongStream.range(0, count) : LongStream.of(ONLY);
    }

    /** The text that a failure prints is the kernel that ran: Java's compiler makes the same of it. */
    @Test
    void textIsWhatRuns(@TempDir Path folder) throws Exception {
        long[] seeds = seeds(Math.min(COUNT, 100)).toArray();
        String classes = Arrays.stream(seeds)
                .mapToObj(s -> "class Text" + s + " {\n" + CodeMaker.method(s) + "}\n")
                .collect(Collectors.joining());
        ClassLoader loader = compile(
                folder,
                "import io.github.tornadoarrays.kernel.Parallel;\n" + classes,
                "-g:none",
                "-proc:none",
                "-nowarn");
        for (long seed : seeds) {
            Code.Method code = CodeMaker.method(seed);
            Method text = Arrays.stream(loader.loadClass("Text" + seed).getDeclaredMethods())
                    .filter(m -> m.getName().equals("kernel"))
                    .findFirst()
                    .orElseThrow();
            Object[] expected = arguments(code, seed);
            Object[] got = arguments(code, seed);
            run(CodeClass.define(code), expected);
            run(text, got);
            assertThat(Values.difference(expected, got, Entry.Tolerance.EXACT))
                    .as("kernel seed %d%n%s", seed, code)
                    .isNull();
        }
    }

    static List<String> machines() {
        return Machines.names().stream()
                .filter(m -> ENGINE.isEmpty() || m.equals(ENGINE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void engines(String machine) {
        Engine engine = Machines.named(machine);
        List<String> failures = new ArrayList<>();
        // a device's driver takes a tenth of a second and more to compile a kernel
        long count = engine.traits().isHost() ? COUNT : Math.max(1, COUNT / 10);
        for (long seed : seeds(count).toArray()) {
            String problem = problem(CodeMaker.method(seed), seed, engine);
            if (problem != null) {
                Code.Method small =
                        Smaller.of(CodeMaker.method(seed), m -> kind(problem).equals(kind(problem(m, seed, engine))));
                failures.add("kernel seed " + seed + " on " + machine + ": " + problem + "\nsmallest: "
                        + problem(small, seed, engine) + "\n" + small + kernels(small));
            }
            if (failures.size() >= MOST_FAILURES) {
                break;
            }
        }
        if (!failures.isEmpty()) {
            fail(String.join("\n\n", failures));
        }
    }

    /** What is wrong with a kernel on an engine; null where nothing is, or where plain Java can't run it either. */
    private static @Nullable String problem(Code.Method code, long seed, Engine engine) {
        Object[] expected = arguments(code, seed);
        Object[] got = arguments(code, seed);
        Method method;
        try {
            method = CodeClass.define(code);
            run(method, expected);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return null;
        }
        try {
            Direct.run(engine, Lift.method(method, seed % 4 == 0), null, got);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            StackTraceElement[] at = e.getStackTrace();
            return e + " at " + List.of(at).subList(0, Math.min(6, at.length));
        }
        return Values.difference(expected, got, Entry.Tolerance.EXACT);
    }

    /** What does not change while a kernel is made smaller: the kind of exception, or that values are wrong. */
    private static String kind(@Nullable String problem) {
        if (problem == null) {
            return "";
        }
        int end = problem.indexOf(" at [");
        return end < 0 ? "values" : problem.substring(0, Math.min(end, 60)).replaceAll("[0-9]+", "");
    }

    private static String kernels(Code.Method code) {
        try {
            return Lift.method(CodeClass.define(code), false).kernels().stream()
                    .map(Printer::print)
                    .collect(Collectors.joining());
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    /** Kernels of work items in groups, beside their text run as Java. */
    @ParameterizedTest
    @MethodSource("machines")
    void groups(String machine, @TempDir Path folder) throws Exception {
        Engine engine = Machines.named(machine);
        long[] seeds = seeds(engine.traits().isHost() ? COUNT / 5 : Math.max(1, COUNT / 20))
                .toArray();
        ClassLoader loader = compile(
                folder,
                "import io.github.tornadoarrays.kernel.KernelContext;\n"
                        + Arrays.stream(seeds)
                                .mapToObj(s -> GroupMaker.text("Groups" + s, s))
                                .collect(Collectors.joining()),
                "-g",
                "-proc:none",
                "-nowarn");
        for (long seed : seeds) {
            Method method = Arrays.stream(loader.loadClass("Groups" + seed).getDeclaredMethods())
                    .filter(m -> m.getName().equals("kernel"))
                    .findFirst()
                    .orElseThrow();
            int group = GroupMaker.group(seed);
            int groups = GroupMaker.groups(seed);
            Object[] expected = GroupMaker.arguments(seed);
            Object[] got = GroupMaker.arguments(seed);
            Kernel kernel = Kernel.of(method);
            kernel.grid(groups).block(group).asJava().run(expected);
            if (groups > 0) {
                Entry.Launch launch = new Entry.Launch(List.of((long) group * groups), List.of((long) group));
                Direct.run(engine, Lift.method(method, seed % 4 == 0), launch, got);
            }
            assertThat(Values.difference(expected, got, Entry.Tolerance.EXACT))
                    .as("groups seed %d on %s%n%s", seed, machine, GroupMaker.text("Groups" + seed, seed))
                    .isNull();
        }
    }

    /** A failing kernel is made smaller as long as it fails. */
    @Test
    void smallest() {
        Code.Method large = CodeMaker.method(12);
        Code.Method small = Smaller.of(large, m -> {
            try {
                CodeClass.define(m);
            } catch (IllegalArgumentException e) {
                return false;
            }
            return m.toString().contains("[at] ");
        });
        assertThat(large.toString().lines().count()).isGreaterThan(15);
        assertThat(small.toString().lines().count()).isLessThan(10);
    }

    private static ClassLoader compile(Path folder, String source, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("Texts.java"), source);
        Path library = Path.of(Parallel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-d", folder.toString(), "-cp", library.toString(), file.toString()));
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int status = ToolProvider.findFirst("javac").orElseThrow().run(out, out, all.toArray(String[]::new));
        assertThat(status).as("%s", messages).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, RandomKernelsTest.class.getClassLoader());
    }

    private static Object[] arguments(Code.Method code, long seed) {
        return CodeMaker.arguments(code, seed, (int) (seed % 37), 1 + (int) (seed % 5));
    }

    private static void run(Method method, Object[] args) {
        try {
            method.setAccessible(true);
            method.invoke(null, args);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
