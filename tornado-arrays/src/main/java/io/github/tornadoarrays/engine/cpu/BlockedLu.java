package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * The LU decomposition of one large matrix and the solutions by it, on all workers: blocks of columns, each computed by OpenBLAS on one thread. From step to step
 * the first block to the right is brought up to date and decomposed by one worker while others update the rest (J. Kurzak and J. Dongarra,
 * "Implementing linear algebra routines on multi-core processors with pipelining and a look ahead", 2006). OpenBLAS's own threads take about twice as
 * long for a matrix of 1000 rows, and many times as long where the processors have other things to do: they wait for each other by spinning.
 */
final class BlockedLu {
    /** Rows up to which this is known to be faster than OpenBLAS's own. */
    private static final int MOST = 4096;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final DType type;
    private final int n;
    private final int block;
    private final MemorySegment a;
    private final MemorySegment pivots;
    private final Lapack getrf2;
    private final Lapack laswp;
    private final Lapack getrs;

    /** Where U first has a zero, counted from 1. */
    private int info;

    /**
     * @param a n x n, by columns
     * @param pivots n int32
     */
    private BlockedLu(String op, DType type, MemorySegment a, MemorySegment pivots, int n) {
        this.type = type;
        this.n = n;
        this.a = a;
        this.pivots = pivots;
        block = n <= 512 ? 48 : n <= 2048 ? 64 : 128;
        getrf2 = Lapack.of(op, type, "getrf2");
        laswp = Lapack.of(op, type, "laswp");
        getrs = Lapack.of(op, type, "getrs");
    }

    /** Whether a matrix of so many rows is decomposed faster this way. */
    static boolean suits(int n) {
        return n <= MOST && OneThread.isPossible();
    }

    /** Decomposes matrix i of a stack in its place, with n pivots for each, and gives the status. */
    static int factor(String op, HostBuffer a, HostBuffer pivots, long i, int n) {
        try (OneThread _ = OneThread.begin()) {
            return new BlockedLu(op, a.dtype(), part(a, i, (long) n * n), part(pivots, i, n), n).factor();
        } finally {
            Reference.reachabilityFence(a);
        }
    }

    /** Solves system i of a stack, leaving its matrix decomposed, and gives the status. */
    static int solve(String op, HostBuffer a, HostBuffer b, long i, int n, int k) {
        try (OneThread _ = OneThread.begin()) {
            MemorySegment pivots = MemorySegment.ofArray(new int[n]);
            BlockedLu lu = new BlockedLu(op, a.dtype(), part(a, i, (long) n * n), pivots, n);
            int info = lu.factor();
            if (info == 0) {
                lu.solve(part(b, i, (long) n * k), k);
            }
            return info;
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }

    private static MemorySegment part(HostBuffer stack, long i, long elements) {
        long bytes = elements * stack.dtype().itemSize();
        return stack.segment().asSlice(i * bytes, bytes);
    }

    // ---- decomposing

    private int factor() {
        panel(0, Math.min(block, n));
        for (int k = 0; k + block < n; k += block) {
            update(k);
        }
        // what is left of each block sees the exchanges that came later
        Workers.run(Math.ceilDiv(n, block), 1, (from, to) -> {
            for (int k = (int) from * block; k < Math.min(n - block, to * block); k += block) {
                exchange(k, block, k + block, n);
            }
        });
        return info;
    }

    /** Decomposes columns k … k + width - 1 from row k on. */
    private void panel(int k, int width) {
        MemorySegment own = pivots.asSlice((long) k * Integer.BYTES);
        int status;
        try {
            status = (int) getrf2.brief().invokeExact(Lapack.COLUMN_MAJOR, n - k, width, at(k, k), n, own);
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
        if (status != 0 && info == 0) {
            info = k + status;
        }
        for (int i = 0; i < width; i++) {
            own.setAtIndex(INT, i, own.getAtIndex(INT, i) + k);
        }
    }

    /** Subtracts what the block at k, which is decomposed, has to do with the columns to its right, and decomposes the next block. */
    private void update(int k) {
        int next = k + block;
        int width = Math.min(block, n - next);
        int left = n - next - width;
        int strips = Math.min(2 * Workers.threads(), Math.ceilDiv(left, block));
        Workers.run(1L + strips, 1, (from, to) -> {
            for (int s = (int) from; s < to; s++) {
                if (s == 0) {
                    update(k, next, next + width);
                    panel(next, width);
                } else {
                    long begin = (long) next + width;
                    update(k, (int) (begin + (long) left * (s - 1) / strips), (int) (begin + (long) left * s / strips));
                }
            }
        });
    }

    private void update(int k, int from, int to) {
        exchange(from, to - from, k, k + block);
        OpenBlas.solveUnitLower(type, block, to - from, at(k, k), n, at(k, from), n);
        OpenBlas.subtractProduct(
                type, n - k - block, to - from, block, at(k + block, k), n, at(k, from), n, at(k + block, from), n);
    }

    /** Exchanges rows of some columns, as pivots from … to - 1 say. */
    private void exchange(int column, int columns, int from, int to) {
        try {
            int _ = (int)
                    laswp.brief().invokeExact(Lapack.COLUMN_MAJOR, columns, at(0, column), n, from + 1, to, pivots, 1);
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
    }

    private MemorySegment at(int row, int column) {
        return a.asSlice(((long) column * n + row) * type.itemSize());
    }

    // ---- solving

    /** Puts the solutions in the place of k right sides. */
    private void solve(MemorySegment b, int k) {
        long column = (long) n * type.itemSize();
        Workers.run(k, Math.min(block, Math.max(1, k / (2 * Workers.threads()))), (from, to) -> {
            try {
                for (int j = (int) from; j < to; j += block) {
                    int columns = (int) Math.min(block, to - j);
                    int _ = (int) getrs.brief()
                            .invokeExact(
                                    Lapack.COLUMN_MAJOR,
                                    (byte) 'N',
                                    n,
                                    columns,
                                    a,
                                    n,
                                    pivots,
                                    b.asSlice(j * column),
                                    n);
                }
            } catch (Throwable t) {
                throw Pieces.unexpected(t);
            }
        });
    }
}
