package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GemmTest {

    static Stream<Products.Case> cases() {
        return Products.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyTypeAgreesWithThreeLoops(Products.Case c) {
        Products.checkDouble(c, Gemm::multiply);
        Products.checkFloat(c, Gemm::multiply);
        Products.checkInt(c, Gemm::multiply);
        Products.checkLong(c, Gemm::multiply);
        Products.checkComplexDouble(c, Gemm::multiplyComplex);
        Products.checkComplexFloat(c, Gemm::multiplyComplex);
    }

    @Test
    void integersWrapAround() {
        int[] r = new int[1];
        Gemm.multiply(
                false, false, 1, 1, 2, new int[] {1 << 30, 3}, 0, 2, new int[] {4, Integer.MAX_VALUE}, 0, 1, r, 0, 1);
        assertThat(r[0]).isEqualTo((int) (3L * Integer.MAX_VALUE));
        long[] s = new long[1];
        Gemm.multiply(
                false, false, 1, 1, 1, new long[] {Long.MAX_VALUE}, 0, 1, new long[] {Long.MAX_VALUE}, 0, 1, s, 0, 1);
        assertThat(s[0]).isEqualTo(1);
    }

    @Test
    void nanAndInfinityReachOnlyTheirRowsAndColumns() {
        double[] a = {Double.NaN, 1, 1, 1, 1, 1};
        double[] b = {1, Double.POSITIVE_INFINITY, 1, 1};
        double[] c = new double[6];
        Gemm.multiply(false, false, 3, 2, 2, a, 0, 2, b, 0, 2, c, 0, 2);
        assertThat(c).containsExactly(Double.NaN, Double.NaN, 2, Double.POSITIVE_INFINITY, 2, Double.POSITIVE_INFINITY);
    }

    @Test
    void anOperandThatDoesNotFitIsRefused() {
        assertThatThrownBy(() ->
                        Gemm.multiply(false, false, 2, 2, 2, new int[4], 0, 2, new int[3], 0, 2, new int[4], 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gemm: B of 2 x 2 at offset 0 with stride 2 ends at element 4; the array has 3");
    }
}
