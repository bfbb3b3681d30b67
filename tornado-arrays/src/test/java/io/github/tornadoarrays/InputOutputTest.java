package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.ir.Op;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InputOutputTest {
    @TempDir
    private Path folder;

    private static NDArray range(DType type, long... shape) {
        long n = LongStream.of(shape).reduce(1, (a, b) -> a * b);
        return new NDArray(Graph.cast(Graph.iota(DType.INT64, n), type)).view(Layout.contiguous(shape));
    }

    private static double[] values(NDArray x) {
        HostBuffer h = x.contiguous();
        return LongStream.range(0, x.size() * x.dtype().parts())
                .mapToDouble(h::getDouble)
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void anArrayComesBack(DType type) {
        NDArray x = range(type, 3, 4);
        Path file = folder.resolve("x.npy");
        Np.save(file, x);
        NDArray y = type == DType.BFLOAT16 ? Np.load(file, type) : Np.load(file);
        assertThat(y.dtype()).isEqualTo(type);
        assertThat(y.shape()).containsExactly(3, 4);
        assertThat(values(y)).containsExactly(values(x));
    }

    @Test
    void viewsComeBack() {
        NDArray x = range(DType.FLOAT64, 3, 4).mT();
        NDArray y = x.view(x.layout().slice(0, 3, -2, 2));
        Path file = folder.resolve("view");
        Np.save(file, y);
        NDArray z = Np.load(folder.resolve("view.npy"));
        assertThat(values(z)).containsExactly(values(y));
        z.assign(() -> z.binary("mul", Op.MUL, 2).node());
        assertThat(values(z)).containsExactly(values(y.binary("mul", Op.MUL, 2)));
    }

    @Test
    void namedArraysComeBack() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("weights", range(DType.FLOAT32, 2, 3));
        arrays.put("bias", range(DType.INT16, 4));
        Np.savez(folder.resolve("a.npz"), arrays);
        Np.savezCompressed(folder.resolve("b"), arrays);
        for (String name : new String[] {"a.npz", "b.npz"}) {
            Map<String, NDArray> back = Np.loadz(folder.resolve(name));
            assertThat(back.keySet()).containsExactly("weights", "bias");
            assertThat(values(back.get("weights"))).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(back.get("bias").dtype()).isEqualTo(DType.INT16);
        }
    }

    @Test
    void imagesComeBack() {
        NDArray x = range(DType.UINT8, 5, 4, 3);
        Np.imwrite(folder.resolve("x.png"), x);
        NDArray y = Np.imread(folder.resolve("x.png"));
        assertThat(y.shape()).containsExactly(5, 4, 3);
        assertThat(values(y)).containsExactly(values(x));
        assertThatThrownBy(() -> Np.imwrite(folder.resolve("x.png"), range(DType.FLOAT32, 5, 4)))
                .isInstanceOf(ArrayException.class);
    }

    @Test
    void foreignFilesAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("t.npy"), "no array");
        assertThatThrownBy(() -> Np.load(text)).isInstanceOf(DataFormatException.class);
        assertThatThrownBy(() -> Np.loadz(text)).isInstanceOf(DataFormatException.class);
        assertThatThrownBy(() -> Np.imread(text)).isInstanceOf(DataFormatException.class);
        Path file = folder.resolve("x.npy");
        Np.save(file, range(DType.FLOAT64, 100));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> Np.load(file)).isInstanceOf(DataFormatException.class);
    }
}
