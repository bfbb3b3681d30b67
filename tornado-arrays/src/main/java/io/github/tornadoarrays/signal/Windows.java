package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import java.util.function.DoubleUnaryOperator;

/**
 * Windows, SciPy's {@code signal.windows}: n weights, float64, by which a piece of a signal is multiplied before it is transformed. They are symmetric; with {@code
 * symmetric} false they are the first n of the n + 1 of a symmetric one, as transforms of what repeats want it. One point is 1.
 */
public final class Windows {
    private Windows() {}

    /**
     * A window by its name: {@code boxcar}, {@code triang}, {@code bartlett}, {@code hann}, {@code hamming}, {@code blackman}, {@code nuttall}, {@code
     * blackmanharris}, {@code flattop}, {@code cosine}, {@code bohman}.
     *
     * @throws ArrayException if there is none of that name, or n is negative
     */
    public static NDArray of(String name, long n, boolean symmetric) {
        return Np.asarray(values(name, count(name, n), symmetric));
    }

    /** All ones. */
    public static NDArray boxcar(long n) {
        return of("boxcar", n, true);
    }

    /** A triangle that does not reach 0. */
    public static NDArray triang(long n) {
        return triang(n, true);
    }

    /** As {@link #triang(long)}. */
    public static NDArray triang(long n, boolean symmetric) {
        return of("triang", n, symmetric);
    }

    /** A triangle from 0 to 0. */
    public static NDArray bartlett(long n) {
        return bartlett(n, true);
    }

    /** As {@link #bartlett(long)}. */
    public static NDArray bartlett(long n, boolean symmetric) {
        return of("bartlett", n, symmetric);
    }

    /** A raised cosine from 0 to 0. */
    public static NDArray hann(long n) {
        return hann(n, true);
    }

    /** As {@link #hann(long)}. */
    public static NDArray hann(long n, boolean symmetric) {
        return of("hann", n, symmetric);
    }

    /** A raised cosine from 0.08 to 0.08. */
    public static NDArray hamming(long n) {
        return hamming(n, true);
    }

    /** As {@link #hamming(long)}. */
    public static NDArray hamming(long n, boolean symmetric) {
        return of("hamming", n, symmetric);
    }

    /** Three cosines: 0.42, 0.5, 0.08. */
    public static NDArray blackman(long n) {
        return blackman(n, true);
    }

    /** As {@link #blackman(long)}. */
    public static NDArray blackman(long n, boolean symmetric) {
        return of("blackman", n, symmetric);
    }

    /** Four cosines with the least side lobes. */
    public static NDArray blackmanharris(long n, boolean symmetric) {
        return of("blackmanharris", n, symmetric);
    }

    /** Five cosines that keep a wave's height whatever its frequency. */
    public static NDArray flattop(long n) {
        return flattop(n, true);
    }

    /** As {@link #flattop(long)}. */
    public static NDArray flattop(long n, boolean symmetric) {
        return of("flattop", n, symmetric);
    }

    /** A Gaussian of a standard deviation, in elements. */
    public static NDArray gaussian(long n, double deviation) {
        return gaussian(n, deviation, true);
    }

    /** As {@link #gaussian(long, double)}. */
    public static NDArray gaussian(long n, double deviation, boolean symmetric) {
        int points = count("gaussian", n);
        return Np.asarray(centred(points, symmetric, x -> Math.exp(-x * x / (2 * deviation * deviation))));
    }

    /**
     * Kaiser's window: of all of one width in frequency nearly the one with the most energy in it.
     *
     * @param beta how narrow it is; 0 is a boxcar, 5 like a Hamming, 8.6 like a Blackman window
     */
    public static NDArray kaiser(long n, double beta) {
        return kaiser(n, beta, true);
    }

    /** As {@link #kaiser(long, double)}. */
    public static NDArray kaiser(long n, double beta, boolean symmetric) {
        return Np.asarray(kaiserValues(count("kaiser", n), beta, symmetric));
    }

    /**
     * Tukey's window: ones, with half of a raised cosine at either end.
     *
     * @param alpha the part of it that is cosine: 0 is a boxcar, 1 Hann's window
     */
    public static NDArray tukey(long n, double alpha) {
        return tukey(n, alpha, true);
    }

    /** As {@link #tukey(long, double)}. */
    public static NDArray tukey(long n, double alpha, boolean symmetric) {
        int points = count("tukey", n);
        if (alpha <= 0) {
            return boxcar(n);
        }
        if (alpha >= 1) {
            return hann(n, symmetric);
        }
        double last = (symmetric ? points : points + 1) - 1.0;
        int width = (int) Math.floor(alpha * last / 2);
        double[] w = new double[points];
        for (int i = 0; i < points; i++) {
            w[i] = i <= width
                    ? 0.5 * (1 + Math.cos(Math.PI * (-1 + 2.0 * i / alpha / last)))
                    : i < last - width
                            ? 1
                            : 0.5 * (1 + Math.cos(Math.PI * (-2.0 / alpha + 1 + 2.0 * i / alpha / last)));
        }
        return Np.asarray(points == 1 ? new double[] {1} : w);
    }

    // ---- on the host

    private static int count(String op, long n) {
        if (n < 0 || n > Integer.MAX_VALUE - 8) {
            throw new ArrayException(op + ": a window of " + n + " points; 0 to 2^31 - 9 are possible");
        }
        return (int) n;
    }

    static double[] values(String name, int n, boolean symmetric) {
        return switch (name) {
            case "boxcar" -> cosines(n, symmetric, 1);
            case "hann" -> cosines(n, symmetric, 0.5, 0.5);
            case "hamming" -> cosines(n, symmetric, 0.54, 0.46);
            case "blackman" -> cosines(n, symmetric, 0.42, 0.50, 0.08);
            case "nuttall" -> cosines(n, symmetric, 0.3635819, 0.4891775, 0.1365995, 0.0106411);
            case "blackmanharris" -> cosines(n, symmetric, 0.35875, 0.48829, 0.14128, 0.01168);
            case "flattop" -> cosines(n, symmetric, 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);
            case "cosine" -> {
                double points = symmetric ? n : n + 1;
                yield centred(n, symmetric, x -> Math.cos(Math.PI * x / points));
            }
            case "bartlett" -> {
                double last = (symmetric ? n : n + 1) - 1.0;
                yield centred(n, symmetric, x -> 1 - 2 * Math.abs(x) / last);
            }
            case "triang" -> {
                int points = symmetric ? n : n + 1;
                double half = points % 2 == 0 ? points / 2.0 : (points + 1) / 2.0;
                yield centred(n, symmetric, x -> 1 - Math.abs(x) / half);
            }
            case "bohman" -> {
                double last = (symmetric ? n : n + 1) - 1.0;
                double[] w = centred(n, symmetric, x -> {
                    double f = Math.abs(2 * x / last);
                    return f >= 1 ? 0 : (1 - f) * Math.cos(Math.PI * f) + 1 / Math.PI * Math.sin(Math.PI * f);
                });
                yield w;
            }
            default ->
                throw new ArrayException("Windows.of: there is no window \"" + name
                        + "\"; there are boxcar, triang, bartlett, hann, hamming, blackman, nuttall, blackmanharris, flattop,"
                        + " cosine and bohman, and functions for those with parameters");
        };
    }

    /** A sum of cosines whose signs alternate. */
    private static double[] cosines(int n, boolean symmetric, double... weights) {
        double last = (symmetric ? n : n + 1) - 1.0;
        double[] w = new double[n];
        for (int i = 0; i < n && n > 1; i++) {
            double angle = -Math.PI + 2 * Math.PI * i / last;
            for (int k = 0; k < weights.length; k++) {
                w[i] += weights[k] * Math.cos(k * angle);
            }
        }
        return n == 1 ? new double[] {1} : w;
    }

    /** A function of the distance from the middle. */
    private static double[] centred(int n, boolean symmetric, DoubleUnaryOperator f) {
        double middle = ((symmetric ? n : n + 1) - 1) / 2.0;
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            w[i] = f.applyAsDouble(i - middle);
        }
        return n == 1 ? new double[] {1} : w;
    }

    static double[] kaiserValues(int n, double beta, boolean symmetric) {
        double half = ((symmetric ? n : n + 1) - 1) / 2.0;
        double all = bessel(beta);
        return centred(n, symmetric, x -> bessel(beta * Math.sqrt(Math.max(0, 1 - x / half * (x / half)))) / all);
    }

    /** The modified Bessel function of order 0, by its series. */
    private static double bessel(double x) {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= quarter / ((double) k * k);
            sum += term;
        }
        return sum;
    }
}
