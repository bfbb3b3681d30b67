package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.HashSet;
import java.util.Set;

/** Names that a kernel does not have yet. */
final class Fresh {
    private final Set<String> used = new HashSet<>();

    Fresh(Kernel kernel) {
        kernel.buffers().forEach(b -> used.add(b.name()));
        kernel.scalars().forEach(v -> used.add(v.name()));
        Walk.expressions(kernel.body(), e -> {
            if (e instanceof Expr.Var v) {
                used.add(v.name());
            }
        });
        Walk.statements(kernel.body(), s -> {
            switch (s) {
                case Stmt.Let l -> used.add(l.var().name());
                case Stmt.Loop l -> used.add(l.var().name());
                case Stmt.Local l -> used.add(l.buf().name());
                case Stmt.Shared l -> used.add(l.buf().name());
                case Stmt.Atomic a -> used.add(a.before().name());
                case Stmt.Fold f -> {
                    f.results().forEach(v -> used.add(v.name()));
                    f.axes().forEach(a -> used.add(a.var().name()));
                }
                default -> {}
            }
        });
    }

    String name(String prefix) {
        String name = prefix;
        for (int k = 0; !used.add(name); k++) {
            name = prefix + k;
        }
        return name;
    }

    Expr.Var var(String prefix, DType type) {
        return new Expr.Var(name(prefix), type);
    }
}
