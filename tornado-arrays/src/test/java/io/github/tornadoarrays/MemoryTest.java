package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.full;
import static io.github.tornadoarrays.Np.ones;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.MemoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What programs need of memory, each run in a JVM of its own with as much as it may need and no more. */
class MemoryTest {
    private record Outcome(int exit, String output) {}

    private static Outcome run(Class<?> main, String heap, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** An input of 256 MB, and an output of 0.25 MB. */
    static final class Seed {
        public static void main(String[] args) {
            NDArray x = full(new long[] {320, 100, 1000}, 3.0).eval();
            for (int i = 0; i < 3; i++) {
                NDArray r = x.pow(2).sum(-1).sqrt();
                System.out.println(r.item(7, 7));
            }
        }
    }

    @Test
    void seedExpressionNeedsItsInputItsOutputAndLittleMore() throws IOException, InterruptedException {
        Outcome o = run(Seed.class, "320m");
        assertThat(o.output).contains("94.868329805051");
        assertThat(o.exit).isZero();
    }

    static final class TooMuch {
        public static void main(String[] args) {
            NDArray live = ones(1_000_000).eval();
            try {
                ones(1_000_000_000).eval();
            } catch (MemoryException e) {
                System.out.println("refused: " + e.getMessage());
            }
            System.out.println("still " + live.sum().item());
        }
    }

    @Test
    void refusalSaysHowMuchWasAskedForAndWhatIsLive() throws IOException, InterruptedException {
        Outcome o = run(TooMuch.class, "200m");
        assertThat(o.output)
                .contains("refused: ")
                .contains("8.0 GB")
                .contains("live")
                .contains("-Xmx")
                .contains("1 array is live: float64 (1000000,) with 8.4 MB (tornado.arrays.debug=memory tells")
                .contains("still 1000000");
        assertThat(o.exit).isZero();
    }

    @Test
    void refusalSaysWhereArraysWereMadeIfAsked() throws IOException, InterruptedException {
        Outcome o = run(TooMuch.class, "200m", "-Dtornado.arrays.debug=memory");
        assertThat(o.output)
                .containsPattern(
                        "float64 \\(1000000,\\) with 8.4 MB, made at .*MemoryTest\\$TooMuch.main\\(MemoryTest.java:\\d+\\)");
        assertThat(o.exit).isZero();
    }

    static final class Temporaries {

        public static void main(String[] args) {
            NDArray x = ones(8).eval();
            double last = 0;
            for (int i = 0; i < 10_000_000; i++) {
                NDArray t = x.mul(i);
                if (i % 1000 == 0) {
                    last = t.sum().item();
                }
            }
            System.out.println("last " + last);
        }
    }

    @Test
    void tenMillionTemporariesNeedNoMemory() throws IOException, InterruptedException {
        Outcome o = run(Temporaries.class, "64m");
        assertThat(o.output).contains("last 7.9992E7");
        assertThat(o.exit).isZero();
    }

    /** Sixty inputs of 16 MB in turn, each with an expression of its own form. */
    static final class Forms {
        public static void main(String[] args) {
            for (int i = 0; i < 60; i++) {
                NDArray x = full(new long[] {2_000_000 + i}, 1.0).eval();
                System.out.println(x.add(1).eval().item(i));
            }
        }
    }

    @Test
    void plansKeepNoArrays() throws IOException, InterruptedException {
        Outcome o = run(Forms.class, "128m");
        assertThat(o.output).doesNotContain("Exception").contains("2.0");
        assertThat(o.exit).isZero();
    }
}
