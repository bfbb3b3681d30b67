package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.Mistakes.Mistake;
import io.github.tornadoarrays.core.ArrayException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake gives an exception of the project, at the call, whose message names the operation, the values and the remedy; operands stay as they were. */
class MistakesTest {
    static List<Mistake> all() {
        return Mistakes.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void isSaid(Mistake mistake) {
        NDArray x = arange(6.0).reshape(2, 3).eval();
        NDArray v = arange(4.0).eval();
        assertThatThrownBy(() -> mistake.call().on(x, v))
                .isInstanceOf(ArrayException.class)
                .hasMessageStartingWith(mistake.fault())
                .hasMessageMatching("(?s)[\\w.]+: .*(; |\\n).*");
        assertThat(x.ravel().toDoubleArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(v.toDoubleArray()).containsExactly(0, 1, 2, 3);
    }
}
