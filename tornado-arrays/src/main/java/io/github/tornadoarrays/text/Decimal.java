package io.github.tornadoarrays.text;

import java.math.BigInteger;

/**
 * A positive number as decimal digits: {@code d.ddd… * 10^exponent}. The first digit is not 0 unless the number is
 * rounded to nothing.
 *
 * <p>The digits are the fewest that name the number among its binary type's values, found by the free-format algorithm
 * of Steele and White ("How to Print Floating-Point Numbers Accurately", PLDI 1990) on exact integers, ended early at a
 * limit or continued to a minimum.
 */
record Decimal(String digits, int exponent) {
    /** No limit for {@code last} of {@link #digits}. */
    private static final int UNLIMITED = Integer.MIN_VALUE;

    private static final Decimal ZERO = new Decimal("0", 0);

    /** At most {@code most} and at least {@code least} digits. */
    static Decimal significant(double x, BinaryFormat type, int most, int least) {
        return x == 0 ? ZERO : new Generator(x, type).significant(most, least);
    }

    /** At most {@code most} digits after the point; where not negative, at least {@code least}. */
    static Decimal fraction(double x, BinaryFormat type, int most, int least) {
        return x == 0 ? ZERO : new Generator(x, type).digits(-most, least < 0 ? Integer.MAX_VALUE : -least);
    }

    /** As many digits as it takes. */
    static Decimal shortest(double x, BinaryFormat type) {
        return x == 0 ? ZERO : new Generator(x, type).digits(UNLIMITED, Integer.MAX_VALUE);
    }

    /** The digits before the point, written without an exponent. */
    String whole() {
        if (exponent < 0) {
            return "0";
        }
        return exponent < digits.length()
                ? digits.substring(0, exponent + 1)
                : digits + "0".repeat(exponent + 1 - digits.length());
    }

    /** The digits after the point, written without an exponent; no zeros at the end. */
    String fraction() {
        if (exponent < 0) {
            return withoutTrailingZeros("0".repeat(-exponent - 1) + digits);
        }
        return exponent < digits.length() ? withoutTrailingZeros(digits.substring(exponent + 1)) : "";
    }

    /** The digits after the first; no zeros at the end. */
    String tail() {
        return withoutTrailingZeros(digits.substring(1));
    }

    /** The exponent as {@code +05}, with at least {@code width} digits. */
    String exponentText(int width) {
        String e = Integer.toString(Math.abs(exponent));
        return (exponent < 0 ? "-" : "+") + "0".repeat(Math.max(0, width - e.length())) + e;
    }

    private static String withoutTrailingZeros(String s) {
        int n = s.length();
        while (n > 0 && s.charAt(n - 1) == '0') {
            n--;
        }
        return s.substring(0, n);
    }

    /** The state of the search: the number is {@code value/scale * 10^first}, its neighbours half a gap away. */
    private static final class Generator {
        private final boolean even;
        private final int first;
        private BigInteger value;
        private BigInteger scale;
        private BigInteger below;
        private BigInteger above;

        Generator(double x, BinaryFormat type) {
            int exponent = Math.max(Math.getExponent(x), type.minExponent()) - (type.bits() - 1);
            // in two steps: one alone would overflow or round for the smallest numbers
            long mantissa = (long) Math.scalb(Math.scalb(x, -exponent / 2), -exponent - -exponent / 2);
            boolean narrowBelow = mantissa == 1L << type.bits() - 1 && Math.getExponent(x) > type.minExponent();
            even = (mantissa & 1) == 0;
            int guard = narrowBelow ? 2 : 1;
            value = BigInteger.valueOf(mantissa).shiftLeft(guard + Math.max(exponent, 0));
            scale = BigInteger.ONE.shiftLeft(guard + Math.max(-exponent, 0));
            below = BigInteger.ONE.shiftLeft(Math.max(exponent, 0));
            above = narrowBelow ? below.shiftLeft(1) : below;
            int guess = (int) Math.floor(Math.log10(x));
            if (guess >= 0) {
                scale = scale.multiply(BigInteger.TEN.pow(guess));
            } else {
                raise(BigInteger.TEN.pow(-guess));
            }
            if (value.compareTo(scale) < 0) {
                raise(BigInteger.TEN);
                guess--;
            } else if (value.compareTo(scale.multiply(BigInteger.TEN)) >= 0) {
                scale = scale.multiply(BigInteger.TEN);
                guess++;
            }
            first = guess;
        }

        private void raise(BigInteger factor) {
            value = value.multiply(factor);
            below = below.multiply(factor);
            above = above.multiply(factor);
        }

        Decimal significant(int most, int least) {
            return digits(first - most + 1, first - least + 1);
        }

        /** Digits down to where the number is named, but on to position {@code atLeast}, and not beyond {@code last}. */
        Decimal digits(int last, int atLeast) {
            int start = Math.max(first, last);
            if (start > first) {
                scale = scale.multiply(BigInteger.TEN.pow(start - first));
            }
            StringBuilder text = new StringBuilder();
            for (int at = start; ; at--) {
                BigInteger[] split = value.divideAndRemainder(scale);
                value = split[1];
                int closeBelow = value.compareTo(below);
                int closeAbove = value.add(above).compareTo(scale);
                boolean low = even ? closeBelow <= 0 : closeBelow < 0;
                boolean high = even ? closeAbove >= 0 : closeAbove > 0;
                text.append((char) ('0' + split[0].intValue()));
                if ((low || high) && at <= atLeast || at == last) {
                    return low != high && high || low == high && aboveHalf(split[0])
                            ? increment(text, start)
                            : new Decimal(text.toString(), start);
                }
                raise(BigInteger.TEN);
            }
        }

        private boolean aboveHalf(BigInteger digit) {
            int half = value.shiftLeft(1).compareTo(scale);
            return half > 0 || half == 0 && digit.testBit(0);
        }

        private static Decimal increment(StringBuilder text, int exponent) {
            int n = text.length();
            while (n > 0 && text.charAt(n - 1) == '9') {
                n--;
            }
            if (n == 0) {
                return new Decimal("1", exponent + 1);
            }
            text.setLength(n);
            text.setCharAt(n - 1, (char) (text.charAt(n - 1) + 1));
            return new Decimal(text.toString(), exponent);
        }
    }
}
