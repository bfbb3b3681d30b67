package io.github.tornadoarrays.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.ShapeException;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    @TempDir
    Path dir;

    private static HostArray pixels(int... shape) {
        int n = 1;
        long[] extents = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            extents[i] = shape[i];
            n *= shape[i];
        }
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (i * 7 + 1);
        }
        return HostArray.contiguous(HostBuffer.of(DType.UINT8, n, bytes), extents);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void pngKeepsEveryPixel(int channels) {
        HostArray a = channels == 1 ? pixels(5, 4) : pixels(5, 4, channels);
        Path file = dir.resolve("a.png");
        Images.write(file, a);
        HostArray back = Images.read(file);
        assertThat(back.layout()).isEqualTo(a.layout());
        assertThat((byte[]) back.data().memory())
                .containsExactly((byte[]) a.data().memory());
    }

    @Test
    void greyOf16BitsKeepsItsUpper8() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {0x12ff, 0xfe00});
        HostArray a = Images.fromImage(image);
        assertThat(a.shape()).containsExactly(1, 2);
        assertThat((byte[]) a.data().memory()).containsExactly(0x12, 0xfe);
    }

    @Test
    void greyWithAlphaGetsFourChannels() {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        raster.setPixels(0, 0, 2, 1, new int[] {100, 7, 30, 255});
        HostArray a = Images.fromImage(new BufferedImage(model, raster, false, null));
        assertThat(a.shape()).containsExactly(1, 2, 4);
        assertThat((byte[]) a.data().memory()).containsExactly(100, 100, 100, 7, 30, 30, 30, 255);
    }

    @Test
    void takesViews() {
        HostArray a = pixels(5, 4, 3);
        HostArray mirrored = new HostArray(a.data(), a.layout().slice(1, 3, -1, 4));
        HostArray back = Images.fromImage(Images.toImage(mirrored));
        assertThat(back.data().getLong(0)).isEqualTo(a.data().getLong(9));
        assertThat(back.data().getLong(11)).isEqualTo(a.data().getLong(2));
    }

    @Test
    void jpegKeepsAFlatImageNearly() {
        byte[] bytes = new byte[16 * 16 * 3];
        Arrays.fill(bytes, (byte) 200);
        Path file = dir.resolve("a.JPG");
        Images.write(file, HostArray.contiguous(HostBuffer.of(DType.UINT8, bytes.length, bytes), 16, 16, 3));
        HostArray back = Images.read(file);
        assertThat(back.shape()).containsExactly(16, 16, 3);
        assertThat(back.data().getLong(400)).isBetween(197L, 203L);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> Images.toImage(pixels(5, 4, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(5, 4, 2)");
        assertThatThrownBy(() -> Images.toImage(NpyTest.ramp(DType.FLOAT32))).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Images.write(dir.resolve("a.jpg"), pixels(5, 4, 4)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("no writer for .jpg and shape (5, 4, 4)");
        Path text = Files.writeString(dir.resolve("text.png"), "no image");
        assertThatThrownBy(() -> Images.read(text))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("no known format");
    }
}
