package io.github.tornadoarrays.spatial;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.ArrayException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far two points u and v are from each other: {@code Metric.COSINE}, {@code Metric.of("cosine")}, {@code Metric.minkowski(3)}. Which numbers
 * count as true for metrics of truth values: those that are not 0.
 *
 * @param p the exponent of {@code minkowski}
 * @param scale variances of {@code seuclidean}, null for those of the points; the inverse covariance matrix of {@code mahalanobis}
 */
public record Metric(Kind kind, double p, @Nullable NDArray scale) {
    /** SciPy's names. */
    public enum Kind {
        /** {@code √Σ(u-v)²}. */
        EUCLIDEAN,
        /** {@code Σ(u-v)²}. */
        SQEUCLIDEAN,
        /** {@code √Σ(u-v)²/variance}. */
        SEUCLIDEAN,
        /** {@code Σ|u-v|}. */
        CITYBLOCK,
        /** {@code max |u-v|}. */
        CHEBYSHEV,
        /** {@code (Σ|u-v|^p)^(1/p)}. */
        MINKOWSKI,
        /** {@code 1 - u·v / |u||v|}. */
        COSINE,
        /** The cosine of what differs from the means. */
        CORRELATION,
        /** {@code √(u-v)ᵀ V⁻¹ (u-v)}. */
        MAHALANOBIS,
        /** {@code Σ|u-v| / Σ|u+v|}. */
        BRAYCURTIS,
        /** {@code Σ |u-v| / (|u|+|v|)}; 0/0 counts as 0. */
        CANBERRA,
        /** The root of half the relative entropies of both distributions to their mean. */
        JENSENSHANNON,
        /** The share of coordinates that differ. */
        HAMMING,
        /** Of the coordinates of which one is true, the share that differ. */
        JACCARD,
        /** {@code d / (2t + d)}: d differ, of t both are true. */
        DICE,
        /** {@code 2d / (n + d)} of n coordinates. */
        ROGERSTANIMOTO,
        /** {@code (n - t) / n}. */
        RUSSELLRAO,
        /** {@code 2d / (t + 2d)}. */
        SOKALSNEATH,
        /** {@code 2ab / (tf + ab)}: a are true in u only, b in v only, t in both, f in none. */
        YULE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Metric EUCLIDEAN = of(Kind.EUCLIDEAN);
    public static final Metric SQEUCLIDEAN = of(Kind.SQEUCLIDEAN);
    public static final Metric CITYBLOCK = of(Kind.CITYBLOCK);
    public static final Metric CHEBYSHEV = of(Kind.CHEBYSHEV);
    public static final Metric COSINE = of(Kind.COSINE);
    public static final Metric CORRELATION = of(Kind.CORRELATION);

    public Metric {
        if (!(p > 0)) {
            throw new ArrayException("minkowski: p is " + p + "; give a number above 0");
        }
        if (kind == Kind.MAHALANOBIS && scale == null) {
            throw new ArrayException(
                    "mahalanobis: there is no covariance matrix; give Metric.mahalanobis(its inverse)");
        }
    }

    private static Metric of(Kind kind) {
        return new Metric(kind, 2, null);
    }

    /**
     * By SciPy's name, such as {@code "cityblock"}; {@code "minkowski"} with p = 2.
     *
     * @throws ArrayException for other names, and for {@code "mahalanobis"}, which needs a matrix
     */
    public static Metric of(String name) {
        return Arrays.stream(Kind.values())
                .filter(k -> k.text().equals(name))
                .findFirst()
                .map(Metric::of)
                .orElseThrow(() -> new ArrayException("distance: unknown metric \"" + name + "\"; known are "
                        + Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.joining(", "))));
    }

    /** The root of the sum of powers. */
    public static Metric minkowski(double p) {
        return new Metric(Kind.MINKOWSKI, p, null);
    }

    /** Euclidean, each coordinate divided by a variance. */
    public static Metric seuclidean(NDArray variances) {
        return new Metric(Kind.SEUCLIDEAN, 2, variances);
    }

    /** Euclidean in units that a covariance matrix gives, of which this is the inverse. */
    public static Metric mahalanobis(NDArray inverse) {
        return new Metric(Kind.MAHALANOBIS, 2, inverse);
    }
}
