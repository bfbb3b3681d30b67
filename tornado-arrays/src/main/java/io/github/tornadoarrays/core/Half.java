package io.github.tornadoarrays.core;

/** bfloat16 as bits: the upper half of a float, rounded to nearest even. float16 is in {@link Float}. */
public final class Half {
    private Half() {}

    public static float bfloat16ToFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    public static short floatToBfloat16(float x) {
        int bits = Float.floatToRawIntBits(x);
        if (x != x) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}
