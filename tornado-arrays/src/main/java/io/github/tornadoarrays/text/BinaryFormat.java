package io.github.tornadoarrays.text;

import io.github.tornadoarrays.core.DType;

/**
 * A binary floating type.
 *
 * @param bits of the mantissa, with the hidden one
 * @param minExponent of the smallest normal number, as a power of two
 * @param columnLimit arrays that reach this are printed with exponents
 * @param scalarLimit so are single numbers that reach this
 */
record BinaryFormat(int bits, int minExponent, double columnLimit, double scalarLimit) {
    private static final BinaryFormat FLOAT16 = new BinaryFormat(11, -14, 1e3, 1e3);
    // NumPy has no bfloat16; its rule (10 to the power of the safe digits) would give 100, and 128 would be 1.28e+02
    private static final BinaryFormat BFLOAT16 = new BinaryFormat(8, -126, 1e3, 1e3);
    private static final BinaryFormat FLOAT32 = new BinaryFormat(24, -126, 1e6, 1e6);
    private static final BinaryFormat FLOAT64 = new BinaryFormat(53, -1022, 1e8, 1e16);

    static BinaryFormat of(DType t) {
        return switch (t.real()) {
            case FLOAT16 -> FLOAT16;
            case BFLOAT16 -> BFLOAT16;
            case FLOAT32 -> FLOAT32;
            default -> FLOAT64;
        };
    }

    /** A number as the type holds it: rounded. */
    double round(double x) {
        return switch (bits) {
            case 11 -> Float.float16ToFloat(Float.floatToFloat16((float) x));
            case 8, 24 -> (float) x;
            default -> x;
        };
    }
}
