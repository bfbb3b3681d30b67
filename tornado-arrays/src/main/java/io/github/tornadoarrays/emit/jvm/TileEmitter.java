package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Locale;

/** The statements over tiles: calls of what the CPU engine has for them. */
final class TileEmitter {
    private static final ClassDesc MEMORY = ClassDesc.of("io.github.tornadoarrays.engine.cpu.TileMemory");
    private static final ClassDesc MATH = ClassDesc.of("io.github.tornadoarrays.engine.cpu.TileMath");
    private static final ClassDesc SELECT = ClassDesc.of("io.github.tornadoarrays.engine.cpu.TileSelect");
    private static final ClassDesc REDUCE = ClassDesc.of("io.github.tornadoarrays.engine.cpu.TileReduce");
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc J = ConstantDescs.CD_long;
    private static final ClassDesc I = ConstantDescs.CD_int;

    private final CodeBuilder code;
    private final Frame frame;
    private final ExprEmitter exprs;

    TileEmitter(CodeBuilder code, Frame frame, ExprEmitter exprs) {
        this.code = code;
        this.frame = frame;
        this.exprs = exprs;
    }

    void gather(Stmt.Gather g) {
        frame.loadBuffer(g.from());
        exprs.index(g.base(), true);
        exprs.index(g.stride(), true);
        frame.loadBuffer(g.to());
        exprs.index(g.n(), false);
        memory("gather", OBJECT, J, J, Carrier.arrayDesc(g.to().type()), I);
    }

    void pick(Stmt.Pick p) {
        frame.loadBuffer(p.from());
        frame.loadBuffer(p.index());
        frame.loadBuffer(p.to());
        exprs.index(p.n(), false);
        memory("pick", OBJECT, J.arrayType(), Carrier.arrayDesc(p.to().type()), I);
    }

    void scatter(Stmt.Scatter c) {
        frame.loadBuffer(c.from());
        exprs.index(c.n(), false);
        frame.loadBuffer(c.to());
        exprs.index(c.base(), true);
        exprs.index(c.stride(), true);
        memory("scatter", Carrier.arrayDesc(c.from().type()), I, OBJECT, J, J);
    }

    private void memory(String method, ClassDesc... args) {
        code.invokestatic(MEMORY, method, MethodTypeDesc.of(ConstantDescs.CD_void, args));
    }

    void call(Stmt.TileCall c) {
        ClassDesc[] args = new ClassDesc[c.from().size() + 2];
        for (int k = 0; k < c.from().size(); k++) {
            frame.loadBuffer(c.from().get(k));
            args[k] = Carrier.arrayDesc(c.from().get(k).type());
        }
        frame.loadBuffer(c.to());
        exprs.index(c.n(), false);
        args[args.length - 2] = Carrier.arrayDesc(c.to().type());
        args[args.length - 1] = I;
        code.invokestatic(
                c.op() == Op.SELECT ? SELECT : MATH,
                c.op().name().toLowerCase(Locale.ROOT),
                MethodTypeDesc.of(ConstantDescs.CD_void, args));
    }

    /** Folds the values of a tile into the state variables. */
    void fold(Stmt.TileFold f) {
        DType t = f.from().type();
        Carrier c = Carrier.of(t);
        Expr.Var state = f.state().get(0);
        boolean position = f.op() == FoldOp.ARGMAX || f.op() == FoldOp.ARGMIN;
        String name = switch (f.op()) {
            case SUM -> "sum";
            case PROD -> "prod";
            case MAX -> t == DType.UINT64 ? "maxUnsigned" : "max";
            case MIN -> t == DType.UINT64 ? "minUnsigned" : "min";
            case ANY -> "or";
            case ALL -> "and";
            case ARGMAX -> t == DType.UINT64 ? "argmaxUnsigned" : "argmax";
            case ARGMIN -> t == DType.UINT64 ? "argminUnsigned" : "argmin";
            case COMPLEX_PROD, COMPLEX_SUM -> throw new IllegalStateException("two tiles are no fold of one");
        };
        ClassDesc result = switch (f.op()) {
            case SUM, PROD -> c == Carrier.FLOAT ? ConstantDescs.CD_double : c == Carrier.INT ? J : c.desc;
            case ANY, ALL, ARGMAX, ARGMIN -> I;
            default -> c.desc;
        };
        Label skip = code.newLabel();
        if (position) {
            // an empty tile has no best element
            exprs.index(f.n(), false);
            code.ifle(skip);
        }
        frame.loadBuffer(f.from());
        exprs.index(f.base(), false);
        exprs.index(f.n(), false);
        code.invokestatic(REDUCE, name, MethodTypeDesc.of(result, Carrier.arrayDesc(t), I, I));
        if (position) {
            Expr.Var at = new Expr.Var("at$", DType.INT32);
            frame.store(at);
            Expr.Var place = new Expr.Var("place$", DType.INT64);
            Expr.Var best = new Expr.Var("best$", t);
            exprs.emit(new Expr.Load(f.from(), Expr.apply(Op.ADD, Expr.cast(DType.INT64, at), f.base())));
            frame.store(best);
            exprs.emit(Expr.apply(Op.ADD, Expr.cast(DType.INT64, at), f.position()));
            frame.store(place);
            assignAll(f.state(), f.op().combine(f.state(), List.of(best, place)));
            code.labelBinding(skip);
        } else {
            Expr.Var part = new Expr.Var("part$", state.type());
            frame.store(part);
            assignAll(f.state(), f.op().combine(f.state(), List.of(part)));
            code.labelBinding(skip);
        }
    }

    private void assignAll(List<Expr.Var> vars, List<Expr> values) {
        for (Expr e : values) {
            exprs.emit(e);
        }
        for (int k = vars.size() - 1; k >= 0; k--) {
            frame.store(vars.get(k));
        }
    }
}
