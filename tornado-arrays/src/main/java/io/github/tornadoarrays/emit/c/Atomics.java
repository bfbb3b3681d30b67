package io.github.tornadoarrays.emit.c;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.AtomicOp;

/** Functions that change a value in memory as one step. Where the language has none for a type, they try until nobody came between. */
final class Atomics {
    private final Dialect dialect;
    private final Helpers helpers;

    Atomics(Dialect dialect, Helpers helpers) {
        this.dialect = dialect;
        this.helpers = helpers;
    }

    String of(AtomicOp op, DType t, boolean shared) {
        boolean wide = t.bits() == 64;
        if (wide) {
            helpers.noteAtomics64();
        }
        String space = !dialect.isOpenCl() ? "" : shared ? dialect.shared() : dialect.global();
        String name = "atomic_" + op.name().toLowerCase(java.util.Locale.ROOT) + "_" + Helpers.tag(t)
                + (shared && dialect.isOpenCl() ? "_shared" : "");
        boolean exchange = op == AtomicOp.COMPARE_EXCHANGE;
        String body = builtIn(op, t) ? "  return " + call(op, wide) + ";\n" : attempts(op, t, space);
        helpers.put(
                name,
                (dialect.function() + "T " + name + "(volatile " + space + "T *p, " + (exchange ? "T expected, " : "")
                                + "T x) {\n" + body + "}\n")
                        .replaceAll("\\bT\\b", dialect.type(t)));
        return name;
    }

    private boolean builtIn(AtomicOp op, DType t) {
        return !t.isFloat()
                && (t.bits() == 32
                        || op == AtomicOp.ADD
                        || op == AtomicOp.EXCHANGE
                        || op == AtomicOp.COMPARE_EXCHANGE
                        || !dialect.isOpenCl());
    }

    private String call(AtomicOp op, boolean wide) {
        if (dialect.isOpenCl()) {
            String name = switch (op) {
                case ADD -> "add";
                case MIN -> "min";
                case MAX -> "max";
                case AND -> "and";
                case OR -> "or";
                case XOR -> "xor";
                case EXCHANGE -> "xchg";
                case COMPARE_EXCHANGE -> "cmpxchg";
            };
            return (wide ? "atom_" : "atomic_")
                    + name
                    + (op == AtomicOp.COMPARE_EXCHANGE ? "(p, expected, x)" : "(p, x)");
        }
        String name = switch (op) {
            case ADD -> "Add";
            case MIN -> "Min";
            case MAX -> "Max";
            case AND -> "And";
            case OR -> "Or";
            case XOR -> "Xor";
            case EXCHANGE -> "Exch";
            case COMPARE_EXCHANGE -> "CAS";
        };
        boolean compared = op == AtomicOp.MIN || op == AtomicOp.MAX;
        String u = wide && !compared ? "unsigned long long" : "T";
        String x = "(" + u + ")x";
        return "(T)atomic" + name + "((" + u + " *)p, "
                + (op == AtomicOp.COMPARE_EXCHANGE ? "(" + u + ")expected, " + x : x) + ")";
    }

    /** Computes the new value and puts it in place of the old one, again and again until that was still there. */
    private String attempts(AtomicOp op, DType t, String space) {
        DType bits = t.bits() == 64 ? DType.INT64 : DType.INT32;
        String changed = switch (op) {
            case ADD ->
                t.isFloat() ? "old + x" : "(T)((" + dialect.wrapping(t) + ")old + (" + dialect.wrapping(t) + ")x)";
            case MIN -> helpers.smaller(t) + "(old, x)";
            case MAX -> helpers.larger(t) + "(old, x)";
            case AND -> "old & x";
            case OR -> "old | x";
            case XOR -> "old ^ x";
            case EXCHANGE, COMPARE_EXCHANGE -> "x";
        };
        String swap = of(AtomicOp.COMPARE_EXCHANGE, bits, !space.isEmpty() && space.equals(dialect.shared()));
        String b = dialect.type(bits);
        String toBits = !t.isFloat() ? "" : bits == DType.INT64 ? "as_long" : "as_int";
        String toValue = !t.isFloat() ? "" : bits == DType.INT64 ? "as_double" : "as_float";
        String leave = op == AtomicOp.COMPARE_EXCHANGE ? "    if (!(old == expected)) return old;\n" : "";
        return "  volatile " + space + b + " *q = (volatile " + space + b + " *)p;\n"
                + "  for (" + b + " seen = *q;;) {\n"
                + "    T old = " + toValue + "(seen);\n"
                + leave
                + "    " + b + " found = " + swap + "(q, seen, " + toBits + "(" + changed + "));\n"
                + "    if (found == seen) return old;\n"
                + "    seen = found;\n"
                + "  }\n";
    }
}
