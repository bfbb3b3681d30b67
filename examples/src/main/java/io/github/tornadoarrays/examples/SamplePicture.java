package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.exp;
import static io.github.tornadoarrays.Np.expandDims;
import static io.github.tornadoarrays.Np.hypot;
import static io.github.tornadoarrays.Np.imwrite;
import static io.github.tornadoarrays.Np.linspace;
import static io.github.tornadoarrays.Np.sin;
import static io.github.tornadoarrays.Np.uint8;
import static io.github.tornadoarrays.Np.vstack;
import static io.github.tornadoarrays.Np.where;

import io.github.tornadoarrays.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The picture that comes along: the sun sets behind hills, above a lake. It is made of array expressions alone. */
final class SamplePicture {
    private static final String RESOURCE = "sunset.png";
    private static final int HEIGHT = 400;
    private static final int WIDTH = 600;

    /** The row where the lake begins. */
    private static final int SHORE = 272;

    private SamplePicture() {}

    /** The picture's file. */
    static InputStream open() throws IOException {
        InputStream in = SamplePicture.class.getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new IOException(RESOURCE + " is not on the class path");
        }
        return in;
    }

    /** Paints the picture anew, into the file that is named. */
    public static void main(String[] args) {
        imwrite(Path.of(args[0]), paint());
    }

    /** Shape (400, 600, 3), uint8. */
    static NDArray paint() {
        NDArray y = expandDims(arange(SHORE).astype("float64"), 1);
        NDArray x = arange(WIDTH).astype("float64");

        // three colours of the sky, from above to the horizon
        NDArray t = expandDims(linspace(0, 1, SHORE), 1, 2);
        NDArray sky = mix(
                mix(array(38., 44, 96), array(196., 92, 108), t.mul(1.6).clip(0, 1)),
                array(255., 190, 110),
                t.mul(1.8).sub(0.8).clip(0, 1));

        // the sun, and the light around it
        NDArray distance = hypot(x.sub(390), y.sub(190));
        NDArray glow = exp(distance.div(-70)).mul(0.75);
        NDArray disc = distance.sub(34).mul(-0.7).add(0.5).clip(0, 1);
        NDArray above =
                mix(mix(sky, array(255., 214, 140), expandDims(glow, 2)), array(255., 246, 214), expandDims(disc, 2));

        // hills, the nearer the darker
        above = hill(above, x, y, array(150., 84, 110), 205, 20, 0.011, 0.6);
        above = hill(above, x, y, array(96., 58, 92), 230, 16, 0.017, 2.1);
        above = hill(above, x, y, array(48., 36, 66), 252, 11, 0.026, 4.0);

        // the lake mirrors what is above it, in waves
        NDArray down = arange(HEIGHT - SHORE).astype("float64");
        NDArray row = down.mul(-1.9)
                .add(SHORE - 1)
                .add(sin(down.mul(down.mul(-0.004).add(1.25))).mul(2.5));
        NDArray mirrored = above.take(row.clip(0, SHORE - 1).astype("int64"), 0);
        NDArray depth = expandDims(linspace(0.18, 0.62, HEIGHT - SHORE), 1, 2);
        NDArray lake = mix(mirrored, array(24., 30, 62), depth);

        NDArray picture = vstack(above, lake);
        return picture.round().clip(0, 255).astype(uint8);
    }

    /** The first colours where {@code t} is 0, the second where it is 1. */
    private static NDArray mix(NDArray a, NDArray b, NDArray t) {
        return a.add(b.sub(a).mul(t));
    }

    private static NDArray hill(
            NDArray behind,
            NDArray x,
            NDArray y,
            NDArray colour,
            double top,
            double height,
            double pace,
            double phase) {
        NDArray ridge = sin(x.mul(pace).add(phase))
                .add(sin(x.mul(2.7 * pace).add(3 * phase)).mul(0.4))
                .mul(-height)
                .add(top);
        NDArray cover = y.sub(ridge).add(0.5).clip(0, 1);
        return where(expandDims(cover.gt(0), 2), mix(behind, colour, expandDims(cover, 2)), behind);
    }
}
