package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.cast;
import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a kernel that was written for whole arrays work on views of them: where it says element i of a buffer, it uses the
 * element at {@code offset + i * stride}, and of two axes the one at {@code offset + row * stride0 + column * stride1}.
 */
public final class Views {
    /**
     * A buffer that a view is given for.
     *
     * @param strides one an axis, or none where the view's elements follow one another
     * @param columns the extent of the second of two axes, or null
     */
    public record View(Buf buf, Expr.Var offset, List<Expr.Var> strides, Expr.Var columns) {}

    private final Map<Buf, View> views = new HashMap<>();

    private Views(List<View> all) {
        all.forEach(v -> views.put(v.buf(), v));
    }

    /** The kernel with the views' offsets and strides as further scalar arguments, each view's offset before its strides. */
    public static Kernel through(Kernel kernel, List<View> all) {
        Views v = new Views(all);
        List<Expr.Var> scalars = new ArrayList<>(kernel.scalars());
        all.forEach(w -> {
            scalars.add(w.offset());
            scalars.addAll(w.strides());
        });
        List<Stmt> loads = Walk.rewrite(kernel.body(), v::load);
        return new Kernel(kernel.name(), kernel.buffers(), scalars, Walk.replace(loads, v::store));
    }

    private Expr load(Expr e) {
        return e instanceof Expr.Load l && views.containsKey(l.buf())
                ? new Expr.Load(l.buf(), at(l.buf(), l.index()))
                : e;
    }

    private List<Stmt> store(Stmt s) {
        return List.of(
                switch (s) {
                    case Stmt.Store st
                    when views.containsKey(st.buf()) -> new Stmt.Store(st.buf(), at(st.buf(), st.index()), st.value());
                    case Stmt.Atomic a
                    when views.containsKey(a.buf()) ->
                        new Stmt.Atomic(a.op(), a.before(), a.buf(), at(a.buf(), a.index()), a.operands());
                    default -> s;
                });
    }

    private Expr at(Buf buf, Expr index) {
        View v = views.get(buf);
        DType t = v.offset().type();
        return switch (v.strides().size()) {
            case 0 -> apply(Op.ADD, v.offset(), cast(t, index));
            case 1 ->
                apply(
                        Op.ADD,
                        v.offset(),
                        apply(Op.MUL, cast(t, index), v.strides().get(0)));
            default -> {
                Expr row = row(index, v.columns());
                Expr column = row == null ? null : ((Expr.Apply) index).arg(1);
                if (row == null) {
                    // an empty row is never indexed
                    Expr n = apply(Op.MAX, cast(index.type(), v.columns()), constant(index.type(), 1));
                    row = apply(Op.DIV, index, n);
                    column = apply(Op.REM, index, n);
                }
                Expr start = apply(
                        Op.ADD,
                        v.offset(),
                        apply(Op.MUL, cast(t, row), v.strides().get(0)));
                yield apply(
                        Op.ADD,
                        start,
                        apply(Op.MUL, cast(t, column), v.strides().get(1)));
            }
        };
    }

    /** The row where an index is written as {@code row * columns + column}, or null. */
    private static Expr row(Expr index, Expr.Var columns) {
        if (index instanceof Expr.Apply sum
                && sum.op() == Op.ADD
                && sum.arg(0) instanceof Expr.Apply product
                && product.op() == Op.MUL) {
            return isOf(product.arg(1), columns)
                    ? product.arg(0)
                    : isOf(product.arg(0), columns) ? product.arg(1) : null;
        }
        return null;
    }

    private static boolean isOf(Expr e, Expr.Var v) {
        return e.equals(v)
                || e instanceof Expr.Apply a && a.op() == Op.CAST && a.arg(0).equals(v);
    }
}
