package io.github.tornadoarrays.engine.cpu;

/**
 * The loops of Fourier transforms over lanes: one transform a lane, real and imaginary parts in arrays of their own. Each is
 * small enough for HotSpot to vectorise it; those of radix 4 with their products in one loop are not.
 */
final class FourierLoops {
    private static final double ROOT_OF_3_HALVES = 0.866025403784438646763723170752936183;

    private FourierLoops() {}

    static void two(double[] ar, double[] ai, double[] br, double[] bi, double wr, double wi, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double xr = ar[i];
            double xi = ai[i];
            double yr = br[i];
            double yi = bi[i];
            double dr = xr - yr;
            double di = xi - yi;
            ar[i] = xr + yr;
            ai[i] = xi + yi;
            br[i] = dr * wr - di * wi;
            bi[i] = dr * wi + di * wr;
        }
    }

    static void three(double[] ar, double[] ai, double[] br, double[] bi, double[] cr, double[] ci, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double x = ar[i];
            double y = ai[i];
            double sr = br[i] + cr[i];
            double si = bi[i] + ci[i];
            double dr = (br[i] - cr[i]) * ROOT_OF_3_HALVES;
            double di = (bi[i] - ci[i]) * ROOT_OF_3_HALVES;
            double mr = x - 0.5 * sr;
            double mi = y - 0.5 * si;
            ar[i] = x + sr;
            ai[i] = y + si;
            br[i] = mr + di;
            bi[i] = mi - dr;
            cr[i] = mr - di;
            ci[i] = mi + dr;
        }
    }

    static void four(
            double[] ar,
            double[] ai,
            double[] br,
            double[] bi,
            double[] cr,
            double[] ci,
            double[] dr,
            double[] di,
            int lanes) {
        for (int i = 0; i < lanes; i++) {
            double s0r = ar[i] + cr[i];
            double s0i = ai[i] + ci[i];
            double s1r = ar[i] - cr[i];
            double s1i = ai[i] - ci[i];
            double s2r = br[i] + dr[i];
            double s2i = bi[i] + di[i];
            double s3r = bi[i] - di[i];
            double s3i = dr[i] - br[i];
            ar[i] = s0r + s2r;
            ai[i] = s0i + s2i;
            br[i] = s1r + s3r;
            bi[i] = s1i + s3i;
            cr[i] = s0r - s2r;
            ci[i] = s0i - s2i;
            dr[i] = s1r - s3r;
            di[i] = s1i - s3i;
        }
    }

    /** Sums in the place of the first, differences in that of the second. */
    static void sumAndDifference(double[] ar, double[] ai, double[] br, double[] bi, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double xr = ar[i];
            double xi = ai[i];
            double yr = br[i];
            double yi = bi[i];
            ar[i] = xr + yr;
            ai[i] = xi + yi;
            br[i] = xr - yr;
            bi[i] = xi - yi;
        }
    }

    /** Adds {@code c*s} to one sum and {@code -i*w*d} to the other. */
    static void gather(
            double[] xr,
            double[] xi,
            double[] sr,
            double[] si,
            double c,
            double[] yr,
            double[] yi,
            double[] dr,
            double[] di,
            double w,
            int lanes) {
        for (int i = 0; i < lanes; i++) {
            xr[i] = xr[i] + c * sr[i];
            xi[i] = xi[i] + c * si[i];
            yr[i] = yr[i] + w * di[i];
            yi[i] = yi[i] - w * dr[i];
        }
    }

    static void add(double[] ar, double[] ai, double[] br, double[] bi, int lanes) {
        for (int i = 0; i < lanes; i++) {
            ar[i] = ar[i] + br[i];
            ai[i] = ai[i] + bi[i];
        }
    }

    static void times(double[] ar, double[] ai, double wr, double wi, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double r = ar[i];
            double m = ai[i];
            ar[i] = r * wr - m * wi;
            ai[i] = r * wi + m * wr;
        }
    }

    static void timesThree(
            double[] br,
            double[] bi,
            double ur,
            double ui,
            double[] cr,
            double[] ci,
            double vr,
            double vi,
            double[] dr,
            double[] di,
            double wr,
            double wi,
            int lanes) {
        for (int i = 0; i < lanes; i++) {
            double pr = br[i];
            double pi = bi[i];
            double qr = cr[i];
            double qi = ci[i];
            double rr = dr[i];
            double ri = di[i];
            br[i] = pr * ur - pi * ui;
            bi[i] = pr * ui + pi * ur;
            cr[i] = qr * vr - qi * vi;
            ci[i] = qr * vi + qi * vr;
            dr[i] = rr * wr - ri * wi;
            di[i] = rr * wi + ri * wr;
        }
    }

    /** Times roots of each lane's own, and one that all share. */
    static void timesEach(double[] ar, double[] ai, double[] vr, double[] vi, double wr, double wi, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double cr = vr[i] * wr - vi[i] * wi;
            double ci = vr[i] * wi + vi[i] * wr;
            double r = ar[i];
            double m = ai[i];
            ar[i] = r * cr - m * ci;
            ai[i] = r * ci + m * cr;
        }
    }

    // ---- pairs in memory to parts in arrays of their own, and back

    static void load(double[] x, int at, double[] re, double[] im, int lanes) {
        for (int i = 0; i < lanes; i++) {
            re[i] = x[at + 2 * i];
            im[i] = x[at + 2 * i + 1];
        }
    }

    static void load(float[] x, int at, double[] re, double[] im, int lanes) {
        for (int i = 0; i < lanes; i++) {
            re[i] = x[at + 2 * i];
            im[i] = x[at + 2 * i + 1];
        }
    }

    static void store(double[] x, int at, double[] re, double[] im, double scale, int lanes) {
        for (int i = 0; i < lanes; i++) {
            x[at + 2 * i] = re[i] * scale;
            x[at + 2 * i + 1] = im[i] * scale;
        }
    }

    static void store(float[] x, int at, double[] re, double[] im, double scale, int lanes) {
        for (int i = 0; i < lanes; i++) {
            x[at + 2 * i] = (float) (re[i] * scale);
            x[at + 2 * i + 1] = (float) (im[i] * scale);
        }
    }

    /** Four rows of lanes that start anywhere: of each lane what lies together is read together. */
    static void load4(double[] x, int[] from, int at, int step, double[][] re, double[][] im, int row, int lanes) {
        double[] ar = re[row];
        double[] ai = im[row];
        double[] br = re[row + 1];
        double[] bi = im[row + 1];
        double[] cr = re[row + 2];
        double[] ci = im[row + 2];
        double[] dr = re[row + 3];
        double[] di = im[row + 3];
        for (int i = 0; i < lanes; i++) {
            int p = 2 * (from[i] + at);
            ar[i] = x[p];
            ai[i] = x[p + 1];
            p += 2 * step;
            br[i] = x[p];
            bi[i] = x[p + 1];
            p += 2 * step;
            cr[i] = x[p];
            ci[i] = x[p + 1];
            p += 2 * step;
            dr[i] = x[p];
            di[i] = x[p + 1];
        }
    }

    static void load4(float[] x, int[] from, int at, int step, double[][] re, double[][] im, int row, int lanes) {
        double[] ar = re[row];
        double[] ai = im[row];
        double[] br = re[row + 1];
        double[] bi = im[row + 1];
        double[] cr = re[row + 2];
        double[] ci = im[row + 2];
        double[] dr = re[row + 3];
        double[] di = im[row + 3];
        for (int i = 0; i < lanes; i++) {
            int p = 2 * (from[i] + at);
            ar[i] = x[p];
            ai[i] = x[p + 1];
            p += 2 * step;
            br[i] = x[p];
            bi[i] = x[p + 1];
            p += 2 * step;
            cr[i] = x[p];
            ci[i] = x[p + 1];
            p += 2 * step;
            dr[i] = x[p];
            di[i] = x[p + 1];
        }
    }

    static void load1(double[] x, int[] from, int at, double[] re, double[] im, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int p = 2 * (from[i] + at);
            re[i] = x[p];
            im[i] = x[p + 1];
        }
    }

    static void load1(float[] x, int[] from, int at, double[] re, double[] im, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int p = 2 * (from[i] + at);
            re[i] = x[p];
            im[i] = x[p + 1];
        }
    }

    /** The opposite of {@link #load4}, of the rows whose numbers begin at {@code k} of an order. */
    static void store4(
            double[] x,
            int[] to,
            int at,
            int step,
            double[][] re,
            double[][] im,
            int[] order,
            int k,
            double scale,
            int lanes) {
        double[] ar = re[order[k]];
        double[] ai = im[order[k]];
        double[] br = re[order[k + 1]];
        double[] bi = im[order[k + 1]];
        double[] cr = re[order[k + 2]];
        double[] ci = im[order[k + 2]];
        double[] dr = re[order[k + 3]];
        double[] di = im[order[k + 3]];
        for (int i = 0; i < lanes; i++) {
            int p = 2 * (to[i] + at);
            x[p] = ar[i] * scale;
            x[p + 1] = ai[i] * scale;
            p += 2 * step;
            x[p] = br[i] * scale;
            x[p + 1] = bi[i] * scale;
            p += 2 * step;
            x[p] = cr[i] * scale;
            x[p + 1] = ci[i] * scale;
            p += 2 * step;
            x[p] = dr[i] * scale;
            x[p + 1] = di[i] * scale;
        }
    }

    static void store4(
            float[] x,
            int[] to,
            int at,
            int step,
            double[][] re,
            double[][] im,
            int[] order,
            int k,
            double scale,
            int lanes) {
        double[] ar = re[order[k]];
        double[] ai = im[order[k]];
        double[] br = re[order[k + 1]];
        double[] bi = im[order[k + 1]];
        double[] cr = re[order[k + 2]];
        double[] ci = im[order[k + 2]];
        double[] dr = re[order[k + 3]];
        double[] di = im[order[k + 3]];
        for (int i = 0; i < lanes; i++) {
            int p = 2 * (to[i] + at);
            x[p] = (float) (ar[i] * scale);
            x[p + 1] = (float) (ai[i] * scale);
            p += 2 * step;
            x[p] = (float) (br[i] * scale);
            x[p + 1] = (float) (bi[i] * scale);
            p += 2 * step;
            x[p] = (float) (cr[i] * scale);
            x[p + 1] = (float) (ci[i] * scale);
            p += 2 * step;
            x[p] = (float) (dr[i] * scale);
            x[p + 1] = (float) (di[i] * scale);
        }
    }

    static void store1(double[] x, int[] to, int at, double[] re, double[] im, double scale, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int p = 2 * (to[i] + at);
            x[p] = re[i] * scale;
            x[p + 1] = im[i] * scale;
        }
    }

    static void store1(float[] x, int[] to, int at, double[] re, double[] im, double scale, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int p = 2 * (to[i] + at);
            x[p] = (float) (re[i] * scale);
            x[p + 1] = (float) (im[i] * scale);
        }
    }
}
