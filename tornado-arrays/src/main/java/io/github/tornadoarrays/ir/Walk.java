package io.github.tornadoarrays.ir;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Goes through statements and expressions, to look at them or to make others of them. */
public final class Walk {
    private Walk() {}

    /** Every statement, those around others first. */
    public static void statements(List<Stmt> body, Consumer<Stmt> look) {
        for (Stmt s : body) {
            look.accept(s);
            bodies(s).forEach(b -> statements(b, look));
        }
    }

    /** Every expression and its parts, of all statements. */
    public static void expressions(List<Stmt> body, Consumer<Expr> look) {
        statements(body, s -> expressions(s).forEach(e -> parts(e, look)));
    }

    /** An expression and its parts. */
    public static void parts(Expr e, Consumer<Expr> look) {
        look.accept(e);
        switch (e) {
            case Expr.Const c -> {}
            case Expr.Var v -> {}
            case Expr.Id id -> {}
            case Expr.Load l -> parts(l.index(), look);
            case Expr.Apply a -> a.args().forEach(x -> parts(x, look));
        }
    }

    /** Whether an expression reads memory. */
    public static boolean reads(Expr e) {
        boolean[] found = {false};
        parts(e, x -> found[0] |= x instanceof Expr.Load);
        return found[0];
    }

    /** The statement lists directly inside a statement. */
    public static List<List<Stmt>> bodies(Stmt s) {
        return switch (s) {
            case Stmt.Loop l -> List.of(l.body());
            case Stmt.If i -> List.of(i.then(), i.otherwise());
            case Stmt.Fold f -> List.of(f.body());
            case Stmt.Block b -> List.of(b.body());
            case Stmt.Repeat r -> List.of(r.body());
            case Stmt.Let l -> List.of();
            case Stmt.Assign a -> List.of();
            case Stmt.Store st -> List.of();
            case Stmt.Local l -> List.of();
            case Stmt.Break b -> List.of();
            case Stmt.Continue c -> List.of();
            case Stmt.Shared l -> List.of();
            case Stmt.Barrier b -> List.of();
            case Stmt.Shuffle x -> List.of();
            case Stmt.LoadVector l -> List.of();
            case Stmt.StoreVector st -> List.of();
            case Stmt.Atomic a -> List.of();
            case Stmt.Check c -> List.of();
            case Stmt.Gather g -> List.of();
            case Stmt.Pick p -> List.of();
            case Stmt.Scatter c -> List.of();
            case Stmt.TileCall c -> List.of();
            case Stmt.TileFold t -> List.of();
        };
    }

    /** The expressions that a statement itself has, without those of statements inside it. */
    public static List<Expr> expressions(Stmt s) {
        return switch (s) {
            case Stmt.Let l -> List.of(l.value());
            case Stmt.Assign a -> List.of(a.value());
            case Stmt.Store st -> List.of(st.index(), st.value());
            case Stmt.Local l -> List.of(l.length());
            case Stmt.Loop l -> List.of(l.from(), l.to());
            case Stmt.If i -> List.of(i.condition());
            case Stmt.Fold f -> {
                List<Expr> all = new java.util.ArrayList<>();
                f.axes().forEach(a -> {
                    all.add(a.from());
                    all.add(a.to());
                });
                all.addAll(f.values());
                yield all;
            }
            case Stmt.Block b -> List.of();
            case Stmt.Repeat r -> List.of();
            case Stmt.Break b -> List.of();
            case Stmt.Continue c -> List.of();
            case Stmt.Shared l -> List.of();
            case Stmt.Barrier b -> List.of();
            case Stmt.Shuffle x -> List.of(x.value());
            case Stmt.LoadVector l -> List.of(l.index());
            case Stmt.StoreVector st -> {
                List<Expr> all = new java.util.ArrayList<>(st.values());
                all.add(st.index());
                yield all;
            }
            case Stmt.Atomic a -> {
                List<Expr> all = new java.util.ArrayList<>(a.operands());
                all.add(a.index());
                yield all;
            }
            case Stmt.Check c -> {
                List<Expr> all = new java.util.ArrayList<>(c.values());
                all.add(c.condition());
                yield all;
            }
            case Stmt.Gather g -> List.of(g.base(), g.stride(), g.n());
            case Stmt.Pick p -> List.of(p.n());
            case Stmt.Scatter c -> List.of(c.base(), c.stride(), c.n());
            case Stmt.TileCall c -> List.of(c.n());
            case Stmt.TileFold t -> List.of(t.base(), t.n(), t.position());
        };
    }

    /** The argument buffers whose values a kernel uses. */
    public static Set<Buf> read(Kernel kernel) {
        Set<Buf> found = new LinkedHashSet<>();
        expressions(kernel.body(), e -> {
            if (e instanceof Expr.Load l && !l.buf().isLocal()) {
                found.add(l.buf());
            }
        });
        statements(kernel.body(), s -> {
            if (s instanceof Stmt.Atomic a && !a.buf().isLocal()) {
                found.add(a.buf());
            } else if (s instanceof Stmt.LoadVector l) {
                found.add(l.buf());
            }
        });
        return found;
    }

    /** The argument buffers that a kernel changes. */
    public static Set<Buf> written(Kernel kernel) {
        Set<Buf> found = new LinkedHashSet<>();
        statements(kernel.body(), s -> {
            Buf b = s instanceof Stmt.Store st
                    ? st.buf()
                    : s instanceof Stmt.Atomic a ? a.buf() : s instanceof Stmt.StoreVector v ? v.buf() : null;
            if (b != null && !b.isLocal()) {
                found.add(b);
            }
        });
        return found;
    }

    /** The expression with each part, innermost first, replaced by what {@code change} makes of it. */
    public static Expr rewrite(Expr e, UnaryOperator<Expr> change) {
        return change.apply(
                switch (e) {
                    case Expr.Const c -> c;
                    case Expr.Var v -> v;
                    case Expr.Id id -> id;
                    case Expr.Load l -> new Expr.Load(l.buf(), rewrite(l.index(), change));
                    case Expr.Apply a -> new Expr.Apply(a.op(), a.type(), all(a.args(), change));
                });
    }

    /** The statements with each expression in them {@linkplain #rewrite(Expr, UnaryOperator) rewritten}; not for tiles. */
    public static List<Stmt> rewrite(List<Stmt> body, UnaryOperator<Expr> change) {
        return body.stream().map(s -> rewrite(s, change)).toList();
    }

    private static Stmt rewrite(Stmt s, UnaryOperator<Expr> change) {
        return switch (s) {
            case Stmt.Let l -> new Stmt.Let(l.var(), rewrite(l.value(), change));
            case Stmt.Assign a -> new Stmt.Assign(a.var(), rewrite(a.value(), change));
            case Stmt.Store st -> new Stmt.Store(st.buf(), rewrite(st.index(), change), rewrite(st.value(), change));
            case Stmt.Local l -> new Stmt.Local(l.buf(), rewrite(l.length(), change));
            case Stmt.Loop l ->
                new Stmt.Loop(
                        l.kind(),
                        l.var(),
                        rewrite(l.from(), change),
                        rewrite(l.to(), change),
                        rewrite(l.body(), change));
            case Stmt.If i ->
                new Stmt.If(rewrite(i.condition(), change), rewrite(i.then(), change), rewrite(i.otherwise(), change));
            case Stmt.Fold f ->
                new Stmt.Fold(
                        f.op(),
                        f.results(),
                        f.axes().stream()
                                .map(a -> new Stmt.Axis(a.var(), rewrite(a.from(), change), rewrite(a.to(), change)))
                                .toList(),
                        rewrite(f.body(), change),
                        all(f.values(), change));
            case Stmt.Block b -> new Stmt.Block(b.label(), rewrite(b.body(), change));
            case Stmt.Repeat r -> new Stmt.Repeat(r.label(), rewrite(r.body(), change));
            case Stmt.Atomic a ->
                new Stmt.Atomic(a.op(), a.before(), a.buf(), rewrite(a.index(), change), all(a.operands(), change));
            case Stmt.Check c -> new Stmt.Check(rewrite(c.condition(), change), c.message(), all(c.values(), change));
            case Stmt.Break b -> b;
            case Stmt.Continue c -> c;
            case Stmt.Shared l -> l;
            case Stmt.Barrier b -> b;
            case Stmt.Shuffle x -> new Stmt.Shuffle(x.var(), rewrite(x.value(), change), x.distance());
            case Stmt.LoadVector l -> new Stmt.LoadVector(l.vars(), l.buf(), rewrite(l.index(), change));
            case Stmt.StoreVector st ->
                new Stmt.StoreVector(st.buf(), rewrite(st.index(), change), st.values(), st.streams());
            case Stmt.Gather g -> throw tiles(g);
            case Stmt.Pick p -> throw tiles(p);
            case Stmt.Scatter c -> throw tiles(c);
            case Stmt.TileCall c -> throw tiles(c);
            case Stmt.TileFold t -> throw tiles(t);
        };
    }

    /** The statements with each one, those inside others first, replaced by what {@code change} makes of it; not for tiles. */
    public static List<Stmt> replace(List<Stmt> body, Function<Stmt, List<Stmt>> change) {
        return body.stream()
                .flatMap(s -> change.apply(inside(s, change)).stream())
                .toList();
    }

    private static Stmt inside(Stmt s, Function<Stmt, List<Stmt>> change) {
        return switch (s) {
            case Stmt.Loop l -> new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), replace(l.body(), change));
            case Stmt.If i -> new Stmt.If(i.condition(), replace(i.then(), change), replace(i.otherwise(), change));
            case Stmt.Fold f -> new Stmt.Fold(f.op(), f.results(), f.axes(), replace(f.body(), change), f.values());
            case Stmt.Block b -> new Stmt.Block(b.label(), replace(b.body(), change));
            case Stmt.Repeat r -> new Stmt.Repeat(r.label(), replace(r.body(), change));
            default -> s;
        };
    }

    private static IllegalStateException tiles(Stmt s) {
        return new IllegalStateException("a statement that only tiling makes: " + s);
    }

    private static List<Expr> all(List<Expr> es, UnaryOperator<Expr> change) {
        return es.stream().map(e -> rewrite(e, change)).toList();
    }
}
