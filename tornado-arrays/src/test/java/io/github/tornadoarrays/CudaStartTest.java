package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.tornadoarrays.engine.cuda.CudaEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The first that a program does with the card; in a JVM of its own. */
class CudaStartTest {
    /** Each thread of a parallel stream waits for the compiler, which must not be opened by one of them. */
    @Test
    void inAParallelStream() throws IOException, InterruptedException {
        Assumptions.assumeFalse(CudaEngine.devices().isEmpty(), CudaEngine::whyNone);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=15",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CudaStartTest.class.getName())
                .redirectErrorStream(true)
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("its threads wait for each other");
        }
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("all 500");
    }

    /** Draws numbers. */
    public static void main(String[] args) {
        Random r;
        try (var _ = Device.use("cuda:0")) {
            r = Random.seeded(8);
        }
        long different = IntStream.range(0, 500)
                .parallel()
                .mapToDouble(i -> {
                    try (var _ = Device.use("cuda:0")) {
                        return r.random(2).toDoubleArray()[0];
                    }
                })
                .distinct()
                .count();
        System.out.println("all " + different);
    }
}
