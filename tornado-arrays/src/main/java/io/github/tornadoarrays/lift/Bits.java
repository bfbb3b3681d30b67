package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.util.List;

/** Bits of numbers. */
final class Bits {
    private Bits() {}

    /** The bits of a float; with {@code oneNaN}, the same of every NaN. */
    static Expr of(Expr x, boolean oneNaN) {
        boolean small = x.type() == DType.FLOAT32;
        DType t = small ? DType.INT32 : DType.INT64;
        Expr bits = new Expr.Apply(Op.BITCAST, t, List.of(x));
        return oneNaN
                ? Expr.select(
                        Expr.apply(Op.ISNAN, x), Expr.constant(t, small ? 0x7fc00000L : 0x7ff8000000000000L), bits)
                : bits;
    }

    /** The bits, or groups of them, in reverse order: neighbours change places, then pairs of neighbours, and so on. */
    static Expr reverse(Sink sink, Expr x, int group) {
        DType t = x.type();
        DType u = Arithmetic.unsigned(t);
        Expr now = Expr.cast(u, x);
        for (int size = group; size < t.bits(); size *= 2) {
            Expr mask = Expr.constant(u, mask(size, t.bits()));
            Expr by = Expr.constant(u, (long) size);
            now = sink.once(now);
            now = Expr.apply(
                    Op.OR,
                    Expr.apply(Op.SHL, Expr.apply(Op.AND, now, mask), by),
                    Expr.apply(Op.AND, Expr.apply(Op.SHR, now, by), mask));
        }
        return Expr.cast(t, now);
    }

    /** Every other group of bits, from the lowest. */
    private static long mask(int size, int bits) {
        long mask = 0;
        for (int i = 0; i < bits; i++) {
            mask |= (i / size & 1) == 0 ? 1L << i : 0;
        }
        return mask;
    }
}
