package io.github.tornadoarrays.corpus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small Java methods as trees: what {@link CodeMaker} makes up, {@link CodeClass} writes as bytecode and people read as text. */
final class Code {
    private Code() {}

    /** What a value is while it is computed with. */
    enum Type {
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isFloat() {
            return this == FLOAT || this == DOUBLE;
        }
    }

    /** What a value is in an array, or can be cast to. */
    enum Kind {
        BOOLEAN(Type.BOOLEAN),
        BYTE(Type.INT),
        SHORT(Type.INT),
        CHAR(Type.INT),
        INT(Type.INT),
        LONG(Type.LONG),
        FLOAT(Type.FLOAT),
        DOUBLE(Type.DOUBLE);

        final Type type;

        Kind(Type type) {
            this.type = type;
        }

        boolean isNarrow() {
            return this == BYTE || this == SHORT || this == CHAR;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A value. */
    sealed interface Ex {
        Type type();

        default List<Ex> parts() {
            return List.of();
        }

        default Ex with(List<Ex> parts) {
            return this;
        }
    }

    record Const(Type type, Object value) implements Ex {
        @Override
        public String toString() {
            return switch (value) {
                case Long l when l == Long.MIN_VALUE -> "Long.MIN_VALUE";
                case Integer i when i == Integer.MIN_VALUE -> "Integer.MIN_VALUE";
                case Long l -> l + "L";
                case Float f when f.isNaN() || f.isInfinite() -> "(" + name(f, "Float") + ")";
                case Double d when d.isNaN() || d.isInfinite() -> "(" + name(d, "Double") + ")";
                case Float f -> f + "f";
                case Object o -> o.toString();
            };
        }

        private static String name(Number x, String of) {
            double d = x.doubleValue();
            return of + (d != d ? ".NaN" : d > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
    }

    record Local(Type type, String name) implements Ex {
        @Override
        public String toString() {
            return name;
        }
    }

    record At(Kind kind, String array, Ex index) implements Ex {
        @Override
        public Type type() {
            return kind.type;
        }

        @Override
        public List<Ex> parts() {
            return List.of(index);
        }

        @Override
        public Ex with(List<Ex> p) {
            return new At(kind, array, p.get(0));
        }

        @Override
        public String toString() {
            return array + "[" + index + "]";
        }
    }

    /** An operation on numbers, or a bitwise one on booleans; the second operand of a shift may be int or long. */
    record Binary(String op, Ex a, Ex b) implements Ex {
        @Override
        public Type type() {
            return a.type();
        }

        @Override
        public List<Ex> parts() {
            return List.of(a, b);
        }

        @Override
        public Ex with(List<Ex> p) {
            return new Binary(op, p.get(0), p.get(1));
        }

        @Override
        public String toString() {
            return "(" + a + " " + op + " " + b + ")";
        }
    }

    /** {@code -}, {@code ~} or {@code !}. */
    record Unary(String op, Ex a) implements Ex {
        @Override
        public Type type() {
            return a.type();
        }

        @Override
        public List<Ex> parts() {
            return List.of(a);
        }

        @Override
        public Ex with(List<Ex> p) {
            return new Unary(op, p.get(0));
        }

        @Override
        public String toString() {
            return op + "(" + a + ")";
        }
    }

    record Cast(Kind to, Ex a) implements Ex {
        @Override
        public Type type() {
            return to.type;
        }

        @Override
        public List<Ex> parts() {
            return List.of(a);
        }

        @Override
        public Ex with(List<Ex> p) {
            return new Cast(to, p.get(0));
        }

        @Override
        public String toString() {
            return "(" + to + ") (" + a + ")";
        }
    }

    record Compare(String op, Ex a, Ex b) implements Ex {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Ex> parts() {
            return List.of(a, b);
        }

        @Override
        public Ex with(List<Ex> p) {
            return new Compare(op, p.get(0), p.get(1));
        }

        @Override
        public String toString() {
            return "(" + a + " " + op + " " + b + ")";
        }
    }

    /** {@code &&} or {@code ||}. */
    record Logic(String op, Ex a, Ex b) implements Ex {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Ex> parts() {
            return List.of(a, b);
        }

        @Override
        public Ex with(List<Ex> p) {
            return new Logic(op, p.get(0), p.get(1));
        }

        @Override
        public String toString() {
            return "(" + a + " " + op + " " + b + ")";
        }
    }

    record Ternary(Ex condition, Ex a, Ex b) implements Ex {
        @Override
        public Type type() {
            return a.type();
        }

        @Override
        public List<Ex> parts() {
            return List.of(condition, a, b);
        }

        @Override
        public Ex with(List<Ex> p) {
            return new Ternary(p.get(0), p.get(1), p.get(2));
        }

        @Override
        public String toString() {
            return "(" + condition + " ? " + a + " : " + b + ")";
        }
    }

    /** A static method of the JDK. */
    record Function(Class<?> owner, String name, Type type, List<Type> parameters) {}

    record Call(Function function, List<Ex> parts) implements Ex {
        @Override
        public Type type() {
            return function.type;
        }

        @Override
        public Ex with(List<Ex> p) {
            return new Call(function, p);
        }

        @Override
        public String toString() {
            return function.owner.getSimpleName() + "." + function.name + text(parts);
        }
    }

    /** A method beside the kernel. */
    record Helper(String name, Type type, List<Local> parameters, List<St> body, Ex result) {
        @Override
        public String toString() {
            return "static " + type + " " + name
                    + parameters.stream().map(p -> p.type + " " + p).collect(list()) + " {\n" + Code.indented(body)
                    + "    return " + result + ";\n}\n";
        }
    }

    record Help(Helper helper, List<Ex> parts) implements Ex {
        @Override
        public Type type() {
            return helper.type;
        }

        @Override
        public Ex with(List<Ex> p) {
            return new Help(helper, p);
        }

        @Override
        public String toString() {
            return helper.name + text(parts);
        }
    }

    private static String text(List<Ex> parts) {
        return parts.stream().map(Ex::toString).collect(list());
    }

    private static java.util.stream.Collector<CharSequence, ?, String> list() {
        return Collectors.joining(", ", "(", ")");
    }

    // ---- statements

    sealed interface St {
        default List<Ex> values() {
            return List.of();
        }

        default List<List<St>> blocks() {
            return List.of();
        }

        default St with(List<Ex> values, List<List<St>> blocks) {
            return this;
        }
    }

    record Declare(Local local, Ex value) implements St {
        @Override
        public List<Ex> values() {
            return List.of(value);
        }

        @Override
        public St with(List<Ex> v, List<List<St>> blocks) {
            return new Declare(local, v.get(0));
        }

        @Override
        public String toString() {
            return local.type + " " + local + " = " + value + ";\n";
        }
    }

    record Assign(Local local, Ex value) implements St {
        @Override
        public List<Ex> values() {
            return List.of(value);
        }

        @Override
        public St with(List<Ex> v, List<List<St>> blocks) {
            return new Assign(local, v.get(0));
        }

        @Override
        public String toString() {
            return local + " = " + value + ";\n";
        }
    }

    /** {@code op} is empty, or of a compound assignment. */
    record Store(Kind kind, String array, Ex index, String op, Ex value) implements St {
        @Override
        public List<Ex> values() {
            return List.of(value);
        }

        @Override
        public St with(List<Ex> v, List<List<St>> blocks) {
            return new Store(kind, array, index, op, v.get(0));
        }

        @Override
        public String toString() {
            String cast = kind.isNarrow() && op.isEmpty() ? "(" + kind + ") " : "";
            return array + "[" + index + "] " + op + "= " + cast + value + ";\n";
        }
    }

    record If(Ex condition, List<St> then, List<St> otherwise) implements St {
        @Override
        public List<Ex> values() {
            return List.of(condition);
        }

        @Override
        public List<List<St>> blocks() {
            return List.of(then, otherwise);
        }

        @Override
        public St with(List<Ex> v, List<List<St>> b) {
            return new If(v.get(0), b.get(0), b.get(1));
        }

        @Override
        public String toString() {
            return "if (" + condition + ") {\n" + indented(then)
                    + (otherwise.isEmpty() ? "}\n" : "} else {\n" + indented(otherwise) + "}\n");
        }
    }

    enum Form {
        FOR,
        WHILE,
        DO
    }

    /** A loop that counts up to a limit of at most 7, which is computed anew each time. */
    record Loop(Form form, String label, Local counter, Ex limit, List<St> body) implements St {
        @Override
        public List<Ex> values() {
            return List.of(limit);
        }

        @Override
        public List<List<St>> blocks() {
            return List.of(body);
        }

        @Override
        public St with(List<Ex> v, List<List<St>> b) {
            return new Loop(form, label, counter, v.get(0), b.get(0));
        }

        /** The limit as it is compared with. */
        Ex atMost7() {
            return new Binary("&", limit, new Const(Type.INT, 7));
        }

        @Override
        public String toString() {
            return switch (form) {
                case FOR ->
                    label + ": for (int " + counter + " = 0; " + counter + " < " + atMost7() + "; " + counter
                            + "++) {\n" + indented(body) + "}\n";
                case WHILE ->
                    "int " + counter + " = 0;\n" + label + ": while (" + counter + "++ < " + atMost7() + ") {\n"
                            + indented(body) + "}\n";
                case DO ->
                    "int " + counter + " = 0;\n" + label + ": do {\n" + indented(body) + "} while (++" + counter + " < "
                            + atMost7() + ");\n";
            };
        }
    }

    /** A break or continue, if a condition holds. */
    record Jump(Ex condition, boolean again, String label) implements St {
        @Override
        public List<Ex> values() {
            return List.of(condition);
        }

        @Override
        public St with(List<Ex> v, List<List<St>> b) {
            return new Jump(v.get(0), again, label);
        }

        @Override
        public String toString() {
            return "if (" + condition + ") " + (again ? "continue " : "break ") + label + ";\n";
        }
    }

    /** A return out of a helper, if a condition holds. */
    record Return(Ex condition, Ex value) implements St {
        @Override
        public List<Ex> values() {
            return List.of(condition, value);
        }

        @Override
        public St with(List<Ex> v, List<List<St>> b) {
            return new Return(v.get(0), v.get(1));
        }

        @Override
        public String toString() {
            return "if (" + condition + ") return " + value + ";\n";
        }
    }

    /**
     * A switch with one block a case, and the default's last.
     *
     * @param keys what leads to each block but the last
     * @param falls whether each block but the last goes on in the next
     */
    record Switch(Ex on, List<Integer> keys, List<Boolean> falls, List<List<St>> blocks) implements St {
        @Override
        public List<Ex> values() {
            return List.of(on);
        }

        @Override
        public St with(List<Ex> v, List<List<St>> b) {
            return new Switch(v.get(0), keys, falls, b);
        }

        @Override
        public String toString() {
            StringBuilder out = new StringBuilder("switch ((int) (" + on + ")) {\n");
            for (int k = 0; k < blocks.size(); k++) {
                out.append(k < keys.size() ? "    case " + keys.get(k) + ":\n" : "    default:\n")
                        .append(indented(blocks.get(k)).indent(4));
                if (k < keys.size() && !falls.get(k)) {
                    out.append("        break;\n");
                }
            }
            return out + "}\n";
        }
    }

    private static String indented(List<St> body) {
        return body.stream().map(St::toString).collect(Collectors.joining()).indent(4);
    }

    // ---- methods

    /** What a kernel takes: a scalar, or an array of {@code kind}. */
    record Parameter(String name, Kind kind, boolean isArray) {}

    /**
     * A kernel over {@code depth} parallel loops.
     *
     * @param parameters what it may use; a kernel that is not {@code full} takes only those that it does use
     */
    record Method(int depth, List<Parameter> parameters, boolean full, List<St> body) {
        Method withBody(List<St> changed) {
            return new Method(depth, parameters, full, changed);
        }

        /** The parameters behind {@code rows} and {@code cols}. */
        List<Parameter> taken() {
            Set<String> used = new LinkedHashSet<>();
            each(body, e -> {
                if (e instanceof Local l) {
                    used.add(l.name);
                } else if (e instanceof At a) {
                    used.add(a.array);
                }
                return e;
            });
            stores(body, used);
            return parameters.stream()
                    .filter(p -> full || used.contains(p.name))
                    .toList();
        }

        private static void stores(List<St> body, Set<String> names) {
            for (St s : body) {
                if (s instanceof Store x) {
                    names.add(x.array);
                }
                s.blocks().forEach(b -> stores(b, names));
            }
        }

        Set<Helper> helpers() {
            Set<Helper> out = new LinkedHashSet<>();
            each(body, e -> {
                if (e instanceof Help h) {
                    out.add(h.helper);
                }
                return e;
            });
            return out;
        }

        @Override
        public String toString() {
            String heads = IntStream.range(0, depth)
                    .mapToObj(d -> "    ".repeat(d + 1) + "for (@Parallel int " + loop(d) + " = 0; " + loop(d) + " < "
                            + extent(d) + "; " + loop(d) + "++) {\n")
                    .collect(Collectors.joining());
            String ends = IntStream.range(0, depth)
                    .mapToObj(d -> "    ".repeat(depth - d) + "}\n")
                    .collect(Collectors.joining());
            String takes = taken().stream()
                    .map(p -> ", " + p.kind + (p.isArray ? "[] " : " ") + p.name)
                    .collect(Collectors.joining());
            return helpers().stream().map(Helper::toString).collect(Collectors.joining())
                    + "static void kernel(int rows" + (depth == 2 ? ", int cols" : "") + takes + ") {\n" + heads
                    + "    ".repeat(depth + 1) + "int at = " + (depth == 2 ? "i * cols + j" : "i") + ";\n"
                    + indented(body).indent(4 * depth) + ends + "}\n";
        }

        static String loop(int d) {
            return d == 0 ? "i" : "j";
        }

        static String extent(int d) {
            return d == 0 ? "rows" : "cols";
        }
    }

    /** The body with every value changed, parts first. */
    static List<St> each(List<St> body, UnaryOperator<Ex> change) {
        return body.stream()
                .map(s -> s.with(
                        s.values().stream().map(e -> each(e, change)).toList(),
                        s.blocks().stream().map(b -> each(b, change)).toList()))
                .toList();
    }

    static Ex each(Ex e, UnaryOperator<Ex> change) {
        List<Ex> parts = new ArrayList<>();
        e.parts().forEach(p -> parts.add(each(p, change)));
        return change.apply(e.with(parts));
    }
}
