package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fourier transforms; that they are NumPy's is in {@link GoldenTest}. */
class FftTest {
    /** The error over the norm of what is expected. */
    private static double error(NDArray got, NDArray want) {
        return linalg.norm(got.sub(want).abs()).div(linalg.norm(want.abs())).item();
    }

    /** Several tiles, matrices and convolutions: too long for golden data. */
    @ParameterizedTest
    @ValueSource(longs = {1 << 16, 65537, 59049, 100_000, 1 << 18})
    void backAgain(long n) {
        Random random = Random.seeded(n);
        NDArray x = random.normal(0, 1, n).add(random.normal(0, 1, n).mul(Complex.of(0, 1)));
        NDArray y = fft.fft(x);
        double steps = Math.log(n) / Math.log(2);
        assertThat(error(fft.ifft(y), x)).isLessThan(2e-15 * steps);
        assertThat(linalg.norm(y.abs()).item() / Math.sqrt(n))
                .isCloseTo(linalg.norm(x.abs()).item(), offset(1e-9));
        assertThat(error(fft.ifft(fft.fft(x.astype(complex64))), x)).isLessThan(6e-7 * steps);
        NDArray r = x.real();
        assertThat(error(fft.irfft(fft.rfft(r), n), r)).isLessThan(2e-15 * steps);
    }

    /** A wave has all its energy in one element. */
    @ParameterizedTest
    @ValueSource(longs = {12, 1 << 13, 10_007})
    void waves(long n) {
        long k = n / 3;
        NDArray j = arange(n).mul(k).mod(n);
        NDArray wave = exp(j.mul(Complex.of(0, 2 * Math.PI / n)));
        NDArray y = fft.fft(wave).abs();
        assertThat(y.argmax().item()).isEqualTo(k);
        assertThat(y.item(k)).isCloseTo(n, offset(1e-9 * n));
        assertThat(y.sum().item()).isCloseTo(n, offset(1e-6 * n));
    }

    /** What is transformed stays as it is, and a write to it later does not change what came out. */
    @Test
    void whatIsReshapedIsReadWhereItIs() {
        NDArray x = Np.arange(12).astype(Np.complex128).eval();
        NDArray square = x.reshape(3, 4);
        assertThat(square.as(Np.complex128).inOrder()).isSameAs(x.buffer());
        assertThat(fft.fft2(square).itemComplex(0, 0)).isEqualTo(Complex.of(66, 0));
    }

    @Test
    void operandsStay() {
        NDArray x = arange(8.).reshape(2, 4);
        NDArray before = x.copy();
        NDArray y = fft.fft2(x);
        NDArray z = fft.irfft(fft.rfft(x, 4, 0), 4, 0);
        assertThat(arrayEqual(x, before)).isTrue();
        x.set("0", 5);
        assertThat(y.real().item(0, 0)).isEqualTo(28);
        assertThat(z.item(1, 0)).isCloseTo(4, offset(1e-15));
    }

    @Test
    void pendingOperands() {
        NDArray x = arange(6.).mul(2).add(1);
        assertThat(fft.fft(x.mul(x)).real().item(0)).isEqualTo(1 + 9 + 25 + 49 + 81 + 121);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                bad(
                        "axis",
                        x -> fft.fft(x, 4, 2),
                        AxisException.class,
                        "fft: axis 2 is out of range for shape (3, 4); valid axes are -2..1"),
                bad(
                        "0 elements",
                        x -> fft.ifft(x, 0),
                        ShapeException.class,
                        "ifft: 0 elements along axis -1 of shape (3, 4); a transform needs at least one"),
                bad(
                        "no elements",
                        x -> fft.fft(x.get(":, :0")),
                        ShapeException.class,
                        "fft: 0 elements along axis -1 of shape (3, 0); a transform needs at least one, give the length"),
                bad(
                        "one element back",
                        x -> fft.irfft(x.get(":, :1")),
                        ShapeException.class,
                        "irfft: 0 elements along axis -1 of shape (3, 1); a transform needs at least one, give the length"),
                bad(
                        "norm",
                        x -> fft.rfft(x, 4, 1, "unit"),
                        ArrayException.class,
                        "rfft: unknown norm \"unit\"; \"backward\", \"ortho\" or \"forward\""),
                bad(
                        "complex",
                        x -> fft.rfft(x.mul(Complex.of(0, 1))),
                        DTypeException.class,
                        "rfft: the elements are complex128, and this transform is of real ones"),
                bad(
                        "lengths",
                        x -> fft.fftn(x, new long[] {2}, new int[] {0, 1}),
                        ShapeException.class,
                        "fftn: 1 lengths [2] for the axes [0, 1]; give one for each axis"),
                bad(
                        "more lengths than axes",
                        x -> fft.fftn(x, new long[] {2, 3, 4}),
                        ShapeException.class,
                        "fftn: 3 lengths [2, 3, 4] for shape (3, 4)"),
                bad(
                        "one axis",
                        x -> fft.fft2(x.get(0)),
                        AxisException.class,
                        "fft2: shape (4,) has 1 axes; two are needed"),
                bad(
                        "no axis",
                        x -> fft.rfftn(x, new long[0], new int[0]),
                        AxisException.class,
                        "rfftn: there is no axis whose elements could be real"),
                bad(
                        "too long",
                        x -> fft.fft(x, 1L << 31),
                        ShapeException.class,
                        "fft: 2147483648 elements along axis -1 are more than the 2^30"),
                bad(
                        "no frequency",
                        x -> fft.fftfreq(0),
                        ArrayException.class,
                        "fftfreq: 0 elements a distance of 1.0 apart"),
                bad(
                        "distance",
                        x -> fft.rfftfreq(4, 0),
                        ArrayException.class,
                        "rfftfreq: 4 elements a distance of 0.0 apart"));
    }

    private static Arguments bad(String what, Consumer<NDArray> action, Class<?> type, String message) {
        return arguments(what, action, type, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void badInput(String what, Consumer<NDArray> action, Class<?> type, String message) {
        NDArray x = arange(12.).reshape(3, 4);
        assertThatThrownBy(() -> action.accept(x)).isInstanceOf(type).hasMessageStartingWith(message);
    }
}
