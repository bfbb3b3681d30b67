package io.github.tornadoarrays.engine.cpu;

/**
 * Cuts long products into native calls of some tens of milliseconds.
 *
 * <p>A heap array may be passed only to a critical call, and while one runs no thread of the JVM passes a safepoint:
 * a collection waits for it, and everyone waits for the collection. Copying to native memory instead costs a fifth of
 * the time of a 2000 x 2000 product; cutting along the summed dimension costs nothing measurable, for the library walks
 * that dimension in blocks of its own in any case.
 */
final class Pieces {
    /** Multiply-adds in one call: 40 ms at 100 GFLOP/s. */
    private static final long CALL = 1L << 31;

    /** Elements of a matrix or vector in one call that is bound by memory. */
    private static final long STREAM = 1L << 24;

    /**
     * The summed dimension is cut at multiples of this: the library goes along it in blocks of 384 or a divisor of that, and
     * what is left of a block costs a pass over the result like a whole one (pieces of 250 took 7 % longer).
     */
    private static final int BLOCK = 384;

    private Pieces() {}

    /** One native call: a block of the result and a range of the sum, the first of which overwrites the result. */
    @FunctionalInterface
    interface Product {
        void call(int row, int rows, int column, int columns, int from, int count, boolean first) throws Throwable;
    }

    /** One native call on a range. */
    @FunctionalInterface
    interface Range {
        void call(int from, int count) throws Throwable;
    }

    /** Covers an m x n x k product; {@code weight} is the multiplications in one multiply-add, 4 for complex. */
    static void product(int m, int n, int k, int weight, Product product) {
        try {
            long area = Math.max(1, CALL / weight / BLOCK);
            int side = (int) Math.sqrt((double) area);
            // As square as possible: each block is packed once a row block and once a column block.
            int rows = (int) Math.min(m, Math.max(side, area / n));
            int columns = (int) Math.min(n, Math.max(side, area / rows));
            int sum = (int) Math.min(k, Math.max(BLOCK, CALL / weight / ((long) rows * columns)));
            rows = even(m, rows);
            columns = even(n, columns);
            sum = sum < k ? sum - sum % BLOCK : k;
            for (int i = 0; i < m; i += rows) {
                for (int j = 0; j < n; j += columns) {
                    for (int l = 0; l < k; l += sum) {
                        product.call(
                                i, Math.min(rows, m - i), j, Math.min(columns, n - j), l, Math.min(sum, k - l), l == 0);
                    }
                }
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** Covers {@code size} rows of {@code width} elements. */
    static void rows(int size, int width, Range range) {
        try {
            int most = (int) Math.max(1, Math.min(size, STREAM / Math.max(1, width)));
            int count = even(size, most);
            for (int from = 0; from < size; from += count) {
                range.call(from, Math.min(count, size - from));
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** The piece size, at most {@code most}, that makes equal pieces. */
    private static int even(int size, int most) {
        int pieces = Math.max(1, Math.ceilDiv(size, Math.max(1, most)));
        return Math.max(1, Math.ceilDiv(size, pieces));
    }

    /** A method handle declares Throwable; a downcall throws nothing checked. */
    static RuntimeException unexpected(Throwable t) {
        return switch (t) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException("native call: unexpected " + t, t);
        };
    }
}
