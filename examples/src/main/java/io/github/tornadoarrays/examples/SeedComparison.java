package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.asarray;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Random;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * {@code sqrt(sum(x**2, axis=-1))} as one fused expression, as a plain Java loop and as a parallel stream, of ones and of random
 * numbers. All three read the same memory; the loop's results are those that the others are compared with.
 */
final class SeedComparison {
    static final String ARRAYS = "tornado-arrays";
    static final String STREAM = "parallel stream";
    static final String LOOP = "plain loop";

    /** How far results may lie apart, relatively: sums of a thousand squares in another order differ by less. */
    private static final double TOLERANCE = 1e-10;

    private static final int WARM_UP = 5;

    /** One measured way: median milliseconds, bytes read and written per second, and the distance from the loop's results. */
    record Timing(String data, String way, double ms, double gigabytesPerSecond, double speedUp, double difference) {}

    private final List<Timing> timings = new ArrayList<>();
    private final int runs;
    private String explanation = "";

    private SeedComparison(int runs) {
        this.runs = runs;
    }

    /**
     * Asks for as much heap as the comparison needs.
     *
     * @throws DemoException if the JVM has less
     */
    static void checkHeap(long[] shape) {
        long bytes = 8 * Arrays.stream(shape).reduce(1, Math::multiplyExact);
        // the array, results, and room for the garbage collector's own; in whole 128 MiB
        long need = (bytes + bytes / 4 + (256L << 20)) >> 27 << 27;
        long have = Runtime.getRuntime().maxMemory();
        if (have < need) {
            throw new DemoException(String.format(
                    Locale.ROOT,
                    "an array of shape %s takes %d MiB, and comparing it %d MiB of heap; this JVM has %d MiB: run"
                            + " TORNADO_ARRAYS_JAVA_OPTS=-Xmx%dm scripts/demo, give java -Xmx%dm, or use --small",
                    Demo.text(shape),
                    bytes >> 20,
                    need >> 20,
                    have >> 20,
                    need >> 20,
                    need >> 20));
        }
    }

    static SeedComparison run(long[] shape, int runs) {
        SeedComparison comparison = new SeedComparison(runs);
        double[] elements = new double[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        try (Progress progress = Progress.of("measuring", 6L * (WARM_UP + runs))) {
            NDArray ones = asarray(elements).reshape(shape);
            ones.set("...", 1);
            comparison.compare("ones", ones, elements, progress);

            // the same memory once more, and plane by plane: no second array of this size is needed
            NDArray random = asarray(elements).reshape(shape);
            Random numbers = Random.seeded(1);
            for (long i = 0; i < shape[0]; i++) {
                random.get(i).set("...", numbers.random(shape[1], shape[2]));
            }
            comparison.compare("random", random, elements, progress);
        }
        return comparison;
    }

    /** The array's memory is {@code elements}: all read the same. */
    private void compare(String data, NDArray x, double[] elements, Progress progress) {
        int length = (int) x.shape(-1);
        explanation = fused(x).explain();
        Subject subject = new Subject(data, elements.length, loop(elements, length), progress);
        double plain = measure(subject, LOOP, () -> loop(elements, length), 0);
        measure(subject, STREAM, () -> stream(elements, length), plain);
        measure(subject, ARRAYS, () -> fused(x).toDoubleArray(), plain);
    }

    /** What is measured in three ways. */
    private record Subject(String data, long elements, double[] expected, Progress progress) {}

    private static NDArray fused(NDArray x) {
        return Np.sqrt(Np.sum(Np.pow(x, 2), -1));
    }

    private static double[] loop(double[] x, int length) {
        double[] r = new double[x.length / length];
        for (int row = 0; row < r.length; row++) {
            double sum = 0;
            for (int i = row * length; i < (row + 1) * length; i++) {
                sum += x[i] * x[i];
            }
            r[row] = Math.sqrt(sum);
        }
        return r;
    }

    private static double[] stream(double[] x, int length) {
        return IntStream.range(0, x.length / length)
                .parallel()
                .mapToDouble(row -> {
                    double sum = 0;
                    for (int i = row * length; i < (row + 1) * length; i++) {
                        sum += x[i] * x[i];
                    }
                    return Math.sqrt(sum);
                })
                .toArray();
    }

    /** Measures a way, and returns its median milliseconds. */
    private double measure(Subject subject, String way, Supplier<double[]> action, double plain) {
        double[] expected = subject.expected();
        double[] result = {};
        double[] ms = new double[runs];
        for (int i = -WARM_UP; i < runs; i++) {
            long start = System.nanoTime();
            result = action.get();
            double taken = (System.nanoTime() - start) / 1e6;
            if (i >= 0) {
                ms[i] = taken;
            }
            subject.progress().step(subject.data() + ", " + way);
        }
        Arrays.sort(ms);
        double median = (ms[(runs - 1) / 2] + ms[runs / 2]) / 2;
        double bytes = 8.0 * (subject.elements() + expected.length);
        double speedUp = plain == 0 ? 1 : plain / median;
        timings.add(
                new Timing(subject.data(), way, median, bytes / median / 1e6, speedUp, difference(expected, result)));
        return median;
    }

    /** The largest relative difference; infinite where lengths differ or a result is no number. */
    static double difference(double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double d = Math.abs(actual[i] - expected[i]) / Math.max(Math.abs(expected[i]), Double.MIN_NORMAL);
            if (!(d <= worst)) {
                worst = Double.isNaN(d) ? Double.POSITIVE_INFINITY : d;
            }
        }
        return worst;
    }

    List<Timing> timings() {
        return timings;
    }

    /** What the library says of the fused expression. */
    String explanation() {
        return explanation;
    }

    boolean agrees() {
        return timings.stream().allMatch(t -> t.difference() <= TOLERANCE);
    }

    String verdict() {
        return agrees()
                ? "Results agree within " + TOLERANCE + ", relatively."
                : "RESULTS DISAGREE: more than " + TOLERANCE + " apart, relatively.";
    }

    String table() {
        Table table = new Table("x", "way", "ms", "GB/s", "speed-up", "relative difference");
        for (Timing t : timings) {
            table.row(
                    t.data(),
                    t.way(),
                    String.format(Locale.ROOT, "%.1f", t.ms()),
                    String.format(Locale.ROOT, "%.1f", t.gigabytesPerSecond()),
                    String.format(Locale.ROOT, "%.2fx", t.speedUp()),
                    t.way().equals(LOOP) ? "-" : String.format(Locale.ROOT, "%.1e", t.difference()));
        }
        return table + "  Medians of " + runs + " runs after " + WARM_UP + " for warming up.\n";
    }
}
