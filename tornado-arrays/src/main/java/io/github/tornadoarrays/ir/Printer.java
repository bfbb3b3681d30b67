package io.github.tornadoarrays.ir;

import java.util.List;
import java.util.stream.Collectors;

/** A kernel as text, in a small Java-like notation. The text without the name is the kernel's identity. */
public final class Printer {
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Printer() {}

    /** The kernel as people read it. */
    public static String print(Kernel kernel) {
        return "kernel " + kernel.name() + identity(kernel);
    }

    /** The kernel without its name: equal texts are equal kernels. */
    public static String identity(Kernel kernel) {
        Printer p = new Printer();
        p.out.append('(');
        String args =
                kernel.buffers().stream().map(b -> b.type() + "[] " + b.name()).collect(Collectors.joining(", "));
        String scalars =
                kernel.scalars().stream().map(v -> v.type() + " " + v.name()).collect(Collectors.joining(", "));
        p.out.append(args)
                .append(args.isEmpty() || scalars.isEmpty() ? "" : ", ")
                .append(scalars)
                .append(") ");
        p.block(kernel.body());
        return p.out.append('\n').toString();
    }

    private void block(List<Stmt> body) {
        out.append("{\n");
        depth++;
        body.forEach(this::stmt);
        depth--;
        indent().append("}");
    }

    private StringBuilder indent() {
        return out.append("  ".repeat(depth));
    }

    private void stmt(Stmt s) {
        indent();
        switch (s) {
            case Stmt.Let l ->
                out.append(l.var().type())
                        .append(' ')
                        .append(l.var().name())
                        .append(" = ")
                        .append(text(l.value()));
            case Stmt.Assign a -> out.append(a.var().name()).append(" = ").append(text(a.value()));
            case Stmt.Store st ->
                out.append(st.buf().name())
                        .append('[')
                        .append(text(st.index()))
                        .append("] = ")
                        .append(text(st.value()));
            case Stmt.Local l ->
                out.append("local ")
                        .append(l.buf().type())
                        .append(' ')
                        .append(l.buf().name())
                        .append('[')
                        .append(text(l.length()))
                        .append(']');
            case Stmt.Loop l -> {
                out.append(
                                switch (l.kind()) {
                                    case GRID -> "grid ";
                                    case LANES -> "lanes ";
                                    case SEQ -> "for ";
                                })
                        .append(range(l.var(), l.from(), l.to()))
                        .append(' ');
                block(l.body());
            }
            case Stmt.If i -> {
                out.append("if (").append(text(i.condition())).append(") ");
                block(i.then());
                if (!i.otherwise().isEmpty()) {
                    out.append(" else ");
                    block(i.otherwise());
                }
            }
            case Stmt.Fold f -> {
                out.append(names(f.results()))
                        .append(" = fold ")
                        .append(f.op().name().toLowerCase(java.util.Locale.ROOT))
                        .append(" over ");
                out.append(f.axes().stream()
                        .map(a -> range(a.var(), a.from(), a.to()))
                        .collect(Collectors.joining(", ")));
                if (!f.body().isEmpty()) {
                    out.append(' ');
                    block(f.body());
                }
                out.append(": ").append(f.values().stream().map(Printer::text).collect(Collectors.joining(", ")));
            }
            case Stmt.Block b -> {
                out.append(b.label()).append(": ");
                block(b.body());
            }
            case Stmt.Repeat r -> {
                out.append(r.label()).append(": repeat ");
                block(r.body());
            }
            case Stmt.Break b -> out.append("break ").append(b.label());
            case Stmt.Continue c -> out.append("continue ").append(c.label());
            case Stmt.Shared l ->
                out.append("shared ")
                        .append(l.buf().type())
                        .append(' ')
                        .append(l.buf().name())
                        .append('[')
                        .append(l.length())
                        .append(']');
            case Stmt.Barrier b -> out.append("barrier");
            case Stmt.LoadVector l ->
                out.append(names(l.vars()))
                        .append(" = ")
                        .append(l.buf().name())
                        .append('[')
                        .append(text(l.index()))
                        .append(" ...]");
            case Stmt.StoreVector st ->
                out.append(st.buf().name())
                        .append('[')
                        .append(text(st.index()))
                        .append(" ...] = ")
                        .append(names(st.values()));
            case Stmt.Shuffle x ->
                out.append(x.var().type())
                        .append(' ')
                        .append(x.var().name())
                        .append(" = shuffle ")
                        .append(text(x.value()))
                        .append(" over ")
                        .append(x.distance());
            case Stmt.Atomic a ->
                out.append(a.before().type())
                        .append(' ')
                        .append(a.before().name())
                        .append(" = atomic ")
                        .append(a.op().name().toLowerCase(java.util.Locale.ROOT))
                        .append(' ')
                        .append(a.buf().name())
                        .append('[')
                        .append(text(a.index()))
                        .append("], ")
                        .append(texts(a.operands()));
            case Stmt.Check c ->
                out.append("check ")
                        .append(text(c.condition()))
                        .append(" else \"")
                        .append(c.message())
                        .append("\" ")
                        .append(texts(c.values()));
            case Stmt.Gather g ->
                out.append("gather ")
                        .append(g.to().name())
                        .append(" = ")
                        .append(at(g.from(), g.base(), g.stride(), g.n()));
            case Stmt.Pick p ->
                out.append("pick ")
                        .append(p.to().name())
                        .append(" = ")
                        .append(p.from().name())
                        .append('[')
                        .append(p.index().name())
                        .append("] x ")
                        .append(text(p.n()));
            case Stmt.Scatter c ->
                out.append("scatter ")
                        .append(at(c.to(), c.base(), c.stride(), c.n()))
                        .append(" = ")
                        .append(c.from().name());
            case Stmt.TileCall c ->
                out.append("tile ")
                        .append(c.to().name())
                        .append(" = ")
                        .append(name(c.op()))
                        .append('(')
                        .append(c.from().stream().map(Buf::name).collect(Collectors.joining(", ")))
                        .append(") x ")
                        .append(text(c.n()));
            case Stmt.TileFold f ->
                out.append(names(f.state()))
                        .append(" = fold ")
                        .append(f.op().name().toLowerCase(java.util.Locale.ROOT))
                        .append(' ')
                        .append(at(
                                f.from(), f.base(), Expr.constant(io.github.tornadoarrays.core.DType.INT64, 1), f.n()))
                        .append(" at ")
                        .append(text(f.position()));
        }
        out.append('\n');
    }

    private static String range(Expr.Var v, Expr from, Expr to) {
        return v.name() + " in " + text(from) + ".." + text(to);
    }

    private static String at(Buf b, Expr base, Expr stride, Expr n) {
        return b.name() + "[" + text(base) + " step " + text(stride) + "] x " + text(n);
    }

    private static String names(List<Expr.Var> vars) {
        return vars.stream().map(Expr.Var::name).collect(Collectors.joining(", "));
    }

    private static String name(Op op) {
        return op.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String texts(List<Expr> es) {
        return es.stream().map(Printer::text).collect(Collectors.joining(", "));
    }

    /** An expression as text. */
    public static String text(Expr e) {
        return switch (e) {
            case Expr.Const c ->
                c.type().isFloat()
                        ? c.asDouble() + (c.type() == io.github.tornadoarrays.core.DType.FLOAT64 ? "" : "f")
                        : Long.toString(c.bits());
            case Expr.Var v -> v.name();
            case Expr.Id id -> id.kind().name().toLowerCase(java.util.Locale.ROOT) + "(" + id.dimension() + ")";
            case Expr.Load l -> l.buf().name() + "[" + text(l.index()) + "]";
            case Expr.Apply a -> {
                if (a.op() == Op.BITCAST || a.op() == Op.SATURATE) {
                    yield name(a.op()) + "<" + a.type() + ">(" + text(a.arg(0)) + ")";
                }
                if (a.op() == Op.CAST) {
                    yield a.type() + "(" + text(a.arg(0)) + ")";
                }
                if (a.op().symbol() != null) {
                    yield a.args().size() == 1
                            ? a.op().symbol() + operand(a.arg(0))
                            : operand(a.arg(0)) + " " + a.op().symbol() + " " + operand(a.arg(1));
                }
                yield name(a.op()) + a.args().stream().map(Printer::text).collect(Collectors.joining(", ", "(", ")"));
            }
        };
    }

    private static String operand(Expr e) {
        return e instanceof Expr.Apply a && a.op().symbol() != null ? "(" + text(e) + ")" : text(e);
    }
}
