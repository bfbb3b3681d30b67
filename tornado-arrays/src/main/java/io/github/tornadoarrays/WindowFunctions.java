package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.special.BesselMath;
import java.util.function.DoubleUnaryOperator;

/**
 * Windows: n weights from a signal's one end to the other, symmetric, float64; part of {@link Np}. One weight is 1, of less than one there are none. {@code
 * signal.Windows} has more of them. They throw {@link ArrayException} of more weights than a Java array holds.
 */
abstract sealed class WindowFunctions extends VectorizeFunctions permits NumberFunctions {

    /** A triangle from 0 to 0. */
    public static NDArray bartlett(long n) {
        return window("bartlett", n, x -> 1 - Math.abs(x));
    }

    /** {@code 0.42 + 0.5 cos(πx) + 0.08 cos(2πx)}, with x from -1 to 1. */
    public static NDArray blackman(long n) {
        return window("blackman", n, x -> 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x));
    }

    /** {@code 0.54 + 0.46 cos(πx)}, with x from -1 to 1. */
    public static NDArray hamming(long n) {
        return window("hamming", n, x -> 0.54 + 0.46 * Math.cos(Math.PI * x));
    }

    /** Hann's window: {@code 0.5 + 0.5 cos(πx)}, with x from -1 to 1. */
    public static NDArray hanning(long n) {
        return window("hanning", n, x -> 0.5 + 0.5 * Math.cos(Math.PI * x));
    }

    /**
     * Kaiser's window, {@code i0(beta √(1 - x²)) / i0(beta)} with x from -1 to 1.
     *
     * @param beta how narrow it is: 0 are ones, 5 is like Hamming's, 8.6 like Blackman's
     */
    public static NDArray kaiser(long n, double beta) {
        double all = BesselMath.i0(beta);
        return window("kaiser", n, x -> BesselMath.i0(beta * Math.sqrt(1 - x * x)) / all);
    }

    private static NDArray window(String name, long n, DoubleUnaryOperator f) {
        if (n > Integer.MAX_VALUE - 8) {
            throw new ArrayException(name + ": " + n + " weights; at most 2^31 - 9 are possible");
        }
        int count = (int) Math.max(0, n);
        double[] w = new double[count];
        for (int i = 0; i < count; i++) {
            w[i] = count == 1 ? 1 : f.applyAsDouble((2.0 * i - (count - 1)) / (count - 1));
        }
        return Np.asarray(w);
    }
}
