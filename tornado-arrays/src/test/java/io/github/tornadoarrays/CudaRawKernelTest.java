package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.OnCuda;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnCuda.class)
class CudaRawKernelTest {
    private static final RawKernel SAXPY = RawKernel.cuda("""
            extern "C" __global__ void saxpy(float a, const float* __restrict__ x, float* y, int n) {
                int i = blockIdx.x * blockDim.x + threadIdx.x;
                if (i < n) y[i] += a * x[i];
            }
            """, "saxpy");

    private static final RawKernel REVERSE = RawKernel.cuda("""
            extern "C" __global__ void reverse(double* x) {
                extern __shared__ double kept[];
                kept[threadIdx.x] = x[blockIdx.x * blockDim.x + threadIdx.x];
                __syncthreads();
                x[blockIdx.x * blockDim.x + threadIdx.x] = kept[blockDim.x - 1 - threadIdx.x];
            }
            """, "reverse");

    @Test
    void computesInPlace() {
        NDArray x = Np.asarray(new float[] {1, 2, 3});
        NDArray y = Np.asarray(new float[] {10, 20, 30});
        SAXPY.run(1, 64, 2f, x, y, 3);
        assertThat(y.toFloatArray()).containsExactly(12, 24, 36);
        SAXPY.run(1, 64, 2f, x.get("::-1"), y, 2);
        assertThat(y.toFloatArray()).containsExactly(18, 28, 36);
        SAXPY.run(0, 64, 2f, x, y, 3);
        assertThat(y.toFloatArray()).containsExactly(18, 28, 36);
    }

    @Test
    void groupsShareMemory() {
        NDArray x = Np.asarray(new double[] {1, 2, 3, 4, 5, 6});
        REVERSE.run(2, 3, x, new RawKernel.Shared(3 * Double.BYTES));
        assertThat(x.toDoubleArray()).containsExactly(3, 2, 1, 6, 5, 4);
        // more than a kernel has without asking
        REVERSE.run(2, 3, x, new RawKernel.Shared(60_000));
        assertThat(x.toDoubleArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> REVERSE.run(2, 3, x, new RawKernel.Shared(1 << 30)))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("bytes of shared memory for a group");
        // it is no argument, so it may stand anywhere
        REVERSE.run(2, 3, new RawKernel.Shared(24), x);
        assertThat(x.toDoubleArray()).containsExactly(3, 2, 1, 6, 5, 4);
    }

    @Test
    void argumentsThatDoNotFitAreRefused() {
        NDArray x = Np.asarray(new float[] {1, 2, 3});
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("3 arguments given; the kernel takes 4");
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, Np.asarray(new double[3]), 3))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("argument 2 is an array of float64; the kernel takes `float* y`");
        assertThatThrownBy(() -> SAXPY.run(1, 2048, 2f, x, x, 3))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("allows 1..1024");
    }

    @Test
    void sourceThatDoesNotCompileIsShown() {
        RawKernel wrong = RawKernel.cuda("extern \"C\" __global__ void wrong(float* x) {\n  x[0] = y;\n}\n", "wrong");
        NDArray x = Np.asarray(new float[] {1});
        assertThatThrownBy(() -> wrong.run(1, 1, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("NVRTC_ERROR_COMPILATION")
                .hasMessageMatching("(?s).*(identifier \"y\" is undefined|‘y’ was not declared).*")
                .hasMessageContaining("2    x[0] = y;");
        RawKernel mangled = RawKernel.cuda("__global__ void f(float* x) {}", "f");
        assertThatThrownBy(() -> mangled.run(1, 1, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("CUDA_ERROR_NOT_FOUND")
                .hasMessageContaining("write `extern \"C\" __global__ void f(…)`");
        assertThat(x.toFloatArray()).containsExactly(1);
    }

    @Test
    void arraysElsewhereAreRefused() {
        Assumptions.assumeFalse(CudaEngine.devices().isEmpty(), CudaEngine::whyNone);
        try (var _ = Engines.use(Engines.named("test", "cpu"))) {
            NDArray x = Np.asarray(new float[] {1, 2, 3});
            assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, x, 3))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage("saxpy: argument 1 is on host; move it with x.to(\"cuda:0\")");
        }
    }
}
