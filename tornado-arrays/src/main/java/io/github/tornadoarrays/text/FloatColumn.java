package io.github.tornadoarrays.text;

import io.github.tornadoarrays.text.PrintOptions.FloatMode;

/** How floating numbers are written so that they line up: chosen from all that are shown, then applied to each. */
final class FloatColumn {
    /** More digits than a number has. */
    private static final int UNLIMITED = 1100;

    private final BinaryFormat type;
    private final PrintOptions options;
    private final char signs;
    private final boolean scientific;
    private final int most;
    private final int least;
    private final int exponentWidth;
    private final int left;
    private final int right;

    /** @param signs as {@link PrintOptions#sign}: imaginary parts always have one */
    FloatColumn(double[] shown, BinaryFormat type, char signs, PrintOptions options) {
        this.type = type;
        this.options = options;
        this.signs = signs;
        FloatMode mode = options.floats();
        int precision = mode == FloatMode.UNIQUE ? UNLIMITED : options.precision();
        this.scientific = needsExponent(shown, type, options.suppress());
        boolean fixed = mode == FloatMode.FIXED;
        int left = 0;
        int fraction = 0;
        int exponent = 0;
        boolean minus = false;
        boolean minusInfinity = signs != '-';
        boolean allFinite = true;
        for (double x : shown) {
            if (!Double.isFinite(x)) {
                allFinite = false;
                minusInfinity |= x < 0;
                continue;
            }
            minus |= isNegative(x);
            double a = Math.abs(x);
            if (scientific) {
                Decimal d = Decimal.significant(a, type, precision + 1, 0);
                left = Math.max(left, sign(x).length() + 1);
                fraction = Math.max(fraction, fixed ? precision : d.tail().length());
                exponent = Math.max(exponent, d.exponentText(2).length() - 1);
            } else {
                Decimal d = Decimal.fraction(a, type, precision, fixed ? precision : -1);
                left = Math.max(left, sign(x).length() + d.whole().length());
                fraction = Math.max(fraction, fixed ? precision : d.fraction().length());
            }
        }
        left += signs == ' ' && !minus && (left > 0 || shown.length > 0 && !allFinite) ? 1 : 0;
        this.exponentWidth = exponent;
        this.right = scientific ? exponent + 2 + fraction : fraction;
        this.most = scientific ? fraction : precision;
        this.least = scientific || fixed || mode == FloatMode.MAXPREC_EQUAL ? fraction : 0;
        // what is not finite is to fit in the width of a number, of which the point is one more
        int special = Math.max(options.nanText().length(), options.infText().length() + (minusInfinity ? 1 : 0));
        this.left = allFinite ? left : Math.max(left, special - (right + 1));
    }

    private static boolean needsExponent(double[] shown, BinaryFormat type, boolean suppress) {
        double max = 0;
        double min = Double.POSITIVE_INFINITY;
        for (double x : shown) {
            double a = Math.abs(x);
            if (a > 0 && a < Double.POSITIVE_INFINITY) {
                max = Math.max(max, a);
                min = Math.min(min, a);
            }
        }
        return max > 0
                && (max >= type.columnLimit() || !suppress && (min < type.round(1e-4) || type.round(max / min) > 1000));
    }

    String text(double x) {
        if (!Double.isFinite(x)) {
            String text = Double.isNaN(x) ? (signs == '+' ? "+" : "") + options.nanText() : sign(x) + options.infText();
            return padLeft(text, left + right + 1);
        }
        StringBuilder out = new StringBuilder();
        double a = Math.abs(x);
        if (scientific) {
            Decimal d = Decimal.significant(a, type, most + 1, most + 1);
            String tail = d.tail();
            out.append(padLeft(sign(x) + d.digits().charAt(0), left))
                    .append('.')
                    .append(tail);
            return out.append("0".repeat(Math.max(0, most - tail.length())))
                    .append('e')
                    .append(d.exponentText(exponentWidth))
                    .toString();
        }
        // of an equal number, digits are the number's own also behind where it is named
        Decimal d = Decimal.fraction(a, type, least > 0 ? least : most, least);
        String fraction = d.fraction();
        out.append(padLeft(sign(x) + d.whole(), left)).append('.').append(fraction);
        int zeros = Math.max(0, least - fraction.length());
        return out.append("0".repeat(zeros))
                .append(" ".repeat(Math.max(0, right - fraction.length() - zeros)))
                .toString();
    }

    private String sign(double x) {
        return isNegative(x) ? "-" : signs == '+' ? "+" : "";
    }

    /** A single number as NumPy's scalars print it: all its digits, an exponent from 1e16 and below 1e-4. */
    static String scalar(double x, BinaryFormat type, boolean plus, boolean point) {
        String sign = isNegative(x) ? "-" : plus ? "+" : "";
        if (!Double.isFinite(x)) {
            return (Double.isNaN(x) ? plus ? "+" : "" : sign) + special(x);
        }
        double a = Math.abs(x);
        Decimal d = Decimal.shortest(a, type);
        if (a != 0 && (a < 1e-4 || a >= type.scalarLimit())) {
            String tail = d.tail();
            return sign + d.digits().charAt(0) + (tail.isEmpty() ? "" : "." + tail) + "e" + d.exponentText(2);
        }
        String fraction = d.fraction();
        return sign + d.whole() + (!fraction.isEmpty() ? "." + fraction : point ? ".0" : "");
    }

    static boolean isNegative(double x) {
        return Math.copySign(1, x) < 0;
    }

    static String padLeft(String s, int width) {
        return " ".repeat(Math.max(0, width - s.length())) + s;
    }

    static String special(double x) {
        return Double.isNaN(x) ? "nan" : "inf";
    }
}
