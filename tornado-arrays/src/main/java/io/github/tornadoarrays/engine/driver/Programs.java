package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ffi.CacheFolder;
import io.github.tornadoarrays.ffi.DeepStack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** The programs of one device: each is built once and kept, in memory and as a binary on disk. */
public final class Programs {
    private static final int HEADER = Long.BYTES;

    /** Above this, the binaries that were not used for longest are deleted until half of it is left. */
    private static final long MOST_BYTES = 512L << 20;

    private final Driver driver;
    private final Path folder;
    private final ConcurrentHashMap<Key, Once> programs = new ConcurrentHashMap<>();
    private final AtomicLong compiled = new AtomicLong();
    private final AtomicLong loaded = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean pruned = new AtomicBoolean();

    private record Key(String source, String options) {}

    /** How many programs came from their source, and how many from binaries on disk. */
    public record Stats(long compiled, long loaded) {}

    /** A program that one thread builds while others may build others. */
    private final class Once {
        private long program;

        synchronized long get(String name, Key key) {
            if (program == 0) {
                program = build(name, key.source, key.options);
            }
            return program;
        }
    }

    Programs(Driver driver) {
        this(driver, CacheFolder.root().resolve(driver.name().replaceAll(":.*", "")));
    }

    Programs(Driver driver, Path folder) {
        this.driver = driver;
        this.folder = folder;
    }

    public Stats stats() {
        return new Stats(compiled.get(), loaded.get());
    }

    /** What compiling took, of all threads together. */
    public long compileNanos() {
        return nanos.get();
    }

    /**
     * The built program.
     *
     * @param name what to call it in messages
     * @throws KernelException if the source does not compile; the message has the compiler's log and the numbered source
     */
    long get(String name, String source, String options) {
        Key key = new Key(source, options);
        return programs.computeIfAbsent(key, _ -> new Once()).get(name, key);
    }

    /** The program built for one user alone, who may write to its variables; only its binary is kept. */
    long build(String name, String source, String options) {
        Path file = folder.resolve(fingerprint(source, options) + ".bin");
        Optional<byte[]> kept = load(file);
        if (kept.isPresent()) {
            long program = driver.load(kept.get(), options);
            if (program != 0) {
                loaded.incrementAndGet();
                return program;
            }
        }
        long start = System.nanoTime();
        Driver.Program program = DeepStack.call(() -> driver.compile(name, source, options));
        nanos.addAndGet(System.nanoTime() - start);
        compiled.incrementAndGet();
        save(file, program.binary());
        return program.handle();
    }

    /** The source with a number before each line, as compilers count them. */
    public static String numbered(String source) {
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
        String all = String.join("\0", source, options, driver.identity());
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
