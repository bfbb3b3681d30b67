package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.NativeArrays;
import io.github.tornadoarrays.run.Realizer;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.util.Arrays;

/** Elements as Java numbers and arrays. */
final class ToJava {
    private ToJava() {}

    /**
     * Where elements lie one after another.
     *
     * @param first the first value of theirs
     * @param own whether nobody else has the buffer
     */
    private record Line(Buffer buffer, long first, boolean own) {
        /** Of an array's elements as a type's. */
        static Line of(NDArray x, DType type) {
            if (x.dtype() != type) {
                return new Line(Realizer.realize(Graph.cast(x.node(), type)), 0, true);
            }
            return !x.isPart() && x.layout().isContiguous()
                    ? new Line(x.buffer(), x.size() == 0 ? 0 : x.layout().offset() * type.parts(), false)
                    : new Line(Realizer.realize(Graph.copy(x.node())), 0, true);
        }

        /** Copies them to where they are to be, and gives a buffer back that nobody else has. */
        void copyTo(HostBuffer to) {
            Engines.at(buffer.place())
                    .read(buffer, first, to, 0, to.length() * to.dtype().parts());
            if (own) {
                Engines.release(buffer);
            }
        }
    }

    /** The elements in row-major order in a new primitive array of a type's memory. */
    static Object flat(String op, NDArray x, DType type) {
        if (x.dtype().isComplex() && !type.isComplex()) {
            throw new DTypeException(
                    op + ": the array is " + x.dtype() + "; take real(), imag() or abs() first, or toNested()");
        }
        long values = x.size() * type.parts();
        if (values > HostBuffer.MAX_ARRAY) {
            throw new MemoryException(op + ": " + x.size() + " elements do not fit a Java array, which has at most "
                    + HostBuffer.MAX_ARRAY / type.parts() + "; take a part with get(), or asMemorySegment()");
        }
        Line line = Line.of(x, type);
        if (line.own
                && line.buffer instanceof HostBuffer h
                && !h.isNative()
                && Array.getLength(h.memory()) == (int) values) {
            h.share();
            return h.memory();
        }
        Object out = HostBuffer.newArray(type, (int) values);
        line.copyTo(HostBuffer.of(type, x.size(), out));
        return out;
    }

    /** Copies the elements in row-major order into a primitive array of the dtype's memory. */
    static void into(String op, NDArray x, Object array) {
        DType type = x.dtype();
        Class<?> wanted = HostBuffer.newArray(type, 0).getClass();
        if (array == null || array.getClass() != wanted) {
            throw new DTypeException(
                    op + ": " + (array == null ? "null" : array.getClass().getSimpleName())
                            + " is no array for elements of " + type + "; give " + wanted.getSimpleName());
        }
        long values = x.size() * type.parts();
        if (Array.getLength(array) != values) {
            throw new ShapeException(
                    op + ": the array of shape " + Shape.text(x.layout().shape()) + " and dtype " + type
                            + " has " + values + " values, and the Java array " + Array.getLength(array)
                            + "; the numbers must be equal");
        }
        Line.of(x, type).copyTo(HostBuffer.of(type, x.size(), array));
    }

    /** The elements in row-major order in a new array or matrix of TornadoVM's API. */
    static Object ofTornado(String op, NDArray x, Class<?> type) {
        if (!NativeArrays.fits(type, x.dtype(), x.ndim())) {
            throw new DTypeException(op + ": a " + type.getSimpleName() + " does not hold " + x.dtype() + " of shape "
                    + Shape.text(x.shape()) + "; the array classes of TornadoVM's API have one axis, its matrix classes"
                    + " two, each of one type: cast with astype, or reshape");
        }
        for (long n : x.shape()) {
            if (n > Integer.MAX_VALUE) {
                throw new ShapeException(op + ": shape " + Shape.text(x.shape()) + "; TornadoVM counts with int");
            }
        }
        HostBuffer h = Engines.toHost(Realizer.realize(Graph.copy(x.node())));
        Object out = NativeArrays.of(type, h, x.shape());
        Reference.reachabilityFence(h);
        return out;
    }

    static boolean[] booleans(String op, NDArray x) {
        NDArray truth = x.dtype().isBool() ? x : new NDArray(Graph.truth(x.node()));
        byte[] bytes = (byte[]) flat(op, truth, DType.BOOL);
        boolean[] out = new boolean[bytes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = bytes[i] != 0;
        }
        return out;
    }

    /** The only element, as a 0-d array. */
    static NDArray only(String op, NDArray x) {
        if (x.size() != 1) {
            throw new ShapeException(
                    op + ": the array of shape " + Shape.text(x.layout().shape()) + " has " + x.size() + " elements; "
                            + op + "() takes exactly 1, or an index");
        }
        return x.ndim() == 0
                ? x
                : x.view(new Layout(Shape.SCALAR, Shape.SCALAR, x.layout().offset()));
    }

    /** Where the element of a 0-d array lies: a buffer in the host's memory, and the place of its first value there. */
    private record InHost(HostBuffer buffer, long at) {}

    private static InHost place(NDArray array) {
        NDArray x = array.isPart() ? array.copy() : array;
        Place there = x.place();
        if (there == null || there == Place.HOST) {
            return read(x);
        }
        try (Engine.Scope _ = Engines.at(there).asking()) {
            return read(x);
        }
    }

    private static InHost read(NDArray x) {
        Buffer b = x.buffer();
        int parts = x.dtype().parts();
        long at = x.layout().offset() * parts;
        if (b instanceof HostBuffer h) {
            return new InHost(h, at);
        }
        HostBuffer one = HostBuffer.allocate(x.dtype(), 1);
        Engines.at(b.place()).read(b, at, one, 0, parts);
        return new InHost(one, 0);
    }

    static double real(String op, NDArray x) {
        InHost p = place(x);
        if (x.dtype().isComplex()) {
            throw new DTypeException(op + ": the element is " + x.dtype() + "; use itemComplex()");
        }
        return p.buffer.getDouble(p.at);
    }

    static long integer(String op, NDArray x) {
        InHost p = place(x);
        if (x.dtype().isInexact()) {
            throw new DTypeException(op + ": the element is " + x.dtype() + "; use item(), or cast the array");
        }
        return p.buffer.getLong(p.at);
    }

    static Complex complex(NDArray x) {
        InHost p = place(x);
        return Complex.of(p.buffer.getDouble(p.at), x.dtype().isComplex() ? p.buffer.getDouble(p.at + 1) : 0);
    }

    /** Arrays of arrays, as deep as the array has axes; of a 0-d array, the element. */
    static Object nested(NDArray x) {
        HostBuffer h = x.contiguous();
        DType t = x.dtype();
        Class<?> c = switch (t) {
            case BOOL -> boolean.class;
            case INT8 -> byte.class;
            case INT16, UINT8 -> short.class;
            case INT32, UINT16 -> int.class;
            case INT64, UINT32, UINT64 -> long.class;
            case FLOAT16, BFLOAT16, FLOAT32 -> float.class;
            case FLOAT64 -> double.class;
            case COMPLEX64, COMPLEX128 -> Complex.class;
        };
        long[] shape = x.layout().shape();
        for (long d : shape) {
            if (d > HostBuffer.MAX_ARRAY) {
                throw new MemoryException(
                        "toNested: an axis of " + d + " elements does not fit a Java array; take a part with get()");
            }
        }
        Object out = nested(h, c, shape, 0, 0);
        Reference.reachabilityFence(h);
        return out;
    }

    private static Object nested(HostBuffer h, Class<?> c, long[] shape, int depth, long from) {
        if (depth == shape.length) {
            return element(h, from);
        }
        int n = (int) shape[depth];
        int[] dimensions = new int[shape.length - depth];
        dimensions[0] = n;
        if (depth == shape.length - 1) {
            return row(h, c, n, from);
        }
        long step = Shape.size(Arrays.copyOfRange(shape, depth + 1, shape.length));
        Object out = Array.newInstance(c, dimensions);
        for (int i = 0; i < n; i++) {
            Array.set(out, i, nested(h, c, shape, depth + 1, from + i * step));
        }
        return out;
    }

    private static Object row(HostBuffer h, Class<?> c, int n, long from) {
        if (!h.isNative() && Array.newInstance(c, 0).getClass() == h.memory().getClass() && h.dtype() != DType.UINT64) {
            Object out = Array.newInstance(c, n);
            System.arraycopy(h.memory(), (int) from, out, 0, n);
            return out;
        }
        Object out = Array.newInstance(c, n);
        for (int i = 0; i < n; i++) {
            Array.set(out, i, element(h, from + i));
        }
        return out;
    }

    private static Object element(HostBuffer h, long i) {
        return switch (h.dtype()) {
            case BOOL -> h.getLong(i) != 0;
            case INT8 -> (byte) h.getLong(i);
            case INT16, UINT8 -> (short) h.getLong(i);
            case INT32, UINT16 -> (int) h.getLong(i);
            case INT64, UINT32 -> h.getLong(i);
            case UINT64 -> {
                long v = h.getLong(i);
                if (v < 0) {
                    throw new DTypeException("toNested: " + Long.toUnsignedString(v)
                            + " does not fit Java's long; toLongArray() gives the bits, toDoubleArray() rounds");
                }
                yield v;
            }
            case FLOAT16, BFLOAT16, FLOAT32 -> (float) h.getDouble(i);
            case FLOAT64 -> h.getDouble(i);
            case COMPLEX64, COMPLEX128 -> Complex.of(h.getDouble(2 * i), h.getDouble(2 * i + 1));
        };
    }

    /** This array's own memory where its elements lie one after another, else a read-only copy. */
    static MemorySegment segment(NDArray x) {
        long bytes = x.size() * x.dtype().itemSize();
        if (!x.isPart() && x.layout().isContiguous() && x.writable() instanceof HostBuffer h) {
            h.share();
            return h.segment()
                    .asSlice(x.size() == 0 ? 0 : x.layout().offset() * x.dtype().itemSize(), bytes);
        }
        HostBuffer h = x.contiguous();
        h.share();
        return h.segment().asReadOnly();
    }
}
