package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Promotion;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Questions about types: what they hold, what becomes of several. */
final class Types {
    private static final List<DType> INTEGERS = List.of(
            DType.UINT8, DType.INT8, DType.UINT16, DType.INT16, DType.UINT32, DType.INT32, DType.UINT64, DType.INT64);

    private Types() {}

    static boolean canCast(DType from, DType to, String casting) {
        return switch (casting) {
            case "no", "equiv" -> from == to;
            case "safe" -> Promotion.canCastSafely(from, to);
            case "same_kind" -> Promotion.canCastSameKind(from, to);
            case "unsafe" -> true;
            default ->
                throw new ArrayException("canCast: unknown casting \"" + casting
                        + "\"; known are \"no\", \"equiv\", \"safe\", \"same_kind\" and \"unsafe\"");
        };
    }

    static DType promote(DType a, DType b) {
        return Promotion.promote(a, b);
    }

    static DType result(Object... operands) {
        if (operands.length == 0) {
            throw new DTypeException("resultType: nothing given; give at least one array, type or number");
        }
        DType strong = null;
        DType weak = null;
        for (Object o : operands) {
            switch (o) {
                case NDArray x -> strong = strong == null ? x.dtype() : Promotion.promote(strong, x.dtype());
                case DType t -> strong = strong == null ? t : Promotion.promote(strong, t);
                case Boolean _ -> weak = weak == null ? DType.BOOL : weak;
                case Number n -> {
                    DType t = NDArray.scalarType(n);
                    weak = weak == null ? t : Promotion.promote(weak, t);
                }
                default ->
                    throw new DTypeException("resultType: " + o.getClass().getSimpleName()
                            + " has no type here; give arrays, types and numbers");
            }
        }
        if (strong == null) {
            return weak;
        }
        return weak == null ? strong : Promotion.weak(strong, weak);
    }

    static DType common(NDArray... arrays) {
        DType common = DType.FLOAT16;
        for (NDArray x : arrays) {
            if (x.dtype().isBool()) {
                throw new DTypeException("commonType: an array is bool; cast it to a number first");
            }
            common = Promotion.promote(common, x.dtype().isInteger() ? DType.FLOAT64 : x.dtype());
        }
        return common;
    }

    static DType least(Number x) {
        if (x instanceof Complex c) {
            return leastFloat(c.re(), c.im()) == DType.FLOAT64 ? DType.COMPLEX128 : DType.COMPLEX64;
        }
        if (!Operand.isInteger(x)) {
            return leastFloat(x.doubleValue());
        }
        return INTEGERS.stream()
                .filter(t -> Operand.fits(x, t))
                .findFirst()
                .orElseThrow(() -> new DTypeException("minScalarType: " + new BigInteger(x.toString())
                        + " is out of range for all integer types; use a double"));
    }

    /** The narrowest float type that is not exceeded. */
    private static DType leastFloat(double... parts) {
        double most = Arrays.stream(parts)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        return most < 65520 ? DType.FLOAT16 : Double.isInfinite((float) most) ? DType.FLOAT64 : DType.FLOAT32;
    }

    static boolean isKind(DType type, String... kinds) {
        return Arrays.stream(kinds).anyMatch(k -> isKind(type, k));
    }

    private static boolean isKind(DType t, String kind) {
        return switch (kind) {
            case "bool" -> t.isBool();
            case "signed integer" -> t.isSigned();
            case "unsigned integer" -> t.isUnsigned();
            case "integral" -> t.isInteger();
            case "real floating" -> t.isFloat();
            case "complex floating" -> t.isComplex();
            case "numeric" -> !t.isBool();
            default ->
                throw new ArrayException("isdtype: unknown kind \"" + kind
                        + "\"; known are \"bool\", \"signed integer\", \"unsigned integer\", \"integral\","
                        + " \"real floating\", \"complex floating\" and \"numeric\"");
        };
    }
}
