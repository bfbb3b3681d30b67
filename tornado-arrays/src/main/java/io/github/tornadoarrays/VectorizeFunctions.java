package io.github.tornadoarrays;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.kernel.ElementFunction;

/**
 * Functions of one's own; part of {@link Np}. Each gives a kernel to {@linkplain ElementwiseKernel#call call} with arrays:
 * {@code vectorize((float x, float y) -> x * y + 1).call(x, y)}. What a function may do, {@link ElementwiseKernel} says; one that does
 * something else throws {@link KernelException}.
 */
// Overloads differ in the types of a lambda's parameters, which have to be written out.
@SuppressWarnings("overloads")
abstract sealed class VectorizeFunctions extends SelectionFunctions permits WindowFunctions {

    /** The element-wise function of one float. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Float1<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of two floats. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Float2<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of three floats. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Float3<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of four floats. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Float4<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of five floats. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Float5<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of six floats. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Float6<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of one double. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Double1<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of two doubles. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Double2<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of three doubles. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Double3<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of four doubles. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Double4<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of five doubles. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Double5<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of six doubles. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Double6<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of one int. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Int1<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of two ints. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Int2<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of three ints. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Int3<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of four ints. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Int4<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of five ints. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Int5<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of six ints. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Int6<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of one long. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Long1<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of two longs. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Long2<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of three longs. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Long3<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of four longs. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Long4<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of five longs. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Long5<R> function) {
        return ElementwiseKernel.of(function);
    }

    /** The element-wise function of six longs. */
    public static <R> ElementwiseKernel vectorize(ElementFunction.Long6<R> function) {
        return ElementwiseKernel.of(function);
    }
}
