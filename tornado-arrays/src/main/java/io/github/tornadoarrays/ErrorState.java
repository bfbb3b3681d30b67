package io.github.tornadoarrays;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is done about results that say that something went wrong: NumPy's error state, whose parts {@link Np#errstate} and {@link
 * Np#seterr} set. Where all parts are ignored, as they are unless something else was asked for, nothing is looked at and nothing is
 * slower.
 *
 * @param divide of a division of a finite number by zero, a logarithm of zero, a whole number by zero
 * @param over of an infinity that was made of finite numbers
 * @param under of a result that is 0, or has lost digits, because it is too small for its type
 * @param invalid of a NaN that was made of numbers, and of a number that no integer is near
 */
public record ErrorState(Mode divide, Mode over, Mode under, Mode invalid) {

    /** What is done. */
    public enum Mode {
        /** Nothing. */
        IGNORE,
        /** A warning goes to the logger {@code io.github.tornadoarrays} of {@link System.Logger}. */
        WARN,
        /** {@link io.github.tornadoarrays.core.FloatingPointException} is thrown. */
        RAISE,
        /** What {@link Np#seterrcall} was given is called with the message. */
        CALL
    }

    /** What went wrong. */
    enum Kind {
        DIVIDE("division by zero"),
        OVER("overflow"),
        UNDER("underflow"),
        INVALID("invalid value");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Nothing is done about anything: the default. */
    public static final ErrorState IGNORE = all(Mode.IGNORE);

    /** The same about everything. */
    public static ErrorState all(Mode mode) {
        return new ErrorState(mode, mode, mode, mode);
    }

    public ErrorState withDivide(Mode mode) {
        return new ErrorState(mode, over, under, invalid);
    }

    public ErrorState withOver(Mode mode) {
        return new ErrorState(divide, mode, under, invalid);
    }

    public ErrorState withUnder(Mode mode) {
        return new ErrorState(divide, over, mode, invalid);
    }

    public ErrorState withInvalid(Mode mode) {
        return new ErrorState(divide, over, under, mode);
    }

    Mode of(Kind kind) {
        return switch (kind) {
            case DIVIDE -> divide;
            case OVER -> over;
            case UNDER -> under;
            case INVALID -> invalid;
        };
    }

    /** What there is to look for. */
    Set<Kind> watched() {
        Set<Kind> all = EnumSet.noneOf(Kind.class);
        for (Kind k : Kind.values()) {
            if (of(k) != Mode.IGNORE) {
                all.add(k);
            }
        }
        return all;
    }
}
