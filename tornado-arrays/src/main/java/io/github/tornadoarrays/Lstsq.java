package io.github.tornadoarrays;

/**
 * A least-squares solution; {@link Linalg#lstsq}.
 *
 * @param x the solution of the least length, (n,) or (n, k)
 * @param residuals the sum of {@code |b - a x|²} of each column, (1,) or (k,); empty where the rank is less than n, or m ≤ n
 * @param rank the rank of a
 * @param s the singular values of a in descending order
 */
public record Lstsq(NDArray x, NDArray residuals, long rank, NDArray s) {}
