package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.kernel.FloatMath;
import java.util.stream.IntStream;

/** The same as {@link KernelMethods} with parallel streams: over elements, or over rows where there are rows. */
final class KernelStreams {
    private KernelStreams() {}

    static void saxpy(float a, float[] x, float[] y, float[] out) {
        IntStream.range(0, out.length).parallel().forEach(i -> out[i] = a * x[i] + y[i]);
    }

    static void nbody(float[] x, float[] y, float[] z, float[] mass, float[] ax, float[] ay, float[] az) {
        IntStream.range(0, x.length).parallel().forEach(i -> {
            float sx = 0;
            float sy = 0;
            float sz = 0;
            for (int j = 0; j < x.length; j++) {
                float dx = x[j] - x[i];
                float dy = y[j] - y[i];
                float dz = z[j] - z[i];
                float r2 = dx * dx + dy * dy + dz * dz + 0.01f;
                float pull = mass[j] / (r2 * (float) Math.sqrt(r2));
                sx += pull * dx;
                sy += pull * dy;
                sz += pull * dz;
            }
            ax[i] = sx;
            ay[i] = sy;
            az[i] = sz;
        });
    }

    static void mandelbrot(int[] out, int width, int height, int limit) {
        IntStream.range(0, height).parallel().forEach(py -> {
            for (int px = 0; px < width; px++) {
                out[py * width + px] = KernelMethods.steps(-2f + 3f * px / width, -1.5f + 3f * py / height, limit);
            }
        });
    }

    static void matmul(float[] a, float[] b, float[] c, int n) {
        IntStream.range(0, n).parallel().forEach(i -> {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i * n + k] * b[k * n + j];
                }
                c[i * n + j] = sum;
            }
        });
    }

    static void blackScholes(float[] spot, float[] strike, float[] years, float[] call, float[] put) {
        IntStream.range(0, spot.length).parallel().forEach(i -> {
            float rate = 0.02f;
            float volatility = 0.3f;
            float root = FloatMath.sqrt(years[i]);
            float d1 = (FloatMath.log(spot[i] / strike[i]) + (rate + 0.5f * volatility * volatility) * years[i])
                    / (volatility * root);
            float d2 = d1 - volatility * root;
            float discounted = strike[i] * FloatMath.exp(-rate * years[i]);
            float n1 = KernelMethods.cumulative(d1);
            float n2 = KernelMethods.cumulative(d2);
            call[i] = spot[i] * n1 - discounted * n2;
            put[i] = discounted * (1 - n2) - spot[i] * (1 - n1);
        });
    }
}
