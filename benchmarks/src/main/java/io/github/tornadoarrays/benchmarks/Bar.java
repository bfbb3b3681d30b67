package io.github.tornadoarrays.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What a row of the GPU's table should reach.
 *
 * @param ofCopy per cent of the card's copy bandwidth, 0 where that means nothing
 * @param overCupy CuPy's time over ours, 0 where that is no bar
 * @param overJax JAX's time over ours, 0 where that is no bar
 * @param most milliseconds, infinite where time alone is no bar
 */
record Bar(double ofCopy, double overCupy, double overJax, double most) {

    static Bar ofCopy(double percent) {
        return new Bar(percent, 0, 0, Double.POSITIVE_INFINITY);
    }

    static Bar overCupy(double ratio) {
        return new Bar(0, ratio, 0, Double.POSITIVE_INFINITY);
    }

    static Bar most(double ms) {
        return new Bar(0, 0, 0, ms);
    }

    Bar overJax(double ratio) {
        return new Bar(ofCopy, overCupy, ratio, most);
    }

    /** Whether figures reach it; NaN ones, which were not measured, do not count. */
    boolean isMet(double ms, double percent, double cupy, double jax) {
        return !(percent < ofCopy) && !(cupy < overCupy) && !(jax < overJax) && ms <= most;
    }

    /** Whether all that it asks for was measured. */
    boolean isKnown(double percent, double cupy, double jax) {
        return !(ofCopy > 0 && Double.isNaN(percent))
                && !(overCupy > 0 && Double.isNaN(cupy))
                && !(overJax > 0 && Double.isNaN(jax));
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (ofCopy > 0) {
            parts.add(String.format("%.0f %%", ofCopy));
        }
        if (overCupy > 0) {
            parts.add(String.format("%s CuPy", trimmed(overCupy)));
        }
        if (overJax > 0) {
            parts.add(String.format("%s JAX", trimmed(overJax)));
        }
        if (most < Double.POSITIVE_INFINITY) {
            parts.add(trimmed(most) + " ms");
        }
        return String.join(", ", parts);
    }

    private static String trimmed(double x) {
        return x == Math.rint(x) ? String.format("%.0f", x) : Double.toString(x);
    }
}
