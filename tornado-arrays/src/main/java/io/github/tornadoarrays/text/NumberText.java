package io.github.tornadoarrays.text;

import io.github.tornadoarrays.core.DType;

/** Single floating numbers in a form that is asked for. */
public final class NumberText {
    private NumberText() {}

    /**
     * Without an exponent.
     *
     * @param precision the most digits after the point; negative for as many as name the number
     * @param unique whether digits end where the number is named; else there are as many as the precision says
     */
    public static String positional(double x, DType type, int precision, boolean unique) {
        if (!Double.isFinite(x)) {
            return special(x);
        }
        BinaryFormat format = BinaryFormat.of(type);
        double a = Math.abs(x);
        Decimal d = precision < 0
                ? Decimal.shortest(a, format)
                : Decimal.fraction(a, format, precision, unique ? -1 : precision);
        return sign(x) + d.whole() + "." + filled(d.fraction(), unique ? 0 : precision);
    }

    /** With an exponent, one digit before the point; otherwise as {@link #positional}. */
    public static String scientific(double x, DType type, int precision, boolean unique) {
        if (!Double.isFinite(x)) {
            return special(x);
        }
        BinaryFormat format = BinaryFormat.of(type);
        double a = Math.abs(x);
        Decimal d = precision < 0
                ? Decimal.shortest(a, format)
                : Decimal.significant(a, format, precision + 1, unique ? 0 : precision + 1);
        return sign(x) + d.digits().charAt(0) + "." + filled(d.tail(), unique ? 0 : precision) + "e"
                + d.exponentText(2);
    }

    private static String filled(String digits, int least) {
        return digits + "0".repeat(Math.max(0, least - digits.length()));
    }

    private static String special(double x) {
        return (x < 0 ? "-" : "") + FloatColumn.special(x);
    }

    private static String sign(double x) {
        return FloatColumn.isNegative(x) ? "-" : "";
    }
}
