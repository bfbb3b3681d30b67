package io.github.tornadoarrays.emit.jvm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What generated code calls to change a value that other threads change too. Memory is an array or a segment. */
public final class Atomics {
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle FLOATS = MethodHandles.arrayElementVarHandle(float[].class);
    private static final VarHandle DOUBLES = MethodHandles.arrayElementVarHandle(double[].class);
    private static final VarHandle FAR_INTS = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle FAR_LONGS = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle FAR_FLOATS = ValueLayout.JAVA_FLOAT.varHandle();
    private static final VarHandle FAR_DOUBLES = ValueLayout.JAVA_DOUBLE.varHandle();

    private Atomics() {}

    public static int add(Object memory, long i, int x) {
        return memory instanceof int[] a
                ? (int) INTS.getAndAdd(a, (int) i, x)
                : (int) FAR_INTS.getAndAdd((MemorySegment) memory, 4 * i, x);
    }

    public static long add(Object memory, long i, long x) {
        return memory instanceof long[] a
                ? (long) LONGS.getAndAdd(a, (int) i, x)
                : (long) FAR_LONGS.getAndAdd((MemorySegment) memory, 8 * i, x);
    }

    public static int get32(Object memory, long i) {
        return memory instanceof int[] a
                ? (int) INTS.getVolatile(a, (int) i)
                : (int) FAR_INTS.getVolatile((MemorySegment) memory, 4 * i);
    }

    public static boolean change(Object memory, long i, int before, int after) {
        return memory instanceof int[] a
                ? INTS.compareAndSet(a, (int) i, before, after)
                : FAR_INTS.compareAndSet((MemorySegment) memory, 4 * i, before, after);
    }

    public static long get64(Object memory, long i) {
        return memory instanceof long[] a
                ? (long) LONGS.getVolatile(a, (int) i)
                : (long) FAR_LONGS.getVolatile((MemorySegment) memory, 8 * i);
    }

    public static boolean change(Object memory, long i, long before, long after) {
        return memory instanceof long[] a
                ? LONGS.compareAndSet(a, (int) i, before, after)
                : FAR_LONGS.compareAndSet((MemorySegment) memory, 8 * i, before, after);
    }

    public static float get32f(Object memory, long i) {
        return memory instanceof float[] a
                ? (float) FLOATS.getVolatile(a, (int) i)
                : (float) FAR_FLOATS.getVolatile((MemorySegment) memory, 4 * i);
    }

    public static boolean change(Object memory, long i, float before, float after) {
        return memory instanceof float[] a
                ? FLOATS.compareAndSet(a, (int) i, before, after)
                : FAR_FLOATS.compareAndSet((MemorySegment) memory, 4 * i, before, after);
    }

    public static double get64f(Object memory, long i) {
        return memory instanceof double[] a
                ? (double) DOUBLES.getVolatile(a, (int) i)
                : (double) FAR_DOUBLES.getVolatile((MemorySegment) memory, 8 * i);
    }

    public static boolean change(Object memory, long i, double before, double after) {
        return memory instanceof double[] a
                ? DOUBLES.compareAndSet(a, (int) i, before, after)
                : FAR_DOUBLES.compareAndSet((MemorySegment) memory, 8 * i, before, after);
    }
}
