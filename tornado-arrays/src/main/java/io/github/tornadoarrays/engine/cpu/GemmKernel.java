package io.github.tornadoarrays.engine.cpu;

import java.util.Arrays;

/**
 * What a blocked matrix product needs to know about one element type.
 *
 * <p>{@code multiply} works on rows that all begin at element 0 of an array of their own, because only then does the
 * JVM's compiler use vector instructions; and it stores only after the last load, because the compiler cannot know that
 * no row of C is a row of B. Four times four elements a step: 45 GFLOP/s a core where one row of C gives 25.
 *
 * @param <T> the array type
 */
sealed interface GemmKernel<T> {
    /** Rows of the result, and of B, that one call of {@code multiply} works on. */
    int BLOCK = 4;

    /** {@return a zeroed array} */
    T array(int length);

    /** {@return the number of elements} */
    int length(T array);

    /** Copies n elements that are {@code step} apart to the front of {@code to}, the rest of which becomes zero. */
    void gather(T from, long offset, int step, T to, int n);

    /** Copies n elements from the front of {@code from}. */
    void scatter(T from, T to, long offset, int n);

    /** Adds to four rows of the result: c[i][j] += sum over l in l0 .. l0 + 3 of a[i][l] * b[l][j], for j below n. */
    void multiply(T[] a, T[] b, int l0, T[] c, int n);

    /** float. */
    record Floats() implements GemmKernel<float[]> {
        @Override
        public float[] array(int length) {
            return new float[length];
        }

        @Override
        public int length(float[] array) {
            return array.length;
        }

        @Override
        public void gather(float[] from, long offset, int step, float[] to, int n) {
            int at = (int) offset;
            if (step == 1) {
                System.arraycopy(from, at, to, 0, n);
            } else {
                for (int i = 0; i < n; i++, at += step) {
                    to[i] = from[at];
                }
            }
            Arrays.fill(to, n, to.length, 0f);
        }

        @Override
        public void scatter(float[] from, float[] to, long offset, int n) {
            System.arraycopy(from, 0, to, (int) offset, n);
        }

        @Override
        public void multiply(float[][] a, float[][] b, int l0, float[][] c, int n) {
            float a00 = a[0][l0 + 0];
            float a01 = a[0][l0 + 1];
            float a02 = a[0][l0 + 2];
            float a03 = a[0][l0 + 3];
            float a10 = a[1][l0 + 0];
            float a11 = a[1][l0 + 1];
            float a12 = a[1][l0 + 2];
            float a13 = a[1][l0 + 3];
            float a20 = a[2][l0 + 0];
            float a21 = a[2][l0 + 1];
            float a22 = a[2][l0 + 2];
            float a23 = a[2][l0 + 3];
            float a30 = a[3][l0 + 0];
            float a31 = a[3][l0 + 1];
            float a32 = a[3][l0 + 2];
            float a33 = a[3][l0 + 3];
            float[] b0 = b[l0 + 0];
            float[] b1 = b[l0 + 1];
            float[] b2 = b[l0 + 2];
            float[] b3 = b[l0 + 3];
            float[] c0 = c[0];
            float[] c1 = c[1];
            float[] c2 = c[2];
            float[] c3 = c[3];
            for (int j = 0; j < n; j++) {
                float v0 = b0[j];
                float v1 = b1[j];
                float v2 = b2[j];
                float v3 = b3[j];
                float s0 = Math.fma(a03, v3, Math.fma(a02, v2, Math.fma(a01, v1, Math.fma(a00, v0, c0[j]))));
                float s1 = Math.fma(a13, v3, Math.fma(a12, v2, Math.fma(a11, v1, Math.fma(a10, v0, c1[j]))));
                float s2 = Math.fma(a23, v3, Math.fma(a22, v2, Math.fma(a21, v1, Math.fma(a20, v0, c2[j]))));
                float s3 = Math.fma(a33, v3, Math.fma(a32, v2, Math.fma(a31, v1, Math.fma(a30, v0, c3[j]))));
                c0[j] = s0;
                c1[j] = s1;
                c2[j] = s2;
                c3[j] = s3;
            }
        }
    }

    /** double. */
    record Doubles() implements GemmKernel<double[]> {
        @Override
        public double[] array(int length) {
            return new double[length];
        }

        @Override
        public int length(double[] array) {
            return array.length;
        }

        @Override
        public void gather(double[] from, long offset, int step, double[] to, int n) {
            int at = (int) offset;
            if (step == 1) {
                System.arraycopy(from, at, to, 0, n);
            } else {
                for (int i = 0; i < n; i++, at += step) {
                    to[i] = from[at];
                }
            }
            Arrays.fill(to, n, to.length, 0.0);
        }

        @Override
        public void scatter(double[] from, double[] to, long offset, int n) {
            System.arraycopy(from, 0, to, (int) offset, n);
        }

        @Override
        public void multiply(double[][] a, double[][] b, int l0, double[][] c, int n) {
            double a00 = a[0][l0 + 0];
            double a01 = a[0][l0 + 1];
            double a02 = a[0][l0 + 2];
            double a03 = a[0][l0 + 3];
            double a10 = a[1][l0 + 0];
            double a11 = a[1][l0 + 1];
            double a12 = a[1][l0 + 2];
            double a13 = a[1][l0 + 3];
            double a20 = a[2][l0 + 0];
            double a21 = a[2][l0 + 1];
            double a22 = a[2][l0 + 2];
            double a23 = a[2][l0 + 3];
            double a30 = a[3][l0 + 0];
            double a31 = a[3][l0 + 1];
            double a32 = a[3][l0 + 2];
            double a33 = a[3][l0 + 3];
            double[] b0 = b[l0 + 0];
            double[] b1 = b[l0 + 1];
            double[] b2 = b[l0 + 2];
            double[] b3 = b[l0 + 3];
            double[] c0 = c[0];
            double[] c1 = c[1];
            double[] c2 = c[2];
            double[] c3 = c[3];
            for (int j = 0; j < n; j++) {
                double v0 = b0[j];
                double v1 = b1[j];
                double v2 = b2[j];
                double v3 = b3[j];
                double s0 = Math.fma(a03, v3, Math.fma(a02, v2, Math.fma(a01, v1, Math.fma(a00, v0, c0[j]))));
                double s1 = Math.fma(a13, v3, Math.fma(a12, v2, Math.fma(a11, v1, Math.fma(a10, v0, c1[j]))));
                double s2 = Math.fma(a23, v3, Math.fma(a22, v2, Math.fma(a21, v1, Math.fma(a20, v0, c2[j]))));
                double s3 = Math.fma(a33, v3, Math.fma(a32, v2, Math.fma(a31, v1, Math.fma(a30, v0, c3[j]))));
                c0[j] = s0;
                c1[j] = s1;
                c2[j] = s2;
                c3[j] = s3;
            }
        }
    }

    /** int. */
    record Ints() implements GemmKernel<int[]> {
        @Override
        public int[] array(int length) {
            return new int[length];
        }

        @Override
        public int length(int[] array) {
            return array.length;
        }

        @Override
        public void gather(int[] from, long offset, int step, int[] to, int n) {
            int at = (int) offset;
            if (step == 1) {
                System.arraycopy(from, at, to, 0, n);
            } else {
                for (int i = 0; i < n; i++, at += step) {
                    to[i] = from[at];
                }
            }
            Arrays.fill(to, n, to.length, 0);
        }

        @Override
        public void scatter(int[] from, int[] to, long offset, int n) {
            System.arraycopy(from, 0, to, (int) offset, n);
        }

        @Override
        public void multiply(int[][] a, int[][] b, int l0, int[][] c, int n) {
            int a00 = a[0][l0 + 0];
            int a01 = a[0][l0 + 1];
            int a02 = a[0][l0 + 2];
            int a03 = a[0][l0 + 3];
            int a10 = a[1][l0 + 0];
            int a11 = a[1][l0 + 1];
            int a12 = a[1][l0 + 2];
            int a13 = a[1][l0 + 3];
            int a20 = a[2][l0 + 0];
            int a21 = a[2][l0 + 1];
            int a22 = a[2][l0 + 2];
            int a23 = a[2][l0 + 3];
            int a30 = a[3][l0 + 0];
            int a31 = a[3][l0 + 1];
            int a32 = a[3][l0 + 2];
            int a33 = a[3][l0 + 3];
            int[] b0 = b[l0 + 0];
            int[] b1 = b[l0 + 1];
            int[] b2 = b[l0 + 2];
            int[] b3 = b[l0 + 3];
            int[] c0 = c[0];
            int[] c1 = c[1];
            int[] c2 = c[2];
            int[] c3 = c[3];
            // Two rows at a time: with a multiplication and an addition for each fma, four are too long to be unrolled.
            for (int j = 0; j < n; j++) {
                int v0 = b0[j];
                int v1 = b1[j];
                int v2 = b2[j];
                int v3 = b3[j];
                int s0 = c0[j] + a00 * v0 + a01 * v1 + a02 * v2 + a03 * v3;
                int s1 = c1[j] + a10 * v0 + a11 * v1 + a12 * v2 + a13 * v3;
                c0[j] = s0;
                c1[j] = s1;
            }
            for (int j = 0; j < n; j++) {
                int v0 = b0[j];
                int v1 = b1[j];
                int v2 = b2[j];
                int v3 = b3[j];
                int s2 = c2[j] + a20 * v0 + a21 * v1 + a22 * v2 + a23 * v3;
                int s3 = c3[j] + a30 * v0 + a31 * v1 + a32 * v2 + a33 * v3;
                c2[j] = s2;
                c3[j] = s3;
            }
        }
    }

    /** long. */
    record Longs() implements GemmKernel<long[]> {
        @Override
        public long[] array(int length) {
            return new long[length];
        }

        @Override
        public int length(long[] array) {
            return array.length;
        }

        @Override
        public void gather(long[] from, long offset, int step, long[] to, int n) {
            int at = (int) offset;
            if (step == 1) {
                System.arraycopy(from, at, to, 0, n);
            } else {
                for (int i = 0; i < n; i++, at += step) {
                    to[i] = from[at];
                }
            }
            Arrays.fill(to, n, to.length, 0L);
        }

        @Override
        public void scatter(long[] from, long[] to, long offset, int n) {
            System.arraycopy(from, 0, to, (int) offset, n);
        }

        @Override
        public void multiply(long[][] a, long[][] b, int l0, long[][] c, int n) {
            long a00 = a[0][l0 + 0];
            long a01 = a[0][l0 + 1];
            long a02 = a[0][l0 + 2];
            long a03 = a[0][l0 + 3];
            long a10 = a[1][l0 + 0];
            long a11 = a[1][l0 + 1];
            long a12 = a[1][l0 + 2];
            long a13 = a[1][l0 + 3];
            long a20 = a[2][l0 + 0];
            long a21 = a[2][l0 + 1];
            long a22 = a[2][l0 + 2];
            long a23 = a[2][l0 + 3];
            long a30 = a[3][l0 + 0];
            long a31 = a[3][l0 + 1];
            long a32 = a[3][l0 + 2];
            long a33 = a[3][l0 + 3];
            long[] b0 = b[l0 + 0];
            long[] b1 = b[l0 + 1];
            long[] b2 = b[l0 + 2];
            long[] b3 = b[l0 + 3];
            long[] c0 = c[0];
            long[] c1 = c[1];
            long[] c2 = c[2];
            long[] c3 = c[3];
            // Two rows at a time: with a multiplication and an addition for each fma, four are too long to be unrolled.
            for (int j = 0; j < n; j++) {
                long v0 = b0[j];
                long v1 = b1[j];
                long v2 = b2[j];
                long v3 = b3[j];
                long s0 = c0[j] + a00 * v0 + a01 * v1 + a02 * v2 + a03 * v3;
                long s1 = c1[j] + a10 * v0 + a11 * v1 + a12 * v2 + a13 * v3;
                c0[j] = s0;
                c1[j] = s1;
            }
            for (int j = 0; j < n; j++) {
                long v0 = b0[j];
                long v1 = b1[j];
                long v2 = b2[j];
                long v3 = b3[j];
                long s2 = c2[j] + a20 * v0 + a21 * v1 + a22 * v2 + a23 * v3;
                long s3 = c3[j] + a30 * v0 + a31 * v1 + a32 * v2 + a33 * v3;
                c2[j] = s2;
                c3[j] = s3;
            }
        }
    }
}
