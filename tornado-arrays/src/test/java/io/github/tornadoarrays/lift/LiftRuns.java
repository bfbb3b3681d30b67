package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.ir.Kernel;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Runs lifted methods on the interpreter, and methods themselves, on copies of arguments. */
final class LiftRuns {
    private LiftRuns() {}

    static Method find(Class<?> in, String name) {
        return Arrays.stream(in.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Object copy(Object o) {
        if (o == null || !o.getClass().isArray()) {
            return o;
        }
        int n = Array.getLength(o);
        Object c = Array.newInstance(o.getClass().getComponentType(), n);
        for (int i = 0; i < n; i++) {
            Array.set(c, i, copy(Array.get(o, i)));
        }
        return c;
    }

    /** Runs the kernels of a method; groups have {@code group} work items, and there are {@code items} in all. */
    static void run(Lifted lifted, int items, int group, Object... args) throws Exception {
        List<Buffer> buffers = new ArrayList<>();
        List<Long> scalars = new ArrayList<>();
        List<Runnable> back = new ArrayList<>();
        int at = 0;
        for (Lifted.Parameter p : lifted.parameters()) {
            switch (p) {
                case Lifted.Parameter.Context c -> {}
                case Lifted.Parameter.Scalar s -> scalars.add(bits(args[at++]));
                case Lifted.Parameter.Struct s -> {
                    Object record = args[at++];
                    for (RecordComponent c : s.type().getRecordComponents()) {
                        c.getAccessor().setAccessible(true);
                        scalars.add(bits(c.getAccessor().invoke(record)));
                    }
                }
                case Lifted.Parameter.Array a -> {
                    Object array = args[at++];
                    int n = Array.getLength(array);
                    scalars.add((long) n);
                    if (array instanceof char[] || array instanceof boolean[]) {
                        HostBuffer bits = HostBuffer.allocate(a.buf().type(), n);
                        for (int i = 0; i < n; i++) {
                            bits.setLong(i, bits(Array.get(array, i)));
                        }
                        buffers.add(bits);
                        back.add(() -> {
                            for (int i = 0; i < n; i++) {
                                long v = bits.getLong(i);
                                Array.set(array, i, array instanceof char[] ? (Object) (char) v : (Object) (v != 0));
                            }
                        });
                        continue;
                    }
                    if (a.extents().size() == 1) {
                        buffers.add(HostBuffer.of(a.buf().type(), n, array));
                        continue;
                    }
                    int columns = n == 0 ? 0 : Array.getLength(Array.get(array, 0));
                    scalars.add((long) columns);
                    Object flat = HostBuffer.newArray(a.buf().type(), n * columns);
                    for (int i = 0; i < n; i++) {
                        System.arraycopy(Array.get(array, i), 0, flat, i * columns, columns);
                    }
                    buffers.add(HostBuffer.of(a.buf().type(), (long) n * columns, flat));
                    back.add(() -> {
                        for (int i = 0; i < n; i++) {
                            System.arraycopy(flat, i * columns, Array.get(array, i), 0, columns);
                        }
                    });
                }
            }
        }
        lifted.temporaries().forEach(t -> buffers.add(HostBuffer.allocate(t.dtype(), t.length())));
        for (Kernel k : lifted.kernels()) {
            List<Long> global = k.gridLoops() == 0 ? List.of((long) items) : Collections.nCopies(k.gridLoops(), 1L);
            new ReferenceEngine()
                    .compile(k, false)
                    .launch(
                            buffers.toArray(Buffer[]::new),
                            scalars.stream().mapToLong(x -> x).toArray(),
                            new Engine.Items(global, List.of((long) group)));
        }
        back.forEach(Runnable::run);
    }

    /** The value of a function that has no loops in its body. */
    static Object value(LiftedFunction f, Object... args) {
        io.github.tornadoarrays.ir.Buf out =
                new io.github.tornadoarrays.ir.Buf("out", f.result().type(), 0);
        List<io.github.tornadoarrays.ir.Stmt> body = new ArrayList<>(f.body());
        body.add(new io.github.tornadoarrays.ir.Stmt.Store(
                out, io.github.tornadoarrays.ir.Expr.constant(DType.INT32, 0L), f.result()));
        HostBuffer memory = HostBuffer.allocate(f.result().type(), 1);
        new ReferenceEngine()
                .compile(new Kernel(f.name(), List.of(out), f.parameters(), body), false)
                .launch(
                        new Buffer[] {memory},
                        Arrays.stream(args).mapToLong(LiftRuns::bits).toArray(),
                        new Engine.Items(List.of(1L), List.of(1L)));
        return f.result().type().isFloat() ? (Object) memory.getDouble(0) : (Object) memory.getLong(0);
    }

    private static long bits(Object o) {
        return switch (o) {
            case Float f -> Double.doubleToRawLongBits(f);
            case Double d -> Double.doubleToRawLongBits(d);
            case Boolean b -> b ? 1 : 0;
            case Character c -> c;
            default -> ((Number) o).longValue();
        };
    }
}
