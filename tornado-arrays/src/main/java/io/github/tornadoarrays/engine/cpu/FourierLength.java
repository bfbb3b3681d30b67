package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.fourier.Radices;
import io.github.tornadoarrays.fourier.Roots;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How transforms of one length are done, in memory of the types complex64 and complex128; it is computed with float64. Three ways: all passes in one
 * tile of the cache; as columns, then rows of a matrix (D. H. Bailey, "FFTs in external or hierarchical memory", 1990), which goes through memory
 * twice and has lanes where there is but one transform; as a convolution ({@link Roots#chirp}).
 */
final class FourierLength {
    /** The longest that one tile takes where there are many of them side by side. */
    private static final int LONGEST_TILE = 1024;

    /** Elements of a tile: half a megabyte. */
    private static final int TILE = 1 << 15;

    private static final int FEWEST_LANES = 16;
    private static final int MOST_LANES = 64;

    /** From this length on, fewer transforms than {@link #FEW} are worth a matrix each. */
    private static final int SHORTEST_MATRIX = 64;

    private static final int FEW = 8;

    /** Below this many elements a second thread costs more than it brings. */
    private static final int SMALL = 1 << 13;

    /** Elements that a convolution has under way. */
    private static final int CONVOLVED = 1 << 20;

    private static final int CACHED = 64;

    private static final Map<Integer, SoftReference<FourierLength>> CACHE = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, SoftReference<FourierLength>> eldest) {
            return size() > CACHED;
        }
    };

    private final int n;
    private final boolean smooth;
    private @Nullable FourierPasses passes;
    private @Nullable Matrix matrix;
    private @Nullable Convolution convolution;
    private @Nullable FourierRoots roots;

    private FourierLength(int n) {
        this.n = n;
        smooth = Radices.areSmall(n);
    }

    static FourierLength of(int n) {
        synchronized (CACHE) {
            SoftReference<FourierLength> kept = CACHE.get(n);
            FourierLength length = kept == null ? null : kept.get();
            if (length == null) {
                length = new FourierLength(n);
                CACHE.put(n, new SoftReference<>(length));
            }
            return length;
        }
    }

    /**
     * Where transforms are, in elements.
     *
     * @param memory float[] or double[]
     * @param outer from one group of transforms to the next; within it element k of transform i is at {@code k*inner + i}
     */
    record Place(Object memory, int outer) {}

    /** Transforms {@code outer * inner} times; in place where both places are the same. */
    void run(Place from, Place to, int outer, int inner, boolean backward, double scale) {
        if (!smooth) {
            convolution().run(from, to, outer, inner, backward, scale);
        } else if (n > LONGEST_TILE || n >= SHORTEST_MATRIX && (long) outer * inner < FEW) {
            Matrix m = matrix();
            Workers.run(outer, outer < Workers.threads() ? outer : 1, (a, b) -> {
                for (long o = a; o < b; o++) {
                    m.run(from, to, (int) o, inner, backward, scale);
                }
            });
        } else {
            tiles(from, to, outer, inner, backward, scale);
        }
    }

    private static int lanes(int length, int transforms) {
        int most = Math.clamp(TILE / length, FEWEST_LANES, MOST_LANES);
        return Math.clamp(Math.ceilDiv(transforms, Workers.threads()), FEWEST_LANES, most);
    }

    private static void eachTile(int length, int transforms, Workers.RangeTask task) {
        int lanes = lanes(length, transforms);
        int tiles = Math.ceilDiv(transforms, lanes);
        Workers.run(tiles, (long) length * transforms < SMALL ? tiles : 1, (a, b) -> {
            for (long t = a; t < b; t++) {
                task.run(t * lanes, Math.min(transforms, (t + 1) * lanes));
            }
        });
    }

    private void tiles(Place from, Place to, int outer, int inner, boolean backward, double scale) {
        FourierPasses p = passes();
        eachTile(n, Math.multiplyExact(outer, inner), (a, b) -> {
            int lanes = (int) (b - a);
            FourierTile t = p.tile(lanes);
            for (int i = 0; i < lanes; i++) {
                int transform = (int) a + i;
                t.from[i] = transform / inner * from.outer + transform % inner;
                t.to[i] = transform / inner * to.outer + transform % inner;
            }
            t.load(from.memory, n, inner, backward, lanes);
            p.run(t, lanes);
            t.store(to.memory, n, inner, backward, p.order(), scale, lanes);
        });
    }

    private synchronized FourierPasses passes() {
        FourierPasses p = passes;
        if (p == null) {
            p = new FourierPasses(n);
            passes = p;
        }
        return p;
    }

    private synchronized Matrix matrix() {
        Matrix m = matrix;
        if (m == null) {
            int columns = Radices.middle(n);
            m = new Matrix(n / columns, columns);
            matrix = m;
        }
        return m;
    }

    private synchronized Convolution convolution() {
        Convolution c = convolution;
        if (c == null) {
            c = new Convolution(n);
            convolution = c;
        }
        return c;
    }

    /** The roots of unity of this length. */
    synchronized FourierRoots roots() {
        FourierRoots r = roots;
        if (r == null) {
            r = new FourierRoots(n);
            roots = r;
        }
        return r;
    }

    private static HostBuffer temporary(Object like, long elements) {
        return HostPool.allocate(like instanceof double[] ? DType.COMPLEX128 : DType.COMPLEX64, elements);
    }

    /** A transform as a matrix: element {@code j1*columns + j2}. */
    private static final class Matrix {
        private final int n;
        private final int rows;
        private final int columns;
        private final FourierPasses down;
        private final FourierPasses across;
        private final int lanes;

        private final FourierRoots roots;

        /** For row k and lane i the root k*i. */
        private final double[][] lanesRe;

        private final double[][] lanesIm;

        Matrix(int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
            n = rows * columns;
            down = of(rows).passes();
            across = of(columns).passes();
            lanes = Math.min(columns, lanes(rows, columns));
            roots = of(n).roots();
            lanesRe = new double[rows][lanes];
            lanesIm = new double[rows][lanes];
            double[] w = new double[2];
            for (int k = 0; k < rows; k++) {
                for (int i = 0; i < lanes; i++) {
                    Roots.put((long) k * i % n, n, w, 0);
                    lanesRe[k][i] = w[0];
                    lanesIm[k][i] = w[1];
                }
            }
        }

        void run(Place from, Place to, int group, int inner, boolean backward, double scale) {
            HostBuffer between = temporary(to.memory, (long) n * inner);
            Object middle = between.memory();
            int wide = columns * inner;
            eachTile(rows, wide, (a, b) -> {
                int count = (int) (b - a);
                FourierTile t = down.tile(count);
                for (int i = 0; i < count; i++) {
                    t.from[i] = group * from.outer + (int) a + i;
                    t.to[i] = (int) a + i;
                }
                t.load(from.memory, rows, wide, backward, count);
                down.run(t, count);
                twist(t, (int) a, inner, count);
                t.store(middle, rows, wide, backward, down.order(), 1, count);
            });
            eachTile(columns, rows * inner, (a, b) -> {
                int count = (int) (b - a);
                FourierTile t = across.tile(count);
                for (int i = 0; i < count; i++) {
                    int lane = (int) a + i;
                    t.from[i] = lane / inner * wide + lane % inner;
                    t.to[i] = group * to.outer + lane;
                }
                t.load(middle, columns, inner, backward, count);
                across.run(t, count);
                t.store(to.memory, columns, rows * inner, backward, across.order(), scale, count);
            });
            HostPool.release(between);
        }

        /** Multiplies output k of column j by the root j*k. */
        private void twist(FourierTile t, int first, int inner, int count) {
            int[] order = down.order();
            boolean one = first / inner == (first + count - 1) / inner;
            for (int k = 1; k < rows; k++) {
                int root = (int) ((long) k * (first / inner) % n);
                int row = order[k];
                if (one) {
                    FourierLoops.times(t.re[row], t.im[row], roots.re(root), roots.im(root), count);
                } else if (inner == 1) {
                    FourierLoops.timesEach(
                            t.re[row], t.im[row], lanesRe[k], lanesIm[k], roots.re(root), roots.im(root), count);
                } else {
                    each(t, row, k, first, inner, count);
                }
            }
        }

        private void each(FourierTile t, int row, int k, int first, int inner, int count) {
            double[] re = t.re[row];
            double[] im = t.im[row];
            for (int i = 0; i < count; i++) {
                int root = (int) ((long) k * ((first + i) / inner) % n);
                double c = roots.re(root);
                double s = roots.im(root);
                double r = re[i];
                re[i] = r * c - im[i] * s;
                im[i] = r * s + im[i] * c;
            }
        }
    }

    /** A transform as a convolution with a chirp, which is done by transforms of a length with small factors. */
    private static final class Convolution {
        private final int n;
        private final int padded;
        private final FourierLength length;
        private final double[] chirp;

        /** The transform of what is convolved with. */
        private final double[] spectrum;

        Convolution(int n) {
            this.n = n;
            padded = Radices.roundUp(2L * n - 1);
            length = of(padded);
            chirp = Roots.chirp(n);
            spectrum = Roots.chirpAround(n, padded);
            Place all = new Place(spectrum, padded);
            length.run(all, all, 1, 1, false, 1);
        }

        void run(Place from, Place to, int outer, int inner, boolean backward, double scale) {
            int transforms = Math.multiplyExact(outer, inner);
            int together = Math.clamp(CONVOLVED / padded, 1, transforms);
            HostBuffer work = HostPool.allocate(DType.COMPLEX128, (long) together * padded);
            double[] w = (double[]) work.memory();
            Place there = new Place(w, padded);
            for (int first = 0; first < transforms; first += together) {
                int count = Math.min(together, transforms - first);
                int start = first;
                Workers.run(count, Math.max(1, SMALL / padded), (a, b) -> {
                    for (int i = (int) a; i < b; i++) {
                        int t = start + i;
                        enter(from.memory, t / inner * from.outer + t % inner, inner, w, i * padded, backward);
                    }
                });
                length.run(there, there, count, 1, false, 1);
                Workers.run(count, Math.max(1, SMALL / padded), (a, b) -> {
                    for (int i = (int) a; i < b; i++) {
                        multiply(w, i * padded);
                    }
                });
                length.run(there, there, count, 1, true, 1.0 / padded);
                Workers.run(count, Math.max(1, SMALL / padded), (a, b) -> {
                    for (int i = (int) a; i < b; i++) {
                        int t = start + i;
                        leave(w, i * padded, to.memory, t / inner * to.outer + t % inner, inner, backward, scale);
                    }
                });
            }
            Reference.reachabilityFence(work);
            HostPool.release(work);
        }

        private void enter(Object x, int at, int step, double[] w, int row, boolean backward) {
            double sign = backward ? -1 : 1;
            for (int k = 0; k < n; k++) {
                int p = 2 * (at + k * step);
                double r = x instanceof double[] d ? d[p] : ((float[]) x)[p];
                double m = sign * (x instanceof double[] d ? d[p + 1] : ((float[]) x)[p + 1]);
                int q = 2 * (row + k);
                w[q] = r * chirp[2 * k] - m * chirp[2 * k + 1];
                w[q + 1] = r * chirp[2 * k + 1] + m * chirp[2 * k];
            }
            Arrays.fill(w, 2 * (row + n), 2 * (row + padded), 0);
        }

        private void multiply(double[] w, int row) {
            for (int k = 0; k < padded; k++) {
                int q = 2 * (row + k);
                double r = w[q];
                double m = w[q + 1];
                w[q] = r * spectrum[2 * k] - m * spectrum[2 * k + 1];
                w[q + 1] = r * spectrum[2 * k + 1] + m * spectrum[2 * k];
            }
        }

        private void leave(double[] w, int row, Object y, int at, int step, boolean backward, double scale) {
            double sign = backward ? -scale : scale;
            for (int k = 0; k < n; k++) {
                int q = 2 * (row + k);
                double r = (w[q] * chirp[2 * k] - w[q + 1] * chirp[2 * k + 1]) * scale;
                double m = (w[q] * chirp[2 * k + 1] + w[q + 1] * chirp[2 * k]) * sign;
                int p = 2 * (at + k * step);
                if (y instanceof double[] d) {
                    d[p] = r;
                    d[p + 1] = m;
                } else {
                    ((float[]) y)[p] = (float) r;
                    ((float[]) y)[p + 1] = (float) m;
                }
            }
        }
    }
}
