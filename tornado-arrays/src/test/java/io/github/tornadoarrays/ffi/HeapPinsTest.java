package io.github.tornadoarrays.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.TestDevices;
import java.io.File;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java arrays that stay where they are while collectors work, in JVMs of their own, one for each collector. */
class HeapPinsTest {
    /** PoCL's cache is not made for JVMs that compile the same at the same time. */
    @TempDir
    Path cache;

    @ParameterizedTest
    @CsvSource({
        "-XX:+UseG1GC, true",
        "-XX:+UseShenandoahGC, false",
        "-XX:+UseParallelGC, false",
        "-XX:+UseSerialGC, false",
        "-XX:+UseZGC, false"
    })
    void underGarbage(String collector, boolean pins) throws Exception {
        String output = run(collector, Pressure.class);
        assumeFalse(output.contains("not supported"), output);
        assertThat(output.lines()).containsExactly("pins " + pins, "done");
    }

    /** With other collectors arrays are copied, as they are in all other tests of kernels. */
    @Test
    void kernelsUnderGarbage() throws Exception {
        TestDevices.named("opencl:0");
        String output = run("-XX:+UseG1GC", Kernels.class);
        assertThat(output.lines()).containsExactly("done");
    }

    /** Without that module nobody tells which collector there is. */
    @Test
    void withoutManagement() throws Exception {
        assertThat(run("--limit-modules=java.base", Pressure.class).lines()).containsExactly("pins false", "done");
    }

    private String run(String option, Class<?> program) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folderOf(HeapPins.class) + File.pathSeparator + folderOf(HeapPinsTest.class),
                        program.getName())
                .redirectErrorStream(true);
        builder.environment().put("POCL_CACHE_DIR", cache.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return status == 0 ? output : output + "exit status " + status + System.lineSeparator();
    }

    private static Path folderOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Makes garbage, some of which lives for a while, until it is interrupted. */
    private static Thread garbage(int seed) {
        return Thread.ofPlatform().daemon().start(() -> {
            Random r = new Random(seed);
            Object[] some = new Object[256];
            for (long i = 0; !Thread.currentThread().isInterrupted(); i++) {
                some[r.nextInt(some.length)] = new byte[r.nextInt(100_000)];
                if (i % 5000 == 0) {
                    System.gc();
                }
            }
        });
    }

    /** Arrays in regions that are collected all the time: small ones among garbage, and one with regions of its own. */
    @SuppressWarnings("restricted")
    static final class Pressure {
        private Pressure() {}

        public static void main(String[] args) throws Exception {
            System.out.println("pins " + HeapPins.areAvailable());
            if (HeapPins.areAvailable()) {
                Thread garbage = garbage(1);
                for (int round = 0; round < 300; round++) {
                    pinned(round % 10 == 0 ? 4 << 20 : 1 + round * 13);
                }
                garbage.interrupt();
            }
            System.out.println("done");
        }

        private static void pinned(int n) throws Exception {
            float[] array = new float[n];
            List<byte[]> neighbours = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                neighbours.add(new byte[1000]);
            }
            long address = HeapPins.pin(array);
            MemorySegment elements = MemorySegment.ofAddress(address).reinterpret(4L * n);
            neighbours.clear();
            for (int turn = 0; turn < 5; turn++) {
                for (int i = 0; i < n; i += Math.max(1, n / 100)) {
                    elements.setAtIndex(ValueLayout.JAVA_FLOAT, i, i + turn);
                }
                neighbours.add(new byte[100_000]);
                Thread.sleep(1);
                for (int i = 0; i < n; i += Math.max(1, n / 100)) {
                    if (array[i] != i + turn) {
                        throw new AssertionError("element " + i + " of " + n + " is " + array[i]);
                    }
                }
            }
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread other = Thread.ofPlatform()
                    .uncaughtExceptionHandler((_, e) -> failure.set(e))
                    .start(() -> HeapPins.unpin(array, address));
            other.join();
            if (failure.get() != null) {
                throw new AssertionError(failure.get());
            }
        }
    }

    /** Kernels with Java arrays from two threads, one of them virtual. */
    static final class Kernels {
        private Kernels() {}

        static void next(int add, int[] x, double[] y, int[] out) {
            for (@Parallel int i = 0; i < out.length; i++) {
                out[i] = x[i] * add + (int) y[i];
            }
        }

        public static void main(String[] args) throws Exception {
            Thread garbage = garbage(2);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread other = Thread.ofVirtual()
                    .uncaughtExceptionHandler((_, e) -> failure.set(e))
                    .start(() -> rounds(3));
            rounds(4);
            other.join();
            garbage.interrupt();
            System.out.println(failure.get() == null ? "done" : failure.get());
        }

        private static void rounds(int seed) {
            Kernel kernel = Kernel.of(Kernels::next);
            Random r = new Random(seed);
            for (int round = 0; round < 150; round++) {
                int n = round % 20 == 0 ? 1 << 21 : r.nextInt(60_000);
                int[] x = new int[n];
                double[] y = new double[n];
                int[] out = new int[n];
                for (int i = 0; i < n; i++) {
                    x[i] = i ^ round;
                    y[i] = i % 1000;
                }
                try (Device.Use _ = Device.use("opencl:0")) {
                    kernel.run(round, x, y, out);
                }
                for (int i = 0; i < n; i++) {
                    if (out[i] != x[i] * round + i % 1000) {
                        throw new AssertionError("element " + i + " of " + n + " is " + out[i]);
                    }
                }
            }
        }
    }
}
