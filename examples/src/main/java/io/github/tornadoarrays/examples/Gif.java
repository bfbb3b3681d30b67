package io.github.tornadoarrays.examples;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** An animation in up to 256 colours that repeats for ever. */
final class Gif implements AutoCloseable {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    /** Dark and light. */
    static final IndexColorModel TWO =
            new IndexColorModel(1, 2, new byte[] {16, 120}, new byte[] {24, (byte) 220}, new byte[] {40, (byte) 140});

    /** From black by red and yellow to white. */
    static final IndexColorModel HEAT = heat();

    private final ImageOutputStream stream;
    private final ImageWriter writer;
    private final int hundredths;
    private final IndexColorModel colours;

    /** An empty animation in two colours whose frames are shown for some hundredths of a second each. */
    Gif(Path file, int hundredths) throws IOException {
        this(file, hundredths, TWO);
    }

    /** As above, in other colours. */
    Gif(Path file, int hundredths, IndexColorModel colours) throws IOException {
        this.hundredths = hundredths;
        this.colours = colours;
        Files.deleteIfExists(file);
        stream = ImageIO.createImageOutputStream(file.toFile());
        writer = ImageIO.getImageWritersByFormatName("gif").next();
        writer.setOutput(stream);
        writer.prepareWriteSequence(null);
    }

    private static IndexColorModel heat() {
        byte[][] parts = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            for (int part = 0; part < 3; part++) {
                parts[part][i] = (byte) Math.clamp(3L * i - 255L * part, 0, 255);
            }
        }
        return new IndexColorModel(8, 256, parts[0], parts[1], parts[2]);
    }

    /** Adds a frame with {@code scale} by {@code scale} pixels a cell. */
    void add(boolean[][] cells, int scale) throws IOException {
        add(cells.length, cells[0].length, scale, (row, column) -> cells[row][column] ? 1 : 0);
    }

    /** Adds a frame of colours, 0 to 255 as bytes have them. */
    void add(byte[][] cells, int scale) throws IOException {
        add(cells.length, cells[0].length, scale, (row, column) -> cells[row][column] & 0xff);
    }

    private void add(int rows, int columns, int scale, IntBinaryOperator colour) throws IOException {
        int type = colours.getMapSize() == 2 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_INDEXED;
        BufferedImage image = new BufferedImage(columns * scale, rows * scale, type, colours);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, colour.applyAsInt(y / scale, x / scale));
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
