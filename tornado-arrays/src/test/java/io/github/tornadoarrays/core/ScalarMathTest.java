package io.github.tornadoarrays.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarMathTest {
    /** Expected values from 60-digit arithmetic, rounded once. */
    @ParameterizedTest
    @CsvSource({
        "asinh, 1e-20, 1e-20",
        "asinh, 0.001, 0.0009999998333334083",
        "asinh, -0.3, -0.29567304756342244",
        "asinh, 0.7, 0.6526665660823557",
        "asinh, 2.5, 1.6472311463710958",
        "asinh, -40.0, -4.382182848065498",
        "asinh, 1000000000.0, 21.416413017506358",
        "asinh, 1e+300, 691.4686750787737",
        "acosh, 1.0, 0.0",
        "acosh, 1.0000001, 0.0004472135919037347",
        "acosh, 1.01, 0.14130376948564863",
        "acosh, 1.5, 0.9624236501192069",
        "acosh, 30.0, 4.0940666686320855",
        "acosh, 1000000000.0, 21.416413017506358",
        "acosh, 1e+300, 691.4686750787737",
        "atanh, 1e-20, 1e-20",
        "atanh, 0.001, 0.0010000003333335333",
        "atanh, -0.3, -0.3095196042031117",
        "atanh, 0.5, 0.5493061443340549",
        "atanh, 0.9, 1.4722194895832204",
        "atanh, -0.9999999, -8.40562139102231",
        "exp2, -1074.0, 5e-324",
        "exp2, -1022.5, 1.5733648139913585e-308",
        "exp2, -0.1, 0.9330329915368074",
        "exp2, 0.0, 1.0",
        "exp2, 0.1, 1.0717734625362931",
        "exp2, 10.0, 1024.0",
        "exp2, 1023.5, 1.2711610061536464e+308",
        "log2, 5e-324, -1074.0",
        "log2, 2.2250738585072014e-308, -1022.0",
        "log2, 0.1, -3.321928094887362",
        "log2, 0.5, -1.0",
        "log2, 0.9999, -0.00014427671804501932",
        "log2, 1.0001, 0.0001442622910945383",
        "log2, 8.0, 3.0",
        "log2, 10.0, 3.321928094887362",
        "log2, 1.7976931348623157e+308, 1024.0",
        "sinc, 0.5, 0.6366197723675814",
        "sinc, -1.5, -0.2122065907891938",
        "sinc, 0.1, 0.983631643083466",
        "sinc, 1e-09, 1.0",
        "sinc, 20.25, 0.011115016248853105"
    })
    void isWithinTwoUlpsOfTheTrueValue(String function, double x, double expected) {
        double actual = switch (function) {
            case "asinh" -> ScalarMath.asinh(x);
            case "acosh" -> ScalarMath.acosh(x);
            case "atanh" -> ScalarMath.atanh(x);
            case "exp2" -> ScalarMath.exp2(x);
            case "log2" -> ScalarMath.log2(x);
            case "sinc" -> ScalarMath.sinc(x);
            default -> throw new IllegalArgumentException(function);
        };
        assertThat(actual).isCloseTo(expected, within(2 * Math.ulp(expected)));
    }

    /** Expected values are NumPy's. */
    @ParameterizedTest
    @CsvSource({
        "7.0, 3.0, 2.0, 1.0",
        "-7.0, 3.0, -3.0, 2.0",
        "7.0, -3.0, -3.0, -2.0",
        "-7.0, -3.0, 2.0, -1.0",
        "0.0, -3.0, -0.0, -0.0",
        "-0.0, 3.0, -0.0, 0.0",
        "6.0, -3.0, -2.0, -0.0",
        "1.0, 0.1, 9.0, 0.09999999999999995",
        "1.0, Infinity, 0.0, 1.0",
        "-1.0, Infinity, -1.0, Infinity",
        "1.0, -Infinity, -1.0, -Infinity",
        "Infinity, 2.0, NaN, NaN",
        "1.0, 0.0, Infinity, NaN",
        "-1.0, 0.0, -Infinity, NaN",
        "0.0, 0.0, NaN, NaN",
        "NaN, 1.0, NaN, NaN",
        "1.0, NaN, NaN, NaN",
        "-0.1, 1e+300, -1.0, 1e+300",
        "5e-324, 2.0, 0.0, 5e-324",
        "1e+308, -0.1, -Infinity, -0.03906711615670008"
    })
    void dividesAsNumPyDoes(double a, double b, double quotient, double remainder) {
        assertThat(ScalarMath.floorDiv(a, b)).isEqualTo(Double.valueOf(quotient));
        assertThat(ScalarMath.mod(a, b)).isEqualTo(Double.valueOf(remainder));
    }

    @Test
    void floatDivisionRoundsInFloat() {
        assertThat(ScalarMath.floorDiv(1f, 0.1f)).isEqualTo(9f);
        assertThat(ScalarMath.mod(1f, 0.1f)).isEqualTo(1f % 0.1f);
        assertThat(ScalarMath.floorDiv(-7f, 3f)).isEqualTo(-3f);
        assertThat(ScalarMath.mod(-7f, 3f)).isEqualTo(2f);
        assertThat(ScalarMath.floorDiv(1f, 0f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(ScalarMath.mod(1f, 0f)).isNaN();
        assertThat(ScalarMath.mod(-1f, Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void integerDivisionFloorsAndGivesZeroForZero() {
        assertThat(ScalarMath.floorDiv(-7L, 3L)).isEqualTo(-3);
        assertThat(ScalarMath.mod(-7, 3)).isEqualTo(2);
        assertThat(ScalarMath.mod(7L, -3L)).isEqualTo(-2);
        assertThat(ScalarMath.floorDiv(5, 0)).isZero();
        assertThat(ScalarMath.mod(5L, 0L)).isZero();
        assertThat(ScalarMath.floorDiv(Long.MIN_VALUE, -1L)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void powHasTheSpecialValuesOfC() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(ScalarMath.pow(1.0, Double.NaN)).isEqualTo(1);
        assertThat(ScalarMath.pow(Double.NaN, 0.0)).isEqualTo(1);
        assertThat(ScalarMath.pow(Double.NaN, 1.0)).isNaN();
        assertThat(ScalarMath.pow(-1.0, inf)).isEqualTo(1);
        assertThat(ScalarMath.pow(-1.0, -inf)).isEqualTo(1);
        assertThat(ScalarMath.pow(1.0, inf)).isEqualTo(1);
        assertThat(ScalarMath.pow(-8.0, 1.0 / 3)).isNaN();
        assertThat(ScalarMath.pow(-2.0, 3.0)).isEqualTo(-8);
        assertThat(ScalarMath.pow(-0.0, -3.0)).isEqualTo(-inf);
        assertThat(ScalarMath.pow(-0.0, -3289919362846268.5)).isEqualTo(inf);
        assertThat(ScalarMath.pow(1f, Float.NaN)).isEqualTo(1);
        assertThat(ScalarMath.pow(2f, 0.5f)).isEqualTo((float) Math.sqrt(2));
    }

    @Test
    void integerPowWrapsAndRefusesNegativeExponents() {
        assertThat(ScalarMath.pow(3L, 13L)).isEqualTo(1594323);
        assertThat(ScalarMath.pow(-2L, 63L)).isEqualTo(Long.MIN_VALUE);
        assertThat(ScalarMath.pow(2L, 64L)).isZero();
        assertThat(ScalarMath.pow(0, 0)).isEqualTo(1);
        assertThat(ScalarMath.pow(3, 21)).isEqualTo((int) 10460353203L);
        assertThatThrownBy(() -> ScalarMath.pow(2L, -1L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pow: ")
                .hasMessageContaining("2 to -1");
    }

    @Test
    void hyperbolicInversesAtTheEdges() {
        assertThat(ScalarMath.asinh(-0.0)).isEqualTo(Double.valueOf(-0.0));
        assertThat(ScalarMath.asinh(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ScalarMath.acosh(0.5)).isNaN();
        assertThat(ScalarMath.acosh(Double.NaN)).isNaN();
        assertThat(ScalarMath.acosh(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ScalarMath.atanh(1.0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ScalarMath.atanh(-1.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ScalarMath.atanh(1.5)).isNaN();
        assertThat(ScalarMath.asinh(0.5f)).isEqualTo((float) ScalarMath.asinh(0.5));
    }

    @Test
    void log2IsExactForPowersOfTwo() {
        for (int e = -1074; e < 1024; e++) {
            assertThat(ScalarMath.log2(Math.scalb(1.0, e))).isEqualTo(e);
        }
        assertThat(ScalarMath.log2(0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ScalarMath.log2(-1.0)).isNaN();
        assertThat(ScalarMath.log2(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void logaddexpNeitherOverflowsNorMeetsInfinityMinusInfinity() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(ScalarMath.logaddexp(1000.0, 1000.0)).isEqualTo(1000 + Math.log(2));
        assertThat(ScalarMath.logaddexp(-inf, -inf)).isEqualTo(-inf);
        assertThat(ScalarMath.logaddexp(inf, inf)).isEqualTo(inf);
        assertThat(ScalarMath.logaddexp(-inf, 3.0)).isEqualTo(3);
        assertThat(ScalarMath.logaddexp(1.0, Double.NaN)).isNaN();
        assertThat(ScalarMath.logaddexp(0.0, 1.0)).isCloseTo(Math.log(1 + Math.E), within(1e-15));
    }

    @Test
    void nextAfterStepsFloats() {
        assertThat(ScalarMath.nextAfter(1f, 2f)).isEqualTo(Math.nextUp(1f));
        assertThat(ScalarMath.nextAfter(0f, -1f)).isEqualTo(-Float.MIN_VALUE);
        assertThat(ScalarMath.nextAfter(1f, 1f)).isEqualTo(1f);
    }
}
