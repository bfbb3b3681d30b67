package io.github.tornadoarrays.io;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Named arrays in one file: NumPy's {@code .npz}, a zip archive of {@code .npy} files. Opening reads the names only;
 * each {@link #get} reads its array anew. Arrays of bfloat16 must be asked for by type, as in {@link Npy}.
 */
public final class Npz implements AutoCloseable {
    private static final String SUFFIX = ".npy";

    private final Path file;
    private final ZipFile zip;

    private Npz(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /**
     * Opens a file, which stays open until {@link #close()}.
     *
     * @throws DataFormatException if it is no zip archive
     */
    public static Npz open(Path file) {
        try {
            return new Npz(file, new ZipFile(file.toFile()));
        } catch (ZipException e) {
            throw new DataFormatException("npz: not a zip archive (" + file + "): " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("npz: cannot read " + file, e);
        }
    }

    /** The arrays' names in the order of the file, without {@code .npy}. */
    public List<String> names() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(n -> n.endsWith(SUFFIX))
                .map(Npz::arrayName)
                .toList();
    }

    /** The array of a name. */
    public HostArray get(String name) {
        return get(name, null);
    }

    /**
     * The array of a name, whose untyped items are read as a type.
     *
     * @throws DataFormatException if there is no such array, or it is damaged
     */
    public HostArray get(String name, DType as) {
        ZipEntry entry = zip.getEntry(name + SUFFIX);
        if (entry == null) {
            throw new DataFormatException(
                    "npz: no array \"" + name + "\" in " + file + "; there are " + String.join(", ", names()));
        }
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            HostArray array = Npy.read(in, entry.getSize(), as);
            in.transferTo(OutputStream.nullOutputStream());
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new DataFormatException("npz: the checksum is wrong; copy or save the file again");
            }
            return array;
        } catch (DataFormatException e) {
            throw inEntry(name, e);
        } catch (ZipException e) {
            throw inEntry(name, e);
        } catch (IOException e) {
            throw new UncheckedIOException("npz: cannot read \"" + name + "\" in " + file, e);
        }
    }

    private DataFormatException inEntry(String name, Exception e) {
        return new DataFormatException(e.getMessage() + " (\"" + name + "\" in " + file + ")", e);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException("npz: cannot close " + file, e);
        }
    }

    /** All arrays of a stream, which is read to the archive's end and left open. */
    public static Map<String, HostArray> read(InputStream in) {
        Map<String, HostArray> arrays = new LinkedHashMap<>();
        try {
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                if (e.getName().endsWith(SUFFIX)) {
                    arrays.put(arrayName(e.getName()), Npy.read(zip, e.getSize(), null));
                }
            }
        } catch (ZipException e) {
            throw new DataFormatException("npz: the archive is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("npz: cannot read the stream", e);
        }
        if (arrays.isEmpty()) {
            throw new DataFormatException("npz: no zip archive with .npy files in it; write one with numpy.savez");
        }
        return arrays;
    }

    /** All arrays of a file's bytes. */
    public static Map<String, HostArray> read(byte[] file) {
        return read(new ByteArrayInputStream(file));
    }

    /** Writes arrays as {@code numpy.savez} does: uncompressed, in the order of the map. */
    public static void write(Path file, Map<String, HostArray> arrays) {
        write(file, arrays, false);
    }

    /** Writes arrays as {@code numpy.savez_compressed} does. */
    public static void writeCompressed(Path file, Map<String, HostArray> arrays) {
        write(file, arrays, true);
    }

    private static void write(Path file, Map<String, HostArray> arrays, boolean compressed) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, HostArray> e : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(e.getKey() + SUFFIX);
                // always the same, so that equal arrays make equal files
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                if (!compressed) {
                    store(entry, e.getValue());
                }
                zip.putNextEntry(entry);
                Npy.write(zip, e.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("npz: cannot write " + file, e);
        }
    }

    /** A stored entry says its size and checksum before its bytes, so the array is written twice, once to nowhere. */
    private static void store(ZipEntry entry, HostArray array) {
        long[] size = {0};
        CheckedOutputStream out = new CheckedOutputStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        size[0]++;
                    }

                    @Override
                    public void write(byte[] b, int from, int n) {
                        size[0] += n;
                    }
                },
                new CRC32());
        Npy.write(out, array);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size[0]);
        entry.setCrc(out.getChecksum().getValue());
    }

    private static String arrayName(String entry) {
        return entry.substring(0, entry.length() - SUFFIX.length());
    }
}
