package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.engine.Transforms;

/** The host's Fourier transforms for a device that lacks them, or has not for so many elements. */
record BorrowedTransforms(Borrowing borrowing, Transforms host) implements Transforms {
    private static final String OPERATION = "Fourier transforms";

    @Override
    public Buffer complex(Buffer x, long outer, long[] n, long inner, boolean forward, double scale) {
        borrowing.begin(OPERATION, "", x);
        return borrowing.out(host.complex(borrowing.in(x), outer, n, inner, forward, scale));
    }

    @Override
    public Buffer fromReal(Buffer x, long outer, long[] n, double scale) {
        borrowing.begin(OPERATION, "", x);
        return borrowing.out(host.fromReal(borrowing.in(x), outer, n, scale));
    }

    @Override
    public Buffer toReal(Buffer x, long outer, long n, double scale) {
        borrowing.begin(OPERATION, "", x);
        return borrowing.out(host.toReal(borrowing.in(x), outer, n, scale));
    }
}
