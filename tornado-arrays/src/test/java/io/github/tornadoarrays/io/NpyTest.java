package io.github.tornadoarrays.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by scripts/golden/npy_golden.py, and what comes back from our own. */
class NpyTest {
    @TempDir
    Path dir;

    private static byte[] golden(String name) {
        try (InputStream in = NpyTest.class.getResourceAsStream("/npy/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** (2, 3) from -2 on, as the script makes it. */
    static HostArray ramp(DType t) {
        HostBuffer data = HostBuffer.allocate(t, 6);
        for (int i = 0; i < 6; i++) {
            if (t.isComplex()) {
                data.setDouble(2L * i, i - 2);
                data.setDouble(2L * i + 1, (i - 2) * 0.5);
            } else if (t.isFloat() || t.isBool()) {
                data.setDouble(i, i - 2);
            } else {
                data.setLong(i, i - 2);
            }
        }
        return HostArray.contiguous(data, 2, 3);
    }

    private static void assertSame(HostArray actual, HostArray expected) {
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        assertThat(actual.layout()).isEqualTo(expected.layout());
        assertThat(actual.data().segment().mismatch(expected.data().segment())).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BFLOAT16")
    void readsWhatNumPyWrote(DType t) {
        assertSame(Npy.read(golden(t + ".npy")), ramp(t));
        if (t.itemSize() > 1) {
            assertSame(Npy.read(golden(t + "-big-endian.npy")), ramp(t));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BFLOAT16")
    void writesTheBytesThatNumPyWrites(DType t) {
        assertThat(Npy.bytes(ramp(t))).isEqualTo(golden(t + ".npy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fortran.npy", "scalar.npy", "vector.npy", "empty.npy"})
    void writesTheSameBytesAgain(String name) {
        assertThat(Npy.bytes(Npy.read(golden(name)))).isEqualTo(golden(name));
    }

    @Test
    void readsOtherVersions() {
        assertSame(Npy.read(golden("version-2.npy")), ramp(DType.FLOAT32));
        assertSame(Npy.read(golden("version-3.npy")), ramp(DType.FLOAT32));
    }

    @Test
    void readsFortranOrderIntoReversedStrides() {
        HostArray a = Npy.read(golden("fortran.npy"));
        assertThat(a.layout()).isEqualTo(new Layout(new long[] {2, 3, 4}, new long[] {1, 2, 6}, 0));
        assertThat(a.data().getDouble(1 + 2 * 2 + 3 * 6)).isEqualTo(23);
        HostArray b = Npy.read(golden("fortran-big-endian.npy"));
        assertThat((short[]) b.data().memory()).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void readsScalarsAndEmptyArrays() {
        assertThat(Npy.read(golden("scalar.npy")).shape()).isEmpty();
        assertThat(Npy.read(golden("scalar.npy")).data().getDouble(0)).isEqualTo(2.5);
        assertThat(Npy.read(golden("empty.npy")).shape()).containsExactly(0, 3);
    }

    @Test
    void writesViewsInRowMajorOrder() {
        HostArray a = ramp(DType.COMPLEX64);
        Layout view = a.layout().slice(0, 1, -1, 2).slice(1, 0, 2, 2);
        HostArray back = Npy.read(Npy.bytes(new HostArray(a.data(), view)));
        assertThat(back.layout()).isEqualTo(Layout.contiguous(2, 2));
        assertThat((float[]) back.data().memory()).containsExactly(1, 0.5f, 3, 1.5f, -2, -1, 0, 0);
    }

    @Test
    void copiesMoreThanOneBlock() {
        double[] x = new double[300_001];
        Arrays.setAll(x, i -> i * 0.5);
        HostBuffer data = HostBuffer.of(DType.FLOAT64, x.length, x);
        Path file = dir.resolve("long.npy");
        Npy.write(file, HostArray.contiguous(data, x.length));
        assertThat((double[]) Npy.read(file).data().memory()).isEqualTo(x);
        HostArray tail = new HostArray(data, Layout.contiguous(x.length).slice(0, x.length - 1, -3, 100_000));
        Npy.write(file, tail);
        double[] expected = new double[100_000];
        Arrays.setAll(expected, i -> (300_000 - 3 * i) * 0.5);
        assertThat((double[]) Npy.read(file).data().memory()).isEqualTo(expected);
    }

    @Test
    void readsArraysOneAfterAnotherFromAStream() {
        byte[] a = golden("vector.npy");
        byte[] b = golden("scalar.npy");
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        ByteArrayInputStream in = new ByteArrayInputStream(both);
        assertThat(Npy.read(in).shape()).containsExactly(5);
        assertThat(Npy.read(in).shape()).isEmpty();
        assertThat(in.available()).isZero();
    }

    @Test
    void keepsBfloat16AsUntypedItems() {
        byte[] file = Npy.bytes(ramp(DType.BFLOAT16));
        assertThat(new String(file, 10, 16, StandardCharsets.US_ASCII)).isEqualTo("{'descr': '<V2',");
        assertSame(Npy.read(file, DType.BFLOAT16), ramp(DType.BFLOAT16));
        assertThatThrownBy(() -> Npy.read(file))
                .hasMessage("npy: the file holds untyped items (dtype '<V2'), as bfloat16 is saved;"
                        + " read it with dtype bfloat16");
        HostArray numpys = Npy.read(golden("two-bytes.npy"), DType.BFLOAT16);
        assertThat(numpys.data().getDouble(0)).isEqualTo(1);
        assertThat(numpys.data().getDouble(1)).isEqualTo(-3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            object      ; npy: the file holds Python objects (dtype '|O'), which only Python can read
            string      ; npy: dtype '<U2' is not supported
            datetime    ; npy: dtype '<M8[D]' is not supported
            long-double ; npy: dtype '<f16' is not supported
            record      ; npy: the file holds records with named fields ([('x', '<f4')
            """, quoteCharacter = '"')
    void refusesOtherTypes(String name, String message) {
        assertThatThrownBy(() -> Npy.read(golden(name + ".npy")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAnotherTypeThanAskedFor() {
        assertThatThrownBy(() -> Npy.read(golden("float32.npy"), DType.FLOAT64))
                .isInstanceOf(DataFormatException.class)
                .hasMessage("npy: the file holds float32, not float64; read it as float32 and convert");
    }

    @Test
    void saysWhatAFileStartsWith() throws IOException {
        Path file = dir.resolve("not.npy");
        Files.writeString(file, "PK\u0003\u0004 zip");
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessage("npy: not a .npy file: it starts with the bytes [50 4b 03 04 20 7a 69 70];"
                        + " a .npy file starts with [93 4e 55 4d 50 59] (" + file + ")");
        assertThatThrownBy(() -> Npy.read(new byte[0])).hasMessageStartingWith("npy: not a .npy file");
        assertThatThrownBy(() -> Npy.read(dir.resolve("missing.npy")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing.npy");
    }

    @Test
    void saysHowMuchIsMissing() {
        byte[] whole = golden("float32.npy");
        for (int n = 0; n < whole.length; n++) {
            byte[] cut = Arrays.copyOf(whole, n);
            assertThatThrownBy(() -> Npy.read(cut)).isInstanceOf(DataFormatException.class);
            assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(cut))).isInstanceOf(DataFormatException.class);
        }
        byte[] cut = Arrays.copyOf(whole, whole.length - 5);
        String message =
                "npy: the file is cut short: expected 24 bytes of the elements, found 19;" + " copy or save it again";
        assertThatThrownBy(() -> Npy.read(cut)).hasMessage(message);
        assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(cut))).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            garbage                                                        | has no '{' at position 0
            {'descr': '<f4', 'fortran_order': False}                       | lacks one of
            {'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}            | has no True or False at position 34
            {'descr': '<f4', 'fortran_order': False, 'shape': (2, x)}      | has no extent at position 54
            {'descr': '<f4', 'fortran_order': False, 'shape': (2)} 3       | goes on at position 55
            {'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'a': 1}| has the unknown key 'a'
            {'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}       | negative extent
            {'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999)} | overflows
            {'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 9999999)} | cut short
            {'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)} | cut short
            {'descr': | has no string at position 9
            """, quoteCharacter = '"')
    void saysWhatIsWrongWithAHeader(String header, String message) {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] file = Arrays.copyOf(NpyHeader.MAGIC, 10 + text.length);
        file[6] = 1;
        file[8] = (byte) text.length;
        System.arraycopy(text, 0, file, 10, text.length);
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsPython2Headers() {
        assertThat(NpyHeader.parse("{\"descr\": \"<i4\", \"shape\": (3L, 4L), \"fortran_order\": False}")
                        .shape())
                .containsExactly(3, 4);
    }
}
