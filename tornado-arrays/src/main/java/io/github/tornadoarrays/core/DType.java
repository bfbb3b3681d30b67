package io.github.tornadoarrays.core;

import java.util.Locale;

/**
 * The type of an array's elements, with NumPy's name and size.
 *
 * <p>Memory on the host is a primitive Java array: one array element an element, but two (real, imaginary) for the
 * complex types. {@link #FLOAT16} and {@link #BFLOAT16} are kept as their bits in a {@code short[]}, the unsigned types
 * in the array of the same width.
 */
public enum DType {
    BOOL("bool", 1, Kind.BOOL),
    INT8("int8", 1, Kind.SIGNED),
    INT16("int16", 2, Kind.SIGNED),
    INT32("int32", 4, Kind.SIGNED),
    INT64("int64", 8, Kind.SIGNED),
    UINT8("uint8", 1, Kind.UNSIGNED),
    UINT16("uint16", 2, Kind.UNSIGNED),
    UINT32("uint32", 4, Kind.UNSIGNED),
    UINT64("uint64", 8, Kind.UNSIGNED),
    FLOAT16("float16", 2, Kind.FLOAT),
    BFLOAT16("bfloat16", 2, Kind.FLOAT),
    FLOAT32("float32", 4, Kind.FLOAT),
    FLOAT64("float64", 8, Kind.FLOAT),
    COMPLEX64("complex64", 8, Kind.COMPLEX),
    COMPLEX128("complex128", 16, Kind.COMPLEX);

    /** The family a type belongs to, in promotion order. */
    public enum Kind {
        BOOL,
        UNSIGNED,
        SIGNED,
        FLOAT,
        COMPLEX
    }

    private final String text;
    private final int itemSize;
    private final Kind kind;

    DType(String text, int itemSize, Kind kind) {
        this.text = text;
        this.itemSize = itemSize;
        this.kind = kind;
    }

    /** Bytes an element. */
    public int itemSize() {
        return itemSize;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isBool() {
        return this == BOOL;
    }

    /** Signed or unsigned, not bool. */
    public boolean isInteger() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    public boolean isSigned() {
        return kind == Kind.SIGNED;
    }

    public boolean isUnsigned() {
        return kind == Kind.UNSIGNED;
    }

    /** Real floating. */
    public boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    public boolean isComplex() {
        return kind == Kind.COMPLEX;
    }

    /** Floating or complex: what division gives. */
    public boolean isInexact() {
        return isFloat() || isComplex();
    }

    /** A 16-bit float: kept as bits, computed in {@link #FLOAT32}. */
    public boolean isHalf() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    /** The type of {@code real(x)} and {@code abs(x)}: the part's type for complex, else this. */
    public DType real() {
        return switch (this) {
            case COMPLEX64 -> FLOAT32;
            case COMPLEX128 -> FLOAT64;
            default -> this;
        };
    }

    /** The narrowest complex type that holds values of this type, by NumPy's rules. */
    public DType complex() {
        return switch (this) {
            case COMPLEX64, FLOAT32, FLOAT16, BFLOAT16 -> COMPLEX64;
            default -> COMPLEX128;
        };
    }

    /** Primitive values an element: 2 for complex, else 1. */
    public int parts() {
        return isComplex() ? 2 : 1;
    }

    /** The type of one primitive value: {@link #real()}. */
    public DType part() {
        return real();
    }

    /** Bits of an integer type or a float. */
    public int bits() {
        return itemSize * 8;
    }

    /**
     * The type with NumPy's name ({@code "float32"}, {@code "f4"}, {@code "<f4"}, {@code "float"}, {@code "int"}).
     *
     * @throws DTypeException if there is none
     */
    public static DType of(String text) {
        String t = text.strip().toLowerCase(Locale.ROOT);
        for (DType d : values()) {
            if (d.text.equals(t)) {
                return d;
            }
        }
        String code = t.startsWith("<") || t.startsWith("=") || t.startsWith("|") ? t.substring(1) : t;
        return switch (code) {
            case "?", "b1", "boolean" -> BOOL;
            case "i1", "byte" -> INT8;
            case "i2", "short" -> INT16;
            case "i4" -> INT32;
            case "i8", "int", "long" -> INT64;
            case "u1", "ubyte" -> UINT8;
            case "u2", "ushort" -> UINT16;
            case "u4" -> UINT32;
            case "u8", "uint", "ulong" -> UINT64;
            case "f2", "half" -> FLOAT16;
            case "f4", "single" -> FLOAT32;
            case "f8", "double", "float" -> FLOAT64;
            case "c8", "csingle" -> COMPLEX64;
            case "c16", "complex", "cdouble" -> COMPLEX128;
            default ->
                throw new DTypeException(
                        "dtype: unknown type \"" + text + "\"; known are bool, int8, int16, int32, int64,"
                                + " uint8, uint16, uint32, uint64, float16, bfloat16, float32, float64, complex64, complex128");
        };
    }

    /** NumPy's name. */
    @Override
    public String toString() {
        return text;
    }
}
