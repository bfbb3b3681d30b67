package io.github.tornadoarrays.io;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of elements and nothing else, in the machine's order of bytes. */
public final class RawFile {
    private static final long BLOCK = 1 << 20;

    private RawFile() {}

    /** Writes elements to a file, which is replaced. */
    public static void write(Path file, HostBuffer elements) {
        MemorySegment from = elements.segment();
        try (FileChannel out = FileChannel.open(
                        file,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(BLOCK);
            for (long at = 0; at < from.byteSize(); at += BLOCK) {
                long n = Math.min(BLOCK, from.byteSize() - at);
                MemorySegment.copy(from, at, block, 0, n);
                ByteBuffer bytes = block.asByteBuffer().limit((int) n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("toFile: cannot write " + file, e);
        }
    }

    /** @param count how many elements; negative for all */
    public static HostArray read(Path file, DType type, long count, long offset) {
        if (offset < 0) {
            throw new ArrayException("fromFile: offset " + offset + " is negative; it is 0 or more bytes");
        }
        try (FileChannel in = FileChannel.open(file);
                Arena arena = Arena.ofConfined()) {
            long bytes = Math.max(0, in.size() - offset);
            if (count < 0 && bytes % type.itemSize() != 0) {
                throw new DataFormatException("fromFile: " + bytes + " bytes in " + file + " are no whole number of "
                        + type + ", of " + type.itemSize() + " bytes each; choose a count");
            }
            long n = count < 0 ? bytes / type.itemSize() : count;
            if (n > bytes / type.itemSize()) {
                throw new DataFormatException("fromFile: " + file + " has " + bytes / type.itemSize() + " elements of "
                        + type + ", not " + n);
            }
            HostBuffer data = HostBuffer.allocate(type, n);
            MemorySegment to = data.segment();
            MemorySegment block = arena.allocate(BLOCK);
            in.position(offset);
            for (long at = 0; at < to.byteSize(); ) {
                ByteBuffer part = block.asByteBuffer().limit((int) Math.min(BLOCK, to.byteSize() - at));
                int read = in.read(part);
                if (read < 0) {
                    throw new DataFormatException("fromFile: " + file + " was cut short while it was read");
                }
                MemorySegment.copy(block, 0, to, at, read);
                at += read;
            }
            return HostArray.contiguous(data, n);
        } catch (IOException e) {
            throw new UncheckedIOException("fromFile: cannot read " + file, e);
        }
    }
}
