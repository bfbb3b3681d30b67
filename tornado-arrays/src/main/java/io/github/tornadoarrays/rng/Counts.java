package io.github.tornadoarrays.rng;

/**
 * Elements of the discrete distributions: functions of {@link Draw#streams}, the element's index and the distribution's parameters, which
 * are valid. Each attempt takes a block of {@link Words}. Where few values are likely, one uniform number is enough: the values'
 * probabilities are added up until they exceed it.
 */
public final class Counts {
    /** Nothing that is added up gets here, but for rounding. */
    private static final int END = 200;

    private Counts() {}

    /** Poisson: W. Hörmann, "The transformed rejection method for generating Poisson random variables" (PTRS), 1993. */
    public static long poisson(long key, long i, double mean) {
        return (long) poisson(key, i, 0, mean);
    }

    static double poisson(long key, long i, long first, double mean) {
        int[] w = new int[4];
        if (mean < 10) {
            Philox.block(key, i, first, w);
            double u = Words.open(w, 0);
            double p = Math.exp(-mean);
            double sum = p;
            int k = 0;
            while (u > sum && k < END) {
                k++;
                p *= mean / k;
                sum += p;
            }
            return k;
        }
        double root = Math.sqrt(mean);
        double log = Math.log(mean);
        double b = 0.931 + 2.53 * root;
        double a = -0.059 + 0.02483 * b;
        double alpha = 1.1239 + 1.1328 / (b - 3.4);
        double quick = 0.9277 - 3.6224 / (b - 2);
        double k = 0;
        boolean taken = false;
        for (long n = first; !taken; n++) {
            Philox.block(key, i, n, w);
            double u = Words.open(w, 0) - 0.5;
            double v = Words.open(w, 1);
            double us = 0.5 - Math.abs(u);
            k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= quick) {
                taken = true;
            } else if (k >= 0 && (us >= 0.013 || v <= us)) {
                taken = Math.log(v) + Math.log(alpha) - Math.log(a / (us * us) + b)
                        <= -mean + k * log - Words.logFactorial(k);
            }
        }
        return k;
    }

    /** Negative binomial: Poisson with a gamma for the mean. */
    public static long negativeBinomial(long key, long i, double n, double p) {
        return (long) poisson(key, i, Words.SECOND, Samples.gamma(key, i, 0, n) * ((1 - p) / p));
    }

    /** Binomial: W. Hörmann, "The generation of binomial random variates" (BTRS), 1993. */
    public static long binomial(long key, long i, double n, double p) {
        return (long) binomial(key, i, 0, n, p);
    }

    static double binomial(long key, long i, long first, double n, double p) {
        double k = p > 0.5 ? rarer(key, i, first, n, 1 - p) : rarer(key, i, first, n, p);
        return p > 0.5 ? n - k : k;
    }

    private static double rarer(long key, long i, long first, double n, double p) {
        if (n == 0 || p == 0) {
            return 0;
        }
        int[] w = new int[4];
        double r = p / (1 - p);
        if (n * p < 10) {
            Philox.block(key, i, first, w);
            double u = Words.open(w, 0);
            double q = Math.exp(n * Math.log1p(-p));
            double sum = q;
            int k = 0;
            while (u > sum && k < n && k < END) {
                k++;
                q *= (n - k + 1) * r / k;
                sum += q;
            }
            return k;
        }
        double spread = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double c = n * p + 0.5;
        double quick = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spread;
        double m = Math.floor((n + 1) * p);
        double k = 0;
        boolean taken = false;
        for (long block = first; !taken; block++) {
            Philox.block(key, i, block, w);
            double u = Words.open(w, 0) - 0.5;
            double v = Words.open(w, 1);
            double us = 0.5 - Math.abs(u);
            k = Math.floor((2 * a / us + b) * u + c);
            if (us >= 0.07 && v <= quick) {
                taken = true;
            } else if (k >= 0 && k <= n) {
                double bound = (m + 0.5) * Math.log((m + 1) / (r * (n - m + 1)))
                        + (n + 1) * Math.log((n - m + 1) / (n - k + 1))
                        + (k + 0.5) * Math.log(r * (n - k + 1) / (k + 1));
                // a loop, so that there is one Stirling's formula to compile
                for (int j = 0; j < 4; j++) {
                    double x = j < 2 ? m : k;
                    double s = Words.stirling((j & 1) == 0 ? x : n - x);
                    bound += j < 2 ? s : -s;
                }
                taken = Math.log(v * alpha / (a / (us * us) + b)) <= bound;
            }
        }
        return k;
    }

    /** Hypergeometric: E. Stadlober, "The ratio of uniforms approach for generating discrete random variates" (HRUA), 1990. */
    public static long hypergeometric(long key, long i, double good, double bad, double sample) {
        return (long) hypergeometric(key, i, 0, good, bad, sample);
    }

    static double hypergeometric(long key, long i, long first, double good, double bad, double sample) {
        double all = good + bad;
        // of more than half, those that are left are looked at
        double taken = Math.min(sample, all - sample);
        double k = taken < 10 ? oneByOne(key, i, first, good, all, taken) : byRatio(key, i, first, good, bad, taken);
        return taken < sample ? good - k : k;
    }

    private static double oneByOne(long key, long i, long first, double good, double all, double sample) {
        int[] w = new int[4];
        double left = good;
        for (int n = 0; n < sample; n++) {
            Philox.block(key, i, first + n, w);
            left -= Words.open(w, 0) * (all - n) < left ? 1 : 0;
        }
        return good - left;
    }

    private static double byRatio(long key, long i, long first, double good, double bad, double sample) {
        double all = good + bad;
        double less = Math.min(good, bad);
        double more = Math.max(good, bad);
        double p = less / all;
        double a = sample * p + 0.5;
        double c = Math.sqrt((all - sample) * sample * p * (more / all) / (all - 1) + 0.5);
        double h = 1.7155277699214135 * c + 0.8989161620588988;
        double m = Math.floor((sample + 1) * (less + 1) / (all + 2));
        double g = logFactorials(m, less, more, sample);
        double end = Math.min(Math.min(sample, less) + 1, Math.floor(a + 16 * c));
        double k = 0;
        boolean taken = false;
        int[] w = new int[4];
        for (long n = first; !taken; n++) {
            Philox.block(key, i, n, w);
            double u = Words.open(w, 0);
            double x = a + h * (Words.open(w, 1) - 0.5) / u;
            if (x >= 0 && x < end) {
                k = Math.floor(x);
                double t = g - logFactorials(k, less, more, sample);
                taken = u * (4 - u) - 3 <= t || u * (u - t) < 1 && 2 * Math.log(u) <= t;
            }
        }
        return good > bad ? sample - k : k;
    }

    private static double logFactorials(double k, double less, double more, double sample) {
        double sum = 0;
        for (int j = 0; j < 4; j++) {
            double x = j == 0 ? k : j == 1 ? less - k : j == 2 ? sample - k : more - sample + k;
            sum += Words.logFactorial(x);
        }
        return sum;
    }

    /** Logarithmic: A. W. Kemp, "Efficient generation of logarithmically distributed pseudo-random variables" (LK), 1981. */
    public static long logseries(long key, long i, double p) {
        int[] w = new int[4];
        Philox.block(key, i, 0, w);
        double v = Words.open(w, 1);
        if (v >= p) {
            return 1;
        }
        double q = -Math.expm1(Math.log1p(-p) * Words.open(w, 0));
        if (v <= q * q) {
            return (long) Math.floor(1 + Math.log(v) / Math.log(q));
        }
        return v >= q ? 1 : 2;
    }

    /** Zipf: L. Devroye, "Non-uniform random variate generation", 1986, page 551; cut off above 2⁶³. */
    public static long zipf(long key, long i, double a) {
        if (a >= 1025) {
            return 1;
        }
        double less = a - 1;
        double b = Math.pow(2, less);
        double least = Math.pow(0x1p63, -less);
        double x = 1;
        boolean taken = false;
        int[] w = new int[4];
        for (long n = 0; !taken; n++) {
            Philox.block(key, i, n, w);
            double u = Words.open(w, 0);
            x = Math.floor(Math.pow(u * least + (1 - u), -1 / less));
            if (x >= 1 && x < 0x1p63) {
                double t = Math.pow(1 + 1 / x, less);
                taken = Words.open(w, 1) * x * (t - 1) / (b - 1) <= t / b;
            }
        }
        return (long) x;
    }
}
