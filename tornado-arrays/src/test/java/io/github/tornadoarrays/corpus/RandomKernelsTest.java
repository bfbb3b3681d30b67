package io.github.tornadoarrays.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.kernel.Parallel;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kernels that a generator makes up. The number of kernels is {@code -Dkernels.count}, one seed alone is run with
 * {@code -Dkernels.seed}.
 */
class RandomKernelsTest {
    private static final long COUNT = Long.getLong("kernels.count", 300);
    private static final long ONLY = Long.getLong("kernels.seed", -1);

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
