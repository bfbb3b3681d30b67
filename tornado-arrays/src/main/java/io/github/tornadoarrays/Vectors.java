package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.axis;

import io.github.tornadoarrays.Parameter.Bound;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.rng.Counts;
import io.github.tornadoarrays.rng.Samples;
import java.util.Arrays;

/** Distributions of vectors. Those of counts take one kind after another, each by its probability among those that are left. */
final class Vectors {
    private Vectors() {}

    private static long[] and(long[] shape, long last) {
        long[] all = Arrays.copyOf(shape, shape.length + 1);
        all[shape.length] = last;
        return all;
    }

    // ---- counts

    static NDArray multinomial(Generator g, long[] shape, Parameter n, NDArray pvals) {
        String op = "multinomial";
        if (pvals.ndim() == 0) {
            throw new ShapeException(op + ": pvals is 0-d; its last axis has the kinds' probabilities");
        }
        n.check(op, Bound.COUNT);
        Parameter p = Parameter.of("pvals", pvals).check(op, Bound.PROBABILITY);
        long kinds = pvals.shape(-1);
        if (kinds == 0) {
            throw new ShapeException(op + ": there are no kinds; pvals must have at least one");
        }
        NDArray others = p.array().get(Np.ellipsis, Slice.of(0, kinds - 1)).sum(-1);
        if (others.size() > 0 && others.gt(1 + 1e-12).any().itemBoolean()) {
            throw new ArrayException(op + ": all of pvals but the last sum to more than 1");
        }
        long[] rows = Parameter.shape(op, shape, n, new Parameter("pvals", others, null));
        long[] all = and(rows, kinds);
        NDArray out = Np.empty(DType.INT64, Shape.size(rows), kinds);
        if (out.size() > 0) {
            NDArray trials = n.array().broadcastTo(rows).ravel();
            NDArray probabilities = p.array().broadcastTo(all).reshape(-1, kinds);
            Kernel.of(Vectors::multinomials)
                    .run(
                            g.draw().streams(),
                            trials.copy().eval(),
                            probabilities.copy().eval(),
                            out);
        }
        return out.reshape(all);
    }

    private static void multinomials(long key, double[] n, double[][] p, long[][] out) {
        for (@Parallel int i = 0; i < n.length; i++) {
            double left = n[i];
            double rest = 1;
            int last = out[0].length - 1;
            for (int j = 0; j < last; j++) {
                double q = rest > 0 ? Math.min(1, p[i][j] / rest) : 0;
                long count = left > 0 ? Counts.binomial(key, (long) i * (last + 1) + j, left, q) : 0;
                out[i][j] = count;
                left -= count;
                rest -= p[i][j];
            }
            out[i][last] = (long) left;
        }
    }

    static NDArray multivariateHypergeometric(Generator g, long[] shape, long[] colors, long nsample) {
        String op = "multivariateHypergeometric";
        long all = 0;
        for (int i = 0; i < colors.length; i++) {
            if (colors[i] < 0) {
                throw new ArrayException(op + ": colors[" + i + "] is " + colors[i] + "; it must be 0 or more");
            }
            all += colors[i];
            if (all > 1_000_000_000) {
                throw new ArrayException(op + ": there are more than 1000000000 to choose from; give fewer");
            }
        }
        if (nsample < 0 || nsample > all) {
            throw new ArrayException(op + ": nsample is " + nsample + "; of " + all + " it must be 0.." + all);
        }
        Shape.check(op, shape);
        NDArray out = Np.empty(DType.INT64, Shape.size(shape), colors.length);
        if (out.size() > 0) {
            double[] kinds = Arrays.stream(colors).asDoubleStream().toArray();
            Kernel.of(Vectors::samples).run(g.draw().streams(), Np.array(kinds), (double) all, (double) nsample, out);
        }
        return out.reshape(and(shape, colors.length));
    }

    private static void samples(long key, double[] colors, double all, double sample, long[][] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            double left = sample;
            double others = all;
            int last = colors.length - 1;
            for (int j = 0; j < last; j++) {
                double good = colors[j];
                others -= good;
                long count = Counts.hypergeometric(key, (long) i * (last + 1) + j, good, others, left);
                out[i][j] = count;
                left -= count;
            }
            out[i][last] = (long) left;
        }
    }

    // ---- numbers

    /** Gammas of which the logarithms are made sums of 1, so that small alphas are no matter. */
    static NDArray dirichlet(Generator g, long[] shape, double[] alpha) {
        Shape.check("dirichlet", shape);
        for (int i = 0; i < alpha.length; i++) {
            if (!(alpha[i] > 0)) {
                throw new ArrayException("dirichlet: alpha[" + i + "] is " + alpha[i] + "; it must be greater than 0");
            }
        }
        long[] all = and(shape, alpha.length);
        NDArray x = Continuous.sampled(
                ElementwiseKernel.method(Samples::logGamma), g, all, Parameter.of("alpha", Np.array(alpha)));
        if (x.size() == 0) {
            return x;
        }
        NDArray e = x.sub(x.max(axis(-1).keepdims())).exp();
        return e.div(e.sum(axis(-1).keepdims())).eval();
    }

    static NDArray multivariateNormal(Generator g, long[] shape, double[] mean, double[][] cov) {
        String op = "multivariateNormal";
        Shape.check(op, shape);
        int n = mean.length;
        if (cov.length != n || Arrays.stream(cov).anyMatch(row -> row.length != n)) {
            throw new ShapeException(op + ": the covariances of " + n + " means are no matrix of shape (" + n + ", " + n
                    + "); give a row and a column for each");
        }
        NDArray z = Continuous.standardNormal(g, DType.FLOAT64, and(shape, n));
        return n == 0
                ? z
                : z.matmul(Np.array(root(op, cov))).add(Np.array(mean)).eval();
    }

    /** A matrix whose product with itself, transposed first, is a symmetric one: by the eigenvalues, which Jacobi's rotations find. */
    private static double[][] root(String op, double[][] cov) {
        int n = cov.length;
        double[][] a = new double[n][];
        double[][] v = new double[n][n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            a[i] = cov[i].clone();
            v[i][i] = 1;
            for (double x : a[i]) {
                largest = Math.max(largest, Math.abs(x));
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (!(Math.abs(a[i][j] - a[j][i]) <= 1e-8 * largest)) {
                    throw new ArrayException(op + ": cov is not symmetric: cov[" + i + "][" + j + "] is " + a[i][j]
                            + ", cov[" + j + "][" + i + "] is " + a[j][i] + "; both must be equal");
                }
            }
        }
        for (int sweep = 0; sweep < 60 && rotate(a, v) > 1e-300 + 1e-34 * largest * largest; sweep++) {}
        for (int j = 0; j < n; j++) {
            if (!(a[j][j] >= -1e-8 * largest)) {
                throw new ArrayException(op + ": cov has the eigenvalue " + a[j][j] + "; it must have none below 0");
            }
        }
        double[][] root = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                root[j][i] = v[i][j] * Math.sqrt(Math.max(0, a[j][j]));
            }
        }
        return root;
    }

    /** Turns each pair of axes so that its entry is 0; the sum of the squares that were there. */
    private static double rotate(double[][] a, double[][] v) {
        int n = a.length;
        double off = 0;
        for (int p = 0; p < n; p++) {
            for (int q = p + 1; q < n; q++) {
                double x = a[p][q];
                off += x * x;
                if (x != 0) {
                    double theta = (a[q][q] - a[p][p]) / (2 * x);
                    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
                    double c = 1 / Math.hypot(t, 1);
                    double s = t * c;
                    for (int k = 0; k < n; k++) {
                        turn(a[k], p, q, c, s);
                        turn(v[k], p, q, c, s);
                    }
                    for (int k = 0; k < n; k++) {
                        double ap = a[p][k];
                        double aq = a[q][k];
                        a[p][k] = c * ap - s * aq;
                        a[q][k] = s * ap + c * aq;
                    }
                }
            }
        }
        return off;
    }

    private static void turn(double[] row, int p, int q, double c, double s) {
        double x = row[p];
        double y = row[q];
        row[p] = c * x - s * y;
        row[q] = s * x + c * y;
    }
}
