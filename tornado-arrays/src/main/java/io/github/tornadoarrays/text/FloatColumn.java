package io.github.tornadoarrays.text;

/** How floating numbers are written so that they line up: chosen from all that are shown, then applied to each. */
final class FloatColumn {
    private final BinaryFormat type;
    private final boolean plus;
    private final boolean scientific;
    private final int digits;
    private final int exponentWidth;
    private final int left;
    private final int right;

    /** @param plus whether positive numbers get a sign, as imaginary parts do */
    FloatColumn(double[] shown, BinaryFormat type, boolean plus, PrintOptions options) {
        this.type = type;
        this.plus = plus;
        this.scientific = needsExponent(shown, type, options.suppress());
        int left = 0;
        int fraction = 0;
        int exponent = 0;
        boolean negativeInfinity = plus;
        boolean allFinite = true;
        for (double x : shown) {
            if (!Double.isFinite(x)) {
                allFinite = false;
                negativeInfinity |= x < 0;
            } else if (scientific) {
                Decimal d = Decimal.significant(Math.abs(x), type, options.precision() + 1, 0);
                left = Math.max(left, sign(x).length() + 1);
                fraction = Math.max(fraction, d.tail().length());
                exponent = Math.max(exponent, d.exponentText(2).length() - 1);
            } else {
                Decimal d = Decimal.fraction(Math.abs(x), type, options.precision(), -1);
                left = Math.max(left, sign(x).length() + d.whole().length());
                fraction = Math.max(fraction, d.fraction().length());
            }
        }
        this.exponentWidth = exponent;
        this.right = scientific ? exponent + 2 + fraction : fraction;
        this.digits = scientific ? fraction : options.precision();
        // "nan" and "inf" are to fit in the width of a number, of which the point is one more
        this.left = allFinite ? left : Math.max(left, 3 + (negativeInfinity ? 1 : 0) - (right + 1));
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
            return padLeft((Double.isNaN(x) ? plus ? "+" : "" : sign(x)) + special(x), left + right + 1);
        }
        StringBuilder out = new StringBuilder();
        if (scientific) {
            Decimal d = Decimal.significant(Math.abs(x), type, digits + 1, digits + 1);
            String tail = d.tail();
            out.append(padLeft(sign(x) + d.digits().charAt(0), left))
                    .append('.')
                    .append(tail);
            return out.append("0".repeat(Math.max(0, digits - tail.length())))
                    .append('e')
                    .append(d.exponentText(exponentWidth))
                    .toString();
        }
        Decimal d = Decimal.fraction(Math.abs(x), type, digits, 0);
        String fraction = d.fraction();
        out.append(padLeft(sign(x) + d.whole(), left)).append('.').append(fraction);
        return out.append(" ".repeat(Math.max(0, right - fraction.length()))).toString();
    }

    private String sign(double x) {
        return isNegative(x) ? "-" : plus ? "+" : "";
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

    private static String special(double x) {
        return Double.isNaN(x) ? "nan" : "inf";
    }
}
