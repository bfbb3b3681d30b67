package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.Engines;

/** The bin of each element of a vector among evenly spaced ones, in one pass. */
final class EvenBins {
    private static final Kernel DOUBLES = Kernel.of(EvenBins::find);
    private static final Kernel FLOATS = DOUBLES.retyped(DType.FLOAT32);

    private EvenBins() {}

    /** Whether there is a kernel for elements, of the type of the edges and no more than Java counts with int. */
    static boolean suits(NDArray x, NDArray edges) {
        DType type = x.dtype();
        return (type == DType.FLOAT32 || type == DType.FLOAT64)
                && edges.dtype() == type
                && x.size() <= Integer.MAX_VALUE;
    }

    /**
     * The bins, int32; of elements in none, one more than the last.
     *
     * @param edges of the elements' type, from low to high but for rounding
     */
    static NDArray of(NDArray x, NDArray edges, double low, double high) {
        DType type = x.dtype();
        NDArray out = Engines.with(Engines.at(x.place()), () -> Np.empty(DType.INT32, x.size()));
        if (x.size() > 0) {
            (type == DType.FLOAT32 ? FLOATS : DOUBLES).run(x, edges, low, high, NDArray.rounded(type, high - low), out);
        }
        return out;
    }

    /** What is computed says the bin but for rounding; the edges decide. */
    static void find(double[] x, double[] edges, double low, double high, double width, int[] out) {
        int bins = edges.length - 1;
        for (@Parallel int i = 0; i < out.length; i++) {
            double v = x[i];
            int bin = bins;
            if (v >= low && v <= high) {
                bin = Math.min((int) ((v - low) / width * bins), bins - 1);
                if (v < edges[bin]) {
                    bin--;
                } else if (bin < bins - 1 && v >= edges[bin + 1]) {
                    bin++;
                }
            }
            out[i] = bin;
        }
    }
}
