package io.github.tornadoarrays.scipy;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Scope;
import io.github.tornadoarrays.core.DType;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** In which type functions compute, and a kernel for each of the two there are. */
public final class Precision {
    private final Kernel doubles;
    private final Kernel floats;

    /** A kernel over {@code double}. */
    public Precision(Kernel kernel) {
        doubles = kernel;
        floats = kernel.retyped(DType.FLOAT32);
    }

    public Kernel of(DType type) {
        return type == DType.FLOAT32 ? floats : doubles;
    }

    /** The type that an array is computed in: float32 for floats of up to 32 bits, else float64. */
    public static DType of(NDArray x) {
        DType part = x.dtype().part();
        return part.isFloat() && part != DType.FLOAT64 ? DType.FLOAT32 : DType.FLOAT64;
    }

    /** The array in a type: itself, where it has that. */
    public static NDArray cast(NDArray x, DType type) {
        return x.dtype() == type ? x : x.astype(type);
    }

    /** Results in the type of the operand; of bool, whether they are not 0 when their fraction is left out, as SciPy has it. */
    private static NDArray back(NDArray y, DType type) {
        return type.isBool() ? y.trunc().ne(0) : cast(y, type);
    }

    /**
     * A function of real arrays of the types that are computed in, for an array of any type, which the result has too; of a complex one, of each
     * of its parts.
     */
    public static NDArray inOwnType(NDArray x, UnaryOperator<NDArray> f) {
        if (!x.dtype().isComplex()) {
            return back(f.apply(cast(x, of(x))), x.dtype());
        }
        NDArray re = f.apply(x.real());
        NDArray z = empty(x, x.dtype(), re.shape());
        z.real().set("...", re);
        z.imag().set("...", f.apply(x.imag()));
        return z;
    }

    /** A new array where another is. */
    public static NDArray empty(NDArray at, DType type, long... shape) {
        try (var _ = Device.use(at.device())) {
            return Np.empty(type, shape);
        }
    }

    /** Numbers on a device, in a type. */
    private record Known(Device device, DType type, List<Double> values) {}

    /** Those that were used last: a small copy to a device costs as much as a filter of a small picture. */
    private static final Map<Known, NDArray> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, NDArray> eldest) {
            return size() > 64;
        }
    });

    /** Numbers as what a kernel of a type takes where an array is: on the host a Java array, elsewhere one that is kept there. */
    public static Object numbers(NDArray at, DType type, double[] values) {
        Device device = at.device();
        if (device.isHost()) {
            return numbers(type, values);
        }
        Known key = new Known(device, type, Arrays.stream(values).boxed().toList());
        return KNOWN.computeIfAbsent(key, k -> {
            try (var _ = Device.use(device);
                    Scope scope = Np.scope()) {
                return scope.keepForGood(Np.asarray(numbers(type, values)));
            }
        });
    }

    private static Object numbers(DType type, double[] values) {
        if (type != DType.FLOAT32) {
            return values;
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
