package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.NativeArrays;
import io.github.tornadoarrays.run.Realizer;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays from what Java has: numbers, primitive arrays, nested arrays and lists. */
final class FromJava {
    private final String op;

    /** What an {@code int} becomes. */
    private final DType ints;

    private final @Nullable Place place;

    private final List<Long> shape = new ArrayList<>();
    private DType dtype = DType.BOOL;
    private boolean boxed;
    private boolean empty = true;

    private FromJava(String op, DType ints, @Nullable Place place) {
        this.op = op;
        this.ints = ints;
        this.place = place;
    }

    /** A copy of numbers in a new array; {@code int} becomes int64, as numbers in a Python list do. */
    static NDArray copy(String op, Object x, @Nullable DType dtype) {
        return copy(op, x, dtype, Places.current());
    }

    /** As {@link #copy(String, Object, DType)}, of a place. */
    static NDArray copy(String op, Object x, @Nullable DType dtype, @Nullable Place place) {
        return x instanceof NDArray a
                ? new NDArray(Graph.copy(Graph.cast(a.node(), dtype == null ? a.dtype() : dtype)))
                : new FromJava(op, DType.INT64, place).make(x, dtype);
    }

    /** The array itself, a view of a primitive array, or a copy of something nested; {@code int} becomes int32. */
    static NDArray wrap(String op, Object x, @Nullable DType dtype) {
        return wrap(op, x, dtype, Places.current());
    }

    /** As {@link #wrap(String, Object, DType)}, of a place; a copy where that is not the host. */
    static NDArray wrap(String op, Object x, @Nullable DType dtype, @Nullable Place place) {
        if (x instanceof NDArray a) {
            return dtype == null ? a : a.as(dtype);
        }
        if (NativeArrays.is(x) && (dtype == null || dtype == NativeArrays.dtype(x))) {
            return Places.array(place, NativeArrays.dtype(x), NativeArrays.shape(x), NativeArrays.memory(x));
        }
        DType own = switch (x) {
            case byte[] _ -> DType.INT8;
            case short[] _ -> DType.INT16;
            case int[] _ -> DType.INT32;
            case long[] _ -> DType.INT64;
            case float[] _ -> DType.FLOAT32;
            case double[] _ -> DType.FLOAT64;
            default -> null;
        };
        if (own == null || dtype != null && dtype != own) {
            return new FromJava(op, DType.INT32, place).make(x, dtype);
        }
        int n = Array.getLength(x);
        HostBuffer buffer = HostBuffer.of(own, n, x);
        buffer.share();
        return Places.array(place, own, new long[] {n}, buffer);
    }

    private NDArray make(@Nullable Object x, @Nullable DType want) {
        if (x == null) {
            throw new DTypeException(op + ": the value is null; give numbers, booleans, arrays or lists of them");
        }
        if (x instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(NDArray.class::isInstance)) {
            NDArray stacked = ShapeFunctions.stacked(
                    op, list.stream().map(NDArray.class::cast).toList(), 0);
            return want == null ? stacked : stacked.as(want);
        }
        measure(x, 0);
        scan(x, 0, "");
        long[] extents = shape.stream().mapToLong(Long::longValue).toArray();
        if (empty) {
            dtype = want != null ? want : boxed || !isArray(x) ? DType.FLOAT64 : dtype;
        }
        if (want != null && boxed && dtype.isComplex() && !want.isComplex() && !want.isBool()) {
            throw new DTypeException(
                    op + ": complex numbers do not fit " + want + "; use their re() or im(), or a complex dtype");
        }
        boolean exact = want != null && boxed && want.isInteger() && dtype.isInteger();
        HostBuffer buffer = HostBuffer.allocate(dtype, Shape.size(Shape.check(op, extents)));
        new Filler(buffer, exact ? want : null).fill(x);
        Node made = Node.leaf(dtype, extents, buffer);
        Node typed = want == null ? made : Graph.cast(made, want);
        return Engines.at(place).memory() == Place.HOST
                ? new NDArray(typed)
                : Places.array(place, typed.dtype(), extents, Engines.toHost(Realizer.realize(typed)));
    }

    private static boolean isArray(Object x) {
        return x.getClass().isArray();
    }

    /** The shape, from the first element of each level. */
    private void measure(Object x, int depth) {
        Object first;
        if (x instanceof List<?> list) {
            shape.add((long) list.size());
            first = list.isEmpty() ? null : list.get(0);
        } else if (isArray(x)) {
            int n = Array.getLength(x);
            shape.add((long) n);
            first = n == 0 || x.getClass().getComponentType().isPrimitive() ? null : Array.get(x, 0);
        } else {
            return;
        }
        if (first != null) {
            measure(first, depth + 1);
        }
    }

    /** Checks that every level has the shape, and finds the type that holds all elements. */
    private void scan(@Nullable Object x, int depth, String where) {
        if (x == null) {
            throw new DTypeException(op + ": element " + (where.isEmpty() ? "()" : where) + " is null; give a number");
        }
        if (x instanceof List<?> || isArray(x)) {
            boolean list = x instanceof List<?>;
            int n = list ? ((List<?>) x).size() : Array.getLength(x);
            if (depth >= shape.size() || shape.get(depth) != n) {
                throw ragged(where, depth >= shape.size() ? "is nested" : "has " + elements(n), depth);
            }
            Class<?> component = list ? null : x.getClass().getComponentType();
            if (component != null && component.isPrimitive()) {
                if (depth + 1 != shape.size()) {
                    throw ragged(where + "[0]", "is a number", depth + 1);
                }
                dtype = Promotion.promote(dtype, primitive(component));
                empty &= n == 0;
                return;
            }
            if (depth + 1 == shape.size()) {
                boxed = true;
            }
            for (int i = 0; i < n; i++) {
                scan(list ? ((List<?>) x).get(i) : Array.get(x, i), depth + 1, where + "[" + i + "]");
            }
            return;
        }
        if (depth != shape.size()) {
            throw ragged(where, "is a number", depth);
        }
        boxed = true;
        empty = false;
        dtype = Promotion.promote(dtype, boxedType(x, where));
    }

    private ShapeException ragged(String where, String what, int depth) {
        String expected = depth >= shape.size() ? "a number" : "a row of " + elements(shape.get(depth));
        return new ShapeException(op + ": ragged nested array: element " + where + " " + what + " where " + expected
                + " is expected; all rows of a level must have one length");
    }

    private static String elements(long n) {
        return n + (n == 1 ? " element" : " elements");
    }

    private DType primitive(Class<?> c) {
        if (c == boolean.class) {
            return DType.BOOL;
        } else if (c == byte.class) {
            return DType.INT8;
        } else if (c == short.class) {
            return DType.INT16;
        } else if (c == int.class) {
            return ints;
        } else if (c == long.class) {
            return DType.INT64;
        } else if (c == float.class) {
            return DType.FLOAT32;
        } else if (c == double.class) {
            return DType.FLOAT64;
        }
        throw new DTypeException(
                op + ": elements of type " + c + " have no element type; convert them to numbers first");
    }

    private DType boxedType(Object x, String where) {
        return switch (x) {
            case Boolean _ -> DType.BOOL;
            case Byte _, Short _, Integer _, Long _ -> DType.INT64;
            case Float _ -> DType.FLOAT32;
            case Double _ -> DType.FLOAT64;
            case Complex _ -> DType.COMPLEX128;
            default ->
                throw new DTypeException(op + ": " + (where.isEmpty() ? "the value" : "element " + where) + " is a "
                        + x.getClass().getName() + "; give numbers, booleans, arrays or lists of them");
        };
    }

    /** Writes elements one after another. */
    private final class Filler {
        private final HostBuffer out;
        private final @Nullable DType limit;
        private long at;

        Filler(HostBuffer out, @Nullable DType limit) {
            this.out = out;
            this.limit = limit;
        }

        void fill(Object x) {
            switch (x) {
                case List<?> list -> list.forEach(this::fill);
                case Object[] row -> {
                    for (Object o : row) {
                        fill(o);
                    }
                }
                case double[] row
                when out.memory() instanceof double[] m && !out.dtype().isComplex() -> block(row, m, row.length);
                case float[] row when out.memory() instanceof float[] m -> block(row, m, row.length);
                case long[] row when out.memory() instanceof long[] m -> block(row, m, row.length);
                case int[] row when out.memory() instanceof int[] m -> block(row, m, row.length);
                case short[] row when out.memory() instanceof short[] m -> block(row, m, row.length);
                case byte[] row when out.memory() instanceof byte[] m -> block(row, m, row.length);
                default -> {
                    if (isArray(x)) {
                        int n = Array.getLength(x);
                        for (int i = 0; i < n; i++) {
                            one(Array.get(x, i));
                        }
                    } else {
                        one(x);
                    }
                }
            }
        }

        private void block(Object row, Object memory, int n) {
            System.arraycopy(row, 0, memory, (int) at, n);
            at += n;
        }

        private void one(Object x) {
            DType t = out.dtype();
            Number v = x instanceof Boolean b ? b ? 1 : 0 : (Number) x;
            if (limit != null) {
                Fill.check(op, limit, v);
            }
            if (t.isComplex()) {
                out.setDouble(at++, v instanceof Complex c ? c.re() : v.doubleValue());
                out.setDouble(at++, v instanceof Complex c ? c.im() : 0);
            } else if (t.isFloat()) {
                out.setDouble(at++, v.doubleValue());
            } else {
                out.setLong(at++, v.longValue());
            }
        }
    }
}
