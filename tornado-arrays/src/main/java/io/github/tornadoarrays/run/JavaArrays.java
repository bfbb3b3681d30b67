package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;

/** Java arrays, and arrays of TornadoVM's API, as memory for kernels: the array itself where a buffer can be made of it, else a copy that goes back afterwards. */
final class JavaArrays {
    private JavaArrays() {}

    /** Whether a buffer over a Java array of the parameter's type is the array itself. */
    static boolean isItself(MethodParameter.Elements e) {
        return e.rank() == 1 && e.type() != boolean[].class && e.type() != char[].class
                || !e.type().isArray();
    }

    /** The number of rows, and the number of columns where there are two axes. */
    static long[] shape(MethodParameter.Elements e, Object array) {
        if (!e.type().isArray()) {
            return NativeArrays.shape(array);
        }
        int n = Array.getLength(array);
        return e.rank() == 1 ? new long[] {n} : new long[] {n, n == 0 ? 0 : Array.getLength(Array.get(array, 0))};
    }

    /** Host memory with the elements in row-major order: the array's own where {@link #isItself}. */
    static HostBuffer flat(MethodParameter.Elements e, Object array) {
        if (!e.type().isArray()) {
            return NativeArrays.memory(array);
        }
        if (isItself(e)) {
            return HostBuffer.of(e.dtype(), Array.getLength(array), array);
        }
        long[] shape = shape(e, array);
        HostBuffer flat = HostBuffer.allocate(e.dtype(), e.rank() == 1 ? shape[0] : shape[0] * shape[1]);
        if (e.rank() == 1) {
            row(array, flat, 0);
            return flat;
        }
        Object[] rows = (Object[]) array;
        for (int i = 0; i < rows.length; i++) {
            row(rows[i], flat, i * (int) shape[1]);
        }
        return flat;
    }

    /** Writes elements that {@link #flat} copied back to where they came from. */
    static void back(MethodParameter.Elements e, HostBuffer flat, Object array) {
        if (e.rank() == 1) {
            rowBack(flat, 0, array);
            return;
        }
        Object[] rows = (Object[]) array;
        int columns = rows.length == 0 ? 0 : Array.getLength(rows[0]);
        for (int i = 0; i < rows.length; i++) {
            rowBack(flat, i * columns, rows[i]);
        }
    }

    /** A new Java array of the parameter's type with elements that lie in row-major order. */
    static Object nested(MethodParameter.Elements e, HostBuffer flat, long[] shape) {
        if (!e.type().isArray()) {
            return NativeArrays.of(e.type(), flat, shape);
        }
        Class<?> row = e.rank() == 1 ? e.type() : e.type().getComponentType();
        if (e.rank() == 1) {
            Object array = Array.newInstance(row.getComponentType(), (int) shape[0]);
            rowBack(flat, 0, array);
            return array;
        }
        Object[] rows = (Object[]) Array.newInstance(row, (int) shape[0]);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Array.newInstance(row.getComponentType(), (int) shape[1]);
            rowBack(flat, i * (int) shape[1], rows[i]);
        }
        return rows;
    }

    private static void row(Object row, HostBuffer flat, int at) {
        switch (row) {
            case boolean[] a -> {
                byte[] m = (byte[]) flat.memory();
                for (int i = 0; i < a.length; i++) {
                    m[at + i] = (byte) (a[i] ? 1 : 0);
                }
            }
            case char[] a -> {
                short[] m = (short[]) flat.memory();
                for (int i = 0; i < a.length; i++) {
                    m[at + i] = (short) a[i];
                }
            }
            default -> System.arraycopy(row, 0, flat.memory(), at, Array.getLength(row));
        }
    }

    private static void rowBack(HostBuffer flat, int at, Object row) {
        switch (row) {
            case boolean[] a -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] = flat.getLong(at + i) != 0;
                }
            }
            case char[] a -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] = (char) flat.getLong(at + i);
                }
            }
            default -> {
                int n = Array.getLength(row);
                if (flat.isNative()) {
                    DType t = flat.dtype();
                    MemorySegment to = HostBuffer.of(t, n, row).segment();
                    MemorySegment.copy(flat.segment(), (long) at * t.itemSize(), to, 0, (long) n * t.itemSize());
                } else {
                    System.arraycopy(flat.memory(), at, row, 0, n);
                }
            }
        }
    }
}
