package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Node;
import java.math.BigInteger;

/** What stands on one side of an operation: an array, or a Java number, whose type gives way to the array's. */
sealed interface Operand {

    record Array(NDArray array) implements Operand {}

    record Scalar(Number number, DType weak) implements Operand {}

    static Operand of(NDArray x) {
        return new Array(x);
    }

    static Operand of(Number x) {
        return new Scalar(x, NDArray.scalarType(x));
    }

    static Operand of(boolean x) {
        return new Scalar(x ? 1 : 0, DType.BOOL);
    }

    /** The array's type; a number's own type, were it an array. */
    default DType dtype() {
        return switch (this) {
            case Array a -> a.array.dtype();
            case Scalar s -> s.weak;
        };
    }

    default long[] shape() {
        return switch (this) {
            case Array a -> a.array.layout().shape();
            case Scalar _ -> Shape.SCALAR;
        };
    }

    /** The operand in an operation whose operands have a common type; a number must be one that the type holds. */
    default Node node(String name, DType common) {
        return switch (this) {
            case Array a -> a.array.node();
            case Scalar s -> {
                if (!fits(s.number, common)) {
                    throw new DTypeException(name + ": " + s.number + " is out of range for " + common + " ("
                            + range(common) + "); cast the array to a wider type, or the number to an array");
                }
                yield NDArray.scalar(common, s.number);
            }
        };
    }

    /** NumPy 2's result type of two operands. */
    static DType common(Operand a, Operand b) {
        if (a instanceof Scalar s && b instanceof Array y) {
            return Promotion.weak(y.array.dtype(), s.weak);
        }
        if (b instanceof Scalar s && a instanceof Array x) {
            return Promotion.weak(x.array.dtype(), s.weak);
        }
        return Promotion.promote(a.dtype(), b.dtype());
    }

    /** The result type of any number of operands: that of the arrays, lifted by the numbers. */
    static DType common(Operand... operands) {
        DType arrays = null;
        for (Operand o : operands) {
            if (o instanceof Array x) {
                arrays = arrays == null ? x.array.dtype() : Promotion.promote(arrays, x.array.dtype());
            }
        }
        DType weak = null;
        for (Operand o : operands) {
            if (o instanceof Scalar s) {
                weak = weak == null ? s.weak : Promotion.promote(weak, s.weak);
            }
        }
        if (arrays == null) {
            return weak;
        }
        return weak == null ? arrays : Promotion.weak(arrays, weak);
    }

    /** Whether a number is one that an integer type holds; other types hold all, rounded. */
    static boolean fits(Number x, DType type) {
        if (!type.isInteger() || !isInteger(x)) {
            return true;
        }
        if (x instanceof BigInteger big) {
            return type == DType.UINT64
                    ? big.signum() >= 0 && big.bitLength() <= 64
                    : big.bitLength() <= 63 && fits(big.longValue(), type);
        }
        long v = x.longValue();
        if (type.isUnsigned()) {
            return v >= 0 && (type.bits() == 64 || v >>> type.bits() == 0);
        }
        return type.bits() == 64 || v >> type.bits() - 1 == v >> 63;
    }

    static boolean isInteger(Number x) {
        return NDArray.scalarType(x) == DType.INT64;
    }

    static String range(DType type) {
        BigInteger span = BigInteger.ONE.shiftLeft(type.isUnsigned() ? type.bits() : type.bits() - 1);
        return (type.isUnsigned() ? "0" : span.negate().toString()) + ".." + span.subtract(BigInteger.ONE);
    }
}
