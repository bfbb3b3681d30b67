package io.github.tornadoarrays.examples;

/** The picture's operations as loops, to compare with. */
final class PlainPicture {
    private PlainPicture() {}

    static Pixels mosaic(Pixels p) {
        int h = p.height() / 2;
        int w = p.width() / 2;
        Pixels r = new Pixels(p.height(), p.width());
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                for (int c = 0; c < 3; c++) {
                    r.set(y, x, c, p.get(2 * y, 2 * x, c));
                    r.set(y, w + x, c, p.get(2 * y, p.width() - 1 - 2 * x, c));
                    r.set(h + y, x, c, p.get(p.height() / 4 + y, p.width() / 4 + x, c));
                    r.set(h + y, w + x, c, c == 0 ? p.get(2 * y, 2 * x, c) : 0);
                }
            }
        }
        return r;
    }

    static Pixels normalise(Pixels p) {
        Pixels r = new Pixels(p.height(), p.width());
        double n = (double) p.height() * p.width();
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (int y = 0; y < p.height(); y++) {
                for (int x = 0; x < p.width(); x++) {
                    sum += p.get(y, x, c);
                }
            }
            double mean = sum / n;
            double squares = 0;
            for (int y = 0; y < p.height(); y++) {
                for (int x = 0; x < p.width(); x++) {
                    double d = p.get(y, x, c) - mean;
                    squares += d * d;
                }
            }
            double deviation = Math.max(Math.sqrt(squares / n), 1e-6);
            for (int y = 0; y < p.height(); y++) {
                for (int x = 0; x < p.width(); x++) {
                    r.set(y, x, c, (p.get(y, x, c) - mean) / deviation * 56 + 128);
                }
            }
        }
        return r;
    }

    /** Each pixel's channels times the rows of a matrix. */
    static Pixels transform(Pixels p, float[][] matrix) {
        Pixels r = new Pixels(p.height(), p.width());
        for (int y = 0; y < p.height(); y++) {
            for (int x = 0; x < p.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    float sum = 0;
                    for (int k = 0; k < 3; k++) {
                        sum += matrix[c][k] * p.get(y, x, k);
                    }
                    r.set(y, x, c, sum);
                }
            }
        }
        return r;
    }
}
