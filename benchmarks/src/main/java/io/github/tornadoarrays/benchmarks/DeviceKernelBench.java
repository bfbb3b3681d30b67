package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;
import java.util.Arrays;
import java.util.Locale;

/**
 * Java methods on a device, with arrays that stay there: the workloads that are known of other compilers of Java for graphics
 * cards. Times are medians of ten launches and the wait for them; results are compared with those of array expressions.
 */
public final class DeviceKernelBench {
    private static final int REPEATS = 15;
    private static final int BATCH = 10;
    private static final int GROUP = 256;

    private DeviceKernelBench() {}

    static void add(float[] a, float[] b, float[] c) {
        for (@Parallel int i = 0; i < c.length; i++) {
            c[i] = a[i] + b[i];
        }
    }

    static void norms(double[] x, double[] r, int columns) {
        for (@Parallel int i = 0; i < r.length; i++) {
            double s = 0;
            for (int j = 0; j < columns; j++) {
                double v = x[i * columns + j];
                s += v * v;
            }
            r[i] = Math.sqrt(s);
        }
    }

    static void groupNorms(KernelContext ctx, double[] x, double[] r, int columns) {
        double[] sums = ctx.sharedDoubles(GROUP);
        int t = ctx.localId(0);
        int row = ctx.groupId(0);
        double s = 0;
        for (int j = t; j < columns; j += GROUP) {
            double v = x[row * columns + j];
            s += v * v;
        }
        sums[t] = s;
        ctx.barrier();
        for (int d = GROUP / 2; d > 0; d >>= 1) {
            if (t < d) {
                sums[t] += sums[t + d];
            }
            ctx.barrier();
        }
        if (t == 0) {
            r[row] = Math.sqrt(sums[0]);
        }
    }

    static void multiply(float[] a, float[] b, float[] c, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < n; j++) {
                float s = 0;
                for (int k = 0; k < n; k++) {
                    s += a[i * n + k] * b[k * n + j];
                }
                c[i * n + j] = s;
            }
        }
    }

    /** The device's name, if any, is the first argument. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        Device device = args.length > 0 ? Device.of(args[0]) : Device.current();
        Np.setDevice(device);
        System.out.println(device.name() + ": " + device.description());
        int n = device.isGpu() ? 10_000_000 : 1_000_000;
        NDArray a = numbers(n, DType.FLOAT32);
        NDArray b = numbers(n, DType.FLOAT32).mul(2).eval();
        NDArray c = Np.zeros(DType.FLOAT32, n).eval();
        Kernel add = Kernel.of(DeviceKernelBench::add);
        row(device, "a + b, " + n + " float32", 12.0 * n, "GB/s", () -> add.run(a, b, c));
        check(c, a.add(b));

        int rows = device.isGpu() ? 100_000 : 1_000;
        int columns = 1000;
        NDArray x = numbers((long) rows * columns, DType.FLOAT64);
        NDArray r = Np.zeros(DType.FLOAT64, rows).eval();
        NDArray expected = x.reshape(rows, columns).pow(2).sum(-1).sqrt();
        double bytes = 8.0 * rows * (columns + 1);
        Kernel norms = Kernel.of(DeviceKernelBench::norms);
        row(device, "norms of rows, a row each", bytes, "GB/s", () -> norms.run(x, r, columns));
        check(r, expected);
        var groups = Kernel.of(DeviceKernelBench::groupNorms).grid(rows).block(GROUP);
        row(device, "norms of rows, a group each", bytes, "GB/s", () -> groups.run(x, r, columns));
        check(r, expected);

        int side = device.isGpu() ? 2048 : 256;
        NDArray p = numbers((long) side * side, DType.FLOAT32);
        NDArray q = Np.zeros(DType.FLOAT32, (long) side * side).eval();
        Kernel multiply = Kernel.of(DeviceKernelBench::multiply);
        row(device, "naive sgemm " + side, 2.0 * side * side * side, "GFLOP/s", () -> multiply.run(p, p, q, side));
        NDArray m = p.reshape(side, side);
        check(q, m.matmul(m).ravel());
    }

    private static NDArray numbers(long n, DType type) {
        return Np.arange(n).mul(0.6180339887498949).mod(1).astype(type).eval();
    }

    private static void row(Device device, String name, double work, String unit, Runnable launch) {
        double[] ms = new double[REPEATS];
        for (int k = -3; k < REPEATS; k++) {
            device.synchronize();
            long start = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                launch.run();
            }
            device.synchronize();
            if (k >= 0) {
                ms[k] = (System.nanoTime() - start) / 1e6 / BATCH;
            }
        }
        Arrays.sort(ms);
        double median = ms[REPEATS / 2];
        System.out.printf("%-32s %9.4f ms %9.1f %s%n", name, median, work / median / 1e6, unit);
    }

    private static void check(NDArray ours, NDArray expected) {
        if (!Np.allclose(ours, expected, 1e-4, 1e-5, false)) {
            throw new IllegalStateException("the kernel's result is not the expression's");
        }
    }
}
