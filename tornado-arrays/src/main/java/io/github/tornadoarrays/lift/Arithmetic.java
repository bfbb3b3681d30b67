package io.github.tornadoarrays.lift;

import static io.github.tornadoarrays.core.DType.BOOL;
import static io.github.tornadoarrays.core.DType.FLOAT32;
import static io.github.tornadoarrays.core.DType.FLOAT64;
import static io.github.tornadoarrays.core.DType.INT16;
import static io.github.tornadoarrays.core.DType.INT32;
import static io.github.tornadoarrays.core.DType.INT64;
import static io.github.tornadoarrays.core.DType.INT8;
import static io.github.tornadoarrays.core.DType.UINT16;
import static io.github.tornadoarrays.core.DType.UINT32;
import static io.github.tornadoarrays.core.DType.UINT64;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;

/** Java's operators on numbers. */
final class Arithmetic {
    private Arithmetic() {}

    static Expr number(int value) {
        return Expr.constant(INT32, (long) value);
    }

    static Expr constant(Object value) {
        return switch (value) {
            case Integer i -> number(i);
            case Long l -> Expr.constant(INT64, (long) l);
            case Float f -> Expr.constant(FLOAT32, (double) f);
            case Double d -> Expr.constant(FLOAT64, (double) d);
            case Byte b -> number(b);
            case Short s -> number(s);
            case Character c -> number(c);
            case Boolean b -> number(b ? 1 : 0);
            default -> throw new IllegalArgumentException("no number: " + value);
        };
    }

    static Expr binary(Opcode op, Expr a, Expr b) {
        return switch (op) {
            case IADD, LADD, FADD, DADD -> apply(Op.ADD, a, b);
            case ISUB, LSUB, FSUB, DSUB -> apply(Op.SUB, a, b);
            case IMUL, LMUL, FMUL, DMUL -> apply(Op.MUL, a, b);
            case IDIV, LDIV, FDIV, DDIV -> apply(Op.DIV, a, b);
            case IREM, LREM, FREM, DREM -> apply(Op.REM, a, b);
            case IAND, LAND -> apply(Op.AND, a, b);
            case IOR, LOR -> apply(Op.OR, a, b);
            case IXOR, LXOR -> xor(a, b);
            case ISHL, LSHL -> apply(Op.SHL, a, distance(a, b));
            case ISHR, LSHR -> apply(Op.SHR, a, distance(a, b));
            case IUSHR, LUSHR -> unsignedShift(a, b);
            default -> throw new IllegalArgumentException("no operator of two: " + op);
        };
    }

    /** As Java shifts: by the low 5 or 6 bits. */
    static Expr shiftLeft(Expr a, Expr by) {
        return apply(Op.SHL, a, distance(a, by));
    }

    static Expr unsignedShift(Expr a, Expr by) {
        DType u = unsigned(a.type());
        return cast(a.type(), Expr.apply(Op.SHR, cast(u, a), cast(u, distance(a, by))));
    }

    private static Expr distance(Expr a, Expr by) {
        return cast(a.type(), apply(Op.AND, by, number(a.type().bits() - 1)));
    }

    static DType unsigned(DType t) {
        return t == INT32 ? UINT32 : UINT64;
    }

    private static Expr xor(Expr a, Expr b) {
        return b instanceof Expr.Const c && c.bits() == -1 ? apply(Op.NOT, a) : apply(Op.XOR, a, b);
    }

    static Expr convert(TypeKind to, Expr e) {
        return switch (to) {
            case BYTE -> cast(INT32, cast(INT8, e));
            case SHORT -> cast(INT32, cast(INT16, e));
            case CHAR -> cast(INT32, cast(UINT16, e));
            case INT, LONG -> {
                DType t = Types.memory(to);
                yield e.type().isFloat() ? new Expr.Apply(Op.SATURATE, t, java.util.List.of(e)) : cast(t, e);
            }
            case FLOAT -> toFloat(e);
            case DOUBLE -> cast(FLOAT64, e);
            default -> throw new IllegalArgumentException("no number: " + to);
        };
    }

    /**
     * Where a float is made double only to call a function that rounds correctly, and the result made float again, the function
     * of the float gives the same: for square roots see Figueroa, "When is double rounding innocuous?" (1995).
     */
    private static Expr toFloat(Expr e) {
        if (e instanceof Expr.Apply a
                && e.type() == FLOAT64
                && (a.op() == Op.SQRT
                        || a.op() == Op.FLOOR
                        || a.op() == Op.CEIL
                        || a.op() == Op.RINT
                        || a.op() == Op.ABS)
                && a.arg(0) instanceof Expr.Apply c
                && c.op() == Op.CAST
                && c.arg(0).type() == FLOAT32) {
            return Expr.apply(a.op(), c.arg(0));
        }
        return cast(FLOAT32, e);
    }

    static Expr cast(DType t, Expr e) {
        if (e instanceof Expr.Const c && t != BOOL && !t.isHalf()) {
            if (!e.type().isFloat() && t.isInteger()) {
                long v = c.bits();
                return Expr.constant(
                        t,
                        switch (t) {
                            case INT8 -> (byte) v;
                            case INT16 -> (short) v;
                            case INT32 -> (int) v;
                            case UINT8 -> v & 0xff;
                            case UINT16 -> v & 0xffff;
                            case UINT32 -> v & 0xffffffffL;
                            default -> v;
                        });
            }
            if (e.type() == INT32 && t.isFloat()) {
                return Expr.constant(t, t == FLOAT32 ? (double) (float) c.bits() : (double) c.bits());
            }
            if (e.type() == FLOAT32 && t == FLOAT64) {
                return Expr.constant(t, c.asDouble());
            }
        }
        return Expr.cast(t, e);
    }

    /** The operation; its value where its operands are integer constants. */
    static Expr apply(Op op, Expr... args) {
        if (args[0] instanceof Expr.Const a && (a.type() == INT32 || a.type() == INT64)) {
            if (args.length == 2 && args[1] instanceof Expr.Const b) {
                Expr folded = fold(op, a.type(), a.bits(), b.bits());
                return folded != null ? folded : Expr.apply(op, args);
            }
            if (op == Op.NEG) {
                return cast(a.type(), Expr.constant(INT64, -a.bits()));
            }
        }
        if (op == Op.NEG && args[0] instanceof Expr.Const c && c.type().isFloat()) {
            return Expr.constant(c.type(), -c.asDouble());
        }
        return Expr.apply(op, args);
    }

    private static Expr fold(Op op, DType t, long a, long b) {
        return switch (op) {
            case ADD -> cast(t, Expr.constant(INT64, a + b));
            case SUB -> cast(t, Expr.constant(INT64, a - b));
            case MUL -> cast(t, Expr.constant(INT64, a * b));
            case AND -> Expr.constant(t, a & b);
            case OR -> Expr.constant(t, a | b);
            case XOR -> Expr.constant(t, a ^ b);
            case EQ -> Expr.constant(BOOL, a == b ? 1L : 0L);
            case NE -> Expr.constant(BOOL, a != b ? 1L : 0L);
            case LT -> Expr.constant(BOOL, a < b ? 1L : 0L);
            case LE -> Expr.constant(BOOL, a <= b ? 1L : 0L);
            case GT -> Expr.constant(BOOL, a > b ? 1L : 0L);
            case GE -> Expr.constant(BOOL, a >= b ? 1L : 0L);
            default -> null;
        };
    }
}
