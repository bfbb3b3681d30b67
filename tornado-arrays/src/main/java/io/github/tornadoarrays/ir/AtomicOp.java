package io.github.tornadoarrays.ir;

/** How an atomic statement changes a value. */
public enum AtomicOp {
    ADD,
    MIN,
    MAX,
    AND,
    OR,
    XOR,
    EXCHANGE,
    /** Puts a value in the place of one that must be there, or else changes nothing. */
    COMPARE_EXCHANGE
}
