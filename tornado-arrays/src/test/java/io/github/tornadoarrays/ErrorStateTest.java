package io.github.tornadoarrays;

import static io.github.tornadoarrays.ErrorState.Mode.CALL;
import static io.github.tornadoarrays.ErrorState.Mode.IGNORE;
import static io.github.tornadoarrays.ErrorState.Mode.RAISE;
import static io.github.tornadoarrays.ErrorState.Mode.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.FloatingPointException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorStateTest {
    private static NDArray of(DType t, double... x) {
        return Np.asarray(x).astype(t);
    }

    private static Arguments row(String name, BinaryOperator<NDArray> f, double a, double b, String found) {
        return Arguments.of(name, f, a, b, found);
    }

    static List<Arguments> operations() {
        return List.of(
                row("1 / 0", NDArray::div, 1, 0, "div: division by zero"),
                row("0 / 0", NDArray::div, 0, 0, "div: invalid value"),
                row("inf / 0", NDArray::div, Double.POSITIVE_INFINITY, 0, ""),
                row("NaN / 0", NDArray::div, Double.NaN, 0, ""),
                row("1 / 2", NDArray::div, 1, 2, ""),
                row(
                        "inf - inf",
                        NDArray::sub,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        "sub: invalid value"),
                row("max * 4", (x, y) -> x.mul(y), 3e38, 4, "mul: overflow"),
                row("tiny * tiny", (x, y) -> x.mul(y), 1e-30, 1e-30, "mul: underflow"),
                row("0 * tiny", (x, y) -> x.mul(y), 0, 1e-30, ""),
                row("exp(1000)", (x, _) -> x.exp(), 1000, 0, "exp: overflow"),
                row("exp(-1000)", (x, _) -> x.exp(), -1000, 0, "exp: underflow"),
                row("exp(-inf)", (x, _) -> x.exp(), Double.NEGATIVE_INFINITY, 0, ""),
                row("log(0)", (x, _) -> x.log(), 0, 0, "log: division by zero"),
                row("log(-1)", (x, _) -> x.log(), -1, 0, "log: invalid value"),
                row("sqrt(-1)", (x, _) -> x.sqrt(), -1, 0, "sqrt: invalid value"),
                row("0 ** -1.5", NDArray::pow, 0, -1.5, "pow: division by zero"),
                row("int(NaN)", (x, _) -> x.astype(DType.INT32), Double.NaN, 0, "cast: invalid value"),
                row("sum", (x, y) -> Np.concat(x, y).sum(), 3e38, 3e38, "sum: overflow"),
                row("sum of infinities", (x, y) -> Np.concat(x, y).sum(), Double.POSITIVE_INFINITY, 1, ""),
                row("in place", (x, y) -> x.copy().divi(y), 1, 0, "div: division by zero"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void whatWentWrongIsFound(String name, BinaryOperator<NDArray> f, double a, double b, String found) {
        List<String> messages = new ArrayList<>();
        Np.seterrcall(messages::add);
        try (var _ = Np.errstate(ErrorState.all(CALL))) {
            assertThat(f.apply(of(DType.FLOAT32, 5, a, 5), of(DType.FLOAT32, 1, b, 1)))
                    .isNotNull();
        } finally {
            Np.seterrcall(null);
        }
        assertThat(messages).isEqualTo(found.isEmpty() ? List.of() : List.of(found));
    }

    @Test
    void wholeNumbersByZero() {
        NDArray x = Np.array(1, 2, 3);
        NDArray y = Np.array(1, 0, 2);
        try (var _ = Np.errstate(ErrorState.all(RAISE))) {
            assertThatThrownBy(() -> x.floorDiv(y))
                    .isInstanceOf(FloatingPointException.class)
                    .hasMessage(
                            "floor_div: division by zero met; Np.errstate(state.withDivide(IGNORE)) goes on, as is the default");
            assertThat(x.floorDiv(2).toLongArray()).containsExactly(0, 1, 1);
        }
        assertThat(x.floorDiv(y).toLongArray()).containsExactly(1, 0, 1);
    }

    @Test
    void onlyWhatIsWatchedCounts() {
        NDArray zero = of(DType.FLOAT64, 0);
        try (var _ = Np.errstate(ErrorState.IGNORE.withInvalid(RAISE))) {
            assertThat(Np.divide(1, zero).item()).isInfinite();
            assertThatThrownBy(() -> zero.div(zero)).isInstanceOf(FloatingPointException.class);
            try (var _ = Np.errstate(ErrorState.IGNORE)) {
                assertThat(zero.div(zero).item()).isNaN();
            }
            assertThat(Np.geterr().invalid()).isEqualTo(RAISE);
            assertThat(Np.seterr(ErrorState.all(WARN)).invalid()).isEqualTo(RAISE);
            assertThat(zero.div(zero).item()).isNaN();
        }
        assertThat(Np.geterr()).isEqualTo(ErrorState.all(IGNORE));
        assertThat(zero.div(zero).item()).isNaN();
        assertThat(Np.geterrcall()).isNull();
    }

    @Test
    void whatIsCalledHasToBeThere() {
        NDArray zero = of(DType.FLOAT64, 0);
        try (var _ = Np.errstate(ErrorState.all(CALL))) {
            assertThatThrownBy(() -> zero.div(zero))
                    .isInstanceOf(FloatingPointException.class)
                    .hasMessage("div: invalid value met, and there is nothing to call; give seterrcall a handler");
        }
    }

    @Test
    void expressionsStayLazyOutside() {
        NDArray x = of(DType.FLOAT64, 1, 2).div(0);
        assertThat(x.explain()).contains("kernel");
    }
}
