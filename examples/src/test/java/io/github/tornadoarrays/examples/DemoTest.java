package io.github.tornadoarrays.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.Np;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int demo(String... args) {
        return Demo.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void smallDemoAgreesAndWritesItsPictures() throws Exception {
        assertThat(demo("--small", "--runs", "1", "--out", folder.toString()))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString())
                .contains("engine  cpu: ", "parallel stream", "kernel 1 of 1", "Results agree within")
                .contains("Results agree with plain Java loops.")
                .contains(folder.resolve("picture.png").toString());
        assertThat(ImageIO.read(folder.resolve("picture.png").toFile()).getWidth())
                .isEqualTo(3 * 16 + 2 * 600);
        assertThat(ImageIO.read(folder.resolve("times.png").toFile()).getWidth())
                .isEqualTo(1000);
    }

    @Test
    void ownPictureMayBeGreyAndOdd() {
        Path grey = folder.resolve("grey.png");
        Np.imwrite(grey, Np.arange(63).reshape(9, 7).astype(Np.uint8));
        PictureDemo pictures = PictureDemo.run(PictureDemo.read(grey));
        assertThat(pictures.agrees()).as(pictures.table()).isTrue();
        assertThat(pictures.table()).contains("(8, 6, 3)");
    }

    @Test
    void missingPicture() {
        assertThat(demo("--small", "--image", "nowhere.png")).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("demo: --image: no file nowhere.png; give a PNG, JPEG, BMP or GIF file");
    }

    @Test
    void fileThatIsNoPicture() throws Exception {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        assertThat(demo("--small", "--image", text.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--image: cannot read " + text).contains("png");
    }

    @Test
    void tooLittleHeap() {
        assertThatThrownBy(() -> SeedComparison.checkHeap(new long[] {1_000_000, 1000, 1000}))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("-Xmx")
                .hasMessageContaining("TORNADO_ARRAYS_JAVA_OPTS")
                .hasMessageContaining("--small");
    }

    @Test
    void differencesAreSeen() {
        assertThat(SeedComparison.difference(new double[] {1, 2}, new double[] {1, 2}))
                .isZero();
        assertThat(SeedComparison.difference(new double[] {1, 2}, new double[] {1, 2.5}))
                .isEqualTo(0.25);
        assertThat(SeedComparison.difference(new double[] {1, 2}, new double[] {1, Double.NaN}))
                .isInfinite();
        assertThat(SeedComparison.difference(new double[] {1, 2}, new double[] {1}))
                .isInfinite();
    }

    @Test
    void samplePictureIsWhatTheCodePaints() {
        Pixels file = Pixels.of(PictureDemo.read(null));
        // one step may be lost where a value rounds another way
        assertThat(file.difference(Pixels.of(SamplePicture.paint()))).isLessThanOrEqualTo(1);
    }
}
