package io.github.tornadoarrays.tornadovm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.engine.driver.Driver.Stack;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.OnTornadoVm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told to a library of the vendor's, with a library that multiplies on the host in its place; and where there is one. */
class VendorLibraryTest {
    private static final int HEADER = 16;

    /** As cuBLAS computes, on one array of which addresses are bytes. */
    private static void gemm(float[] memory, String function, Object[] arguments, long[] pointers) {
        assertThat(function).isEqualTo("cublasSgemmStridedBatched");
        boolean transA = (int) arguments[0] == 1;
        boolean transB = (int) arguments[1] == 1;
        int m = (int) arguments[2];
        int n = (int) arguments[3];
        int k = (int) arguments[4];
        int lda = (int) arguments[7];
        int ldb = (int) arguments[10];
        int ldc = (int) arguments[14];
        for (int p = 0; p < (int) arguments[16]; p++) {
            int a = (int) ((pointers[6] - HEADER) / Float.BYTES + p * (long) arguments[8]);
            int b = (int) ((pointers[9] - HEADER) / Float.BYTES + p * (long) arguments[11]);
            int c = (int) ((pointers[13] - HEADER) / Float.BYTES + p * (long) arguments[15]);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    float sum = 0;
                    for (int q = 0; q < k; q++) {
                        sum += memory[a + (transA ? q + i * lda : i + q * lda)]
                                * memory[b + (transB ? j + q * ldb : q + j * ldb)];
                    }
                    memory[c + i + j * ldc] =
                            (float) arguments[5] * sum + (float) arguments[12] * memory[c + i + j * ldc];
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void productsOfRowsAreWhatTheLibraryTakesForColumns(boolean transposedA, boolean transposedB) {
        int m = 3;
        int n = 2;
        int k = 4;
        int pairs = 2;
        float[] memory = new float[1000];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = i % 13;
        }
        int strideA = 7;
        int strideB = 6;
        Stack a = new Stack(0, 5, transposedA, strideA, 100);
        Stack b = new Stack(400 * Float.BYTES, 3, transposedB, strideB, 50);
        Stack c = new Stack(800 * Float.BYTES, 0, false, n, (long) m * n);
        new VendorLibrary((f, arguments, pointers) -> gemm(memory, f, arguments, pointers))
                .multiply(m, n, k, pairs, a, b, c);
        for (int p = 0; p < pairs; p++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    float expected = 0;
                    for (int q = 0; q < k; q++) {
                        expected += memory[5 + p * 100 + (transposedA ? i + q * strideA : i * strideA + q)]
                                * memory[403 + p * 50 + (transposedB ? q + j * strideB : q * strideB + j)];
                    }
                    assertThat(memory[800 + p * m * n + i * n + j]).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void transformsAreNamedByTypeAndDirection() {
        List<String> calls = new ArrayList<>();
        VendorLibrary library = new VendorLibrary(
                (f, arguments, pointers) -> calls.add(f + Arrays.asList(arguments) + Arrays.toString(pointers)));
        library.transform(DType.COMPLEX64, 1000, 2000, 3, 8, true);
        library.transform(DType.COMPLEX128, 1000, 2000, 3, 8, false);
        assertThat(calls)
                .containsExactly(
                        "cufftForwardC2C[null, null, 8, 3][1016, 2016, 0, 0]",
                        "cufftInverseZ2Z[null, null, 8, 3][1016, 2016, 0, 0]");
    }

    /** Only the CUDA backend has such libraries; elsewhere products are by kernels. */
    @Test
    void whereThereIsOne() {
        boolean cuda = OnTornadoVm.backend().equals("CUDA");
        DriverEngine engine = (DriverEngine) Engines.named("test", "tornado:0");
        assertThat(engine.started().driver().multiplies(DType.FLOAT32)).isEqualTo(cuda);
        assertThat(engine.started().driver().multiplies(DType.FLOAT64)).isFalse();
        try (Device.Use _ = Device.use("tornado:0")) {
            NDArray x = Np.arange(2 * 5 * 7).astype(DType.FLOAT32).reshape(2, 5, 7);
            NDArray y =
                    Np.arange(2 * 3 * 7).astype(DType.FLOAT32).reshape(2, 3, 7).mT();
            NDArray product = x.matmul(y);
            assertThat(product.to("host").toFloatArray())
                    .containsExactly(x.to("host").matmul(y.to("host")).toFloatArray());
            assertThat(engine.started().driver().transformsRows(DType.COMPLEX64))
                    .isEqualTo(cuda);
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
                NDArray rows = x.reshape(5, 14).astype(type);
                NDArray back = Np.fft.ifft(Np.fft.fft(rows)).real();
                assertThat(back.sub(rows).abs().max().item()).isLessThan(1e-4);
            }
        }
    }
}
