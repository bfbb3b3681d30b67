package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.lift.TornadoApi;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Objects;

/**
 * A parameter of a kernel method that takes an argument: what may be given for it, and where it goes in a launch.
 * {@code scalar} is the place of its first scalar argument.
 */
sealed interface MethodParameter {
    String name();

    Class<?> type();

    /** A primitive. An argument of a narrower type widens as in Java. */
    record Scalar(String name, Class<?> type, int scalar) implements MethodParameter {}

    /** An array of one or two dimensions; {@code slot} is the place of its buffer argument. */
    record Elements(
            String name, Class<?> type, DType dtype, int rank, int slot, int scalar, boolean read, boolean written)
            implements MethodParameter {

        /** Refuses arrays that the method couldn't index, or could not write as it says. */
        private void check(String kernel, ArrayArgument a) {
            if (a.dtype() != dtype) {
                throw new DTypeException(kernel + ": " + name + " is given as an NDArray of " + a.dtype() + "; "
                        + type.getSimpleName() + " takes " + dtype + ", so cast with astype(" + dtype + ")");
            }
            long[] shape = a.layout().shape();
            if (shape.length != rank) {
                throw new ShapeException(
                        kernel + ": " + name + " is " + type.getSimpleName() + " and takes " + axes(rank)
                                + "; the array has shape " + Shape.text(shape)
                                + (rank == 1 ? ", so give its ravel()" : ", so reshape it"));
            }
            for (long n : shape) {
                if (n > Integer.MAX_VALUE) {
                    throw new ShapeException(kernel + ": " + name + " has shape " + Shape.text(shape)
                            + "; Java counts with int, so an axis has at most 2147483647 elements here");
                }
            }
            if (a.layout().size() > Integer.MAX_VALUE) {
                throw new ShapeException(
                        kernel + ": " + name + " has " + a.layout().size()
                                + " elements; Java counts with int, so a kernel takes at most 2147483647 at once");
            }
            if (written && a.layout().isBroadcast()) {
                throw new ShapeException(
                        kernel + ": " + name + " is written, and the array of shape " + Shape.text(shape)
                                + " is a broadcast view, in which several indices name one element; give a copy");
            }
        }
    }

    /** A record of primitives. */
    record Struct(String name, Class<?> type, int scalar, MethodHandle[] components) implements MethodParameter {}

    /** The parameter with another type in the place of float64; numbers stay as they are. */
    default MethodParameter retyped(DType type) {
        if (!(this instanceof Elements e) || e.dtype != DType.FLOAT64) {
            return this;
        }
        if (!e.type.isArray()) {
            throw new KernelException(e.name + ": a kernel over " + e.type.getSimpleName()
                    + " cannot be retyped; write its parameter as double[]");
        }
        Class<?> java = e.rank == 1 ? float[].class : float[][].class;
        return new Elements(e.name, java, type, e.rank, e.slot, e.scalar, e.read, e.written);
    }

    /** The parameter of an array type. */
    static Elements elements(String name, Class<?> type, int slot, int scalar, boolean read, boolean written) {
        TornadoApi.Container container = TornadoApi.container(type).orElse(null);
        if (container != null) {
            return new Elements(name, type, container.dtype(), container.rank(), slot, scalar, read, written);
        }
        int rank = 0;
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
            rank++;
        }
        return new Elements(name, type, dtype(element), rank, slot, scalar, read, written);
    }

    static Struct struct(String kernel, String name, Class<?> type, int scalar) {
        RecordComponent[] parts = type.getRecordComponents();
        MethodHandle[] handles = new MethodHandle[parts.length];
        for (int i = 0; i < parts.length; i++) {
            handles[i] = component(kernel, parts[i]);
        }
        return new Struct(name, type, scalar, handles);
    }

    /** A function from a record to a component's value as a scalar argument. */
    private static MethodHandle component(String kernel, RecordComponent c) {
        try {
            Method accessor = c.getAccessor();
            accessor.setAccessible(true);
            MethodHandle get = MethodHandles.lookup().unreflect(accessor);
            if (c.getType() == float.class || c.getType() == double.class) {
                MethodHandle bits = MethodHandles.lookup()
                        .findStatic(
                                Double.class, "doubleToRawLongBits", MethodType.methodType(long.class, double.class));
                return MethodHandles.filterReturnValue(
                        get.asType(MethodType.methodType(double.class, Object.class)), bits);
            }
            return MethodHandles.explicitCastArguments(get, MethodType.methodType(long.class, Object.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new KernelException(
                    kernel + ": the record " + c.getDeclaringRecord().getName()
                            + " cannot be read; make it public, in a package that its module opens",
                    e);
        }
    }

    /** The type of array elements that a Java primitive has; a char is uint16. */
    static DType dtype(Class<?> primitive) {
        return switch (primitive.getName()) {
            case "boolean" -> DType.BOOL;
            case "byte" -> DType.INT8;
            case "short" -> DType.INT16;
            case "char" -> DType.UINT16;
            case "int" -> DType.INT32;
            case "long" -> DType.INT64;
            case "float" -> DType.FLOAT32;
            case "double" -> DType.FLOAT64;
            default -> throw new IllegalArgumentException(primitive + " is no primitive type with values");
        };
    }

    // ---- what is given

    /** What may be given, for messages. */
    default String takes() {
        return switch (this) {
            case Scalar s -> "a " + s.type.getName();
            case Struct s -> "a " + s.type.getSimpleName();
            case Elements e ->
                "a " + e.type.getSimpleName() + ", or an NDArray of " + e.dtype + " with " + axes(e.rank);
        };
    }

    private static String axes(int n) {
        return n + (n == 1 ? " axis" : " axes");
    }

    /** Refuses what can't be given for this parameter. */
    default void check(String kernel, Object argument) {
        if (argument == null) {
            throw new KernelException(kernel + ": " + name() + " is null; give " + takes());
        }
        switch (this) {
            case Scalar s -> {
                if (Scalars.widened(s.type, argument) == null) {
                    throw wrong(kernel, argument);
                }
            }
            case Struct s -> {
                if (argument.getClass() != s.type) {
                    throw wrong(kernel, argument);
                }
            }
            case Elements e -> {
                if (argument instanceof ArrayArgument a) {
                    e.check(kernel, a);
                } else if (argument.getClass() != e.type) {
                    throw wrong(kernel, argument);
                } else if (e.rank == 2 && e.type.isArray()) {
                    checkRows(kernel, e.name, (Object[]) argument);
                }
            }
        }
    }

    private ArrayException wrong(String kernel, Object argument) {
        String given = argument instanceof ArrayArgument a
                ? "an NDArray of " + a.dtype() + " of shape "
                        + Shape.text(a.layout().shape())
                : "a " + argument.getClass().getSimpleName();
        String hint = "";
        if (this instanceof Scalar s && argument instanceof Number n) {
            hint = ", such as " + Scalars.literal(s.type, n);
        }
        return new DTypeException(kernel + ": " + name() + " is given as " + given + "; give " + takes() + hint);
    }

    private static void checkRows(String kernel, String name, Object[] rows) {
        int columns = -1;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null) {
                throw new KernelException(kernel + ": " + name + "[" + i + "] is null; give an array in every row");
            }
            int n = Array.getLength(rows[i]);
            if (columns >= 0 && n != columns) {
                throw new ShapeException(kernel + ": " + name + " is ragged: row " + i + " has " + n
                        + " elements and row 0 has " + columns + "; all rows must have one length");
            }
            columns = n;
        }
    }

    /** Arguments that are single values. */
    final class Scalars {
        private Scalars() {}

        /** The argument in the parameter's type, or null where Java would not widen it. */
        static Object widened(Class<?> type, Object x) {
            if (x instanceof Boolean) {
                return type == boolean.class ? x : null;
            }
            if (x instanceof Character c) {
                return type == char.class
                        ? x
                        : type == int.class || type == long.class || floating(type) ? number(type, (int) c) : null;
            }
            if (!(x instanceof Number n)) {
                return null;
            }
            int from = width(n.getClass());
            int to = width(type);
            return from == 0 || to == 0 || from > to ? null : number(type, n);
        }

        private static boolean floating(Class<?> type) {
            return type == float.class || type == double.class;
        }

        private static int width(Class<?> type) {
            return switch (type.getName()) {
                case "byte", "java.lang.Byte" -> 1;
                case "short", "java.lang.Short" -> 2;
                case "int", "java.lang.Integer" -> 3;
                case "long", "java.lang.Long" -> 4;
                case "float", "java.lang.Float" -> 5;
                case "double", "java.lang.Double" -> 6;
                default -> 0;
            };
        }

        private static Object number(Class<?> type, Number n) {
            return switch (type.getName()) {
                case "byte" -> n.byteValue();
                case "short" -> n.shortValue();
                case "int" -> n.intValue();
                case "long" -> n.longValue();
                case "float" -> n.floatValue();
                default -> n.doubleValue();
            };
        }

        /** A number as it is written for a type. */
        static String literal(Class<?> type, Number n) {
            return switch (type.getName()) {
                case "byte", "short" -> "(" + type.getName() + ") " + n.longValue();
                case "int" -> "" + n.intValue();
                case "long" -> n.longValue() + "L";
                case "float" -> n.floatValue() + "f";
                case "boolean" -> "true";
                case "char" -> "'a'";
                default -> "" + n.doubleValue();
            };
        }

        /** A checked argument as a scalar of a launch. */
        static long bits(Class<?> type, Object x) {
            if (type == int.class && x instanceof Integer i) {
                return i;
            }
            if (type == float.class && x instanceof Float f) {
                return Double.doubleToRawLongBits(f);
            }
            Object own = widened(type, x);
            return switch (Objects.requireNonNull(own)) {
                case Boolean b -> b ? 1 : 0;
                case Character c -> c;
                case Float f -> Double.doubleToRawLongBits(f);
                case Double d -> Double.doubleToRawLongBits(d);
                case Number n -> n.longValue();
                default -> throw new IllegalStateException("an argument of " + own.getClass());
            };
        }
    }
}
