package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.broadcastTo;
import static io.github.tornadoarrays.Np.expandDims;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.hstack;
import static io.github.tornadoarrays.Np.uint8;
import static io.github.tornadoarrays.Np.vstack;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;
import io.github.tornadoarrays.core.DataFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The three operations on a picture, an array of shape (height, width, 3), uint8; checked against plain Java. */
final class PictureDemo {
    /** Each row gives one channel of the result, as weights of red, green and blue. */
    private static final float[][] SEPIA = {{0.393f, 0.769f, 0.189f}, {0.349f, 0.686f, 0.168f}, {0.272f, 0.534f, 0.131f}
    };

    private static final int WARM_UP = 5;
    private static final int RUNS = 5;

    /** Longer sides are thinned out, so that four panels stay a picture to look at. */
    private static final long LONGEST_SIDE = 1200;

    private final NDArray picture;
    private final NDArray indexed;
    private final NDArray normalised;
    private final NDArray multiplied;
    private final Table table = new Table("operation", "ms", "largest difference");
    private boolean agrees = true;

    private PictureDemo(NDArray picture) {
        this.picture = picture;
        indexed = timed("indexing", PictureDemo::mosaic, PlainPicture::mosaic);
        normalised = timed("normalisation", PictureDemo::normalise, PlainPicture::normalise);
        multiplied = timed("matrix multiplication", PictureDemo::sepia, p -> PlainPicture.transform(p, SEPIA));
    }

    static PictureDemo run(NDArray picture) {
        return new PictureDemo(picture);
    }

    /** Four views side by side: every second pixel; the same from right to left; the middle; red alone. */
    static NDArray mosaic(NDArray p) {
        long h = p.shape(0);
        long w = p.shape(1);
        NDArray half = p.get("::2, ::2");
        NDArray mirrored = p.get("::2, ::-2");
        NDArray middle = p.get(Slice.of(h / 4, h / 4 + h / 2), Slice.of(w / 4, w / 4 + w / 2));
        NDArray red = half.copy().set("..., 1:", 0);
        return vstack(hstack(half, mirrored), hstack(middle, red));
    }

    /** Each channel with mean 0 and standard deviation 1, then stretched over what a byte holds. */
    static NDArray normalise(NDArray p) {
        NDArray x = p.astype(float32);
        NDArray z = x.sub(x.mean(0, 1)).div(x.std(0, 1).maximum(1e-6));
        return z.mul(56).add(128).clip(0, 255).astype(uint8);
    }

    /** Every pixel's three channels times a matrix: (h * w, 3) by (3, 3). */
    static NDArray sepia(NDArray p) {
        NDArray pixels = p.astype(float32).reshape(-1, 3);
        return pixels.matmul(array(SEPIA).T()).clip(0, 255).reshape(p.shape()).astype(uint8);
    }

    private NDArray timed(String name, UnaryOperator<NDArray> operation, UnaryOperator<Pixels> plain) {
        NDArray result = picture;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            long start = System.nanoTime();
            result = operation.apply(picture).eval();
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        Pixels expected = plain.apply(Pixels.of(picture));
        int difference = expected.difference(Pixels.of(result));
        // one step of 255 may be lost where a value rounds another way
        agrees &= difference <= 1;
        table.row(name, String.format(Locale.ROOT, "%.2f", best), difference + " of 255");
        return result;
    }

    boolean agrees() {
        return agrees;
    }

    String verdict() {
        return agrees ? "Results agree with plain Java loops." : "RESULTS DISAGREE with plain Java loops.";
    }

    String table() {
        return "  picture of shape " + Demo.text(picture.shape()) + System.lineSeparator() + table + "  Best of "
                + (WARM_UP + RUNS) + " runs." + System.lineSeparator();
    }

    Path save(Path file) throws IOException {
        return Panels.save(
                file,
                List.of(
                        "picture",
                        "indexing: [::2, ::2], [::2, ::-2], the middle, red",
                        "normalisation: (x - mean) / std of each channel",
                        "matrix multiplication: pixels @ sepia.T"),
                List.of(picture, indexed, normalised, multiplied));
    }

    /**
     * A picture of shape (height, width, 3) with even sides.
     *
     * @param file the one that comes along, if null
     * @throws DemoException if there is no such file, or it is no picture
     */
    static NDArray read(@Nullable Path file) {
        if (file != null && !Files.isRegularFile(file)) {
            throw new DemoException("--image: no file " + file + "; give a PNG, JPEG, BMP or GIF file");
        }
        try (InputStream in = file == null ? SamplePicture.open() : Files.newInputStream(file)) {
            return prepare(Np.imread(in));
        } catch (DataFormatException | IOException | UncheckedIOException e) {
            throw new DemoException("--image: cannot read " + (file == null ? "the picture that comes along" : file)
                    + " (" + e.getMessage() + ")");
        }
    }

    /** Grey becomes red, green and blue, alpha goes, sides become even and at most {@link #LONGEST_SIDE} long. */
    private static NDArray prepare(NDArray p) {
        long h = p.shape(0);
        long w = p.shape(1);
        if (h < 4 || w < 4) {
            throw new DemoException(
                    "--image: the picture has " + w + " x " + h + " pixels; give one of at least 4 x 4");
        }
        NDArray colour = p.ndim() == 2 ? broadcastTo(expandDims(p, -1), h, w, 3) : p.get("..., :3");
        long step = (Math.max(h, w) + LONGEST_SIDE - 1) / LONGEST_SIDE;
        NDArray thin = colour.get(Slice.every(step), Slice.every(step));
        return thin.get(Slice.to(thin.shape(0) / 2 * 2), Slice.to(thin.shape(1) / 2 * 2))
                .copy()
                .eval();
    }
}
