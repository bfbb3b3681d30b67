package io.github.tornadoarrays.device;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.lift.Lift;
import io.github.tornadoarrays.lift.Lifted;
import io.github.tornadoarrays.lift.Retype;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** A kernel of this package on one engine, compiled for each type when it is first run on it. */
final class Routine {
    private final Engine engine;
    private final Lifted lifted;
    private final ConcurrentHashMap<DType, Engine.Executable> compiled = new ConcurrentHashMap<>();

    private Routine(Engine engine, Lifted lifted) {
        this.engine = engine;
        this.lifted = lifted;
    }

    /** The only method of a class with this name; its indices and divisors may be checked. */
    static Routine of(Engine engine, Class<?> owner, String name, boolean checked) {
        Method method = Arrays.stream(owner.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return new Routine(engine, Lift.method(method, checked));
    }

    /**
     * Runs it.
     *
     * @param type what stands in the place of float64
     * @param global iterations of the parallel loops, or work items, by dimension
     * @param local work items of a group; empty where the engine chooses
     * @param args buffers for arrays; a Number for each scalar
     */
    void run(DType type, List<Long> global, List<Long> local, Object... args) {
        Engine.Executable code = compiled.computeIfAbsent(type, t -> engine.compile(kernel(t), false));
        List<Buffer> buffers = new ArrayList<>();
        List<Long> scalars = new ArrayList<>();
        int next = 0;
        for (Lifted.Parameter p : lifted.parameters()) {
            switch (p) {
                case Lifted.Parameter.Context c -> {}
                case Lifted.Parameter.Array a -> {
                    Buffer b = (Buffer) args[next++];
                    buffers.add(b);
                    scalars.add(b.length() * b.dtype().parts());
                }
                case Lifted.Parameter.Scalar s -> {
                    Number n = (Number) args[next++];
                    scalars.add(s.var().type().isFloat() ? Double.doubleToRawLongBits(n.doubleValue()) : n.longValue());
                }
                case Lifted.Parameter.Struct s -> throw new IllegalStateException("a record is no argument here");
            }
        }
        code.launch(
                buffers.toArray(Buffer[]::new),
                scalars.stream().mapToLong(Long::longValue).toArray(),
                new Engine.Items(global, local));
    }

    private Kernel kernel(DType type) {
        return Retype.of(lifted.kernels().get(0), type);
    }
}
