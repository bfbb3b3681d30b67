package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.lift.Lifted;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs lifted methods on an engine, without anything between. */
final class Direct {
    private Direct() {}

    /** Runs the kernels one after the other; what they write is in the arrays among the arguments then. */
    static void run(Engine engine, Lifted lifted, Entry.@Nullable Launch launch, Object[] args) {
        List<HostBuffer> host = new ArrayList<>();
        List<Buffer> buffers = new ArrayList<>();
        List<Long> scalars = new ArrayList<>();
        List<Object> arrays = new ArrayList<>();
        List<Boolean> written = new ArrayList<>();
        int next = 0;
        for (Lifted.Parameter p : lifted.parameters()) {
            switch (p) {
                case Lifted.Parameter.Scalar _ -> scalars.add(bits(args[next++]));
                case Lifted.Parameter.Struct s -> {
                    for (RecordComponent c : s.type().getRecordComponents()) {
                        scalars.add(bits(component(c, args[next])));
                    }
                    next++;
                }
                case Lifted.Parameter.Array a -> {
                    Object array = args[next++];
                    arrays.add(array);
                    written.add(a.written());
                    host.add(flat(a.buf().type(), array));
                    Object level = array;
                    for (int d = 0; d < a.extents().size(); d++) {
                        long n = level == null ? 0 : Array.getLength(level);
                        scalars.add(n);
                        level = n == 0 ? null : Array.get(level, 0);
                    }
                }
                case Lifted.Parameter.Context _ -> {}
            }
        }
        host.forEach(h -> {
            Buffer b = engine.allocate(h.dtype(), h.length());
            engine.release(b);
            buffers.add(engine.fromHost(h));
        });
        lifted.temporaries().forEach(t -> buffers.add(engine.allocate(t.dtype(), t.length())));
        long[] values = scalars.stream().mapToLong(x -> x).toArray();
        for (Kernel kernel : lifted.kernels()) {
            List<Long> global = launch == null ? extents(kernel, values) : launch.global();
            List<Long> local = launch == null ? List.of() : launch.local();
            engine.compile(kernel, false)
                    .launch(buffers.toArray(Buffer[]::new), values, new Engine.Items(global, local));
        }
        for (int i = 0; i < arrays.size(); i++) {
            if (written.get(i)) {
                back(engine.toHost(buffers.get(i)), arrays.get(i), 0);
            }
        }
        engine.finish();
    }

    private static Object component(RecordComponent c, Object record) {
        try {
            c.getAccessor().setAccessible(true);
            return c.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long bits(Object x) {
        return switch (x) {
            case Boolean b -> b ? 1 : 0;
            case Character c -> c;
            case Float f -> Double.doubleToRawLongBits(f);
            case Double d -> Double.doubleToRawLongBits(d);
            case Number n -> n.longValue();
            default -> throw new IllegalArgumentException("an argument of " + x.getClass());
        };
    }

    private static HostBuffer flat(DType type, Object array) {
        HostBuffer b = HostBuffer.allocate(type, size(array));
        fill(b, array, 0);
        return b;
    }

    private static long size(Object array) {
        int n = Array.getLength(array);
        return array.getClass().componentType().isArray() ? n == 0 ? 0 : n * size(Array.get(array, 0)) : n;
    }

    private static int fill(HostBuffer b, Object array, int at) {
        int to = at;
        for (int i = 0; i < Array.getLength(array); i++) {
            switch (Array.get(array, i)) {
                case Float f -> b.setDouble(to++, f);
                case Double d -> b.setDouble(to++, d);
                case Boolean x -> b.setLong(to++, x ? 1 : 0);
                case Character c -> b.setLong(to++, c);
                case Number x -> b.setLong(to++, x.longValue());
                case Object row -> to = fill(b, row, to);
            }
        }
        return to;
    }

    private static int back(HostBuffer b, Object array, int at) {
        int to = at;
        for (int i = 0; i < Array.getLength(array); i++) {
            switch (Array.get(array, i)) {
                case Float _ -> Array.setFloat(array, i, (float) b.getDouble(to++));
                case Double _ -> Array.setDouble(array, i, b.getDouble(to++));
                case Boolean _ -> Array.setBoolean(array, i, b.getLong(to++) != 0);
                case Character _ -> Array.setChar(array, i, (char) b.getLong(to++));
                case Byte _ -> Array.setByte(array, i, (byte) b.getLong(to++));
                case Short _ -> Array.setShort(array, i, (short) b.getLong(to++));
                case Integer _ -> Array.setInt(array, i, (int) b.getLong(to++));
                case Long _ -> Array.setLong(array, i, b.getLong(to++));
                case Object row -> to = back(b, row, to);
            }
        }
        return to;
    }

    // ---- the extents of the grid, which depend on the scalars only

    private static List<Long> extents(Kernel kernel, long[] scalars) {
        Map<Expr.Var, Object> known = new HashMap<>();
        for (int i = 0; i < scalars.length; i++) {
            Expr.Var v = kernel.scalars().get(i);
            known.put(v, v.type().isFloat() ? (Object) Double.longBitsToDouble(scalars[i]) : (Object) scalars[i]);
        }
        List<Long> out = new ArrayList<>();
        extents(kernel.body(), known, out);
        return out;
    }

    private static void extents(List<Stmt> body, Map<Expr.Var, Object> known, List<Long> out) {
        for (Stmt s : body) {
            if (s instanceof Stmt.Let l) {
                try {
                    known.put(l.var(), value(l.value(), known));
                } catch (UnsupportedOperationException e) {
                    // not one of those that extents depend on
                }
            } else if (s instanceof Stmt.Loop l && l.kind() == Stmt.LoopKind.GRID) {
                long from = (long) value(l.from(), known);
                long to = (long) value(l.to(), known);
                out.add(Math.max(0, to - from));
                extents(l.body(), known, out);
            }
        }
    }

    private static Object value(Expr e, Map<Expr.Var, Object> known) {
        return switch (e) {
            case Expr.Const c when c.type().isFloat() -> c.asDouble();
            case Expr.Const c -> c.bits();
            case Expr.Var v when known.containsKey(v) -> known.get(v);
            case Expr.Apply a -> apply(a, known);
            default -> throw new UnsupportedOperationException(e.toString());
        };
    }

    private static Object apply(Expr.Apply a, Map<Expr.Var, Object> known) {
        if (a.args().stream().anyMatch(x -> x.type().isFloat()) || a.type().isFloat()) {
            throw new UnsupportedOperationException(a.toString());
        }
        long x = (long) value(a.arg(0), known);
        long y = a.args().size() > 1 ? (long) value(a.arg(1), known) : 0;
        long r = switch (a.op()) {
            case ADD -> x + y;
            case SUB -> x - y;
            case MUL -> x * y;
            case DIV -> x / y;
            case REM -> x % y;
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case NEG -> -x;
            case AND -> x & y;
            case OR -> x | y;
            case XOR -> x ^ y;
            case NOT -> a.type() == DType.BOOL ? 1 - x : ~x;
            case SHL -> x << y;
            case SHR -> x >> y;
            case LT -> x < y ? 1 : 0;
            case LE -> x <= y ? 1 : 0;
            case GT -> x > y ? 1 : 0;
            case GE -> x >= y ? 1 : 0;
            case EQ -> x == y ? 1 : 0;
            case NE -> x != y ? 1 : 0;
            case SELECT -> (long) value(a.arg(x != 0 ? 1 : 2), known);
            case CAST -> x;
            default -> throw new UnsupportedOperationException(a.toString());
        };
        return a.type() == DType.INT32 ? (int) r : a.type() == DType.UINT32 ? r & 0xffffffffL : r;
    }
}
