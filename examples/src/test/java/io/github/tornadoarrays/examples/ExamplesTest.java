package io.github.tornadoarrays.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each numbered example runs, and prints what it should. */
class ExamplesTest {
    private static final String[] NONE = {};

    @TempDir
    Path folder;

    @Test
    void firstSteps() throws Exception {
        assertThat(Output.of(() -> Ex01FirstSteps.main(NONE))).isEqualTo("""
                        [3 4 5], int64, norm 7.0710678118654755
                        shared[0] = 100.0
                        float64 float32
                        [20.39285876 11.1813878 ]
                        6 elements, 2 rows, last 6.0
                        """);
    }

    @Test
    void viewsAndIndexing() throws Exception {
        assertThat(Output.of(() -> Ex02ViewsAndIndexing.main(NONE))).isEqualTo("""
                        [[ 0  1  2  3]
                         [ 4  5  6  7]
                         [ 8  9 10 11]]
                        x[1]             [4 5 6 7]
                        x[::2, -1]       [ 3 11]
                        x[0, ::-1]       [3 2 1 0]
                        x[:, None, 1:3]  shape (3, 1, 2)
                        [[  0   1   2   3]
                         [  4 100 100   7]
                         [  8 100 100  11]]
                        before 0, now -1
                        [11  1]
                        [100 100 100 100]
                        35.0
                        """);
    }

    @Test
    void broadcastingAndReductions() throws Exception {
        assertThat(Output.of(() -> Ex03BroadcastingReductions.main(NONE)))
                .contains("sum of all     60.0\n")
                .contains("column sums    [ 6 12 18 24]\n")
                .contains("row means      [2.5 5.  7.5]\n")
                .contains("[0.1 0.2 0.3 0.4]\n")
                .contains("[[1.437 1.841 2.245 2.649]\n")
                .contains("\n9.16666666");
    }

    @Test
    void softmaxAndLayernormAreOneKernelEach() throws Exception {
        assertThat(Output.of(() -> Ex04SoftmaxLayernorm.main(NONE)))
                .contains("rows sum to 1: true")
                .contains("mean 0.0000, deviation 1.0000")
                .containsPattern("(?s)kernel 1 of 1.*kernel 1 of 1");
    }

    @Test
    void kMeans() throws Exception {
        String output = Output.of(() -> Ex05KMeans.main(NONE));
        assertThat(output).contains("pi is about 3.14");
        double[] centres = output.lines()
                .dropWhile(line -> !line.startsWith("[["))
                .flatMap(line -> java.util.Arrays.stream(
                        line.replaceAll("[\\[\\]]", " ").trim().split(" +")))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] truth = {0, 0, 5, 0, 0, 5};
        assertThat(centres).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(centres[i]).isBetween(truth[i] - 0.15, truth[i] + 0.15);
        }
    }

    @Test
    void imageFilter() throws Exception {
        assertThat(Output.of(() -> Ex06ImageFilter.main(new String[] {folder.toString()})))
                .contains("picture (400, 600, 3) uint8")
                .contains("blurred.png (400, 600, 3), mean 0.397")
                .contains("edges.png (400, 600), mean 0.037")
                .contains("turned.png (291, 350, 3), mean 0.232");
        assertThat(folder.resolve("blurred.png")).isNotEmptyFile();
        assertThat(folder.resolve("edges.png")).isNotEmptyFile();
    }

    @Test
    void spectrogram() throws Exception {
        assertThat(Output.of(() -> Ex20Spectrogram.main(new String[] {folder.toString()})))
                .contains("the chord's tones: [523. 660. 783.] Hz")
                .contains("spectrogram.png: (257, 497), to 8.0 kHz");
        assertThat(folder.resolve("spectrogram.png")).isNotEmptyFile();
    }

    @Test
    void npyFiles() throws Exception {
        assertThat(Output.of(() -> Ex07NpyFiles.main(new String[] {folder.toString()})))
                .contains("float64 (3, 3), equal: true")
                .contains("steps 4\n")
                .contains("weights [0. 0. 2.]")
                .contains("refused: npy: not a .npy file");
    }

    @Test
    void linearRegression() throws Exception {
        assertThat(Output.of(() -> Ex08LinearRegression.main(NONE)))
                .contains("weights   [ 2.  -3.   0.5]")
                .contains("deviation 0.10, R2 0.997");
    }

    @Test
    void kernels() throws Exception {
        assertThat(Output.of(() -> Ex09Kernels.main(NONE)))
                .contains("saxpy     [3.0, 5.0, 7.0]")
                .contains("a column  [0. 3. 0. 0.]")
                .contains("##########")
                .contains("distance  [11. 20.]")
                .contains("groups    [2016, 6112, 10208, 1564], as Java the same: true");
    }

    @Test
    void kernelInTheDebuggerAndOnTheDevice() throws Exception {
        assertThat(Output.of(() -> Ex10Debugger.main(NONE))).isEqualTo("""
                        [12.0, 24.0, 36.0, 48.0, 60.0], equal: true
                        stopped in saxpy, Ex10Debugger.java
                        [1. 2. 3. 4. 5. 6.], mean 3.5
                        """);
    }

    @Test
    void mandelbrot() throws Exception {
        assertThat(Output.of(() -> Ex11Mandelbrot.main(new String[] {folder.toString()})))
                .containsPattern("inside: 13[0-9]{4} of 540000 points")
                .contains("mandelbrot.png (600, 900, 3)");
        BufferedImage picture = ImageIO.read(folder.resolve("mandelbrot.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(900);
        // the middle of the cardioid is black, the edge of the picture is not
        assertThat(picture.getRGB(675, 300) & 0xffffff).isZero();
        assertThat(picture.getRGB(0, 0) & 0xffffff).isNotZero();
    }

    @Test
    void life() throws Exception {
        String output = Output.of(() -> Ex12Life.main(new String[] {folder.toString()}));
        assertThat(output).containsPattern("generation 80: [0-9]+ cells; life.gif");
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(folder.resolve("life.gif").toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(80);
            // the glider's first and fifth generation: one cell down and to the right
            assertThat(reader.read(0).getRGB(8, 4)).isEqualTo(reader.read(4).getRGB(12, 8));
        }
    }

    @Test
    void pageRank() throws Exception {
        assertThat(Output.of(() -> Ex15PageRank.main(NONE)))
                .contains("four pages [0.373 0.196 0.394 0.038]")
                .containsPattern("100000 pages, 9[0-9]{5} links, [0-9]{2} steps")
                .contains("sum 1.000000")
                .contains("best pages [0 1 2 3 4]");
    }

    @Test
    void heat() throws Exception {
        assertThat(Output.of(() -> Ex16Heat.main(new String[] {folder.toString()})))
                .contains("at first from 0.00 to 1.00, mean 0.1340")
                .contains("after 720 steps from 0.00 to 0.53, mean 0.1340; heat.gif");
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(folder.resolve("heat.gif").toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(60);
            // white in a hot square at first, in the end the cold beside it is warmer than black
            assertThat(reader.read(0).getRGB(60, 60) & 0xffffff).isEqualTo(0xffffff);
            assertThat(reader.read(0).getRGB(60, 20) & 0xffffff).isZero();
            assertThat(reader.read(59).getRGB(60, 20) & 0xffffff).isNotZero();
        }
    }

    @Test
    void blackScholes() throws Exception {
        assertThat(Output.of(() -> Ex17BlackScholes.main(NONE)))
                .contains("call   [24.15 16.97 11.35  7.26  4.46]")
                .contains("put    [ 1.78  4.31  8.39 14.   20.92]")
                .contains("delta  [0.872 0.747 0.597 0.446 0.314]")
                .containsPattern("a million calls 8.2[0-9] on average, parity within 1e-12");
    }

    @Test
    void logisticRegression() throws Exception {
        assertThat(Output.of(() -> Ex18LogisticRegression.main(NONE)))
                .contains("step   0  loss 0.6931")
                .contains("step 200  loss 0.424")
                .containsPattern("weights \\[-0.5 +2. +-1. \\], right (79|80)");
    }

    @Test
    void leastSquares() throws Exception {
        assertThat(Output.of(() -> Ex19LeastSquares.main(new String[] {folder.toString()})))
                .contains("rank 4")
                .contains("deviation 0.4, condition 12")
                .contains("within 3 standard errors: True")
                .contains("fit.png");
        BufferedImage picture = ImageIO.read(folder.resolve("fit.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(900);
    }
}
