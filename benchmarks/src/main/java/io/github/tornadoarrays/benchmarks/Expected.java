package io.github.tornadoarrays.benchmarks;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What rows of the GPU's table compute, in float64, plainly. */
final class Expected {
    private Expected() {}

    static double variance(Input x) {
        int n = x.size();
        double mean = Reference.total(n, x::at) / n;
        return Reference.total(n, i -> (x.at(i) - mean) * (x.at(i) - mean)) / n;
    }

    /** The first place of the largest element. */
    static double argmax(Input x) {
        return IntStream.range(0, x.size()).parallel().reduce(0, (i, j) -> {
            double a = x.at(i);
            double b = x.at(j);
            return a > b || a == b && i < j ? i : j;
        });
    }

    /** How often each number from 0 to the largest comes. */
    static double[] counts(Input x) {
        int bins =
                1 + IntStream.range(0, x.size()).map(i -> (int) x.at(i)).max().orElse(-1);
        return IntStream.range(0, 64)
                .parallel()
                .mapToObj(part -> {
                    double[] counts = new double[bins];
                    for (int i = part; i < x.size(); i += 64) {
                        counts[(int) x.at(i)]++;
                    }
                    return counts;
                })
                .reduce(new double[bins], (a, b) -> {
                    double[] sum = a.clone();
                    Arrays.setAll(sum, i -> a[i] + b[i]);
                    return sum;
                });
    }

    static double[] sorted(Input x) {
        double[] all =
                IntStream.range(0, x.size()).parallel().mapToDouble(x::at).toArray();
        Arrays.parallelSort(all);
        return all;
    }

    static double[] distinct(Input x) {
        double[] all = sorted(x);
        return IntStream.range(0, all.length)
                .filter(i -> i == 0 || all[i] != all[i - 1])
                .mapToDouble(i -> all[i])
                .toArray();
    }

    static void softmax(Input matrix, int row, double[] out) {
        fill(matrix, row, out);
        double most = Arrays.stream(out).max().orElseThrow();
        double sum = 0;
        for (int c = 0; c < out.length; c++) {
            out[c] = Math.exp(out[c] - most);
            sum += out[c];
        }
        for (int c = 0; c < out.length; c++) {
            out[c] /= sum;
        }
    }

    static void layernorm(Input matrix, int row, double[] out) {
        fill(matrix, row, out);
        double mean = Arrays.stream(out).sum() / out.length;
        double variance = Arrays.stream(out).map(v -> (v - mean) * (v - mean)).sum() / out.length;
        for (int c = 0; c < out.length; c++) {
            out[c] = (out[c] - mean) / Math.sqrt(variance + 1e-5);
        }
    }

    private static void fill(Input matrix, int row, double[] out) {
        for (int c = 0; c < out.length; c++) {
            out[c] = matrix.at(row * out.length + c);
        }
    }

    static double distance(Input a, int i, Input b, int j) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            double d = a.at(3 * i + k) - b.at(3 * j + k);
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    static double blackScholes(double share, double strike, double years) {
        double rate = Expressions.RATE;
        double volatility = Expressions.VOLATILITY;
        double spread = volatility * Math.sqrt(years);
        double d = (Math.log(share / strike) + (rate + volatility * volatility / 2) * years) / spread;
        return share * normalCdf(d) - strike * Math.exp(-rate * years) * normalCdf(d - spread);
    }

    /** Φ(x) = 1/2 + φ(x)·(x + x³/3 + x⁵/(3·5) + …), as many terms as change it (G. Marsaglia, Evaluating the Normal Distribution, 2004). */
    static double normalCdf(double x) {
        if (Math.abs(x) > 8) {
            return x < 0 ? 0 : 1;
        }
        double sum = x;
        double term = x;
        double before;
        int i = 1;
        do {
            before = sum;
            i += 2;
            term *= x * x / i;
            sum += term;
        } while (sum != before);
        return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    /** A square whose columns and rows were divided by their sums, five times. */
    static double[] balanced(Input square, int side) {
        double[] x = IntStream.range(0, side * side).mapToDouble(square::at).toArray();
        for (int round = 0; round < 5; round++) {
            for (int c = 0; c < side; c++) {
                divide(x, c, side, side);
            }
            for (int r = 0; r < side; r++) {
                divide(x, r * side, 1, side);
            }
        }
        return x;
    }

    private static void divide(double[] x, int first, int stride, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += x[first + k * stride];
        }
        for (int k = 0; k < n; k++) {
            x[first + k * stride] /= sum;
        }
    }

    // ---- how far a factorisation is from what defines it

    /** ‖a x − b‖ / ‖b‖. */
    static double misfit(Input a, Values x, Input b) {
        int n = b.size();
        double error = Reference.total(n, i -> {
            double sum = -b.at(i);
            for (int k = 0; k < n; k++) {
                sum += a.at(i * n + k) * x.at().applyAsDouble(k);
            }
            return sum * sum;
        });
        return Math.sqrt(error / Reference.total(n, i -> b.at(i) * b.at(i)));
    }

    /** The largest of some differences between l lᵀ and the lower triangle of a + n, over n. */
    static double misfitOfFactor(Input a, int n, Values l) {
        double most = 0;
        for (int i = 0; i < n; i += Math.max(1, n / 64)) {
            for (int j = 0; j <= i; j += Math.max(1, n / 64)) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += l.at().applyAsDouble(i * n + k) * l.at().applyAsDouble(j * n + k);
                }
                most = Math.max(most, Math.abs(sum - a.at(i * n + j) - (i == j ? n : 0)) / n);
            }
        }
        return most;
    }

    /** How far the squares of the singular values are from those of the elements, in all. */
    static double misfitOfSquares(Input a, Values s) {
        double elements = Reference.total(a.size(), i -> a.at(i) * a.at(i));
        double values = Reference.total(s.size(), i -> s.at().applyAsDouble(i) * s.at().applyAsDouble(i));
        return Math.abs(values - elements) / elements;
    }

    /** How far the eigenvalues are from the trace, in all. */
    static double misfitOfTrace(Input a, Values w) {
        int n = w.size();
        double trace = Reference.total(n, i -> a.at(i * n + i));
        return Math.abs(Reference.total(n, w.at()) - trace) / trace;
    }

    /** Some elements of the transform of complex numbers over both axes. */
    static Reference transform(double tolerance, Input x, int rows, int columns) {
        return new Reference(tolerance, ours -> {
            if (ours.size() != 2 * x.size()) {
                return Double.POSITIVE_INFINITY;
            }
            double off = 0;
            double all = 0;
            for (int some = 0; some < 6; some++) {
                long u = some * 7919L % rows;
                long v = (some * 104_729L + 5) % columns;
                double[] sum = new double[2];
                for (int part = 0; part < 2; part++) {
                    boolean imaginary = part == 1;
                    sum[part] = Reference.total(x.size(), i -> {
                        double angle = -2
                                * Math.PI
                                * ((double) (i / columns * u % rows) / rows
                                        + (double) (i % columns * v % columns) / columns);
                        double c = Math.cos(angle);
                        double s = Math.sin(angle);
                        return imaginary
                                ? x.part(2 * i) * s + x.part(2 * i + 1) * c
                                : x.part(2 * i) * c - x.part(2 * i + 1) * s;
                    });
                    int at = (int) (2 * (u * columns + v) + part);
                    off += Math.pow(ours.at().applyAsDouble(at) - sum[part], 2);
                    all += sum[part] * sum[part];
                }
            }
            return Math.sqrt(off / all);
        });
    }
}
