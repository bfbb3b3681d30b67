package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.ones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import java.math.BigInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What golden cases can't say of {@link NumberFunctions}: records of types, messages, expressions that stay lazy. */
class NumberFunctionsTest {
    @Test
    void floatingTypesAreDescribed() {
        Finfo f = Np.finfo(DType.FLOAT32);
        assertThat(f.eps()).isEqualTo(Math.ulp(1f));
        assertThat(f.epsneg()).isEqualTo(1 - Math.nextDown(1f));
        assertThat(f.max()).isEqualTo(Float.MAX_VALUE);
        assertThat(f.min()).isEqualTo(-Float.MAX_VALUE);
        assertThat(f.smallestNormal()).isEqualTo(Float.MIN_NORMAL);
        assertThat(f.smallestSubnormal()).isEqualTo(Float.MIN_VALUE);
        assertThat(f.precision()).isEqualTo(6);
        assertThat(f.resolution()).isEqualTo(1e-6);
        assertThat(f.bits()).isEqualTo(32);
        Finfo d = Np.finfo(DType.COMPLEX128);
        assertThat(d.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(d.max()).isEqualTo(Double.MAX_VALUE);
        assertThat(d.smallestNormal()).isEqualTo(Double.MIN_NORMAL);
        assertThat(d.smallestSubnormal()).isEqualTo(Double.MIN_VALUE);
        assertThat(d.precision()).isEqualTo(15);
        assertThat(Np.finfo(DType.FLOAT16).max()).isEqualTo(65504);
        assertThat(Np.finfo(DType.BFLOAT16).max()).isEqualTo(0x1.fep127);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT8", "INT64", "UINT8", "UINT64"})
    void integerTypesAreDescribed(DType t) {
        Iinfo i = Np.iinfo(t);
        assertThat(i.bits()).isEqualTo(t.bits());
        assertThat(BigInteger.valueOf(i.min()))
                .isEqualTo(i.max()
                        .add(BigInteger.ONE)
                        .negate()
                        .multiply(t.isUnsigned() ? BigInteger.ZERO : BigInteger.ONE));
        assertThat(i.max().bitLength()).isEqualTo(t.isUnsigned() ? t.bits() : t.bits() - 1);
    }

    @Test
    void numbersThatNumPyHasNoSpacingFor() {
        // NumPy's of float16 is positive whatever the sign
        NDArray x = asarray(new double[] {1, -1, 0, Double.POSITIVE_INFINITY}).astype(DType.FLOAT16);
        assertThat(Np.spacing(x).toDoubleArray()).containsExactly(0x1p-10, -0x1p-10, 0x1p-24, Double.NaN);
    }

    @Test
    void constants() {
        assertThat(Np.eulerGamma).isEqualTo(0.5772156649015329);
    }

    @Test
    void mistakesAreNamed() {
        NDArray z = ones(DType.COMPLEX128, 2);
        throwsOf(() -> Np.fabs(z), DTypeException.class, "fabs: not defined for complex128; it takes real types");
        throwsOf(() -> Np.frexp(z), DTypeException.class, "frexp: not defined for complex128; it takes real types");
        throwsOf(
                () -> Np.ldexp(ones(2), ones(2)),
                DTypeException.class,
                "ldexp: exponents are float64; they must be integers that int64 holds");
        throwsOf(() -> Np.gcd(ones(2), 2), DTypeException.class, "gcd: not defined for float64; it takes integers");
        throwsOf(
                () -> Np.gcd(array(1, 2).astype(DType.INT8), 300),
                DTypeException.class,
                "gcd: 300 is out of range for int8 (-128..127); cast the array to a wider type, or the number to an array");
        throwsOf(
                () -> Np.bitwiseCount(ones(2)),
                DTypeException.class,
                "bitwiseCount: not defined for float64; it takes integers");
        throwsOf(
                () -> Np.cumulativeSum(ones(2, 3)),
                ShapeException.class,
                "cumulativeSum: an array of shape (2, 3) and no axis; give the axis unless there is one only");
        throwsOf(
                () -> Np.finfo(DType.INT8),
                DTypeException.class,
                "finfo: int8 is no floating type; iinfo takes integers");
        throwsOf(
                () -> Np.iinfo(DType.FLOAT32),
                DTypeException.class,
                "iinfo: float32 is no integer type; finfo takes floating ones");
        throwsOf(
                () -> Np.canCast(DType.INT8, DType.INT8, "maybe"),
                ArrayException.class,
                "canCast: unknown casting \"maybe\"; known are \"no\", \"equiv\", \"safe\", \"same_kind\" and \"unsafe\"");
        throwsOf(
                () -> Np.isdtype(DType.INT8, "number"),
                ArrayException.class,
                "isdtype: unknown kind \"number\"; known are \"bool\", \"signed integer\", \"unsigned integer\","
                        + " \"integral\", \"real floating\", \"complex floating\" and \"numeric\"");
        throwsOf(
                () -> Np.resultType("x"),
                DTypeException.class,
                "resultType: String has no type here; give arrays, types and numbers");
        throwsOf(
                () -> Np.resultType(),
                DTypeException.class,
                "resultType: nothing given; give at least one array, type or number");
        throwsOf(
                () -> Np.minScalarType(BigInteger.TWO.pow(70)),
                DTypeException.class,
                "minScalarType: 1180591620717411303424 is out of range for all integer types; use a double");
    }

    static void throwsOf(ThrowingCallable call, Class<? extends Throwable> type, String message) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessage(message);
    }
}
