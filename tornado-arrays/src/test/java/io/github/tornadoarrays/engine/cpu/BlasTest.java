package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlasTest {

    @BeforeEach
    void needsTheLibrary() {
        assumeTrue(Blas.available(), Blas::whyNot);
    }

    static Stream<Products.Case> cases() {
        return Products.cases();
    }

    @Test
    void saysWhatItIs() {
        assertThat(Blas.whyNot()).isEmpty();
        assertThat(Blas.version()).isNotBlank();
        assertThat(Blas.threads()).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void realMatrixProducts(Products.Case c) {
        Products.checkDouble(c, Blas::dgemm);
        Products.checkFloat(c, Blas::sgemm);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void complexMatrixProducts(Products.Case c) {
        Products.checkComplexDouble(c, Blas::zgemm);
        Products.checkComplexFloat(c, Blas::cgemm);
    }

    /** A vector is a matrix of one column, so a matrix-vector product must be what a matrix product is. */
    @ParameterizedTest
    @MethodSource("cases")
    void matrixVectorProducts(Products.Case c) {
        Products.Case column = c.column();
        Products.checkDouble(
                column,
                (ta, tb, m, n, k, a, ao, lda, b, bo, ldb, r, ro, ldr) ->
                        Blas.dgemv(ta, ta ? k : m, ta ? m : k, a, ao, lda, b, bo, ldb, r, ro, ldr));
        Products.checkFloat(
                column,
                (ta, tb, m, n, k, a, ao, lda, b, bo, ldb, r, ro, ldr) ->
                        Blas.sgemv(ta, ta ? k : m, ta ? m : k, a, ao, lda, b, bo, ldb, r, ro, ldr));
        Products.checkComplexDouble(column, (ta, tb, m, n, k, a, ao, lda, b, bo, ldb, r, ro, ldr) -> {
            boolean t = ta != Transpose.NO;
            Blas.zgemv(ta, t ? k : m, t ? m : k, a, ao, lda, b, bo, ldb, r, ro, ldr);
        });
        Products.checkComplexFloat(column, (ta, tb, m, n, k, a, ao, lda, b, bo, ldb, r, ro, ldr) -> {
            boolean t = ta != Transpose.NO;
            Blas.cgemv(ta, t ? k : m, t ? m : k, a, ao, lda, b, bo, ldb, r, ro, ldr);
        });
    }

    @Test
    void dotProducts() {
        double[] x = {9, 1, 2, 3, 4};
        double[] y = {10, 0, 20, 0, 30};
        assertThat(Blas.ddot(3, x, 1, 1, y, 0, 2)).isEqualTo(10 + 40 + 90);
        assertThat(Blas.sdot(2, new float[] {1, 2}, 0, 1, new float[] {3, 4}, 0, 1))
                .isEqualTo(11);
        assertThat(Blas.ddot(0, x, 5, 1, y, 5, 1)).isZero();

        // (1 + 2i)(3 + 4i) = -5 + 10i and (1 - 2i)(3 + 4i) = 11 - 2i
        double[] z = {0, 0, 1, 2};
        double[] w = {3, 4};
        double[] out = new double[3];
        Blas.zdotu(1, z, 1, 1, w, 0, 1, out, 1);
        assertThat(out).containsExactly(0, -5, 10);
        Blas.zdotc(1, z, 1, 1, w, 0, 1, out, 1);
        assertThat(out).containsExactly(0, 11, -2);
        float[] fz = {0, 0, 1, 2};
        float[] fw = {3, 4};
        float[] fout = new float[2];
        Blas.cdotu(1, fz, 1, 1, fw, 0, 1, fout, 0);
        assertThat(fout).containsExactly(-5, 10);
        Blas.cdotc(1, fz, 1, 1, fw, 0, 1, fout, 0);
        assertThat(fout).containsExactly(11, -2);
    }

    @Test
    void anOperandThatDoesNotFitIsRefusedBeforeNativeCodeSeesIt() {
        double[] four = new double[4];
        assertThatThrownBy(() -> Blas.dgemm(false, false, 2, 2, 2, four, 1, 2, four, 0, 2, new double[4], 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dgemm: A of 2 x 2 at offset 1 with stride 2 ends at element 5; the array has 4");
        assertThatThrownBy(() -> Blas.dgemm(false, true, 2, 2, 2, four, 0, 2, four, 0, 1, new double[4], 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dgemm: the stride 1 of B is less than a row of 2; it must be at least 2");
        assertThatThrownBy(() -> Blas.zgemv(Transpose.NO, 1, 2, four, 0, 2, four, 0, 1, new double[1], 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zgemv: y of 1 x 1 at offset 0 with stride 1 ends at element 1; the array has 0");
        assertThatThrownBy(() -> Blas.ddot(2, four, 0, 1, four, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** 1500 x 1500 x 1500 is cut along the sum, 2200 x 2200 x 300 along rows and columns. */
    @Test
    void aProductCutIntoPiecesIsWhole() {
        for (int[] size : new int[][] {{1500, 1500, 1500}, {2200, 2200, 300}, {5000, 3, 300}}) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            Random random = new Random(4);
            double[] a = random.doubles((long) m * k).toArray();
            double[] b = random.doubles((long) k * n).toArray();
            double[] c = random.doubles((long) m * n).toArray();
            Blas.dgemm(false, false, m, n, k, a, 0, k, b, 0, n, c, 0, n);
            for (int probe = 0; probe < 200; probe++) {
                int i = random.nextInt(m);
                int j = random.nextInt(n);
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += a[i * k + l] * b[l * n + j];
                }
                assertThat(c[i * n + j]).isCloseTo(sum, within(1e-9));
            }
        }
    }

    @Test
    void aVectorProductCutIntoPiecesIsWhole() {
        int m = 9000;
        int n = 2000;
        float[] a = new float[m * n];
        float[] x = new float[m];
        for (int i = 0; i < m; i++) {
            Arrays.fill(a, i * n, (i + 1) * n, i % 3);
            x[i] = 1;
        }
        float[] y = new float[m];
        Blas.sgemv(false, m, n, a, 0, n, x, 0, 1, y, 0, 1);
        for (int i = 0; i < m; i++) {
            assertThat(y[i]).isEqualTo(n * (i % 3));
        }
        Blas.sgemv(true, m, n, a, 0, n, x, 0, 1, y, 0, 1);
        for (int j = 0; j < n; j++) {
            assertThat(y[j]).isEqualTo(m);
        }
        assertThat(Blas.sdot(m * n, a, 0, 1, a, 0, 1)).isEqualTo(m / 3f * 5 * n);
    }
}
