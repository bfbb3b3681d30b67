package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.kernel.FloatMath;
import io.github.tornadoarrays.kernel.Parallel;
import org.apache.commons.numbers.gamma.Erfc;

/** Kernels that call functions of {@link Math} whose last digits differ from machine to machine. */
final class Functions {
    private Functions() {}

    /** What a call and a put are worth, with the normal distribution as Abramowitz and Stegun approximate it (26.2.17). */
    static void blackScholes(
            float[] spot, float[] strike, float[] years, float[] call, float[] put, float rate, float volatility) {
        for (@Parallel int i = 0; i < spot.length; i++) {
            float root = (float) Math.sqrt(years[i]);
            float d1 = ((float) Math.log(spot[i] / strike[i]) + (rate + 0.5f * volatility * volatility) * years[i])
                    / (volatility * root);
            float d2 = d1 - volatility * root;
            float discounted = strike[i] * (float) Math.exp(-rate * years[i]);
            float n1 = cumulative(d1);
            float n2 = cumulative(d2);
            call[i] = spot[i] * n1 - discounted * n2;
            put[i] = discounted * (1 - n2) - spot[i] * (1 - n1);
        }
    }

    private static float cumulative(float d) {
        float k = 1 / (1 + 0.2316419f * Math.abs(d));
        float tail =
                k * (0.319381530f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f))));
        float density = 0.39894228f * (float) Math.exp(-0.5f * d * d);
        return d > 0 ? 1 - density * tail : density * tail;
    }

    /** Every function of {@link FloatMath}, each in its own array. */
    static void ofFloats(float[] x, float[] y, float[][] out) {
        for (@Parallel int i = 0; i < x.length; i++) {
            float a = x[i];
            float b = y[i];
            float unit = a / (1 + Math.abs(a));
            out[0][i] = FloatMath.sqrt(a);
            out[1][i] = FloatMath.cbrt(a);
            out[2][i] = FloatMath.exp(a);
            out[3][i] = FloatMath.expm1(a);
            out[4][i] = FloatMath.log(a);
            out[5][i] = FloatMath.log10(a);
            out[6][i] = FloatMath.log1p(a);
            out[7][i] = FloatMath.sin(a);
            out[8][i] = FloatMath.cos(a);
            out[9][i] = FloatMath.tan(a);
            out[10][i] = FloatMath.asin(unit);
            out[11][i] = FloatMath.acos(unit);
            out[12][i] = FloatMath.atan(a);
            out[13][i] = FloatMath.sinh(a);
            out[14][i] = FloatMath.cosh(a);
            out[15][i] = FloatMath.tanh(a);
            out[16][i] = FloatMath.floor(a);
            out[17][i] = FloatMath.ceil(a);
            out[18][i] = FloatMath.rint(a);
            out[19][i] = FloatMath.pow(a, b);
            out[20][i] = FloatMath.atan2(a, b);
            out[21][i] = FloatMath.hypot(a, b);
            out[22][i] = FloatMath.erf(b);
            out[23][i] = FloatMath.erfc(b);
            out[24][i] = (float) Erfc.value(a);
        }
    }

    static void dft(double[] re, double[] im, double[] outRe, double[] outIm) {
        int n = re.length;
        for (@Parallel int k = 0; k < n; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int t = 0; t < n; t++) {
                double angle = -2 * Math.PI * ((long) t * k % n) / n;
                double c = Math.cos(angle);
                double s = Math.sin(angle);
                sumRe += re[t] * c - im[t] * s;
                sumIm += re[t] * s + im[t] * c;
            }
            outRe[k] = sumRe;
            outIm[k] = sumIm;
        }
    }

    static void softmaxRows(float[][] x, double[][] out) {
        for (@Parallel int row = 0; row < x.length; row++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < x[row].length; j++) {
                most = Math.max(most, x[row][j]);
            }
            double sum = 0;
            for (int j = 0; j < x[row].length; j++) {
                out[row][j] = Math.exp(x[row][j] - most);
                sum += out[row][j];
            }
            for (int j = 0; j < x[row].length; j++) {
                out[row][j] /= sum;
            }
        }
    }

    /** The great-circle distance between points in degrees. */
    static void haversine(double[] lat, double[] lon, double toLat, double toLon, double[] km) {
        for (@Parallel int i = 0; i < lat.length; i++) {
            double dLat = Math.toRadians(toLat - lat[i]);
            double dLon = Math.toRadians(toLon - lon[i]);
            double a = Math.sin(dLat / 2) * Math.sin(dLat / 2)
                    + Math.cos(Math.toRadians(lat[i]))
                            * Math.cos(Math.toRadians(toLat))
                            * Math.pow(Math.sin(dLon / 2), 2);
            km[i] = 2 * 6371 * Math.atan2(Math.sqrt(a), Math.sqrt(1 - a));
        }
    }
}
