package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ffi.CacheFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The programs of one device: each is built once and kept, in memory and as the driver's binary on disk. */
final class Programs {
    private static final int BUILD_LOG = 0x1183;
    private static final int BINARY_SIZES = 0x1165;
    private static final int BINARIES = 0x1166;
    private static final int HEADER = Long.BYTES;

    /** Above this, the binaries that were not used for longest are deleted until half of it is left. */
    private static final long MOST_BYTES = 512L << 20;

    private final Context context;
    private final Path folder;
    private final ConcurrentHashMap<Key, Long> built = new ConcurrentHashMap<>();
    private final AtomicLong compiled = new AtomicLong();
    private final AtomicLong loaded = new AtomicLong();
    private final AtomicBoolean pruned = new AtomicBoolean();

    private record Key(String source, String options) {}

    /** How many programs came from their source, and how many from binaries on disk. */
    record Stats(long compiled, long loaded) {}

    Programs(Context context) {
        this(context, CacheFolder.root().resolve("opencl"));
    }

    Programs(Context context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    Stats stats() {
        return new Stats(compiled.get(), loaded.get());
    }

    /**
     * The built program.
     *
     * @param name what to call it in messages
     * @throws KernelException if the source does not compile; the message has the driver's log and the numbered source
     */
    long get(String name, String source, String options) {
        return built.computeIfAbsent(new Key(source, options), k -> build(name, source, options));
    }

    private long build(String name, String source, String options) {
        try (Arena arena = Arena.ofConfined()) {
            Path file = folder.resolve(fingerprint(source, options) + ".bin");
            Optional<byte[]> kept = load(file);
            if (kept.isPresent()) {
                long program = fromBinary(kept.get(), options, arena);
                if (program != 0) {
                    loaded.incrementAndGet();
                    return program;
                }
            }
            long program = fromSource(name, source, options, arena);
            compiled.incrementAndGet();
            save(file, binary(program, arena));
            return program;
        }
    }

    private long fromSource(String name, String source, String options, Arena arena) {
        MemorySegment status = arena.allocate(JAVA_INT);
        MemorySegment text = arena.allocateFrom(source);
        long program = Cl.createProgramWithSource(
                context.handle(),
                arena.allocateFrom(ADDRESS, text),
                arena.allocateFrom(JAVA_LONG, text.byteSize() - 1),
                status);
        context.check(status.get(JAVA_INT, 0), "clCreateProgramWithSource");
        int failed = Cl.buildProgram(program, device(arena), arena.allocateFrom(options));
        if (failed != 0) {
            String log = info(program).text(BUILD_LOG);
            Cl.releaseProgram(program);
            throw new KernelException(name + ": the OpenCL C does not compile on " + context.name() + " ("
                    + context.device().name() + "), " + Status.text(failed, "clBuildProgram") + "; options \"" + options
                    + "\", the driver says:\n" + (log.isEmpty() ? "(nothing)" : log) + "\nsource:\n"
                    + numbered(source));
        }
        return program;
    }

    /** The program, or 0 where the driver does not take the binary. */
    private long fromBinary(byte[] binary, String options, Arena arena) {
        MemorySegment status = arena.allocate(JAVA_INT);
        MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, binary);
        long program = Cl.createProgramWithBinary(
                context.handle(),
                device(arena),
                arena.allocateFrom(JAVA_LONG, binary.length),
                arena.allocateFrom(ADDRESS, bytes),
                arena.allocate(JAVA_INT),
                status);
        if (status.get(JAVA_INT, 0) != 0) {
            return 0;
        }
        if (Cl.buildProgram(program, device(arena), arena.allocateFrom(options)) != 0) {
            Cl.releaseProgram(program);
            return 0;
        }
        return program;
    }

    /** The driver's own form of the program; empty where it gives none. */
    private byte[] binary(long program, Arena arena) {
        Info info = (what, room, value, size) -> Cl.getProgramInfo(program, what, room, value, size);
        long size = info.number(BINARY_SIZES);
        if (size <= 0 || size > Integer.MAX_VALUE - HEADER) {
            return new byte[0];
        }
        MemorySegment bytes = arena.allocate(size);
        MemorySegment places = arena.allocateFrom(ADDRESS, bytes);
        return Cl.getProgramInfo(program, BINARIES, ADDRESS.byteSize(), places, Cl.NULL) == 0
                ? bytes.toArray(JAVA_BYTE)
                : new byte[0];
    }

    private MemorySegment device(Arena arena) {
        return arena.allocateFrom(JAVA_LONG, context.device().handle());
    }

    private Info info(long program) {
        return (what, room, value, size) ->
                Cl.getProgramBuildInfo(program, context.device().handle(), what, room, value, size);
    }

    /** The source with a number before each line, as compilers count them. */
    static String numbered(String source) {
        String[] lines = source.split("\n", -1);
        int width = Integer.toString(lines.length).length();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            text.append(String.format("%" + width + "d  ", i + 1))
                    .append(lines[i])
                    .append('\n');
        }
        return text.toString();
    }

    /** Everything that the binary depends on, in one number. */
    private String fingerprint(String source, String options) {
        ClDevice d = context.device();
        String all =
                String.join("\0", source, options, d.platformName(), d.vendor(), d.name(), d.version(), d.driver());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The binary in a file; empty where there is none or it isn't whole. Some drivers crash on broken binaries. */
    private Optional<byte[]> load(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] all = Files.readAllBytes(file);
            if (all.length <= HEADER || ByteBuffer.wrap(all).getLong() != checksum(all)) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(Arrays.copyOfRange(all, HEADER, all.length));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps the binary if it can be kept; a cache that can't be written makes the next start slower and nothing else. */
    private void save(Path file, byte[] binary) {
        if (binary.length == 0) {
            return;
        }
        byte[] all = Arrays.copyOf(new byte[HEADER], HEADER + binary.length);
        System.arraycopy(binary, 0, all, HEADER, binary.length);
        ByteBuffer.wrap(all).putLong(checksum(all));
        try {
            CacheFolder.write(file, new ByteArrayInputStream(all));
            if (pruned.compareAndSet(false, true)) {
                prune();
            }
        } catch (IOException | UncheckedIOException e) {
            return;
        }
    }

    private void prune() throws IOException {
        record Kept(Path path, long bytes, FileTime used) {}
        List<Kept> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path p : (Iterable<Path>) all::iterator) {
                files.add(new Kept(p, Files.size(p), Files.getLastModifiedTime(p)));
            }
        }
        long bytes = files.stream().mapToLong(Kept::bytes).sum();
        if (bytes <= MOST_BYTES) {
            return;
        }
        files.sort(Comparator.comparing(Kept::used));
        for (Kept f : files) {
            if (bytes > MOST_BYTES / 2) {
                Files.deleteIfExists(f.path);
                bytes -= f.bytes;
            }
        }
    }

    private static long checksum(byte[] all) {
        CRC32C crc = new CRC32C();
        crc.update(all, HEADER, all.length - HEADER);
        return crc.getValue() << 32 | all.length;
    }
}
