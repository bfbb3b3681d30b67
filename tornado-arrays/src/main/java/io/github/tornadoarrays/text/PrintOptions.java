package io.github.tornadoarrays.text;

import io.github.tornadoarrays.core.ArrayException;

/**
 * How arrays are printed, with the meaning and the defaults of NumPy's {@code set_printoptions}.
 *
 * @param precision the most digits after the point of a floating number
 * @param threshold arrays with more elements than this are summarised with {@code ...}
 * @param edgeItems elements shown at each end of a summarised axis
 * @param lineWidth characters after which lines are broken
 * @param suppress whether small numbers are printed without an exponent, and tiny ones as 0
 */
public record PrintOptions(int precision, long threshold, int edgeItems, int lineWidth, boolean suppress) {
    /** NumPy's defaults: precision 8, threshold 1000, 3 edge items, line width 75, suppress off. */
    public static final PrintOptions DEFAULT = new PrintOptions(8, 1000, 3, 75, false);

    public PrintOptions {
        if (precision < 0 || edgeItems < 0) {
            throw new ArrayException("printOptions: precision " + precision + " or edgeItems " + edgeItems
                    + " is negative; both are 0 or more");
        }
    }

    public PrintOptions withPrecision(int digits) {
        return new PrintOptions(digits, threshold, edgeItems, lineWidth, suppress);
    }

    public PrintOptions withThreshold(long elements) {
        return new PrintOptions(precision, elements, edgeItems, lineWidth, suppress);
    }

    public PrintOptions withEdgeItems(int items) {
        return new PrintOptions(precision, threshold, items, lineWidth, suppress);
    }

    public PrintOptions withLineWidth(int characters) {
        return new PrintOptions(precision, threshold, edgeItems, characters, suppress);
    }

    public PrintOptions withSuppress(boolean on) {
        return new PrintOptions(precision, threshold, edgeItems, lineWidth, on);
    }
}
