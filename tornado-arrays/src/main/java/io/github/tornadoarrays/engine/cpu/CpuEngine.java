package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.jvm.Failure;
import io.github.tornadoarrays.emit.jvm.JvmEmitter;
import io.github.tornadoarrays.emit.jvm.JvmKernel;
import io.github.tornadoarrays.emit.jvm.Scratch;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.opt.Checks;
import io.github.tornadoarrays.opt.LaunchRange;
import io.github.tornadoarrays.opt.Passes;
import io.github.tornadoarrays.opt.Shaped;
import java.util.List;

/** Runs kernels as JVM bytecode on all cores. */
public final class CpuEngine implements Engine {
    /** Less work than this is done by the caller alone. */
    private static final double INLINE_NANOS = 20_000;

    /** The work of one chunk: many times what claiming it costs. */
    private static final double CHUNK_NANOS = 30_000;

    /** Lanes are divided at multiples of this, which is a whole number of tiles. */
    private static final long LANE_GRAIN = 1 << 13;

    /** Lanes in a block of strided ones, and rows of the grid that a block goes through. */
    private static final long BLOCK = 128;

    private static final long BAND = 512;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private static final List<io.github.tornadoarrays.ir.Expr.Var> RANGE =
            List.of(LaunchRange.GRID_FROM, LaunchRange.GRID_TO, LaunchRange.LANES_FROM, LaunchRange.LANES_TO);

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        return HostPool.allocate(dtype, length);
    }

    @Override
    public MemoryPool pool() {
        return HostPool.POOL;
    }

    @Override
    public void release(Buffer buffer) {
        HostPool.release((HostBuffer) buffer);
    }

    @Override
    public Executable compile(Kernel kernel, boolean divisible, boolean wide) {
        Kernel tiled = Passes.forJvm(kernel, divisible, wide);
        JvmKernel code = JvmEmitter.compile(tiled, RANGE, wide, false);
        return new Compiled(code, tiled);
    }

    @Override
    public Executable compileChecked(Kernel kernel, boolean divisible, boolean wide) {
        Kernel checked = Passes.checkedForJvm(kernel, divisible);
        return new Checked(JvmEmitter.compile(checked, RANGE, wide, true), checked);
    }

    @Override
    public Executable compile(Kernel kernel, boolean wide) {
        Shaped shaped = Passes.ofMethodForJvm(kernel);
        return new MethodKernel(
                JvmEmitter.compile(shaped.kernel(), RANGE, wide, true), shaped, MethodCost.nanos(kernel.body()));
    }

    private record Checked(JvmKernel code, Kernel kernel) implements Executable {
        @Override
        public void launch(Buffer[] buffers, long[] scalars, Work work) {
            Failure failure = new Failure();
            JvmKernel told = (memory, values, scratch, gridFrom, gridTo, lanesFrom, lanesTo) -> {
                scratch.tell(failure);
                code.run(memory, values, scratch, gridFrom, gridTo, lanesFrom, lanesTo);
            };
            try {
                new Compiled(told, kernel).launch(buffers, Checks.arguments(buffers, scalars), work);
            } catch (IndexOutOfBoundsException e) {
                // where there is no first value to read
                if (failure.message() == null) {
                    throw e;
                }
            }
            if (failure.message() != null) {
                throw new KernelException(failure.message());
            }
        }

        @Override
        public String source() {
            return Printer.print(kernel);
        }
    }

    private record Compiled(JvmKernel code, Kernel tiled) implements Executable {
        @Override
        public void launch(Buffer[] buffers, long[] scalars, Work work) {
            Range range = (Range) work;
            Object[] memory = new Object[buffers.length];
            for (int i = 0; i < memory.length; i++) {
                memory[i] = ((HostBuffer) buffers[i]).memory();
            }
            try {
                run(memory, scalars, range);
            } catch (ArithmeticException e) {
                throw new KernelException(tiled.name() + ": division of an integer by zero", e);
            }
        }

        private void run(Object[] memory, long[] scalars, Range range) {
            long grid = range.grid();
            long lanes = range.lanes();
            double perRow = lanes * range.cost();
            if (range.divisible() && range.strided() && grid > 1 && lanes > BLOCK) {
                blocks(memory, scalars, range);
            } else if (grid * perRow < INLINE_NANOS) {
                code.run(memory, scalars, SCRATCH.get(), 0, grid, 0, lanes);
            } else if (!range.divisible() || grid >= 4L * Workers.threads()) {
                long grain = Math.max(1, (long) Math.min(1e15, CHUNK_NANOS / perRow));
                Workers.run(grid, grain, (from, to) -> code.run(memory, scalars, SCRATCH.get(), from, to, 0, lanes));
            } else {
                Workers.run(
                        lanes, LANE_GRAIN, (from, to) -> code.run(memory, scalars, SCRATCH.get(), 0, grid, from, to));
            }
        }

        /**
         * Goes through the grid with a few lanes at a time, so that the cache lines of the lanes, which lie far apart, are still
         * there when the next row of the grid wants its part of them.
         */
        private void blocks(Object[] memory, long[] scalars, Range range) {
            long grid = range.grid();
            long lanes = range.lanes();
            long across = Math.ceilDiv(lanes, BLOCK);
            long bands = Math.ceilDiv(grid, BAND);
            Workers.run(across * bands, 1, (from, to) -> {
                for (long k = from; k < to; k++) {
                    long g = k / across * BAND;
                    long l = k % across * BLOCK;
                    code.run(
                            memory, scalars, SCRATCH.get(), g, Math.min(grid, g + BAND), l, Math.min(lanes, l + BLOCK));
                }
            });
        }

        @Override
        public String source() {
            return Printer.print(tiled);
        }
    }
}
