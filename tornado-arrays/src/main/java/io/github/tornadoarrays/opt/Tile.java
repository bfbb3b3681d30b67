package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.add;
import static io.github.tornadoarrays.ir.Expr.constant;
import static io.github.tornadoarrays.ir.Expr.mul;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rewrites lanes loops and folds so that C2 vectorises them. A loop in which all arrays are walked at one index stays as it
 * is. Any other one runs over tiles: operands are gathered into local arrays, loops over those (all at one index) compute,
 * functions of the mathematics library take whole tiles, results are scattered. C2 does not vectorise a loop that reads one
 * array and writes another of the same type at a different offset, nor one that calls a function; local tiles avoid both, and
 * stay in the first-level cache.
 */
final class Tile {
    /** Elements a tile: a few of them fit the first-level cache. */
    static final int SIZE = 1024;

    private static final Expr ZERO = constant(DType.INT64, 0);

    private final boolean wide;
    private final List<Stmt> locals = new ArrayList<>();
    private int names;

    private Tile(boolean wide) {
        this.wide = wide;
    }

    static Kernel apply(Kernel kernel, boolean wide) {
        Tile t = new Tile(wide);
        List<Stmt> body = t.block(kernel.body());
        List<Stmt> all = new ArrayList<>(t.locals);
        all.addAll(body);
        return kernel.withBody(all);
    }

    String fresh(String prefix) {
        return prefix + "_" + names++;
    }

    /** A tile that lives as long as the kernel. */
    Buf tile(DType type) {
        Buf b = new Buf(fresh("x"), type, -1);
        locals.add(new Stmt.Local(b, constant(DType.INT64, SIZE)));
        return b;
    }

    private List<Stmt> block(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Loop l
                when l.kind() == LoopKind.LANES -> {
                    if (!wide && aligned(l)) {
                        out.add(l);
                    } else {
                        tiled(l, out);
                    }
                }
                case Stmt.Loop l -> out.add(new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), block(l.body())));
                case Stmt.Fold f -> fold(f, out);
                default -> out.add(s);
            }
        }
        return out;
    }

    // ---- loops that C2 vectorises as they are

    /** Whether every array is walked one by one at one and the same index, by operations that C2 has vectors for. */
    private static boolean aligned(Stmt.Loop l) {
        Set<String> varying = new HashSet<>(Set.of(l.var().name()));
        List<Expr> indices = new ArrayList<>();
        for (Stmt s : l.body()) {
            switch (s) {
                case Stmt.Let let -> {
                    if (!easy(let.value(), indices)) {
                        return false;
                    }
                    varying.add(let.var().name());
                }
                case Stmt.Store st -> {
                    if (!easy(st.value(), indices)) {
                        return false;
                    }
                    indices.add(st.index());
                }
                default -> {
                    return false;
                }
            }
        }
        Expr base = null;
        for (Expr i : indices) {
            Linear lin = Linear.of(i, l.var().name(), varying);
            if (lin == null || !lin.isUnit() || base != null && !base.equals(lin.base())) {
                return false;
            }
            base = lin.base();
        }
        return base != null;
    }

    private static boolean easy(Expr e, List<Expr> indices) {
        return switch (e) {
            case Expr.Const c -> true;
            case Expr.Var v -> true;
            case Expr.Id id -> false;
            case Expr.Load l -> indices.add(l.index());
            case Expr.Apply a -> !isCall(a) && a.args().stream().allMatch(x -> easy(x, indices));
        };
    }

    /** Whether an operation is a call that takes whole tiles. */
    static boolean isCall(Expr.Apply a) {
        return a.op().isTranscendental()
                || a.op() == Op.SELECT
                || a.op() == Op.POW && a.type().isFloat();
    }

    // ---- tiles

    /** {@code for q in 0..ceil((to-from)/SIZE)} with {@code s = from + q*SIZE} and {@code n = min(SIZE, to-s)}. */
    private void tiles(Expr from, Expr to, List<Stmt> out, TileBody body) {
        Expr.Var q = new Expr.Var(fresh("q"), DType.INT64);
        Expr.Var s = new Expr.Var(fresh("s"), DType.INT64);
        Expr.Var n = new Expr.Var(fresh("n"), DType.INT64);
        Expr size = constant(DType.INT64, SIZE);
        Expr count = Expr.apply(
                Op.DIV, Expr.apply(Op.ADD, Expr.apply(Op.SUB, to, from), constant(DType.INT64, SIZE - 1)), size);
        List<Stmt> inner = new ArrayList<>();
        inner.add(new Stmt.Let(s, add(from, Expr.apply(Op.MUL, q, size))));
        inner.add(new Stmt.Let(n, Expr.apply(Op.MIN, size, Expr.apply(Op.SUB, to, s))));
        body.make(s, n, inner);
        out.add(new Stmt.Loop(LoopKind.SEQ, q, ZERO, count, inner));
    }

    private interface TileBody {
        void make(Expr.Var start, Expr.Var n, List<Stmt> out);
    }

    private void tiled(Stmt.Loop l, List<Stmt> out) {
        tiles(l.from(), l.to(), out, (s, n, inner) -> {
            Stages stages = new Stages(this, null, l.var(), s, n);
            for (Stmt st : l.body()) {
                switch (st) {
                    case Stmt.Let let -> stages.let(let.var(), let.value());
                    case Stmt.Store store -> stages.store(store);
                    case Stmt.Fold f -> laneFold(f, stages);
                    case Stmt.Block b -> stages.call(b);
                    default -> throw new IllegalStateException("in a lanes loop: " + st);
                }
            }
            stages.finish(inner);
        });
    }

    /** A fold for every lane: its state is a tile, and each step of its axes works on a whole tile of values. */
    private void laneFold(Stmt.Fold f, Stages outer) {
        List<Buf> state = f.results().stream().map(v -> tile(v.type())).toList();
        List<Stmt> code = new ArrayList<>();
        List<Expr> init = f.op().init(f.results().stream().map(Expr.Var::type).toList());
        code.add(outer.loop(t -> {
            List<Stmt> b = new ArrayList<>();
            for (int k = 0; k < state.size(); k++) {
                b.add(new Stmt.Store(state.get(k), t, init.get(k)));
            }
            return b;
        }));
        Stages inner = outer.nested();
        f.body().forEach(inner::value);
        inner.combine(f.op(), state, f.values());
        List<Stmt> body = new ArrayList<>();
        inner.finish(body);
        for (int k = f.axes().size() - 1; k >= 0; k--) {
            Stmt.Axis a = f.axes().get(k);
            body = List.of(new Stmt.Loop(LoopKind.SEQ, a.var(), a.from(), a.to(), body));
        }
        code.addAll(body);
        outer.barrier(code, f.results(), state);
    }

    // ---- folds of rows

    private void fold(Stmt.Fold f, List<Stmt> out) {
        List<Expr> init = f.op().init(f.results().stream().map(Expr.Var::type).toList());
        for (int k = 0; k < init.size(); k++) {
            out.add(new Stmt.Let(f.results().get(k), init.get(k)));
        }
        Stmt.Axis last = f.axes().get(f.axes().size() - 1);
        List<Stmt> body = new ArrayList<>();
        if (!direct(f, last, body)) {
            tiles(last.from(), last.to(), body, (s, n, inner) -> foldTile(f, last, s, n, inner));
        }
        for (int k = f.axes().size() - 2; k >= 0; k--) {
            Stmt.Axis a = f.axes().get(k);
            body = List.of(new Stmt.Loop(LoopKind.SEQ, a.var(), a.from(), a.to(), body));
        }
        out.addAll(body);
    }

    /** A fold of values that lie one after another in memory needs no tiles. */
    private boolean direct(Stmt.Fold f, Stmt.Axis last, List<Stmt> out) {
        if (wide || sequential(f, last) || !(f.values().get(0) instanceof Expr.Load l)) {
            return false;
        }
        Set<String> varying = new HashSet<>(Set.of(last.var().name()));
        varying.addAll(names(f));
        Linear at = Linear.of(l.index(), last.var().name(), varying);
        if (at == null || !at.isUnit()) {
            return false;
        }
        Expr n = Expr.isZero(last.from()) ? last.to() : Expr.apply(Op.SUB, last.to(), last.from());
        out.add(new Stmt.TileFold(
                f.op(), f.results(), l.buf(), add(at.base(), last.from()), n, position(f, last, last.from())));
        return true;
    }

    /** Whether only one value after the other can be folded: states of several parts, but for positions that count up. */
    private static boolean sequential(Stmt.Fold f, Stmt.Axis last) {
        if (f.values().size() < 2) {
            return false;
        }
        Linear p = position(f, last);
        return f.op() == FoldOp.COMPLEX_PROD || f.op() == FoldOp.COMPLEX_SUM || p == null || !p.isUnit();
    }

    /** What a fold's body names. */
    private static List<String> names(Stmt.Fold f) {
        return f.body().stream()
                .filter(Stmt.Let.class::isInstance)
                .map(s -> ((Stmt.Let) s).var().name())
                .toList();
    }

    private static Linear position(Stmt.Fold f, Stmt.Axis last) {
        Set<String> varying = new HashSet<>(Set.of(last.var().name()));
        varying.addAll(names(f));
        return Linear.of(f.values().get(1), last.var().name(), varying);
    }

    private static Expr position(Stmt.Fold f, Stmt.Axis last, Expr start) {
        if (f.values().size() < 2) {
            return ZERO;
        }
        Linear p = position(f, last);
        return add(p.base(), mul(p.stride(), start));
    }

    private void foldTile(Stmt.Fold f, Stmt.Axis last, Expr.Var s, Expr.Var n, List<Stmt> out) {
        Stages stages = new Stages(this, null, last.var(), s, n);
        f.body().forEach(stages::value);
        if (sequential(f, last)) {
            List<Buf> values = f.values().stream().map(stages::tileOf).toList();
            stages.finish(out);
            out.add(stages.sequential(t -> combineScalars(f, values, t)));
            return;
        }
        Buf values = stages.tileOf(f.values().get(0));
        stages.finish(out);
        out.add(new Stmt.TileFold(f.op(), f.results(), values, ZERO, n, position(f, last, s)));
    }

    private List<Stmt> combineScalars(Stmt.Fold f, List<Buf> values, Expr t) {
        List<Expr> next = f.op().combine(
                        f.results(),
                        values.stream().<Expr>map(b -> new Expr.Load(b, t)).toList());
        List<Stmt> b = new ArrayList<>();
        List<Expr.Var> temps = new ArrayList<>();
        for (Expr e : next) {
            Expr.Var v = new Expr.Var(fresh("w"), e.type());
            temps.add(v);
            b.add(new Stmt.Let(v, e));
        }
        for (int k = 0; k < temps.size(); k++) {
            b.add(new Stmt.Assign(f.results().get(k), temps.get(k)));
        }
        return b;
    }
}
