package io.github.tornadoarrays.examples;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** An animation in two colours that repeats for ever. */
final class Gif implements AutoCloseable {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final byte[] RED = {16, 120};
    private static final byte[] GREEN = {24, (byte) 220};
    private static final byte[] BLUE = {40, (byte) 140};

    private final ImageOutputStream stream;
    private final ImageWriter writer;
    private final int hundredths;

    /** An empty animation whose frames are shown for some hundredths of a second each. */
    Gif(Path file, int hundredths) throws IOException {
        this.hundredths = hundredths;
        Files.deleteIfExists(file);
        stream = ImageIO.createImageOutputStream(file.toFile());
        writer = ImageIO.getImageWritersByFormatName("gif").next();
        writer.setOutput(stream);
        writer.prepareWriteSequence(null);
    }

    /** Adds a frame with {@code scale} by {@code scale} pixels a cell. */
    void add(boolean[][] cells, int scale) throws IOException {
        BufferedImage image = new BufferedImage(
                cells[0].length * scale,
                cells.length * scale,
                BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(1, 2, RED, GREEN, BLUE));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, cells[y / scale][x / scale] ? 1 : 0);
            }
        }
        writer.writeToSequence(new IIOImage(image, null, metadata(image)), null);
    }

    private IIOMetadata metadata(BufferedImage image) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(hundredths));
        control.setAttribute("transparentColorIndex", "0");
        root.appendChild(control);
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(loop);
        root.appendChild(extensions);
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }

    @Override
    public void close() throws IOException {
        writer.endWriteSequence();
        writer.dispose();
        stream.close();
    }
}
