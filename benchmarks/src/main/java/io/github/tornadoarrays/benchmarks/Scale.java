package io.github.tornadoarrays.benchmarks;

/**
 * How large the rows are.
 *
 * @param n elements of the plain rows
 * @param picked elements that {@code take} picks and {@code bincount} counts
 * @param rows the height of the matrix of {@code softmax} and others
 * @param columns its width
 * @param outer the sides of {@code outer add}
 * @param points the points on both sides of {@code pairwise}
 * @param matrix the sides of the factors of {@code matmul}
 * @param batch calls of a row that are timed together: on a device one call does not wait for the last
 */
record Scale(long n, long picked, long rows, long columns, long outer, long points, long matrix, int batch) {
    static final Scale CPU = new Scale(10_000_000, 2_000_000, 4096, 2048, 4096, 2048, 2000, 1);
    static final Scale GPU = new Scale(100_000_000, 20_000_000, 16384, 4096, 16384, 8192, 4096, 10);

    /** So many times as many elements. */
    Scale times(double factor) {
        double side = Math.sqrt(factor);
        return new Scale(
                (long) (n * factor),
                (long) (picked * factor),
                (long) (rows * side),
                (long) (columns * side),
                (long) (outer * side),
                (long) (points * side),
                (long) (matrix * side),
                batch);
    }
}
