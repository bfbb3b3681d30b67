package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/** Java's primitive types as types of the kernel language: as they lie in memory, and as the JVM computes with them. */
final class Types {
    private Types() {}

    static boolean isPrimitive(ClassDesc t) {
        return t.isPrimitive() && !t.descriptorString().equals("V");
    }

    /** The type of an array's element, a parameter or a record's component. */
    static DType memory(ClassDesc t) {
        return memory(TypeKind.from(t));
    }

    static DType memory(TypeKind t) {
        return switch (t) {
            case BOOLEAN -> DType.BOOL;
            case BYTE -> DType.INT8;
            case SHORT -> DType.INT16;
            case CHAR -> DType.UINT16;
            case INT -> DType.INT32;
            case LONG -> DType.INT64;
            case FLOAT -> DType.FLOAT32;
            case DOUBLE -> DType.FLOAT64;
            default -> throw new IllegalArgumentException("no primitive type: " + t);
        };
    }

    /** The type of a local variable or an operand: what is narrower than an int is an int. */
    static DType computed(TypeKind t) {
        return memory(t.asLoadable());
    }

    /** A value from memory as the JVM computes with it. */
    static Expr widen(Expr e) {
        return switch (e.type()) {
            case BOOL, INT8, INT16, UINT16 ->
                e instanceof Expr.Const c ? Expr.constant(DType.INT32, c.bits()) : Expr.cast(DType.INT32, e);
            default -> e;
        };
    }

    /** A computed value as memory of a type takes it: the low bits. */
    static Expr narrow(Expr e, DType to) {
        if (e.type() == to) {
            return e;
        }
        if (to == DType.BOOL) {
            return truth(e);
        }
        if (e instanceof Expr.Apply a && a.op() == Op.CAST && a.arg(0).type() == to) {
            return a.arg(0);
        }
        if (e instanceof Expr.Const c && to.isInteger()) {
            long bits = switch (to) {
                case INT8 -> (byte) c.bits();
                case INT16 -> (short) c.bits();
                case UINT16 -> (char) c.bits();
                default -> c.bits();
            };
            return Expr.constant(to, bits);
        }
        return Expr.cast(to, e);
    }

    /** The bool that an int stands for. */
    static Expr truth(Expr e) {
        if (e instanceof Expr.Const c) {
            return Expr.constant(DType.BOOL, c.bits() & 1);
        }
        if (e instanceof Expr.Apply a && a.op() == Op.CAST && a.arg(0).type().isBool()) {
            return a.arg(0);
        }
        return Expr.apply(Op.NE, e, Expr.constant(DType.INT32, 0));
    }
}
