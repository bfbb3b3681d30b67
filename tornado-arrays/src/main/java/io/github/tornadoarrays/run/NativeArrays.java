package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.lift.TornadoApi;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Arrays and matrices of TornadoVM's API as memory: their own, not copied. They are known by the names of their classes and methods. */
public final class NativeArrays {
    private NativeArrays() {}

    /** Whether it is one. */
    public static boolean is(Object x) {
        return TornadoApi.container(x.getClass()).isPresent();
    }

    /** The type of its elements. */
    public static DType dtype(Object x) {
        return TornadoApi.container(x.getClass()).orElseThrow().dtype();
    }

    /** Its length, or its rows and columns. */
    public static long[] shape(Object x) {
        return TornadoApi.container(x.getClass()).orElseThrow().rank() == 1
                ? new long[] {(int) call(x, "getSize")}
                : new long[] {(int) call(x, "getNumRows"), (int) call(x, "getNumColumns")};
    }

    /** Its elements in row-major order. The memory is reachable as long as the buffer is. */
    public static HostBuffer memory(Object x) {
        DType t = dtype(x);
        long n = Shape.size(shape(x));
        MemorySegment all = (MemorySegment) call(x, "getSegment");
        return HostBuffer.of(t, n, all.asSlice(0, n * t.itemSize()));
    }

    /** Whether a class is of such, of elements of a type and as many axes. */
    public static boolean fits(Class<?> type, DType dtype, int rank) {
        return TornadoApi.container(type)
                .filter(c -> c.dtype() == dtype && c.rank() == rank)
                .isPresent();
    }

    /** A new one of a class, with the elements of host memory in row-major order. */
    public static Object of(Class<?> type, HostBuffer elements, long[] shape) {
        Class<?>[] ints = new Class<?>[shape.length];
        Arrays.fill(ints, int.class);
        try {
            Object made = type.getConstructor(ints)
                    .newInstance(Arrays.stream(shape).mapToObj(n -> (int) n).toArray());
            memory(made).segment().copyFrom(elements.segment());
            return made;
        } catch (ReflectiveOperationException e) {
            throw unknown(type, "its constructor", e);
        }
    }

    private static Object call(Object x, String method) {
        try {
            return x.getClass().getMethod(method).invoke(x);
        } catch (InvocationTargetException e) {
            throw unknown(x.getClass(), method, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw unknown(x.getClass(), method, e);
        }
    }

    private static KernelException unknown(Class<?> type, String what, Throwable e) {
        return new KernelException(
                type.getName() + ": " + what + " is not as in TornadoVM 5 (" + e + "); use a 5.x of its API", e);
    }
}
