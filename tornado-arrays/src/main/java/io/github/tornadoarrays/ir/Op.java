package io.github.tornadoarrays.ir;

/**
 * The scalar operations. An operation is exact in the type of its {@link Expr.Apply}; what "easy" and "hard" mean is a
 * property of the operation, so that back ends can decide by table.
 */
public enum Op {
    // arithmetic: operands and result of one type; integers wrap around
    ADD(2, "+"),
    SUB(2, "-"),
    MUL(2, "*"),
    /** True division of floats; of integers, truncating: the lowest integer by -1 is itself, division by zero is an error. */
    DIV(2, "/"),
    /** The remainder of truncating division, of integers and of floats (C's fmod); it has the dividend's sign. */
    REM(2, "%"),
    /** Division rounded towards minus infinity; of integers by zero, 0. */
    FLOOR_DIV(2),
    /** The remainder of {@link #FLOOR_DIV}: it has the divisor's sign; of integers by zero, 0. */
    MOD(2),
    POW(2),
    NEG(1, "-"),
    ABS(1),
    FMA(3),
    /** The larger; NaN where either is NaN. */
    MAX(2),
    /** The smaller; NaN where either is NaN. */
    MIN(2),
    SIGN(1),
    COPYSIGN(2),
    NEXTAFTER(2),
    // bits
    AND(2, "&"),
    OR(2, "|"),
    XOR(2, "^"),
    NOT(1, "~"),
    /** Shift left; by the width or more, 0. */
    SHL(2),
    /** Shift right, arithmetic for signed types; by the width or more, 0 or -1. */
    SHR(2),
    /** The high half of the product of two int64, taken as unsigned. */
    MUL_HIGH(2),
    /** The number of bits that are 1. */
    POPCOUNT(1),
    /** The number of 0 bits above the highest 1. */
    CLZ(1),
    /** The operand's bits as a value of the result's type, which is as wide. */
    BITCAST(1),
    // comparison: operands of one type, result bool
    LT(2, "<"),
    LE(2, "<="),
    GT(2, ">"),
    GE(2, ">="),
    EQ(2, "=="),
    NE(2, "!="),
    ISNAN(1),
    ISINF(1),
    ISFINITE(1),
    SIGNBIT(1),
    /** The second where the first is true, else the third. */
    SELECT(3),
    /** The operand in the type of the result: to integers truncating, to bool "is not zero". */
    CAST(1),
    /** The float operand as int32 or int64, as Java casts: truncated; the nearest there is where it is too large, of NaN 0. */
    SATURATE(1),
    // rounding
    FLOOR(1),
    CEIL(1),
    TRUNC(1),
    RINT(1),
    // functions of floats
    SQRT(1),
    CBRT(1, true),
    ERF(1, true),
    ERFC(1, true),
    EXP(1, true),
    EXP2(1, true),
    EXPM1(1, true),
    LOG(1, true),
    LOG2(1, true),
    LOG10(1, true),
    LOG1P(1, true),
    SIN(1, true),
    COS(1, true),
    TAN(1, true),
    ASIN(1, true),
    ACOS(1, true),
    ATAN(1, true),
    SINH(1, true),
    COSH(1, true),
    TANH(1, true),
    ASINH(1, true),
    ACOSH(1, true),
    ATANH(1, true),
    ATAN2(2, true),
    HYPOT(2, true),
    LOGADDEXP(2, true),
    // complex numbers: in the graph only; kernels compute with the parts
    REAL(1),
    IMAG(1),
    CONJ(1),
    /** The complex number with the given real and imaginary parts. */
    COMPLEX(2);

    private final int arity;
    private final String symbol;
    private final boolean transcendental;

    Op(int arity) {
        this(arity, null, false);
    }

    Op(int arity, String symbol) {
        this(arity, symbol, false);
    }

    Op(int arity, boolean transcendental) {
        this(arity, null, transcendental);
    }

    Op(int arity, String symbol, boolean transcendental) {
        this.arity = arity;
        this.symbol = symbol;
        this.transcendental = transcendental;
    }

    public int arity() {
        return arity;
    }

    /** The operator's symbol, or null where it is written as a function. */
    public String symbol() {
        return symbol;
    }

    /** Whether it is a function of the mathematics library, many times the cost of an addition. */
    public boolean isTranscendental() {
        return transcendental;
    }

    /** Whether the result is bool whatever the operands are. */
    public boolean isPredicate() {
        return switch (this) {
            case LT, LE, GT, GE, EQ, NE, ISNAN, ISINF, ISFINITE, SIGNBIT -> true;
            default -> false;
        };
    }
}
