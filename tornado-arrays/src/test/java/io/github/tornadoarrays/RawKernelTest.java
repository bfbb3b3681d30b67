package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.run.Engines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawKernelTest {
    private static final RawKernel SAXPY = RawKernel.opencl("""
            kernel void saxpy(float a, global const float* x, global float* y, int n) {
                int i = get_global_id(0);
                if (i < n) y[i] += a * x[i];
            }
            """, "saxpy");

    private static final RawKernel TRANSPOSE = RawKernel.opencl("""
            kernel void transpose(global const int* x, global int* y, uint rows, uint columns) {
                uint c = get_global_id(0), r = get_global_id(1);
                if (r < rows && c < columns) y[c * rows + r] = x[r * columns + c];
            }
            """, "transpose");

    private Engines.Scope scope;

    @BeforeEach
    void useDevice() {
        Assumptions.assumeFalse(OpenClEngine.devices().isEmpty(), OpenClEngine::whyNone);
        Engine engine = OpenClEngine.devices().getFirst();
        scope = Engines.use(engine);
    }

    @AfterEach
    void leaveDevice() {
        if (scope != null) {
            scope.close();
        }
    }

    @Test
    void computesInPlace() {
        NDArray x = Np.asarray(new float[] {1, 2, 3});
        NDArray y = Np.asarray(new float[] {10, 20, 30});
        SAXPY.run(1, 64, 2f, x, y, 3);
        assertThat(y.toFloatArray()).containsExactly(12, 24, 36);
        SAXPY.run(1, 64, 1f, x, y, 2);
        assertThat(y.toFloatArray()).containsExactly(13, 26, 36);
    }

    @Test
    void runsAlongTwoDimensions() {
        NDArray x = Np.asarray(new int[][] {{1, 2, 3}, {4, 5, 6}});
        NDArray y = Np.asarray(new int[3][2]);
        TRANSPOSE.run(new long[] {1, 2}, new long[] {8, 4}, x, y, 2, 3);
        assertThat(y.toIntArray()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void noGroupsAreNothingToDo() {
        NDArray y = Np.asarray(new float[] {1});
        SAXPY.run(0, 64, 2f, y, y, 1);
        assertThat(y.toFloatArray()).containsExactly(1);
    }

    @Test
    void viewsAreCopiedThereAndBack() {
        NDArray x = Np.asarray(new float[] {1, 2, 3, 4, 5, 6});
        NDArray y = Np.asarray(new float[] {10, 20, 30, 40, 50});
        SAXPY.run(1, 64, 2f, x.get("::-2"), y.get("1:4"), 3);
        assertThat(y.toFloatArray()).containsExactly(10, 32, 38, 44, 50);
        SAXPY.run(1, 64, 1f, y.get("0:2"), y.get("3:"), 2);
        assertThat(y.toFloatArray()).containsExactly(10, 32, 38, 54, 82);
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, y.get("::2"), 3))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("argument 2 is a view with shape (3,), strides (2,), offset 0");
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, y.get("0:3"), y.get("2:5"), 3))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("arguments 1 and 2 share elements");
        assertThat(y.toFloatArray()).containsExactly(10, 32, 38, 54, 82);
    }

    @Test
    void whatReadTheArrayBeforeKeepsWhatItRead() {
        NDArray x = Np.asarray(new float[] {1, 2, 3});
        NDArray y = Np.asarray(new float[] {10, 20, 30});
        NDArray pending = y.add(1);
        SAXPY.run(1, 64, 1f, x.mul(2), y, 3);
        assertThat(pending.toFloatArray()).containsExactly(11, 21, 31);
        assertThat(y.toFloatArray()).containsExactly(12, 24, 36);
    }

    @Test
    void argumentsThatDoNotFitAreRefused() {
        NDArray x = Np.asarray(new float[] {1, 2, 3});
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("3 arguments given; the kernel takes 4");
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2.0, x, x, 3))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("argument 0 is a scalar of type float64; the kernel takes `float a`");
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, Np.asarray(new double[3]), 3))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("argument 2 is an array of float64; the kernel takes `float* y`");
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, null, 3))
                .isInstanceOf(KernelException.class)
                .hasMessage("saxpy: argument 2 is null; give an NDArray, a Java number, or RawKernel.Shared");
        assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, "y", 3))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("argument 2 is a String; give an NDArray");
        assertThatThrownBy(() -> SAXPY.run(1, 1L << 40, 2f, x, x, 3))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("1099511627776");
        assertThatThrownBy(() -> SAXPY.run(new long[] {1, 1}, new long[] {1}, 2f, x, x, 3))
                .isInstanceOf(KernelException.class);
        assertThatThrownBy(() -> RawKernel.opencl("", null)).isInstanceOf(KernelException.class);
    }

    @Test
    void arraysElsewhereAreRefused() {
        scope.close();
        try (var _ = Engines.use(Engines.named("test", "cpu"))) {
            NDArray x = Np.asarray(new float[] {1, 2, 3});
            assertThatThrownBy(() -> SAXPY.run(1, 64, 2f, x, x, 3))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage("saxpy: argument 1 is on host; move it with x.to(\"opencl:0\")");
        }
    }

    @Test
    void sourceThatDoesNotCompileIsShown() {
        RawKernel wrong = RawKernel.opencl("kernel void wrong(global float* x) {\n  x[0] = y;\n}\n", "wrong");
        NDArray x = Np.asarray(new float[] {1});
        assertThatThrownBy(() -> wrong.run(1, 1, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("CL_BUILD_PROGRAM_FAILURE")
                .hasMessageContaining("2    x[0] = y;");
        assertThat(x.toFloatArray()).containsExactly(1);
    }
}
