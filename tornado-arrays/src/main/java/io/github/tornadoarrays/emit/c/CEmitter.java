package io.github.tornadoarrays.emit.c;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.AtomicOp;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kernels of work items as C: what a kernel does once its loops are spread over work items and its folds are loops. */
public final class CEmitter {
    /** Loops of at most this many rounds, where that is known, are written out by the C compiler. */
    private static final long MOST_UNROLLED = 64;

    private final Kernel kernel;
    private final Dialect dialect;
    private final Names names = new Names();
    private final List<String> messages = new ArrayList<>();
    private final Helpers helpers;
    private final CExpressions expressions;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> assigned = new HashSet<>();
    private final Set<String> shared = new HashSet<>();
    private final Set<String> left = new HashSet<>();
    private final Set<String> again = new HashSet<>();
    private final Deque<String> loops = new ArrayDeque<>();
    private final boolean lanes;
    private final Lanes.@Nullable Region streams;
    private int depth = 1;
    private int vectors;

    private CEmitter(Kernel kernel, Dialect dialect, boolean several) {
        this.kernel = kernel;
        this.dialect = dialect;
        this.lanes = several && Lanes.suit(kernel);
        this.streams = several ? Streaming.region(kernel) : null;
        helpers = new Helpers(dialect);
        expressions = new CExpressions(dialect, helpers, names, messages);
    }

    /** The text of a kernel without grid loops, lanes loops and folds. */
    public static CSource emit(Kernel kernel, Dialect dialect) {
        return new CEmitter(kernel, dialect, false).emit();
    }

    /** The same of a kernel whose dimension 0 is a parallel loop, several of whose iterations a work item may do at once. */
    public static CSource emitGrid(Kernel kernel, Dialect dialect) {
        return new CEmitter(kernel, dialect, dialect.vectors()).emit();
    }

    private CSource emit() {
        List<String> parameters = new ArrayList<>();
        for (Buf b : kernel.buffers()) {
            parameters.add(dialect.global() + dialect.memory(b.type()) + " *" + names.of(b.name()));
            note(b.type());
        }
        for (Expr.Var v : kernel.scalars()) {
            parameters.add(dialect.type(v.type()) + " " + names.of(v.name()));
            note(v.type());
        }
        Walk.statements(kernel.body(), s -> {
            switch (s) {
                case Stmt.Assign a -> assigned.add(a.var().name());
                case Stmt.Shared sh -> declare(sh);
                case Stmt.Let l -> note(l.var().type());
                case Stmt.Shuffle x -> note(x.var().type());
                case Stmt.LoadVector l -> note(l.buf().type());
                default -> {}
            }
        });
        expressions.counts(Counting.find(kernel));
        if (streams != null) {
            stream(streams);
        } else {
            statements(kernel.body());
        }
        if (!messages.isEmpty()) {
            parameters.add(dialect.global() + dialect.type(DType.INT64) + " *fault");
        }
        String entry = Names.entry(kernel.name());
        String text = dialect.prologue()
                + (helpers.usesFloat64() ? dialect.float64() : "")
                + (helpers.usesAtomics64() ? dialect.atomics64() : "")
                + "\n"
                + helpers.text()
                + dialect.kernel()
                + entry
                + "("
                + String.join(", ", parameters)
                + ") {\n"
                + dialect.start()
                + out
                + "}\n";
        return new CSource(text, entry, List.copyOf(messages), lanes || streams != null ? Lanes.WIDTH : 1);
    }

    private void note(DType t) {
        if (t == DType.FLOAT64) {
            helpers.noteFloat64();
        }
    }

    /** Memory of a group is declared where the kernel starts: nowhere else may it be. */
    private void declare(Stmt.Shared s) {
        shared.add(s.buf().name());
        line(dialect.shared() + dialect.type(s.buf().type()) + " "
                + names.of(s.buf().name()) + "[" + s.length() + "];");
    }

    private void line(String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private void block(List<Stmt> body) {
        depth++;
        statements(body);
        depth--;
    }

    private void statements(List<Stmt> body) {
        for (int i = 0; i < body.size(); i++) {
            if (lanes && i + 1 < body.size() && Lanes.isRegion(body.get(i), body.get(i + 1))) {
                Lanes.Region region = new Lanes.Region((Stmt.Let) body.get(i), (Stmt.If) body.get(++i));
                out.append(new Lanes(expressions, names, helpers).text(region, depth));
            } else {
                stmt(body.get(i));
            }
        }
    }

    /** A region as vectors, and what is left of its end one by one. */
    private void stream(Lanes.Region region) {
        String first = names.of("first");
        String end = "(" + text(region.end()) + ")";
        String i = names.of(region.first().var().name());
        line("long " + first + " = " + region.first("long", expressions) + ";");
        line("if (" + first + " + " + Lanes.WIDTH + " <= " + end + ") {");
        out.append(Streaming.text(region, first, "  ".repeat(depth + 1), expressions, names, helpers));
        line("} else if (" + first + " < " + end + ") {");
        depth++;
        line("for (int " + i + " = (int)" + first + "; " + i + " < " + end + "; " + i + "++) {");
        block(region.body().then());
        line("}");
        depth--;
        line("}");
    }

    private String text(Expr e) {
        return expressions.text(e);
    }

    private void stmt(Stmt s) {
        switch (s) {
            case Stmt.Let l -> line(declaration(l.var()) + " = " + expressions.value(l.var(), l.value()) + ";");
            case Stmt.Assign a -> line(names.of(a.var().name()) + " = " + expressions.value(a.var(), a.value()) + ";");
            case Stmt.Store st -> line(expressions.store(st.buf(), st.index(), st.value()) + ";");
            case Stmt.Local l -> local(l);
            case Stmt.Loop l -> loop(l);
            case Stmt.If i -> {
                line("if (" + text(i.condition()) + ") {");
                block(i.then());
                if (!i.otherwise().isEmpty()) {
                    line("} else {");
                    block(i.otherwise());
                }
                line("}");
            }
            case Stmt.Block b -> {
                line("{");
                block(b.body());
                line("}");
                end(b.label(), left, "_end:;");
            }
            case Stmt.Repeat r -> repeat(r);
            case Stmt.Break b -> jump("break", b.label(), left, "_end");
            case Stmt.Continue c -> jump("continue", c.label(), again, "_next");
            case Stmt.Shared sh -> {}
            case Stmt.Barrier b -> line("barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);");
            case Stmt.Shuffle x -> shuffle(x);
            case Stmt.LoadVector l -> load(l);
            case Stmt.StoreVector st -> store(st);
            case Stmt.Atomic a -> atomic(a);
            case Stmt.Check c -> check(c);
            case Stmt.Fold f -> throw unexpected(f);
            case Stmt.Gather g -> throw unexpected(g);
            case Stmt.Pick p -> throw unexpected(p);
            case Stmt.Scatter c -> throw unexpected(c);
            case Stmt.TileCall c -> throw unexpected(c);
            case Stmt.TileFold t -> throw unexpected(t);
        }
    }

    private static IllegalStateException unexpected(Stmt s) {
        return new IllegalStateException("a statement that is none of C's: " + s);
    }

    private String declaration(Expr.Var v) {
        return dialect.type(v.type()) + " " + names.of(v.name());
    }

    private void local(Stmt.Local l) {
        if (!(l.length() instanceof Expr.Const n)) {
            throw unexpected(l);
        }
        note(l.buf().type());
        line(dialect.type(l.buf().type()) + " " + names.of(l.buf().name()) + "[" + Math.max(1, n.bits()) + "];");
    }

    /** A loop with its end computed once, as the statement says. */
    private void loop(Stmt.Loop l) {
        if (l.kind() != LoopKind.SEQ) {
            throw unexpected(l);
        }
        String i = names.of(l.var().name());
        boolean fixed = l.to() instanceof Expr.Const || l.to() instanceof Expr.Var v && !assigned.contains(v.name());
        String to = expressions.index(l.to());
        String end = fixed ? "" : ", " + i + "_end = " + to;
        if (l.from() instanceof Expr.Const a
                && l.to() instanceof Expr.Const b
                && b.bits() - a.bits() <= MOST_UNROLLED) {
            line("#pragma unroll");
        }
        line("for (" + declaration(l.var()) + " = " + expressions.index(l.from()) + end + "; " + i + " < "
                + (fixed ? to : i + "_end") + "; " + i + "++) {");
        loops.push("");
        block(l.body());
        loops.pop();
        line("}");
    }

    // ---- jumps

    private void repeat(Stmt.Repeat r) {
        line("for (;;) {");
        loops.push(r.label());
        depth++;
        int start = out.length();
        statements(r.body());
        if (again.contains(r.label())) {
            // a block of its own, as no jump may go past the start of a variable's life
            String body = out.substring(start);
            out.setLength(start);
            line("{");
            body.lines().forEach(l -> out.append("  ").append(l).append('\n'));
            line("}");
            end(r.label(), again, "_next:;");
        }
        depth--;
        loops.pop();
        line("}");
        end(r.label(), left, "_end:;");
    }

    /** C's own jump where it leads to the innermost loop, else one to a label. */
    private void jump(String word, String label, Set<String> labels, String suffix) {
        if (label.equals(loops.peek())) {
            line(word + ";");
        } else {
            labels.add(label);
            line("goto " + names.of(label) + suffix + ";");
        }
    }

    private void end(String label, Set<String> labels, String text) {
        if (labels.remove(label)) {
            line(names.of(label) + text);
        }
    }

    // ---- vectors

    private void load(Stmt.LoadVector l) {
        String q = names.of("q" + vectors++);
        String type = helpers.vector(l.buf().type(), l.vars().size());
        line(type + " " + q + " = *(const " + dialect.global() + type + " *)(" + expressions.start(l.buf(), l.index())
                + ");");
        for (int k = 0; k < l.vars().size(); k++) {
            line(declaration(l.vars().get(k)) + " = "
                    + expressions.loaded(l.buf().type(), q + ".v[" + k + "]") + ";");
        }
    }

    private void store(Stmt.StoreVector st) {
        String q = names.of("q" + vectors++);
        String type = helpers.vector(st.buf().type(), st.values().size());
        List<String> values = st.values().stream()
                .map(v -> expressions.stored(st.buf().type(), v))
                .toList();
        line(type + " " + q + " = {{" + String.join(", ", values) + "}};");
        String place = "(" + dialect.global() + type + " *)(" + expressions.start(st.buf(), st.index()) + ")";
        int bytes = st.values().size() * st.buf().type().itemSize();
        String moved = st.streams() ? dialect.streamed(bytes) : "";
        line(
                moved.isEmpty()
                        ? "*" + place + " = " + q + ";"
                        : "__stcs((" + moved + " *)" + place + ", *(" + moved + " *)&" + q + ");");
    }

    // ---- shuffles, atomics and checks

    /** Of types that CUDA C++ has no shuffle for, as {@code int}. */
    private void shuffle(Stmt.Shuffle x) {
        if (dialect.isOpenCl()) {
            throw unexpected(x);
        }
        DType t = x.var().type();
        boolean narrow = !t.isFloat() && t.bits() < 32;
        String value = narrow ? "(int)(" + text(x.value()) + ")" : text(x.value());
        String call = "__shfl_xor_sync(0xffffffffu, " + value + ", " + x.distance() + ")";
        line(declaration(x.var()) + " = " + (narrow ? "(" + dialect.type(t) + ")" + call : call) + ";");
    }

    private void atomic(Stmt.Atomic a) {
        List<String> arguments = new ArrayList<>();
        arguments.add("&" + expressions.place(a.buf(), a.index()));
        a.operands().forEach(e -> arguments.add(text(e)));
        AtomicOp op = a.op();
        String function =
                helpers.atomic(op, a.buf().type(), shared.contains(a.buf().name()));
        line(declaration(a.before()) + " = " + function + "(" + String.join(", ", arguments) + ");");
    }

    private void check(Stmt.Check c) {
        messages.add(c.message());
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            values.append(", ").append(i < c.values().size() ? text(c.values().get(i)) : "0");
        }
        line("if (!(" + text(c.condition()) + ")) " + helpers.fail() + "(fault, " + messages.size() + values + ");");
    }
}
