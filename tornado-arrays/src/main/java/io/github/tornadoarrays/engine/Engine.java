package io.github.tornadoarrays.engine;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Kernel;

/** A machine that runs kernels. */
public interface Engine {
    /** Its name in {@code TORNADO_ARRAYS_ENGINE} and in what is printed. */
    String name();

    /** Memory for results, with any contents. */
    Buffer allocate(DType dtype, long length);

    /** Gives memory back before the garbage collector would; nobody may use the buffer afterwards. */
    void release(Buffer buffer);

    /**
     * Makes a kernel ready to launch.
     *
     * @param divisible whether the lanes loop may be divided among workers
     * @param wide whether an index or a size may pass 2³¹, or memory lies outside the heap
     * @throws io.github.tornadoarrays.core.KernelException if it can't be compiled
     */
    Executable compile(Kernel kernel, boolean divisible, boolean wide);

    /** A kernel that is ready to launch. */
    interface Executable {
        /**
         * Runs the kernel; done when it returns.
         *
         * @param buffers the buffer arguments
         * @param scalars the scalar arguments: integers as they are, floats as the bits of a double
         * @param range the iterations
         */
        void launch(Buffer[] buffers, long[] scalars, Range range);

        /** What was compiled, for people. */
        String source();
    }

    /**
     * The iterations of a launch.
     *
     * @param grid iterations of the grid loop
     * @param lanes iterations of the lanes loop
     * @param divisible whether the lanes loop may be divided among workers
     * @param strided whether lanes lie far apart in memory, so that neighbours in the grid share their cache lines
     * @param cost rough nanoseconds of one iteration of both loops on one core
     */
    record Range(long grid, long lanes, boolean divisible, boolean strided, double cost) {}
}
