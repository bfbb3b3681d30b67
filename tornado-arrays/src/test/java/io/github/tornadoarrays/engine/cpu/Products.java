package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/** Matrix products of seeded integers, which are exact in every type, against three plain loops. */
final class Products {
    private Products() {}

    record Case(Transpose ta, Transpose tb, int m, int n, int k, int offset, int slack) {
        /** The same with a second operand of one column, its elements apart. */
        Case column() {
            return new Case(ta, Transpose.NO, m, 1, k, offset, slack);
        }

        boolean a() {
            return ta != Transpose.NO;
        }

        boolean b() {
            return tb != Transpose.NO;
        }

        int lda() {
            return Math.max(1, a() ? m : k) + slack;
        }

        int ldb() {
            return Math.max(1, b() ? k : n) + slack;
        }

        int ldc() {
            return Math.max(1, n) + slack;
        }

        int sizeA() {
            return offset + (a() ? k : m) * lda();
        }

        int sizeB() {
            return offset + (b() ? n : k) * ldb();
        }

        int sizeC() {
            return offset + m * ldc();
        }
    }

    static Stream<Case> cases() {
        int[][] sizes = {
            {0, 3, 2},
            {3, 0, 2},
            {3, 2, 0},
            {1, 1, 1},
            {1, 7, 3},
            {3, 1, 5},
            {4, 4, 4},
            {7, 3, 9},
            {31, 33, 17},
            {5, 513, 6},
            {66, 5, 257}
        };
        Transpose[] ways = Transpose.values();
        return Stream.of(sizes)
                .flatMap(s -> Stream.of(ways)
                        .flatMap(ta ->
                                Stream.of(ways).map(tb -> new Case(ta, tb, s[0], s[1], s[2], s[0] % 2 * 3, s[1] % 3))));
    }

    @FunctionalInterface
    interface Doubles {
        void multiply(
                boolean ta,
                boolean tb,
                int m,
                int n,
                int k,
                double[] a,
                long aOffset,
                int lda,
                double[] b,
                long bOffset,
                int ldb,
                double[] c,
                long cOffset,
                int ldc);
    }

    /** Zero of either sign is the same here. */
    static void checkDouble(Case c, Doubles product) {
        Random random = new Random(c.hashCode());
        double[] a = new double[c.sizeA()];
        double[] b = new double[c.sizeB()];
        double[] r = new double[c.sizeC()];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextInt(-9, 10);
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = random.nextInt(-9, 10);
        }
        Arrays.fill(r, 77);
        double[] expected = r.clone();
        for (int i = 0; i < c.m(); i++) {
            for (int j = 0; j < c.n(); j++) {
                double sum = 0;
                for (int l = 0; l < c.k(); l++) {
                    sum += a[c.offset() + (c.a() ? l * c.lda() + i : i * c.lda() + l)]
                            * b[c.offset() + (c.b() ? j * c.ldb() + l : l * c.ldb() + j)];
                }
                expected[c.offset() + i * c.ldc() + j] = sum;
            }
        }
        product.multiply(
                c.a(),
                c.b(),
                c.m(),
                c.n(),
                c.k(),
                a,
                c.offset(),
                c.lda(),
                b,
                c.offset(),
                c.ldb(),
                r,
                c.offset(),
                c.ldc());
        assertThat(r).containsExactly(expected, within((double) 0));
    }

    @FunctionalInterface
    interface Floats {
        void multiply(
                boolean ta,
                boolean tb,
                int m,
                int n,
                int k,
                float[] a,
                long aOffset,
                int lda,
                float[] b,
                long bOffset,
                int ldb,
                float[] c,
                long cOffset,
                int ldc);
    }

    static void checkFloat(Case c, Floats product) {
        Random random = new Random(c.hashCode());
        float[] a = new float[c.sizeA()];
        float[] b = new float[c.sizeB()];
        float[] r = new float[c.sizeC()];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextInt(-9, 10);
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = random.nextInt(-9, 10);
        }
        Arrays.fill(r, 77);
        float[] expected = r.clone();
        for (int i = 0; i < c.m(); i++) {
            for (int j = 0; j < c.n(); j++) {
                float sum = 0;
                for (int l = 0; l < c.k(); l++) {
                    sum += a[c.offset() + (c.a() ? l * c.lda() + i : i * c.lda() + l)]
                            * b[c.offset() + (c.b() ? j * c.ldb() + l : l * c.ldb() + j)];
                }
                expected[c.offset() + i * c.ldc() + j] = sum;
            }
        }
        product.multiply(
                c.a(),
                c.b(),
                c.m(),
                c.n(),
                c.k(),
                a,
                c.offset(),
                c.lda(),
                b,
                c.offset(),
                c.ldb(),
                r,
                c.offset(),
                c.ldc());
        assertThat(r).containsExactly(expected, within((float) 0));
    }

    @FunctionalInterface
    interface Ints {
        void multiply(
                boolean ta,
                boolean tb,
                int m,
                int n,
                int k,
                int[] a,
                long aOffset,
                int lda,
                int[] b,
                long bOffset,
                int ldb,
                int[] c,
                long cOffset,
                int ldc);
    }

    static void checkInt(Case c, Ints product) {
        Random random = new Random(c.hashCode());
        int[] a = new int[c.sizeA()];
        int[] b = new int[c.sizeB()];
        int[] r = new int[c.sizeC()];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextInt(-9, 10);
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = random.nextInt(-9, 10);
        }
        Arrays.fill(r, 77);
        int[] expected = r.clone();
        for (int i = 0; i < c.m(); i++) {
            for (int j = 0; j < c.n(); j++) {
                int sum = 0;
                for (int l = 0; l < c.k(); l++) {
                    sum += a[c.offset() + (c.a() ? l * c.lda() + i : i * c.lda() + l)]
                            * b[c.offset() + (c.b() ? j * c.ldb() + l : l * c.ldb() + j)];
                }
                expected[c.offset() + i * c.ldc() + j] = sum;
            }
        }
        product.multiply(
                c.a(),
                c.b(),
                c.m(),
                c.n(),
                c.k(),
                a,
                c.offset(),
                c.lda(),
                b,
                c.offset(),
                c.ldb(),
                r,
                c.offset(),
                c.ldc());
        assertThat(r).isEqualTo(expected);
    }

    @FunctionalInterface
    interface Longs {
        void multiply(
                boolean ta,
                boolean tb,
                int m,
                int n,
                int k,
                long[] a,
                long aOffset,
                int lda,
                long[] b,
                long bOffset,
                int ldb,
                long[] c,
                long cOffset,
                int ldc);
    }

    static void checkLong(Case c, Longs product) {
        Random random = new Random(c.hashCode());
        long[] a = new long[c.sizeA()];
        long[] b = new long[c.sizeB()];
        long[] r = new long[c.sizeC()];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextInt(-9, 10);
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = random.nextInt(-9, 10);
        }
        Arrays.fill(r, 77);
        long[] expected = r.clone();
        for (int i = 0; i < c.m(); i++) {
            for (int j = 0; j < c.n(); j++) {
                long sum = 0;
                for (int l = 0; l < c.k(); l++) {
                    sum += a[c.offset() + (c.a() ? l * c.lda() + i : i * c.lda() + l)]
                            * b[c.offset() + (c.b() ? j * c.ldb() + l : l * c.ldb() + j)];
                }
                expected[c.offset() + i * c.ldc() + j] = sum;
            }
        }
        product.multiply(
                c.a(),
                c.b(),
                c.m(),
                c.n(),
                c.k(),
                a,
                c.offset(),
                c.lda(),
                b,
                c.offset(),
                c.ldb(),
                r,
                c.offset(),
                c.ldc());
        assertThat(r).isEqualTo(expected);
    }

    @FunctionalInterface
    interface ComplexDoubles {
        void multiply(
                Transpose ta,
                Transpose tb,
                int m,
                int n,
                int k,
                double[] a,
                long aOffset,
                int lda,
                double[] b,
                long bOffset,
                int ldb,
                double[] c,
                long cOffset,
                int ldc);
    }

    static void checkComplexDouble(Case c, ComplexDoubles product) {
        Random random = new Random(c.hashCode());
        double[] a = new double[2 * c.sizeA()];
        double[] b = new double[2 * c.sizeB()];
        double[] r = new double[2 * c.sizeC()];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextInt(-9, 10);
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = random.nextInt(-9, 10);
        }
        Arrays.fill(r, 77);
        double[] expected = r.clone();
        int signA = c.ta() == Transpose.CONJUGATE ? -1 : 1;
        int signB = c.tb() == Transpose.CONJUGATE ? -1 : 1;
        for (int i = 0; i < c.m(); i++) {
            for (int j = 0; j < c.n(); j++) {
                double re = 0;
                double im = 0;
                for (int l = 0; l < c.k(); l++) {
                    int p = 2 * (c.offset() + (c.a() ? l * c.lda() + i : i * c.lda() + l));
                    int q = 2 * (c.offset() + (c.b() ? j * c.ldb() + l : l * c.ldb() + j));
                    re += a[p] * b[q] - signA * a[p + 1] * signB * b[q + 1];
                    im += a[p] * signB * b[q + 1] + signA * a[p + 1] * b[q];
                }
                expected[2 * (c.offset() + i * c.ldc() + j)] = re;
                expected[2 * (c.offset() + i * c.ldc() + j) + 1] = im;
            }
        }
        product.multiply(
                c.ta(),
                c.tb(),
                c.m(),
                c.n(),
                c.k(),
                a,
                c.offset(),
                c.lda(),
                b,
                c.offset(),
                c.ldb(),
                r,
                c.offset(),
                c.ldc());
        assertThat(r).containsExactly(expected, within((double) 0));
    }

    @FunctionalInterface
    interface ComplexFloats {
        void multiply(
                Transpose ta,
                Transpose tb,
                int m,
                int n,
                int k,
                float[] a,
                long aOffset,
                int lda,
                float[] b,
                long bOffset,
                int ldb,
                float[] c,
                long cOffset,
                int ldc);
    }

    static void checkComplexFloat(Case c, ComplexFloats product) {
        Random random = new Random(c.hashCode());
        float[] a = new float[2 * c.sizeA()];
        float[] b = new float[2 * c.sizeB()];
        float[] r = new float[2 * c.sizeC()];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextInt(-9, 10);
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = random.nextInt(-9, 10);
        }
        Arrays.fill(r, 77);
        float[] expected = r.clone();
        int signA = c.ta() == Transpose.CONJUGATE ? -1 : 1;
        int signB = c.tb() == Transpose.CONJUGATE ? -1 : 1;
        for (int i = 0; i < c.m(); i++) {
            for (int j = 0; j < c.n(); j++) {
                float re = 0;
                float im = 0;
                for (int l = 0; l < c.k(); l++) {
                    int p = 2 * (c.offset() + (c.a() ? l * c.lda() + i : i * c.lda() + l));
                    int q = 2 * (c.offset() + (c.b() ? j * c.ldb() + l : l * c.ldb() + j));
                    re += a[p] * b[q] - signA * a[p + 1] * signB * b[q + 1];
                    im += a[p] * signB * b[q + 1] + signA * a[p + 1] * b[q];
                }
                expected[2 * (c.offset() + i * c.ldc() + j)] = re;
                expected[2 * (c.offset() + i * c.ldc() + j) + 1] = im;
            }
        }
        product.multiply(
                c.ta(),
                c.tb(),
                c.m(),
                c.n(),
                c.k(),
                a,
                c.offset(),
                c.lda(),
                b,
                c.offset(),
                c.ldb(),
                r,
                c.offset(),
                c.ldc());
        assertThat(r).containsExactly(expected, within((float) 0));
    }
}
