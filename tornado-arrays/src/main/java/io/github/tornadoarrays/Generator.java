package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.rng.Draw;
import java.math.BigInteger;
import java.util.List;

/** Where the numbers of a {@link Random} come from: NumPy's bit generator. Many threads ask. */
sealed interface Generator permits DrawCounter, PhiloxStream {

    /** A draw that was not given out before, for all that is a function of the key, the draw and the element's index. */
    Draw draw();

    /**
     * Uniform in [0, 1).
     *
     * @param type float32 or float64
     */
    NDArray uniform(DType type, long[] shape);

    /**
     * Uniform in [low, high].
     *
     * @param type bool or an integer type, which holds both
     */
    NDArray integers(DType type, long low, long high, long[] shape);

    /** Goes on by so many steps. */
    void advance(BigInteger steps);

    /** One far on, so that both never give the same numbers. */
    Generator jumped(long times);

    /** Others, which are independent of this one and of those spawned before. */
    List<Generator> spawn(int n);

    /** Text from which {@link #of} makes a generator that goes on as this one would. */
    String state();

    /** @throws IllegalArgumentException if the text is no state */
    static Generator of(String state) {
        String[] parts = state.split(" ", -1);
        return switch (parts[0]) {
            case DrawCounter.NAME -> DrawCounter.of(parts);
            case PhiloxStream.NAME -> PhiloxStream.of(parts);
            default ->
                throw new IllegalArgumentException(
                        "it starts with neither " + DrawCounter.NAME + " nor " + PhiloxStream.NAME);
        };
    }
}
