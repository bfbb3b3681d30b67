package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.core.ArrayException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an array is taken to continue with past its ends.
 *
 * @param value what is there where the mode is constant
 */
public record Border(Mode mode, double value) {
    /** SciPy's modes, shown for an axis {@code a b c d}. */
    public enum Mode {
        /** {@code d c b a | a b c d | d c b a}. */
        REFLECT,
        /** {@code d c b | a b c d | c b a}. */
        MIRROR,
        /** {@code a a a a | a b c d | d d d d}. */
        NEAREST,
        /** {@code a b c d | a b c d | a b c d}; of interpolations, the axis has a period of one less, as d and a are one. */
        WRAP,
        /** {@code k k k k | a b c d | k k k k}; interpolations don't look beyond the ends. */
        CONSTANT,
        /** {@code a b c d | a b c d | a b c d}. */
        GRID_WRAP,
        /** {@code k k k k | a b c d | k k k k}; interpolations look beyond the ends. */
        GRID_CONSTANT,
        /** {@link #REFLECT}. */
        GRID_MIRROR;

        /** SciPy's name. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static final Border REFLECT = new Border(Mode.REFLECT, 0);
    public static final Border MIRROR = new Border(Mode.MIRROR, 0);
    public static final Border NEAREST = new Border(Mode.NEAREST, 0);
    public static final Border WRAP = new Border(Mode.WRAP, 0);

    /** The same number everywhere beyond the ends. */
    public static Border constant(double value) {
        return new Border(Mode.CONSTANT, value);
    }

    /**
     * By SciPy's name: {@code reflect}, {@code mirror}, {@code nearest}, {@code wrap}, {@code constant} (with 0), {@code grid-wrap},
     * {@code grid-constant}, {@code grid-mirror}.
     *
     * @throws ArrayException for other names
     */
    public static Border of(String mode) {
        return of(mode, 0);
    }

    /**
     * By SciPy's name, with the value of constant modes.
     *
     * @throws ArrayException for unknown names
     */
    public static Border of(String mode, double value) {
        return Arrays.stream(Mode.values())
                .filter(m -> m.text().equals(mode))
                .findFirst()
                .map(m -> new Border(m, value))
                .orElseThrow(() -> new ArrayException("border: unknown mode \"" + mode + "\"; known are "
                        + Arrays.stream(Mode.values()).map(Mode::text).collect(Collectors.joining(", "))));
    }

    /** For filters, what {@link FilterKernels} calls it; whole elements don't tell the modes for interpolation from the others. */
    int ofFilter() {
        return switch (mode) {
            case REFLECT, GRID_MIRROR -> FilterKernels.REFLECT;
            case MIRROR -> FilterKernels.MIRROR;
            case NEAREST -> FilterKernels.NEAREST;
            case WRAP, GRID_WRAP -> FilterKernels.WRAP;
            case CONSTANT, GRID_CONSTANT -> FilterKernels.CONSTANT;
        };
    }
}
