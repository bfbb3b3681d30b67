package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.jvm.Failure;
import io.github.tornadoarrays.emit.jvm.JvmKernel;
import io.github.tornadoarrays.emit.jvm.Scratch;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.opt.Shaped;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kernel made from a Java method, compiled. Each launch learns what an iteration costs, and the next divides by that. */
final class MethodKernel implements Engine.Executable {
    /** Less work than this is done by the caller alone. */
    private static final double INLINE_NANOS = 20_000;

    /** The work of one chunk: many times what claiming it costs. */
    private static final double CHUNK_NANOS = 30_000;

    private static final int CHUNKS_PER_THREAD = 16;

    /** Work items of a group where the launch does not say. */
    private static final int GROUP = 64;

    /** The first calls are of few lanes: the JVM compiles what is called often sooner than what loops for long. */
    private static final int YOUNG_CALLS = 2000;

    private static final long YOUNG_LANES = 512;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final JvmKernel code;
    private final Shaped shaped;

    /** Nanoseconds of one lane of one row; what is lost where threads come between does not matter. */
    private double cost;

    private int calls;

    MethodKernel(JvmKernel code, Shaped shaped, double cost) {
        this.code = code;
        this.shaped = shaped;
        this.cost = cost;
    }

    @Override
    public void launch(Buffer[] buffers, long[] scalars, Engine.Work work) {
        Engine.Items items = ((Engine.Items) work).of(name(), shaped.loops(), GROUP);
        Launch launch = new Launch(memory(buffers), scalars(items, scalars), new Failure());
        try {
            switch (shaped.over()) {
                case LOOPS -> {
                    List<Long> global = items.global();
                    long rows = 1;
                    for (int k = 0; k < global.size() - 1; k++) {
                        rows *= Math.max(0, global.get(k));
                    }
                    run(launch, rows, global.getLast());
                }
                case ITEMS -> run(launch, items.global(1) * items.global(2), items.global(0));
                case GROUPS -> run(launch, items.groups(0) * items.groups(1) * items.groups(2), 1);
            }
        } catch (ArithmeticException | IndexOutOfBoundsException e) {
            String failed = launch.failure.message();
            throw new KernelException(failed != null ? failed : explain(e, launch.memory), e);
        }
        String failed = launch.failure.message();
        if (failed != null) {
            throw new KernelException(failed);
        }
    }

    private String name() {
        return shaped.kernel().name();
    }

    private record Launch(Object[] memory, long[] scalars, Failure failure) {}

    private static Object[] memory(Buffer[] buffers) {
        Object[] memory = new Object[buffers.length];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = ((HostBuffer) buffers[i]).memory();
        }
        return memory;
    }

    /** The scalars and behind them what the kernel wants to know of the launch. */
    private long[] scalars(Engine.Items items, long[] scalars) {
        int n = scalars.length;
        long[] all = Arrays.copyOf(scalars, shaped.kernel().scalars().size());
        for (int d = 0; d < 3; d++) {
            switch (shaped.over()) {
                case LOOPS -> {
                    return scalars;
                }
                case ITEMS -> all[n + d] = items.global(d);
                case GROUPS -> {
                    all[n + d] = items.local(d);
                    all[n + 3 + d] = items.groups(d);
                }
            }
        }
        return all;
    }

    private void run(Launch launch, long rows, long lanes) {
        if (rows <= 0 || lanes <= 0) {
            return;
        }
        double row = cost * lanes;
        if (rows * row < INLINE_NANOS) {
            part(launch, 0, rows, 0, lanes);
        } else if (rows >= 4L * Workers.threads() || lanes == 1) {
            Workers.run(rows, grain(row), CHUNKS_PER_THREAD, (from, to) -> part(launch, from, to, 0, lanes));
        } else {
            Workers.run(lanes, grain(cost * rows), CHUNKS_PER_THREAD, (from, to) -> part(launch, 0, rows, from, to));
        }
    }

    private static long grain(double each) {
        return Math.max(1, (long) Math.min(1 << 30, CHUNK_NANOS / each));
    }

    private void part(Launch launch, long gridFrom, long gridTo, long lanesFrom, long lanesTo) {
        Scratch scratch = SCRATCH.get();
        scratch.tell(launch.failure);
        long start = System.nanoTime();
        long step = calls < YOUNG_CALLS ? YOUNG_LANES : 1 << 30;
        for (long from = lanesFrom; from < lanesTo; from += step) {
            code.run(launch.memory, launch.scalars, scratch, gridFrom, gridTo, from, Math.min(lanesTo, from + step));
            calls++;
        }
        double each = (System.nanoTime() - start) / ((double) (gridTo - gridFrom) * (lanesTo - lanesFrom));
        double known = cost;
        cost = each < known ? each : known + (each - known) / 8;
    }

    private String explain(RuntimeException e, Object[] memory) {
        if (e instanceof ArithmeticException) {
            return name() + ": division of an integer by zero; TORNADO_ARRAYS_CHECK=1 tells the line";
        }
        String message = e.getMessage() == null ? "an index is outside its array" : e.getMessage();
        String array = array(message, memory);
        return name() + ": " + message + (array == null ? "" : " of " + array)
                + "; TORNADO_ARRAYS_CHECK=1 tells the array and the line";
    }

    /** The one array whose length the JVM's message names. */
    private @Nullable String array(String message, Object[] memory) {
        String found = null;
        for (Buf b : shaped.kernel().buffers()) {
            Object m = memory[b.slot()];
            if (m.getClass().isArray() && message.endsWith("length " + Array.getLength(m))) {
                if (found != null) {
                    return null;
                }
                found = b.name();
            }
        }
        return found;
    }

    @Override
    public String source() {
        return Printer.print(shaped.kernel());
    }
}
