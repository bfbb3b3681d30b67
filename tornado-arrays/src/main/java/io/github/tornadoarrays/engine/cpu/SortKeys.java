package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;

/**
 * Signed integers in the order of elements: int32 for types of up to 32 bits, int64 for wider ones. NaN has the largest key,
 * whatever its bits. Keys of types narrower than 32 bits are not negative.
 */
final class SortKeys {
    private SortKeys() {}

    /** The bits of a key that tell elements apart. */
    static int bits(DType type) {
        return type.isBool() ? 8 : type.bits();
    }

    /** The keys of n elements of up to 32 bits. */
    static void of(HostBuffer x, long from, int n, boolean equalZeros, int[] keys, int at) {
        DType type = x.dtype();
        switch (x.memory()) {
            case byte[] a
            when type == DType.INT8 -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = a[(int) from + i] + 128;
                }
            }
            case byte[] a -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = a[(int) from + i] & 0xff;
                }
            }
            case short[] a
            when type == DType.INT16 -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = a[(int) from + i] + 0x8000;
                }
            }
            case short[] a
            when type == DType.UINT16 -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = a[(int) from + i] & 0xffff;
                }
            }
            case short[] a -> {
                int infinity = infinity(type);
                for (int i = 0; i < n; i++) {
                    keys[at + i] = half(a[(int) from + i], infinity, equalZeros);
                }
            }
            case int[] a -> {
                int flip = type == DType.UINT32 ? Integer.MIN_VALUE : 0;
                for (int i = 0; i < n; i++) {
                    keys[at + i] = a[(int) from + i] ^ flip;
                }
            }
            case float[] a
            when equalZeros -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = turned(Float.floatToIntBits(a[(int) from + i] + 0f));
                }
            }
            case float[] a -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = turned(Float.floatToIntBits(a[(int) from + i]));
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = narrow(x, from + i, equalZeros);
                }
            }
        }
    }

    private static int narrow(HostBuffer x, long i, boolean equalZeros) {
        return switch (x.dtype()) {
            case INT8 -> (int) x.getLong(i) + 128;
            case INT16 -> (int) x.getLong(i) + 0x8000;
            case FLOAT16, BFLOAT16 -> half((short) x.getLong(i), infinity(x.dtype()), equalZeros);
            case UINT32 -> (int) x.getLong(i) ^ Integer.MIN_VALUE;
            case FLOAT32 -> turned(Float.floatToIntBits((float) x.getDouble(i) + (equalZeros ? 0f : -0f)));
            default -> (int) x.getLong(i);
        };
    }

    /** The keys of n elements of 64 bits. */
    static void of(HostBuffer x, long from, int n, boolean equalZeros, long[] keys, int at) {
        DType type = x.dtype();
        long flip = type == DType.UINT64 ? Long.MIN_VALUE : 0;
        switch (x.memory()) {
            case long[] a -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = a[(int) from + i] ^ flip;
                }
            }
            case double[] a
            when equalZeros -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = turned(Double.doubleToLongBits(a[(int) from + i] + 0.0));
                }
            }
            case double[] a -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = turned(Double.doubleToLongBits(a[(int) from + i]));
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    keys[at + i] = type.isFloat()
                            ? turned(Double.doubleToLongBits(x.getDouble(from + i) + (equalZeros ? 0.0 : -0.0)))
                            : x.getLong(from + i) ^ flip;
                }
            }
        }
    }

    /** The key of a part of a complex number. */
    static long ofPart(double x) {
        return turned(Double.doubleToLongBits(x + 0.0));
    }

    /** The elements that have these keys. */
    static void elements(int[] keys, int at, int n, HostBuffer x, long from) {
        DType type = x.dtype();
        switch (x.memory()) {
            case byte[] a -> {
                int bias = type == DType.INT8 ? 128 : 0;
                for (int i = 0; i < n; i++) {
                    a[(int) from + i] = (byte) (keys[at + i] - bias);
                }
            }
            case short[] a
            when type.isHalf() -> {
                int infinity = infinity(type);
                for (int i = 0; i < n; i++) {
                    a[(int) from + i] = half(keys[at + i], infinity);
                }
            }
            case short[] a -> {
                int bias = type == DType.INT16 ? 0x8000 : 0;
                for (int i = 0; i < n; i++) {
                    a[(int) from + i] = (short) (keys[at + i] - bias);
                }
            }
            case int[] a -> {
                int flip = type == DType.UINT32 ? Integer.MIN_VALUE : 0;
                for (int i = 0; i < n; i++) {
                    a[(int) from + i] = keys[at + i] ^ flip;
                }
            }
            case float[] a -> {
                for (int i = 0; i < n; i++) {
                    a[(int) from + i] = Float.intBitsToFloat(turned(keys[at + i]));
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    int key = keys[at + i];
                    switch (type) {
                        case INT8 -> x.setLong(from + i, key - 128);
                        case INT16 -> x.setLong(from + i, key - 0x8000);
                        case FLOAT16, BFLOAT16 -> x.setLong(from + i, half(key, infinity(type)));
                        case UINT32 -> x.setLong(from + i, key ^ Integer.MIN_VALUE);
                        case FLOAT32 -> x.setDouble(from + i, Float.intBitsToFloat(turned(key)));
                        default -> x.setLong(from + i, key);
                    }
                }
            }
        }
    }

    /** The elements that have these keys. */
    static void elements(long[] keys, int at, int n, HostBuffer x, long from) {
        long flip = x.dtype() == DType.UINT64 ? Long.MIN_VALUE : 0;
        switch (x.memory()) {
            case long[] a -> {
                for (int i = 0; i < n; i++) {
                    a[(int) from + i] = keys[at + i] ^ flip;
                }
            }
            case double[] a -> {
                for (int i = 0; i < n; i++) {
                    a[(int) from + i] = Double.longBitsToDouble(turned(keys[at + i]));
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    if (x.dtype().isFloat()) {
                        x.setDouble(from + i, Double.longBitsToDouble(turned(keys[at + i])));
                    } else {
                        x.setLong(from + i, keys[at + i] ^ flip);
                    }
                }
            }
        }
    }

    /** The bits of a float in the order of floats, and back: below zero, larger magnitudes come first. */
    private static int turned(int bits) {
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }

    private static long turned(long bits) {
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    private static int infinity(DType type) {
        return type == DType.FLOAT16 ? 0x7c00 : 0x7f80;
    }

    private static int half(short bits, int infinity, boolean equalZeros) {
        int h = bits & 0xffff;
        if ((h & 0x7fff) > infinity) {
            return 0xffff;
        }
        return h < 0x8000 ? h + 0x8000 : h == 0x8000 && equalZeros ? 0x8000 : 0xffff - h;
    }

    private static short half(int key, int infinity) {
        return (short) (key == 0xffff ? infinity | infinity >> 1 : key < 0x8000 ? 0xffff - key : key - 0x8000);
    }
}
