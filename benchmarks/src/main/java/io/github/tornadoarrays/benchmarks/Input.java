package io.github.tornadoarrays.benchmarks;

import static io.github.tornadoarrays.Np.asarray;

import io.github.tornadoarrays.Complex;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.DType;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers from {@code low} to {@code high}, complex ones two by two, that depend on a seed only; {@code array_bench.py} makes the same. */
record Input(DType dtype, int seed, int low, int high, long... shape) {

    /** As {@code array_bench.py} reads it. */
    String text() {
        String extents = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(","));
        return String.join(
                " ", dtype.toString(), extents, Integer.toString(seed), Integer.toString(low), Integer.toString(high));
    }

    NDArray make() {
        IntStream all = IntStream.range(0, size()).parallel();
        NDArray flat = switch (dtype) {
            case FLOAT16 -> {
                float[] x = new float[size()];
                all.forEach(i -> x[i] = single(i));
                yield asarray(x).astype(DType.FLOAT16).eval();
            }
            case FLOAT32 -> {
                float[] x = new float[size()];
                all.forEach(i -> x[i] = single(i));
                yield asarray(x);
            }
            case FLOAT64 -> {
                double[] x = new double[size()];
                all.forEach(i -> x[i] = at(i));
                yield asarray(x);
            }
            case INT32 -> {
                int[] x = new int[size()];
                all.forEach(i -> x[i] = whole(i));
                yield asarray(x);
            }
            case INT64 -> {
                long[] x = new long[size()];
                all.forEach(i -> x[i] = whole(i));
                yield asarray(x);
            }
            case COMPLEX64, COMPLEX128 -> {
                long[] parts = {size(), 2};
                NDArray pairs = new Input(dtype.part(), seed, low, high, parts).make();
                yield pairs.get(":, 0")
                        .add(pairs.get(":, 1").mul(Complex.of(0, 1)))
                        .eval();
            }
            default -> throw new IllegalArgumentException("no inputs of type " + dtype);
        };
        return flat.reshape(shape);
    }

    int size() {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    /** The element at a place in row-major order. */
    double at(int i) {
        return switch (dtype) {
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16(single(i)));
            case FLOAT32 -> single(i);
            case FLOAT64 -> scaled((hash(i) >>> 11) * 0x1p-53);
            default -> whole(i);
        };
    }

    /** Real and imaginary parts of complex numbers, one after the other. */
    double part(int i) {
        return dtype == DType.COMPLEX64 ? single(i) : scaled((hash(i) >>> 11) * 0x1p-53);
    }

    private float single(int i) {
        return (float) scaled((hash(i) >>> 40) * 0x1p-24);
    }

    private int whole(int i) {
        return (int) ((hash(i) >>> 33) % (high - low) + low);
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
