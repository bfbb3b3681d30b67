package io.github.tornadoarrays.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Half;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import org.junit.jupiter.api.Test;

/** What the golden cases cannot say: views, bfloat16, native memory, options. */
class ArrayTextTest {
    private static final PrintOptions DEFAULT = PrintOptions.DEFAULT;

    private static HostBuffer bfloat16(double... values) {
        HostBuffer data = HostBuffer.allocate(DType.BFLOAT16, values.length);
        for (int i = 0; i < values.length; i++) {
            data.setDouble(i, values[i]);
        }
        return data;
    }

    @Test
    void printsViewsByTheirStrides() {
        HostBuffer data = HostBuffer.of(DType.INT32, 6, new int[] {0, 1, 2, 3, 4, 5});
        Layout rows = Layout.contiguous(2, 3);
        assertThat(ArrayText.format(data, rows.permute(1, 0), DEFAULT)).isEqualTo("[[0 3]\n [1 4]\n [2 5]]");
        assertThat(ArrayText.format(data, rows.slice(1, 2, -2, 2), DEFAULT)).isEqualTo("[[2 0]\n [5 3]]");
        assertThat(ArrayText.format(data, rows.select(0, 1).select(0, 2), DEFAULT))
                .isEqualTo("5");
        assertThat(ArrayText.repr(data, Layout.contiguous().broadcastTo(2, 2), DEFAULT))
                .isEqualTo("array([[0, 0],\n       [0, 0]], dtype=int32)");
    }

    @Test
    void summarisesWithoutReadingTheMiddle() {
        Layout huge = Layout.contiguous().broadcastTo(1L << 40, 1L << 20);
        assertThat(ArrayText.format(
                        HostBuffer.of(DType.FLOAT32, 1, new float[] {1.5f}), huge, DEFAULT.withEdgeItems(1)))
                .isEqualTo("[[1.5 ... 1.5]\n ...\n [1.5 ... 1.5]]");
    }

    @Test
    void readsNativeMemory() {
        HostBuffer data = HostBuffer.allocateNative(DType.COMPLEX64, 2);
        data.setDouble(2, 1.5);
        data.setDouble(3, -2);
        assertThat(ArrayText.format(data, Layout.contiguous(2), DEFAULT)).isEqualTo("[0. +0.j 1.5-2.j]");
    }

    @Test
    void printsBfloat16WithItsOwnFewDigits() {
        assertThat(ArrayText.format(bfloat16(0.5, 128, -3.14159), Layout.contiguous(3), DEFAULT))
                .isEqualTo("[  0.5  128.    -3.14]");
        assertThat(ArrayText.repr(bfloat16(1000, 0.5), Layout.contiguous(2), DEFAULT))
                .isEqualTo("array([1.e+03, 5.e-01], dtype=bfloat16)");
        assertThat(ArrayText.scalar(bfloat16(1 / 3.0), 0)).isEqualTo("0.334");
    }

    @Test
    void everyBfloat16ReadsBackFromItsText() {
        short[] bits = new short[0x7f80];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (short) i;
        }
        HostBuffer data = HostBuffer.of(DType.BFLOAT16, bits.length, bits);
        for (int i = 0; i < bits.length; i++) {
            String text = ArrayText.scalar(data, i);
            assertThat(Half.floatToBfloat16(Float.parseFloat(text))).as(text).isEqualTo(bits[i]);
            assertThat(text.replaceFirst("e.*", "")
                            .replaceFirst("^[0.]*", "")
                            .replaceFirst("[0.]*$", "")
                            .length())
                    .as(text)
                    .isLessThanOrEqualTo(5);
        }
    }

    @Test
    void optionsRefuseNegativeCounts() {
        assertThatThrownBy(() -> DEFAULT.withPrecision(-1))
                .isInstanceOf(ArrayException.class)
                .hasMessage("printOptions: precision -1 or edgeItems 3 is negative; both are 0 or more");
    }
}
