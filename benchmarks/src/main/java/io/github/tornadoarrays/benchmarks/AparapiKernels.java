package io.github.tornadoarrays.benchmarks;

import com.aparapi.Kernel;
import com.aparapi.Range;
import com.aparapi.device.Device;
import com.aparapi.internal.kernel.KernelManager;

/** The same as {@link KernelMethods} with Aparapi, on the device that it prefers. */
final class AparapiKernels {
    private AparapiKernels() {}

    /** The device that Aparapi prefers: OpenCL, or Java threads where it finds none. */
    static Device device() {
        return KernelManager.instance().bestDevice();
    }

    /** A kernel with the range it is run over. */
    record Ready(Kernel kernel, Range range) {
        void run() {
            kernel.execute(range);
        }

        /** Has arrays stay on the device from now on. */
        void keep() {
            kernel.setExplicit(true);
        }
    }

    static Ready of(String name, Object[] a) {
        return switch (name) {
            case "saxpy" ->
                new Ready(
                        new Saxpy((float) a[0], (float[]) a[1], (float[]) a[2], (float[]) a[3]),
                        device().createRange(((float[]) a[3]).length));
            case "n-body" ->
                new Ready(
                        new Nbody(
                                (float[]) a[0],
                                (float[]) a[1],
                                (float[]) a[2],
                                (float[]) a[3],
                                (float[]) a[4],
                                (float[]) a[5],
                                (float[]) a[6]),
                        device().createRange(((float[]) a[0]).length));
            case "Mandelbrot" ->
                new Ready(
                        new Mandelbrot((int[]) a[0], (int) a[1], (int) a[2], (int) a[3]),
                        device().createRange2D((int) a[1], (int) a[2]));
            case "matmul" ->
                new Ready(
                        new Matmul((float[]) a[0], (float[]) a[1], (float[]) a[2], (int) a[3]),
                        device().createRange2D((int) a[3], (int) a[3]));
            case "Black-Scholes" ->
                new Ready(
                        new BlackScholes(
                                (float[]) a[0], (float[]) a[1], (float[]) a[2], (float[]) a[3], (float[]) a[4]),
                        device().createRange(((float[]) a[0]).length));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Aparapi reads the bytecode of {@code run} and copies the fields it finds there. */
    static final class Saxpy extends Kernel {
        final float a;
        final float[] x;
        final float[] y;
        final float[] out;

        Saxpy(float a, float[] x, float[] y, float[] out) {
            this.a = a;
            this.x = x;
            this.y = y;
            this.out = out;
        }

        @Override
        public void run() {
            int i = getGlobalId();
            out[i] = a * x[i] + y[i];
        }
    }

    static final class Nbody extends Kernel {
        final float[] x;
        final float[] y;
        final float[] z;
        final float[] mass;
        final float[] ax;
        final float[] ay;
        final float[] az;
        final int n;

        Nbody(float[] x, float[] y, float[] z, float[] mass, float[] ax, float[] ay, float[] az) {
            this.x = x;
            this.y = y;
            this.z = z;
            this.mass = mass;
            this.ax = ax;
            this.ay = ay;
            this.az = az;
            n = x.length;
        }

        @Override
        public void run() {
            int i = getGlobalId();
            float sx = 0;
            float sy = 0;
            float sz = 0;
            for (int j = 0; j < n; j++) {
                float dx = x[j] - x[i];
                float dy = y[j] - y[i];
                float dz = z[j] - z[i];
                float r2 = dx * dx + dy * dy + dz * dz + 0.01f;
                float pull = mass[j] / (r2 * sqrt(r2));
                sx += pull * dx;
                sy += pull * dy;
                sz += pull * dz;
            }
            ax[i] = sx;
            ay[i] = sy;
            az[i] = sz;
        }
    }

    static final class Mandelbrot extends Kernel {
        final int[] out;
        final int width;
        final int height;
        final int limit;

        Mandelbrot(int[] out, int width, int height, int limit) {
            this.out = out;
            this.width = width;
            this.height = height;
            this.limit = limit;
        }

        @Override
        public void run() {
            int px = getGlobalId(0);
            int py = getGlobalId(1);
            float cx = -2f + 3f * px / width;
            float cy = -1.5f + 3f * py / height;
            float x = 0;
            float y = 0;
            int n = 0;
            while (n < limit && x * x + y * y <= 4f) {
                float t = x * x - y * y + cx;
                y = 2f * x * y + cy;
                x = t;
                n++;
            }
            out[py * width + px] = n;
        }
    }

    static final class Matmul extends Kernel {
        final float[] a;
        final float[] b;
        final float[] c;
        final int n;

        Matmul(float[] a, float[] b, float[] c, int n) {
            this.a = a;
            this.b = b;
            this.c = c;
            this.n = n;
        }

        @Override
        public void run() {
            int j = getGlobalId(0);
            int i = getGlobalId(1);
            float sum = 0;
            for (int k = 0; k < n; k++) {
                sum += a[i * n + k] * b[k * n + j];
            }
            c[i * n + j] = sum;
        }
    }

    static final class BlackScholes extends Kernel {
        final float[] spot;
        final float[] strike;
        final float[] years;
        final float[] call;
        final float[] put;

        BlackScholes(float[] spot, float[] strike, float[] years, float[] call, float[] put) {
            this.spot = spot;
            this.strike = strike;
            this.years = years;
            this.call = call;
            this.put = put;
        }

        @Override
        public void run() {
            int i = getGlobalId();
            float rate = 0.02f;
            float volatility = 0.3f;
            float root = sqrt(years[i]);
            float d1 = (log(spot[i] / strike[i]) + (rate + 0.5f * volatility * volatility) * years[i])
                    / (volatility * root);
            float d2 = d1 - volatility * root;
            float discounted = strike[i] * exp(-rate * years[i]);
            float n1 = cumulative(d1);
            float n2 = cumulative(d2);
            call[i] = spot[i] * n1 - discounted * n2;
            put[i] = discounted * (1f - n2) - spot[i] * (1f - n1);
        }

        float cumulative(float d) {
            float k = 1f / (1f + 0.2316419f * abs(d));
            float tail = k
                    * (0.319381530f
                            + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f))));
            float density = 0.39894228f * exp(-0.5f * d * d);
            float result = density * tail;
            if (d > 0f) {
                result = 1f - density * tail;
            }
            return result;
        }
    }
}
