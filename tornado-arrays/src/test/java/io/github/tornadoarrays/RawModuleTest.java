package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.run.OnCuda;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnCuda.class)
class RawModuleTest {
    private static final String SOURCE = """
            __constant__ float factors[2];
            template <class T> __global__ void scale(T* x, int n) {
                int i = blockIdx.x * blockDim.x + threadIdx.x;
                if (i < n) x[i] *= factors[0];
            }
            extern "C" __global__ void shift(float* x, int n) {
                int i = blockIdx.x * blockDim.x + threadIdx.x;
                if (i < n) x[i] += factors[1] + MORE;
            }
            """;

    private static RawModule module() {
        return RawModule.cuda(SOURCE, List.of("scale<float>", "scale<double>"), "-DMORE=100");
    }

    @Test
    void kernelsShareVariables() {
        // twice: the second one's code comes from the cache
        for (int i = 0; i < 2; i++) {
            RawModule m = module();
            m.getGlobal("factors", Np.float32).set(Np.asarray(new float[] {3, 4}));
            NDArray x = Np.asarray(new float[] {1, 2});
            NDArray y = Np.asarray(new double[] {10, 20, 30});
            m.getFunction("scale<float>").run(1, 32, x, 2);
            m.getFunction("shift").run(1, 32, x, 2);
            m.getFunction("scale<double>").grid(1).block(32).run(y, 3);
            assertThat(x.toFloatArray()).containsExactly(107, 110);
            assertThat(y.toDoubleArray()).containsExactly(30, 60, 90);
            assertThat(m.getGlobal("factors", Np.float32).get().toFloatArray()).containsExactly(3, 4);
        }
    }

    @Test
    void modulesHaveVariablesOfTheirOwn() {
        RawModule a = module();
        RawModule b = module();
        a.getGlobal("factors", Np.float32).set(Np.asarray(new float[] {3, 4}));
        b.getGlobal("factors", Np.float32).set(Np.asarray(new int[] {5, 6}));
        NDArray x = Np.asarray(new float[] {1});
        a.getFunction("scale<float>").run(1, 1, x, 1);
        b.getFunction("scale<float>").run(1, 1, x, 1);
        assertThat(x.toFloatArray()).containsExactly(15);
    }

    @Test
    void badInputIsRefused() {
        RawModule m = module();
        NDArray x = Np.asarray(new float[] {1});
        assertThatThrownBy(() -> m.getFunction("scale<int>").run(1, 1, x, 1))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("CUDA_ERROR_NOT_FOUND")
                .hasMessageContaining("give its name to RawModule.cuda");
        assertThatThrownBy(() -> m.getGlobal("nothing", Np.float32))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("no variable \"nothing\"");
        assertThatThrownBy(() -> m.getGlobal("factors", Np.float32).set(Np.ones(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("3 values for \"factors\", which has 2");
        assertThatThrownBy(() -> RawModule.cuda(SOURCE, "-D MORE=1"))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("has blanks");
        assertThatThrownBy(() -> RawModule.cuda("extern \"C\" __global__ void f(int* x) {\n  x[0] = y;\n}")
                        .getFunction("f")
                        .run(1, 1, Np.asarray(new int[1])))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("NVRTC_ERROR_COMPILATION")
                .hasMessageContaining("2    x[0] = y;");
    }
}
