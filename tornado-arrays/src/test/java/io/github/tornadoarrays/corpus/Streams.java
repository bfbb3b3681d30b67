package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.kernel.Parallel;

/** Kernels over rows and grids of floats. */
final class Streams {
    private Streams() {}

    static void saxpy(float a, float[] x, float[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = a * x[i] + y[i];
        }
    }

    static void stencil2d(float[] in, float[] out, int rows, int cols) {
        for (@Parallel int i = 1; i < rows - 1; i++) {
            for (@Parallel int j = 1; j < cols - 1; j++) {
                int at = i * cols + j;
                out[at] = 0.5f * in[at] + 0.125f * (in[at - 1] + in[at + 1] + in[at - cols] + in[at + cols]);
            }
        }
    }

    static void stencil3d(double[] in, double[] out, int n) {
        for (@Parallel int i = 1; i < n - 1; i++) {
            for (@Parallel int j = 1; j < n - 1; j++) {
                for (@Parallel int k = 1; k < n - 1; k++) {
                    int at = (i * n + j) * n + k;
                    double around = in[at - 1] + in[at + 1] + in[at - n] + in[at + n] + in[at - n * n] + in[at + n * n];
                    out[at] = (around - 6 * in[at]) / 7;
                }
            }
        }
    }

    /** Rows one longer than columns, so that nothing is a square by accident. */
    static void smooth(float[][] in, float[][] out) {
        for (@Parallel int i = 0; i < in.length; i++) {
            for (@Parallel int j = 0; j < in[0].length; j++) {
                float sum = 0;
                int count = 0;
                for (int di = -1; di <= 1; di++) {
                    for (int dj = -1; dj <= 1; dj++) {
                        int y = i + di;
                        int x = j + dj;
                        if (y >= 0 && y < in.length && x >= 0 && x < in[y].length) {
                            sum += in[y][x];
                            count++;
                        }
                    }
                }
                out[i][j] = sum / count;
            }
        }
    }

    static void convolve(float[] image, float[] weights, float[] out, int width, int height, int radius) {
        int side = 2 * radius + 1;
        for (@Parallel int y = 0; y < height; y++) {
            for (@Parallel int x = 0; x < width; x++) {
                float sum = 0;
                for (int v = 0; v < side; v++) {
                    for (int u = 0; u < side; u++) {
                        int sy = Math.min(Math.max(y + v - radius, 0), height - 1);
                        int sx = Math.min(Math.max(x + u - radius, 0), width - 1);
                        sum += weights[v * side + u] * image[sy * width + sx];
                    }
                }
                out[y * width + x] = sum;
            }
        }
    }

    static void matmul(float[] a, float[] b, float[] c, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < n; j++) {
                float sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i * n + k] * b[k * n + j];
                }
                c[i * n + j] = sum;
            }
        }
    }

    static void spmv(int[] rowStart, int[] column, double[] value, double[] x, double[] y) {
        for (@Parallel int row = 0; row < y.length; row++) {
            double sum = 0;
            for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                sum += value[k] * x[column[k]];
            }
            y[row] = sum;
        }
    }

    static void jacobi(double[] a, double[] b, double[] x, double[] next) {
        int n = b.length;
        for (@Parallel int i = 0; i < n; i++) {
            double sum = b[i];
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    sum -= a[i * n + j] * x[j];
                }
            }
            next[i] = sum / a[i * n + i];
        }
    }

    static void nbody(float[] x, float[] y, float[] z, float[] mass, float[] ax, float[] ay, float[] az) {
        for (@Parallel int i = 0; i < x.length; i++) {
            float sx = 0;
            float sy = 0;
            float sz = 0;
            for (int j = 0; j < x.length; j++) {
                float dx = x[j] - x[i];
                float dy = y[j] - y[i];
                float dz = z[j] - z[i];
                float r2 = dx * dx + dy * dy + dz * dz + 0.01f;
                float r = (float) Math.sqrt(r2);
                float pull = mass[j] / (r2 * r);
                sx += pull * dx;
                sy += pull * dy;
                sz += pull * dz;
            }
            ax[i] = sx;
            ay[i] = sy;
            az[i] = sz;
        }
    }

    static void mandelbrot(int[] out, int width, int height, int limit) {
        for (@Parallel int py = 0; py < height; py++) {
            for (@Parallel int px = 0; px < width; px++) {
                float cx = -2f + 3f * px / width;
                float cy = -1.5f + 3f * py / height;
                float x = 0;
                float y = 0;
                int steps = 0;
                while (x * x + y * y <= 4 && steps < limit) {
                    float t = x * x - y * y + cx;
                    y = 2 * x * y + cy;
                    x = t;
                    steps++;
                }
                out[py * width + px] = steps;
            }
        }
    }

    static void nearest(float[] points, float[] centres, int[] label, int dimensions) {
        int k = centres.length / dimensions;
        for (@Parallel int i = 0; i < label.length; i++) {
            int best = -1;
            float least = Float.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                float distance = 0;
                for (int d = 0; d < dimensions; d++) {
                    float off = points[i * dimensions + d] - centres[c * dimensions + d];
                    distance += off * off;
                }
                if (distance < least) {
                    least = distance;
                    best = c;
                }
            }
            label[i] = best;
        }
    }

    /** A polynomial by Horner's rule, with coefficients that are a small array of each element's own. */
    static void polynomial(double[] x, double[] y) {
        for (@Parallel int i = 0; i < x.length; i++) {
            double[] c = new double[5];
            for (int k = 0; k < c.length; k++) {
                c[k] = (k % 2 == 0 ? 1.0 : -1.0) / (k + 1 + i % 3);
            }
            double sum = 0;
            for (int k = c.length - 1; k >= 0; k--) {
                sum = sum * x[i] + c[k];
            }
            y[i] = sum;
        }
    }

    /** A rotation as four numbers. */
    record Quaternion(float w, float x, float y, float z) {
        Quaternion times(Quaternion q) {
            return new Quaternion(
                    w * q.w - x * q.x - y * q.y - z * q.z,
                    w * q.x + x * q.w + y * q.z - z * q.y,
                    w * q.y - x * q.z + y * q.w + z * q.x,
                    w * q.z + x * q.y - y * q.x + z * q.w);
        }
    }

    private static Quaternion conjugate(Quaternion q) {
        return new Quaternion(q.w(), -q.x(), -q.y(), -q.z());
    }

    static void rotate(Quaternion q, float[] xyz) {
        for (@Parallel int i = 0; i < xyz.length / 3; i++) {
            Quaternion p = new Quaternion(0, xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]);
            Quaternion r = q.times(p).times(conjugate(q));
            xyz[3 * i] = r.x();
            xyz[3 * i + 1] = r.y();
            xyz[3 * i + 2] = r.z();
        }
    }

    /** The nearest whole numbers and what rounding, casting and comparing make of the awkward ones. */
    static void casts(double[] x, int[] toInt, long[] toLong, float[] toFloat, byte[] toByte, char[] toChar) {
        for (@Parallel int i = 0; i < x.length; i++) {
            double v = x[i];
            toInt[i] = (int) v;
            toLong[i] = (long) v;
            toFloat[i] = (float) v;
            toByte[i] = (byte) v;
            toChar[i] = (char) ((int) (float) v + (v < 0 ? 7 : v >= 0 ? 11 : 13));
        }
    }

    static void extremes(float[] a, float[] b, float[] low, float[] high, boolean[] unordered) {
        for (@Parallel int i = 0; i < a.length; i++) {
            low[i] = Math.min(a[i], b[i]);
            high[i] = Math.max(Math.abs(a[i]), -b[i]);
            unordered[i] = !(a[i] < b[i]) && !(a[i] >= b[i]) || Float.isNaN(a[i]);
        }
    }
}
