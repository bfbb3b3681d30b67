package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.NDArray;
import java.util.function.IntToDoubleFunction;

/** A result's elements in row-major order, on the host; of complex ones the parts. */
record Values(int size, IntToDoubleFunction at) {

    static Values of(NDArray x) {
        IntToDoubleFunction at = switch (x.dtype()) {
            case FLOAT16, FLOAT32 -> {
                float[] f = x.toFloatArray();
                yield i -> f[i];
            }
            case FLOAT64 -> {
                double[] d = x.toDoubleArray();
                yield i -> d[i];
            }
            case COMPLEX64, COMPLEX128 -> {
                Values re = of(x.real());
                Values im = of(x.imag());
                yield i -> (i % 2 == 0 ? re : im).at().applyAsDouble(i / 2);
            }
            default -> {
                long[] l = x.toLongArray();
                yield i -> l[i];
            }
        };
        return new Values(Math.toIntExact(x.size() * x.dtype().parts()), at);
    }

    /** Of an array, or of what Java has in its place. */
    static Values of(Object result) {
        return switch (result) {
            case NDArray x -> of(x);
            case float[] f -> new Values(f.length, i -> f[i]);
            case Double d -> new Values(1, i -> d);
            default -> throw new IllegalArgumentException("a result of " + result.getClass());
        };
    }
}
