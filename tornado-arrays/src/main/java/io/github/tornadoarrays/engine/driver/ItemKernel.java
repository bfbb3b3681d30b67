package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.c.CSource;
import io.github.tornadoarrays.emit.c.Dialect;
import io.github.tornadoarrays.ffi.DeepStack;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kernel of work items: its source, built. */
public final class ItemKernel {
    private final DriverEngine engine;
    private final String name;
    private final CSource source;
    private final Launcher kernel;
    private final DType[] scalars;

    /** Which of the buffers it writes. */
    private final boolean[] written;

    private ItemKernel(DriverEngine engine, String name, CSource source, DType[] scalars, boolean[] written) {
        this.engine = engine;
        this.name = name;
        this.source = source;
        this.scalars = scalars;
        this.written = written;
        DriverEngine.Started s = engine.started();
        String options = s.driver().language().options();
        long program = s.programs().get(name, source.text(), options);
        this.kernel = new Launcher(s, program, source.text(), source.entry(), name);
    }

    /**
     * Builds a kernel without grid loops, lanes loops and folds.
     *
     * @throws KernelException if the device can't run it
     */
    static ItemKernel of(DriverEngine engine, Kernel kernel) {
        return of(engine, kernel, false);
    }

    /** The same of a kernel whose dimension 0 is a parallel loop: see {@link #width}. */
    static ItemKernel ofGrid(DriverEngine engine, Kernel kernel) {
        return of(engine, kernel, true);
    }

    private static ItemKernel of(DriverEngine engine, Kernel kernel, boolean grid) {
        checkTypes(kernel, engine.name(), engine.limits());
        checkShared(engine, kernel);
        return new ItemKernel(
                engine,
                kernel.name(),
                engine.started().driver().emit(kernel, grid),
                kernel.scalars().stream().map(Expr.Var::type).toArray(DType[]::new),
                written(kernel));
    }

    /** The same built for groups of one size, which may be larger than {@link #mostInGroup}. */
    ItemKernel forGroups(long[] group) {
        Dialect dialect = engine.started().driver().language().dialect();
        return new ItemKernel(engine, name, source.forGroups(dialect, group), scalars, written);
    }

    /**
     * Nothing is computed in another precision than was asked for.
     *
     * @throws DeviceException if the device lacks what the kernel's types need
     */
    public static void checkTypes(Kernel kernel, String deviceName, Limits device) {
        boolean[] float64 = {
            kernel.buffers().stream().anyMatch(b -> b.type() == DType.FLOAT64)
                    || kernel.scalars().stream().anyMatch(v -> v.type() == DType.FLOAT64)
        };
        Walk.expressions(kernel.body(), e -> float64[0] |= e.type() == DType.FLOAT64);
        if (float64[0] && !device.traits().fp64()) {
            throw new DeviceException(kernel.name() + ": " + deviceName + " (" + device.model()
                    + ") has no float64; use float32 (astype, float in Java) or move the arrays with to(\"host\")");
        }
        if (!device.int64Atomics()) {
            Walk.statements(kernel.body(), s -> {
                if (s instanceof Stmt.Atomic a && a.buf().type().itemSize() == Long.BYTES) {
                    throw new DeviceException(kernel.name() + ": " + deviceName + " (" + device.model()
                            + ") has no atomic operations on " + a.buf().type() + "; use 32 bits");
                }
            });
        }
    }

    private static void checkShared(DriverEngine engine, Kernel kernel) {
        long[] bytes = {0};
        Walk.statements(kernel.body(), s -> {
            if (s instanceof Stmt.Shared sh) {
                bytes[0] += sh.length() * sh.buf().type().itemSize();
            }
        });
        long most = engine.traits().sharedBytes();
        if (bytes[0] > most) {
            throw new KernelException(String.format(
                    Locale.ROOT,
                    "%s: a group shares arrays of %,d bytes; %s has %,d for a group, make the arrays smaller",
                    kernel.name(),
                    bytes[0],
                    engine.name(),
                    most));
        }
    }

    private static boolean[] written(Kernel kernel) {
        Set<Buf> all = Walk.written(kernel);
        boolean[] written = new boolean[kernel.buffers().size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = all.contains(kernel.buffers().get(i));
        }
        return written;
    }

    /** The most work items of a group. */
    int mostInGroup() {
        return (int) kernel.function.mostInGroup();
    }

    /** How many iterations of dimension 0 each work item does. */
    int width() {
        return source.width();
    }

    String text() {
        return source.text();
    }

    String assembly() {
        Driver driver = engine.started().driver();
        return DeepStack.call(() ->
                driver.assembly(source.entry(), source.text(), driver.language().options()));
    }

    void check(long[] items, long[] group) {
        kernel.check(items, group);
    }

    /**
     * Puts a launch into the queue; of a kernel that has checks, waits for it.
     *
     * @throws KernelException if a check fails
     */
    void launch(Buffer[] buffers, long[] values, long[] items, long[] group) {
        for (long n : items) {
            if (n == 0) {
                return;
            }
        }
        if (source.faults()) {
            Faults faults = engine.started().faults();
            DriverBuffer place = faults.take();
            enqueue(buffers, values, items, group, place);
            faults.settle(place, source.messages());
        } else {
            enqueue(buffers, values, items, group, null);
        }
    }

    private void enqueue(Buffer[] buffers, long[] values, long[] items, long[] group, @Nullable DriverBuffer place) {
        kernel.lock.lock();
        try {
            int at = 0;
            for (Buffer b : buffers) {
                DriverBuffer own = engine.own(b);
                engine.order(own, written[at]);
                kernel.function.setMemory(at++, own.memory());
            }
            for (int i = 0; i < scalars.length; i++) {
                kernel.function.setScalar(at++, scalars[i], values[i]);
            }
            if (place != null) {
                engine.order(place, true);
                kernel.function.setMemory(at, place.memory());
            }
            kernel.launch(items, group);
        } finally {
            kernel.lock.unlock();
            // Memory whose commands are all in the queue may go to somebody else.
            Reference.reachabilityFence(buffers);
        }
    }
}
