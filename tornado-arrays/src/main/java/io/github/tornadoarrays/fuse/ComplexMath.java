package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Op;
import java.util.List;

/**
 * Complex operations written with real ones. Formulas are the textbook ones (Abramowitz and Stegun, chapter 4), division by
 * Smith's method (CACM 5, 1962), square root by Kahan's half-angle form without its scaling. Infinities and NaNs give what
 * C99's annex G says.
 */
final class ComplexMath {
    private ComplexMath() {}

    /** An operation in which an operand or the result is complex. */
    static Val[] apply(Op op, DType from, DType to, List<Val[]> in) {
        DType t = to.part();
        Val[] x = in.get(0);
        Val a = x[0];
        Val b = x.length == 2 ? x[1] : null;
        if (op == Op.CAST) {
            return cast(x, from, to);
        }
        if (op == Op.COMPLEX) {
            return pair(a, in.get(1)[0]);
        }
        if (op == Op.SELECT) {
            return pair(select(a, in.get(1)[0], in.get(2)[0]), select(a, in.get(1)[1], in.get(2)[1]));
        }
        if (in.size() == 2) {
            return binary(op, x, in.get(1));
        }
        return switch (op) {
            case REAL -> one(a);
            case IMAG -> one(b);
            case CONJ -> pair(a, f(Op.NEG, b));
            case NEG -> pair(f(Op.NEG, a), f(Op.NEG, b));
            case ABS -> one(f(Op.HYPOT, a, b));
            case ISNAN -> one(f(Op.OR, f(Op.ISNAN, a), f(Op.ISNAN, b)));
            case ISINF -> one(f(Op.OR, f(Op.ISINF, a), f(Op.ISINF, b)));
            case ISFINITE -> one(f(Op.AND, f(Op.ISFINITE, a), f(Op.ISFINITE, b)));
            case RINT -> pair(f(Op.RINT, a), f(Op.RINT, b));
            case SIGN -> {
                Val r = f(Op.HYPOT, a, b);
                Val zero = f(Op.EQ, r, lit(t, 0));
                yield pair(select(zero, lit(t, 0), direction(a, b, r)), select(zero, lit(t, 0), direction(b, a, r)));
            }
            case SQRT -> sqrt(x);
            case EXP -> exp(x);
            case EXP2 -> exp(times(x, Math.log(2)));
            case EXPM1 -> {
                Val s = f(Op.SIN, f(Op.MUL, b, lit(t, 0.5)));
                Val re = f(Op.SUB, f(Op.MUL, f(Op.EXPM1, a), f(Op.COS, b)), f(Op.MUL, f(Op.MUL, s, s), lit(t, 2)));
                // as the array API has it: the real number where the angle is 0, or says nothing
                yield pair(select(f(Op.OR, isZero(b), lost(x)), f(Op.EXPM1, a), re), exp(x)[1]);
            }
            case LOG -> log(x);
            case LOG2 -> times(log(x), 1 / Math.log(2));
            case LOG10 -> times(log(x), 1 / Math.log(10));
            case LOG1P -> log(pair(f(Op.ADD, a, lit(t, 1)), b));
            case SINH -> sinh(x);
            case COSH -> cosh(x);
            case TANH -> tanh(x);
            case SIN -> turn(sinh(unturn(x)));
            case COS -> cosh(unturn(x));
            case TAN -> turn(tanh(unturn(x)));
            case ASINH -> asinh(x);
            case ASIN -> turn(asinh(unturn(x)));
            case ATANH -> atanh(x);
            case ATAN -> turn(atanh(unturn(x)));
            case ACOS -> {
                Val[] s = turn(asinh(unturn(x)));
                yield pair(f(Op.SUB, lit(t, Math.PI / 2), s[0]), f(Op.NEG, s[1]));
            }
            case ACOSH -> {
                // log(z + sqrt(z + 1) * sqrt(z - 1))
                Val[] up = sqrt(pair(f(Op.ADD, a, lit(t, 1)), b));
                Val[] down = sqrt(pair(f(Op.SUB, a, lit(t, 1)), b));
                Val[] near = log(sum(x, mul(up, down)));
                Val right = f(Op.AND, isZero(a), f(Op.ISNAN, b));
                yield choose(
                        isInfinite(x), atInfinity(t, a, b), pair(near[0], select(right, lit(t, Math.PI / 2), near[1])));
            }
            default -> throw new IllegalStateException(op + " is not defined for complex numbers");
        };
    }

    /** {@code a / r}, 1 or -1 where {@code a} is infinite and the other part is not. */
    private static Val direction(Val a, Val other, Val r) {
        Val alone = f(Op.AND, f(Op.ISINF, a), f(Op.NOT, f(Op.ISINF, other)));
        Val none = f(Op.AND, f(Op.ISINF, other), f(Op.NOT, f(Op.ISINF, a)));
        Val part = select(none, lit(a.type(), 0), f(Op.DIV, a, r));
        return select(alone, f(Op.COPYSIGN, lit(a.type(), 1), a), part);
    }

    private static Val[] binary(Op op, Val[] x, Val[] y) {
        return switch (op) {
            case ADD -> sum(x, y);
            case SUB -> pair(f(Op.SUB, x[0], y[0]), f(Op.SUB, x[1], y[1]));
            case MUL -> mul(x, y);
            case DIV -> div(x, y);
            case POW -> pow(x, y);
            case EQ -> one(f(Op.AND, f(Op.EQ, x[0], y[0]), f(Op.EQ, x[1], y[1])));
            case NE -> one(f(Op.OR, f(Op.NE, x[0], y[0]), f(Op.NE, x[1], y[1])));
            case LT, LE, GT, GE -> one(ordered(op, x, y));
            case MAX -> choose(f(Op.OR, ordered(Op.GE, x, y), nan(x)), x, y);
            case MIN -> choose(f(Op.OR, ordered(Op.LE, x, y), nan(x)), x, y);
            default -> throw new IllegalStateException(op + " is not defined for complex numbers");
        };
    }

    /** Lexicographic order, as NumPy's. */
    private static Val ordered(Op op, Val[] x, Val[] y) {
        Op strict = op == Op.LE ? Op.LT : op == Op.GE ? Op.GT : op;
        Val tie = f(Op.AND, f(Op.EQ, x[0], y[0]), f(op, x[1], y[1]));
        return f(Op.OR, f(Op.AND, f(strict, x[0], y[0]), f(Op.AND, f(Op.EQ, x[1], x[1]), f(Op.EQ, y[1], y[1]))), tie);
    }

    private static Val nan(Val[] x) {
        return f(Op.OR, f(Op.ISNAN, x[0]), f(Op.ISNAN, x[1]));
    }

    private static Val[] choose(Val c, Val[] x, Val[] y) {
        return pair(select(c, x[0], y[0]), select(c, x[1], y[1]));
    }

    private static Val[] cast(Val[] x, DType from, DType to) {
        if (!to.isComplex()) {
            return to.isBool() ? one(f(Op.OR, Trace.cast(x[0], to), Trace.cast(x[1], to))) : one(Trace.cast(x[0], to));
        }
        Val re = Trace.cast(x[0], to.part());
        return pair(re, from.isComplex() ? Trace.cast(x[1], to.part()) : lit(to.part(), 0));
    }

    private static Val[] sum(Val[] x, Val[] y) {
        return pair(f(Op.ADD, x[0], y[0]), f(Op.ADD, x[1], y[1]));
    }

    private static Val[] mul(Val[] x, Val[] y) {
        return pair(
                f(Op.SUB, f(Op.MUL, x[0], y[0]), f(Op.MUL, x[1], y[1])),
                f(Op.ADD, f(Op.MUL, x[0], y[1]), f(Op.MUL, x[1], y[0])));
    }

    private static Val[] div(Val[] x, Val[] y) {
        DType t = x[0].type();
        Val wide = f(Op.GE, f(Op.ABS, y[0]), f(Op.ABS, y[1]));
        Val big = select(wide, y[0], y[1]);
        Val small = select(wide, y[1], y[0]);
        Val ratio = f(Op.DIV, small, big);
        Val den = f(Op.ADD, big, f(Op.MUL, small, ratio));
        Val p = select(wide, x[0], x[1]);
        Val q = select(wide, x[1], x[0]);
        Val pr = f(Op.MUL, p, ratio);
        Val re = f(Op.DIV, f(Op.ADD, p, f(Op.MUL, q, ratio)), den);
        Val im = f(Op.DIV, select(wide, f(Op.SUB, q, pr), f(Op.SUB, pr, q)), den);
        // by zero, whatever its signs, as by the real 0
        Val zero = f(Op.ADD, f(Op.ABS, big), f(Op.ABS, small));
        return choose(f(Op.EQ, zero, lit(t, 0)), pair(f(Op.DIV, x[0], zero), f(Op.DIV, x[1], zero)), pair(re, im));
    }

    private static Val[] pow(Val[] x, Val[] y) {
        DType t = x[0].type();
        Val zeroBase = f(Op.AND, f(Op.EQ, x[0], lit(t, 0)), f(Op.EQ, x[1], lit(t, 0)));
        Val zeroExponent = f(Op.AND, f(Op.EQ, y[0], lit(t, 0)), f(Op.EQ, y[1], lit(t, 0)));
        Val[] general = exp(mul(y, log(x)));
        // 0 to a power with a real part that is not positive has no value
        Val rises = f(Op.GT, y[0], lit(t, 0));
        Val none = select(rises, lit(t, 0), lit(t, Double.NaN));
        Val[] atZero = pair(none, none);
        return choose(zeroExponent, pair(lit(t, 1), lit(t, 0)), choose(zeroBase, atZero, general));
    }

    private static Val[] exp(Val[] x) {
        DType t = x[0].type();
        Val r = f(Op.EXP, x[0]);
        // an angle that is not finite says nothing; 0 stays 0, and infinity keeps its magnitude
        Val lost = lost(x);
        Val re = f(Op.MUL, r, select(lost, lit(t, 1), f(Op.COS, x[1])));
        Val im = f(
                Op.MUL,
                r,
                select(f(Op.AND, lost, f(Op.SIGNBIT, x[0])), f(Op.COPYSIGN, lit(t, 1), x[1]), f(Op.SIN, x[1])));
        // exp(real) stays real, infinities included
        Val real = f(Op.EQ, x[1], lit(t, 0));
        return pair(select(real, r, re), select(real, x[1], im));
    }

    /** Infinity at an angle that is not finite. */
    private static Val lost(Val[] x) {
        return f(Op.AND, f(Op.ISINF, x[0]), f(Op.NOT, f(Op.ISFINITE, x[1])));
    }

    private static Val[] sinh(Val[] x) {
        DType t = x[0].type();
        Val cos = select(lost(x), lit(t, 1), f(Op.COS, x[1]));
        return pair(
                select(
                        f(Op.AND, isZero(x[0]), f(Op.NOT, f(Op.ISFINITE, x[1]))),
                        x[0],
                        f(Op.MUL, f(Op.SINH, x[0]), cos)),
                select(isZero(x[1]), x[1], f(Op.MUL, f(Op.COSH, x[0]), f(Op.SIN, x[1]))));
    }

    private static Val[] cosh(Val[] x) {
        DType t = x[0].type();
        Val cos = select(lost(x), lit(t, 1), f(Op.COS, x[1]));
        Val signs = f(Op.MUL, f(Op.COPYSIGN, lit(t, 0), x[0]), f(Op.COPYSIGN, lit(t, 1), x[1]));
        return pair(
                f(Op.MUL, f(Op.COSH, x[0]), cos),
                select(f(Op.OR, isZero(x[0]), isZero(x[1])), signs, f(Op.MUL, f(Op.SINH, x[0]), f(Op.SIN, x[1]))));
    }

    private static Val isZero(Val x) {
        return f(Op.EQ, x, lit(x.type(), 0));
    }

    private static Val isInfinite(Val[] x) {
        return f(Op.OR, f(Op.ISINF, x[0]), f(Op.ISINF, x[1]));
    }

    /** A logarithm where only the angle counts. */
    private static Val[] atInfinity(DType t, Val a, Val b) {
        return pair(lit(t, Double.POSITIVE_INFINITY), f(Op.ATAN2, b, a));
    }

    private static Val[] log(Val[] x) {
        return pair(f(Op.LOG, f(Op.HYPOT, x[0], x[1])), f(Op.ATAN2, x[1], x[0]));
    }

    private static Val[] sqrt(Val[] x) {
        DType t = x[0].type();
        Val r = f(Op.HYPOT, x[0], x[1]);
        Val far = f(Op.ISINF, x[1]);
        Val mean = f(Op.ADD, f(Op.MUL, r, lit(t, 0.5)), f(Op.MUL, f(Op.ABS, x[0]), lit(t, 0.5)));
        Val half = select(far, r, f(Op.SQRT, mean));
        Val small = f(Op.DIV, f(Op.MUL, f(Op.ABS, x[1]), lit(t, 0.5)), half);
        Val other = select(far, r, select(isZero(r), lit(t, 0), small));
        Val right = f(Op.GE, x[0], lit(t, 0));
        return pair(select(right, half, other), f(Op.COPYSIGN, select(right, other, half), x[1]));
    }

    private static Val[] tanh(Val[] x) {
        // (sinh 2a + i sin 2b) / (cosh 2a + cos 2b), with a kept where cosh does not overflow
        DType t = x[0].type();
        double limit = t == DType.FLOAT32 ? 20 : 350;
        Val a = f(Op.MAX, lit(t, -limit), f(Op.MIN, lit(t, limit), x[0]));
        Val a2 = f(Op.MUL, a, lit(t, 2));
        Val b2 = f(Op.MUL, x[1], lit(t, 2));
        Val den = f(Op.ADD, f(Op.COSH, a2), f(Op.COS, b2));
        // on an axis the other part is 0, whatever the angle
        return choose(
                f(Op.ISINF, x[0]),
                pair(f(Op.COPYSIGN, lit(t, 1), x[0]), f(Op.COPYSIGN, lit(t, 0), x[1])),
                pair(
                        select(isZero(x[0]), x[0], f(Op.DIV, f(Op.SINH, a2), den)),
                        select(isZero(x[1]), x[1], f(Op.DIV, f(Op.SIN, b2), den))));
    }

    private static Val[] asinh(Val[] x) {
        // odd: sign * log(|z| + sqrt(z² + 1)), in the half plane where nothing cancels
        DType t = x[0].type();
        Val left = f(Op.SIGNBIT, x[0]);
        Val[] z = choose(left, pair(f(Op.NEG, x[0]), f(Op.NEG, x[1])), x);
        Val[] zz = mul(z, z);
        Val[] near = log(sum(z, sqrt(pair(f(Op.ADD, zz[0], lit(t, 1)), zz[1]))));
        near = pair(near[0], select(isZero(z[1]), z[1], near[1]));
        Val[] w = choose(isInfinite(x), atInfinity(t, z[0], z[1]), near);
        return choose(left, pair(f(Op.NEG, w[0]), f(Op.NEG, w[1])), w);
    }

    private static Val[] atanh(Val[] x) {
        // odd in the real part: (log1p(4a / ((1-a)² + b²)) / 4, atan2(2b, (1-a)(1+a) - b²) / 2) of its magnitude a
        DType t = x[0].type();
        Val one = lit(t, 1);
        Val a = f(Op.ABS, x[0]);
        Val minus = f(Op.SUB, one, a);
        Val bb = f(Op.MUL, x[1], x[1]);
        Val ratio = f(Op.DIV, f(Op.MUL, a, lit(t, 4)), f(Op.ADD, f(Op.MUL, minus, minus), bb));
        Val re = f(Op.COPYSIGN, f(Op.MUL, f(Op.LOG1P, ratio), lit(t, 0.25)), x[0]);
        Val y = f(Op.MUL, x[1], lit(t, 2));
        Val im = f(Op.ATAN2, y, f(Op.SUB, f(Op.MUL, minus, f(Op.ADD, one, a)), bb));
        Val far = isInfinite(x);
        Val right = select(f(Op.ISNAN, x[1]), x[1], f(Op.COPYSIGN, lit(t, Math.PI / 2), x[1]));
        return pair(
                select(far, f(Op.COPYSIGN, lit(t, 0), x[0]), select(isZero(x[0]), x[0], re)),
                select(far, right, f(Op.MUL, im, lit(t, 0.5))));
    }

    /** i·z. */
    private static Val[] unturn(Val[] x) {
        return pair(f(Op.NEG, x[1]), x[0]);
    }

    /** -i·z. */
    private static Val[] turn(Val[] x) {
        return pair(x[1], f(Op.NEG, x[0]));
    }

    private static Val[] times(Val[] x, double factor) {
        Val k = lit(x[0].type(), factor);
        return pair(f(Op.MUL, x[0], k), f(Op.MUL, x[1], k));
    }

    private static Val[] one(Val a) {
        return new Val[] {a};
    }

    private static Val[] pair(Val a, Val b) {
        return new Val[] {a, b};
    }

    private static Val lit(DType t, double x) {
        return new Val.Literal(t, x);
    }

    private static Val select(Val c, Val a, Val b) {
        return new Val.Apply(Op.SELECT, a.type(), List.of(c, a, b));
    }

    private static Val f(Op op, Val... args) {
        return new Val.Apply(op, op.isPredicate() ? DType.BOOL : args[0].type(), List.of(args));
    }
}
