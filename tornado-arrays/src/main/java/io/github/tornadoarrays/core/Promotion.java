package io.github.tornadoarrays.core;

import io.github.tornadoarrays.core.DType.Kind;

/**
 * NumPy 2's result types (NEP 50): two arrays give the narrowest type that holds both; a Java scalar beside an array is
 * weak, so it only lifts the array's kind, never its width. bfloat16 with float16 gives float32; otherwise bfloat16
 * promotes as float16 does.
 */
public final class Promotion {
    private Promotion() {}

    /** The result type of an operation on two arrays. */
    public static DType promote(DType a, DType b) {
        if (a == b) {
            return a;
        }
        if (a.kind().compareTo(b.kind()) > 0) {
            return promote(b, a);
        }
        return switch (b.kind()) {
            case BOOL -> b;
            case UNSIGNED -> a.isBool() || b.itemSize() >= a.itemSize() ? b : a;
            case SIGNED ->
                switch (a.kind()) {
                    case BOOL -> b;
                    case UNSIGNED -> a.itemSize() < b.itemSize() ? b : signed(a.itemSize() * 2);
                    default -> a.itemSize() > b.itemSize() ? a : b;
                };
            case FLOAT -> a.isFloat() ? floats(a, b) : floats(floatFor(a, b), b);
            case COMPLEX -> a.isBool() ? b : a.isComplex() || !fits(a, b) ? DType.COMPLEX128 : b;
        };
    }

    private static boolean fits(DType real, DType complex) {
        if (complex == DType.COMPLEX128) {
            return true;
        }
        return real.isFloat() ? real != DType.FLOAT64 : real.itemSize() <= 2;
    }

    private static DType floats(DType a, DType b) {
        if (a == b) {
            return a;
        }
        if (a == DType.FLOAT64 || b == DType.FLOAT64) {
            return DType.FLOAT64;
        }
        return DType.FLOAT32;
    }

    /** The float type that an integer type becomes beside a float. */
    private static DType floatFor(DType i, DType beside) {
        return switch (i.itemSize()) {
            case 1 -> beside;
            case 2 -> beside == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
            default -> DType.FLOAT64;
        };
    }

    private static DType signed(int bytes) {
        return switch (bytes) {
            case 2 -> DType.INT16;
            case 4 -> DType.INT32;
            case 8 -> DType.INT64;
            default -> DType.FLOAT64;
        };
    }

    /** The type a weak Java scalar of {@code scalar}'s kind takes beside an array of type {@code array}. */
    public static DType weak(DType array, DType scalar) {
        if (scalar.kind().compareTo(array.kind()) <= 0 || scalar.isInteger() && array.isInteger()) {
            return array;
        }
        return switch (scalar.kind()) {
            case BOOL -> array;
            case UNSIGNED, SIGNED -> DType.INT64;
            case FLOAT -> DType.FLOAT64;
            case COMPLEX -> array.isFloat() ? array.complex() : DType.COMPLEX128;
        };
    }

    /** The floating type in which an integer or bool array's {@code sqrt}, {@code exp}… are computed; else the type itself. */
    public static DType inexact(DType t) {
        if (t.isInexact()) {
            return t;
        }
        return switch (t.itemSize()) {
            case 1 -> DType.FLOAT16;
            case 2 -> DType.FLOAT32;
            default -> DType.FLOAT64;
        };
    }

    /** The type in which sums and products of small integers are accumulated. */
    public static DType sum(DType t) {
        return switch (t.kind()) {
            case BOOL, SIGNED -> DType.INT64;
            case UNSIGNED -> DType.UINT64;
            default -> t;
        };
    }

    /** Whether every value of one type is kept by another (NumPy's "safe" casting). */
    public static boolean canCastSafely(DType from, DType to) {
        return promote(from, to) == to;
    }

    /** Whether a result may be written into an array of a type (NumPy's "same_kind" casting). */
    public static boolean canCastSameKind(DType from, DType to) {
        return canCastSafely(from, to) || rank(from.kind()) <= rank(to.kind()) && !(from.isSigned() && to.isUnsigned());
    }

    private static int rank(Kind k) {
        return switch (k) {
            case BOOL -> 0;
            case UNSIGNED -> 1;
            case SIGNED -> 2;
            case FLOAT -> 3;
            case COMPLEX -> 4;
        };
    }
}
