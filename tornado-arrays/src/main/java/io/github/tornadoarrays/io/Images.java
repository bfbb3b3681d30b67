package io.github.tornadoarrays.io;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Images as uint8 arrays: shape (h, w) for grey, (h, w, 3) for red, green, blue, (h, w, 4) with alpha; and back. Grey
 * with alpha becomes (h, w, 4). Grey of 16 bits keeps its upper 8. Files go through {@link ImageIO}, so PNG, JPEG, BMP
 * and GIF work everywhere.
 */
public final class Images {
    private Images() {}

    /**
     * The image in a file.
     *
     * @throws DataFormatException if no reader knows it
     */
    public static HostArray read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("image: cannot read " + file, e);
        }
    }

    /** The image in a stream, which is left open. */
    public static HostArray read(InputStream in) {
        try {
            return read(in, "stream");
        } catch (IOException e) {
            throw new UncheckedIOException("image: cannot read the stream", e);
        }
    }

    private static HostArray read(InputStream in, String name) throws IOException {
        BufferedImage image = ImageIO.read(in);
        if (image == null) {
            throw new DataFormatException("image: " + name + " is in no known format; known are "
                    + String.join(", ", ImageIO.getReaderFileSuffixes()));
        }
        return fromImage(image);
    }

    /**
     * Writes an image in the format that the file's name ends with.
     *
     * @throws DataFormatException if there is no writer for it, or it cannot hold alpha (JPEG)
     */
    public static void write(Path file, HostArray array) {
        String name = file.getFileName().toString();
        String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        BufferedImage image = toImage(array);
        try {
            if (!ImageIO.write(image, format, file.toFile())) {
                throw new DataFormatException("image: no writer for ." + format + " and shape "
                        + Shape.text(array.shape()) + "; .png takes all, .jpg takes (h, w) and (h, w, 3)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("image: cannot write " + file, e);
        }
    }

    /** The pixels of an image. */
    public static HostArray fromImage(BufferedImage image) {
        Raster raster = image.getRaster();
        int h = image.getHeight();
        int w = image.getWidth();
        int bands = raster.getNumBands();
        // getRGB would take grey for linear light and brighten it
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        int channels = grey && bands == 1 ? 1 : image.getColorModel().hasAlpha() ? 4 : 3;
        byte[] out = new byte[Math.multiplyExact(Math.multiplyExact(h, w), channels)];
        int[] row = new int[w * bands];
        int at = 0;
        for (int y = 0; y < h; y++) {
            if (grey) {
                raster.getPixels(raster.getMinX(), raster.getMinY() + y, w, 1, row);
                for (int x = 0; x < w; x++) {
                    byte v = (byte) (row[x * bands] >> shift);
                    for (int c = 0; c < Math.min(channels, 3); c++) {
                        out[at++] = v;
                    }
                    if (channels == 4) {
                        out[at++] = (byte) (row[x * bands + 1] >> shift);
                    }
                }
            } else {
                image.getRGB(0, y, w, 1, row, 0, w);
                for (int x = 0; x < w; x++) {
                    out[at++] = (byte) (row[x] >> 16);
                    out[at++] = (byte) (row[x] >> 8);
                    out[at++] = (byte) row[x];
                    if (channels == 4) {
                        out[at++] = (byte) (row[x] >> 24);
                    }
                }
            }
        }
        HostBuffer data = HostBuffer.of(DType.UINT8, out.length, out);
        return channels == 1 ? HostArray.contiguous(data, h, w) : HostArray.contiguous(data, h, w, channels);
    }

    /**
     * An image of pixels.
     *
     * @param array uint8 of shape (h, w), (h, w, 3) or (h, w, 4), in any layout
     * @throws ArrayException for another dtype or shape
     */
    public static BufferedImage toImage(HostArray array) {
        Layout layout = array.layout();
        long[] s = layout.shape();
        if (array.dtype() != DType.UINT8) {
            throw new DTypeException("image: an image of " + array.dtype() + "; convert to uint8 with values 0..255");
        }
        if (!(s.length == 2 || s.length == 3 && (s[2] == 3 || s[2] == 4)) || layout.size() == 0) {
            throw new ShapeException(
                    "image: shape " + Shape.text(s) + "; allowed are (h, w), (h, w, 3) and (h, w, 4)," + " not empty");
        }
        int channels = s.length == 2 ? 1 : (int) s[2];
        int h = Math.toIntExact(s[0]);
        int w = Math.toIntExact(s[1]);
        BufferedImage image = new BufferedImage(
                w,
                h,
                switch (channels) {
                    case 1 -> BufferedImage.TYPE_BYTE_GRAY;
                    case 3 -> BufferedImage.TYPE_3BYTE_BGR;
                    default -> BufferedImage.TYPE_4BYTE_ABGR;
                });
        long channelStride = channels == 1 ? 0 : layout.strides()[2];
        int[] row = new int[w * channels];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                long at = layout.offset() + y * layout.strides()[0] + x * layout.strides()[1];
                for (int c = 0; c < channels; c++) {
                    row[x * channels + c] = (int) array.data().getLong(at + c * channelStride);
                }
            }
            image.getRaster().setPixels(0, y, w, 1, row);
        }
        return image;
    }
}
