package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.io.Images;
import java.awt.image.BufferedImage;

/** Java's images as arrays and back; it needs the module {@code java.desktop}. {@link Np#imread} and {@link Np#imwrite} are for files. */
// whoever has images has the module they are in
@SuppressWarnings("exports")
public final class BufferedImages {
    private BufferedImages() {}

    /** The pixels of an image, uint8: shape (h, w) for grey, (h, w, 3) for red, green, blue, (h, w, 4) with alpha; a copy. */
    public static NDArray toArray(BufferedImage image) {
        return InputOutput.array(Images.fromImage(image));
    }

    /**
     * An image of pixels; a copy.
     *
     * @param pixels uint8 of shape (h, w), (h, w, 3) or (h, w, 4)
     * @throws ArrayException if the array is no image
     */
    public static BufferedImage toImage(NDArray pixels) {
        return Images.toImage(new HostArray(pixels.host(), pixels.layout()));
    }
}
