package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.AtomicOp;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** Atomic statements: a loop that tries again where another thread came between; in memory of one group plain code. */
final class AtomicEmitter {
    private static final ClassDesc ATOMICS = ClassDesc.of("io.github.tornadoarrays.emit.jvm.Atomics");

    private final CodeBuilder code;
    private final Frame frame;
    private final ExprEmitter exprs;

    AtomicEmitter(CodeBuilder code, Frame frame, ExprEmitter exprs) {
        this.code = code;
        this.frame = frame;
        this.exprs = exprs;
    }

    void emit(Stmt.Atomic a) {
        Expr.Var index = new Expr.Var("at$", DType.INT64);
        exprs.index(a.index(), true);
        frame.store(index);
        List<Expr> operands = new ArrayList<>();
        for (Expr e : a.operands()) {
            Expr.Var v = new Expr.Var("operand$" + operands.size(), e.type());
            exprs.emit(e);
            frame.store(v);
            operands.add(v);
        }
        Expr changed = changed(a.op(), a.before(), operands);
        if (a.buf().isLocal()) {
            exprs.emit(new Expr.Load(a.buf(), index));
            frame.store(a.before());
            frame.loadBuffer(a.buf());
            exprs.index(index, false);
            exprs.emit(changed);
            code.arrayStore(Carrier.stored(a.buf().type()));
            return;
        }
        ClassDesc t = Carrier.of(a.buf().type()).desc;
        Label again = code.newLabel();
        code.labelBinding(again);
        frame.loadBuffer(a.buf());
        frame.load(index);
        ClassDesc[] place = {ConstantDescs.CD_Object, ConstantDescs.CD_long};
        if (a.op() == AtomicOp.ADD && !a.buf().type().isFloat()) {
            exprs.emit(operands.get(0));
            invoke("add", t, place[0], place[1], t);
            frame.store(a.before());
            return;
        }
        invoke("get" + a.buf().type().bits() + (a.buf().type().isFloat() ? "f" : ""), t, place);
        frame.store(a.before());
        frame.loadBuffer(a.buf());
        frame.load(index);
        frame.load(a.before());
        exprs.emit(changed);
        invoke("change", ConstantDescs.CD_boolean, place[0], place[1], t, t);
        code.ifeq(again);
    }

    private void invoke(String name, ClassDesc result, ClassDesc... args) {
        code.invokestatic(ATOMICS, name, MethodTypeDesc.of(result, args));
    }

    static Expr changed(AtomicOp op, Expr before, List<Expr> operands) {
        Expr x = operands.get(0);
        return switch (op) {
            case ADD -> Expr.apply(Op.ADD, before, x);
            case MIN -> Expr.apply(Op.MIN, before, x);
            case MAX -> Expr.apply(Op.MAX, before, x);
            case AND -> Expr.apply(Op.AND, before, x);
            case OR -> Expr.apply(Op.OR, before, x);
            case XOR -> Expr.apply(Op.XOR, before, x);
            case EXCHANGE -> x;
            case COMPARE_EXCHANGE -> Expr.select(Expr.apply(Op.EQ, before, x), operands.get(1), before);
        };
    }
}
