package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.List;

/** What a method over float64 came to, for another type: all that is float64 in it becomes of that type. */
public final class Retype {
    private final DType type;

    private Retype(DType type) {
        this.type = type;
    }

    /** What a method came to, with all its kernels and parameters. */
    public static Lifted of(Lifted lifted, DType type) {
        Retype r = new Retype(type);
        return new Lifted(
                lifted.name(),
                lifted.parameters().stream().map(r::parameter).toList(),
                lifted.temporaries().stream()
                        .map(t -> new Lifted.Temporary(r.type(t.dtype()), t.length()))
                        .toList(),
                lifted.kernels().stream().map(k -> of(k, type)).toList());
    }

    private Lifted.Parameter parameter(Lifted.Parameter p) {
        return switch (p) {
            case Lifted.Parameter.Scalar s -> new Lifted.Parameter.Scalar(s.name(), var(s.var()));
            case Lifted.Parameter.Array a ->
                new Lifted.Parameter.Array(a.name(), buf(a.buf()), a.extents(), a.read(), a.written());
            case Lifted.Parameter.Struct s ->
                new Lifted.Parameter.Struct(
                        s.name(), s.type(), s.vars().stream().map(this::var).toList());
            case Lifted.Parameter.Context c -> c;
        };
    }

    public static Kernel of(Kernel kernel, DType type) {
        if (type == DType.FLOAT64) {
            return kernel;
        }
        Retype r = new Retype(type);
        return new Kernel(
                kernel.name(),
                kernel.buffers().stream().map(r::buf).toList(),
                kernel.scalars().stream().map(r::var).toList(),
                r.body(kernel.body()));
    }

    private DType type(DType t) {
        return t == DType.FLOAT64 ? type : t;
    }

    private Buf buf(Buf b) {
        return new Buf(b.name(), type(b.type()), b.slot());
    }

    private Expr.Var var(Expr.Var v) {
        return new Expr.Var(v.name(), type(v.type()));
    }

    private Expr expr(Expr e) {
        return switch (e) {
            case Expr.Const c -> c.type() == DType.FLOAT64 ? Expr.constant(type, c.asDouble()) : c;
            case Expr.Var v -> var(v);
            case Expr.Id id -> id;
            case Expr.Load l -> new Expr.Load(buf(l.buf()), expr(l.index()));
            case Expr.Apply a -> {
                List<Expr> args = exprs(a.args());
                DType t = type(a.type());
                boolean converts = a.op() == Op.CAST || a.op() == Op.SATURATE;
                if (converts && args.get(0).type() == t) {
                    yield args.get(0);
                }
                yield new Expr.Apply(a.op() == Op.SATURATE && !type.isFloat() ? Op.CAST : a.op(), t, args);
            }
        };
    }

    private List<Expr> exprs(List<Expr> es) {
        return es.stream().map(this::expr).toList();
    }

    private List<Stmt> body(List<Stmt> body) {
        return body.stream().map(this::stmt).toList();
    }

    private Stmt stmt(Stmt s) {
        return switch (s) {
            case Stmt.Let l -> new Stmt.Let(var(l.var()), expr(l.value()));
            case Stmt.Assign a -> new Stmt.Assign(var(a.var()), expr(a.value()));
            case Stmt.Store st -> new Stmt.Store(buf(st.buf()), expr(st.index()), expr(st.value()));
            case Stmt.Local l -> new Stmt.Local(buf(l.buf()), expr(l.length()));
            case Stmt.Loop l -> new Stmt.Loop(l.kind(), l.var(), expr(l.from()), expr(l.to()), body(l.body()));
            case Stmt.If i -> new Stmt.If(expr(i.condition()), body(i.then()), body(i.otherwise()));
            case Stmt.Block b -> new Stmt.Block(b.label(), body(b.body()));
            case Stmt.Repeat r -> new Stmt.Repeat(r.label(), body(r.body()));
            case Stmt.Break b -> b;
            case Stmt.Continue c -> c;
            case Stmt.Shared l -> new Stmt.Shared(buf(l.buf()), l.length());
            case Stmt.Barrier b -> b;
            case Stmt.Shuffle x -> new Stmt.Shuffle(var(x.var()), expr(x.value()), x.distance());
            case Stmt.Atomic a ->
                new Stmt.Atomic(a.op(), var(a.before()), buf(a.buf()), expr(a.index()), exprs(a.operands()));
            case Stmt.Check c -> new Stmt.Check(expr(c.condition()), c.message(), exprs(c.values()));
            case Stmt.LoadVector l -> throw unexpected(l);
            case Stmt.StoreVector st -> throw unexpected(st);
            case Stmt.Fold f -> throw unexpected(f);
            case Stmt.Gather g -> throw unexpected(g);
            case Stmt.Pick p -> throw unexpected(p);
            case Stmt.Scatter c -> throw unexpected(c);
            case Stmt.TileCall c -> throw unexpected(c);
            case Stmt.TileFold f -> throw unexpected(f);
        };
    }

    private static IllegalStateException unexpected(Stmt s) {
        return new IllegalStateException("no method comes to: " + s);
    }
}
