package io.github.tornadoarrays.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
    @TempDir
    Path dir;

    private Path golden(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/npy/" + name)) {
            Path file = dir.resolve(name);
            Files.write(file, in.readAllBytes());
            return file;
        }
    }

    private static Map<String, HostArray> two() {
        Map<String, HostArray> arrays = new LinkedHashMap<>();
        arrays.put("weights", NpyTest.ramp(DType.FLOAT32));
        arrays.put("half", NpyTest.ramp(DType.BFLOAT16));
        return arrays;
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz"})
    void readsWhatNumPyWrote(String name) throws IOException {
        Path file = golden(name);
        try (Npz npz = Npz.open(file)) {
            assertThat(npz.names()).hasSize(2).first().isEqualTo("weights");
            assertThat(npz.get("weights").data().getDouble(5)).isEqualTo(3);
        }
        Map<String, HostArray> all = Npz.read(Files.readAllBytes(file));
        assertThat(all).hasSize(2);
        assertThat(all.get("weights").shape()).containsExactly(2, 3);
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        Path stored = dir.resolve("a.npz");
        Path deflated = dir.resolve("b.npz");
        Npz.write(stored, two());
        Npz.writeCompressed(deflated, two());
        for (Path file : new Path[] {stored, deflated}) {
            try (Npz npz = Npz.open(file)) {
                assertThat(npz.names()).containsExactly("weights", "half");
                assertThat(npz.get("half", DType.BFLOAT16).data().getDouble(0)).isEqualTo(-2);
            }
        }
        try (ZipFile zip = new ZipFile(stored.toFile())) {
            assertThat(zip.getEntry("weights.npy").getMethod()).isEqualTo(ZipEntry.STORED);
        }
        Npz.write(deflated, two());
        assertThat(deflated).hasSameBinaryContentAs(stored);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path file = golden("stored.npz");
        try (Npz npz = Npz.open(file)) {
            assertThatThrownBy(() -> npz.get("w"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessage("npz: no array \"w\" in " + file + "; there are weights, bias");
        }
        Path text = Files.writeString(dir.resolve("text.npz"), "not a zip");
        assertThatThrownBy(() -> Npz.open(text))
                .isInstanceOf(DataFormatException.class)
                .hasMessageStartingWith("npz: not a zip archive (" + text + ")");
        assertThatThrownBy(() -> Npz.read("not a zip".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageStartingWith("npz: no zip archive");
    }

    @Test
    void noticesDamage() throws IOException {
        Path file = golden("stored.npz");
        byte[] bytes = Files.readAllBytes(file);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n") + 2;
        bytes[data] ^= 1;
        Files.write(file, bytes);
        try (Npz npz = Npz.open(file)) {
            assertThatThrownBy(() -> npz.get("weights"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageStartingWith("npz: the checksum is wrong")
                    .hasMessageContaining("weights");
            assertThat(npz.get("bias").shape()).containsExactly(3);
        }
        assertThatThrownBy(() -> Npz.read(bytes)).isInstanceOf(DataFormatException.class);
    }
}
