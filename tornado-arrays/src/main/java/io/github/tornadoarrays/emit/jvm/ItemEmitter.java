package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.ScalarMath;
import io.github.tornadoarrays.ir.AtomicOp;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Kernels of work items as Java bytecode, for a compiler that makes device code of such: one static method of a class, in the API that an
 * {@link ItemApi} names. It takes the context, the buffers by slot, and the scalars as they are computed with: the integers; then one array
 * with those that are computed in float32, and one with those in float64, where there are such. Where it {@link Emitted#faults}, memory for
 * four 64-bit integers comes last, as {@link io.github.tornadoarrays.emit.c.CSource} describes it.
 *
 * <p>Floats are in memory because TornadoVM's compilers convert a float argument that they do not know to an integer on its way in.
 */
public final class ItemEmitter {
    /** The name of the method; no word of a language that it may be translated to. */
    public static final String METHOD = "workItem";

    private static final List<DType> FLOATS = List.of(DType.FLOAT32, DType.FLOAT64);

    private final Kernel kernel;
    private final ItemApi api;
    private final List<String> messages = new ArrayList<>();
    private final Set<String> shared = new HashSet<>();
    private CodeBuilder code;
    private Frame frame;
    private ExprEmitter exprs;
    private int fault;

    /** @param messages what the kernel's checks say */
    public record Emitted(byte[] bytes, List<String> messages) {
        /** Whether the kernel can fail by a check, and so takes the memory to say so. */
        public boolean faults() {
            return !messages.isEmpty();
        }
    }

    private ItemEmitter(Kernel kernel, ItemApi api) {
        this.kernel = kernel;
        this.api = api;
    }

    /**
     * The class of a kernel without grid loops, lanes loops and folds.
     *
     * @throws KernelException if it does what the API has nothing for
     */
    public static Emitted emit(Kernel kernel, ItemApi api, ClassDesc name) {
        ItemEmitter e = new ItemEmitter(kernel, api);
        Walk.statements(kernel.body(), s -> {
            if (s instanceof Stmt.Check c && !e.messages.contains(c.message())) {
                e.messages.add(c.message());
            }
        });
        Walk.expressions(kernel.body(), x -> {
            if (ExprEmitter.isSignedPower(x) && !e.messages.contains(ScalarMath.NEGATIVE_POWER)) {
                e.messages.add(ScalarMath.NEGATIVE_POWER);
            }
        });
        byte[] bytes = ClassFile.of()
                .build(
                        name,
                        cls -> cls.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        METHOD,
                                        e.type(),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        c -> e.method(c)));
        return new Emitted(bytes, List.copyOf(e.messages));
    }

    /** The scalars that are computed in a way, in order. */
    public static List<Expr.Var> numbers(Kernel kernel, DType in) {
        return kernel.scalars().stream()
                .filter(v -> Carrier.of(v.type()) == Carrier.of(in))
                .toList();
    }

    private MethodTypeDesc type() {
        List<ClassDesc> parameters = new ArrayList<>(List.of(api.context()));
        kernel.buffers().forEach(b -> parameters.add(api.array(b.type())));
        kernel.scalars().stream()
                .filter(v -> !v.type().isFloat())
                .forEach(v -> parameters.add(Carrier.of(v.type()).desc));
        for (DType t : FLOATS) {
            if (!numbers(kernel, t).isEmpty()) {
                parameters.add(api.array(t));
            }
        }
        if (!messages.isEmpty()) {
            parameters.add(api.array(DType.INT64));
        }
        return MethodTypeDesc.of(ConstantDescs.CD_void, parameters);
    }

    private void method(CodeBuilder c) {
        code = c;
        frame = new Frame(c, api);
        exprs = new ExprEmitter(c, frame, this::negativePower);
        // TornadoVM's compiler looks parameters up in the table of local variables
        MethodTypeDesc type = type();
        for (int k = 0; k < type.parameterCount(); k++) {
            c.localVariable(c.parameterSlot(k), "parameter" + k, type.parameterType(k), c.startLabel(), c.endLabel());
        }
        int parameter = 1;
        for (Buf b : kernel.buffers()) {
            frame.bind(b, c.parameterSlot(parameter++));
        }
        for (Expr.Var v : kernel.scalars()) {
            if (!v.type().isFloat()) {
                frame.bind(v, c.parameterSlot(parameter++));
            }
        }
        for (DType t : FLOATS) {
            List<Expr.Var> numbers = numbers(kernel, t);
            for (int k = 0; k < numbers.size(); k++) {
                c.aload(c.parameterSlot(parameter)).loadConstant(k);
                api.get(c, t);
                frame.store(numbers.get(k));
            }
            parameter += numbers.isEmpty() ? 0 : 1;
        }
        fault = messages.isEmpty() ? -1 : c.parameterSlot(parameter);
        Walk.statements(kernel.body(), s -> {
            if (s instanceof Stmt.Shared sh) {
                shared.add(sh.buf().name());
                api.shared(code, sh.buf().type(), (int) sh.length());
                frame.storeBuffer(sh.buf());
            }
        });
        block(OneExit.of(kernel.body()));
        c.return_();
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
            case Stmt.Store st -> store(st.buf(), st.index(), st.value());
            case Stmt.Local l -> {
                exprs.index(l.length(), false);
                code.newarray(Carrier.of(l.buf().type()).kind);
                frame.storeBuffer(l.buf());
            }
            case Stmt.Loop l -> loop(l);
            case Stmt.If i -> {
                Label no = code.newLabel();
                Label end = code.newLabel();
                exprs.decideUnless(i.condition(), no);
                block(i.then());
                if (!i.otherwise().isEmpty()) {
                    code.goto_(end);
                }
                code.labelBinding(no);
                block(i.otherwise());
                code.labelBinding(end);
            }
            case Stmt.Repeat r -> {
                Label top = code.newLabel();
                Label end = code.newLabel();
                code.labelBinding(top);
                frame.load(OneExit.going(r));
                code.ifeq(end);
                block(r.body());
                code.goto_(top).labelBinding(end);
            }
            case Stmt.Block b -> throw unexpected(b);
            case Stmt.Break b -> throw unexpected(b);
            case Stmt.Continue c -> throw unexpected(c);
            case Stmt.Shared sh -> {}
            case Stmt.Barrier b -> api.barrier(code);
            case Stmt.Shuffle x -> throw unexpected(x);
            case Stmt.LoadVector l -> throw unexpected(l);
            case Stmt.StoreVector st -> throw unexpected(st);
            case Stmt.Atomic a -> atomic(a);
            case Stmt.Check c -> check(c);
            case Stmt.Fold f -> throw unexpected(f);
            case Stmt.Gather g -> throw unexpected(g);
            case Stmt.Pick p -> throw unexpected(p);
            case Stmt.Scatter c -> throw unexpected(c);
            case Stmt.TileCall c -> throw unexpected(c);
            case Stmt.TileFold t -> throw unexpected(t);
        }
    }

    private static IllegalStateException unexpected(Stmt s) {
        return new IllegalStateException("a statement that is none of a work item's: " + s);
    }

    private void store(Buf b, Expr index, Expr value) {
        frame.loadBuffer(b);
        exprs.index(index, false);
        exprs.emit(value);
        if (b.isLocal()) {
            code.arrayStore(Carrier.of(b.type()).kind);
        } else {
            exprs.toStored(b.type());
            narrow(b.type());
            api.set(code, b.type());
        }
    }

    /** An int as the byte or short that a method takes. */
    private void narrow(DType t) {
        switch (Carrier.stored(t)) {
            case BYTE -> code.i2b();
            case SHORT -> code.i2s();
            default -> {}
        }
    }

    /** A counted loop in the form that Java's compiler gives it. */
    private void loop(Stmt.Loop l) {
        if (l.kind() != Stmt.LoopKind.SEQ) {
            throw unexpected(l);
        }
        boolean isLong = Carrier.of(l.var().type()) == Carrier.LONG;
        Expr end = l.to();
        if (!(end instanceof Expr.Const)) {
            Expr.Var to = new Expr.Var(l.var().name() + "$to", l.var().type());
            exprs.emit(l.to());
            frame.store(to);
            end = to;
        }
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

    /** Integers are added by one function; else a loop tries again where another work item came between. */
    private void atomic(Stmt.Atomic a) {
        DType t = a.buf().type();
        boolean ofGroup = shared.contains(a.buf().name());
        Expr.Var index = new Expr.Var("at$", DType.INT32);
        exprs.index(a.index(), false);
        frame.store(index);
        List<Expr> operands = new ArrayList<>();
        for (Expr e : a.operands()) {
            Expr.Var operand = new Expr.Var("operand$" + operands.size(), t);
            stmt(new Stmt.Let(operand, e));
            operands.add(operand);
        }
        if (a.op() == AtomicOp.ADD && !t.isFloat()) {
            frame.loadBuffer(a.buf());
            frame.load(index);
            exprs.emit(operands.getFirst());
            api.atomicAdd(code, t, ofGroup);
            frame.store(a.before());
            return;
        }
        DType whole = t.itemSize() == Integer.BYTES ? DType.INT32 : DType.INT64;
        Expr.Var seen = new Expr.Var("seen$", whole);
        Expr.Var found = new Expr.Var("found$", whole);
        Expr.Var again = new Expr.Var("again$", DType.INT32);
        stmt(new Stmt.Assign(seen, as(whole, new Expr.Load(a.buf(), index))));
        stmt(new Stmt.Assign(a.before(), as(t, seen)));
        stmt(new Stmt.Assign(again, Expr.constant(DType.INT32, 1L)));
        Label top = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(top);
        frame.load(again);
        code.ifeq(end);
        stmt(new Stmt.Assign(a.before(), as(t, seen)));
        frame.loadBuffer(a.buf());
        frame.load(index);
        frame.load(seen);
        exprs.emit(as(whole, AtomicEmitter.changed(a.op(), a.before(), operands)));
        api.atomicCompareExchange(code, t, ofGroup);
        frame.store(found);
        stmt(new Stmt.Assign(again, Expr.cast(DType.INT32, Expr.apply(Op.NE, found, seen))));
        stmt(new Stmt.Assign(seen, found));
        code.goto_(top).labelBinding(end);
    }

    private static Expr as(DType t, Expr bits) {
        return bits.type() == t ? bits : new Expr.Apply(Op.BITCAST, t, List.of(bits));
    }

    /** The values first, then what says that they are there; where two work items fail at once the values may be mixed. */
    private void check(Stmt.Check c) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        exprs.decideUnless(c.condition(), no);
        code.goto_(end).labelBinding(no);
        fail(c.message(), c.values());
        code.labelBinding(end);
    }

    private void fail(String message, List<Expr> values) {
        for (int k = 0; k < Math.min(3, values.size()); k++) {
            code.aload(fault).loadConstant(k + 1);
            exprs.emit(values.get(k));
            api.set(code, DType.INT64);
        }
        code.aload(fault).iconst_0().loadConstant(1L + messages.indexOf(message));
        api.set(code, DType.INT64);
    }

    /** Fails where the exponent of an integer is below 0. */
    private void negativePower(Expr base, Expr exponent) {
        Label fine = code.newLabel();
        exprs.branchUnless(Expr.apply(Op.LT, exponent, Expr.constant(exponent.type(), 0L)), fine);
        fail(ScalarMath.NEGATIVE_POWER, List.of(Expr.cast(DType.INT64, base), Expr.cast(DType.INT64, exponent)));
        code.labelBinding(fine);
    }
}
