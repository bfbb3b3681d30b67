package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.corpus.Code.Ex;
import io.github.tornadoarrays.corpus.Code.Function;
import io.github.tornadoarrays.corpus.Code.Kind;
import io.github.tornadoarrays.corpus.Code.Local;
import io.github.tornadoarrays.corpus.Code.Parameter;
import io.github.tornadoarrays.corpus.Code.St;
import io.github.tornadoarrays.corpus.Code.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes up kernels that end, write to their own elements only, and give the same on every machine. */
final class CodeMaker {
    /** The length of the arrays that are read anywhere; indices are masked. */
    static final int LENGTH = 64;

    private static final Kind[] KINDS = Kind.values();
    private static final Type[] NUMBERS = {Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE};

    private static final List<Function> FUNCTIONS = functions();

    private final Random random;
    private final List<Local> scope = new ArrayList<>();
    private final List<String> loops = new ArrayList<>();
    private final List<Code.Helper> helpers = new ArrayList<>();
    private boolean arrays = true;
    private @Nullable Type result;
    private int names;
    private int budget;

    private CodeMaker(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    static Code.Method method(long seed) {
        return new CodeMaker(seed).method();
    }

    /** A maker of pieces of a kernel of work items, with int variables of these names around them. */
    static CodeMaker forGroups(long seed, List<String> variables) {
        CodeMaker m = new CodeMaker(seed);
        for (int k = m.random.nextInt(3); k > 0; k--) {
            m.helpers.add(m.helper(k));
        }
        m.scope.clear();
        variables.forEach(name -> m.scope.add(new Local(Type.INT, name)));
        for (Kind k : KINDS) {
            m.scope.add(new Local(k.type, "the" + k));
        }
        return m;
    }

    /** How many more parts what is made up next may have. */
    void refill(int parts) {
        budget = parts;
    }

    /** The variables that can be used. */
    List<Local> scope() {
        return scope;
    }

    /** Forgets all variables but the first so many. */
    void leave(int variables) {
        while (scope.size() > variables) {
            scope.removeLast();
        }
    }

    String helperTexts() {
        return helpers.stream().map(Code.Helper::toString).collect(Collectors.joining());
    }

    /** Arguments for all {@link #parameters}, with {@code n} elements to write. */
    static List<Object> arguments(long seed, int n) {
        Random r = new Random(seed);
        List<Object> all = new ArrayList<>();
        for (Parameter p : parameters()) {
            Object array = array(r, p.kind(), p.name().startsWith("out") ? n : LENGTH);
            all.add(p.isArray() ? array : java.lang.reflect.Array.get(array, 0));
        }
        return all;
    }

    /** Arguments for a kernel: {@code rows} by {@code cols} elements. */
    static Object[] arguments(Code.Method method, long seed, int rows, int cols) {
        Random r = new Random(seed);
        Map<String, Object> all = new HashMap<>();
        for (Parameter p : parameters()) {
            int n = p.name().startsWith("out") ? rows * (method.depth() == 2 ? cols : 1) : LENGTH;
            Object array = array(r, p.kind(), n);
            all.put(p.name(), p.isArray() ? array : java.lang.reflect.Array.get(array, 0));
        }
        List<Object> args = new ArrayList<>();
        args.add(rows);
        if (method.depth() == 2) {
            args.add(cols);
        }
        method.taken().forEach(p -> args.add(all.get(p.name())));
        return args.toArray();
    }

    private static Object array(Random r, Kind kind, int n) {
        int[] i = Values.ints(r, n);
        return switch (kind) {
            case INT -> i;
            case LONG -> Values.longs(r, n);
            case FLOAT -> Values.awkwardFloats(r, n);
            case DOUBLE -> Values.awkward(r, n);
            case BYTE -> Values.bytes(r, n);
            case BOOLEAN -> {
                boolean[] z = new boolean[n];
                for (int k = 0; k < n; k++) {
                    z[k] = r.nextBoolean();
                }
                yield z;
            }
            case SHORT -> {
                short[] s = new short[n];
                for (int k = 0; k < n; k++) {
                    s[k] = (short) i[k];
                }
                yield s;
            }
            case CHAR -> {
                char[] c = new char[n];
                for (int k = 0; k < n; k++) {
                    c[k] = (char) i[k];
                }
                yield c;
            }
        };
    }

    static List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        for (Kind k : KINDS) {
            all.add(new Parameter(k + "s", k, true));
            all.add(new Parameter("the" + k, k, false));
            all.add(new Parameter("out" + k, k, true));
        }
        return all;
    }

    private Code.Method method() {
        for (int k = random.nextInt(3); k > 0; k--) {
            helpers.add(helper(k));
        }
        scope.clear();
        int depth = 1 + random.nextInt(2);
        for (int d = 0; d < depth; d++) {
            scope.add(new Local(Type.INT, Code.Method.loop(d)));
            scope.add(new Local(Type.INT, Code.Method.extent(d)));
        }
        scope.add(new Local(Type.INT, "at"));
        for (Kind k : KINDS) {
            scope.add(new Local(k.type, "the" + k));
        }
        budget = 20 + random.nextInt(60);
        List<St> body = new ArrayList<>(block(4));
        body.add(store());
        return new Code.Method(depth, parameters(), random.nextInt(4) == 0, body);
    }

    private Code.Helper helper(int number) {
        scope.clear();
        List<Local> parameters = new ArrayList<>();
        for (int k = random.nextInt(4); k >= 0; k--) {
            parameters.add(new Local(type(), "p" + names++));
        }
        scope.addAll(parameters);
        budget = 10 + random.nextInt(15);
        Type type = type();
        arrays = false;
        result = type;
        List<St> body = block(2);
        Ex value = value(type, 2);
        arrays = true;
        result = null;
        return new Code.Helper("helper" + number, type, parameters, body, value);
    }

    private Type type() {
        return random.nextInt(8) == 0 ? Type.BOOLEAN : NUMBERS[random.nextInt(4)];
    }

    // ---- statements

    private List<St> block(int depth) {
        int before = scope.size();
        List<St> body = new ArrayList<>();
        for (int k = 1 + random.nextInt(4); k > 0 && budget > 0; k--) {
            body.add(statement(depth));
        }
        leave(before);
        return body;
    }

    St statement(int depth) {
        budget--;
        switch (random.nextInt(depth > 0 ? 10 : 4)) {
            case 0 -> {
                Type t = type();
                Ex value = value(t, 3);
                Local l = new Local(t, "v" + names++);
                scope.add(l);
                return new Code.Declare(l, value);
            }
            case 1 -> {
                List<Local> fit = scope.stream()
                        .filter(l -> l.name().startsWith("v") || l.name().startsWith("p"))
                        .toList();
                if (fit.isEmpty()) {
                    return statement(depth);
                }
                Local l = fit.get(random.nextInt(fit.size()));
                return new Code.Assign(l, value(l.type(), 3));
            }
            case 2 -> {
                return result == null ? store() : new Code.Return(condition(2), value(result, 2));
            }
            case 3 -> {
                return loops.isEmpty()
                        ? statement(depth)
                        : new Code.Jump(condition(2), random.nextBoolean(), loops.get(random.nextInt(loops.size())));
            }
            case 4, 5, 6 -> {
                Ex c = condition(3);
                return new Code.If(c, block(depth - 1), random.nextBoolean() ? block(depth - 1) : List.of());
            }
            case 7, 8 -> {
                Local counter = new Local(Type.INT, "k" + names++);
                Ex limit = random.nextBoolean() ? new Code.Const(Type.INT, random.nextInt(8)) : value(Type.INT, 2);
                String label = "loop" + names++;
                int before = scope.size();
                scope.add(counter);
                loops.add(label);
                List<St> body = block(depth - 1);
                loops.removeLast();
                leave(before);
                return new Code.Loop(Code.Form.values()[random.nextInt(3)], label, counter, limit, body);
            }
            default -> {
                TreeSet<Integer> keys = new TreeSet<>();
                boolean sparse = random.nextInt(3) == 0;
                for (int k = 1 + random.nextInt(4); k > 0; k--) {
                    keys.add(sparse ? random.nextInt() >> random.nextInt(32) : random.nextInt(6) - 1);
                }
                List<Boolean> falls = new ArrayList<>();
                List<List<St>> blocks = new ArrayList<>();
                Ex on = value(Type.INT, 2);
                for (int k = 0; k <= keys.size(); k++) {
                    falls.add(random.nextInt(3) == 0);
                    blocks.add(random.nextInt(6) == 0 ? List.of() : block(depth - 1));
                }
                Ex masked = sparse ? on : new Code.Binary("&", on, new Code.Const(Type.INT, 7));
                return new Code.Switch(masked, List.copyOf(keys), falls, blocks);
            }
        }
    }

    St store() {
        Kind k = KINDS[random.nextInt(KINDS.length)];
        String op = "";
        if (random.nextInt(4) == 0) {
            String[] ops = k.type == Type.BOOLEAN
                    ? new String[] {"&", "|", "^"}
                    : k.type.isFloat() ? new String[] {"+", "-", "*"} : new String[] {"+", "-", "*", "&", "|", "^"};
            op = ops[random.nextInt(ops.length)];
        }
        return new Code.Store(k, "out" + k, new Local(Type.INT, "at"), op, value(k.type, 4));
    }

    // ---- values

    Ex value(Type t, int depth) {
        budget--;
        if (depth <= 0 || budget < 0 || random.nextInt(6) == 0) {
            return leaf(t);
        }
        if (t == Type.BOOLEAN) {
            return condition(depth);
        }
        switch (random.nextInt(12)) {
            case 0 -> {
                return new Code.Ternary(condition(depth - 1), value(t, depth - 1), value(t, depth - 1));
            }
            case 1, 2 -> {
                return cast(t, depth);
            }
            case 3 -> {
                return new Code.Unary(t.isFloat() || random.nextBoolean() ? "-" : "~", value(t, depth - 1));
            }
            case 4 -> {
                List<Function> fit =
                        FUNCTIONS.stream().filter(f -> f.type() == t).toList();
                Function f = fit.get(random.nextInt(fit.size()));
                return new Code.Call(
                        f, f.parameters().stream().map(p -> value(p, depth - 1)).toList());
            }
            case 5 -> {
                List<Code.Helper> fit =
                        helpers.stream().filter(h -> h.type() == t).toList();
                if (fit.isEmpty() || !arrays) {
                    return leaf(t);
                }
                Code.Helper h = fit.get(random.nextInt(fit.size()));
                return new Code.Help(
                        h,
                        h.parameters().stream()
                                .map(p -> value(p.type(), depth - 1))
                                .toList());
            }
            case 6, 7 -> {
                return arrays ? element(t, depth) : leaf(t);
            }
            default -> {
                return binary(t, depth);
            }
        }
    }

    private Ex binary(Type t, int depth) {
        if (t.isFloat()) {
            String[] ops = {"+", "-", "*", "/", "%"};
            return new Code.Binary(ops[random.nextInt(5)], value(t, depth - 1), value(t, depth - 1));
        }
        String[] ops = {"+", "-", "*", "&", "|", "^", "<<", ">>", ">>>", "/", "%"};
        int k = random.nextInt(ops.length);
        Ex a = value(t, depth - 1);
        if (k >= 6 && k < 9) {
            return new Code.Binary(
                    ops[k], a, value(random.nextInt(4) == 0 && t == Type.LONG ? t : Type.INT, depth - 1));
        }
        Ex b = value(t, depth - 1);
        if (k >= 9) {
            // never zero
            b = random.nextInt(3) == 0
                    ? number(t, List.of(-1, 2, 3, 7, 10, -16, 1000).get(random.nextInt(7)))
                    : new Code.Binary("|", b, number(t, 1));
        }
        return new Code.Binary(ops[k], a, b);
    }

    private static Ex number(Type t, int x) {
        return new Code.Const(t, t == Type.LONG ? (Object) (long) x : (Object) x);
    }

    private Ex cast(Type t, int depth) {
        Type from = NUMBERS[random.nextInt(4)];
        Kind to = Kind.valueOf(t.name());
        if (t == Type.INT && random.nextBoolean()) {
            to = KINDS[1 + random.nextInt(3)];
        }
        return new Code.Cast(to, value(from, depth - 1));
    }

    private Ex element(Type t, int depth) {
        List<Kind> fit = java.util.Arrays.stream(KINDS).filter(k -> k.type == t).toList();
        Kind k = fit.get(random.nextInt(fit.size()));
        if (random.nextInt(4) == 0) {
            return new Code.At(k, "out" + k, new Local(Type.INT, "at"));
        }
        Ex index = new Code.Binary("&", value(Type.INT, depth - 1), new Code.Const(Type.INT, LENGTH - 1));
        return new Code.At(k, k + "s", index);
    }

    private Ex condition(int depth) {
        budget--;
        if (depth <= 0 || budget < 0) {
            return leaf(Type.BOOLEAN);
        }
        switch (random.nextInt(10)) {
            case 0 -> {
                return new Code.Unary("!", condition(depth - 1));
            }
            case 1, 2 -> {
                return new Code.Logic(random.nextBoolean() ? "&&" : "||", condition(depth - 1), condition(depth - 1));
            }
            case 3 -> {
                String[] ops = {"&", "|", "^"};
                return new Code.Binary(ops[random.nextInt(3)], condition(depth - 1), condition(depth - 1));
            }
            case 4 -> {
                return arrays ? element(Type.BOOLEAN, depth) : leaf(Type.BOOLEAN);
            }
            default -> {
                Type t = NUMBERS[random.nextInt(4)];
                String[] ops = {"<", "<=", ">", ">=", "==", "!="};
                Ex a = value(t, depth - 1);
                Ex b = t == Type.INT && random.nextInt(4) == 0 ? number(t, 0) : value(t, depth - 1);
                return new Code.Compare(ops[random.nextInt(6)], a, b);
            }
        }
    }

    private Ex leaf(Type t) {
        List<Local> fit = scope.stream().filter(l -> l.type() == t).toList();
        if (!fit.isEmpty() && random.nextInt(4) > 0) {
            return fit.get(random.nextInt(fit.size()));
        }
        return new Code.Const(
                t,
                switch (t) {
                    case BOOLEAN -> random.nextBoolean();
                    case INT -> Values.ints(random, 1)[0];
                    case LONG -> Values.longs(random, 1)[0];
                    case FLOAT ->
                        random.nextBoolean() ? Values.awkwardFloats(random, 1)[0] : random.nextInt(9) * 0.5f - 2;
                    case DOUBLE -> random.nextBoolean() ? Values.awkward(random, 1)[0] : random.nextInt(9) * 0.25 - 1;
                });
    }

    private static List<Function> functions() {
        List<Function> all = new ArrayList<>();
        for (Type t : NUMBERS) {
            for (String name : List.of("min", "max")) {
                all.add(new Function(Math.class, name, t, List.of(t, t)));
            }
            all.add(new Function(Math.class, "abs", t, List.of(t)));
        }
        for (Type t : List.of(Type.FLOAT, Type.DOUBLE)) {
            all.add(new Function(Math.class, "fma", t, List.of(t, t, t)));
            all.add(new Function(Math.class, "signum", t, List.of(t)));
        }
        for (String name : List.of("sqrt", "floor", "ceil", "rint")) {
            all.add(new Function(Math.class, name, Type.DOUBLE, List.of(Type.DOUBLE)));
        }
        all.add(new Function(Float.class, "intBitsToFloat", Type.FLOAT, List.of(Type.INT)));
        all.add(new Function(Double.class, "longBitsToDouble", Type.DOUBLE, List.of(Type.LONG)));
        for (String name : List.of("bitCount", "numberOfLeadingZeros")) {
            all.add(new Function(Integer.class, name, Type.INT, List.of(Type.INT)));
            all.add(new Function(Long.class, name, Type.INT, List.of(Type.LONG)));
        }
        all.add(new Function(Integer.class, "rotateLeft", Type.INT, List.of(Type.INT, Type.INT)));
        all.add(new Function(Long.class, "rotateRight", Type.LONG, List.of(Type.LONG, Type.INT)));
        return all;
    }
}
