package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.TestDevices;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops that work items leave at different times, which processors run as vectors, give what the method gives. */
class LanesTest {
    private static final int[] SIZES = {0, 1, 15, 16, 17, 31, 33, 255, 1000};

    /** @param vectors whether processors run it as vectors */
    private record Case(String name, Kernel kernel, boolean vectors) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> cases() {
        Case[] all = {
            new Case("escape", Kernel.of(LanesTest::escape), true),
            new Case("collatz", Kernel.of(LanesTest::collatz), true),
            new Case("nested", Kernel.of(LanesTest::nested), true),
            new Case("jumps", Kernel.of(LanesTest::jumps), true),
            new Case("bits", Kernel.of(LanesTest::bits), true),
            new Case("branches", Kernel.of(LanesTest::branches), true),
            new Case("early return in a loop", Kernel.of(LanesTest::leavesAll), false),
            new Case("memory in the loop", Kernel.of(LanesTest::reads), false),
            new Case("long", Kernel.of(LanesTest::wide), false)
        };
        return TestDevices.names().stream().flatMap(d -> Stream.of(all).map(c -> Arguments.of(d, c)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asTheMethod(String device, Case c) {
        DriverEngine engine = TestDevices.named(device);
        for (int n : SIZES) {
            Random r = new Random(n);
            int[] x = IntStream.range(0, n).map(_ -> r.nextInt(1, 300)).toArray();
            float[] y = new float[n];
            for (int i = 0; i < n; i++) {
                y[i] = r.nextFloat() * 3 - 1.5f;
            }
            int[] expected = new int[n];
            int[] got = new int[n];
            c.kernel.asJava().run(x, y, expected);
            c.kernel.on(device).run(x, y, got);
            assertThat(got).as("%s of %d", c, n).isEqualTo(expected);
        }
        Assumptions.assumeFalse(engine.traits().isGpu(), "vectors are for processors");
        try (Device.Use _ = Device.use(device)) {
            assertThat(c.kernel.source().contains("int16")).isEqualTo(c.vectors);
        }
    }

    static void escape(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            float re = y[i] / 2;
            float im = x[i] / 300f;
            float a = 0;
            float b = 0;
            int n = 0;
            while (n < 50 && a * a + b * b <= 4) {
                float t = a * a - b * b + re;
                b = 2 * a * b + im;
                a = t;
                n++;
            }
            out[i] = n;
        }
    }

    static void collatz(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int v = x[i];
            int steps = 0;
            while (v != 1) {
                v = (v & 1) == 0 ? v >> 1 : 3 * v + 1;
                steps++;
            }
            out[i] = steps;
        }
    }

    static void nested(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int v = x[i];
            int sum = 0;
            for (int j = 0; j < v % 7; j++) {
                int k = j;
                while (k < v % 5 + 2) {
                    sum += k * j + 1;
                    k++;
                }
                sum -= j;
            }
            out[i] = sum;
        }
    }

    static void jumps(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int v = x[i];
            int sum = 0;
            for (int j = 0; j < 40; j++) {
                v = v * 1103515245 + 12345;
                if ((v & 7) == 0) {
                    continue;
                }
                if ((v & 255) == 77) {
                    break;
                }
                if (v > 0) {
                    sum += j;
                    if (sum > 300) {
                        sum = -sum;
                        break;
                    }
                } else {
                    sum ^= v >>> 20;
                }
            }
            if (sum < 0) {
                sum = sum / 3;
            }
            out[i] = sum;
        }
    }

    static void bits(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int v = x[i] * -1640531527;
            int n = 0;
            do {
                v ^= v << 13;
                v ^= v >>> 17;
                v ^= v << 5;
                n = n + 1;
            } while ((v & 15) != 3);
            out[i] = v + n;
        }
    }

    static void branches(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 1; i < out.length; i++) {
            if (x[i] < 20) {
                out[i] = -1;
            } else {
                float v = x[i];
                float guess = v;
                boolean near = false;
                int rounds = 0;
                while (!near) {
                    float next = 0.5f * (guess + v / guess);
                    near = Math.abs(next - guess) < 1e-3f;
                    guess = next;
                    rounds++;
                    if (rounds > 100) {
                        near = true;
                    }
                }
                out[i] = x[i - 1] < 150 ? rounds : Float.floatToRawIntBits(guess);
            }
        }
    }

    static void leavesAll(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int s = 0;
            outer:
            for (int j = 0; j < 10; j++) {
                for (int k = 0; k < 10; k++) {
                    s += j * k;
                    if (s > x[i]) {
                        break outer;
                    }
                }
            }
            out[i] = s;
        }
    }

    static void reads(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int j = i;
            while (j > 0 && x[j] > 100) {
                j--;
            }
            out[i] = j;
        }
    }

    static void wide(int[] x, float[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            long v = x[i];
            while (v < 10_000_000_000L) {
                v *= 3;
            }
            out[i] = (int) v;
        }
    }
}
