package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.run.TestDevices;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory that one stream still uses when another gets it. */
class StreamMemoryTest {
    private static final int N = 100_000;

    private DriverEngine engine;
    private Engine.Raw copy;
    private Engine.Raw fill;

    @BeforeEach
    void kernels() {
        engine = TestDevices.named("cuda:0");
        copy = engine.raw("CUDA C++", """
                extern "C" __global__ void copy(const float* x, float* y, int n) {
                    int i = blockIdx.x * blockDim.x + threadIdx.x;
                    if (i < n) y[i] = x[i];
                }
                """, "copy");
        fill = engine.raw("CUDA C++", """
                extern "C" __global__ void fill(float* y, int n) {
                    int i = blockIdx.x * blockDim.x + threadIdx.x;
                    if (i < n) y[i] = 7;
                }
                """, "fill");
    }

    private static void launch(Engine.Raw kernel, Object... arguments) {
        List<Engine.Argument> all = Arrays.stream(arguments)
                .map(a -> a instanceof Buffer b
                        ? new Engine.Argument.Memory(b)
                        : (Engine.Argument) new Engine.Argument.Scalar(DType.INT32, (Integer) a))
                .toList();
        kernel.launch(new long[] {Math.ceilDiv(N, 256)}, new long[] {256}, all);
    }

    private Buffer ones() {
        float[] ones = new float[N];
        Arrays.fill(ones, 1);
        Buffer x = engine.fromHost(HostBuffer.of(DType.FLOAT32, N, ones));
        engine.finish();
        return x;
    }

    @Test
    void memoryThatIsReusedInAnotherStreamWaitsForItsReaders() {
        Engine.Stream a = engine.newStream(0);
        Engine.Stream b = engine.newStream(0);
        Buffer x = ones();
        Buffer y = engine.allocate(DType.FLOAT32, N);
        Memory memory = engine.own(x).memory();
        try (Engine.Scope _ = a.use()) {
            launch(copy, x, y, N);
            engine.release(x);
        }
        Buffer z = engine.allocate(DType.FLOAT32, N);
        assertThat(engine.own(z).memory()).isSameAs(memory);
        try (Engine.Scope _ = b.use()) {
            launch(fill, z, N);
            assertThat(engine.toHost(z).getDouble(N - 1)).isEqualTo(7);
        }
        try (Engine.Scope _ = a.use()) {
            assertThat(engine.toHost(y).getDouble(N - 1)).isEqualTo(1);
        }
        a.close();
        b.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void memoryThatGoesBackToTheDriverWaitsForAllStreams(boolean closed) {
        Engine.Stream a = engine.newStream(0);
        Buffer x = ones();
        Buffer y = engine.allocate(DType.FLOAT32, N);
        try (Engine.Scope _ = a.use()) {
            launch(copy, x, y, N);
        }
        engine.release(x);
        if (closed) {
            a.close();
        }
        engine.started().pool().dropIdle();
        engine.finish();
        assertThat(engine.toHost(y).getDouble(N - 1)).isEqualTo(1);
        a.close();
    }

    @Test
    void readersOfTwoStreamsAreBothWaitedFor() {
        Engine.Stream a = engine.newStream(0);
        Engine.Stream b = engine.newStream(-1);
        Buffer x = ones();
        Buffer y = engine.allocate(DType.FLOAT32, N);
        Buffer z = engine.allocate(DType.FLOAT32, N);
        try (Engine.Scope _ = a.use()) {
            launch(copy, x, y, N);
        }
        try (Engine.Scope _ = b.use()) {
            launch(copy, x, z, N);
        }
        launch(fill, x, N);
        assertThat(engine.toHost(x).getDouble(0)).isEqualTo(7);
        assertThat(engine.toHost(y).getDouble(0)).isEqualTo(1);
        assertThat(engine.toHost(z).getDouble(0)).isEqualTo(1);
        a.close();
        b.close();
    }
}
