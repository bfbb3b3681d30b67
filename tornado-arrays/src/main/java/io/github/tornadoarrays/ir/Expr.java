package io.github.tornadoarrays.ir;

import io.github.tornadoarrays.core.DType;
import java.util.List;

/** A value of one scalar type, without side effects. */
public sealed interface Expr {
    DType type();

    /** A constant: the value of an integer or bool type, or the bits of the double with the value of a float type. */
    record Const(DType type, long bits) implements Expr {
        public double asDouble() {
            return type.isFloat() ? Double.longBitsToDouble(bits) : bits;
        }
    }

    /** A loop variable, a local value or a scalar argument. */
    record Var(String name, DType type) implements Expr {}

    /** The value at an index of a buffer. */
    record Load(Buf buf, Expr index) implements Expr {
        @Override
        public DType type() {
            return buf.type();
        }
    }

    /** An operation on values. */
    record Apply(Op op, DType type, List<Expr> args) implements Expr {
        public Expr arg(int i) {
            return args.get(i);
        }
    }

    /**
     * A number that says where in a launch the running work item stands. Only kernels without grid and lanes loops have such
     * expressions.
     *
     * @param dimension 0 (neighbours differ in it), 1 or 2
     */
    record Id(IdKind kind, int dimension) implements Expr {
        @Override
        public DType type() {
            return DType.INT32;
        }
    }

    /** What an {@link Id} counts. */
    enum IdKind {
        /** The work item, among all of the launch. */
        GLOBAL,
        /** The work item, among those of its group. */
        LOCAL,
        /** The group. */
        GROUP,
        /** Work items in all. */
        GLOBAL_SIZE,
        /** Work items of a group. */
        LOCAL_SIZE,
        /** Groups in all. */
        GROUPS
    }

    static Const constant(DType type, long value) {
        return new Const(type, type.isFloat() ? Double.doubleToRawLongBits(value) : value);
    }

    static Const constant(DType type, double value) {
        return new Const(type, type.isFloat() ? Double.doubleToRawLongBits(value) : (long) value);
    }

    /** An operation whose result has the type of its first operand, or bool. */
    static Expr apply(Op op, Expr... args) {
        return new Apply(op, op.isPredicate() ? DType.BOOL : args[args.length - 1].type(), List.of(args));
    }

    static Expr cast(DType type, Expr e) {
        return e.type() == type ? e : new Apply(Op.CAST, type, List.of(e));
    }

    static Expr select(Expr condition, Expr yes, Expr no) {
        return new Apply(Op.SELECT, yes.type(), List.of(condition, yes, no));
    }

    static Expr add(Expr a, Expr b) {
        return isZero(a) ? b : isZero(b) ? a : apply(Op.ADD, a, b);
    }

    static Expr mul(Expr a, Expr b) {
        return isOne(a) || isZero(b) ? b : isOne(b) || isZero(a) ? a : apply(Op.MUL, a, b);
    }

    /** Whether it is the integer constant 0. */
    static boolean isZero(Expr e) {
        return e instanceof Const c && !c.type.isFloat() && c.bits == 0;
    }

    /** Whether it is the integer constant 1. */
    static boolean isOne(Expr e) {
        return e instanceof Const c && !c.type.isFloat() && c.bits == 1;
    }
}
