package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.c.CEmitter;
import io.github.tornadoarrays.emit.c.CSource;
import io.github.tornadoarrays.ir.Kernel;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A device that was started, through its native interface. Many threads call it. What it is told to do it does in the order in
 * which it is told: that order is why memory can be given to somebody else as soon as the last command that uses it has been
 * put in.
 *
 * <p>Handles are what the interface gives: numbers. What fails throws a {@link DeviceException} with the interface's own name of
 * the status and of the function, unless it says otherwise here.
 */
public interface Driver {
    /** What users call the device. */
    String name();

    Limits limits();

    /** What its kernels are written in. */
    Language language();

    // ---- memory

    /** New memory with any content. */
    long allocate(long bytes) throws NoRoom;

    /** Gives memory back. */
    void free(long memory);

    /** Waits for everything and gives what is free to the system; whether that worked. */
    boolean trim();

    /** There is no memory left; the message says so in the interface's words. */
    final class NoRoom extends Exception {
        private static final long serialVersionUID = 1L;

        public NoRoom(String message) {
            super(message, null, false, false);
        }
    }

    // ---- transfers

    /** Host memory that never moves and that the device reaches by itself, where there is such. It is kept for good. */
    MemorySegment staging(long bytes);

    /** Puts in a copy from {@link #staging} memory. Returns what to {@linkplain #await wait for} before that is used again. */
    long write(MemorySegment from, long memory, long to, long bytes);

    /** Puts in a copy to {@link #staging} memory. Returns what to {@linkplain #await wait for} before that is read. */
    long read(long memory, long from, MemorySegment to, long bytes);

    /** Waits for a copy, once. */
    void await(long copy);

    /**
     * Memory of the device as the host sees it, once everything that was put in is done; only where the two
     * {@linkplain Limits#unified share} it.
     *
     * @param write whether all of it will be written, else it will be read
     */
    MemorySegment map(long memory, long from, long bytes, boolean write);

    /** Ends what {@link #map} began. */
    void unmap(long memory, MemorySegment mapped);

    /** Waits for everything that was put in. */
    void finish();

    // ---- products

    /**
     * Matrices that lie evenly far apart, in elements of their type.
     *
     * @param transposed whether columns, not rows, lie one after another
     * @param stride from one of these to the next
     * @param step from one matrix to the next
     */
    record Stack(long memory, long first, boolean transposed, int stride, long step) {}

    /** Whether there is a library of the vendor's for products of matrices of a type. */
    default boolean multiplies(DType type) {
        return false;
    }

    /** Puts in the products of pairs of matrices of shapes (m, k) and (k, n), none of which is 0, by the vendor's library. */
    default void multiply(DType type, int m, int n, int k, int pairs, Stack a, Stack b, Stack c) {
        throw new UnsupportedOperationException(name() + ": a product of " + type);
    }

    // ---- programs

    /** A kernel without grid loops, lanes loops and folds as the source of a program. */
    default CSource emit(Kernel kernel) {
        return CEmitter.emit(kernel, language().dialect());
    }

    /** What binaries depend on, besides their source and options: the device, the driver's and the compiler's versions. */
    String identity();

    /**
     * Compiles a program.
     *
     * @param name what to call it in messages
     * @throws KernelException if it does not compile; the message has the compiler's words and the {@linkplain Programs#numbered
     *     numbered} source
     */
    Program compile(String name, String source, String options);

    /** A program in the device's assembly language, for people; empty where that isn't told. */
    default String assembly(String name, String source, String options) {
        return "";
    }

    /** A program from its binary; 0 where the device does not take it. */
    long load(byte[] binary, String options);

    /** A program and its binary, which is empty where there is none. */
    record Program(long handle, byte[] binary) {}

    /**
     * A function of a program.
     *
     * @param source the text of the program
     * @throws KernelException if the program has no such kernel
     */
    Function function(long program, String source, String entry, String name);

    /** A kernel that is ready for its arguments. One thread at a time sets them and launches it; arguments stay set. */
    interface Function {
        /** The most work items of a group of this kernel. */
        long mostInGroup();

        /** What is known of its parameters; empty in a place where nothing is. */
        List<Optional<Parameter>> parameters();

        void setMemory(int argument, Memory memory);

        /**
         * Sets a scalar; 16-bit floats are passed as float32.
         *
         * @param bits an integer as it is, a float as the bits of a double
         */
        void setScalar(int argument, DType type, long bits);

        /** Gives each group memory: to a parameter, or where the language has none for it, at all. */
        void setShared(int argument, long bytes);

        /**
         * Puts in a launch.
         *
         * @param items work items along each dimension, in groups of {@code group}, which divide them
         */
        void launch(long[] items, long[] group) throws NoRoom;
    }

    /**
     * A parameter of a kernel, in its language's words.
     *
     * @param type the type of the number, or of what the pointer points to; empty where it isn't known
     * @param pointer whether it is a pointer
     * @param shared whether that points into memory of the group
     * @param written whether what it points to may be written
     * @param text as it may be declared
     */
    record Parameter(String type, boolean pointer, boolean shared, boolean written, String text) {}
}
