package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Compiles a kernel to a hidden class. */
public final class JvmEmitter {
    private static final ClassDesc SELF = ClassDesc.of("io.github.tornadoarrays.emit.jvm.Generated");
    private static final ClassDesc SCRATCH = ClassDesc.of("io.github.tornadoarrays.emit.jvm.Scratch");
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc J = ConstantDescs.CD_long;
    private static final ClassDesc I = ConstantDescs.CD_int;
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT.arrayType(), J.arrayType(), SCRATCH, J, J, J, J);

    /** A method takes at most 255 argument slots. */
    private static final int MOST_ARGUMENT_SLOTS = 240;

    /** Arrays up to this length C2 takes apart where it can. */
    private static final int MOST_NEW = 64;

    private final Rest rest;
    private final CodeBuilder code;
    private final Frame frame;
    private final ExprEmitter exprs;
    private final TileEmitter tiles;
    private final AtomicEmitter atomics;
    private final Map<String, Label> tops = new HashMap<>();
    private final Map<String, Label> ends = new HashMap<>();
    private int scratch;

    /** What the methods of one class have in common. */
    private static final class Rest {
        final Kernel kernel;
        final boolean opaque;
        final boolean fromMethod;
        final List<Outlined> outlined = new ArrayList<>();
        final Map<String, Integer> locals = new HashMap<>();

        Rest(Kernel kernel, boolean opaque, boolean fromMethod) {
            this.kernel = kernel;
            this.opaque = opaque;
            this.fromMethod = fromMethod;
        }
    }

    /**
     * Part of a kernel as a method of its own. HotSpot compiles a method of one loop once, and well; a method with many loops is
     * compiled from the middle of one of them, and thrown away when another does something new.
     *
     * @param names the arguments, but for the last: {@code ints}, and the scratch
     */
    private record Outlined(
            String name, MethodTypeDesc type, FreeNames names, List<Expr.Var> ints, Consumer<JvmEmitter> body) {}

    private JvmEmitter(Rest rest, CodeBuilder code) {
        this.rest = rest;
        this.code = code;
        frame = new Frame(code, rest.opaque);
        exprs = new ExprEmitter(code, frame);
        tiles = new TileEmitter(code, frame, exprs);
        atomics = new AtomicEmitter(code, frame, exprs);
    }

    /**
     * Compiles a kernel.
     *
     * @param range the variables that a launch's range is bound to: grid from, grid to, lanes from, lanes to
     * @param opaque whether argument buffers may lie outside the heap
     * @param fromMethod whether it was made from a Java method, and is compiled as javac would
     */
    public static JvmKernel compile(Kernel kernel, List<Expr.Var> range, boolean opaque, boolean fromMethod) {
        byte[] bytes = bytes(new Rest(kernel, opaque, fromMethod), range);
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

    private static byte[] bytes(Rest rest, List<Expr.Var> range) {
        return ClassFile.of().build(SELF, cls -> {
            cls.withInterfaceSymbols(ClassDesc.of("io.github.tornadoarrays.emit.jvm.JvmKernel"));
            cls.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_PUBLIC,
                    c -> c.aload(0)
                            .invokespecial(OBJECT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .return_());
            cls.withMethodBody(
                    "run", RUN, ClassFile.ACC_PUBLIC, c -> new JvmEmitter(rest, c).method(rest.kernel, range));
            // what these bring with them goes to the end
            for (int k = 0; k < rest.outlined.size(); k++) {
                Outlined o = rest.outlined.get(k);
                cls.withMethodBody(
                        o.name(),
                        o.type(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        c -> new JvmEmitter(rest, c).outlined(o));
            }
        });
    }

    private void method(Kernel kernel, List<Expr.Var> range) {
        scratch = code.parameterSlot(2);
        for (int k = 0; k < range.size(); k++) {
            frame.bind(range.get(k), code.parameterSlot(3 + k));
        }
        for (Buf b : kernel.buffers()) {
            code.aload(code.parameterSlot(0)).loadConstant(b.slot()).aaload();
            if (!rest.opaque) {
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
                exprs.jumpUnless(i.condition(), no);
                block(i.then());
                if (!leaves(i.then())) {
                    code.goto_(end);
                }
                code.labelBinding(no);
                block(i.otherwise());
                code.labelBinding(end);
            }
            case Stmt.Gather g -> tiles.gather(g);
            case Stmt.Pick p -> tiles.pick(p);
            case Stmt.Scatter c -> tiles.scatter(c);
            case Stmt.TileCall c -> tiles.call(c);
            case Stmt.TileFold f -> tiles.fold(f);
            case Stmt.Block b -> {
                Label end = code.newLabel();
                ends.put(b.label(), end);
                block(b.body());
                code.labelBinding(end);
            }
            case Stmt.Repeat r -> {
                Label top = code.newLabel();
                Label end = code.newLabel();
                tops.put(r.label(), top);
                ends.put(r.label(), end);
                code.labelBinding(top);
                block(r.body());
                if (!leaves(r.body())) {
                    code.goto_(top);
                }
                code.labelBinding(end);
            }
            case Stmt.Break b -> code.goto_(label(ends, b.label()));
            case Stmt.Continue c -> code.goto_(label(tops, c.label()));
            case Stmt.Atomic a -> atomics.emit(a);
            case Stmt.Check c -> check(c);
            case Stmt.Shared l -> throw new IllegalStateException("shared memory that no pass has placed: " + l);
            case Stmt.Barrier b -> throw new IllegalStateException("a barrier that no pass has split at");
            case Stmt.LoadVector l -> throw new IllegalStateException("a vector, which C2 makes of loops");
            case Stmt.StoreVector st -> throw new IllegalStateException("a vector, which C2 makes of loops");
            case Stmt.Shuffle x -> throw new IllegalStateException("the JVM has no work items that run in step");
            case Stmt.Fold f -> throw new IllegalStateException("a fold that no pass has expanded: " + f);
        }
    }

    private static Label label(Map<String, Label> labels, String name) {
        Label l = labels.get(name);
        if (l == null) {
            throw new IllegalStateException("a jump to " + name + " from outside of it");
        }
        return l;
    }

    /** Whether what follows the statements is never reached from their end. */
    private static boolean leaves(List<Stmt> body) {
        return !body.isEmpty() && (body.getLast() instanceof Stmt.Break || body.getLast() instanceof Stmt.Continue);
    }

    private void check(Stmt.Check c) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        exprs.jumpUnless(c.condition(), no);
        code.goto_(end).labelBinding(no);
        code.aload(scratch).loadConstant(c.message());
        code.loadConstant(c.values().size()).newarray(TypeKind.LONG);
        for (int k = 0; k < c.values().size(); k++) {
            code.dup().loadConstant(k);
            exprs.emit(c.values().get(k));
            code.lastore();
        }
        code.invokevirtual(
                SCRATCH, "failed", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String, J.arrayType()));
        code.labelBinding(end);
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
        if (rest.fromMethod && l.length() instanceof Expr.Const c && c.bits() <= MOST_NEW) {
            code.loadConstant((int) c.bits()).newarray(Carrier.stored(l.buf().type()));
            frame.storeBuffer(l.buf());
            return;
        }
        String name = Frame.arrayName(l.buf().type());
        int k = rest.locals.merge(name, 1, Integer::sum) - 1;
        code.aload(scratch).loadConstant(k);
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
        counted(l, () -> block(l.body()));
    }

    /** Calls a method that runs the loop; false where the loop can't be one. */
    private boolean outline(Stmt.Loop l) {
        FreeNames names = FreeNames.of(l.var(), l.body());
        if (names == null
                || !rest.fromMethod && (!names.onlyValues || names.bufs.stream().anyMatch(frame::isOpaque))) {
            return false;
        }
        if (2 * (names.bufs.size() + names.vars.size() + 3) > MOST_ARGUMENT_SLOTS) {
            return false;
        }
        Expr.Var from = new Expr.Var("from$", DType.INT32);
        Expr.Var to = new Expr.Var("to$", DType.INT32);
        exprs.index(l.from(), false);
        frame.store(from);
        exprs.index(l.to(), false);
        frame.store(to);
        boolean loopsInside = rest.fromMethod && l.body().stream().anyMatch(JvmEmitter::hasLoop);
        call("loop", names, List.of(from, to), e -> {
            Stmt.Loop counted = new Stmt.Loop(l.kind(), l.var(), from, to, l.body());
            if (loopsInside) {
                // a method that is called often is compiled before one that is in a loop for long
                e.counted(counted, () -> e.call("item", names, List.of(l.var()), f -> f.block(l.body())));
            } else {
                e.counted(counted, () -> e.block(l.body()));
            }
        });
        return true;
    }

    private static boolean hasLoop(Stmt s) {
        return s instanceof Stmt.Loop
                || s instanceof Stmt.Repeat
                || Walk.bodies(s).stream().flatMap(List::stream).anyMatch(JvmEmitter::hasLoop);
    }

    /** Calls a method with the body, which gets the names and ints as arguments. */
    private void call(String name, FreeNames names, List<Expr.Var> ints, Consumer<JvmEmitter> body) {
        List<ClassDesc> types = new ArrayList<>();
        for (Buf b : names.bufs) {
            types.add(frame.isOpaque(b) ? OBJECT : Carrier.arrayDesc(b.type()));
            frame.loadBuffer(b);
        }
        for (Expr.Var v : names.vars) {
            types.add(Carrier.of(v.type()).desc);
            frame.load(v);
        }
        for (Expr.Var v : ints) {
            types.add(I);
            frame.load(v);
        }
        types.add(SCRATCH);
        code.aload(scratch);
        MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_void, types);
        Outlined o = new Outlined(name + rest.outlined.size(), type, names, ints, body);
        rest.outlined.add(o);
        code.invokestatic(SELF, o.name, o.type);
    }

    private void outlined(Outlined o) {
        int parameter = 0;
        for (Buf b : o.names.bufs) {
            frame.bind(b, code.parameterSlot(parameter++));
        }
        for (Expr.Var v : o.names.vars) {
            frame.bind(v, code.parameterSlot(parameter++));
        }
        for (Expr.Var v : o.ints) {
            frame.bind(v, code.parameterSlot(parameter++));
        }
        scratch = code.parameterSlot(parameter);
        o.body.accept(this);
        code.return_();
    }

    private void counted(Stmt.Loop l, Runnable body) {
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
        body.run();
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
}
