package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Locale;

/** Leaves the value of an expression on the operand stack. */
final class ExprEmitter {
    static final ClassDesc SCALAR = ClassDesc.of("io.github.tornadoarrays.emit.jvm.Scalar");
    private static final ClassDesc HALF = ClassDesc.of("io.github.tornadoarrays.core.Half");

    private final CodeBuilder code;
    private final Frame frame;

    ExprEmitter(CodeBuilder code, Frame frame) {
        this.code = code;
        this.frame = frame;
    }

    void emit(Expr e) {
        switch (e) {
            case Expr.Const c -> constant(c);
            case Expr.Var v -> frame.load(v);
            case Expr.Id id -> throw new IllegalStateException("a number of a work item that no pass has named: " + id);
            case Expr.Load l -> load(l);
            case Expr.Apply a -> apply(a);
        }
    }

    private void constant(Expr.Const c) {
        switch (Carrier.of(c.type())) {
            case INT -> code.loadConstant((int) c.bits());
            case LONG -> code.loadConstant(c.bits());
            case FLOAT -> code.loadConstant((float) c.asDouble());
            case DOUBLE -> code.loadConstant(c.asDouble());
        }
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
        if (frame.isOpaque(l.buf())) {
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
        switch (t) {
            case UINT8 -> code.loadConstant(0xff).iand();
            case UINT16 -> code.loadConstant(0xffff).iand();
            case FLOAT16 ->
                code.invokestatic(
                        ConstantDescs.CD_Float,
                        "float16ToFloat",
                        MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_short));
            case BFLOAT16 ->
                code.invokestatic(
                        HALF, "bfloat16ToFloat", MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_short));
            default -> {}
        }
    }

    /** Brings the value on the stack into the form in which it is stored. */
    void toStored(DType t) {
        switch (t) {
            case FLOAT16 ->
                code.invokestatic(
                        ConstantDescs.CD_Float,
                        "floatToFloat16",
                        MethodTypeDesc.of(ConstantDescs.CD_short, ConstantDescs.CD_float));
            case BFLOAT16 ->
                code.invokestatic(
                        HALF, "floatToBfloat16", MethodTypeDesc.of(ConstantDescs.CD_short, ConstantDescs.CD_float));
            default -> {}
        }
    }

    private void apply(Expr.Apply a) {
        DType t = a.type();
        DType in = a.arg(0).type();
        switch (a.op()) {
            case CAST -> cast(a.arg(0), t);
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
                wrap(t);
            }
            case NEG -> {
                args(a);
                switch (Carrier.of(t)) {
                    case INT -> code.ineg();
                    case LONG -> code.lneg();
                    case FLOAT -> code.fneg();
                    case DOUBLE -> code.dneg();
                }
                wrap(t);
            }
            case DIV -> {
                args(a);
                switch (Carrier.of(t)) {
                    case FLOAT -> code.fdiv();
                    case DOUBLE -> code.ddiv();
                    default -> call(a.op(), t, 2, true);
                }
                wrap(t);
            }
            case AND, OR, XOR -> {
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
                    wrap(t);
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
                } else {
                    args(a);
                    call(a.op(), t, a.args().size(), false);
                    wrap(t);
                }
            }
        }
    }

    private void args(Expr.Apply a) {
        a.args().forEach(this::emit);
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
    private void call(Op op, DType t, int arity, boolean integerOnly) {
        ClassDesc c = Carrier.of(t).desc;
        ClassDesc[] args = new ClassDesc[arity];
        Arrays.fill(args, c);
        boolean unsigned = t.isUnsigned() || t == DType.BOOL;
        boolean signless = op == Op.FMA || op == Op.ABS;
        invoke(op, unsigned && !signless && (integerOnly || !t.isFloat()) ? "U" : "", c, args);
    }

    private void invoke(Op op, String suffix, ClassDesc result, ClassDesc... args) {
        code.invokestatic(SCALAR, op.name().toLowerCase(Locale.ROOT) + suffix, MethodTypeDesc.of(result, args));
    }

    private void scalarFunction(Expr.Apply a) {
        boolean single = Carrier.of(a.type()) == Carrier.FLOAT;
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
        if (a.arg(1) instanceof Expr.Const k && k.bits() >= 0 && k.bits() < t.bits()) {
            emit(a.arg(0));
            code.loadConstant((int) k.bits());
            boolean wideInt = c == Carrier.LONG;
            if (a.op() == Op.SHL) {
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
        wrap(t);
    }

    /** Cuts an integer result to its type's width. */
    private void wrap(DType t) {
        switch (t) {
            case INT8 -> code.i2b();
            case INT16 -> code.i2s();
            case UINT8 -> code.loadConstant(0xff).iand();
            case UINT16 -> code.i2c();
            case FLOAT16 -> round("roundToHalf");
            case BFLOAT16 -> round("roundToBfloat16");
            default -> {}
        }
    }

    private void round(String method) {
        code.invokestatic(SCALAR, method, MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_float));
    }

    private void select(Expr.Apply a) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        branchUnless(a.arg(0), no);
        emit(a.arg(1));
        code.goto_(end).labelBinding(no);
        emit(a.arg(2));
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
                            ConstantDescs.CD_Long,
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
                            ConstantDescs.CD_Integer,
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

    private void cast(Expr e, DType to) {
        DType from = e.type();
        emit(e);
        if (from == to) {
            return;
        }
        if (to == DType.BOOL) {
            Label yes = code.newLabel();
            Label end = code.newLabel();
            switch (Carrier.of(from)) {
                case INT -> code.ifne(yes);
                case LONG -> code.lconst_0().lcmp().ifne(yes);
                case FLOAT -> code.fconst_0().fcmpl().ifne(yes);
                case DOUBLE -> code.dconst_0().dcmpl().ifne(yes);
            }
            code.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
            return;
        }
        Carrier a = Carrier.of(from);
        Carrier b = Carrier.of(to);
        switch (b) {
            case DOUBLE, FLOAT -> toFloat(from, a, b);
            case LONG -> toLong(from, a, to);
            case INT -> toInt(a, to);
        }
        wrap(to);
    }

    private void toFloat(DType from, Carrier a, Carrier b) {
        boolean single = b == Carrier.FLOAT;
        switch (a) {
            case INT -> {
                if (from == DType.UINT32) {
                    code.i2l().loadConstant(0xffffffffL).land();
                    if (single) {
                        code.l2f();
                    } else {
                        code.l2d();
                    }
                } else if (single) {
                    code.i2f();
                } else {
                    code.i2d();
                }
            }
            case LONG -> {
                if (from == DType.UINT64) {
                    code.invokestatic(
                            SCALAR,
                            single ? "fromUnsignedToFloat" : "fromUnsigned",
                            MethodTypeDesc.of(b.desc, ConstantDescs.CD_long));
                } else if (single) {
                    code.l2f();
                } else {
                    code.l2d();
                }
            }
            case FLOAT -> {
                if (!single) {
                    code.f2d();
                }
            }
            case DOUBLE -> {
                if (single) {
                    code.d2f();
                }
            }
        }
    }

    private void toLong(DType from, Carrier a, DType to) {
        switch (a) {
            case INT -> {
                code.i2l();
                if (from == DType.UINT32) {
                    code.loadConstant(0xffffffffL).land();
                }
            }
            case LONG -> {}
            case FLOAT, DOUBLE -> {
                if (a == Carrier.FLOAT) {
                    code.f2d();
                }
                if (to == DType.UINT64) {
                    code.invokestatic(
                            SCALAR, "toUnsigned", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
                } else {
                    code.d2l();
                }
            }
        }
    }

    private void toInt(Carrier a, DType to) {
        switch (a) {
            case INT -> {}
            case LONG -> code.l2i();
            case FLOAT, DOUBLE -> {
                if (to == DType.UINT32) {
                    if (a == Carrier.FLOAT) {
                        code.f2l();
                    } else {
                        code.d2l();
                    }
                    code.l2i();
                } else if (a == Carrier.FLOAT) {
                    code.f2i();
                } else {
                    code.d2i();
                }
            }
        }
    }
}
