package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.io.Buffers;
import io.github.tornadoarrays.io.Images;
import io.github.tornadoarrays.io.Npy;
import io.github.tornadoarrays.io.Npz;
import io.github.tornadoarrays.io.RawFile;
import io.github.tornadoarrays.text.TextFormat;
import io.github.tornadoarrays.text.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Files; part of {@link Np}. */
abstract sealed class InputOutput permits LinearFunctions {

    /**
     * Writes an array to a {@code .npy} file, which NumPy reads; {@code .npy} is added to a name that does not end so.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void save(Path file, NDArray x) {
        Npy.write(named(file, ".npy"), host(x));
    }

    /**
     * The array in a {@code .npy} file, of this library or NumPy.
     *
     * @throws DataFormatException if it is no such file, is cut short, or holds what no array here can
     * @throws UncheckedIOException if the file cannot be read
     */
    public static NDArray load(Path file) {
        return array(Npy.read(file));
    }

    /**
     * The array in a {@code .npy} file that does not say its type, as files of bfloat16 do not; elsewhere the type must be the
     * file's.
     *
     * @throws DataFormatException as {@link #load(Path)}, and if the file has another type
     */
    public static NDArray load(Path file, DType type) {
        return array(Npy.read(file, type));
    }

    /**
     * Writes arrays to a {@code .npz} file, in the map's order; {@code .npz} is added to a name that does not end so.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void savez(Path file, Map<String, NDArray> arrays) {
        Npz.write(named(file, ".npz"), hosts(arrays));
    }

    /**
     * As {@link #savez}, compressed: NumPy's {@code savez_compressed}.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void savezCompressed(Path file, Map<String, NDArray> arrays) {
        Npz.writeCompressed(named(file, ".npz"), hosts(arrays));
    }

    /**
     * The arrays of a {@code .npz} file by name, in the file's order.
     *
     * @throws DataFormatException if it is no such file, or damaged
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Map<String, NDArray> loadz(Path file) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try (Npz npz = Npz.open(file)) {
            for (String name : npz.names()) {
                arrays.put(name, array(npz.get(name)));
            }
        }
        return arrays;
    }

    /**
     * The image in a file, uint8: shape (h, w) for grey, (h, w, 3) for red, green, blue, (h, w, 4) with alpha. PNG, JPEG, BMP and
     * GIF.
     *
     * @throws DataFormatException if it is no image in a format that Java knows
     * @throws UncheckedIOException if the file cannot be read
     */
    public static NDArray imread(Path file) {
        try {
            return array(Images.read(file));
        } catch (NoClassDefFoundError e) {
            throw noImages("imread", e);
        }
    }

    /**
     * The image in a stream, such as a resource on the class path; otherwise as {@link #imread(Path)}. The stream is left open.
     *
     * @throws DataFormatException if it is no image in a format that Java knows
     * @throws UncheckedIOException if the stream cannot be read
     */
    public static NDArray imread(InputStream in) {
        return array(Images.read(in));
    }

    /**
     * Writes an image in the format that the file's name ends with, such as {@code .png}.
     *
     * @param image uint8 of shape (h, w), (h, w, 3) or (h, w, 4)
     * @throws ArrayException if the array is no image
     * @throws DataFormatException if there is no writer for the format, or it cannot hold alpha
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void imwrite(Path file, NDArray image) {
        try {
            Images.write(file, host(image));
        } catch (NoClassDefFoundError e) {
            throw noImages("imwrite", e);
        }
    }

    /**
     * The array in a {@code .npy} file, whose elements stay in the file until they are read: NumPy's {@code mmap_mode}. Where new arrays
     * are on a device, they are copied to it.
     *
     * @param file this process may write to it, as Java asks for, though it does not
     * @param mode {@code "c"}, copy on write: what is written to the array is not written to the file
     * @throws DataFormatException as {@link #load(Path)}, and if the file's elements are not in this machine's order of bytes
     * @throws ArrayException for another mode
     */
    public static NDArray load(Path file, String mode) {
        if (!mode.equals("c")) {
            throw new ArrayException(
                    "load: unknown mode \"" + mode + "\"; known is \"c\" (copy on write); save writes a file");
        }
        return array(Npy.map(file));
    }

    // ---- elements alone, and text

    /** Writes the elements in row-major order, as bytes in this machine's order and nothing else. */
    public static void toFile(Path file, NDArray x) {
        RawFile.write(file, x.contiguous());
    }

    /** Writes the elements in row-major order as text, with something between. */
    public static void toFile(Path file, NDArray x, String separator) {
        TextTable.join("toFile", file, HostArray.contiguous(x.contiguous(), x.size()), separator);
    }

    /** The elements that {@link #toFile(Path, NDArray)} wrote; 1-d. */
    public static NDArray fromFile(Path file, DType dtype) {
        return fromFile(file, dtype, -1, 0);
    }

    /**
     * Elements of a file that has nothing else.
     *
     * @param count how many; negative for all
     * @param offset bytes at the start that are left out
     * @throws DataFormatException if the file has fewer, or ends within one
     */
    public static NDArray fromFile(Path file, DType dtype, long count, long offset) {
        return array(RawFile.read(file, dtype, count, offset));
    }

    /** Numbers in a text file, with something between; 1-d. */
    public static NDArray fromFile(Path file, DType dtype, String separator) {
        try {
            return fromstring(Files.readString(file), dtype, separator);
        } catch (IOException e) {
            throw new UncheckedIOException("fromFile: cannot read " + file, e);
        }
    }

    /**
     * Numbers in a text, with something between (a space stands for any number of spaces and lines); 1-d.
     *
     * @throws DataFormatException if something is no number of the type
     */
    public static NDArray fromstring(String text, DType dtype, String separator) {
        return array(TextTable.parse("fromstring", text, dtype, separator));
    }

    /** {@link #loadtxt(Path, TextFormat)} of float64, with spaces between and comments behind {@code #}. */
    public static NDArray loadtxt(Path file) {
        return loadtxt(file, TextFormat.DEFAULT);
    }

    /**
     * The table of numbers in a text file: shape (rows, columns), without extents of 1. {@link TextFormat#csv()} reads CSV.
     *
     * @throws DataFormatException if a line has another number of columns, or something that is no number
     * @throws UncheckedIOException if the file cannot be read
     */
    public static NDArray loadtxt(Path file, TextFormat how) {
        return array(TextTable.read("loadtxt", file, how));
    }

    /** {@link #genfromtxt(Path, TextFormat)} of float64, with spaces between and comments behind {@code #}. */
    public static NDArray genfromtxt(Path file) {
        return genfromtxt(file, TextFormat.DEFAULT);
    }

    /** As {@link #loadtxt(Path, TextFormat)}, where numbers may be missing: they become {@link TextFormat#filling}, unless given NaN, or -1 of integers. */
    public static NDArray genfromtxt(Path file, TextFormat how) {
        double missing = how.dtype().isInexact() ? Double.NaN : how.dtype().isBool() ? 0 : -1;
        return array(TextTable.read("genfromtxt", file, how.filling() == null ? how.withFilling(missing) : how));
    }

    /** {@link #savetxt(Path, NDArray, TextFormat)} with a space between and 18 digits behind the point. */
    public static void savetxt(Path file, NDArray x) {
        savetxt(file, x, TextFormat.DEFAULT);
    }

    /**
     * Writes a vector, a number a line, or a matrix, a row a line, as text.
     *
     * @throws DataFormatException if the array has other axes, or the format is none
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void savetxt(Path file, NDArray x, TextFormat how) {
        TextTable.write("savetxt", file, host(x), how);
    }

    // ---- memory and streams

    /**
     * The elements of a buffer from its position to its limit, in the type that it has; 1-d. Java arrays behind it are shared where the
     * array is on the host, so that what is written to one is seen in the other; otherwise it is a copy.
     */
    public static NDArray frombuffer(java.nio.Buffer buffer) {
        return array(Buffers.of(buffer));
    }

    /**
     * The bytes of a buffer from its position to its limit as elements in this machine's order; 1-d. The memory of a direct buffer is
     * shared where the array is on the host; that of others is copied.
     *
     * @throws DataFormatException if the bytes are not a whole number of elements
     */
    public static NDArray frombuffer(ByteBuffer buffer, DType dtype) {
        return array(Buffers.of(buffer, dtype));
    }

    /** The numbers of a stream; float64, 1-d. */
    public static NDArray fromStream(DoubleStream numbers) {
        return array(HostArray.contiguous(numbers.toArray()));
    }

    /** The numbers of a stream; int64, 1-d. */
    public static NDArray fromStream(LongStream numbers) {
        return array(HostArray.contiguous(numbers.toArray()));
    }

    /** The numbers of a stream; int32, 1-d. */
    public static NDArray fromStream(IntStream numbers) {
        return array(HostArray.contiguous(numbers.toArray()));
    }

    private static ArrayException noImages(String op, NoClassDefFoundError e) {
        return new ArrayException(
                op + ": this Java has no images (" + e.getMessage() + "); add the module java.desktop to it", e);
    }

    private static Path named(Path file, String ending) {
        return file.toString().endsWith(ending) ? file : file.resolveSibling(file.getFileName() + ending);
    }

    private static HostArray host(NDArray x) {
        return new HostArray(x.host(), x.layout());
    }

    private static Map<String, HostArray> hosts(Map<String, NDArray> arrays) {
        Map<String, HostArray> hosts = new LinkedHashMap<>();
        arrays.forEach((name, x) -> hosts.put(name, host(x)));
        return hosts;
    }

    static NDArray array(HostArray x) {
        HostBuffer data = x.data();
        Node base = Node.leaf(x.dtype(), new long[] {data.length()}, Places.at(Places.current(), data));
        return new NDArray(base, x.layout());
    }
}
