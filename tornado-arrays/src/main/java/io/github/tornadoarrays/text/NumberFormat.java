package io.github.tornadoarrays.text;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** C's format of one number, with its exact digits: Java's formatter rounds the shortest ones. */
record NumberFormat(String before, String flags, int width, int precision, char kind, String after) {
    private static final Pattern FORMAT = Pattern.compile("([^%]*)%([-+ 0]*)(\\d*)(?:\\.(\\d+))?([dieEfgG])([^%]*)");

    static NumberFormat of(String name, String text) {
        Matcher m = FORMAT.matcher(text);
        if (!m.matches()) {
            throw new DataFormatException(name + ": \"" + text
                    + "\" is no format of one number; write %d, %.6f, %.18e or %g, such as \"%10.3f\"");
        }
        String digits = m.group(4);
        return new NumberFormat(
                m.group(1),
                m.group(2),
                m.group(3).isEmpty() ? 0 : Integer.parseInt(m.group(3)),
                digits == null ? 6 : Integer.parseInt(digits),
                m.group(5).charAt(0),
                m.group(6));
    }

    String text(long x, boolean unsigned) {
        if (kind != 'd' && kind != 'i') {
            return text(unsigned && x < 0 ? (x >>> 1) * 2.0 : x);
        }
        return filled(unsigned ? Long.toUnsignedString(x) : Long.toString(x));
    }

    String text(double x) {
        String number = switch (kind) {
            case 'd', 'i' -> Double.isFinite(x) ? Long.toString((long) x) : special(x);
            case 'f' -> withoutPoint(NumberText.positional(x, DType.FLOAT64, precision, false));
            case 'e', 'E' -> scientific(x, precision);
            default -> general(x);
        };
        return filled(kind == 'E' || kind == 'G' ? number.toUpperCase(Locale.ROOT) : number);
    }

    private static String special(double x) {
        return Double.isNaN(x) ? "nan" : x < 0 ? "-inf" : "inf";
    }

    private static String scientific(double x, int precision) {
        return withoutPoint(NumberText.scientific(x, DType.FLOAT64, precision, false));
    }

    private static String withoutPoint(String number) {
        return number.endsWith(".") ? number.substring(0, number.length() - 1) : number.replace(".e", "e");
    }

    /** The shorter of both forms, without zeros at the end. */
    private String general(double x) {
        if (!Double.isFinite(x)) {
            return special(x);
        }
        int p = Math.max(1, precision);
        String e = scientific(x, p - 1);
        int exponent = x == 0 ? 0 : Integer.parseInt(e.substring(e.indexOf('e') + 1));
        if (exponent >= -4 && exponent < p) {
            return withoutZeros(withoutPoint(NumberText.positional(x, DType.FLOAT64, p - 1 - exponent, false)));
        }
        int at = e.indexOf('e');
        return withoutZeros(e.substring(0, at)) + e.substring(at);
    }

    private static String withoutZeros(String number) {
        return number.indexOf('.') < 0 ? number : number.replaceAll("\\.?0+$", "");
    }

    private String filled(String number) {
        boolean minus = number.startsWith("-");
        String sign = minus ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        String digits = minus ? number.substring(1) : number;
        String spaces = " ".repeat(Math.max(0, width - sign.length() - digits.length()));
        String filled = flags.contains("-")
                ? sign + digits + spaces
                : flags.contains("0") ? sign + "0".repeat(spaces.length()) + digits : spaces + sign + digits;
        return before + filled + after;
    }
}
