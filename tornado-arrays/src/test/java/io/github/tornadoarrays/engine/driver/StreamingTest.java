package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.TestDevices;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels that write an array from end to end, which processors store as vectors, give what the method gives. */
class StreamingTest {
    /** From this many on, results are stored past the caches. */
    private static final int MANY = (1 << 21) + 1;

    private static final int[] SIZES = {0, 1, 15, 16, 17, 31, 33, 1000, MANY, MANY + 21};

    /** @param vectors whether processors run it as vectors */
    private record Case(String name, Kernel kernel, boolean vectors) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> cases() {
        Case[] all = {
            new Case("saxpy", Kernel.of(StreamingTest::saxpy), true),
            new Case("names", Kernel.of(StreamingTest::names), true),
            new Case("from 3", Kernel.of(StreamingTest::fromThree), true),
            new Case("its own result", Kernel.of(StreamingTest::itself), true),
            new Case("a stencil", Kernel.of(StreamingTest::stencil), true),
            new Case("every other", Kernel.of(StreamingTest::everyOther), false),
            new Case("a branch", Kernel.of(StreamingTest::branch), false),
            new Case("two results", Kernel.of(StreamingTest::both), false),
            new Case("backwards", Kernel.of(StreamingTest::backwards), false)
        };
        return TestDevices.names().stream().flatMap(d -> Stream.of(all).map(c -> Arguments.of(d, c)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asTheMethod(String device, Case c) {
        DriverEngine engine = TestDevices.named(device);
        for (int n : SIZES) {
            Random r = new Random(n);
            int[] x = IntStream.range(0, n).map(_ -> r.nextInt()).toArray();
            float[] y = new float[n];
            for (int i = 0; i < n; i++) {
                y[i] = r.nextFloat() * 3 - 1.5f;
            }
            float[] expected = y.clone();
            float[] got = y.clone();
            c.kernel.asJava().run(1.7f, x, y, expected);
            c.kernel.on(device).run(1.7f, x, y, got);
            assertThat(Arrays.mismatch(got, expected)).as("%s of %d", c, n).isEqualTo(-1);
        }
        Assumptions.assumeFalse(engine.traits().isGpu(), "vectors are for processors");
        try (Device.Use _ = Device.use(device)) {
            assertThat(c.kernel.source().contains("stream_f32")).isEqualTo(c.vectors);
        }
    }

    static Stream<Arguments> starts() {
        return TestDevices.names().stream()
                .flatMap(d -> IntStream.range(0, 6).mapToObj(start -> Arguments.of(d, start)));
    }

    /** Parts of arrays start anywhere. */
    @ParameterizedTest
    @MethodSource("starts")
    void partsOfArrays(String device, int start) {
        TestDevices.named(device);
        for (int n : new int[] {40, MANY}) {
            try (Device.Use _ = Device.use(device)) {
                NDArray y = Np.arange(n + 10).astype("float32").get(Slice.of(10 - start, 10 - start + n));
                NDArray out = Np.zeros(n + 10).astype("float32");
                NDArray part = out.get(Slice.of(start, start + n));
                Kernel.of(StreamingTest::scale).run(2f, y, part);
                assertThat(Np.arrayEqual(part, y.mul(2))).isTrue();
                assertThat(Np.countNonzero(out).itemLong()).isEqualTo(n);
            }
        }
    }

    static void scale(float a, float[] y, float[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[i] = a * y[i];
        }
    }

    static void saxpy(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[i] = a * x[i] + y[i];
        }
    }

    static void names(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 0; i < y.length; i++) {
            int bits = ((x[i] ^ i) >>> 7) / 3;
            float t = a - y[i];
            out[i] = t * t + bits;
        }
    }

    static void fromThree(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 3; i < out.length; i++) {
            out[i] = a / y[i];
        }
    }

    static void itself(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[i] = Math.abs(out[i]) + a;
        }
    }

    static void stencil(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 1; i < out.length - 1; i++) {
            out[i] = y[i - 1] + y[i + 1];
        }
    }

    static void everyOther(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 0; i < out.length / 2; i++) {
            out[i] = y[2 * i];
        }
    }

    static void branch(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            if (y[i] > 0) {
                out[i] = a;
            }
        }
    }

    static void both(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[i] = a + y[i];
            out[i] = out[i] * 2;
        }
    }

    static void backwards(float a, int[] x, float[] y, float[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[out.length - 1 - i] = y[i];
        }
    }
}
