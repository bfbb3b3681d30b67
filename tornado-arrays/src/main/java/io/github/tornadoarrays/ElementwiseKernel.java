package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.kernel.ElementFunction;
import io.github.tornadoarrays.run.JavaFunction;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Java function of numbers as a function of arrays: CuPy's {@code ElementwiseKernel}, a ufunc of one's own.
 *
 * <pre>{@code
 * ElementwiseKernel f = ElementwiseKernel.of((float x, float y) -> x * y + 1);
 * NDArray z = f.call(x, y).sum(0);
 * }</pre>
 *
 * <p>Like the functions of {@link Np} it is lazy and becomes part of the expression that it is in; arrays of any layout broadcast, and a
 * number stands for an array of its value. An array is taken in the type of its parameter if that holds all its values (NumPy's "safe"
 * casting: int32 as {@code double}, but not float64 as {@code float}). The result has the type that the function returns.
 *
 * <p>The function may have loops and branches, and call other static methods. A lambda's parameters need their types written out, all
 * {@code float}, {@code double}, {@code int} or {@code long}; for other types write a static method, and name it to {@link #method}.
 * Of the variables around it a lambda may use numbers and booleans: their values are those that they have when the kernel is made, and
 * other values need no other compilation.
 */
// Overloads differ in the types of a lambda's parameters, which have to be written out.
@SuppressWarnings("overloads")
public final class ElementwiseKernel {
    private final JavaFunction function;

    private ElementwiseKernel(JavaFunction function) {
        this.function = function;
    }

    private static ElementwiseKernel made(ElementFunction function) {
        return new ElementwiseKernel(JavaFunction.of(function));
    }

    /**
     * The kernel of a static method that takes and returns primitives.
     *
     * @throws KernelException if the method does what kernels can't; the message has the line, and what to write instead
     */
    public static ElementwiseKernel of(Method method) {
        return new ElementwiseKernel(JavaFunction.of(method));
    }

    /** The kernel of a function of one float; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Float1<R> function) {
        return made(function);
    }

    /** The kernel of a function of two floats; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Float2<R> function) {
        return made(function);
    }

    /** The kernel of a function of three floats; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Float3<R> function) {
        return made(function);
    }

    /** The kernel of a function of four floats; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Float4<R> function) {
        return made(function);
    }

    /** The kernel of a function of five floats; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Float5<R> function) {
        return made(function);
    }

    /** The kernel of a function of six floats; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Float6<R> function) {
        return made(function);
    }

    /** The kernel of a function of one double; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Double1<R> function) {
        return made(function);
    }

    /** The kernel of a function of two doubles; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Double2<R> function) {
        return made(function);
    }

    /** The kernel of a function of three doubles; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Double3<R> function) {
        return made(function);
    }

    /** The kernel of a function of four doubles; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Double4<R> function) {
        return made(function);
    }

    /** The kernel of a function of five doubles; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Double5<R> function) {
        return made(function);
    }

    /** The kernel of a function of six doubles; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Double6<R> function) {
        return made(function);
    }

    /** The kernel of a function of one int; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Int1<R> function) {
        return made(function);
    }

    /** The kernel of a function of two ints; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Int2<R> function) {
        return made(function);
    }

    /** The kernel of a function of three ints; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Int3<R> function) {
        return made(function);
    }

    /** The kernel of a function of four ints; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Int4<R> function) {
        return made(function);
    }

    /** The kernel of a function of five ints; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Int5<R> function) {
        return made(function);
    }

    /** The kernel of a function of six ints; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Int6<R> function) {
        return made(function);
    }

    /** The kernel of a function of one long; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Long1<R> function) {
        return made(function);
    }

    /** The kernel of a function of two longs; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Long2<R> function) {
        return made(function);
    }

    /** The kernel of a function of three longs; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Long3<R> function) {
        return made(function);
    }

    /** The kernel of a function of four longs; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Long4<R> function) {
        return made(function);
    }

    /** The kernel of a function of five longs; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Long5<R> function) {
        return made(function);
    }

    /** The kernel of a function of six longs; see {@link #of(Method)}. */
    public static <R> ElementwiseKernel of(ElementFunction.Long6<R> function) {
        return made(function);
    }

    /** The kernel of a static method of one parameter of any primitive types; see {@link #of(Method)}. */
    public static <A, R> ElementwiseKernel method(ElementFunction.Any1<A, R> method) {
        return made(method);
    }

    /** The kernel of a static method of two parameters of any primitive types; see {@link #of(Method)}. */
    public static <A, B, R> ElementwiseKernel method(ElementFunction.Any2<A, B, R> method) {
        return made(method);
    }

    /** The kernel of a static method of three parameters of any primitive types; see {@link #of(Method)}. */
    public static <A, B, C, R> ElementwiseKernel method(ElementFunction.Any3<A, B, C, R> method) {
        return made(method);
    }

    /** The kernel of a static method of four parameters of any primitive types; see {@link #of(Method)}. */
    public static <A, B, C, D, R> ElementwiseKernel method(ElementFunction.Any4<A, B, C, D, R> method) {
        return made(method);
    }

    /** The kernel of a static method of five parameters of any primitive types; see {@link #of(Method)}. */
    public static <A, B, C, D, E, R> ElementwiseKernel method(ElementFunction.Any5<A, B, C, D, E, R> method) {
        return made(method);
    }

    /** The kernel of a static method of six parameters of any primitive types; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, R> ElementwiseKernel method(ElementFunction.Any6<A, B, C, D, E, F, R> method) {
        return made(method);
    }

    /** The kernel of a static method of seven parameters of any primitive types; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, G, R> ElementwiseKernel method(
            ElementFunction.Any7<A, B, C, D, E, F, G, R> method) {
        return made(method);
    }

    /** The kernel of a static method of eight parameters of any primitive types; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, G, H, R> ElementwiseKernel method(
            ElementFunction.Any8<A, B, C, D, E, F, G, H, R> method) {
        return made(method);
    }

    /**
     * The function's value at each element.
     *
     * @param arguments one a parameter: arrays, whose shapes broadcast, numbers, or booleans
     * @throws KernelException if there are too many or too few, or one is null or something else
     * @throws DTypeException if an argument has values that its parameter's type has not
     * @throws ShapeException if shapes do not broadcast
     */
    public NDArray call(@Nullable Object... arguments) {
        List<DType> types = function.parameters();
        int given = arguments == null ? 1 : arguments.length;
        if (given != types.size()) {
            throw new KernelException(function.name() + ": " + given + (given == 1 ? " argument" : " arguments")
                    + " given; it takes " + types.size() + " " + types);
        }
        List<Node> inputs = new ArrayList<>();
        for (int i = 0; i < given; i++) {
            inputs.add(input(i, types.get(i), arguments == null ? null : arguments[i]));
        }
        return new NDArray(function.apply(inputs));
    }

    private Node input(int i, DType type, @Nullable Object x) {
        Operand operand = switch (x) {
            case NDArray a -> Operand.of(a);
            case Number n -> Operand.of(n);
            case Boolean b -> Operand.of((boolean) b);
            case null ->
                throw new KernelException(
                        function.name() + ": argument " + i + " is null; give an array or a number of " + type);
            default ->
                throw new KernelException(function.name() + ": argument " + i + " is a "
                        + x.getClass().getSimpleName() + "; give an array or a number of " + type
                        + ", asarray makes arrays of Java's");
        };
        DType own = operand.dtype();
        boolean fits = operand instanceof Operand.Array
                ? Promotion.canCastSafely(own, type)
                : Promotion.weak(type, own) == type;
        if (!fits) {
            String what = operand instanceof Operand.Array ? "an array of " + own : "the number " + x;
            throw new DTypeException(function.name() + ": argument " + i + " is " + what + ", which " + type
                    + " does not hold; cast it with astype(" + type + "), or let the function take another type");
        }
        return operand.node(function.name(), type);
    }

    /** The types in which arguments are taken. */
    List<DType> types() {
        return function.parameters();
    }

    /** The type of the result's elements. */
    public DType dtype() {
        return function.result();
    }

    /** The function's name, the types that it takes, and the one it gives. */
    @Override
    public String toString() {
        return "ElementwiseKernel " + function;
    }
}
