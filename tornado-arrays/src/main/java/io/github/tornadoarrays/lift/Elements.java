package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;

/** Reads and writes array elements, and makes small arrays. */
final class Elements {
    /** More than this is no small array. */
    private static final long MOST = 1 << 16;

    private final MethodReader reader;
    private final Sink sink;
    private final Stack stack;

    Elements(MethodReader reader, Sink sink, Stack stack) {
        this.reader = reader;
        this.sink = sink;
        this.stack = stack;
    }

    void load(int i) {
        Expr index = stack.popNumber();
        Val.Array a = array(i, stack.pop());
        if (a.of().rank() == 2 && !a.isRow()) {
            stack.push(new Val.Array(a.of(), inside(i, index, a.of(), 0).index));
            return;
        }
        Place p = place(i, a, index);
        stack.push(Types.widen(new Expr.Load(a.of().buf(), p.index)));
    }

    void store(int i) {
        Val v = stack.pop();
        Expr index = stack.popNumber();
        Val.Array a = array(i, stack.pop());
        if (a.of().rank() == 2 && !a.isRow()) {
            throw reader.refuse(i, "a row of " + a.of().name() + " is replaced", "write its elements one by one");
        }
        Expr value = Types.narrow(Stack.number(v), a.of().buf().type());
        Place p = place(i, a, index);
        Stmt store = new Stmt.Store(a.of().buf(), p.index, value);
        stack.settleReads();
        sink.add(p.fine == null ? store : new Stmt.If(p.fine, List.of(store), List.of()));
    }

    void length(int i) {
        Val.Array a = array(i, stack.pop());
        stack.push(a.of().extents().get(a.isRow() ? 1 : 0));
    }

    Val.Array array(int i, Val v) {
        return switch (v) {
            case Val.Array a -> a;
            case Val.Null n -> throw reader.refuse(i, "an array that is null", "pass the array as a parameter");
            default -> throw reader.refuse(i, "an array of objects", "use arrays of primitives");
        };
    }

    /** An index that is inside its array, and, where that is checked, whether the one asked for is. */
    record Place(Expr index, Expr fine) {}

    Place place(int i, Val.Array a, Expr index) {
        Place p = inside(i, index, a.of(), a.isRow() ? 1 : 0);
        if (!a.isRow()) {
            return p;
        }
        // 64 bits: an array of rows may have more elements than an int counts
        Expr start = Expr.apply(
                Op.MUL,
                Arithmetic.cast(DType.INT64, a.row()),
                Arithmetic.cast(DType.INT64, a.of().extents().get(1)));
        return new Place(Arithmetic.apply(Op.ADD, start, Arithmetic.cast(DType.INT64, p.index)), p.fine);
    }

    private Place inside(int i, Expr index, Val.Memory m, int dimension) {
        if (!reader.session.checked) {
            return new Place(index, null);
        }
        Expr at = sink.once(index);
        Expr length = m.extents().get(dimension);
        Expr fine = Expr.apply(Op.AND, Expr.apply(Op.GE, at, Arithmetic.number(0)), Expr.apply(Op.LT, at, length));
        sink.add(new Stmt.Check(
                fine,
                reader.session.title + ": " + m.name() + (dimension == 1 ? "[..][{0}]" : "[{0}]")
                        + " is out of range for length {1} (" + reader.code.where(i) + ")",
                List.of(Arithmetic.cast(DType.INT64, at), Arithmetic.cast(DType.INT64, length))));
        return new Place(Expr.select(fine, at, Arithmetic.number(0)), fine);
    }

    // ---- small arrays

    void make(int i, DType type) {
        make(i, type, List.of(length(i, stack.popNumber())));
    }

    void makeRows(int i, NewMultiArrayInstruction a) {
        String d = a.arrayType().asSymbol().descriptorString();
        if (a.dimensions() != 2 || d.length() != 3) {
            throw reader.refuse(
                    i, "an array of " + (d.lastIndexOf('[') + 1) + " dimensions is made", "make it with two");
        }
        Expr columns = length(i, stack.popNumber());
        Expr rows = length(i, stack.popNumber());
        make(i, Types.memory(ClassDesc.ofDescriptor(d.substring(2))), List.of(rows, columns));
    }

    private Expr length(int i, Expr e) {
        if (e instanceof Expr.Const c && c.bits() >= 0) {
            return e;
        }
        throw reader.refuse(
                i,
                "an array is made whose length is not a constant",
                "give it a constant length, or pass it to the kernel as a parameter");
    }

    private void make(int i, DType type, List<Expr> extents) {
        long values = 1;
        for (Expr e : extents) {
            values *= ((Expr.Const) e).bits();
        }
        if (values == 0 || values > MOST) {
            throw reader.refuse(
                    i,
                    "an array of " + values + " elements is made",
                    "each iteration has its own; it may have 1 to " + MOST
                            + " elements; pass larger ones as parameters");
        }
        Val.Memory m = named(reader, sink, i, type, extents);
        Buf buf = m.buf();
        Expr.Var k = new Expr.Var(sink.names().temporary("k"), DType.INT32);
        reader.session.locals.put(buf, values);
        sink.add(new Stmt.Loop(
                Stmt.LoopKind.SEQ,
                k,
                Arithmetic.number(0),
                Expr.constant(DType.INT32, values),
                List.of(new Stmt.Store(buf, k, Expr.constant(type, 0L)))));
        stack.push(new Val.Array(m, null));
    }

    /** Memory of the kernel's own, with the name of the variable that the next instruction puts it into. */
    static Val.Memory named(MethodReader reader, Sink sink, int i, DType type, List<Expr> extents) {
        List<Code.Ins> ins = reader.code.ins;
        String wanted = i + 1 < ins.size() && ins.get(i + 1).op() instanceof StoreInstruction s
                ? reader.code.local(s.slot(), ins.get(i + 1).end())
                : "array";
        String name = sink.names().fresh(wanted);
        return new Val.Memory(name, new Buf(name, type, -1), extents);
    }
}
