package io.github.tornadoarrays.emit.c;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loops that neighbouring work items leave at different times, {@value #WIDTH} work items at once: every variable is a vector of
 * their values, and a mask says for which of them a statement counts. Compilers for processors make vectors of work items
 * that all go the same way, not of these. Only loops that compute and touch no memory are written so; memory that is read before
 * them, or written after them or on the way out, is gone through one work item after the other.
 *
 * <p>A truth is a vector of int that is -1 or 0, as OpenCL's comparisons give it. All other values have 32 bits.
 */
final class Lanes {
    static final int WIDTH = 16;

    static final String NUMBERS = "(int16)(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)";

    private static final Set<DType> TYPES = Set.of(DType.BOOL, DType.INT32, DType.UINT32, DType.FLOAT32);

    private final CExpressions scalars;
    private final Names names;
    private final Helpers helpers;
    private final Set<String> inside = new HashSet<>();
    private final StringBuilder out = new StringBuilder();
    private int depth;
    private int masks;

    /** By label: the lanes that go on with its next round, and those that have left it in this round. */
    private final Map<String, String> live = new HashMap<>();

    private final Map<String, String> gone = new HashMap<>();

    /** Labels around the current statement, up to the innermost loop. */
    private List<String> around = new ArrayList<>();

    Lanes(CExpressions scalars, Names names, Helpers helpers) {
        this.scalars = scalars;
        this.names = names;
        this.helpers = helpers;
    }

    // ---- which kernels

    /** The first work item's number along dimension 0 and what is done where it is less than an end. */
    record Region(Stmt.Let first, Stmt.If body) {
        Expr end() {
            return ((Expr.Apply) body.condition()).arg(1);
        }

        /** The number of a work item's first lane, which a type with room for what is past the end holds. */
        String first(String type, CExpressions scalars) {
            String number = scalars.text(new Expr.Id(Expr.IdKind.GLOBAL, 0));
            String from = first.value() instanceof Expr.Apply a
                    ? "(" + scalars.text(a.arg(isNumber(a.arg(0)) ? 1 : 0)) + ") + "
                    : "";
            return from + "(" + type + ")" + number + " * " + WIDTH;
        }
    }

    /** Whether the one place where a kernel asks for its number along dimension 0 begins a region. */
    static boolean suit(Kernel kernel) {
        int[] found = {0, 0};
        Walk.expressions(kernel.body(), e -> found[0] += e instanceof Expr.Id id && id.dimension() == 0 ? 1 : 0);
        Walk.statements(
                List.of(new Stmt.Block("", kernel.body())),
                s -> Walk.bodies(s).forEach(body -> {
                    for (int i = 0; i + 1 < body.size(); i++) {
                        found[1] += isRegion(body.get(i), body.get(i + 1)) ? 1 : 0;
                    }
                }));
        return found[0] == 1 && found[1] == 1;
    }

    /** Two statements as a region, or null where they are none. */
    static @Nullable Region region(Stmt a, Stmt b) {
        return a instanceof Stmt.Let l
                        && l.var().type() == DType.INT32
                        && isFirst(l.value())
                        && b instanceof Stmt.If i
                        && i.otherwise().isEmpty()
                        && i.condition() instanceof Expr.Apply c
                        && c.op() == Op.LT
                        && c.arg(0).equals(l.var())
                        && isUniform(c.arg(1))
                        && fit(i.then(), Set.of(), false)
                ? new Region(l, i)
                : null;
    }

    /** Whether a statement that begins a region is followed by one, and it has loops that pay. */
    static boolean isRegion(Stmt a, Stmt b) {
        boolean[] loops = {false};
        if (region(a, b) instanceof Region r) {
            Walk.statements(r.body().then(), s -> loops[0] |= s instanceof Stmt.Repeat);
        }
        return loops[0];
    }

    private static boolean isFirst(Expr e) {
        return isNumber(e)
                || e instanceof Expr.Apply a
                        && a.op() == Op.ADD
                        && (isUniform(a.arg(0)) && isNumber(a.arg(1)) || isNumber(a.arg(0)) && isUniform(a.arg(1)));
    }

    private static boolean isNumber(Expr e) {
        return e instanceof Expr.Id id && id.kind() == Expr.IdKind.GLOBAL && id.dimension() == 0;
    }

    /** Whether an expression is the same for all work items: outside of a region nothing but their numbers and memory differs. */
    private static boolean isUniform(Expr e) {
        boolean[] differs = {false};
        Walk.parts(e, x -> differs[0] |= x instanceof Expr.Load || x instanceof Expr.Id);
        return !differs[0];
    }

    /** @param labels those that a jump may go to from here */
    private static boolean fit(List<Stmt> body, Set<String> labels, boolean inLoop) {
        return body.stream().allMatch(s -> fits(s, labels, inLoop));
    }

    private static boolean fits(Stmt s, Set<String> labels, boolean inLoop) {
        return switch (s) {
            case Stmt.Let l -> TYPES.contains(l.var().type()) && fits(l.value(), inLoop);
            case Stmt.Assign a -> fits(a.value(), inLoop);
            case Stmt.Store st -> !inLoop && isWord(st.buf()) && fits(st.index(), false) && fits(st.value(), false);
            case Stmt.If i ->
                fits(i.condition(), inLoop)
                        && fit(i.then(), labels, inLoop && !leaves(i.then()))
                        && fit(i.otherwise(), labels, inLoop && !leaves(i.otherwise()));
            case Stmt.Block b -> fit(b.body(), with(labels, b.label()), inLoop);
            case Stmt.Repeat r -> fit(r.body(), Set.of(r.label()), true);
            case Stmt.Break b -> labels.contains(b.label());
            case Stmt.Continue c -> labels.contains(c.label());
            default -> false;
        };
    }

    /** Whether a work item does this once at most, as it leaves a loop afterwards. */
    private static boolean leaves(List<Stmt> body) {
        return !body.isEmpty() && body.getLast() instanceof Stmt.Break;
    }

    private static Set<String> with(Set<String> labels, String more) {
        Set<String> all = new HashSet<>(labels);
        all.add(more);
        return all;
    }

    private static boolean isWord(Buf b) {
        return !b.isLocal() && TYPES.contains(b.type()) && !b.type().isBool();
    }

    private static boolean fits(Expr e, boolean inLoop) {
        return switch (e) {
            case Expr.Const c -> TYPES.contains(c.type());
            case Expr.Var v -> TYPES.contains(v.type());
            case Expr.Id id -> false;
            case Expr.Load l -> !inLoop && isWord(l.buf()) && l.index().type() == DType.INT32 && fits(l.index(), false);
            case Expr.Apply a ->
                TYPES.contains(a.type())
                        && a.args().stream().allMatch(x -> fits(x, inLoop))
                        && (a.arg(0).type() == DType.FLOAT32 ? ofFloats(a) : ofIntegers(a));
        };
    }

    private static boolean ofFloats(Expr.Apply a) {
        return switch (a.op()) {
            case ADD, SUB, MUL, DIV, NEG, ABS, FMA, SQRT, FLOOR, CEIL, LT, LE, GT, GE, EQ, NE, BITCAST -> true;
            case CAST -> a.type().isBool() || a.type() == DType.FLOAT32;
            default -> false;
        };
    }

    private static boolean ofIntegers(Expr.Apply a) {
        return switch (a.op()) {
            case ADD, SUB, MUL, NEG, ABS, BITCAST -> !a.arg(0).type().isBool();
            case AND, OR, XOR, NOT, LT, LE, GT, GE, EQ, NE, SELECT, CAST -> true;
            case DIV, REM -> a.arg(1) instanceof Expr.Const c && c.bits() > 0;
            case SHL, SHR -> !a.type().isBool() && CExpressions.inRange(a.arg(1), a.type());
            default -> false;
        };
    }

    // ---- statements

    /** The region as C. */
    String text(Region region, int indent) {
        depth = indent;
        String i = names.of(region.first().var().name());
        line("int" + WIDTH + " " + i + " = " + region.first("int", scalars) + " + " + NUMBERS + ";");
        inside.add(region.first().var().name());
        String mask = mask(i + " < (" + scalars.text(region.end()) + ")");
        line("if (any(" + mask + ")) {");
        block(region.body().then(), mask);
        line("}");
        return out.toString();
    }

    private void line(String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private void block(List<Stmt> body, String mask) {
        depth++;
        body.forEach(s -> stmt(s, mask));
        depth--;
    }

    /** A new mask. */
    private String mask(String value) {
        String name = names.of("lanes" + ++masks);
        line("int16 " + name + " = " + value + ";");
        return name;
    }

    private void stmt(Stmt s, String mask) {
        switch (s) {
            case Stmt.Let l -> {
                line(vector(l.var().type()) + " " + names.of(l.var().name()) + " = " + text(l.value(), mask) + ";");
                inside.add(l.var().name());
            }
            case Stmt.Assign a -> {
                String v = names.of(a.var().name());
                line(v + " = select(" + v + ", " + text(a.value(), mask) + ", " + mask + ");");
            }
            case Stmt.Store st ->
                line(helpers.scatter(st.buf().type()) + "(" + names.of(st.buf().name()) + ", " + text(st.index(), mask)
                        + ", " + text(st.value(), mask) + ", " + mask + ");");
            case Stmt.If i -> branch(i, mask);
            case Stmt.Block b -> {
                gone.put(b.label(), mask("0"));
                around.add(b.label());
                String own = mask(mask);
                line("{");
                block(b.body(), own);
                line("}");
                around.remove(b.label());
                around.forEach(label -> line(mask + " &= ~" + gone.get(label) + ";"));
            }
            case Stmt.Repeat r -> repeat(r, mask);
            case Stmt.Break b -> leave(b.label(), mask, true);
            case Stmt.Continue c -> leave(c.label(), mask, false);
            default -> throw new IllegalStateException("a statement that is not for lanes: " + s);
        }
    }

    private void branch(Stmt.If i, String mask) {
        String yes = mask(mask + " & " + text(i.condition(), mask));
        String no = mask(mask + " & ~" + yes);
        branch(i.then(), yes);
        branch(i.otherwise(), no);
        line(mask + " = " + yes + " | " + no + ";");
    }

    private void branch(List<Stmt> body, String mask) {
        if (!body.isEmpty()) {
            line(leaves(body) ? "if (any(" + mask + ")) {" : "{");
            block(body, mask);
            line("}");
        }
    }

    private void repeat(Stmt.Repeat r, String mask) {
        String label = r.label();
        List<String> outer = around;
        around = new ArrayList<>(List.of(label));
        String going = mask(mask);
        live.put(label, going);
        line("while (any(" + going + ")) {");
        depth++;
        String left = mask("0");
        gone.put(label, left);
        String own = mask(going);
        depth--;
        block(r.body(), own);
        line("}");
        around = outer;
    }

    private void leave(String label, String mask, boolean forGood) {
        if (forGood && live.containsKey(label)) {
            line(live.get(label) + " &= ~" + mask + ";");
        }
        line(gone.get(label) + " |= " + mask + ";");
        line(mask + " = 0;");
    }

    // ---- expressions

    static String vector(DType t) {
        return switch (t) {
            case FLOAT32 -> "float" + WIDTH;
            case UINT32 -> "uint" + WIDTH;
            default -> "int" + WIDTH;
        };
    }

    /** An expression without loads, of the values of variables that {@code vectors} are. */
    String text(Expr e, Set<String> vectors) {
        inside.addAll(vectors);
        return text(e, "");
    }

    private String text(Expr e, String mask) {
        return switch (e) {
            case Expr.Const c ->
                "(" + vector(c.type()) + ")(" + (c.type().isBool() ? Long.toString(-c.bits()) : scalars.text(c)) + ")";
            case Expr.Var v when inside.contains(v.name()) -> names.of(v.name());
            case Expr.Var v ->
                "(" + vector(v.type()) + ")(" + names.of(v.name()) + (v.type().isBool() ? " ? -1 : 0)" : ")");
            case Expr.Load l ->
                helpers.gather(l.buf().type()) + "(" + names.of(l.buf().name()) + ", " + text(l.index(), mask) + ", "
                        + mask + ")";
            case Expr.Apply a -> apply(a, mask);
            case Expr.Id id -> throw new IllegalStateException("a number that is not for lanes: " + id);
        };
    }

    private String apply(Expr.Apply a, String mask) {
        List<String> x = a.args().stream().map(e -> text(e, mask)).toList();
        DType t = a.arg(0).type();
        return switch (a.op()) {
            case ADD, SUB, MUL -> arithmetic(a.op().symbol(), t, x);
            case DIV, REM, LT, LE, GT, GE, EQ, NE, AND, OR, XOR ->
                "(" + x.get(0) + " " + a.op().symbol() + " " + x.get(1) + ")";
            case NEG ->
                t == DType.FLOAT32
                        ? "(-" + x.get(0) + ")"
                        : arithmetic("-", t, List.of("(" + vector(t) + ")(0)", x.get(0)));
            case NOT -> "(~" + x.get(0) + ")";
            case SHL -> "as_" + vector(t) + "(as_uint16(" + x.get(0) + ") << as_uint16(" + x.get(1) + "))";
            case SHR -> "(" + x.get(0) + " >> " + x.get(1) + ")";
            case ABS ->
                t == DType.FLOAT32
                        ? "fabs(" + x.get(0) + ")"
                        : t == DType.INT32 ? "as_int16(abs(" + x.get(0) + "))" : x.get(0);
            case FMA, SQRT, FLOOR, CEIL -> a.op().name().toLowerCase(Locale.ROOT) + "(" + String.join(", ", x) + ")";
            case SELECT -> "select(" + x.get(2) + ", " + x.get(1) + ", " + x.get(0) + ")";
            case BITCAST -> "as_" + vector(a.type()) + "(" + x.get(0) + ")";
            case CAST -> cast(a.type(), t, x.get(0));
            default -> throw new IllegalStateException("an operation that is not for lanes: " + a);
        };
    }

    /** Of integers as unsigned ones, since C leaves the overflow of signed ones undefined. */
    private static String arithmetic(String symbol, DType t, List<String> x) {
        return t == DType.FLOAT32
                ? "(" + x.get(0) + " " + symbol + " " + x.get(1) + ")"
                : "as_" + vector(t) + "(as_uint16(" + x.get(0) + ") " + symbol + " as_uint16(" + x.get(1) + "))";
    }

    private static String cast(DType to, DType from, String x) {
        if (to == from) {
            return x;
        }
        if (to.isBool()) {
            return "(" + x + " != (" + vector(from) + ")(0))";
        }
        String number = from.isBool() ? "(" + x + " & 1)" : x;
        return (to == DType.FLOAT32 ? "convert_" : "as_") + vector(to) + "(" + number + ")";
    }
}
