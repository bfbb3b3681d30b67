package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.lift.Lifted;
import io.github.tornadoarrays.opt.Views;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that a method came to, ready for launches. What an engine compiled is kept by the form of the arguments: which
 * of them are views, and whether memory is outside the heap.
 */
final class Compiled {
    private final Lifted lifted;
    private final List<MethodParameter> parameters;
    private final GridBounds[] bounds;

    /** The buffers that the first kernel may write whole. */
    private final Set<Integer> whole;

    private final int slots;
    private final int scalars;
    private final ConcurrentHashMap<Form, Engine.Executable[]> known = new ConcurrentHashMap<>();
    private volatile @Nullable Latest latest;

    /** @param views two bits a buffer: whether it is a view with an offset (1), and with strides (2) */
    private record Form(Engine engine, long views, boolean wide) {}

    private record Latest(Form form, Engine.Executable[] code) {}

    Compiled(Lifted lifted, List<MethodParameter> parameters) {
        this.lifted = lifted;
        this.parameters = parameters;
        bounds = lifted.isGrouped()
                ? new GridBounds[0]
                : lifted.kernels().stream().map(GridBounds::new).toArray(GridBounds[]::new);
        whole = lifted.isGrouped()
                ? Set.of()
                : WholeWrites.slots(lifted.kernels().get(0));
        slots = lifted.kernels().get(0).buffers().size();
        scalars = lifted.scalars().size();
    }

    // ---- running

    /** Runs the kernels with checked arguments. */
    void run(LaunchOptions how, Object[] arguments) {
        Engine engine = engine(how, arguments);
        Call call = new Call(engine, arguments);
        GroupShape groups = lifted.isGrouped() ? GroupShape.of(lifted.name(), how, engine.traits()) : null;
        if (groups == null && !(how.items().isEmpty() && how.groups().isEmpty())) {
            throw new KernelException(lifted.name()
                    + ": its parallel loops say how many iterations there are; leave out items() and grid()");
        }
        try {
            call.bind();
            Engine.Executable[] code = code(new Form(engine, call.views, call.wide));
            for (int k = 0; k < code.length; k++) {
                Engine.Items items = groups == null
                        ? new Engine.Items(bounds[k].of(call.scalarArguments), how.block())
                        : new Engine.Items(groups.global(), groups.local());
                if (!items.global().contains(0L)) {
                    launch(code[k], k, call, items);
                }
            }
            call.finish();
        } finally {
            call.takeBack();
        }
    }

    private void launch(Engine.Executable code, int k, Call call, Engine.Items items) {
        if (!Tracing.LAUNCHES) {
            code.launch(call.buffers, call.scalarArguments, items);
            return;
        }
        long start = System.nanoTime();
        code.launch(call.buffers, call.scalarArguments, items);
        Tracing.launched(lifted.kernels().get(k), call.engine, items, System.nanoTime() - start);
    }

    /** One launch: its buffers and scalars, and what is to be copied back. */
    private final class Call {
        final Engine engine;
        final Object[] arguments;
        final Buffer[] buffers = new Buffer[slots];
        long[] scalarArguments = new long[scalars];
        long views;
        boolean wide;
        private int used = scalars;
        private boolean copies;

        /** Host memory that the engine has been lent, by slot. */
        private final @Nullable HostBuffer[] lent = new HostBuffer[slots];

        Call(Engine engine, Object[] arguments) {
            this.engine = engine;
            this.arguments = arguments;
        }

        void bind() {
            for (int i = 0; i < arguments.length; i++) {
                switch (parameters.get(i)) {
                    case MethodParameter.Scalar s ->
                        scalarArguments[s.scalar()] = MethodParameter.Scalars.bits(s.type(), arguments[i]);
                    case MethodParameter.Struct s -> struct(s, arguments[i]);
                    case MethodParameter.Elements e -> elements(e, i);
                }
            }
            for (int i = 0; i < arguments.length; i++) {
                if (parameters.get(i) instanceof MethodParameter.Elements e
                        && !(arguments[i] instanceof ArrayArgument)) {
                    memory(e, i);
                }
            }
            int t = slots - lifted.temporaries().size();
            for (Lifted.Temporary temporary : lifted.temporaries()) {
                buffers[t++] = engine.allocate(temporary.dtype(), temporary.length());
            }
            if (used != scalarArguments.length) {
                scalarArguments = Arrays.copyOf(scalarArguments, used);
            }
        }

        private void struct(MethodParameter.Struct s, Object record) {
            try {
                for (int k = 0; k < s.components().length; k++) {
                    scalarArguments[s.scalar() + k] = (long) s.components()[k].invokeExact(record);
                }
            } catch (Throwable t) {
                throw new KernelException(lifted.name() + ": " + s.name() + " cannot be read: " + t.getMessage(), t);
            }
        }

        private void elements(MethodParameter.Elements e, int i) {
            if (arguments[i] instanceof ArrayArgument a) {
                array(e, a);
                return;
            }
            long[] shape = JavaArrays.shape(e, arguments[i]);
            for (int d = 0; d < shape.length; d++) {
                scalarArguments[e.scalar() + d] = shape[d];
            }
        }

        /** Memory for a Java array, with its elements unless none of them is used. */
        private void memory(MethodParameter.Elements e, int i) {
            if (first(i) < i) {
                int slot = ((MethodParameter.Elements) parameters.get(first(i))).slot();
                buffers[e.slot()] = buffers[slot];
                lent[e.slot()] = lent[slot];
                return;
            }
            HostBuffer flat = JavaArrays.flat(e, arguments[i]);
            wide |= flat.isNative() && engine.memory() == Place.HOST;
            buffers[e.slot()] = engine.memory() == Place.HOST ? flat : there(e, i, flat);
            copies |= buffers[e.slot()] != flat || !JavaArrays.isItself(e);
        }

        private Buffer there(MethodParameter.Elements e, int i, HostBuffer flat) {
            Buffer itself = engine.lend(flat, isWritten(arguments[i]));
            if (itself != null) {
                lent[e.slot()] = flat;
                return itself;
            }
            return replaces(e, i, flat.length()) ? engine.allocate(e.dtype(), flat.length()) : engine.fromHost(flat);
        }

        private boolean isWritten(Object array) {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] == array && parameters.get(i) instanceof MethodParameter.Elements e && e.written()) {
                    return true;
                }
            }
            return false;
        }

        /** Whether each element of a Java array is written and none read. */
        private boolean replaces(MethodParameter.Elements e, int i, long length) {
            if (e.read() || !whole.contains(e.slot()) || !JavaArrays.isItself(e)) {
                return false;
            }
            for (int k = i + 1; k < arguments.length; k++) {
                if (arguments[k] == arguments[i]) {
                    return false;
                }
            }
            long iterations = 1;
            for (long n : bounds[0].of(scalarArguments)) {
                if (n > Integer.MAX_VALUE / Math.max(1, iterations)) {
                    return false;
                }
                iterations *= n;
            }
            return iterations >= length;
        }

        /** The first argument that is the same Java array as this one: they share memory here too. */
        private int first(int i) {
            int k = 0;
            while (arguments[k] != arguments[i]) {
                k++;
            }
            return k;
        }

        private void array(MethodParameter.Elements e, ArrayArgument a) {
            Layout l = a.layout();
            for (int d = 0; d < e.rank(); d++) {
                scalarArguments[e.scalar() + d] = l.shape()[d];
            }
            Buffer b = Realizer.realize(a.base(), engine);
            if (e.written()) {
                b = Realizer.writable(a.base());
            }
            buffers[e.slot()] = b;
            wide |= b instanceof HostBuffer h && h.isNative() || b.length() > Integer.MAX_VALUE;
            boolean strided = !l.isContiguous();
            if (strided || l.offset() != 0 && l.size() > 0) {
                views |= (strided ? 2L : 1L) << 2 * e.slot();
                more(l.offset());
                if (strided) {
                    for (long s : l.strides()) {
                        more(s);
                    }
                }
            }
        }

        private void more(long scalar) {
            if (used == scalarArguments.length) {
                scalarArguments = Arrays.copyOf(scalarArguments, used + 4);
            }
            scalarArguments[used++] = scalar;
        }

        /** Copies back what Java arrays must see, and gives memory back. */
        void finish() {
            if (copies) {
                copyBack();
            }
            for (int t = slots - lifted.temporaries().size(); t < slots; t++) {
                engine.release(buffers[t]);
            }
            Reference.reachabilityFence(buffers);
        }

        private void copyBack() {
            takeBack();
            for (int i = 0; i < arguments.length; i++) {
                if (parameters.get(i) instanceof MethodParameter.Elements e
                        && !(arguments[i] instanceof ArrayArgument)
                        && e.written()) {
                    back(e, arguments[i]);
                }
            }
            for (int i = 0; engine.memory() != Place.HOST && i < arguments.length; i++) {
                if (parameters.get(i) instanceof MethodParameter.Elements e
                        && !(arguments[i] instanceof ArrayArgument)
                        && first(i) == i
                        && lent[e.slot()] == null) {
                    engine.release(buffers[e.slot()]);
                }
            }
        }

        private void back(MethodParameter.Elements e, Object array) {
            Buffer b = buffers[e.slot()];
            boolean itself = JavaArrays.isItself(e);
            HostBuffer own = lent[e.slot()];
            if (!itself) {
                JavaArrays.back(e, own == null ? Engines.toHost(b) : own, array);
            } else if (engine.memory() != Place.HOST && own == null) {
                HostBuffer flat = JavaArrays.flat(e, array);
                engine.read(b, 0, flat, 0, flat.length());
            }
        }

        /** Ends the engine's use of host memory, however the launch ended. */
        void takeBack() {
            RuntimeException failure = null;
            for (int slot = 0; slot < slots; slot++) {
                HostBuffer own = lent[slot];
                Buffer b = buffers[slot];
                if (own != null && b != own) {
                    buffers[slot] = own;
                    try {
                        engine.release(b);
                    } catch (DeviceException e) {
                        failure = failure == null ? e : failure;
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    private Engine engine(LaunchOptions how, Object[] arguments) {
        Place place = how.engine() == null ? null : how.engine().memory();
        String first = "the kernel runs";
        for (int i = 0; i < arguments.length; i++) {
            Place p = arguments[i] instanceof ArrayArgument a ? a.base().place() : null;
            if (p != null && place != null && p != place) {
                throw new DeviceException(
                        lifted.name() + ": " + parameters.get(i).name() + " is on " + p.name() + " and " + first
                                + " on " + place.name() + "; move it with x.to(\"" + place.name() + "\")");
            }
            if (p != null && place == null) {
                place = p;
                first = parameters.get(i).name() + " is";
            }
        }
        return how.engine() == null ? Engines.at(place) : how.engine();
    }

    // ---- compiling

    private Engine.Executable[] code(Form form) {
        Latest l = latest;
        if (l != null && l.form.equals(form)) {
            return l.code;
        }
        Engine.Executable[] code = known.computeIfAbsent(form, this::compile);
        latest = new Latest(form, code);
        return code;
    }

    private Engine.Executable[] compile(Form form) {
        return kernels(form).stream()
                .map(k -> form.engine.compile(k, form.wide))
                .toArray(Engine.Executable[]::new);
    }

    private List<Kernel> kernels(Form form) {
        if (form.views == 0) {
            return lifted.kernels();
        }
        DType index = form.wide ? DType.INT64 : DType.INT32;
        List<Views.View> views = new ArrayList<>();
        for (Lifted.Parameter p : lifted.parameters()) {
            if (p instanceof Lifted.Parameter.Array a) {
                long bits = form.views >>> 2 * a.buf().slot() & 3;
                if (bits != 0) {
                    views.add(view(a, bits == 2, index));
                }
            }
        }
        return lifted.kernels().stream().map(k -> Views.through(k, views)).toList();
    }

    private static Views.View view(Lifted.Parameter.Array a, boolean strided, DType index) {
        Buf b = a.buf();
        List<Expr.Var> strides = new ArrayList<>();
        for (int d = 0; strided && d < a.extents().size(); d++) {
            strides.add(new Expr.Var(b.name() + "_stride" + d, index));
        }
        Expr.Var columns = a.extents().size() == 2 ? a.extents().get(1) : null;
        return new Views.View(b, new Expr.Var(b.name() + "_offset", index), strides, columns);
    }

    // ---- for people

    String source(@Nullable Engine engine) {
        Engine e = engine == null ? Engines.current() : engine;
        StringBuilder out = new StringBuilder();
        for (Engine.Executable x : known.computeIfAbsent(new Form(e, 0, false), this::compile)) {
            out.append(x.source()).append('\n');
        }
        return out.toString();
    }

    String assembly(@Nullable Engine engine) {
        Engine e = engine == null ? Engines.current() : engine;
        StringBuilder out = new StringBuilder();
        for (Engine.Executable x : known.computeIfAbsent(new Form(e, 0, false), this::compile)) {
            out.append(x.assembly());
        }
        return out.toString();
    }

    String explain(@Nullable Engine engine) {
        Engine e = engine == null ? Engines.current() : engine;
        StringBuilder out =
                new StringBuilder(lifted.name()).append(" on ").append(e.name()).append('\n');
        for (MethodParameter p : parameters) {
            out.append("  ").append(p.type().getSimpleName()).append(' ').append(p.name());
            if (p instanceof MethodParameter.Elements a) {
                out.append(
                        a.read()
                                ? a.written() ? ": read and written" : ": read"
                                : a.written() ? ": written" : ": not used");
            }
            out.append('\n');
        }
        int n = lifted.kernels().size();
        for (int k = 0; k < n; k++) {
            out.append(String.format(
                    Locale.ROOT,
                    "kernel %d of %d, %s%n",
                    k + 1,
                    n,
                    lifted.isGrouped()
                            ? "work items in groups"
                            : bounds[k].count() + (bounds[k].count() == 1 ? " parallel loop" : " parallel loops")));
            out.append(Printer.print(lifted.kernels().get(k))).append('\n');
        }
        return out.toString();
    }
}
