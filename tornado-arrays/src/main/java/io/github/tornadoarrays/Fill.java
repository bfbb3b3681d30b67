package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import org.jspecify.annotations.Nullable;

/** A value that is written into an array's elements, in the array's type. */
final class Fill {
    private Fill() {}

    /** The value as a node of a type: an array is converted, a number must be one that the type holds; Java's arrays go to a place. */
    static Node node(String op, DType type, Object value, @Nullable Place place) {
        return switch (value) {
            case Boolean b -> number(op, type, b ? 1 : 0, Shape.SCALAR);
            case Number x -> number(op, type, x, Shape.SCALAR);
            default -> {
                NDArray a = FromJava.wrap(op, value, null, place);
                if (a.dtype().isComplex() && !type.isComplex()) {
                    throw new DTypeException(op + ": a " + a.dtype() + " value does not fit an array of " + type
                            + "; write its real() or imag()");
                }
                yield Graph.cast(a.node(), type);
            }
        };
    }

    /** One number everywhere. */
    static Node number(String op, DType type, Number x, long[] shape) {
        check(op, type, x);
        if (type.isBool()) {
            return Graph.constant(type, shape, x.doubleValue() != 0 ? 1 : 0);
        }
        if (type.isInteger()) {
            return Graph.constant(type, shape, x.longValue());
        }
        double re = x instanceof Complex c ? c.re() : x.doubleValue();
        double im = x instanceof Complex c ? c.im() : 0;
        return Graph.constant(type, shape, NDArray.rounded(type.part(), re), NDArray.rounded(type.part(), im));
    }

    /** Refuses a number that a type cannot hold at all (fractions are cut and floats rounded, as in NumPy). */
    static void check(String op, DType type, Number x) {
        if (x instanceof Complex c && !type.isComplex()) {
            throw new DTypeException(op + ": complex number " + c + " does not fit " + type
                    + "; use its re() or im(), or a complex array");
        }
        if (!type.isInteger()) {
            return;
        }
        boolean fits;
        if (x instanceof Double || x instanceof Float) {
            double v = x.doubleValue();
            double top = Math.scalb(1.0, type.isUnsigned() ? type.bits() : type.bits() - 1);
            fits = type.isUnsigned() ? v > -1 && v < top : v > -top - 1 && v < top;
        } else {
            fits = Operand.fits(x, type);
        }
        if (!fits) {
            throw new DTypeException(op + ": " + x + " is out of range for " + type + " (" + Operand.range(type)
                    + "); use a wider type");
        }
    }
}
