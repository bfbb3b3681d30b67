package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.kernel.Parallel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams and events: on the CUDA devices really, on the others with their one stream. */
class StreamTest {
    static void scale(float a, float[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = a * x[i];
        }
    }

    static Device.Use use(String name) {
        List<String> there = Device.list().stream().map(Device::name).toList();
        assumeTrue(there.contains(name), () -> name + " is not here; there are " + there);
        return Device.use(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "opencl:0", "cuda:0"})
    void whatOneStreamComputesAnotherReads(String device) {
        try (var _ = use(device);
                Stream a = new Stream();
                Stream b = new Stream()) {
            NDArray x = Np.arange(5000).astype(Np.float32).eval();
            NDArray y;
            NDArray z;
            try (var _ = a.use()) {
                y = x.mul(2).eval();
            }
            try (var _ = b.use()) {
                z = y.add(1).eval();
                assertThat(z.get(4999).item()).isEqualTo(9999f);
            }
            // what is written in one stream waits for those that read it in another
            NDArray sum;
            try (var _ = a.use()) {
                sum = y.sum().eval();
            }
            y.muli(0);
            try (var _ = b.use()) {
                y.addi(3);
            }
            assertThat(sum.item()).isEqualTo(24995000f);
            assertThat(y.get(77).item()).isEqualTo(3f);
            assertThat(z.get(1).item()).isEqualTo(3f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "opencl:0", "cuda:0"})
    void manyArraysOnManyStreams(String device) {
        try (var _ = use(device);
                Stream a = new Stream();
                Stream b = new Stream();
                Stream c = new Stream()) {
            Stream[] all = {a, b, c, Stream.current()};
            NDArray[] x = new NDArray[4];
            double[] expected = new double[4];
            for (int i = 0; i < 4; i++) {
                x[i] = Np.full(new long[] {300}, (double) i).eval();
                expected[i] = i;
            }
            java.util.Random random = new java.util.Random(5);
            for (int step = 0; step < 200; step++) {
                int to = random.nextInt(4);
                int from = random.nextInt(4);
                try (var _ = all[random.nextInt(4)].use()) {
                    if (random.nextBoolean()) {
                        x[to] = x[to].mul(0.5).add(x[from]).eval();
                        expected[to] = 0.5 * expected[to] + expected[from];
                    } else {
                        x[to].muli(0.25);
                        expected[to] *= 0.25;
                    }
                }
            }
            for (int i = 0; i < 4; i++) {
                assertThat(x[i].get(299).item()).isEqualTo(expected[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "opencl:0", "cuda:0"})
    void eventsTellWhenTheyWereReached(String device) {
        try (var _ = use(device);
                Stream a = new Stream();
                Stream b = new Stream()) {
            Event start = a.record();
            NDArray x;
            try (var _ = a.use()) {
                x = Np.arange(100_000).sqrt().eval();
            }
            Event end = new Event();
            assertThatThrownBy(end::synchronize)
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("record it in a stream first");
            end.record(a);
            b.waitEvent(end);
            assertThat(Event.elapsedTime(start, end)).isBetween(0.0, 60_000.0);
            assertThat(start.isDone()).isTrue();
            assertThat(end.isDone()).isTrue();
            b.synchronize();
            assertThat(b.isDone()).isTrue();
            assertThat(x.get(81).item()).isEqualTo(9.0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "opencl:0", "cuda:0"})
    void kernelsGoIntoStreams(String device) {
        try (var _ = use(device);
                Stream a = new Stream()) {
            NDArray x = Np.ones(Np.float32, 100).eval();
            Kernel kernel = Kernel.of(StreamTest::scale);
            kernel.stream(a).run(3f, x);
            kernel.run(2f, x);
            assertThat(x.get(99).item()).isEqualTo(6f);
        }
    }

    @Test
    void scopesMayBeClosedInAnyOrder() {
        try (var _ = use("cuda:0")) {
            Stream own = Stream.current();
            try (Stream a = new Stream();
                    Stream b = new Stream()) {
                Stream.Use outer = a.use();
                Stream.Use inner = b.use();
                assertThat(Stream.current()).isEqualTo(b).isNotEqualTo(a);
                outer.close();
                assertThat(Stream.current()).isEqualTo(b);
                inner.close();
                inner.close();
                assertThat(Stream.current()).isEqualTo(own);
            }
        }
    }

    @Test
    void aStreamThatWasClosedIsRefused() {
        try (var _ = use("cuda:0")) {
            Stream a = new Stream();
            NDArray x;
            try (var _ = a.use()) {
                x = Np.ones(10).eval();
            }
            a.close();
            a.close();
            assertThat(x.add(1).sum().item()).isEqualTo(20.0);
            assertThatThrownBy(a::use).isInstanceOf(DeviceException.class).hasMessageContaining("was closed");
            assertThatThrownBy(a::record).isInstanceOf(DeviceException.class).hasMessageContaining("was closed");
        }
    }

    @Test
    void streamsAreOfOneDevice() {
        try (var _ = use("cuda:1");
                Stream there = new Stream(Device.of("cuda:1"))) {
            NDArray x = Np.ones(Np.float32, 4).to("cuda:0");
            Kernel kernel = Kernel.of(StreamTest::scale);
            assertThatThrownBy(() -> kernel.stream(there).run(2f, x))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("cuda:0")
                    .hasMessageContaining("cuda:1");
            RawKernel raw = RawKernel.cuda("extern \"C\" __global__ void f(float* x) { x[0] = 1; }", "f");
            assertThatThrownBy(() -> raw.grid(1).stream(there).run(x))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage(
                            "f: the arrays are on cuda:0 and the kernel was to run on cuda:1; move them with x.to(\"cuda:1\")");
        }
    }
}
