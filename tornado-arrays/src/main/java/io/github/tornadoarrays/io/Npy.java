package io.github.tornadoarrays.io;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads and writes arrays in NumPy's {@code .npy} format, versions 1.0, 2.0 and 3.0, as described in
 * {@code numpy.lib.format}.
 *
 * <p>Elements are copied in blocks, not one by one; big-endian files are turned on the way. A file in Fortran order is
 * read as it is, into a layout whose first axis is the fastest. The format has no bfloat16: it is written as untyped
 * items of two bytes ({@code <V2}), as NumPy does with the ml_dtypes package, and must be asked for when reading:
 * {@code read(path, DType.BFLOAT16)}; in Python, {@code np.load(path).view(ml_dtypes.bfloat16)}.
 *
 * <p>Reading throws {@link DataFormatException} for what is no .npy file, is cut short, or holds another type, and
 * {@link UncheckedIOException} where the file cannot be read.
 */
public final class Npy {
    /** Bytes copied at once; a multiple of every item size. */
    private static final int BLOCK = 1 << 20;

    /** Headers are about 128 bytes; a longer one than this is not a header. */
    private static final int LONGEST_HEADER = 1 << 20;

    private static final long UNKNOWN = -1;

    private Npy() {}

    /** The array in a file. */
    public static HostArray read(Path file) {
        return read(file, null);
    }

    /** The array in a file, whose untyped items are read as a type; elsewhere the type must be the file's. */
    public static HostArray read(Path file, DType as) {
        try (FileChannel in = FileChannel.open(file)) {
            return read(in, in.size(), as);
        } catch (IOException e) {
            throw new UncheckedIOException("npy: cannot read " + file, e);
        } catch (DataFormatException e) {
            throw new DataFormatException(e.getMessage() + " (" + file + ")", e);
        }
    }

    /** The next array in a stream, which is left open right behind it. */
    public static HostArray read(InputStream in) {
        return read(in, null);
    }

    /** As {@link #read(Path, DType)}, of a stream. */
    public static HostArray read(InputStream in, DType as) {
        try {
            return read(in, UNKNOWN, as);
        } catch (IOException e) {
            throw new UncheckedIOException("npy: cannot read the stream", e);
        }
    }

    /** @param size of the file, or -1 */
    static HostArray read(InputStream in, long size, DType as) throws IOException {
        return read(Channels.newChannel(in), size, as);
    }

    /** The array in a file's bytes. */
    public static HostArray read(byte[] file) {
        return read(file, null);
    }

    /** As {@link #read(Path, DType)}, of a file's bytes. */
    public static HostArray read(byte[] file, DType as) {
        try {
            return read(Channels.newChannel(new ByteArrayInputStream(file)), file.length, as);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an array to a file, which is replaced. */
    public static void write(Path file, HostArray array) {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(out, array);
        } catch (IOException e) {
            throw new UncheckedIOException("npy: cannot write " + file, e);
        }
    }

    /** Writes an array to a stream, which is left open. */
    public static void write(OutputStream out, HostArray array) {
        try {
            write(Channels.newChannel(out), array);
        } catch (IOException e) {
            throw new UncheckedIOException("npy: cannot write the stream", e);
        }
    }

    /** The bytes of an array's file. */
    public static byte[] bytes(HostArray array) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, array);
        return out.toByteArray();
    }

    /** The array in a file, whose elements are mapped, not read: writes to it stay in memory. */
    public static HostArray map(Path file) {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            NpyHeader header = header(in, in.size(), null);
            DType type = header.dtype(null);
            if (header.order() != ByteOrder.nativeOrder() && type.part().itemSize() > 1) {
                throw new DataFormatException("npy: the elements of " + file
                        + " are in the other order of bytes and cannot be mapped; load reads and turns them");
            }
            long bytes = byteSize(header, null);
            if (bytes == 0) {
                return new HostArray(HostBuffer.allocate(type, 0), header.layout());
            }
            MemorySegment elements = in.map(FileChannel.MapMode.PRIVATE, in.position(), bytes, Arena.ofAuto());
            return new HostArray(HostBuffer.of(type, bytes / type.itemSize(), elements), header.layout());
        } catch (IOException e) {
            throw new UncheckedIOException("npy: cannot map " + file, e);
        }
    }

    private static HostArray read(ReadableByteChannel in, long size, DType as) throws IOException {
        NpyHeader header = header(in, size, as);
        HostBuffer data = header.allocate(as);
        fill(data, header, in);
        return new HostArray(data, header.layout());
    }

    /** What is before the elements; the file is known to have as many as it says. */
    private static NpyHeader header(ReadableByteChannel in, long size, DType as) throws IOException {
        ByteBuffer start = take(in, 8);
        int magic = NpyHeader.MAGIC.length;
        if (start.remaining() < 8 || !Arrays.equals(start.array(), 0, magic, NpyHeader.MAGIC, 0, magic)) {
            throw new DataFormatException("npy: not a .npy file: it starts with the bytes ["
                    + HexFormat.ofDelimiter(" ").formatHex(start.array(), 0, start.limit())
                    + "]; a .npy file starts with [93 4e 55 4d 50 59]");
        }
        int version = start.get(magic);
        if (version < 1 || version > 3) {
            throw new DataFormatException("npy: format version " + version + "." + start.get(magic + 1)
                    + " is not known; known are 1.0, 2.0 and 3.0");
        }
        int width = version == 1 ? 2 : 4;
        ByteBuffer length = expect(in, width, "the header's length");
        int n = version == 1 ? length.getShort() & 0xffff : length.getInt();
        if (n < 0 || n > LONGEST_HEADER) {
            throw new DataFormatException("npy: the header is said to be " + (n & 0xffffffffL) + " bytes long; at most "
                    + LONGEST_HEADER + " are allowed");
        }
        Charset charset = version < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        NpyHeader header =
                NpyHeader.parse(charset.decode(expect(in, n, "the header")).toString());
        checkSize(header, as, size == UNKNOWN ? UNKNOWN : size - 8 - width - n);
        return header;
    }

    /** Before memory is taken for a shape that may be garbage. */
    private static void checkSize(NpyHeader header, DType as, long available) {
        long expected = byteSize(header, as);
        if (available != UNKNOWN && available < expected) {
            throw truncated("the elements", expected, available);
        }
    }

    private static long byteSize(NpyHeader header, DType as) {
        long bytes = header.dtype(as).itemSize();
        for (long extent : header.shape()) {
            if (Math.multiplyHigh(bytes, extent) != 0 || bytes * extent < 0) {
                return Long.MAX_VALUE;
            }
            bytes *= extent;
        }
        return bytes;
    }

    private static DataFormatException truncated(String what, long expected, long found) {
        return new DataFormatException("npy: the file is cut short: expected " + expected + " bytes of " + what
                + ", found " + found + "; copy or save it again");
    }

    /** Up to {@code n} bytes. */
    private static ByteBuffer take(ReadableByteChannel in, int n) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
        readFully(in, bytes);
        return bytes.flip();
    }

    private static ByteBuffer expect(ReadableByteChannel in, int n, String what) throws IOException {
        ByteBuffer bytes = take(in, n);
        if (bytes.remaining() < n) {
            throw truncated(what, n, bytes.remaining());
        }
        return bytes;
    }

    /** Reads until a block is full or the channel ends. */
    private static void readFully(ReadableByteChannel in, ByteBuffer block) throws IOException {
        while (block.hasRemaining()) {
            if (in.read(block) < 0) {
                return;
            }
        }
    }

    private static void fill(HostBuffer data, NpyHeader header, ReadableByteChannel in) throws IOException {
        ValueLayout host = valueLayout(data.dtype(), ByteOrder.nativeOrder());
        ValueLayout file = valueLayout(data.dtype(), header.order());
        MemorySegment to = data.segment();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(Math.min(BLOCK, to.byteSize()), 16);
            for (long at = 0; at < to.byteSize(); at += block.byteSize()) {
                long n = Math.min(block.byteSize(), to.byteSize() - at);
                ByteBuffer bytes = block.asByteBuffer().limit((int) n);
                readFully(in, bytes);
                if (bytes.hasRemaining()) {
                    throw truncated("the elements", to.byteSize(), at + bytes.position());
                }
                MemorySegment.copy(block, file, 0, to, host, at, n / host.byteSize());
            }
        }
    }

    private static void write(WritableByteChannel out, HostArray array) throws IOException {
        Layout layout = array.layout();
        Layout reversed = layout.permute(reversedAxes(layout.rank()));
        boolean fortran = !layout.isContiguous() && reversed.isContiguous();
        writeFully(out, ByteBuffer.wrap(NpyHeader.of(array, fortran).bytes()));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block =
                    arena.allocate(Math.clamp(layout.size() * array.dtype().itemSize(), 16, BLOCK), 16);
            BlockWriter writer = new BlockWriter(array.data(), out, block);
            writer.elements(fortran ? reversed : layout);
            writer.flush();
        }
    }

    private static int[] reversedAxes(int rank) {
        int[] axes = new int[rank];
        Arrays.setAll(axes, i -> rank - 1 - i);
        return axes;
    }

    private static void writeFully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** The layout of one part of an element. */
    private static ValueLayout valueLayout(DType t, ByteOrder order) {
        return switch (t.part().itemSize()) {
            case 1 -> ValueLayout.JAVA_BYTE;
            case 2 -> ValueLayout.JAVA_SHORT.withOrder(order);
            case 4 -> ValueLayout.JAVA_INT.withOrder(order);
            default -> ValueLayout.JAVA_LONG.withOrder(order);
        };
    }

    /** Gathers elements in row-major order into little-endian blocks. */
    private static final class BlockWriter {
        private static final ValueLayout.OfShort LITTLE_SHORT =
                ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
        private static final ValueLayout.OfInt LITTLE_INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
        private static final ValueLayout.OfLong LITTLE_LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

        private final MemorySegment from;
        private final int parts;
        private final ValueLayout host;
        private final ValueLayout file;
        private final WritableByteChannel out;
        private final MemorySegment block;
        private long used;

        BlockWriter(HostBuffer data, WritableByteChannel out, MemorySegment block) {
            this.from = data.segment();
            this.parts = data.dtype().parts();
            this.host = valueLayout(data.dtype(), ByteOrder.nativeOrder());
            this.file = valueLayout(data.dtype(), ByteOrder.LITTLE_ENDIAN);
            this.out = out;
            this.block = block;
        }

        void elements(Layout layout) throws IOException {
            if (layout.size() == 0) {
                return;
            }
            if (layout.isContiguous()) {
                run(layout.offset(), layout.size());
                return;
            }
            for (long i = 0; i < layout.shape()[0]; i++) {
                if (layout.rank() == 1) {
                    element(layout.offset() + i * layout.strides()[0]);
                } else {
                    elements(layout.select(0, i));
                }
            }
        }

        private void element(long index) throws IOException {
            long size = host.byteSize();
            if (used + parts * size > block.byteSize()) {
                flush();
            }
            for (long at = index * parts * size; at < (index + 1) * parts * size; at += size) {
                switch ((int) size) {
                    case 1 -> block.set(ValueLayout.JAVA_BYTE, used, from.get(ValueLayout.JAVA_BYTE, at));
                    case 2 -> block.set(LITTLE_SHORT, used, from.get(ValueLayout.JAVA_SHORT, at));
                    case 4 -> block.set(LITTLE_INT, used, from.get(ValueLayout.JAVA_INT, at));
                    default -> block.set(LITTLE_LONG, used, from.get(ValueLayout.JAVA_LONG, at));
                }
                used += size;
            }
        }

        /** Elements that lie one after another. */
        private void run(long first, long count) throws IOException {
            long size = parts * host.byteSize();
            long done = 0;
            while (done < count) {
                if (used == block.byteSize()) {
                    flush();
                }
                long n = Math.min(count - done, (block.byteSize() - used) / size);
                MemorySegment.copy(from, host, (first + done) * size, block, file, used, n * parts);
                used += n * size;
                done += n;
            }
        }

        void flush() throws IOException {
            writeFully(out, block.asByteBuffer().limit((int) used));
            used = 0;
        }
    }
}
