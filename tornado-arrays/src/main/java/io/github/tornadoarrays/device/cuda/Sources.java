package io.github.tornadoarrays.device.cuda;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Engine.Argument;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.engine.driver.Mailbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/** The kernels of this package for one card. A file is compiled once for each set of constants that it is asked for with. */
final class Sources {
    private final DriverEngine engine;
    private final ConcurrentHashMap<Key, Kernel> kernels = new ConcurrentHashMap<>();

    /** Those that nobody uses. */
    private final ConcurrentLinkedDeque<Mailbox> mailboxes = new ConcurrentLinkedDeque<>();

    private record Key(String file, String constants, String entry) {}

    Sources(DriverEngine engine) {
        this.engine = engine;
    }

    DriverEngine engine() {
        return engine;
    }

    /**
     * A kernel.
     *
     * @param file without its ending
     * @param constants what the file is compiled with: {@link #type types} and {@link #constant constants}
     */
    Kernel kernel(String file, String constants, String entry) {
        return kernels.computeIfAbsent(
                new Key(file, constants, entry),
                k -> new Kernel(engine.raw(engine.started().driver().language().name(), text(file, constants), entry)));
    }

    /** What is compiled. */
    static String text(String file, String constants) {
        return read("common") + constants + read(file);
    }

    private static String read(String file) {
        try (InputStream in = Sources.class.getResourceAsStream(file + ".cu")) {
            if (in == null) {
                throw new IllegalStateException(file + ".cu is not beside " + Sources.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String type(String name, String type) {
        return "typedef " + type + " " + name + ";\n";
    }

    static String constant(String name, Object value) {
        return "#define " + name + " " + value + "\n";
    }

    /** A type of numbers in CUDA C++, as {@code common.cu} has it. */
    static String name(DType type) {
        return switch (type) {
            case BOOL, UINT8 -> "u8";
            case INT8 -> "signed char";
            case INT16 -> "short";
            case UINT16 -> "u16";
            case INT32 -> "int";
            case UINT32 -> "u32";
            case INT64 -> "i64";
            case UINT64 -> "u64";
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            default -> throw new IllegalArgumentException("a kernel for " + type);
        };
    }

    /** Unsigned integers of a size in bytes. */
    static String bits(int bytes) {
        return "u" + 8 * bytes;
    }

    /** Memory for 64-bit words, all 0. */
    Buffer zeros(DType type, long words) {
        Buffer zeros = engine.allocate(type, words);
        if (words > 0) {
            kernel("memory", "", "clear").launch(Math.ceilDiv(words, 256L), 256, 0, zeros, words);
        }
        return zeros;
    }

    /** The first elements of a buffer, in memory that has no room for more. */
    Buffer beginning(Buffer of, long length) {
        Buffer copy = engine.allocate(of.dtype(), length);
        long bytes = length * of.dtype().itemSize();
        if (bytes > 0) {
            kernel("memory", "", "copy").launch(Math.ceilDiv(bytes, 16L * 256), 256, 0, of, copy, bytes);
        }
        return copy;
    }

    /** The int64 that kernels write which are launched with the buffer that is given; this waits for it. */
    long told(Consumer<Buffer> launch) {
        Mailbox free = mailboxes.poll();
        Mailbox mailbox = free != null ? free : engine.mailbox();
        if (mailbox != null) {
            launch.accept(mailbox.buffer());
            long number = mailbox.take();
            mailboxes.push(mailbox);
            return number;
        }
        Buffer there = engine.allocate(DType.INT64, 1);
        launch.accept(there);
        long number = engine.toHost(there).getLong(0);
        engine.release(there);
        return number;
    }

    /** A kernel that is ready to launch. */
    record Kernel(Engine.Raw raw) {
        /**
         * Puts in a launch.
         *
         * @param shared bytes that each block shares, besides those that the source says
         * @param arguments buffers, numbers as they are, and arguments
         */
        void launch(long blocks, int threads, long shared, Object... arguments) {
            List<Argument> all = new ArrayList<>(arguments.length + 1);
            for (Object a : arguments) {
                all.add(
                        switch (a) {
                            case Buffer b -> new Argument.Memory(b);
                            case Argument argument -> argument;
                            case Long n -> new Argument.Scalar(DType.INT64, n);
                            case Integer n -> new Argument.Scalar(DType.INT32, n);
                            case Boolean b -> new Argument.Scalar(DType.BOOL, b ? 1 : 0);
                            default -> throw new IllegalArgumentException("an argument: " + a);
                        });
            }
            if (shared > 0) {
                all.add(new Argument.Shared(shared));
            }
            raw.launch(new long[] {blocks}, new long[] {threads}, all);
        }
    }
}
