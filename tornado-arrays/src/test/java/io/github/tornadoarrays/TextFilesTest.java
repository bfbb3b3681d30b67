package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.NumberFunctionsTest.throwsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.text.PrintOptions;
import io.github.tornadoarrays.text.TextFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Text, files of elements alone, mapped files, buffers, streams and images. Texts that are expected are what NumPy 2.4 writes. */
class TextFilesTest {
    @TempDir
    private Path folder;

    private static NDArray table() {
        return asarray(new double[][] {{1.5, -2.25e-7, Double.NaN}, {Double.POSITIVE_INFINITY, 0.1, 123456789}});
    }

    private String written(NDArray x, TextFormat how) throws IOException {
        Path file = folder.resolve("x.txt");
        Np.savetxt(file, x, how);
        return Files.readString(file);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("in.txt"), text);
    }

    // ---- text files

    @Test
    void numbersAreWrittenAsNumPyWritesThem() throws IOException {
        TextFormat d = TextFormat.DEFAULT;
        assertThat(written(table(), d))
                .isEqualTo("1.500000000000000000e+00 -2.249999999999999898e-07 nan\n"
                        + "inf 1.000000000000000056e-01 1.234567890000000000e+08\n");
        assertThat(written(table(), d.withFormat("%10.3f").withHeader("a b\nc").withFooter("end")))
                .isEqualTo(
                        "# a b\n# c\n     1.500     -0.000        nan\n       inf      0.100 123456789.000\n# end\n");
        assertThat(written(table(), TextFormat.csv().withFormat("%g").withDelimiter(";")))
                .isEqualTo("1.5;-2.25e-07;nan\ninf;0.1;1.23457e+08\n");
        assertThat(written(table(), d.withFormat("%+.2e")))
                .isEqualTo("+1.50e+00 -2.25e-07 +nan\n+inf +1.00e-01 +1.23e+08\n");
        assertThat(written(table(), d.withFormat("%012.4f")))
                .isEqualTo("0000001.5000 -000000.0000 000000000nan\n000000000inf 0000000.1000 123456789.0000\n");
        assertThat(written(table(), d.withFormat("%-8.1f|")))
                .isEqualTo("1.5     | -0.0    | nan     |\ninf     | 0.1     | 123456789.0|\n");
        assertThat(written(array(List.of(Complex.of(1, 2), Complex.of(-0.5, -1))), d))
                .isEqualTo(" (1.000000000000000000e+00+2.000000000000000000e+00j)\n"
                        + " (-5.000000000000000000e-01-1.000000000000000000e+00j)\n");
        assertThat(written(array(1, -2, 300, 4).reshape(2, 2), d.withFormat("%5d")))
                .isEqualTo("    1    -2\n  300     4\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT64", "FLOAT32", "INT8", "UINT64", "BOOL", "COMPLEX128", "COMPLEX64"})
    void tablesComeBack(DType type) {
        NDArray x = arange(6).reshape(2, 3).astype(type).get("::-1, ::2");
        Path file = folder.resolve("t.csv");
        String format = type.isInexact() ? "%.18e" : "%d";
        Np.savetxt(file, x, TextFormat.csv().withFormat(format));
        NDArray y = Np.loadtxt(file, TextFormat.csv().withDtype(type));
        assertThat(y.dtype()).isEqualTo(type);
        assertThat(y.shape()).containsExactly(2, 2);
        assertThat(Np.arrayEqual(x, y)).isTrue();
    }

    @Test
    void partsOfATableAreRead() throws IOException {
        Path file = file("a,b,c\n1,2,3 # no comment\n\n4,5,6\n7,8,9\n");
        TextFormat csv = TextFormat.csv().withSkipRows(1);
        assertThat(Np.loadtxt(file, csv).shape()).containsExactly(3, 3);
        assertThat(Np.loadtxt(file, csv.withColumns(-1, 0)).toDoubleArray()).containsExactly(3, 1, 6, 4, 9, 7);
        assertThat(Np.loadtxt(file, csv.withMaxRows(1)).shape()).containsExactly(3);
        assertThat(Np.loadtxt(file, csv.withColumns(1)).toDoubleArray()).containsExactly(2, 5, 8);
        assertThat(Np.loadtxt(file(" 1\t2 \n3   4\n")).toDoubleArray()).containsExactly(1, 2, 3, 4);
        assertThat(Np.loadtxt(file("# nothing\n")).shape()).containsExactly(0);
        assertThat(Np.loadtxt(file("1-2.5j (3+1e-2j) 4 -j"), TextFormat.DEFAULT.withDtype(DType.COMPLEX128))
                        .imag()
                        .toDoubleArray())
                .containsExactly(-2.5, 0.01, 0, -1);
        assertThat(Np.loadtxt(file("True False 1 0"), TextFormat.DEFAULT.withDtype(DType.BOOL))
                        .toBooleanArray())
                .containsExactly(true, false, true, false);
    }

    @Test
    void missingNumbersAreFilled() throws IOException {
        Path file = file("1,,3\n4,x,nan\n");
        assertThat(Np.genfromtxt(file, TextFormat.csv()).toDoubleArray())
                .containsExactly(1, Double.NaN, 3, 4, Double.NaN, Double.NaN);
        assertThat(Np.genfromtxt(file("1,\n,4"), TextFormat.csv().withDtype(DType.INT32))
                        .toIntArray())
                .containsExactly(1, -1, -1, 4);
        assertThat(Np.genfromtxt(file("1,\n,4"), TextFormat.csv().withFilling(7.0))
                        .toDoubleArray())
                .containsExactly(1, 7, 7, 4);
        assertThat(Np.genfromtxt(file("1 2")).toDoubleArray()).containsExactly(1, 2);
    }

    @Test
    void mistakesInTablesHaveTheirLine() throws IOException {
        Path file = file("1,2\n3\n");
        throwsOf(
                () -> Np.loadtxt(file, TextFormat.csv()),
                DataFormatException.class,
                "loadtxt: line 2 has 1 columns, those before 2; choose columns that all lines have (" + file + ")");
        throwsOf(
                () -> Np.loadtxt(file("1,2\n3,x\n"), TextFormat.csv()),
                DataFormatException.class,
                "loadtxt: line 2, column 1: \"x\" is no float64 (" + file + ")");
        throwsOf(
                () -> Np.loadtxt(file("1\n300\n"), TextFormat.csv().withDtype(DType.UINT8)),
                DataFormatException.class,
                "loadtxt: line 2, column 0: \"300\" is no uint8 (" + file + ")");
        throwsOf(
                () -> Np.loadtxt(file("1f"), TextFormat.csv()),
                DataFormatException.class,
                "loadtxt: line 1, column 0: \"1f\" is no float64 (" + file + ")");
        throwsOf(
                () -> Np.loadtxt(file("1 2"), TextFormat.DEFAULT.withColumns(2)),
                DataFormatException.class,
                "loadtxt: line 1 has 2 columns and none of number 2 (" + file + ")");
        assertThatThrownBy(() -> Np.loadtxt(folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
        throwsOf(
                () -> Np.savetxt(file, Np.zeros(2, 2, 2)),
                DataFormatException.class,
                "savetxt: an array of 3 axes; text has rows and columns");
        throwsOf(
                () -> Np.savetxt(file, table(), TextFormat.DEFAULT.withFormat("%s")),
                DataFormatException.class,
                "savetxt: \"%s\" is no format of one number; write %d, %.6f, %.18e or %g, such as \"%10.3f\"");
        throwsOf(
                () -> TextFormat.DEFAULT.withDelimiter(""),
                DataFormatException.class,
                "textFormat: the delimiter is empty; give a character, or null for spaces");
        throwsOf(
                () -> TextFormat.DEFAULT.withSkipRows(-1),
                DataFormatException.class,
                "textFormat: -1 rows to skip; give 0 or more");
    }

    // ---- elements alone

    @ParameterizedTest
    @EnumSource(DType.class)
    void elementsComeBack(DType type) {
        NDArray x = arange(12).reshape(3, 4).astype(type).get("::-1, 1:");
        Path file = folder.resolve("x.raw");
        Np.toFile(file, x);
        assertThat(file.toFile().length()).isEqualTo(x.nbytes());
        NDArray y = Np.fromFile(file, type);
        assertThat(Np.arrayEqual(x.ravel(), y)).isTrue();
        assertThat(Np.fromFile(file, type, 2, type.itemSize()).size()).isEqualTo(2);
    }

    @Test
    void elementsAsText() {
        Path file = folder.resolve("x.txt");
        Np.toFile(file, array(1.5, -2, 3), ",");
        assertThat(file).hasContent("1.5,-2.0,3.0");
        assertThat(Np.fromFile(file, DType.FLOAT64, ",").toDoubleArray()).containsExactly(1.5, -2, 3);
        assertThat(Np.fromstring(" 1 2\n3 ", DType.INT16, " ").toShortArray())
                .containsExactly((short) 1, (short) 2, (short) 3);
        assertThat(Np.fromstring("", DType.INT16, " ").size()).isZero();
        throwsOf(
                () -> Np.fromstring("1;x", DType.INT16, ";"),
                DataFormatException.class,
                "fromstring: line 1, column 1: \"x\" is no int16");
    }

    @Test
    void filesThatDoNotFitAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("x.raw"), new byte[10]);
        throwsOf(
                () -> Np.fromFile(file, DType.FLOAT64),
                DataFormatException.class,
                "fromFile: 10 bytes in " + file + " are no whole number of float64, of 8 bytes each; choose a count");
        throwsOf(
                () -> Np.fromFile(file, DType.FLOAT64, 2, 0),
                DataFormatException.class,
                "fromFile: " + file + " has 1 elements of float64, not 2");
        throwsOf(
                () -> Np.fromFile(file, DType.INT8, 1, -1),
                ArrayException.class,
                "fromFile: offset -1 is negative; it is 0 or more bytes");
    }

    // ---- mapped files

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BFLOAT16"},
            mode = EnumSource.Mode.EXCLUDE)
    void mappedFilesAreCopiedOnWrite(DType type) throws IOException {
        NDArray x = arange(12).reshape(3, 4).astype(type);
        Path file = folder.resolve("m.npy");
        Np.save(file, x);
        byte[] before = Files.readAllBytes(file);
        NDArray y = Np.load(file, "c");
        assertThat(y.shape()).containsExactly(3, 4);
        assertThat(Np.arrayEqual(x, y)).isTrue();
        assertThat(y.sum().itemComplex()).isEqualTo(x.sum().itemComplex());
        y.set(1, 2, 3);
        assertThat(y.get(2, 3).itemComplex().re()).isEqualTo(1);
        assertThat(y.get(2, 2).itemComplex()).isEqualTo(x.get(2, 2).itemComplex());
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void mappedColumnsEmptyArraysAndMistakes() throws IOException {
        Path file = folder.resolve("f.npy");
        Np.save(file, Np.asfortranarray(arange(6).reshape(2, 3)));
        assertThat(Np.load(file, "c").toLongArray()).containsExactly(0, 1, 2, 3, 4, 5);
        Np.save(file, Np.zeros(0, 3));
        assertThat(Np.load(file, "c").shape()).containsExactly(0, 3);
        throwsOf(
                () -> Np.load(file, "r+"),
                ArrayException.class,
                "load: unknown mode \"r+\"; known is \"c\" (copy on write); save writes a file");
        Path other = folder.resolve("big.npy");
        Files.copy(TextFilesTest.class.getResourceAsStream("/npy/complex64-big-endian.npy"), other);
        assertThatThrownBy(() -> Np.load(other, "c"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("other order of bytes");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Np.load(file, "c"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("not a .npy file");
    }

    // ---- buffers and streams

    @Test
    void buffersBecomeArrays() {
        assertThat(Np.frombuffer(FloatBuffer.wrap(new float[] {1, 2, 3, 4}, 1, 2))
                        .toFloatArray())
                .containsExactly(2, 3);
        assertThat(Np.frombuffer(DoubleBuffer.wrap(new double[] {1, 2}).asReadOnlyBuffer())
                        .toDoubleArray())
                .containsExactly(1, 2);
        ByteBuffer bytes = ByteBuffer.allocateDirect(32).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(new long[] {1, 2, 3, 4});
        NDArray x = Np.frombuffer(bytes.position(8), DType.INT64);
        assertThat(x.toLongArray()).containsExactly(2, 3, 4);
        ByteBuffer heap = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(5)
                .putInt(6)
                .flip();
        assertThat(Np.frombuffer(heap, DType.INT32).toIntArray()).containsExactly(5, 6);
        assertThat(Np.frombuffer(bytes.asIntBuffer()).dtype()).isEqualTo(DType.INT32);
        throwsOf(
                () -> Np.frombuffer(CharBuffer.allocate(1).asReadOnlyBuffer()),
                DTypeException.class,
                "frombuffer: characters have no dtype here");
        throwsOf(
                () -> Np.frombuffer(ByteBuffer.allocate(3), DType.INT16),
                DataFormatException.class,
                "frombuffer: 3 bytes are no whole number of int16, of 2 bytes each; set the limit of the buffer");
        assertThatThrownBy(() -> Np.frombuffer(ByteBuffer.allocate(4).order(ByteOrder.BIG_ENDIAN), DType.INT16))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("nativeOrder");
    }

    @Test
    void streamsComeAndGo() {
        assertThat(Np.fromStream(DoubleStream.of(1, 2.5)).toDoubleArray()).containsExactly(1, 2.5);
        assertThat(Np.fromStream(LongStream.range(0, 3)).dtype()).isEqualTo(DType.INT64);
        assertThat(Np.fromStream(IntStream.range(0, 3)).dtype()).isEqualTo(DType.INT32);
        NDArray x = arange(4).reshape(2, 2).T();
        assertThat(x.longStream()).containsExactly(0L, 2L, 1L, 3L);
        assertThat(x.intStream().sum()).isEqualTo(6);
        assertThat(x.doubleStream().max()).hasValue(3);
        assertThat(x.nbytes()).isEqualTo(32);
    }

    @Test
    void imagesBecomeArraysAndBack() {
        BufferedImage image = new BufferedImage(2, 3, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 2, 0x102030);
        NDArray pixels = BufferedImages.toArray(image);
        assertThat(pixels.shape()).containsExactly(3, 2, 3);
        assertThat(pixels.get(2, 1).toIntArray()).containsExactly(0x10, 0x20, 0x30);
        assertThat(BufferedImages.toImage(pixels.get("::-1")).getRGB(1, 0) & 0xffffff)
                .isEqualTo(0x102030);
        assertThatThrownBy(() -> BufferedImages.toImage(Np.zeros(2, 2))).isInstanceOf(ArrayException.class);
    }

    // ---- printing

    @Test
    void optionsCountUntilTheirBlockEnds() {
        NDArray x = array(1 / 3.0, 2);
        String before = x.toString();
        PrintOptions three = PrintOptions.DEFAULT.withPrecision(3);
        try (var _ = Np.printoptions(three)) {
            assertThat(x).hasToString("[0.333 2.   ]");
            try (var _ = Np.printoptions(three.withFloats(PrintOptions.FloatMode.FIXED))) {
                assertThat(x).hasToString("[0.333 2.000]");
                Np.setPrintoptions(three.withSign('+'));
                assertThat(x).hasToString("[+0.333 +2.   ]");
            }
            assertThat(Np.getPrintoptions()).isEqualTo(three);
        }
        assertThat(x).hasToString(before);
        PrintOptions words = PrintOptions.DEFAULT.withFormatter(v -> "<" + v + ">");
        assertThat(Np.array2string(x, words)).isEqualTo("[<0.3333333333333333> <2.0>]");
        assertThat(Np.array2string(arange(12).reshape(3, 4), PrintOptions.DEFAULT, ", ", "abc"))
                .isEqualTo("[[ 0,  1,  2,  3],\n    [ 4,  5,  6,  7],\n    [ 8,  9, 10, 11]]");
        assertThat(Np.array2string(array(2))).isEqualTo("2");
        throwsOf(
                () -> PrintOptions.DEFAULT.withSign('x'),
                ArrayException.class,
                "printOptions: unknown sign 'x'; known are '-', '+' and ' '");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1., 1., 1.000, 1.e+00, 1.e+00, 1.0000e+00",
        "0.1, 0.1, 0.1, 0.100, 1.e-01, 1.e-01, 1.0000e-01",
        "123.456, 123.456, 123.456, 123.456, 1.23456e+02, 1.23e+02, 1.2346e+02",
        "1e-07, 0.0000001, 0.000, 0.000, 1.e-07, 1.e-07, 1.0000e-07",
        "-0.0, -0., -0., -0.000, -0.e+00, -0.e+00, -0.0000e+00"
    })
    void numbersInTheFormThatIsAskedFor(double x, String p, String p3, String fixed, String s, String s2, String s4) {
        assertThat(Np.formatFloatPositional(x)).isEqualTo(p);
        assertThat(Np.formatFloatPositional(x, 3, true)).isIn(p3, p3 + "000", "0.");
        assertThat(Np.formatFloatPositional(x, 3, false)).isEqualTo(fixed);
        assertThat(Np.formatFloatScientific(x)).isEqualTo(s);
        assertThat(Np.formatFloatScientific(x, 2, true)).isEqualTo(s2);
        assertThat(Np.formatFloatScientific(x, 4, false)).isEqualTo(s4);
    }

    @Test
    void wholeNumbersInOtherBases() {
        assertThat(List.of(
                        Np.baseRepr(5, 2),
                        Np.baseRepr(-255, 16),
                        Np.baseRepr(6, 5, 3),
                        Np.baseRepr(0, 2),
                        Np.baseRepr(0, 2, 3),
                        Np.baseRepr(35, 36)))
                .containsExactly("101", "-FF", "00011", "0", "000", "Z");
        assertThat(List.of(Np.binaryRepr(3), Np.binaryRepr(-3), Np.binaryRepr(0), Np.binaryRepr(10)))
                .containsExactly("11", "-11", "0", "1010");
        assertThat(List.of(
                        Np.binaryRepr(3, 5),
                        Np.binaryRepr(-3, 5),
                        Np.binaryRepr(-1, 3),
                        Np.binaryRepr(0, 4),
                        Np.binaryRepr(-8, 4),
                        Np.binaryRepr(7, 3),
                        Np.binaryRepr(-1, 1)))
                .containsExactly("00011", "11101", "111", "0000", "1000", "111", "1");
        throwsOf(
                () -> Np.binaryRepr(-3, 2),
                ArrayException.class,
                "binaryRepr: -3 needs 3 digits; a width of 2 is not enough");
        throwsOf(() -> Np.baseRepr(1, 37), ArrayException.class, "baseRepr: base 37 is out of range; valid are 2..36");
        assertThat(Np.formatFloatPositional(0.1f)).isEqualTo("0.1");
        assertThat(Np.formatFloatScientific(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }
}
