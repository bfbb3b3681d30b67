package io.github.tornadoarrays;

import java.util.List;
import java.util.stream.Stream;

/** Calls that are wrong, and what is said of them: tables for {@link MistakesTest}, a table for each family of functions. */
final class Mistakes {
    private Mistakes() {}

    /** A call with a matrix of shape (2, 3), 0 to 5, and a vector of four, 0 to 3. */
    @FunctionalInterface
    interface Call {
        void on(NDArray x, NDArray v) throws Exception;
    }

    /** @param fault how the message begins: the operation, and the values that are wrong; the remedy comes behind it */
    record Mistake(String fault, Call call) {
        @Override
        public String toString() {
            return fault;
        }
    }

    static Mistake mistake(String fault, Call call) {
        return new Mistake(fault, call);
    }

    static List<Mistake> all() {
        return Stream.of(
                        LinalgMistakes.linalg(),
                        LinalgMistakes.linearFunctions(),
                        LinalgMistakes.fft(),
                        RandomMistakes.random(),
                        SciPyMistakes.special(),
                        SciPyMistakes.ndimage(),
                        SciPyMistakes.signal(),
                        SciPyMistakes.stats(),
                        SciPyMistakes.spatial(),
                        SciPyMistakes.sparse(),
                        NumpyMistakes.polynomials(),
                        NumpyMistakes.sortingAndSets(),
                        NumpyMistakes.statistics(),
                        NumpyMistakes.histograms(),
                        NumpyMistakes.selections(),
                        NumpyMistakes.shapes(),
                        NumpyMistakes.creation())
                .flatMap(List::stream)
                .toList();
    }
}
