package io.github.tornadoarrays.examples;

import io.github.tornadoarrays.NDArray;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of one size, two in a row, each under its title. */
final class Panels {
    private static final int GAP = 16;

    private Panels() {}

    static Path save(Path file, List<String> titles, List<NDArray> pictures) throws IOException {
        int h = (int) pictures.getFirst().shape(0);
        int w = (int) pictures.getFirst().shape(1);
        int letter = Math.clamp(w / 33, 9, 26);
        int head = letter + GAP;
        int rows = (pictures.size() + 1) / 2;
        BufferedImage sheet =
                new BufferedImage(3 * GAP + 2 * w, GAP + rows * (head + h + GAP), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(new Color(0xfafafa));
        g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        g.setColor(new Color(0x202124));
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, letter));
        for (int i = 0; i < pictures.size(); i++) {
            int x = GAP + i % 2 * (w + GAP);
            int y = GAP + i / 2 * (head + h + GAP);
            g.drawString(titles.get(i), x, y + letter);
            g.drawImage(image(pictures.get(i)), x, y + head, null);
        }
        g.dispose();
        if (!ImageIO.write(sheet, "png", file.toFile())) {
            throw new IOException("no PNG writer");
        }
        return file;
    }

    /** The image has its bytes in the order blue, green, red: a view's elements are just that. */
    private static BufferedImage image(NDArray picture) {
        int h = (int) picture.shape(0);
        int w = (int) picture.shape(1);
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setDataElements(0, 0, w, h, picture.toByteArray());
        return image;
    }
}
