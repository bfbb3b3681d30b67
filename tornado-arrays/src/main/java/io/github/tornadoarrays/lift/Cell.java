package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A place that holds one value after another: a local variable, a stack entry where ways meet, a method's result. */
final class Cell {
    private final String name;
    private final boolean invented;
    private Val held;
    private List<Cell> parts = List.of();

    /**
     * @param invented whether the name is not in the source
     */
    Cell(String name, boolean invented) {
        this.name = name;
        this.invented = invented;
    }

    private String fresh(Names names, String wanted) {
        return invented ? names.temporary(wanted) : names.fresh(wanted);
    }

    boolean isEmpty() {
        return held == null;
    }

    /** The value it holds now. */
    Val read() {
        return held instanceof Val.Struct s
                ? new Val.Struct(
                        s.type(), s.names(), parts.stream().map(Cell::read).toList())
                : held;
    }

    /** Whether an expression depends on what it holds. */
    boolean isIn(Expr e) {
        return switch (held) {
            case null -> false;
            case Val.Scalar(Expr.Var v) -> mentions(e, v);
            case Val.Array(Val.Memory m, Expr.Var row) -> mentions(e, row);
            case Val.Struct s -> parts.stream().anyMatch(p -> p.isIn(e));
            default -> false;
        };
    }

    static boolean mentions(Expr e, Expr.Var v) {
        AtomicBoolean found = new AtomicBoolean();
        Walk.parts(e, p -> {
            if (p.equals(v)) {
                found.set(true);
            }
        });
        return found.get();
    }

    /**
     * Puts a value in.
     *
     * @return null, or what a cell can't hold one after another
     */
    String write(Val v, Sink sink) {
        switch (v) {
            case Val.Scalar s -> {
                if (held == null) {
                    held = new Val.Scalar(new Expr.Var(fresh(sink.names(), name), s.e().type()));
                }
                if (!(held instanceof Val.Scalar(Expr.Var var))) {
                    return "a number and an array";
                }
                sink.assign(var, s.e());
            }
            case Val.Array a -> {
                if (held == null) {
                    held = new Val.Array(
                            a.of(),
                            a.isRow()
                                    ? new Expr.Var(
                                            fresh(sink.names(), name + "_row"),
                                            a.row().type())
                                    : null);
                }
                if (!(held instanceof Val.Array h) || !h.of().equals(a.of()) || h.isRow() != a.isRow()) {
                    return "different arrays (" + (held instanceof Val.Array h ? h.of().name() : "null") + " and "
                            + a.of().name() + ")";
                }
                if (h.row() instanceof Expr.Var row) {
                    sink.assign(row, a.row());
                }
            }
            case Val.Struct s -> {
                if (held == null) {
                    held = s;
                    parts = s.names().stream()
                            .map(n -> new Cell(name + "_" + n, invented))
                            .toList();
                }
                if (!(held instanceof Val.Struct h) || !h.type().equals(s.type())) {
                    return "different records";
                }
                return writeParts(s, sink);
            }
            case Val.Null n -> {}
            default -> {
                if (held != null && !held.equals(v)) {
                    return "different objects";
                }
                held = v;
            }
        }
        return null;
    }

    /** All at once: no part may be overwritten before another is computed from it. */
    private String writeParts(Val.Struct s, Sink sink) {
        List<Val> values = new ArrayList<>();
        for (Val p : s.parts()) {
            boolean waits = p instanceof Val.Scalar(Expr e) && parts.stream().anyMatch(c -> c.isIn(e));
            values.add(waits ? new Val.Scalar(sink.named(Sink.TEMPORARY, ((Val.Scalar) p).e())) : p);
        }
        for (int i = 0; i < values.size(); i++) {
            String wrong = parts.get(i).write(values.get(i), sink);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }
}
