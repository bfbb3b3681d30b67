package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.scipy.Axes;
import io.github.tornadoarrays.scipy.Precision;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Weighted sums of neighbours along one axis after another. */
final class Correlation {
    private static final Precision ALONG = new Precision(Kernel.of(FilterKernels::along));
    private static final Precision ROWS = new Precision(Kernel.of(FilterKernels::rows));

    private static final Kernel PLANE = Kernel.of(PlaneKernel::plane);

    private Correlation() {}

    /** Along one axis, in the array's own type. */
    static NDArray along(String op, NDArray x, double[] weights, int axis, Border border, int origin) {
        int a = Axes.normal(op, axis, x);
        if (weights.length == 0) {
            throw new ArrayException(op + ": no weights; give one or more");
        }
        Axes.origin(op, origin, weights.length);
        return Precision.inOwnType(x, y -> pass(op, y, weights, a, border, weights.length / 2 + origin));
    }

    /** The mean of so many neighbours along an axis; of whole numbers that of their exact sum, so that what divides it comes out. */
    static NDArray mean(String op, NDArray x, int size, int axis, Border border, int origin) {
        boolean whole = !x.dtype().isInexact();
        double[] weights = new double[size];
        Arrays.fill(weights, whole ? 1 : 1.0 / size);
        if (!whole) {
            return along(op, x, weights, axis, border, origin);
        }
        Axes.origin(op, origin, size);
        return Precision.inOwnType(
                x, y -> pass(op, y, weights, axis, border, size / 2 + origin).div(size));
    }

    /** Along all axes for which there are weights, each pass in the array's own type, as SciPy does it. */
    static NDArray separable(String op, NDArray x, IntFunction<double @Nullable []> weights, Border border) {
        NDArray y = x;
        int last = x.ndim() - 1;
        for (int a = 0; a <= last; a++) {
            double[] w = weights.apply(a);
            double[] next = a == last - 1 ? weights.apply(last) : null;
            if (w != null && next != null && inOneLaunch(x, w, next)) {
                return plane(op, y, w, next, border);
            }
            if (w != null) {
                int axis = a;
                y = Precision.inOwnType(y, z -> pass(op, z, w, axis, border, w.length / 2));
            }
        }
        return y == x ? x.copy() : y;
    }

    /** Whether {@link PlaneKernel} takes the last two axes. */
    private static boolean inOneLaunch(NDArray x, double[] down, double[] across) {
        return x.dtype() == DType.FLOAT32
                && x.size() > 0
                && Math.min(down.length, across.length) >= PlaneKernel.LEAST
                && Math.max(down.length, across.length) <= PlaneKernel.MOST
                && Axes.product(Axes.shape("correlate", x), 0, x.ndim() - 2) < 1 << 16
                && !x.device().isHost()
                && x.device().sharedMemoryPerBlock() >= PlaneKernel.MEMORY;
    }

    private static NDArray plane(String op, NDArray x, double[] down, double[] across, Border border) {
        int[] shape = Axes.shape(op, x);
        int rows = shape[shape.length - 2];
        int columns = shape[shape.length - 1];
        int width = PlaneKernel.columns(across.length);
        NDArray y = Np.emptyLike(x);
        PLANE.grid(
                        (columns + width - 1) / width,
                        (rows + PlaneKernel.HEIGHT - 1) / PlaneKernel.HEIGHT,
                        Axes.product(shape, 0, shape.length - 2))
                .block(PlaneKernel.WIDTH, PlaneKernel.BLOCKS)
                .run(
                        x.ravel(),
                        Precision.numbers(x, DType.FLOAT32, down),
                        Precision.numbers(x, DType.FLOAT32, across),
                        y.ravel(),
                        rows,
                        columns,
                        down.length / 2,
                        across.length / 2,
                        border.ofFilter(),
                        (float) border.value());
        return y;
    }

    /** One axis of a float32 or float64 array; element i of the result begins at element {@code i - before}. */
    private static NDArray pass(String op, NDArray x, double[] weights, int axis, Border border, int before) {
        int[] shape = Axes.shape(op, x);
        DType type = x.dtype();
        NDArray y = Np.emptyLike(x);
        if (x.size() == 0) {
            return y;
        }
        int outer = Axes.product(shape, 0, axis);
        int n = shape[axis];
        int inner = Axes.product(shape, axis + 1, shape.length);
        Object w = Precision.numbers(x, type, weights);
        if (inner == 1) {
            ROWS.of(type).run(x.ravel(), w, y.ravel(), outer, n, before, border.ofFilter(), border.value());
        } else {
            ALONG.of(type).run(x.ravel(), w, y.ravel(), outer, n, inner, before, border.ofFilter(), border.value());
        }
        return y;
    }
}
