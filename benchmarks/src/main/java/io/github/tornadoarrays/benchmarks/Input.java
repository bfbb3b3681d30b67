package io.github.tornadoarrays.benchmarks;

import static io.github.tornadoarrays.Np.asarray;

import io.github.tornadoarrays.NDArray;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers from {@code low} to {@code high} that depend on a seed only; {@code array_bench.py} makes the same. */
record Input(String dtype, int seed, int low, int high, long... shape) {

    /** As {@code array_bench.py} reads it. */
    String text() {
        String extents = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(","));
        return String.join(" ", dtype, extents, Integer.toString(seed), Integer.toString(low), Integer.toString(high));
    }

    NDArray make() {
        IntStream all = IntStream.range(0, size()).parallel();
        Object numbers = switch (dtype) {
            case "float32" -> {
                float[] x = new float[size()];
                all.forEach(i -> x[i] = (float) scaled((hash(i) >>> 40) * 0x1p-24));
                yield x;
            }
            case "float64" -> {
                double[] x = new double[size()];
                all.forEach(i -> x[i] = scaled((hash(i) >>> 11) * 0x1p-53));
                yield x;
            }
            case "int64" -> {
                long[] x = new long[size()];
                all.forEach(i -> x[i] = (hash(i) >>> 33) % (high - low) + low);
                yield x;
            }
            default -> throw new IllegalArgumentException("no inputs of type " + dtype);
        };
        return asarray(numbers).reshape(shape);
    }

    int size() {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    private double scaled(double unit) {
        return unit * (high - low) + low;
    }

    private long hash(int i) {
        long h = (i + 1) * 0x9E3779B97F4A7C15L + seed * 0xBF58476D1CE4E5B9L;
        for (int round = 0; round < 2; round++) {
            h ^= h >>> 32;
            h *= 0xD6E8FEB86659FD93L;
        }
        return h;
    }
}
