package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a loop's body uses and does not define: the arguments of the method that it becomes. */
final class FreeNames {
    final Set<Expr.Var> vars = new LinkedHashSet<>();
    final Set<Buf> bufs = new LinkedHashSet<>();

    /** Whether there is nothing but values and stores. */
    boolean onlyValues = true;

    private final Set<String> defined = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private boolean closed = true;

    /** The names that a loop over {@code var} takes from outside; null where it also changes what is outside, or has tiles. */
    static @Nullable FreeNames of(Expr.Var var, List<Stmt> body) {
        FreeNames f = new FreeNames();
        f.defined.add(var.name());
        f.block(body);
        return f.closed ? f : null;
    }

    private void block(List<Stmt> body) {
        for (Stmt s : body) {
            if (!(s instanceof Stmt.Let) && !(s instanceof Stmt.Store)) {
                onlyValues = false;
            }
            Walk.expressions(s).forEach(e -> Walk.parts(e, this::part));
            switch (s) {
                case Stmt.Let l -> defined.add(l.var().name());
                case Stmt.Assign a -> closed &= defined.contains(a.var().name());
                case Stmt.Store st -> use(st.buf());
                case Stmt.Local l -> declared.add(l.buf().name());
                case Stmt.Loop l -> defined.add(l.var().name());
                case Stmt.Atomic a -> {
                    use(a.buf());
                    defined.add(a.before().name());
                }
                case Stmt.If i -> {}
                case Stmt.Block b -> {}
                case Stmt.Repeat r -> {}
                case Stmt.Break b -> {}
                case Stmt.Continue c -> {}
                case Stmt.Check c -> {}
                case Stmt.Fold f -> closed = false;
                case Stmt.Shared l -> closed = false;
                case Stmt.Barrier b -> closed = false;
                case Stmt.LoadVector l -> closed = false;
                case Stmt.StoreVector st -> closed = false;
                case Stmt.Shuffle x -> closed = false;
                case Stmt.Gather g -> closed = false;
                case Stmt.Pick p -> closed = false;
                case Stmt.Scatter c -> closed = false;
                case Stmt.TileCall c -> closed = false;
                case Stmt.TileFold t -> closed = false;
            }
            Walk.bodies(s).forEach(this::block);
        }
    }

    private void use(Buf b) {
        if (!declared.contains(b.name())) {
            bufs.add(b);
        }
    }

    private void part(Expr e) {
        if (e instanceof Expr.Var v && !defined.contains(v.name())) {
            vars.add(v);
        } else if (e instanceof Expr.Load l) {
            use(l.buf());
        }
    }
}
