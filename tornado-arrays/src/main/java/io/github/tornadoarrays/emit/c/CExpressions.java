package io.github.tornadoarrays.emit.c;

import static io.github.tornadoarrays.core.DType.BOOL;
import static io.github.tornadoarrays.core.DType.FLOAT16;
import static io.github.tornadoarrays.core.DType.FLOAT32;
import static io.github.tornadoarrays.core.DType.FLOAT64;
import static io.github.tornadoarrays.core.DType.INT32;
import static io.github.tornadoarrays.core.DType.INT64;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Half;
import io.github.tornadoarrays.core.ScalarMath;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Expressions as C. Narrow integers are computed in {@code int} and brought back by a cast; sums, differences and products of
 * signed integers are computed as unsigned ones, since C leaves their overflow undefined; 16-bit floats are computed in float
 * and rounded after every operation.
 */
final class CExpressions {
    private final Dialect dialect;
    private final Helpers helpers;
    private final Names names;
    private final List<String> messages;

    private Set<String> counting = Set.of();

    CExpressions(Dialect dialect, Helpers helpers, Names names, List<String> messages) {
        this.dialect = dialect;
        this.helpers = helpers;
        this.names = names;
        this.messages = messages;
    }

    /** Says which values are {@link Counting}. */
    void counts(Set<String> names) {
        counting = names;
    }

    // ---- memory

    /** The value at an index of a buffer. */
    private String load(Buf b, Expr index) {
        if (b.type().isHalf() && !b.isLocal()) {
            if (b.type() == FLOAT16 && dialect.isOpenCl()) {
                return "vload_half(" + index(index) + ", (global const half *)" + names.of(b.name()) + ")";
            }
            return helpers.value(b.type()) + "(" + place(b, index) + ")";
        }
        return place(b, index);
    }

    /** Where an index of a buffer is. */
    String start(Buf b, Expr index) {
        return names.of(b.name()) + " + (" + index(index) + ")";
    }

    /** The value that memory holds as it is computed with. */
    String loaded(DType t, String memory) {
        return t.isHalf() ? helpers.value(t) + "(" + memory + ")" : memory;
    }

    /** A value as memory holds it. */
    String stored(DType t, Expr value) {
        return t.isHalf() ? helpers.bits(t) + "(" + text(value) + ")" : text(value);
    }

    String place(Buf b, Expr index) {
        return names.of(b.name()) + "[" + index(index) + "]";
    }

    /** What stores a value. */
    String store(Buf b, Expr index, Expr stored) {
        Expr value = stored;
        if (b.type().isHalf() && !b.isLocal()) {
            if (stored instanceof Expr.Apply a && a.op() == Op.CAST && a.arg(0).type() == FLOAT32) {
                // the store rounds
                value = a.arg(0);
            }
            if (b.type() == FLOAT16 && dialect.isOpenCl()) {
                return "vstore_half_rte(" + text(value) + ", " + index(index) + ", (global half *)" + names.of(b.name())
                        + ")";
            }
            return place(b, index) + " = " + helpers.bits(b.type()) + "(" + text(value) + ")";
        }
        return place(b, index) + " = " + text(value);
    }

    /**
     * An index, or a bound of a loop. Sums and products of 64 bits never overflow there, as what they count is memory, so they
     * are written as they are.
     */
    String index(Expr e) {
        if (Counting.isSum(e)) {
            Expr.Apply a = (Expr.Apply) e;
            return indexOperand(a.arg(0)) + " " + a.op().symbol() + " " + indexOperand(a.arg(1));
        }
        return text(e);
    }

    private String indexOperand(Expr e) {
        return Counting.isSum(e) ? "(" + index(e) + ")" : operand(e);
    }

    /** What a variable is set to. */
    String value(Expr.Var v, Expr e) {
        return counting.contains(v.name()) ? index(e) : text(e);
    }

    /** Whether an expression is made of nothing but what counts memory. */
    private boolean counts(Expr e) {
        return switch (e) {
            case Expr.Const c -> true;
            case Expr.Var v -> counting.contains(v.name());
            case Expr.Apply a -> Counting.isSum(a) && a.args().stream().allMatch(this::counts);
            case Expr.Load l -> false;
            case Expr.Id id -> false;
        };
    }

    // ---- values

    String text(Expr e) {
        return switch (e) {
            case Expr.Const c -> literal(c);
            case Expr.Var v -> names.of(v.name());
            case Expr.Id id -> dialect.id(id);
            case Expr.Load l -> load(l.buf(), l.index());
            case Expr.Apply a -> apply(a);
        };
    }

    /** The text in parentheses, unless nothing can come between its parts. */
    private String operand(Expr e) {
        String s = text(e);
        boolean one = e instanceof Expr.Var
                || e instanceof Expr.Load
                || e instanceof Expr.Const && !s.startsWith("-")
                || isCall(s);
        return one ? s : "(" + s + ")";
    }

    /** Whether the text is a name with one pair of parentheses to its end. */
    private static boolean isCall(String s) {
        int open = s.indexOf('(');
        if (open < 0) {
            return s.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.');
        }
        if (open > 0 && !s.substring(0, open).chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')) {
            return false;
        }
        int depth = 0;
        for (int i = open; i < s.length(); i++) {
            depth += s.charAt(i) == '(' ? 1 : s.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i == s.length() - 1;
            }
        }
        return false;
    }

    private String literal(Expr.Const c) {
        DType t = c.type();
        if (t.isFloat()) {
            double x = c.asDouble();
            double as = switch (t) {
                case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) x));
                case BFLOAT16 -> Half.bfloat16ToFloat(Half.floatToBfloat16((float) x));
                case FLOAT32 -> (float) x;
                default -> x;
            };
            String type = dialect.type(t);
            if (Double.isNaN(as)) {
                return "(" + type + ")NAN";
            }
            if (Double.isInfinite(as)) {
                return as > 0 ? "(" + type + ")INFINITY" : "-(" + type + ")INFINITY";
            }
            return t == FLOAT64 ? Double.toString(as) : (float) as + "f";
        }
        String suffix = (t.isUnsigned() && t.bits() >= 32 ? "U" : "") + (t.bits() == 64 ? dialect.longSuffix() : "");
        if (t == INT64 && c.bits() == Long.MIN_VALUE) {
            return "(-9223372036854775807" + suffix + " - 1)";
        }
        if (t == INT32 && c.bits() == Integer.MIN_VALUE) {
            return "(-2147483647 - 1)";
        }
        return (t.isUnsigned() ? Long.toUnsignedString(c.bits()) : Long.toString(c.bits())) + suffix;
    }

    private String apply(Expr.Apply a) {
        DType t = a.arg(0).type();
        return switch (a.op()) {
            case CAST -> cast(a.type(), a.arg(0));
            case SATURATE -> call(helpers.saturate(t, a.type()), a.args());
            case BITCAST -> bitcast(a.type(), a.arg(0));
            case SELECT -> operand(a.arg(0)) + " ? " + operand(a.arg(1)) + " : " + operand(a.arg(2));
            case LT, LE, GT, GE, EQ, NE ->
                t == INT64 && a.args().stream().allMatch(this::counts)
                        ? index(a.arg(0)) + " " + a.op().symbol() + " " + index(a.arg(1))
                        : binary(a);
            case AND, OR, XOR -> binary(a);
            case ISNAN, ISINF, ISFINITE, SIGNBIT -> predicate(a.op(), a.arg(0));
            default -> {
                if (!t.isFloat()) {
                    yield ofIntegers(a, t);
                }
                noteType(t);
                String s = ofFloats(a, t.isHalf() ? FLOAT32 : t);
                yield t.isHalf() ? helpers.round(t) + "(" + s + ")" : s;
            }
        };
    }

    private void noteType(DType t) {
        if (t == FLOAT64) {
            helpers.noteFloat64();
        }
    }

    private String binary(Expr.Apply a) {
        return operand(a.arg(0)) + " " + a.op().symbol() + " " + operand(a.arg(1));
    }

    private String call(String name, List<Expr> args) {
        List<String> texts = new ArrayList<>();
        args.forEach(x -> texts.add(text(x)));
        return name + "(" + String.join(", ", texts) + ")";
    }

    // ---- integers and bool

    private String ofIntegers(Expr.Apply a, DType t) {
        return switch (a.op()) {
            case ADD, SUB, MUL -> wrapped(a, t);
            case NEG ->
                t.isSigned()
                        ? "(" + dialect.type(t) + ")(0 - (" + dialect.wrapping(t) + ")" + operand(a.arg(0)) + ")"
                        : "(" + dialect.type(t) + ")(0 - " + operand(a.arg(0)) + ")";
            case FMA -> {
                Expr product = new Expr.Apply(Op.MUL, t, List.of(a.arg(0), a.arg(1)));
                yield text(new Expr.Apply(Op.ADD, t, List.of(product, a.arg(2))));
            }
            case DIV -> plain(a, "/", helpers::divide);
            case REM -> plain(a, "%", helpers::remainder);
            case FLOOR_DIV -> t.isSigned() ? call(helpers.floorDivide(t), a.args()) : plain(a, "/", helpers::divide);
            case MOD -> t.isSigned() ? call(helpers.modulo(t), a.args()) : plain(a, "%", helpers::remainder);
            case POW -> power(a, t);
            case ABS -> t.isSigned() ? call(helpers.absolute(t), a.args()) : text(a.arg(0));
            case SIGN -> call(helpers.sign(t), a.args());
            case MAX -> call(helpers.larger(t), a.args());
            case MIN -> call(helpers.smaller(t), a.args());
            case NOT -> t.isBool() ? "!" + operand(a.arg(0)) : "(" + dialect.type(t) + ")~" + operand(a.arg(0));
            case SHL ->
                inRange(a.arg(1), t)
                        ? "(" + dialect.type(t) + ")((" + dialect.wrapping(t) + ")" + operand(a.arg(0)) + " << "
                                + operand(a.arg(1)) + ")"
                        : call(helpers.shiftLeft(t), a.args());
            case SHR ->
                inRange(a.arg(1), t)
                        ? operand(a.arg(0)) + " >> " + operand(a.arg(1))
                        : call(helpers.shiftRight(t), a.args());
            case POPCOUNT -> countBits(a, t);
            case CLZ -> leadingZeros(a, t);
            case FLOOR, CEIL, TRUNC, RINT -> text(a.arg(0));
            default -> throw undefined(a.op(), t);
        };
    }

    private String wrapped(Expr.Apply a, DType t) {
        String type = dialect.type(t);
        if (t.isUnsigned() && t.bits() >= 32) {
            return binary(a);
        }
        if (t.bits() >= 32) {
            return "(" + type + ")(" + unsigned(a.arg(0)) + " " + a.op().symbol() + " " + unsigned(a.arg(1)) + ")";
        }
        String u = a.op() == Op.MUL ? "(" + dialect.wrapping(t) + ")" : "";
        return "(" + type + ")(" + u + operand(a.arg(0)) + " " + a.op().symbol() + " " + u + operand(a.arg(1)) + ")";
    }

    /** A signed value as the unsigned one with its bits. */
    private String unsigned(Expr e) {
        DType t = e.type();
        if (e instanceof Expr.Apply a && (a.op() == Op.ADD || a.op() == Op.SUB || a.op() == Op.MUL)) {
            return "(" + unsigned(a.arg(0)) + " " + a.op().symbol() + " " + unsigned(a.arg(1)) + ")";
        }
        if (e instanceof Expr.Const c && c.bits() >= 0) {
            return c.bits() + "U" + (t.bits() == 64 ? dialect.longSuffix() : "");
        }
        return "(" + dialect.wrapping(t) + ")" + operand(e);
    }

    /** Division by a constant that can't go wrong is C's own. */
    private String plain(Expr.Apply a, String symbol, java.util.function.Function<DType, String> helper) {
        DType t = a.type();
        if (a.arg(1) instanceof Expr.Const c && c.bits() != 0 && (c.bits() != -1 || !t.isSigned())) {
            return operand(a.arg(0)) + " " + symbol + " " + operand(c);
        }
        return call(helper.apply(t), a.args());
    }

    private String power(Expr.Apply a, DType t) {
        if (!t.isSigned()) {
            return call(helpers.power(t), a.args());
        }
        messages.add(ScalarMath.NEGATIVE_POWER);
        return helpers.power(t) + "(" + text(a.arg(0)) + ", " + text(a.arg(1)) + ", fault, " + messages.size() + ")";
    }

    /** Whether a shift's distance is known to be less than the width. */
    static boolean inRange(Expr distance, DType t) {
        return switch (distance) {
            case Expr.Const c -> c.bits() >= 0 && c.bits() < t.bits();
            case Expr.Apply a
            when a.op() == Op.AND -> a.args().stream().anyMatch(x -> x instanceof Expr.Const && inRange(x, t));
            default -> false;
        };
    }

    private String countBits(Expr.Apply a, DType t) {
        String x = text(a.arg(0));
        String u = dialect.wrapping(t);
        String narrow = t.bits() < 32 ? "(" + u + ")" + operand(a.arg(0)) + " & " + ((1 << t.bits()) - 1) : x;
        String name = dialect.isOpenCl() ? "popcount" : t.bits() == 64 ? "__popcll" : "__popc";
        return "(" + dialect.type(t) + ")" + name + "(" + narrow + ")";
    }

    private String leadingZeros(Expr.Apply a, DType t) {
        String u = dialect.wrapping(t);
        String x = t.bits() < 32
                ? "((" + u + ")" + operand(a.arg(0)) + " << " + (32 - t.bits()) + ") | " + (1L << 31 - t.bits()) + "U"
                : "(" + u + ")" + operand(a.arg(0));
        if (!dialect.isOpenCl()) {
            return "(" + dialect.type(t) + ")" + (t.bits() == 64 ? "__clzll((long long)(" : "__clz((int)(") + x + "))";
        }
        return "(" + dialect.type(t) + ")clz(" + x + ")";
    }

    // ---- floats

    private String ofFloats(Expr.Apply a, DType t) {
        return switch (a.op()) {
            case ADD, SUB, MUL, DIV -> binary(a);
            case NEG -> "-" + operand(a.arg(0));
            case REM -> call("fmod", a.args());
            case FLOOR_DIV -> call(helpers.floorDivide(t), a.args());
            case MOD -> call(helpers.modulo(t), a.args());
            case POW -> call(helpers.power(t), a.args());
            case ABS -> call("fabs", a.args());
            case SIGN -> call(helpers.sign(t), a.args());
            case MAX -> call(helpers.larger(t), a.args());
            case MIN -> call(helpers.smaller(t), a.args());
            case SIN, COS ->
                t == FLOAT32
                        ? helpers.sine() + "(" + text(a.arg(0)) + ", " + (a.op() == Op.SIN ? 0 : 1) + ")"
                        : call(a.op().name().toLowerCase(Locale.ROOT), a.args());
            case EXP, LOG, ERFC -> {
                if (t != FLOAT32 || !dialect.written().contains(a.op())) {
                    yield call(a.op().name().toLowerCase(Locale.ROOT), a.args());
                }
                String own = switch (a.op()) {
                    case EXP -> helpers.exponential();
                    case LOG -> helpers.logarithm();
                    default -> helpers.complementaryError();
                };
                yield call(own, a.args());
            }
            case HYPOT ->
                call(t == FLOAT64 && dialect.written().contains(Op.HYPOT) ? helpers.hypotenuse(t) : "hypot", a.args());
            case LOGADDEXP -> call(helpers.logaddexp(t), a.args());
            case NEXTAFTER -> call(a.type().isHalf() ? helpers.next(a.type()) : "nextafter", a.args());
            case FMA,
                    COPYSIGN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    RINT,
                    SQRT,
                    CBRT,
                    ERF,
                    EXP2,
                    EXPM1,
                    LOG2,
                    LOG10,
                    LOG1P,
                    TAN,
                    ASIN,
                    ACOS,
                    ATAN,
                    SINH,
                    COSH,
                    TANH,
                    ASINH,
                    ACOSH,
                    ATANH,
                    ATAN2 -> call(a.op().name().toLowerCase(Locale.ROOT), a.args());
            default -> throw undefined(a.op(), t);
        };
    }

    private String predicate(Op op, Expr x) {
        DType t = x.type();
        if (!t.isFloat()) {
            return switch (op) {
                case ISFINITE -> "1";
                case SIGNBIT -> t.isSigned() ? operand(x) + " < 0" : "0";
                default -> "0";
            };
        }
        String type = dialect.type(t);
        return switch (op) {
            case ISNAN -> operand(x) + " != " + operand(x);
            case ISINF -> "fabs(" + text(x) + ") == (" + type + ")INFINITY";
            case ISFINITE -> "fabs(" + text(x) + ") < (" + type + ")INFINITY";
            default -> (t == FLOAT64 ? "as_long(" : "as_int(") + text(x) + ") < 0";
        };
    }

    // ---- conversions

    private String cast(DType to, Expr x) {
        DType from = x.type();
        noteType(to);
        if (from == to) {
            return text(x);
        }
        if (to == INT64 && x instanceof Expr.Id id) {
            return "(" + dialect.type(to) + ")" + dialect.id(id).replaceFirst("^\\(int\\)", "");
        }
        String plain = "(" + dialect.type(to) + ")" + operand(x);
        if (to == BOOL) {
            return operand(x) + " != 0";
        }
        if (to.isFloat()) {
            String asFloat = from.isHalf() || from == FLOAT32 ? text(x) : "(float)" + operand(x);
            return to == FLOAT64 ? plain : to == FLOAT32 ? asFloat : helpers.round(to) + "(" + asFloat + ")";
        }
        if (!from.isFloat()) {
            return plain;
        }
        return switch (to) {
            case INT32, INT64 -> helpers.saturate(from, to) + "(" + text(x) + ")";
            case UINT64 -> helpers.toUnsigned(from) + "(" + text(x) + ")";
            case UINT32 -> "(" + dialect.type(to) + ")" + helpers.saturate(from, INT64) + "(" + text(x) + ")";
            default -> "(" + dialect.type(to) + ")" + helpers.saturate(from, INT32) + "(" + text(x) + ")";
        };
    }

    private String bitcast(DType to, Expr x) {
        DType from = x.type();
        noteType(to);
        if (from == to) {
            return text(x);
        }
        String bits = from.isHalf()
                ? helpers.bits(from) + "(" + text(x) + ")"
                : from.isFloat() ? (from == FLOAT64 ? "as_long(" : "as_int(") + text(x) + ")" : operand(x);
        if (to.isHalf()) {
            return helpers.value(to) + "((" + dialect.type(DType.UINT16) + ")" + bits + ")";
        }
        if (to.isFloat()) {
            return (to == FLOAT64 ? "as_double(" : "as_float(") + bits + ")";
        }
        return "(" + dialect.type(to) + ")" + bits;
    }

    private static IllegalStateException undefined(Op op, DType t) {
        return new IllegalStateException(op + " is not defined for " + t);
    }
}
