package io.github.tornadoarrays.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** NVIDIA's compiler takes the golden CUDA C++; this needs no card. */
class GoldenCompilesTest {
    private static final String START = "---- CUDA C++\n";

    @TempDir
    private Path folder;

    @BeforeAll
    static void compilerIsThere() {
        Assumptions.assumeTrue(run(List.of("nvcc", "--version")).isEmpty(), "there is no nvcc on the PATH");
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("src", "test", "resources", "c"))) {
            return all.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void compiles(Path golden) throws IOException {
        String text = Files.readString(golden);
        List<String> command = new ArrayList<>(
                List.of("nvcc", "-arch=sm_90", "-std=c++17", "--fmad=false", "-cubin", "-odir", folder.toString()));
        int kernels = 0;
        for (int at = text.indexOf(START); at >= 0; at = text.indexOf(START, at + 1)) {
            int end = text.indexOf("\n---- ", at);
            Path file = folder.resolve("kernel" + kernels++ + ".cu");
            Files.writeString(file, text.substring(at + START.length(), end < 0 ? text.length() : end + 1));
            command.add(file.toString());
        }
        assertThat(kernels).isPositive();
        assertThat(run(command)).isEmpty();
    }

    /** What a program says when it fails; empty where it doesn't. */
    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
