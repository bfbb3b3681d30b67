package io.github.tornadoarrays.spatial;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Precision;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Distances between points whose coordinates lie along the last axes of two arrays, which broadcast. */
final class Metrics {
    private Metrics() {}

    /** @param variances of {@code seuclidean}, where the metric has none */
    static NDArray distances(NDArray u, NDArray v, Metric metric, @Nullable NDArray variances) {
        return switch (metric.kind()) {
            case EUCLIDEAN -> u.sub(v).square().sum(-1).sqrt();
            case SQEUCLIDEAN -> u.sub(v).square().sum(-1);
            case SEUCLIDEAN -> {
                NDArray scale = variances == null ? scale(metric, u, 1) : variances;
                yield u.sub(v).square().div(scale).sum(-1).sqrt();
            }
            case CITYBLOCK -> u.sub(v).abs().sum(-1);
            case CHEBYSHEV -> largest(u, v);
            case MINKOWSKI -> minkowski(u, v, metric.p());
            case COSINE -> cosine(u, v);
            case CORRELATION -> cosine(centred(u), centred(v));
            case MAHALANOBIS -> {
                NDArray d = u.sub(v);
                NDArray inverse = scale(metric, u, 2);
                yield d.matmul(inverse).mul(d).sum(-1).sqrt();
            }
            case BRAYCURTIS -> u.sub(v).abs().sum(-1).div(u.add(v).abs().sum(-1));
            case CANBERRA -> {
                NDArray size = u.abs().add(v.abs());
                yield Np.where(size.eq(0), 0, u.sub(v).abs().div(size)).sum(-1);
            }
            case JENSENSHANNON -> jensenShannon(u, v);
            case HAMMING -> share(u.ne(v), u);
            default -> ofTruths(u, v, metric.kind());
        };
    }

    private static NDArray scale(Metric metric, NDArray u, int axes) {
        NDArray scale = Objects.requireNonNull(metric.scale());
        long n = u.shape(-1);
        if (scale.ndim() != axes || scale.shape(0) != n || scale.shape(-1) != n) {
            throw new ShapeException(metric.kind().text() + ": "
                    + (axes == 1 ? "variances" : "the inverse covariance matrix") + " of shape "
                    + Shape.text(scale.shape()) + " for points of " + n + " coordinates; give "
                    + (axes == 1 ? "one for each" : "one row and column for each"));
        }
        return Precision.cast(scale, u.dtype());
    }

    private static NDArray largest(NDArray u, NDArray v) {
        NDArray d = u.sub(v).abs();
        return d.shape(-1) == 0 ? d.sum(-1) : d.max(-1);
    }

    private static NDArray minkowski(NDArray u, NDArray v, double p) {
        if (Double.isInfinite(p)) {
            return largest(u, v);
        }
        NDArray d = u.sub(v).abs();
        return p == 1
                ? d.sum(-1)
                : p == 2 ? d.square().sum(-1).sqrt() : d.pow(p).sum(-1).pow(1 / p);
    }

    private static NDArray centred(NDArray u) {
        return u.sub(u.mean(Np.axis(-1).keepdims()));
    }

    /** Never below 0 or above 2, whatever is rounded. */
    private static NDArray cosine(NDArray u, NDArray v) {
        NDArray norms = u.square().sum(-1).sqrt().mul(v.square().sum(-1).sqrt());
        return Np.subtract(1, u.mul(v).sum(-1).div(norms)).clip(0, 2);
    }

    private static NDArray jensenShannon(NDArray u, NDArray v) {
        NDArray p = u.div(u.sum(Np.axis(-1).keepdims()));
        NDArray q = v.div(v.sum(Np.axis(-1).keepdims()));
        NDArray mean = p.add(q).div(2);
        NDArray sum = entropy(p, mean).add(entropy(q, mean)).sum(-1);
        return Np.maximum(sum.div(2), 0).sqrt();
    }

    private static NDArray entropy(NDArray p, NDArray q) {
        return Np.where(p.gt(0), p.mul(p.div(q).log()), 0);
    }

    /** The share of coordinates for which something is so. */
    private static NDArray share(NDArray is, NDArray like) {
        return count(is, like).div((double) like.shape(-1));
    }

    private static NDArray count(NDArray is, NDArray like) {
        return is.astype(like.dtype()).sum(-1);
    }

    private static NDArray ofTruths(NDArray u, NDArray v, Metric.Kind kind) {
        NDArray a = u.ne(0);
        NDArray b = v.ne(0);
        NDArray both = count(a.and(b), u);
        NDArray differ = count(a.xor(b), u);
        double n = u.shape(-1);
        return switch (kind) {
            case JACCARD -> {
                NDArray any = count(a.or(b), u);
                yield Np.where(any.eq(0), 0, differ.div(any));
            }
            case DICE -> differ.div(both.mul(2).add(differ));
            case ROGERSTANIMOTO -> differ.mul(2).div(differ.add(n));
            case RUSSELLRAO -> Np.subtract(n, both).div(n);
            case SOKALSNEATH -> differ.mul(2).div(both.add(differ.mul(2)));
            case YULE -> {
                NDArray onlyA = count(a.and(b.not()), u);
                NDArray onlyB = count(b.and(a.not()), u);
                NDArray half = onlyA.mul(onlyB);
                NDArray none = Np.subtract(n, both).sub(onlyA).sub(onlyB);
                yield Np.where(half.eq(0), 0, half.mul(2).div(both.mul(none).add(half)));
            }
            default -> throw new IllegalStateException("a metric of truth values: " + kind);
        };
    }
}
