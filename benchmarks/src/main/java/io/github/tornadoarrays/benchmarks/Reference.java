package io.github.tornadoarrays.benchmarks;

import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a result should be, computed in float64 on the host.
 *
 * @param tolerance the largest error that is right; 0 where every element has to be equal
 * @param error of a result: ‖result − expected‖ / ‖expected‖, infinite where it has another size, NaN where elements are
 */
record Reference(double tolerance, ToDoubleFunction<Values> error) {
    private static final int BLOCK = 1 << 16;

    /** Fills a row of what is expected. */
    interface Fill {
        void row(int r, double[] out);
    }

    /** Squares of differences and of what is expected, added up. */
    private record Sums(double differences, double expected) {
        Sums plus(Sums other) {
            return new Sums(differences + other.differences, expected + other.expected);
        }

        static Sums over(int from, int to, IntToDoubleFunction ours, IntToDoubleFunction expected) {
            double differences = 0;
            double squares = 0;
            for (int i = from; i < to; i++) {
                double e = expected.applyAsDouble(i);
                double d = ours.applyAsDouble(i) - e;
                differences += d * d;
                squares += e * e;
            }
            return new Sums(differences, squares);
        }

        double error() {
            return Math.sqrt(expected == 0 ? differences : differences / expected);
        }
    }

    /** Of so many elements, each a function of its place; with {@code every} more than 1 only so many of them are compared. */
    static Reference elements(double tolerance, long size, int every, IntToDoubleFunction at) {
        int n = Math.toIntExact((size + every - 1) / every);
        return sized(
                tolerance,
                size,
                ours -> blocks(
                        n,
                        b -> Sums.over(
                                b * BLOCK,
                                Math.min(n, (b + 1) * BLOCK),
                                i -> ours.at().applyAsDouble(i * every),
                                i -> at.applyAsDouble(i * every))));
    }

    static Reference elements(double tolerance, long size, IntToDoubleFunction at) {
        return elements(tolerance, size, 1, at);
    }

    /** Of rows that are computed as a whole. */
    static Reference rows(double tolerance, long rows, long width, Fill fill) {
        int columns = (int) width;
        return sized(
                tolerance,
                rows * width,
                ours -> sum((int) rows, r -> {
                    double[] expected = new double[columns];
                    fill.row(r, expected);
                    return Sums.over(0, columns, c -> ours.at().applyAsDouble(r * columns + c), c -> expected[c]);
                }));
    }

    /** Of what is known as a whole only, computed when it is asked for. */
    static Reference whole(double tolerance, Supplier<double[]> all) {
        return new Reference(tolerance, ours -> {
            double[] expected = all.get();
            return elements(tolerance, expected.length, i -> expected[i]).error.applyAsDouble(ours);
        });
    }

    static Reference number(double tolerance, Supplier<Double> value) {
        return whole(tolerance, () -> new double[] {value.get()});
    }

    /** Running sums. */
    static Reference sums(double tolerance, Input x) {
        int n = x.size();
        return sized(tolerance, n, ours -> {
            double[] before = IntStream.range(0, blocks(n))
                    .parallel()
                    .mapToDouble(b -> IntStream.range(b * BLOCK, Math.min(n, (b + 1) * BLOCK))
                            .mapToDouble(x::at)
                            .sum())
                    .toArray();
            double total = 0;
            for (int b = 0; b < before.length; b++) {
                double of = before[b];
                before[b] = total;
                total += of;
            }
            return blocks(n, b -> {
                double[] running = {before[b]};
                return Sums.over(b * BLOCK, Math.min(n, (b + 1) * BLOCK), ours.at(), i -> running[0] += x.at(i));
            });
        });
    }

    /** The elements above a threshold, in order. */
    static Reference above(Input x, double threshold) {
        int n = x.size();
        return new Reference(0, ours -> {
            int[] before = IntStream.range(0, blocks(n))
                    .parallel()
                    .map(b -> (int) IntStream.range(b * BLOCK, Math.min(n, (b + 1) * BLOCK))
                            .filter(i -> x.at(i) > threshold)
                            .count())
                    .toArray();
            int total = 0;
            for (int b = 0; b < before.length; b++) {
                int of = before[b];
                before[b] = total;
                total += of;
            }
            if (total != ours.size()) {
                return Double.POSITIVE_INFINITY;
            }
            return blocks(n, b -> {
                double[] kept = IntStream.range(b * BLOCK, Math.min(n, (b + 1) * BLOCK))
                        .mapToDouble(x::at)
                        .filter(v -> v > threshold)
                        .toArray();
                return Sums.over(0, kept.length, i -> ours.at().applyAsDouble(before[b] + i), i -> kept[i]);
            });
        });
    }

    /** A permutation that sorts, whatever it does with equal elements: 1 where it is none. */
    static Reference ordering(Input x) {
        int n = x.size();
        return sized(0, n, ours -> {
            BitSet seen = new BitSet(n);
            double last = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                int at = (int) ours.at().applyAsDouble(i);
                if (at < 0 || at >= n || seen.get(at) || x.at(at) < last) {
                    return 1;
                }
                seen.set(at);
                last = x.at(at);
            }
            return 0;
        });
    }

    /** Random numbers: how far their mean or their standard deviation is off, in standard deviations. */
    static Reference moments(double mean, double deviation, long size) {
        return sized(5 / Math.sqrt(size), size, ours -> {
            int n = ours.size();
            double off = total(n, i -> ours.at().applyAsDouble(i) - mean) / n;
            double spread = Math.sqrt(total(n, i -> Math.pow(ours.at().applyAsDouble(i) - mean, 2)) / n);
            return Math.max(Math.abs(off), Math.abs(spread - deviation)) / deviation;
        });
    }

    /** A sum over places, in parallel. */
    static double total(long n, IntToDoubleFunction at) {
        return LongStream.range(0, n)
                .parallel()
                .mapToDouble(i -> at.applyAsDouble((int) i))
                .sum();
    }

    /** Of so many elements, with an error of one's own. */
    static Reference sized(double tolerance, long size, ToDoubleFunction<Values> error) {
        return new Reference(
                tolerance, ours -> ours.size() == size ? error.applyAsDouble(ours) : Double.POSITIVE_INFINITY);
    }

    private static int blocks(int n) {
        return (n + BLOCK - 1) / BLOCK;
    }

    private static double blocks(int n, IntFunction<Sums> block) {
        return sum(blocks(n), block);
    }

    private static double sum(int parts, IntFunction<Sums> part) {
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part)
                .reduce(new Sums(0, 0), Sums::plus)
                .error();
    }
}
