package io.github.tornadoarrays.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Moves values between memory and a tile, which starts at offset 0 of a small array.
 *
 * <p>Memory is the tile's kind of primitive array, or a {@link MemorySegment} outside the heap; positions and strides
 * count values, and a position outside the memory throws {@link IndexOutOfBoundsException}. Value t of a strided move is
 * at {@code base + t * stride}; of an indexed one, at {@code index[t]}.
 */
public final class TileMemory {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private TileMemory() {}

    public static void gather(Object src, long base, long stride, byte[] dst, int n) {
        if (src instanceof byte[] a) {
            gather(a, position(base, n), (int) stride, dst, n);
        } else {
            MemorySegment s = (MemorySegment) src;
            if (stride == 1) {
                MemorySegment.copy(s, BYTE, base * BYTE.byteSize(), dst, 0, n);
            } else {
                for (int t = 0; t < n; t++) {
                    dst[t] = s.getAtIndex(BYTE, base + t * stride);
                }
            }
        }
    }

    private static void gather(byte[] a, int base, int stride, byte[] dst, int n) {
        if (stride == 1) {
            System.arraycopy(a, base, dst, 0, n);
        } else if (stride == 0 && n > 0) {
            Arrays.fill(dst, 0, n, a[base]);
        } else {
            for (int t = 0, i = base; t < n; t++, i += stride) {
                dst[t] = a[i];
            }
        }
    }

    public static void scatter(byte[] src, int n, Object dst, long base, long stride) {
        if (dst instanceof byte[] a) {
            int at = position(base, n);
            if (stride == 1) {
                System.arraycopy(src, 0, a, at, n);
            } else {
                int step = (int) stride;
                for (int t = 0, i = at; t < n; t++, i += step) {
                    a[i] = src[t];
                }
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            if (stride == 1) {
                MemorySegment.copy(src, 0, s, BYTE, base * BYTE.byteSize(), n);
            } else {
                for (int t = 0; t < n; t++) {
                    s.setAtIndex(BYTE, base + t * stride, src[t]);
                }
            }
        }
    }

    /** {@code dst[t] = src[index[t]]}. */
    public static void pick(Object src, long[] index, byte[] dst, int n) {
        if (src instanceof byte[] a) {
            for (int t = 0; t < n; t++) {
                dst[t] = a[Math.toIntExact(index[t])];
            }
        } else {
            MemorySegment s = (MemorySegment) src;
            for (int t = 0; t < n; t++) {
                dst[t] = s.getAtIndex(BYTE, index[t]);
            }
        }
    }

    /** {@code dst[index[t]] = src[t]}, in the order of t. */
    public static void put(byte[] src, long[] index, Object dst, int n) {
        if (dst instanceof byte[] a) {
            for (int t = 0; t < n; t++) {
                a[Math.toIntExact(index[t])] = src[t];
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            for (int t = 0; t < n; t++) {
                s.setAtIndex(BYTE, index[t], src[t]);
            }
        }
    }

    public static void gather(Object src, long base, long stride, short[] dst, int n) {
        if (src instanceof short[] a) {
            gather(a, position(base, n), (int) stride, dst, n);
        } else {
            MemorySegment s = (MemorySegment) src;
            if (stride == 1) {
                MemorySegment.copy(s, SHORT, base * SHORT.byteSize(), dst, 0, n);
            } else {
                for (int t = 0; t < n; t++) {
                    dst[t] = s.getAtIndex(SHORT, base + t * stride);
                }
            }
        }
    }

    private static void gather(short[] a, int base, int stride, short[] dst, int n) {
        if (stride == 1) {
            System.arraycopy(a, base, dst, 0, n);
        } else if (stride == 0 && n > 0) {
            Arrays.fill(dst, 0, n, a[base]);
        } else {
            for (int t = 0, i = base; t < n; t++, i += stride) {
                dst[t] = a[i];
            }
        }
    }

    public static void scatter(short[] src, int n, Object dst, long base, long stride) {
        if (dst instanceof short[] a) {
            int at = position(base, n);
            if (stride == 1) {
                System.arraycopy(src, 0, a, at, n);
            } else {
                int step = (int) stride;
                for (int t = 0, i = at; t < n; t++, i += step) {
                    a[i] = src[t];
                }
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            if (stride == 1) {
                MemorySegment.copy(src, 0, s, SHORT, base * SHORT.byteSize(), n);
            } else {
                for (int t = 0; t < n; t++) {
                    s.setAtIndex(SHORT, base + t * stride, src[t]);
                }
            }
        }
    }

    /** {@code dst[t] = src[index[t]]}. */
    public static void pick(Object src, long[] index, short[] dst, int n) {
        if (src instanceof short[] a) {
            for (int t = 0; t < n; t++) {
                dst[t] = a[Math.toIntExact(index[t])];
            }
        } else {
            MemorySegment s = (MemorySegment) src;
            for (int t = 0; t < n; t++) {
                dst[t] = s.getAtIndex(SHORT, index[t]);
            }
        }
    }

    /** {@code dst[index[t]] = src[t]}, in the order of t. */
    public static void put(short[] src, long[] index, Object dst, int n) {
        if (dst instanceof short[] a) {
            for (int t = 0; t < n; t++) {
                a[Math.toIntExact(index[t])] = src[t];
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            for (int t = 0; t < n; t++) {
                s.setAtIndex(SHORT, index[t], src[t]);
            }
        }
    }

    public static void gather(Object src, long base, long stride, int[] dst, int n) {
        if (src instanceof int[] a) {
            gather(a, position(base, n), (int) stride, dst, n);
        } else {
            MemorySegment s = (MemorySegment) src;
            if (stride == 1) {
                MemorySegment.copy(s, INT, base * INT.byteSize(), dst, 0, n);
            } else {
                for (int t = 0; t < n; t++) {
                    dst[t] = s.getAtIndex(INT, base + t * stride);
                }
            }
        }
    }

    private static void gather(int[] a, int base, int stride, int[] dst, int n) {
        if (stride == 1) {
            System.arraycopy(a, base, dst, 0, n);
        } else if (stride == 0 && n > 0) {
            Arrays.fill(dst, 0, n, a[base]);
        } else {
            for (int t = 0, i = base; t < n; t++, i += stride) {
                dst[t] = a[i];
            }
        }
    }

    public static void scatter(int[] src, int n, Object dst, long base, long stride) {
        if (dst instanceof int[] a) {
            int at = position(base, n);
            if (stride == 1) {
                System.arraycopy(src, 0, a, at, n);
            } else {
                int step = (int) stride;
                for (int t = 0, i = at; t < n; t++, i += step) {
                    a[i] = src[t];
                }
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            if (stride == 1) {
                MemorySegment.copy(src, 0, s, INT, base * INT.byteSize(), n);
            } else {
                for (int t = 0; t < n; t++) {
                    s.setAtIndex(INT, base + t * stride, src[t]);
                }
            }
        }
    }

    /** {@code dst[t] = src[index[t]]}. */
    public static void pick(Object src, long[] index, int[] dst, int n) {
        if (src instanceof int[] a) {
            for (int t = 0; t < n; t++) {
                dst[t] = a[Math.toIntExact(index[t])];
            }
        } else {
            MemorySegment s = (MemorySegment) src;
            for (int t = 0; t < n; t++) {
                dst[t] = s.getAtIndex(INT, index[t]);
            }
        }
    }

    /** {@code dst[index[t]] = src[t]}, in the order of t. */
    public static void put(int[] src, long[] index, Object dst, int n) {
        if (dst instanceof int[] a) {
            for (int t = 0; t < n; t++) {
                a[Math.toIntExact(index[t])] = src[t];
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            for (int t = 0; t < n; t++) {
                s.setAtIndex(INT, index[t], src[t]);
            }
        }
    }

    public static void gather(Object src, long base, long stride, long[] dst, int n) {
        if (src instanceof long[] a) {
            gather(a, position(base, n), (int) stride, dst, n);
        } else {
            MemorySegment s = (MemorySegment) src;
            if (stride == 1) {
                MemorySegment.copy(s, LONG, base * LONG.byteSize(), dst, 0, n);
            } else {
                for (int t = 0; t < n; t++) {
                    dst[t] = s.getAtIndex(LONG, base + t * stride);
                }
            }
        }
    }

    private static void gather(long[] a, int base, int stride, long[] dst, int n) {
        if (stride == 1) {
            System.arraycopy(a, base, dst, 0, n);
        } else if (stride == 0 && n > 0) {
            Arrays.fill(dst, 0, n, a[base]);
        } else {
            for (int t = 0, i = base; t < n; t++, i += stride) {
                dst[t] = a[i];
            }
        }
    }

    public static void scatter(long[] src, int n, Object dst, long base, long stride) {
        if (dst instanceof long[] a) {
            int at = position(base, n);
            if (stride == 1) {
                System.arraycopy(src, 0, a, at, n);
            } else {
                int step = (int) stride;
                for (int t = 0, i = at; t < n; t++, i += step) {
                    a[i] = src[t];
                }
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            if (stride == 1) {
                MemorySegment.copy(src, 0, s, LONG, base * LONG.byteSize(), n);
            } else {
                for (int t = 0; t < n; t++) {
                    s.setAtIndex(LONG, base + t * stride, src[t]);
                }
            }
        }
    }

    /** {@code dst[t] = src[index[t]]}. */
    public static void pick(Object src, long[] index, long[] dst, int n) {
        if (src instanceof long[] a) {
            for (int t = 0; t < n; t++) {
                dst[t] = a[Math.toIntExact(index[t])];
            }
        } else {
            MemorySegment s = (MemorySegment) src;
            for (int t = 0; t < n; t++) {
                dst[t] = s.getAtIndex(LONG, index[t]);
            }
        }
    }

    /** {@code dst[index[t]] = src[t]}, in the order of t. */
    public static void put(long[] src, long[] index, Object dst, int n) {
        if (dst instanceof long[] a) {
            for (int t = 0; t < n; t++) {
                a[Math.toIntExact(index[t])] = src[t];
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            for (int t = 0; t < n; t++) {
                s.setAtIndex(LONG, index[t], src[t]);
            }
        }
    }

    public static void gather(Object src, long base, long stride, float[] dst, int n) {
        if (src instanceof float[] a) {
            gather(a, position(base, n), (int) stride, dst, n);
        } else {
            MemorySegment s = (MemorySegment) src;
            if (stride == 1) {
                MemorySegment.copy(s, FLOAT, base * FLOAT.byteSize(), dst, 0, n);
            } else {
                for (int t = 0; t < n; t++) {
                    dst[t] = s.getAtIndex(FLOAT, base + t * stride);
                }
            }
        }
    }

    private static void gather(float[] a, int base, int stride, float[] dst, int n) {
        if (stride == 1) {
            System.arraycopy(a, base, dst, 0, n);
        } else if (stride == 0 && n > 0) {
            Arrays.fill(dst, 0, n, a[base]);
        } else {
            for (int t = 0, i = base; t < n; t++, i += stride) {
                dst[t] = a[i];
            }
        }
    }

    public static void scatter(float[] src, int n, Object dst, long base, long stride) {
        if (dst instanceof float[] a) {
            int at = position(base, n);
            if (stride == 1) {
                System.arraycopy(src, 0, a, at, n);
            } else {
                int step = (int) stride;
                for (int t = 0, i = at; t < n; t++, i += step) {
                    a[i] = src[t];
                }
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            if (stride == 1) {
                MemorySegment.copy(src, 0, s, FLOAT, base * FLOAT.byteSize(), n);
            } else {
                for (int t = 0; t < n; t++) {
                    s.setAtIndex(FLOAT, base + t * stride, src[t]);
                }
            }
        }
    }

    /** {@code dst[t] = src[index[t]]}. */
    public static void pick(Object src, long[] index, float[] dst, int n) {
        if (src instanceof float[] a) {
            for (int t = 0; t < n; t++) {
                dst[t] = a[Math.toIntExact(index[t])];
            }
        } else {
            MemorySegment s = (MemorySegment) src;
            for (int t = 0; t < n; t++) {
                dst[t] = s.getAtIndex(FLOAT, index[t]);
            }
        }
    }

    /** {@code dst[index[t]] = src[t]}, in the order of t. */
    public static void put(float[] src, long[] index, Object dst, int n) {
        if (dst instanceof float[] a) {
            for (int t = 0; t < n; t++) {
                a[Math.toIntExact(index[t])] = src[t];
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            for (int t = 0; t < n; t++) {
                s.setAtIndex(FLOAT, index[t], src[t]);
            }
        }
    }

    public static void gather(Object src, long base, long stride, double[] dst, int n) {
        if (src instanceof double[] a) {
            gather(a, position(base, n), (int) stride, dst, n);
        } else {
            MemorySegment s = (MemorySegment) src;
            if (stride == 1) {
                MemorySegment.copy(s, DOUBLE, base * DOUBLE.byteSize(), dst, 0, n);
            } else {
                for (int t = 0; t < n; t++) {
                    dst[t] = s.getAtIndex(DOUBLE, base + t * stride);
                }
            }
        }
    }

    private static void gather(double[] a, int base, int stride, double[] dst, int n) {
        if (stride == 1) {
            System.arraycopy(a, base, dst, 0, n);
        } else if (stride == 0 && n > 0) {
            Arrays.fill(dst, 0, n, a[base]);
        } else {
            for (int t = 0, i = base; t < n; t++, i += stride) {
                dst[t] = a[i];
            }
        }
    }

    public static void scatter(double[] src, int n, Object dst, long base, long stride) {
        if (dst instanceof double[] a) {
            int at = position(base, n);
            if (stride == 1) {
                System.arraycopy(src, 0, a, at, n);
            } else {
                int step = (int) stride;
                for (int t = 0, i = at; t < n; t++, i += step) {
                    a[i] = src[t];
                }
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            if (stride == 1) {
                MemorySegment.copy(src, 0, s, DOUBLE, base * DOUBLE.byteSize(), n);
            } else {
                for (int t = 0; t < n; t++) {
                    s.setAtIndex(DOUBLE, base + t * stride, src[t]);
                }
            }
        }
    }

    /** {@code dst[t] = src[index[t]]}. */
    public static void pick(Object src, long[] index, double[] dst, int n) {
        if (src instanceof double[] a) {
            for (int t = 0; t < n; t++) {
                dst[t] = a[Math.toIntExact(index[t])];
            }
        } else {
            MemorySegment s = (MemorySegment) src;
            for (int t = 0; t < n; t++) {
                dst[t] = s.getAtIndex(DOUBLE, index[t]);
            }
        }
    }

    /** {@code dst[index[t]] = src[t]}, in the order of t. */
    public static void put(double[] src, long[] index, Object dst, int n) {
        if (dst instanceof double[] a) {
            for (int t = 0; t < n; t++) {
                a[Math.toIntExact(index[t])] = src[t];
            }
        } else {
            MemorySegment s = (MemorySegment) dst;
            for (int t = 0; t < n; t++) {
                s.setAtIndex(DOUBLE, index[t], src[t]);
            }
        }
    }

    /** The position as an int; a value past the longest array is out of every array's range. */
    private static int position(long base, int n) {
        if (base != (int) base && n > 0) {
            throw new IndexOutOfBoundsException("position " + base + " in an array");
        }
        return (int) base;
    }
}
