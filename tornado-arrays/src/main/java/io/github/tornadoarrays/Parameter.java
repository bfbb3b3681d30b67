package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a distribution: a number, or one for each element.
 *
 * @param name what NumPy calls it
 * @param array its values, of no axes where it is a number
 * @param number the number; null where it is an array
 */
record Parameter(String name, NDArray array, @Nullable Double number) {

    static Parameter of(String name, double value) {
        return new Parameter(name, new NDArray(NDArray.scalar(DType.FLOAT64, value)), value);
    }

    /** @throws DTypeException if the array is complex */
    static Parameter of(String name, NDArray values) {
        if (values.dtype().isComplex()) {
            throw new DTypeException("random: the parameter " + name + " is an array of " + values.dtype()
                    + "; distributions have real parameters");
        }
        return new Parameter(name, values.astype(DType.FLOAT64), null);
    }

    /** What the values of a parameter must be. */
    enum Bound {
        NOT_NEGATIVE("0 or more", x -> !(x < 0), x -> x.lt(0)),
        POSITIVE("greater than 0", x -> x > 0, x -> x.gt(0).not()),
        GREATER_THAN_1("greater than 1", x -> x > 1, x -> x.gt(1).not()),
        PROBABILITY(
                "in [0, 1]", x -> x >= 0 && x <= 1, x -> x.ge(0).and(x.le(1)).not()),
        PROBABILITY_NOT_0(
                "in (0, 1]", x -> x > 0 && x <= 1, x -> x.gt(0).and(x.le(1)).not()),
        PROBABILITY_NOT_1(
                "in [0, 1)", x -> x >= 0 && x < 1, x -> x.ge(0).and(x.lt(1)).not()),
        /** NumPy's bound for the means of Poisson's distribution, so that numbers fit int64. */
        POISSON(
                "in [0, 9.223372006484771e18]",
                x -> x >= 0 && x <= MEAN,
                x -> x.ge(0).and(x.le(MEAN)).not()),
        COUNT(
                "a whole number of 0 or more",
                x -> x >= 0 && x == Math.rint(x),
                x -> x.ge(0).and(x.eq(x.floor())).not()),
        FINITE("finite", Double::isFinite, x -> x.isfinite().not());

        private final String text;
        private final DoublePredicate holds;
        private final UnaryOperator<NDArray> fails;

        Bound(String text, DoublePredicate holds, UnaryOperator<NDArray> fails) {
            this.text = text;
            this.holds = holds;
            this.fails = fails;
        }
    }

    private static final double MEAN = 9.223372006484771e18;

    /**
     * The parameter, if its values are as they must be.
     *
     * @throws ArrayException if one is not
     */
    Parameter check(String op, Bound bound) {
        if (number != null) {
            if (!bound.holds.test(number)) {
                throw new ArrayException(op + ": " + name + " is " + number + "; it must be " + bound.text);
            }
        } else if (array.size() > 0) {
            NDArray wrong = bound.fails.apply(array);
            if (wrong.any().itemBoolean()) {
                double first = array.ravel().item(wrong.ravel().argmax().itemLong());
                throw new ArrayException(
                        op + ": " + name + " has the element " + first + "; all must be " + bound.text);
            }
        }
        return this;
    }

    /**
     * The shape of numbers with such parameters.
     *
     * @param asked a shape; of no axes where it is that of the parameters
     * @throws ShapeException if the parameters do not broadcast, or not to that
     */
    static long[] shape(String op, long[] asked, Parameter... parameters) {
        Shape.check(op, asked);
        long[] own = Shape.broadcast(
                op, Arrays.stream(parameters).map(p -> p.array.shape()).toArray(long[][]::new));
        if (asked.length == 0 || own.length == 0) {
            return own.length == 0 ? asked : own;
        }
        if (!Arrays.equals(Shape.broadcast(op, own, asked), asked)) {
            throw new ShapeException(op + ": parameters of shape " + Shape.text(own) + " do not broadcast to "
                    + Shape.text(asked) + "; leave the shape out, or give one that they broadcast to");
        }
        return asked;
    }
}
