package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compiles a kernel to a hidden class. */
public final class JvmEmitter {
    private static final ClassDesc SELF = ClassDesc.of("io.github.tornadoarrays.emit.jvm.Generated");
    private static final ClassDesc SCRATCH = ClassDesc.of("io.github.tornadoarrays.emit.jvm.Scratch");
    private static final ClassDesc MEMORY = ClassDesc.of("io.github.tornadoarrays.engine.cpu.TileMemory");
    private static final ClassDesc MATH = ClassDesc.of("io.github.tornadoarrays.engine.cpu.TileMath");
    private static final ClassDesc SELECT = ClassDesc.of("io.github.tornadoarrays.engine.cpu.TileSelect");
    private static final ClassDesc REDUCE = ClassDesc.of("io.github.tornadoarrays.engine.cpu.TileReduce");
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc J = ConstantDescs.CD_long;
    private static final ClassDesc I = ConstantDescs.CD_int;
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT.arrayType(), J.arrayType(), SCRATCH, J, J, J, J);

    /** A method takes at most 255 argument slots. */
    private static final int MOST_ARGUMENT_SLOTS = 240;

    private final Kernel kernel;
    private final CodeBuilder code;
    private final Frame frame;
    private final ExprEmitter exprs;
    private final Map<String, Integer> locals = new HashMap<>();
    private final List<Outlined> outlined;

    /**
     * A lanes loop as a method of its own. HotSpot compiles a method of one loop once, and well; a method with many loops is
     * compiled from the middle of one of them, and thrown away when another does something new.
     */
    private record Outlined(String name, MethodTypeDesc type, Stmt.Loop loop, FreeNames names) {}

    private JvmEmitter(Kernel kernel, boolean opaque, CodeBuilder code, List<Outlined> outlined) {
        this.kernel = kernel;
        this.outlined = outlined;
        this.code = code;
        frame = new Frame(code, opaque);
        exprs = new ExprEmitter(code, frame);
    }

    /**
     * Compiles a kernel.
     *
     * @param range the variables that a launch's range is bound to: grid from, grid to, lanes from, lanes to
     * @param opaque whether argument buffers may lie outside the heap
     */
    public static JvmKernel compile(Kernel kernel, List<Expr.Var> range, boolean opaque) {
        byte[] bytes = bytes(kernel, range, opaque);
        try {
            return (JvmKernel) MethodHandles.lookup()
                    .defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new KernelException(
                    "compile: kernel " + kernel.name() + " gave a class the JVM refuses; please report it", e);
        }
    }

    static byte[] bytes(Kernel kernel, List<Expr.Var> range, boolean opaque) {
        return ClassFile.of().build(SELF, cls -> {
            cls.withInterfaceSymbols(ClassDesc.of("io.github.tornadoarrays.emit.jvm.JvmKernel"));
            cls.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_PUBLIC,
                    c -> c.aload(0)
                            .invokespecial(OBJECT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .return_());
            List<Outlined> outlined = new ArrayList<>();
            cls.withMethodBody(
                    "run",
                    RUN,
                    ClassFile.ACC_PUBLIC,
                    c -> new JvmEmitter(kernel, opaque, c, outlined).method(range, opaque));
            for (Outlined o : outlined) {
                cls.withMethodBody(
                        o.name(),
                        o.type(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        c -> new JvmEmitter(kernel, opaque, c, List.of()).outlinedMethod(o));
            }
        });
    }

    private void method(List<Expr.Var> range, boolean opaque) {
        for (int k = 0; k < range.size(); k++) {
            frame.bind(range.get(k), code.parameterSlot(3 + k));
        }
        for (Buf b : kernel.buffers()) {
            code.aload(code.parameterSlot(0)).loadConstant(b.slot()).aaload();
            if (!opaque) {
                code.checkcast(Carrier.arrayDesc(b.type()));
            }
            frame.storeBuffer(b);
        }
        for (int k = 0; k < kernel.scalars().size(); k++) {
            Expr.Var v = kernel.scalars().get(k);
            code.aload(code.parameterSlot(1)).loadConstant(k).laload();
            switch (Carrier.of(v.type())) {
                case INT -> code.l2i();
                case LONG -> {}
                case FLOAT, DOUBLE -> {
                    code.invokestatic(
                            ConstantDescs.CD_Double, "longBitsToDouble", MethodTypeDesc.of(ConstantDescs.CD_double, J));
                    if (Carrier.of(v.type()) == Carrier.FLOAT) {
                        code.d2f();
                    }
                }
            }
            frame.store(v);
        }
        block(kernel.body());
        code.return_();
    }

    private void block(List<Stmt> body) {
        body.forEach(this::stmt);
    }

    private void stmt(Stmt s) {
        switch (s) {
            case Stmt.Let l -> {
                exprs.emit(l.value());
                frame.store(l.var());
            }
            case Stmt.Assign a -> {
                exprs.emit(a.value());
                frame.store(a.var());
            }
            case Stmt.Store st -> store(st);
            case Stmt.Local l -> local(l);
            case Stmt.Loop l -> loop(l);
            case Stmt.If i -> {
                Label no = code.newLabel();
                Label end = code.newLabel();
                exprs.branchUnless(i.condition(), no);
                block(i.then());
                code.goto_(end).labelBinding(no);
                block(i.otherwise());
                code.labelBinding(end);
            }
            case Stmt.Gather g -> {
                frame.loadBuffer(g.from());
                exprs.index(g.base(), true);
                exprs.index(g.stride(), true);
                frame.loadBuffer(g.to());
                exprs.index(g.n(), false);
                memory("gather", OBJECT, J, J, Carrier.arrayDesc(g.to().type()), I);
            }
            case Stmt.Pick p -> {
                frame.loadBuffer(p.from());
                frame.loadBuffer(p.index());
                frame.loadBuffer(p.to());
                exprs.index(p.n(), false);
                memory("pick", OBJECT, J.arrayType(), Carrier.arrayDesc(p.to().type()), I);
            }
            case Stmt.Scatter c -> {
                frame.loadBuffer(c.from());
                exprs.index(c.n(), false);
                frame.loadBuffer(c.to());
                exprs.index(c.base(), true);
                exprs.index(c.stride(), true);
                memory("scatter", Carrier.arrayDesc(c.from().type()), I, OBJECT, J, J);
            }
            case Stmt.TileCall c -> {
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
            case Stmt.TileFold f -> tileFold(f);
            case Stmt.Block b -> throw new UnsupportedOperationException("block");
            case Stmt.Repeat b -> throw new UnsupportedOperationException("repeat");
            case Stmt.Break b -> throw new UnsupportedOperationException("break");
            case Stmt.Continue b -> throw new UnsupportedOperationException("continue");
            case Stmt.Shared b -> throw new UnsupportedOperationException("shared");
            case Stmt.Barrier b -> throw new UnsupportedOperationException("barrier");
            case Stmt.Atomic b -> throw new UnsupportedOperationException("atomic");
            case Stmt.Check b -> throw new UnsupportedOperationException("check");
            case Stmt.Fold f -> throw new IllegalStateException("a fold that no pass has expanded: " + f);
        }
    }

    private void memory(String method, ClassDesc... args) {
        code.invokestatic(MEMORY, method, MethodTypeDesc.of(ConstantDescs.CD_void, args));
    }

    private void store(Stmt.Store s) {
        DType t = s.buf().type();
        frame.loadBuffer(s.buf());
        if (frame.isOpaque(s.buf())) {
            exprs.index(s.index(), true);
            exprs.emit(s.value());
            exprs.toStored(t);
            code.invokestatic(
                    ExprEmitter.SCALAR,
                    "put",
                    MethodTypeDesc.of(
                            ConstantDescs.CD_void,
                            OBJECT,
                            J,
                            Carrier.arrayDesc(t).componentType()));
        } else {
            exprs.index(s.index(), false);
            exprs.emit(s.value());
            exprs.toStored(t);
            code.arrayStore(Carrier.stored(t));
        }
    }

    private void local(Stmt.Local l) {
        String name = Frame.arrayName(l.buf().type());
        int k = locals.merge(name, 1, Integer::sum) - 1;
        code.aload(code.parameterSlot(2)).loadConstant(k);
        exprs.index(l.length(), true);
        code.invokevirtual(
                SCRATCH, name, MethodTypeDesc.of(Carrier.arrayDesc(l.buf().type()), I, J));
        frame.storeBuffer(l.buf());
    }

    /** A counted loop; a lanes loop counts an int whatever its variable's type, because C2 vectorises those. */
    private void loop(Stmt.Loop l) {
        boolean isLong = Carrier.of(l.var().type()) == Carrier.LONG;
        if (l.kind() == Stmt.LoopKind.LANES && isLong) {
            lanes(l);
            return;
        }
        if (l.kind() == Stmt.LoopKind.LANES && outline(l)) {
            return;
        }
        counted(l);
    }

    /** Calls a method that runs the loop; false where the loop can't be one. */
    private boolean outline(Stmt.Loop l) {
        FreeNames names = FreeNames.of(l.var(), l.body());
        if (names == null || names.bufs.stream().anyMatch(frame::isOpaque)) {
            return false;
        }
        List<ClassDesc> types = new ArrayList<>();
        names.bufs.forEach(b -> types.add(Carrier.arrayDesc(b.type())));
        names.vars.forEach(v -> types.add(Carrier.of(v.type()).desc));
        types.add(I);
        types.add(I);
        if (2 * types.size() > MOST_ARGUMENT_SLOTS) {
            return false;
        }
        names.bufs.forEach(frame::loadBuffer);
        names.vars.forEach(frame::load);
        exprs.index(l.from(), false);
        exprs.index(l.to(), false);
        Outlined o = new Outlined("loop" + outlined.size(), MethodTypeDesc.of(ConstantDescs.CD_void, types), l, names);
        outlined.add(o);
        code.invokestatic(SELF, o.name, o.type);
        return true;
    }

    private void outlinedMethod(Outlined o) {
        int parameter = 0;
        for (Buf b : o.names.bufs) {
            frame.bind(b, code.parameterSlot(parameter++));
        }
        for (Expr.Var v : o.names.vars) {
            frame.bind(v, code.parameterSlot(parameter++));
        }
        Expr.Var from = new Expr.Var("from$", DType.INT32);
        Expr.Var to = new Expr.Var("to$", DType.INT32);
        frame.bind(from, code.parameterSlot(parameter++));
        frame.bind(to, code.parameterSlot(parameter));
        counted(new Stmt.Loop(o.loop.kind(), o.loop.var(), from, to, o.loop.body()));
        code.return_();
    }

    private void counted(Stmt.Loop l) {
        boolean isLong = Carrier.of(l.var().type()) == Carrier.LONG;
        Expr.Var end = new Expr.Var(l.var().name() + "$to", l.var().type());
        exprs.emit(l.to());
        frame.store(end);
        exprs.emit(l.from());
        frame.store(l.var());
        Label top = code.newLabel();
        Label exit = code.newLabel();
        code.labelBinding(top);
        exprs.branchUnless(Expr.apply(Op.LT, l.var(), end), exit);
        block(l.body());
        if (isLong) {
            frame.load(l.var());
            code.lconst_1().ladd();
            frame.store(l.var());
        } else {
            code.iinc(frame.declare(l.var()), 1);
        }
        code.goto_(top).labelBinding(exit);
    }

    /** A lanes loop over heap arrays at one index {@code base + i}: rewritten with an int variable. */
    private void lanes(Stmt.Loop l) {
        Expr.Var i = new Expr.Var(l.var().name() + "$i", DType.INT32);
        Narrow narrow = new Narrow(l.var(), i);
        List<Stmt> body = l.body().stream().map(narrow::stmt).toList();
        block(narrow.before());
        loop(new Stmt.Loop(l.kind(), i, Expr.cast(DType.INT32, l.from()), Expr.cast(DType.INT32, l.to()), body));
    }

    private void tileFold(Stmt.TileFold f) {
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
            case COMPLEX_PROD -> throw new IllegalStateException("a complex product is not a fold of one tile");
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
            stmt(new Stmt.Let(best, new Expr.Load(f.from(), Expr.apply(Op.ADD, Expr.cast(DType.INT64, at), f.base()))));
            stmt(new Stmt.Let(place, Expr.apply(Op.ADD, Expr.cast(DType.INT64, at), f.position())));
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
