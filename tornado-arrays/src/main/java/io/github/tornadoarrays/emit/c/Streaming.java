package io.github.tornadoarrays.emit.c;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kernels that write one array from end to end, {@value Lanes#WIDTH} elements a work item. Large results are stored past the caches: a
 * processor else reads what it is about to overwrite, and such stores have to be of vectors.
 */
final class Streaming {
    /** A result of more elements of four bytes is not in the caches any more when it is read. */
    private static final int MOST_CACHED = 1 << 21;

    private final CExpressions scalars;
    private final Names names;
    private final Helpers helpers;
    private final Lanes lanes;
    private final Along along;
    private final StringBuilder out = new StringBuilder();
    private final Map<Expr.Load, Expr.Var> loaded = new HashMap<>();

    private Streaming(CExpressions scalars, Names names, Helpers helpers, Expr.Var i) {
        this.scalars = scalars;
        this.names = names;
        this.helpers = helpers;
        this.lanes = new Lanes(scalars, names, helpers);
        this.along = new Along(i);
    }

    /** What differs from element to element, and of that, what counts them. */
    private static final class Along {
        final Set<String> varying = new HashSet<>();

        /** What is to be added to the element's number. */
        private final Map<String, Expr> counting = new HashMap<>();

        Along(Expr.Var i) {
            varying.add(i.name());
            counting.put(i.name(), Expr.constant(DType.INT32, 0));
        }

        void let(Stmt.Let l) {
            Expr more = base(l.value());
            if (more != null) {
                counting.put(l.var().name(), more);
            }
            varying.add(l.var().name());
        }

        /** What is to be added to the element's number for this index, or null where neighbours are not beside each other. */
        @Nullable
        Expr base(Expr index) {
            if (index instanceof Expr.Var v) {
                return counting.get(v.name());
            }
            if (!(index instanceof Expr.Apply a) || a.op() != Op.ADD && a.op() != Op.SUB) {
                return null;
            }
            Expr left = base(a.arg(0));
            Expr right = a.op() == Op.ADD ? base(a.arg(1)) : null;
            if (left != null && isUniform(a.arg(1))) {
                return Expr.apply(a.op(), left, a.arg(1));
            }
            return right != null && isUniform(a.arg(0)) ? Expr.add(a.arg(0), right) : null;
        }

        private boolean isUniform(Expr e) {
            boolean[] uniform = {true};
            Walk.parts(
                    e,
                    x -> uniform[0] &= !(x instanceof Expr.Load
                            || x instanceof Expr.Id
                            || x instanceof Expr.Var v && varying.contains(v.name())));
            return uniform[0];
        }
    }

    /** A kernel as a region whose work items compute a value each of what lies beside the next one's, and store it there at last; else null. */
    static Lanes.@Nullable Region region(Kernel kernel) {
        List<Stmt> body = kernel.body();
        if (body.size() != 2 || !(Lanes.region(body.get(0), body.get(1)) instanceof Lanes.Region region)) {
            return null;
        }
        List<Stmt> then = region.body().then();
        Along along = new Along(region.first().var());
        boolean[] fits = {!then.isEmpty() && then.getLast() instanceof Stmt.Store};
        for (Stmt s : then) {
            Walk.expressions(s)
                    .forEach(e -> Walk.parts(
                            e, x -> fits[0] &= !(x instanceof Expr.Load l) || along.base(l.index()) != null));
            switch (s) {
                case Stmt.Let l -> along.let(l);
                case Stmt.Store st -> fits[0] &= s == then.getLast() && along.base(st.index()) != null;
                default -> fits[0] = false;
            }
        }
        return fits[0] ? region : null;
    }

    /** What a work item does all of whose elements there are, as C. */
    static String text(
            Lanes.Region region, String first, String indent, CExpressions scalars, Names names, Helpers helpers) {
        return new Streaming(scalars, names, helpers, region.first().var()).text(region, first, indent);
    }

    private String text(Lanes.Region region, String first, String indent) {
        String i = names.of(region.first().var().name());
        out.append(indent).append("int16 " + i + " = (int)" + first + " + " + Lanes.NUMBERS + ";\n");
        for (Stmt s : region.body().then()) {
            String line = switch (s) {
                case Stmt.Let l -> {
                    String value = value(l.value(), first, indent);
                    along.let(l);
                    yield Lanes.vector(l.var().type()) + " " + names.of(l.var().name()) + " = " + value;
                }
                case Stmt.Store st ->
                    helpers.stream(st.buf().type()) + "(" + place(st.buf(), st.index(), first) + ", "
                            + value(st.value(), first, indent) + ", (" + scalars.text(region.end()) + ") > "
                            + MOST_CACHED + ")";
                default -> throw new IllegalStateException("a statement that is not for streams: " + s);
            };
            out.append(indent).append(line).append(";\n");
        }
        return out.toString();
    }

    private String place(Buf b, Expr index, String first) {
        Expr base = Objects.requireNonNull(along.base(index));
        return names.of(b.name()) + " + "
                + (Expr.isZero(base) ? first : "(int)((uint)" + first + " + (uint)(" + scalars.text(base) + "))");
    }

    /** An expression, whose loads come before it. */
    private String value(Expr e, String first, String indent) {
        Expr known = Walk.rewrite(
                e, x -> x instanceof Expr.Load l ? loaded.computeIfAbsent(l, _ -> load(l, first, indent)) : x);
        return lanes.text(known, along.varying);
    }

    private Expr.Var load(Expr.Load l, String first, String indent) {
        Expr.Var x = new Expr.Var("loaded " + loaded.size(), l.type());
        along.varying.add(x.name());
        out.append(indent)
                .append(Lanes.vector(l.type()) + " " + names.of(x.name()) + " = vload16(0, "
                        + place(l.buf(), l.index(), first) + ");\n");
        return x;
    }
}
