package io.github.tornadoarrays.text;

import io.github.tornadoarrays.core.ArrayException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How arrays are printed, with the meaning and the defaults of NumPy's {@code set_printoptions}.
 *
 * @param precision the most digits after the point of a floating number
 * @param threshold arrays with more elements than this are summarised with {@code ...}
 * @param edgeItems elements shown at each end of a summarised axis
 * @param lineWidth characters after which lines are broken
 * @param suppress whether small numbers are printed without an exponent, and tiny ones as 0
 * @param nanText what NaN is
 * @param infText what infinity is
 * @param sign before numbers that are not negative: nothing ({@code '-'}), {@code '+'}, or a space ({@code ' '})
 * @param floats how many digits floating numbers have
 * @param formatter what writes an element instead: it is given a Boolean, a Long (of uint64 its bits), a Double, or of a
 *     complex number a {@code double[]} of its parts
 */
public record PrintOptions(
        int precision,
        long threshold,
        int edgeItems,
        int lineWidth,
        boolean suppress,
        String nanText,
        String infText,
        char sign,
        FloatMode floats,
        @Nullable Function<Object, String> formatter) {

    /** How many digits behind the point floating numbers have; NumPy's {@code floatmode}. */
    public enum FloatMode {
        /** All of them {@link PrintOptions#precision}. */
        FIXED,
        /** Each as many as name it, however many these are. */
        UNIQUE,
        /** Each as many as name it, but not more than {@link PrintOptions#precision}. */
        MAXPREC,
        /** As {@link #MAXPREC}, but all as many as the one that has most. */
        MAXPREC_EQUAL
    }

    /** NumPy's defaults: precision 8, threshold 1000, 3 edge items, line width 75, suppress off, nan, inf, no sign, MAXPREC. */
    public static final PrintOptions DEFAULT =
            new PrintOptions(8, 1000, 3, 75, false, "nan", "inf", '-', FloatMode.MAXPREC, null);

    public PrintOptions {
        if (precision < 0 || edgeItems < 0) {
            throw new ArrayException("printOptions: precision " + precision + " or edgeItems " + edgeItems
                    + " is negative; both are 0 or more");
        }
        if (sign != '-' && sign != '+' && sign != ' ') {
            throw new ArrayException("printOptions: unknown sign '" + sign + "'; known are '-', '+' and ' '");
        }
    }

    public PrintOptions withPrecision(int digits) {
        return new PrintOptions(
                digits, threshold, edgeItems, lineWidth, suppress, nanText, infText, sign, floats, formatter);
    }

    public PrintOptions withThreshold(long elements) {
        return new PrintOptions(
                precision, elements, edgeItems, lineWidth, suppress, nanText, infText, sign, floats, formatter);
    }

    public PrintOptions withEdgeItems(int items) {
        return new PrintOptions(
                precision, threshold, items, lineWidth, suppress, nanText, infText, sign, floats, formatter);
    }

    public PrintOptions withLineWidth(int characters) {
        return new PrintOptions(
                precision, threshold, edgeItems, characters, suppress, nanText, infText, sign, floats, formatter);
    }

    public PrintOptions withSuppress(boolean on) {
        return new PrintOptions(
                precision, threshold, edgeItems, lineWidth, on, nanText, infText, sign, floats, formatter);
    }

    public PrintOptions withNanText(String text) {
        return new PrintOptions(
                precision, threshold, edgeItems, lineWidth, suppress, text, infText, sign, floats, formatter);
    }

    public PrintOptions withInfText(String text) {
        return new PrintOptions(
                precision, threshold, edgeItems, lineWidth, suppress, nanText, text, sign, floats, formatter);
    }

    public PrintOptions withSign(char before) {
        return new PrintOptions(
                precision, threshold, edgeItems, lineWidth, suppress, nanText, infText, before, floats, formatter);
    }

    public PrintOptions withFloats(FloatMode mode) {
        return new PrintOptions(
                precision, threshold, edgeItems, lineWidth, suppress, nanText, infText, sign, mode, formatter);
    }

    public PrintOptions withFormatter(@Nullable Function<Object, String> writer) {
        return new PrintOptions(
                precision, threshold, edgeItems, lineWidth, suppress, nanText, infText, sign, floats, writer);
    }
}
