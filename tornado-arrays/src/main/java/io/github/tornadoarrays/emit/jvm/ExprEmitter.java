package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Walk;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Leaves the value of an expression on the operand stack. */
final class ExprEmitter {
    static final ClassDesc SCALAR = ClassDesc.of("io.github.tornadoarrays.emit.jvm.Scalar");

    private final CodeBuilder code;
    private final Frame frame;
    private final ClassDesc scalar;
    private final Conversions as;

    private final @Nullable BiConsumer<Expr, Expr> power;

    ExprEmitter(CodeBuilder code, Frame frame) {
        this(code, frame, null);
    }

    /** @param power emits a check of a power's base and exponent, integers with a sign; null where the function of the power has it */
    ExprEmitter(CodeBuilder code, Frame frame, @Nullable BiConsumer<Expr, Expr> power) {
        this.code = code;
        this.frame = frame;
        this.power = power;
        scalar = frame.api() == null ? SCALAR : frame.api().functions();
        as = new Conversions(code, frame.api() == null ? null : scalar);
    }

    void emit(Expr e) {
        switch (e) {
            case Expr.Const c -> constant(c);
            case Expr.Var v -> frame.load(v);
            case Expr.Id id -> id(id);
            case Expr.Load l -> load(l);
            case Expr.Apply a -> apply(a);
        }
    }

    private void id(Expr.Id id) {
        ItemApi api = frame.api();
        if (api == null) {
            throw new IllegalStateException("a number of a work item that no pass has named: " + id);
        }
        api.id(code, id);
    }

    private void constant(Expr.Const c) {
        if (frame.api() != null && c.type().isFloat() && !Double.isFinite(c.asDouble()) && special(c)) {
            return;
        }
        switch (Carrier.of(c.type())) {
            case INT -> code.loadConstant((int) c.bits());
            case LONG -> code.loadConstant(c.bits());
            case FLOAT -> code.loadConstant((float) c.asDouble());
            case DOUBLE -> code.loadConstant(c.asDouble());
        }
    }

    /** What compilers for devices have no word for: NaN, and a double's infinity. Says whether it is one of these. */
    private boolean special(Expr.Const c) {
        boolean single = Carrier.of(c.type()) == Carrier.FLOAT;
        boolean nan = Double.isNaN(c.asDouble());
        if (single && !nan) {
            return false;
        }
        id(new Expr.Id(Expr.IdKind.GLOBAL, 0));
        code.invokestatic(
                scalar,
                nan ? single ? "nanFloat" : "nanDouble" : "infinityDouble",
                MethodTypeDesc.of(c(c.type()), ConstantDescs.CD_int));
        if (c.asDouble() < 0) {
            code.dneg();
        }
        return true;
    }

    /** An index as the int or, in memory that may lie outside the heap, the long that it takes. */
    void index(Expr index, boolean asLong) {
        emit(index);
        boolean isLong = Carrier.of(index.type()) == Carrier.LONG;
        if (isLong && !asLong) {
            code.l2i();
        } else if (!isLong && asLong) {
            code.i2l();
        }
    }

    private void load(Expr.Load l) {
        DType t = l.buf().type();
        frame.loadBuffer(l.buf());
        ItemApi api = frame.api();
        if (api != null) {
            index(l.index(), false);
            if (l.buf().isLocal()) {
                code.arrayLoad(Carrier.of(t).kind);
                return;
            }
            api.get(code, t);
        } else if (frame.isOpaque(l.buf())) {
            index(l.index(), true);
            String kind = Carrier.stored(t).name().toLowerCase(Locale.ROOT);
            ClassDesc result = Carrier.arrayDesc(t).componentType();
            code.invokestatic(
                    SCALAR,
                    "get" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1),
                    MethodTypeDesc.of(result, ConstantDescs.CD_Object, ConstantDescs.CD_long));
        } else {
            index(l.index(), false);
            code.arrayLoad(Carrier.stored(t));
        }
        as.fromStored(t);
    }

    /** Brings the value on the stack into the form in which it is stored. */
    void toStored(DType t) {
        as.toStored(t);
    }

    private void apply(Expr.Apply a) {
        DType t = a.type();
        DType in = a.arg(0).type();
        switch (a.op()) {
            case CAST, SATURATE -> {
                args(a);
                as.cast(in, t);
            }
            case SELECT -> select(a);
            case LT, LE, GT, GE, EQ, NE -> {
                Label no = code.newLabel();
                Label end = code.newLabel();
                branchUnless(a, no);
                code.iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
            }
            case ADD, SUB, MUL -> {
                args(a);
                arithmetic(a.op(), Carrier.of(t));
                as.wrap(t);
            }
            case NEG -> {
                args(a);
                switch (Carrier.of(t)) {
                    case INT -> code.ineg();
                    case LONG -> code.lneg();
                    case FLOAT -> code.fneg();
                    case DOUBLE -> code.dneg();
                }
                as.wrap(t);
            }
            case DIV, REM -> {
                args(a);
                if (frame.api() != null && !isSafe(a.arg(1))) {
                    invoke(a.op(), t == DType.UINT32 || t == DType.UINT64 ? "U" : "", c(t), c(t), c(t));
                } else {
                    divide(a.op() == Op.DIV, t);
                }
                as.wrap(t);
            }
            case BITCAST -> {
                args(a);
                as.bitcast(in, t);
            }
            case POPCOUNT, CLZ -> {
                args(a);
                countBits(a.op() == Op.POPCOUNT, t);
            }
            case AND, OR, XOR -> {
                if (isLowHalf(a)) {
                    // else the compiler takes the result, and what is made of it, for unsigned
                    index(a.arg(0), false);
                    code.invokestatic(scalar, "wide", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int));
                    return;
                }
                args(a);
                boolean wideInt = Carrier.of(t) == Carrier.LONG;
                switch (a.op()) {
                    case AND ->
                        code.with(java.lang.classfile.instruction.OperatorInstruction.of(
                                wideInt ? java.lang.classfile.Opcode.LAND : java.lang.classfile.Opcode.IAND));
                    case OR ->
                        code.with(java.lang.classfile.instruction.OperatorInstruction.of(
                                wideInt ? java.lang.classfile.Opcode.LOR : java.lang.classfile.Opcode.IOR));
                    default ->
                        code.with(java.lang.classfile.instruction.OperatorInstruction.of(
                                wideInt ? java.lang.classfile.Opcode.LXOR : java.lang.classfile.Opcode.IXOR));
                }
            }
            case NOT -> {
                args(a);
                if (t == DType.BOOL) {
                    code.iconst_1().ixor();
                } else if (Carrier.of(t) == Carrier.LONG) {
                    code.loadConstant(-1L).lxor();
                } else {
                    code.iconst_m1().ixor();
                    as.wrap(t);
                }
            }
            case SHL, SHR -> shift(a);
            case ISNAN, ISINF, ISFINITE, SIGNBIT -> {
                if (in.isFloat()) {
                    args(a);
                    invoke(a.op(), "", ConstantDescs.CD_int, Carrier.of(in).desc);
                } else {
                    code.loadConstant(a.op() == Op.ISFINITE ? 1 : 0);
                }
            }
            default -> {
                if (a.op().isTranscendental() || a.op() == Op.POW && t.isFloat()) {
                    scalarFunction(a);
                } else if (power != null && isSignedPower(a)) {
                    signedPower(a, power);
                } else {
                    args(a);
                    call(a.op(), t, a.args().size());
                    as.wrap(t);
                }
            }
        }
    }

    static boolean isSignedPower(Expr e) {
        return e instanceof Expr.Apply a
                && a.op() == Op.POW
                && a.type().isSigned()
                && !a.type().isFloat();
    }

    /** With an exponent that is not below 0 the sign does not matter. */
    private void signedPower(Expr.Apply a, BiConsumer<Expr, Expr> check) {
        DType t = Carrier.of(a.type()) == Carrier.LONG ? DType.INT64 : DType.INT32;
        Expr.Var base = new Expr.Var("base$", t);
        Expr.Var exponent = new Expr.Var("exponent$", t);
        args(a);
        frame.store(exponent);
        frame.store(base);
        check.accept(base, exponent);
        frame.load(base);
        frame.load(exponent);
        invoke(a.op(), "U", c(t), c(t), c(t));
        as.wrap(a.type());
    }

    private boolean isLowHalf(Expr.Apply a) {
        return frame.api() != null
                && a.op() == Op.AND
                && a.arg(1) instanceof Expr.Const k
                && k.bits() == 0xffffffffL
                && Carrier.of(a.type()) == Carrier.LONG;
    }

    private void args(Expr.Apply a) {
        a.args().forEach(this::emit);
    }

    private static ClassDesc c(DType t) {
        return Carrier.of(t).desc;
    }

    /** Whether a division by it can't go wrong: a compiler for devices may divide before it looks whether that is wanted. */
    private static boolean isSafe(Expr divisor) {
        return divisor.type().isFloat() || divisor instanceof Expr.Const k && k.bits() != 0 && k.bits() != -1;
    }

    /** As Java divides: an integer by zero is an exception. */
    private void divide(boolean quotient, DType t) {
        boolean plain = t != DType.UINT32 && t != DType.UINT64;
        switch (Carrier.of(t)) {
            case INT -> {
                if (plain && quotient) {
                    code.idiv();
                } else if (plain) {
                    code.irem();
                } else {
                    unsigned(ConstantDescs.CD_Integer, ConstantDescs.CD_int, quotient);
                }
            }
            case LONG -> {
                if (plain && quotient) {
                    code.ldiv();
                } else if (plain) {
                    code.lrem();
                } else {
                    unsigned(ConstantDescs.CD_Long, ConstantDescs.CD_long, quotient);
                }
            }
            case FLOAT -> {
                if (quotient) {
                    code.fdiv();
                } else if (frame.api() != null) {
                    code.invokestatic(scalar, "fmod", MethodTypeDesc.of(c(t), c(t), c(t)));
                } else {
                    code.frem();
                }
            }
            case DOUBLE -> {
                if (quotient) {
                    code.ddiv();
                } else if (frame.api() != null) {
                    code.invokestatic(scalar, "fmod", MethodTypeDesc.of(c(t), c(t), c(t)));
                } else {
                    code.drem();
                }
            }
        }
    }

    private void unsigned(ClassDesc owner, ClassDesc c, boolean quotient) {
        code.invokestatic(jdk(owner), quotient ? "divideUnsigned" : "remainderUnsigned", MethodTypeDesc.of(c, c, c));
    }

    /** Where a function of a class of the JDK is found: there, unless the API has its own. */
    private ClassDesc jdk(ClassDesc owner) {
        return frame.api() == null ? owner : scalar;
    }

    private void countBits(boolean ones, DType t) {
        String name = ones ? "bitCount" : "numberOfLeadingZeros";
        if (Carrier.of(t) == Carrier.LONG) {
            code.invokestatic(
                    jdk(ConstantDescs.CD_Long), name, MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long));
            code.i2l();
            return;
        }
        if (t.bits() < Integer.SIZE) {
            code.loadConstant((1 << t.bits()) - 1).iand();
        }
        code.invokestatic(
                jdk(ConstantDescs.CD_Integer), name, MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int));
        if (!ones && t.bits() < Integer.SIZE) {
            code.loadConstant(Integer.SIZE - t.bits()).isub();
        }
    }

    private void arithmetic(Op op, Carrier c) {
        switch (c) {
            case INT -> {
                switch (op) {
                    case ADD -> code.iadd();
                    case SUB -> code.isub();
                    default -> code.imul();
                }
            }
            case LONG -> {
                switch (op) {
                    case ADD -> code.ladd();
                    case SUB -> code.lsub();
                    default -> code.lmul();
                }
            }
            case FLOAT -> {
                switch (op) {
                    case ADD -> code.fadd();
                    case SUB -> code.fsub();
                    default -> code.fmul();
                }
            }
            case DOUBLE -> {
                switch (op) {
                    case ADD -> code.dadd();
                    case SUB -> code.dsub();
                    default -> code.dmul();
                }
            }
        }
    }

    /** A static method of {@link Scalar} with the operation's name and operands of one type. */
    private void call(Op op, DType t, int arity) {
        ClassDesc c = Carrier.of(t).desc;
        ClassDesc[] args = new ClassDesc[arity];
        Arrays.fill(args, c);
        boolean unsigned = t.isUnsigned() || t == DType.BOOL;
        boolean signless = op == Op.FMA || op == Op.ABS;
        invoke(op, unsigned && !signless ? "U" : "", c, args);
    }

    private void invoke(Op op, String suffix, ClassDesc result, ClassDesc... args) {
        code.invokestatic(scalar, op.name().toLowerCase(Locale.ROOT) + suffix, MethodTypeDesc.of(result, args));
    }

    private void scalarFunction(Expr.Apply a) {
        boolean single = Carrier.of(a.type()) == Carrier.FLOAT;
        if (single && frame.api() != null) {
            args(a);
            call(a.op(), a.type(), a.args().size());
            as.wrap(a.type());
            return;
        }
        for (Expr x : a.args()) {
            emit(x);
            if (single) {
                code.f2d();
            }
        }
        ClassDesc[] args = new ClassDesc[a.args().size()];
        Arrays.fill(args, ConstantDescs.CD_double);
        invoke(a.op(), "", ConstantDescs.CD_double, args);
        if (single) {
            code.d2f();
        }
    }

    private void shift(Expr.Apply a) {
        DType t = a.type();
        Carrier c = Carrier.of(t);
        if (isInside(a.arg(1), t.bits())) {
            emit(a.arg(0));
            index(a.arg(1), false);
            boolean wideInt = c == Carrier.LONG;
            if (frame.api() != null && a.op() == Op.SHR && t.isUnsigned()) {
                code.invokestatic(scalar, "ushr", MethodTypeDesc.of(c.desc, c.desc, ConstantDescs.CD_int));
            } else if (a.op() == Op.SHL) {
                code.with(java.lang.classfile.instruction.OperatorInstruction.of(
                        wideInt ? java.lang.classfile.Opcode.LSHL : java.lang.classfile.Opcode.ISHL));
            } else if (t.isUnsigned()) {
                code.with(java.lang.classfile.instruction.OperatorInstruction.of(
                        wideInt ? java.lang.classfile.Opcode.LUSHR : java.lang.classfile.Opcode.IUSHR));
            } else {
                code.with(java.lang.classfile.instruction.OperatorInstruction.of(
                        wideInt ? java.lang.classfile.Opcode.LSHR : java.lang.classfile.Opcode.ISHR));
            }
        } else {
            args(a);
            code.loadConstant(t.bits());
            invoke(a.op(), a.op() == Op.SHR && t.isUnsigned() ? "U" : "", c.desc, c.desc, c.desc, ConstantDescs.CD_int);
        }
        as.wrap(t);
    }

    /** Whether a shift's count can't be below 0 or as much as the width. */
    private static boolean isInside(Expr count, int bits) {
        return count instanceof Expr.Const k && k.bits() >= 0 && k.bits() < bits
                || count instanceof Expr.Apply a
                        && a.op() == Op.AND
                        && (isInside(a.arg(0), bits) || isInside(a.arg(1), bits));
    }

    private void select(Expr.Apply a) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        if (frame.api() == null) {
            branchUnless(a.arg(0), no);
        } else {
            decideUnless(a.arg(0), no);
        }
        emit(a.arg(1));
        code.goto_(end).labelBinding(no);
        emit(a.arg(2));
        code.labelBinding(end);
    }

    /** Jumps where a condition is false; what decides it already spares the rest. */
    void jumpUnless(Expr condition, Label no) {
        if (condition instanceof Expr.Apply a && a.op() == Op.AND) {
            jumpUnless(a.arg(0), no);
            jumpUnless(a.arg(1), no);
        } else if (condition instanceof Expr.Apply a && (a.op() == Op.OR || a.op() == Op.NOT)) {
            Label yes = code.newLabel();
            jumpIf(condition, yes);
            code.goto_(no).labelBinding(yes);
        } else {
            branchUnless(condition, no);
        }
    }

    private void jumpIf(Expr condition, Label yes) {
        if (condition instanceof Expr.Apply a && a.op() == Op.NOT) {
            jumpUnless(a.arg(0), yes);
        } else if (condition instanceof Expr.Apply a && a.op() == Op.OR) {
            jumpIf(a.arg(0), yes);
            jumpIf(a.arg(1), yes);
        } else {
            Label no = code.newLabel();
            jumpUnless(condition, no);
            code.goto_(yes).labelBinding(no);
        }
    }

    /**
     * Jumps where a condition is false, by one jump also where it has several parts: with more, branches are not nested any more, and a
     * compiler for devices may lose its way among them.
     */
    void decideUnless(Expr condition, Label no) {
        if (isLazy(condition)) {
            number(condition);
            code.ifeq(no);
        } else {
            branchUnless(condition, no);
        }
    }

    /** Whether a part of a condition reads memory, which it must not where another part decides. */
    private static boolean isLazy(Expr condition) {
        return condition instanceof Expr.Apply a
                && switch (a.op()) {
                    case AND, OR -> Walk.reads(a.arg(1)) || isLazy(a.arg(0));
                    case NOT -> isLazy(a.arg(0));
                    default -> false;
                };
    }

    /** A condition as 0 or 1. */
    private void number(Expr condition) {
        if (!(condition instanceof Expr.Apply a) || !isLazy(a)) {
            emit(condition);
            return;
        }
        if (a.op() == Op.NOT) {
            number(a.arg(0));
            code.iconst_1().ixor();
            return;
        }
        Label no = code.newLabel();
        Label end = code.newLabel();
        decideUnless(a.arg(0), no);
        if (a.op() == Op.AND) {
            number(a.arg(1));
            code.goto_(end).labelBinding(no).iconst_0();
        } else {
            code.iconst_1().goto_(end).labelBinding(no);
            number(a.arg(1));
        }
        code.labelBinding(end);
    }

    /** Jumps where a condition is false. */
    void branchUnless(Expr condition, Label no) {
        if (!(condition instanceof Expr.Apply a) || !isComparison(a.op())) {
            emit(condition);
            code.ifeq(no);
            return;
        }
        DType t = a.arg(0).type();
        args(a);
        Op op = a.op();
        if (frame.api() != null && t.isFloat() && (op == Op.LE || op == Op.GE)) {
            invoke(op, "", ConstantDescs.CD_int, c(t), c(t));
            code.ifeq(no);
            return;
        }
        switch (Carrier.of(t)) {
            case FLOAT, DOUBLE -> {
                boolean single = Carrier.of(t) == Carrier.FLOAT;
                // an unordered comparison must come out false
                boolean less = op == Op.LT || op == Op.LE;
                if (less) {
                    code.with(java.lang.classfile.instruction.OperatorInstruction.of(
                            single ? java.lang.classfile.Opcode.FCMPG : java.lang.classfile.Opcode.DCMPG));
                } else {
                    code.with(java.lang.classfile.instruction.OperatorInstruction.of(
                            single ? java.lang.classfile.Opcode.FCMPL : java.lang.classfile.Opcode.DCMPL));
                }
                jumpUnless(op, no);
            }
            case LONG -> {
                if (t.isUnsigned() && op != Op.EQ && op != Op.NE) {
                    code.invokestatic(
                            jdk(ConstantDescs.CD_Long),
                            "compareUnsigned",
                            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long, ConstantDescs.CD_long));
                } else {
                    code.lcmp();
                }
                jumpUnless(op, no);
            }
            case INT -> {
                if (t == DType.UINT32 && op != Op.EQ && op != Op.NE) {
                    code.invokestatic(
                            jdk(ConstantDescs.CD_Integer),
                            "compareUnsigned",
                            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int));
                    jumpUnless(op, no);
                } else {
                    switch (op) {
                        case LT -> code.if_icmpge(no);
                        case LE -> code.if_icmpgt(no);
                        case GT -> code.if_icmple(no);
                        case GE -> code.if_icmplt(no);
                        case EQ -> code.if_icmpne(no);
                        default -> code.if_icmpeq(no);
                    }
                }
            }
        }
    }

    private static boolean isComparison(Op op) {
        return switch (op) {
            case LT, LE, GT, GE, EQ, NE -> true;
            default -> false;
        };
    }

    private void jumpUnless(Op op, Label no) {
        switch (op) {
            case LT -> code.ifge(no);
            case LE -> code.ifgt(no);
            case GT -> code.ifle(no);
            case GE -> code.iflt(no);
            case EQ -> code.ifne(no);
            default -> code.ifeq(no);
        }
    }
}
