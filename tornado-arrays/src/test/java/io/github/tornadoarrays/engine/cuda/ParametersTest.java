package io.github.tornadoarrays.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.driver.Driver;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static List<String> read(String source, String entry) {
        return Parameters.of(source, entry).stream()
                .map(Optional::orElseThrow)
                .map(p -> p.type() + (p.pointer() ? "*" : "") + (p.written() ? " written" : ""))
                .toList();
    }

    @Test
    void pointersAndNumbersAreRead() {
        assertThat(read(
                        "extern \"C\" __global__ void f(float a, const double* __restrict__ x, unsigned long long  int *y,\n"
                                + "    const int n, unsigned char z[4]) {}",
                        "f"))
                .containsExactly("float", "double*", "unsigned long long* written", "int", "unsigned char* written");
        assertThat(read("extern \"C\" __global__ void f() {}", "f")).isEmpty();
        assertThat(read("extern \"C\" __global__ void f(void) {}", "f")).isEmpty();
    }

    @Test
    void callsCommentsAndOtherKernelsAreNot() {
        String source = """
                // __global__ void f(int wrong)
                __device__ int g(int, int); /* f(1, 2) */
                __device__ int h(long x) { return f(x); }
                extern "C" __global__ void __launch_bounds__(256, 2) f(const pair<int, float> *x, int32_t n) { h(n); }
                extern "C" __global__ void f2(int a) {}
                """;
        assertThat(read(source, "f")).containsExactly("pair<int, float>*", "int32_t");
        assertThat(read(source, "f2")).containsExactly("int");
    }

    @Test
    void theTextIsAsDeclared() {
        List<Optional<Driver.Parameter>> all =
                Parameters.of("extern \"C\" __global__ void f(const  float *\n x) {}", "f");
        assertThat(all.getFirst().orElseThrow().text()).isEqualTo("const float * x");
    }

    @Test
    void aKernelThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Parameters.of("void f(int x) {}", "f"))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("f: the source has no text `__global__ void f(…)`");
    }
}
