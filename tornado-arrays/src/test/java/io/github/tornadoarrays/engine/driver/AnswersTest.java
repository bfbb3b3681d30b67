package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.run.TestDevices;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are computed and read at once, so often that their kernels tell the host. */
class AnswersTest {
    private static final int OFTEN = 200;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "float16",
                "bfloat16",
                "float32",
                "float64",
                "int8",
                "uint8",
                "int16",
                "int32",
                "int64",
                "uint64",
                "complex64",
                "complex128"
            })
    void everyType(String type) {
        for (String device : TestDevices.names()) {
            DriverEngine engine = TestDevices.named(device);
            try (Device.Use _ = Device.use(device)) {
                NDArray x = Np.arange(4).astype(type).eval();
                for (int i = 0; i < OFTEN && engine.computes(x.dtype()); i++) {
                    NDArray all = x.sum().add(i % 20).astype(type);
                    assertThat(all.itemComplex().re()).as("%s %d", device, i).isEqualTo(6 + i % 20);
                    assertThat(all.itemComplex().re()).isEqualTo(6 + i % 20);
                }
            }
        }
    }

    /** What a place holds before there is an answer may be the answer. */
    @ParameterizedTest
    @ValueSource(longs = {0x7ff8_a5a5_7fc5_a5a5L, 0x7fc5_a5a5, (short) 0xa5a5, (byte) 0xa5, 0, -1})
    void everyNumber(long number) {
        for (String device : TestDevices.names()) {
            TestDevices.named(device);
            try (Device.Use _ = Device.use(device)) {
                for (String type : new String[] {"int8", "int16", "int32", "int64"}) {
                    NDArray x = Np.full(new long[] {1, 3}, number).astype(type).eval();
                    long expected = x.get(0, 0).itemLong();
                    for (int i = 0; i < 60; i++) {
                        assertThat(Np.max(x).itemLong()).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.tornadoarrays.run.TestDevices#names")
    void whatIsAskedForOnTheWay(String device) {
        TestDevices.named(device);
        try (Device.Use _ = Device.use(device)) {
            NDArray x = Np.arange(1, 9).astype("float64").eval();
            NDArray big = Np.ones(1 << 20).eval();
            for (int i = 0; i < OFTEN; i++) {
                NDArray part = x.div(x.sum()).mul(big.sum());
                assertThat(part.sum().item()).isEqualTo(1 << 20);
                assertThat(x.sub(x.mean()).square().sum().item()).isEqualTo(42);
                NDArray kept = x.max();
                assertThat(kept.add(x.min()).item()).isEqualTo(9);
                assertThat(x.div(kept).sum().item()).isEqualTo(4.5);
            }
        }
    }

    /** An answer of a kernel that is launched with others in a graph. */
    @ParameterizedTest
    @MethodSource("io.github.tornadoarrays.run.TestDevices#names")
    void ofRepeatedExpressions(String device) {
        TestDevices.named(device);
        try (Device.Use _ = Device.use(device)) {
            for (int i = 0; i < OFTEN; i++) {
                NDArray x = Np.full(new long[] {8, 8}, i + 1.0).eval();
                NDArray y = x;
                for (int k = 0; k < 3; k++) {
                    y = y.div(y.sum(Np.axis(0).keepdims()));
                    y = y.div(y.sum(Np.axis(1).keepdims()));
                }
                NDArray sum = i % 3 == 0 ? y.sum().eval() : y.sum();
                assertThat(sum.item()).isBetween(7.9999, 8.0001);
                assertThat(x.sum().item()).isEqualTo(64 * (i + 1.0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.tornadoarrays.run.TestDevices#names")
    void ofSeveralThreads(String device) {
        TestDevices.named(device);
        try (Device.Use _ = Device.use(device)) {
            double[] found = IntStream.range(0, 400)
                    .parallel()
                    .mapToDouble(
                            i -> Np.full(new long[] {10}, i).to(device).sum().item())
                    .toArray();
            assertThat(found)
                    .isEqualTo(Arrays.stream(IntStream.range(0, 400).toArray())
                            .mapToDouble(i -> 10 * i)
                            .toArray());
        }
    }
}
