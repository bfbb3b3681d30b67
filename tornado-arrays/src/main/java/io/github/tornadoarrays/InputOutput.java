package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.io.Images;
import io.github.tornadoarrays.io.Npy;
import io.github.tornadoarrays.io.Npz;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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

    private static NDArray array(HostArray x) {
        HostBuffer data = x.data();
        Node base = Node.leaf(x.dtype(), new long[] {data.length()}, Places.at(Places.current(), data));
        return new NDArray(base, x.layout());
    }
}
