package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.Function;
import io.github.tornadoarrays.kernel.ElementFunction;
import io.github.tornadoarrays.lift.Lambdas;
import io.github.tornadoarrays.lift.Lift;
import io.github.tornadoarrays.lift.LiftedFunction;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A user's function of numbers, ready to be applied to arrays. */
public final class JavaFunction {
    private static final AtomicLong IDS = new AtomicLong();

    /** Functions with one text are one function, so that expressions with them share their plans. */
    private static final ConcurrentHashMap<Function, Long> KNOWN = new ConcurrentHashMap<>();

    /**
     * What a lambda's class came to: the class is the same each time that its place in the program is passed. The numbers that a
     * lambda captures are its own each time; they are the values of the method's first parameters.
     */
    private static final ClassValue<Reading> READ = new ClassValue<>() {
        @Override
        protected Reading computeValue(Class<?> lambda) {
            return new Reading();
        }
    };

    private final String name;
    private final List<DType> parameters;
    private final List<Node> captured;
    private final DType result;
    private final ElementFunction itself;
    private final @Nullable Function function;
    private final long id;

    /** The function of a lambda's class, once it has been read. */
    private static final class Reading {
        private volatile @Nullable JavaFunction function;
    }

    /** @param types those of captured numbers, then those of the parameters */
    private JavaFunction(
            String name,
            List<DType> types,
            List<Object> captured,
            DType result,
            ElementFunction itself,
            @Nullable Function function) {
        this.name = name;
        this.parameters = types.subList(captured.size(), types.size());
        this.captured = IntStream.range(0, captured.size())
                .mapToObj(i -> constant(types.get(i), captured.get(i)))
                .toList();
        this.result = result;
        this.itself = itself;
        this.function = function;
        id = function == null ? 0 : KNOWN.computeIfAbsent(function, _ -> IDS.incrementAndGet());
    }

    /**
     * The function of a lambda or method reference.
     *
     * @throws KernelException if it does what functions of elements can't
     */
    public static JavaFunction of(ElementFunction lambda) {
        Reading reading = READ.get(lambda.getClass());
        JavaFunction known = reading.function;
        if (known != null && known.captured.isEmpty()) {
            return known;
        }
        Lambdas.Found found = Lambdas.find(lambda);
        JavaFunction read =
                known == null ? of(found.method(), found.captured(), lambda) : known.with(found.captured(), lambda);
        reading.function = read;
        return read;
    }

    /**
     * The function that a static method is.
     *
     * @throws KernelException if it does what functions of elements can't
     */
    public static JavaFunction of(Method method) {
        return of(method, List.of(), arguments -> call(method, arguments));
    }

    private static JavaFunction of(Method method, List<Object> captured, ElementFunction itself) {
        if (!Modes.JAVA) {
            LiftedFunction f = Lift.function(method);
            List<DType> types = f.parameters().stream().map(v -> v.type()).toList();
            Function function = new Function(f.name(), f.parameters(), f.body(), f.result());
            return new JavaFunction(f.name(), types, captured, function.type(), itself, function);
        }
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        List<DType> types = Arrays.stream(method.getParameterTypes())
                .map(c -> type(name, c))
                .toList();
        return new JavaFunction(name, types, captured, type(name, method.getReturnType()), itself, null);
    }

    /** The same function with other captured numbers. */
    private JavaFunction with(List<Object> values, ElementFunction lambda) {
        List<DType> types = Stream.concat(captured.stream().map(Node::dtype), parameters.stream())
                .toList();
        return new JavaFunction(name, types, values, result, lambda, function);
    }

    /** A captured number, which an expression takes as it takes any number of Java's: another one needs no other kernel. */
    private static Node constant(DType type, Object x) {
        long[] one = {};
        return switch (x) {
            case Boolean b -> Graph.constant(type, one, b ? 1 : 0);
            case Character c -> Graph.constant(type, one, c);
            case Float f -> Graph.constant(type, one, f, 0);
            case Double d -> Graph.constant(type, one, d, 0);
            default -> Graph.constant(type, one, ((Number) x).longValue());
        };
    }

    private static DType type(String name, Class<?> c) {
        Class<?> primitive = MethodType.methodType(c).unwrap().returnType();
        if (!primitive.isPrimitive() || primitive == void.class) {
            throw new KernelException(
                    name + ": " + c.getSimpleName() + " is no number; functions of elements take and give primitives");
        }
        return MethodParameter.dtype(primitive);
    }

    private static Object call(Method method, Object[] arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException r
                    ? r
                    : new KernelException(method.getName() + ": " + e.getCause().getMessage(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new KernelException(method.getName() + ": the method can't be called from here; make it public", e);
        }
    }

    /** A name for people. */
    public String name() {
        return name;
    }

    /** The types that arguments are taken in. */
    public List<DType> parameters() {
        return parameters;
    }

    /** The type of the result's elements. */
    public DType result() {
        return result;
    }

    /** The function of arrays, which broadcast; where functions run as Java it is computed now. */
    public Node apply(List<Node> inputs) {
        return function == null
                ? plain(inputs)
                : Graph.call(
                        function,
                        id,
                        Stream.concat(captured.stream(), inputs.stream()).toList());
    }

    private Node plain(List<Node> inputs) {
        long[] shape = Shape.broadcast(name, inputs.stream().map(Node::shape).toArray(long[][]::new));
        List<HostBuffer> in = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Node n = Graph.cast(inputs.get(i), parameters.get(i));
            Node wide = n.value() instanceof Value.Const
                    ? Graph.constant(n, Layout.contiguous(shape))
                    : Graph.view(n.base(), layout(n).broadcastTo(shape));
            in.add(Engines.toHost(Realizer.realize(Graph.copy(wide))));
        }
        HostBuffer out = HostBuffer.allocate(result, Shape.size(shape));
        Object[] arguments = new Object[in.size()];
        for (long k = 0; k < out.length(); k++) {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = element(in.get(i), k);
            }
            switch (itself.call(arguments)) {
                case Float x -> out.setDouble(k, x);
                case Double x -> out.setDouble(k, x);
                case Boolean x -> out.setLong(k, x ? 1 : 0);
                case Character x -> out.setLong(k, x);
                case Number x -> out.setLong(k, x.longValue());
                case Object x ->
                    throw new KernelException(name + ": gave a " + x.getClass().getSimpleName());
            }
        }
        Place place = inputs.stream()
                .map(Node::place)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return Node.leaf(result, shape, Engines.at(place).fromHost(out));
    }

    private static Layout layout(Node n) {
        return n.value() instanceof Value.View v ? v.layout() : n.layout();
    }

    private static Object element(HostBuffer b, long k) {
        return switch (b.dtype()) {
            case BOOL -> b.getLong(k) != 0;
            case INT8 -> (byte) b.getLong(k);
            case INT16 -> (short) b.getLong(k);
            case UINT16 -> (char) b.getLong(k);
            case INT32 -> (int) b.getLong(k);
            case INT64 -> b.getLong(k);
            case FLOAT32 -> (float) b.getDouble(k);
            default -> b.getDouble(k);
        };
    }

    @Override
    public String toString() {
        return name + parameters + " -> " + result;
    }
}
