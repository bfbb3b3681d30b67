package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.kernel.FloatMath;
import io.github.tornadoarrays.kernel.Parallel;

/** The kernels that are timed. As plain Java they are what one thread does. */
final class KernelMethods {
    private KernelMethods() {}

    static void saxpy(float a, float[] x, float[] y, float[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[i] = a * x[i] + y[i];
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
                float pull = mass[j] / (r2 * (float) Math.sqrt(r2));
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
                out[py * width + px] = steps(-2f + 3f * px / width, -1.5f + 3f * py / height, limit);
            }
        }
    }

    static int steps(float cx, float cy, int limit) {
        float x = 0;
        float y = 0;
        int n = 0;
        while (n < limit && x * x + y * y <= 4) {
            float t = x * x - y * y + cx;
            y = 2 * x * y + cy;
            x = t;
            n++;
        }
        return n;
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

    static void blackScholes(float[] spot, float[] strike, float[] years, float[] call, float[] put) {
        for (@Parallel int i = 0; i < spot.length; i++) {
            float rate = 0.02f;
            float volatility = 0.3f;
            float root = FloatMath.sqrt(years[i]);
            float d1 = (FloatMath.log(spot[i] / strike[i]) + (rate + 0.5f * volatility * volatility) * years[i])
                    / (volatility * root);
            float d2 = d1 - volatility * root;
            float discounted = strike[i] * FloatMath.exp(-rate * years[i]);
            float n1 = cumulative(d1);
            float n2 = cumulative(d2);
            call[i] = spot[i] * n1 - discounted * n2;
            put[i] = discounted * (1 - n2) - spot[i] * (1 - n1);
        }
    }

    /** The normal distribution as Abramowitz and Stegun approximate it (26.2.17). */
    static float cumulative(float d) {
        float k = 1 / (1 + 0.2316419f * Math.abs(d));
        float tail =
                k * (0.319381530f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f))));
        float density = 0.39894228f * FloatMath.exp(-0.5f * d * d);
        return d > 0 ? 1 - density * tail : density * tail;
    }
}
