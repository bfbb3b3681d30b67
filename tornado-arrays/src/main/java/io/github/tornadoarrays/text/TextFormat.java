package io.github.tornadoarrays.text;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * How tables of numbers are read from and written to text files: NumPy's arguments of {@code loadtxt}, {@code genfromtxt} and
 * {@code savetxt}.
 *
 * @param delimiter what is between numbers; null when reading means spaces and tabs, when writing one space
 * @param comments what the rest of a line that it begins is left out after; null for nothing
 * @param skipRows lines at the start that are left out when reading
 * @param maxRows how many rows are read at most; negative for all
 * @param columns the columns to read, counted from 0, negative from the last; null for all
 * @param dtype the type that is read
 * @param filling what an empty or unreadable number becomes; null if that is a mistake
 * @param format how a number is written: {@code %d}, {@code %f}, {@code %e} or {@code %g} with C's flags, width and precision
 * @param header a line that is written before, behind {@link #comments}; empty for none
 * @param footer a line that is written after, behind {@link #comments}; empty for none
 */
public record TextFormat(
        @Nullable String delimiter,
        @Nullable String comments,
        int skipRows,
        long maxRows,
        int @Nullable [] columns,
        DType dtype,
        @Nullable Double filling,
        String format,
        String header,
        String footer) {

    /** NumPy's defaults: spaces between, comments behind {@code #}, float64, {@code %.18e}. */
    public static final TextFormat DEFAULT =
            new TextFormat(null, "#", 0, -1, null, DType.FLOAT64, null, "%.18e", "", "");

    /** Commas between, otherwise the defaults. */
    public static TextFormat csv() {
        return DEFAULT.withDelimiter(",");
    }

    public TextFormat {
        if (delimiter != null && delimiter.isEmpty()) {
            throw new DataFormatException("textFormat: the delimiter is empty; give a character, or null for spaces");
        }
        if (skipRows < 0) {
            throw new DataFormatException("textFormat: " + skipRows + " rows to skip; give 0 or more");
        }
    }

    public TextFormat withDelimiter(@Nullable String text) {
        return new TextFormat(text, comments, skipRows, maxRows, columns, dtype, filling, format, header, footer);
    }

    public TextFormat withComments(@Nullable String text) {
        return new TextFormat(delimiter, text, skipRows, maxRows, columns, dtype, filling, format, header, footer);
    }

    public TextFormat withSkipRows(int lines) {
        return new TextFormat(delimiter, comments, lines, maxRows, columns, dtype, filling, format, header, footer);
    }

    public TextFormat withMaxRows(long rows) {
        return new TextFormat(delimiter, comments, skipRows, rows, columns, dtype, filling, format, header, footer);
    }

    public TextFormat withColumns(int... which) {
        return new TextFormat(
                delimiter, comments, skipRows, maxRows, which.clone(), dtype, filling, format, header, footer);
    }

    public TextFormat withDtype(DType type) {
        return new TextFormat(delimiter, comments, skipRows, maxRows, columns, type, filling, format, header, footer);
    }

    public TextFormat withFilling(@Nullable Double value) {
        return new TextFormat(delimiter, comments, skipRows, maxRows, columns, dtype, value, format, header, footer);
    }

    public TextFormat withFormat(String text) {
        return new TextFormat(delimiter, comments, skipRows, maxRows, columns, dtype, filling, text, header, footer);
    }

    public TextFormat withHeader(String line) {
        return new TextFormat(delimiter, comments, skipRows, maxRows, columns, dtype, filling, format, line, footer);
    }

    public TextFormat withFooter(String line) {
        return new TextFormat(delimiter, comments, skipRows, maxRows, columns, dtype, filling, format, header, line);
    }
}
