package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.text.ArrayText;
import io.github.tornadoarrays.text.NumberText;
import io.github.tornadoarrays.text.PrintOptions;
import java.math.BigInteger;
import java.util.Locale;

/** Arrays and numbers as text for people; part of {@link Np}. */
abstract sealed class TextFunctions extends PlaceFunctions permits PolynomialFunctions {

    /** The options that arrays are printed with, on this thread. */
    public static PrintOptions getPrintoptions() {
        return Printing.options();
    }

    /** Arrays are printed so from now on: in the block of {@link #printoptions} that is open on this thread, else everywhere. */
    public static void setPrintoptions(PrintOptions options) {
        Printing.set(options);
    }

    /** Arrays are printed so on this thread, until what is returned is closed: {@code try (var _ = printoptions(...)) { ... }}. */
    public static Printing printoptions(PrintOptions options) {
        return new Printing(options);
    }

    /** The text of an array, as {@link NDArray#toString()} has it. */
    public static String array2string(NDArray x) {
        return array2string(x, Printing.options());
    }

    /** The text of an array. */
    public static String array2string(NDArray x, PrintOptions options) {
        return array2string(x, options, " ", "");
    }

    /**
     * The text of an array.
     *
     * @param separator what is between elements
     * @param prefix what the text is to be put behind, whose width is before all lines but the first
     */
    public static String array2string(NDArray x, PrintOptions options, String separator, String prefix) {
        return x.ndim() == 0 && options.formatter() == null
                ? ArrayText.scalar(x.host(), x.layout().offset())
                : ArrayText.format(x.host(), x.layout(), options, separator, prefix);
    }

    /** A whole number in a base from 2 to 36, in capitals. */
    public static String baseRepr(long x, int base) {
        return baseRepr(x, base, 0);
    }

    /**
     * As {@link #baseRepr(long, int)}, with zeros before.
     *
     * @throws ArrayException if there is no such base
     */
    public static String baseRepr(long x, int base, int zeros) {
        if (base < 2 || base > 36) {
            throw new ArrayException("baseRepr: base " + base + " is out of range; valid are 2..36");
        }
        String digits = BigInteger.valueOf(x).abs().toString(base).toUpperCase(Locale.ROOT);
        // NumPy's zero has no digit of its own beside zeros before
        return (x < 0 ? "-" : "") + "0".repeat(Math.max(0, x == 0 && zeros > 0 ? zeros - 1 : zeros)) + digits;
    }

    /** A whole number in binary, with a minus where it is negative. */
    public static String binaryRepr(long x) {
        return (x < 0 ? "-" : "") + BigInteger.valueOf(x).abs().toString(2);
    }

    /**
     * A whole number in binary, of two's complement where it is negative.
     *
     * @throws ArrayException if it needs more digits
     */
    public static String binaryRepr(long x, int width) {
        String digits = BigInteger.valueOf(x < 0 ? ~x : x).toString(2);
        int least = x == 0 ? 1 : x < 0 ? (x == -1 ? 1 : digits.length() + 1) : digits.length();
        if (least > width) {
            throw new ArrayException(
                    "binaryRepr: " + x + " needs " + least + " digits; a width of " + width + " is not enough");
        }
        BigInteger bits = x < 0 ? BigInteger.ONE.shiftLeft(width).add(BigInteger.valueOf(x)) : BigInteger.valueOf(x);
        String text = bits.toString(2);
        return "0".repeat(width - text.length()) + text;
    }

    /** A number without exponent, with as many digits as name it in its type: a Float's, else a double's. */
    public static String formatFloatPositional(Number x) {
        return NumberText.positional(x.doubleValue(), type(x), -1, true);
    }

    /** As {@link #formatFloatPositional(Number)}, with at most so many digits after the point, or, unless {@code unique}, exactly so many. */
    public static String formatFloatPositional(Number x, int precision, boolean unique) {
        return NumberText.positional(x.doubleValue(), type(x), precision, unique);
    }

    /** A number with an exponent, with as many digits as name it in its type: a Float's, else a double's. */
    public static String formatFloatScientific(Number x) {
        return NumberText.scientific(x.doubleValue(), type(x), -1, true);
    }

    /** As {@link #formatFloatScientific(Number)}, with at most so many digits after the point, or, unless {@code unique}, exactly so many. */
    public static String formatFloatScientific(Number x, int precision, boolean unique) {
        return NumberText.scientific(x.doubleValue(), type(x), precision, unique);
    }

    private static DType type(Number x) {
        return x instanceof Float ? DType.FLOAT32 : DType.FLOAT64;
    }
}
