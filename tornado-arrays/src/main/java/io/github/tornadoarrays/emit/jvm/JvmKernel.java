package io.github.tornadoarrays.emit.jvm;

/** A kernel as compiled: what a generated class implements. */
public interface JvmKernel {
    /**
     * Runs part of the kernel's iterations.
     *
     * @param buffers primitive arrays, or memory segments, by slot
     * @param scalars integers as they are, floats as the bits of a double
     * @param scratch local arrays for this thread alone
     */
    void run(
            Object[] buffers,
            long[] scalars,
            Scratch scratch,
            long gridFrom,
            long gridTo,
            long lanesFrom,
            long lanesTo);
}
