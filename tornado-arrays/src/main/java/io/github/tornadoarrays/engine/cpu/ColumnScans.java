package io.github.tornadoarrays.engine.cpu;

import java.util.Arrays;

/**
 * Inclusive scans down the columns of a contiguous matrix: {@code out[r, c] = x[0, c] op … op x[r, c]}, where
 * {@code out} may be {@code x}.
 *
 * <p>Each thread takes some columns and keeps their running row; sums and products of floats are kept in double.
 */
public final class ColumnScans {
    private static final int COLUMNS = 1024;

    private ColumnScans() {}

    private interface Columns {
        void run(int from, int width);
    }

    private static void inColumns(int columns, Columns task) {
        int width = Math.clamp(columns / (4 * Workers.threads()), 64, COLUMNS);
        Workers.run((columns + (long) width - 1) / width, 1, (from, to) -> {
            for (int c = (int) from; c < to; c++) {
                task.run(c * width, Math.min(width, columns - c * width));
            }
        });
    }

    public static void cumsum(float[] x, int off, float[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            float[] row = new float[width];
            double[] s = new double[width];
            Arrays.fill(s, -0.0);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = s[c] + row[c];
                    row[c] = (float) s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cumsum(double[] x, int off, double[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            double[] row = new double[width];
            double[] s = new double[width];
            Arrays.fill(s, -0.0);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = s[c] + row[c];
                    row[c] = s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cumsum(long[] x, int off, long[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            long[] row = new long[width];
            long[] s = new long[width];
            Arrays.fill(s, 0);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = s[c] + row[c];
                    row[c] = s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cumsum(int[] x, int off, int[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            int[] row = new int[width];
            long[] s = new long[width];
            Arrays.fill(s, 0);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = s[c] + row[c];
                    row[c] = (int) s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cumprod(float[] x, int off, float[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            float[] row = new float[width];
            double[] s = new double[width];
            Arrays.fill(s, 1);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = s[c] * row[c];
                    row[c] = (float) s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cumprod(double[] x, int off, double[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            double[] row = new double[width];
            double[] s = new double[width];
            Arrays.fill(s, 1);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = s[c] * row[c];
                    row[c] = s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cumprod(long[] x, int off, long[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            long[] row = new long[width];
            long[] s = new long[width];
            Arrays.fill(s, 1);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = s[c] * row[c];
                    row[c] = s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cumprod(int[] x, int off, int[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            int[] row = new int[width];
            long[] s = new long[width];
            Arrays.fill(s, 1);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = s[c] * row[c];
                    row[c] = (int) s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cummax(float[] x, int off, float[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            float[] row = new float[width];
            double[] s = new double[width];
            Arrays.fill(s, Double.NEGATIVE_INFINITY);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = Math.max(s[c], row[c]);
                    row[c] = (float) s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cummax(double[] x, int off, double[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            double[] row = new double[width];
            double[] s = new double[width];
            Arrays.fill(s, Double.NEGATIVE_INFINITY);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = Math.max(s[c], row[c]);
                    row[c] = s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cummax(long[] x, int off, long[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            long[] row = new long[width];
            long[] s = new long[width];
            Arrays.fill(s, Long.MIN_VALUE);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = Math.max(s[c], row[c]);
                    row[c] = s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cummax(int[] x, int off, int[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            int[] row = new int[width];
            long[] s = new long[width];
            Arrays.fill(s, Long.MIN_VALUE);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = Math.max(s[c], row[c]);
                    row[c] = (int) s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cummin(float[] x, int off, float[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            float[] row = new float[width];
            double[] s = new double[width];
            Arrays.fill(s, Double.POSITIVE_INFINITY);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = Math.min(s[c], row[c]);
                    row[c] = (float) s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cummin(double[] x, int off, double[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            double[] row = new double[width];
            double[] s = new double[width];
            Arrays.fill(s, Double.POSITIVE_INFINITY);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = Math.min(s[c], row[c]);
                    row[c] = s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cummin(long[] x, int off, long[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            long[] row = new long[width];
            long[] s = new long[width];
            Arrays.fill(s, Long.MAX_VALUE);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = Math.min(s[c], row[c]);
                    row[c] = s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }

    public static void cummin(int[] x, int off, int[] out, int outOff, int rows, int columns) {
        inColumns(columns, (from, width) -> {
            int[] row = new int[width];
            long[] s = new long[width];
            Arrays.fill(s, Long.MAX_VALUE);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, off + r * columns + from, row, 0, width);
                for (int c = 0; c < width; c++) {
                    s[c] = Math.min(s[c], row[c]);
                    row[c] = (int) s[c];
                }
                System.arraycopy(row, 0, out, outOff + r * columns + from, width);
            }
        });
    }
}
