package io.github.tornadoarrays.lift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.kernel.Parallel;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LiftTest {
    static void saxpy(float a, float[] x, float[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = a * x[i] + y[i];
        }
    }

    static void multiply(float[] a, float[] b, float[] c, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < n; j++) {
                float s = 0;
                for (int k = 0; k < n; k++) {
                    s += a[i * n + k] * b[k * n + j];
                }
                c[i * n + j] = s;
            }
        }
    }

    static Method find(Class<?> in, String name) {
        return Arrays.stream(in.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String name) {
        Lifted l = Lift.method(find(LiftTest.class, name), false);
        StringBuilder all = new StringBuilder();
        for (Kernel k : l.kernels()) {
            all.append(Printer.print(k));
        }
        return all.toString();
    }

    @Test
    void aParallelLoopIsAGridLoop() {
        assertThat(text("saxpy")).isEqualTo("""
                kernel LiftTest.saxpy(float32[] x, float32[] y, float32 a, int32 x_length, int32 y_length) {
                  grid i in 0..y_length {
                    y[i] = (a * x[i]) + y[i]
                  }
                }
                """);
    }

    @Test
    void twoParallelLoopsAreAGridAndOtherLoopsStay() {
        assertThat(text("multiply"))
                .contains("grid i in 0..n {\n    grid j in 0..n {\n      float32 s = 0.0f\n")
                .contains("s = s + (a[(i * n) + k] * b[(k * n) + j])\n")
                .contains("c[(i * n) + j] = s\n");
    }
}
