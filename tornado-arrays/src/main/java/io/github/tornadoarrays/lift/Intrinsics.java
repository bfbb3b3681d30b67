package io.github.tornadoarrays.lift;

import static io.github.tornadoarrays.core.DType.FLOAT32;
import static io.github.tornadoarrays.core.DType.FLOAT64;
import static io.github.tornadoarrays.core.DType.INT32;
import static io.github.tornadoarrays.core.DType.INT64;
import static io.github.tornadoarrays.core.DType.UINT32;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Methods of the JDK that are operations of the kernel language, or a few of them, with the results that the JDK gives; those
 * of {@link io.github.tornadoarrays.kernel.FloatMath}; and the error functions of Apache Commons Numbers.
 */
final class Intrinsics {
    interface Function {
        Expr apply(Sink sink, List<Expr> args);
    }

    private static final String INTEGER = "java/lang/Integer";
    private static final String LONG = "java/lang/Long";
    private static final String FLOAT = "java/lang/Float";
    private static final String DOUBLE = "java/lang/Double";
    private static final String FLOAT_MATH = "io/github/tornadoarrays/kernel/FloatMath";
    private static final String ERF = "org/apache/commons/numbers/gamma/Erf";
    private static final String ERFC = "org/apache/commons/numbers/gamma/Erfc";
    private static final Set<String> MATH = Set.of("java/lang/Math", "java/lang/StrictMath");

    private static final Map<String, Function> KNOWN = new HashMap<>();

    /** Of double in {@link Math}, of float in {@link io.github.tornadoarrays.kernel.FloatMath}. */
    private static final List<Op> OF_FLOATS = List.of(
            Op.SQRT, Op.CBRT, Op.EXP, Op.EXPM1, Op.LOG, Op.LOG10, Op.LOG1P, Op.SIN, Op.COS, Op.TAN, Op.ASIN, Op.ACOS,
            Op.ATAN, Op.SINH, Op.COSH, Op.TANH, Op.ATAN2, Op.HYPOT, Op.FLOOR, Op.CEIL, Op.RINT);

    private Intrinsics() {}

    /** Whether the methods of a class are known here or not at all: they are not read. */
    static boolean isLibrary(String owner) {
        return owner.startsWith("java/") || owner.equals(FLOAT_MATH) || owner.equals(ERF) || owner.equals(ERFC);
    }

    static Optional<Function> find(String owner, String name, String descriptor) {
        return Optional.ofNullable(KNOWN.get(key(owner, name, descriptor)));
    }

    private static String key(String owner, String name, String descriptor) {
        return (MATH.contains(owner) ? "java/lang/Math" : owner) + "." + name
                + descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    /** What to write in place of a method that is not known. */
    static String instead(String owner, String name) {
        if (name.endsWith("Exact")) {
            return "write the operator, which wraps around, and test for overflow yourself";
        }
        if (name.equals("random")) {
            return "pass random numbers in an array (Np.random), or compute them from the index";
        }
        String prefix = (MATH.contains(owner) ? "java/lang/Math" : owner) + ".";
        Set<String> near = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (String k : KNOWN.keySet()) {
            if (k.startsWith(prefix)) {
                String known = k.substring(prefix.length(), k.indexOf('('));
                all.add(known);
                if (known.regionMatches(true, 0, name, 0, Math.min(3, name.length()))) {
                    near.add(known);
                }
            }
        }
        Set<String> best = near.isEmpty() ? all : near;
        return all.isEmpty()
                ? "write it out, or call a static method of your own that does the same"
                : "of that class a kernel can call " + String.join(", ", best);
    }

    private static void known(String owner, String name, String arguments, Function f) {
        KNOWN.put(owner + "." + name + "(" + arguments + ")", f);
    }

    private static void unary(String owner, String name, String types, UnaryOperator<Expr> f) {
        for (char t : types.toCharArray()) {
            known(owner, name, "" + t, (sink, a) -> f.apply(sink.once(a.get(0))));
        }
    }

    private static void binary(String owner, String name, String types, BinaryOperator<Expr> f) {
        for (char t : types.toCharArray()) {
            known(owner, name, "" + t + t, (sink, a) -> f.apply(sink.once(a.get(0)), sink.once(a.get(1))));
        }
    }

    private static void plain(String name, String types, Op op) {
        plain("java/lang/Math", name, types, op);
    }

    private static void plain(String owner, String name, String types, Op op) {
        for (char t : types.toCharArray()) {
            known(owner, name, ("" + t).repeat(op.arity()), (_, a) -> Expr.apply(op, a.toArray(Expr[]::new)));
        }
    }

    static {
        plain("abs", "IJFD", Op.ABS);
        plain("max", "IJFD", Op.MAX);
        plain("min", "IJFD", Op.MIN);
        plain("fma", "FD", Op.FMA);
        plain("copySign", "FD", Op.COPYSIGN);
        String math = "java/lang/Math";
        for (Op op : OF_FLOATS) {
            plain(math, op.name().toLowerCase(Locale.ROOT), "D", op);
            plain(FLOAT_MATH, op.name().toLowerCase(Locale.ROOT), "F", op);
        }
        known(math, "pow", "DD", (sink, a) -> pow(sink.once(a.get(0)), sink.once(a.get(1))));
        plain(FLOAT_MATH, "erf", "F", Op.ERF);
        plain(FLOAT_MATH, "erfc", "F", Op.ERFC);
        plain(ERF, "value", "D", Op.ERF);
        plain(ERFC, "value", "D", Op.ERFC);
        known(FLOAT_MATH, "pow", "FF", (sink, a) -> pow(sink.once(a.get(0)), sink.once(a.get(1))));
        unary(
                math,
                "signum",
                "FD",
                x -> Expr.select(Expr.apply(Op.EQ, x, Expr.constant(x.type(), 0L)), x, Expr.apply(Op.SIGN, x)));
        known(math, "round", "F", (sink, a) -> round(sink, sink.once(a.get(0)), INT32));
        known(math, "round", "D", (sink, a) -> round(sink, sink.once(a.get(0)), INT64));
        unary(math, "toRadians", "D", x -> Expr.apply(Op.MUL, x, Expr.constant(FLOAT64, 0.017453292519943295)));
        unary(math, "toDegrees", "D", x -> Expr.apply(Op.MUL, x, Expr.constant(FLOAT64, 57.29577951308232)));
        for (String t : List.of("FFF", "DDD", "JJJ", "JII")) {
            known(math, "clamp", t, (_, a) -> {
                DType d = a.get(0).type();
                Expr low = Arithmetic.cast(d, a.get(1));
                Expr high = Arithmetic.cast(d, a.get(2));
                Expr inside = Expr.apply(Op.MIN, high, Expr.apply(Op.MAX, a.get(0), low));
                return t.equals("JII") ? Arithmetic.cast(INT32, inside) : inside;
            });
        }
        for (String t : List.of("II", "JI", "JJ")) {
            known(math, "floorDiv", t, (sink, a) -> floorDiv(sink, a.get(0), a.get(1), 1));
            known(math, "ceilDiv", t, (sink, a) -> floorDiv(sink, a.get(0), a.get(1), -1));
            boolean mixed = t.equals("JI");
            known(math, "floorMod", t, (sink, a) -> {
                Expr r = floorMod(sink, a.get(0), a.get(1));
                return mixed ? Arithmetic.cast(INT32, r) : r;
            });
        }
        integers();
        floats();
    }

    private static void integers() {
        for (String c : List.of(INTEGER, LONG)) {
            String t = c.equals(INTEGER) ? "I" : "J";
            DType type = c.equals(INTEGER) ? INT32 : INT64;
            DType u = Arithmetic.unsigned(type);
            unary(c, "bitCount", t, x -> Arithmetic.cast(INT32, Expr.apply(Op.POPCOUNT, x)));
            unary(c, "numberOfLeadingZeros", t, x -> Arithmetic.cast(INT32, Expr.apply(Op.CLZ, x)));
            unary(
                    c,
                    "numberOfTrailingZeros",
                    t,
                    x -> Arithmetic.cast(
                            INT32,
                            Expr.apply(
                                    Op.POPCOUNT,
                                    Expr.apply(
                                            Op.AND,
                                            Expr.apply(Op.NOT, x),
                                            Expr.apply(Op.SUB, x, Expr.constant(type, 1L))))));
            unary(c, "lowestOneBit", t, x -> Expr.apply(Op.AND, x, Expr.apply(Op.NEG, x)));
            unary(
                    c,
                    "highestOneBit",
                    t,
                    x -> Expr.apply(
                            Op.AND,
                            x,
                            Arithmetic.unsignedShift(
                                    Expr.constant(type, type == INT32 ? Integer.MIN_VALUE : Long.MIN_VALUE),
                                    Arithmetic.cast(INT32, Expr.apply(Op.CLZ, x)))));
            unary(c, "signum", t, x -> Arithmetic.cast(INT32, Expr.apply(Op.SIGN, x)));
            known(c, "reverse", t, (sink, a) -> Bits.reverse(sink, a.get(0), 1));
            known(c, "reverseBytes", t, (sink, a) -> Bits.reverse(sink, a.get(0), 8));
            known(c, "rotateLeft", t + "I", (sink, a) -> rotate(sink.once(a.get(0)), sink.once(a.get(1)), true));
            known(c, "rotateRight", t + "I", (sink, a) -> rotate(sink.once(a.get(0)), sink.once(a.get(1)), false));
            binary(c, "sum", t, (x, y) -> Expr.apply(Op.ADD, x, y));
            binary(c, "max", t, (x, y) -> Expr.apply(Op.MAX, x, y));
            binary(c, "min", t, (x, y) -> Expr.apply(Op.MIN, x, y));
            binary(c, "compare", t, (x, y) -> Conditions.sign(new Val.Compare(x, y, false)));
            binary(
                    c,
                    "compareUnsigned",
                    t,
                    (x, y) -> Conditions.sign(new Val.Compare(Expr.cast(u, x), Expr.cast(u, y), false)));
            binary(
                    c,
                    "divideUnsigned",
                    t,
                    (x, y) -> Expr.cast(type, Expr.apply(Op.DIV, Expr.cast(u, x), Expr.cast(u, y))));
            binary(
                    c,
                    "remainderUnsigned",
                    t,
                    (x, y) -> Expr.cast(type, Expr.apply(Op.REM, Expr.cast(u, x), Expr.cast(u, y))));
        }
        unary(INTEGER, "toUnsignedLong", "I", x -> Expr.cast(INT64, Expr.cast(UINT32, x)));
        unary("java/lang/Byte", "toUnsignedInt", "B", x -> Expr.apply(Op.AND, x, Arithmetic.number(0xff)));
        unary("java/lang/Short", "toUnsignedInt", "S", x -> Expr.apply(Op.AND, x, Arithmetic.number(0xffff)));
        unary(
                "java/lang/Byte",
                "toUnsignedLong",
                "B",
                x -> Expr.cast(INT64, Expr.apply(Op.AND, x, Arithmetic.number(0xff))));
        unary(
                "java/lang/Short",
                "toUnsignedLong",
                "S",
                x -> Expr.cast(INT64, Expr.apply(Op.AND, x, Arithmetic.number(0xffff))));
    }

    private static void floats() {
        for (String c : List.of(FLOAT, DOUBLE)) {
            String t = c.equals(FLOAT) ? "F" : "D";
            DType whole = c.equals(FLOAT) ? INT32 : INT64;
            unary(c, "isNaN", t, x -> Types.widen(Expr.apply(Op.ISNAN, x)));
            unary(c, "isInfinite", t, x -> Types.widen(Expr.apply(Op.ISINF, x)));
            unary(c, "isFinite", t, x -> Types.widen(Expr.apply(Op.ISFINITE, x)));
            binary(c, "sum", t, (x, y) -> Expr.apply(Op.ADD, x, y));
            binary(c, "max", t, (x, y) -> Expr.apply(Op.MAX, x, y));
            binary(c, "min", t, (x, y) -> Expr.apply(Op.MIN, x, y));
            binary(
                    c,
                    "compare",
                    t,
                    (x, y) -> Expr.select(
                            Expr.apply(Op.LT, x, y),
                            Arithmetic.number(-1),
                            Expr.select(
                                    Expr.apply(Op.GT, x, y),
                                    Arithmetic.number(1),
                                    Conditions.sign(new Val.Compare(Bits.of(x, true), Bits.of(y, true), false)))));
            unary(c, whole == INT32 ? "floatToRawIntBits" : "doubleToRawLongBits", t, x -> Bits.of(x, false));
            unary(c, whole == INT32 ? "floatToIntBits" : "doubleToLongBits", t, x -> Bits.of(x, true));
            unary(
                    c,
                    whole == INT32 ? "intBitsToFloat" : "longBitsToDouble",
                    whole == INT32 ? "I" : "J",
                    x -> new Expr.Apply(Op.BITCAST, whole == INT32 ? FLOAT32 : FLOAT64, List.of(x)));
        }
        unary(
                FLOAT,
                "float16ToFloat",
                "S",
                x -> Expr.cast(
                        FLOAT32, new Expr.Apply(Op.BITCAST, DType.FLOAT16, List.of(Types.narrow(x, DType.INT16)))));
        unary(
                FLOAT,
                "floatToFloat16",
                "F",
                x -> Types.widen(new Expr.Apply(Op.BITCAST, DType.INT16, List.of(Expr.cast(DType.FLOAT16, x)))));
    }

    /** C's power is 1 where Java's is NaN: of 1 and -1 to a power that is infinite or NaN. */
    private static Expr pow(Expr x, Expr y) {
        Expr power = Expr.apply(Op.POW, x, y);
        if (y instanceof Expr.Const c && Double.isFinite(c.asDouble())) {
            return power;
        }
        Expr differs = Expr.apply(
                Op.AND,
                Expr.apply(Op.EQ, Expr.apply(Op.ABS, x), Expr.constant(x.type(), 1.0)),
                Expr.apply(Op.NOT, Expr.apply(Op.ISFINITE, y)));
        return Expr.select(differs, Expr.constant(x.type(), Double.NaN), power);
    }

    /** The nearest integer, the higher of two; what is cut off by the floor is exact. */
    private static Expr round(Sink sink, Expr x, DType to) {
        Expr floor = sink.once(Expr.apply(Op.FLOOR, x));
        Expr up = Expr.apply(Op.GE, Expr.apply(Op.SUB, x, floor), Expr.constant(x.type(), 0.5));
        Expr rounded = Expr.select(up, Expr.apply(Op.ADD, floor, Expr.constant(x.type(), 1.0)), floor);
        return new Expr.Apply(Op.SATURATE, to, List.of(rounded));
    }

    /** Truncating division, and one less or more where something is left on that side. */
    private static Expr floorDiv(Sink sink, Expr a, Expr b, int side) {
        Expr x = sink.once(a);
        Expr y = sink.once(Arithmetic.cast(a.type(), b));
        Expr q = sink.once(Expr.apply(Op.DIV, x, y));
        Expr zero = Expr.constant(x.type(), 0L);
        Expr signs = Expr.apply(side > 0 ? Op.LT : Op.GE, Expr.apply(Op.XOR, x, y), zero);
        Expr left = Expr.apply(Op.NE, Expr.apply(Op.MUL, q, y), x);
        Expr one =
                Expr.select(Expr.apply(Op.AND, signs, left), Expr.constant(x.type(), 1L), Expr.constant(x.type(), 0L));
        return Expr.apply(side > 0 ? Op.SUB : Op.ADD, q, one);
    }

    private static Expr floorMod(Sink sink, Expr a, Expr b) {
        Expr y = sink.once(Arithmetic.cast(a.type(), b));
        Expr r = sink.once(Expr.apply(Op.REM, a, y));
        Expr zero = Expr.constant(r.type(), 0L);
        Expr other = Expr.apply(Op.AND, Expr.apply(Op.NE, r, zero), Expr.apply(Op.LT, Expr.apply(Op.XOR, r, y), zero));
        return Expr.select(other, Expr.apply(Op.ADD, r, y), r);
    }

    private static Expr rotate(Expr x, Expr by, boolean left) {
        Expr back = Arithmetic.apply(Op.NEG, by);
        return Expr.apply(
                Op.OR, Arithmetic.shiftLeft(x, left ? by : back), Arithmetic.unsignedShift(x, left ? back : by));
    }
}
