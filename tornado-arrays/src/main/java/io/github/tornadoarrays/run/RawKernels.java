package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A kernel in a device's own language, compiled once for each device it is launched on. */
public final class RawKernels {
    /** A language, and the devices that take kernels in it. */
    private record Language(
            String name, String devicesAre, Supplier<List<DriverEngine>> devices, Supplier<String> whyNone) {
        static final Language OPENCL =
                new Language("OpenCL C", "an OpenCL device", OpenClEngine::devices, OpenClEngine::whyNone);
        static final Language CUDA =
                new Language("CUDA C++", "an NVIDIA card", CudaEngine::devices, CudaEngine::whyNone);
    }

    private final Language language;
    private final String entry;
    private final Function<Engine, Engine.Raw> compile;
    private final ConcurrentHashMap<Engine, Engine.Raw> compiled = new ConcurrentHashMap<>();

    private RawKernels(Language language, String entry, Function<Engine, Engine.Raw> compile) {
        this.language = language;
        this.entry = entry;
        this.compile = compile;
    }

    /** A kernel in OpenCL C. */
    public static RawKernels openCl(String source, String entry) {
        return new RawKernels(Language.OPENCL, entry, e -> e.raw(Language.OPENCL.name, source, entry));
    }

    /** A kernel in CUDA C++. */
    public static RawKernels cuda(String source, String entry) {
        return new RawKernels(Language.CUDA, entry, e -> e.raw(Language.CUDA.name, source, entry));
    }

    /** A program in CUDA C++, compiled once for each device, whose kernels share its variables. */
    public static final class Program {
        private final String source;
        private final String options;
        private final ConcurrentHashMap<Engine, Engine.RawProgram> compiled = new ConcurrentHashMap<>();

        /** @param options as {@link Engine#program} takes them */
        public Program(String source, String options) {
            this.source = source;
            this.options = options;
        }

        private Engine.RawProgram on(Engine engine) {
            return compiled.computeIfAbsent(engine, e -> e.program(Language.CUDA.name, source, options));
        }

        public RawKernels kernel(String entry) {
            return new RawKernels(Language.CUDA, entry, e -> on(e).kernel(entry));
        }

        /** A node of a variable's memory, which is not the node's alone: only what it is asked now is what the variable has. */
        public Node variable(Engine engine, String name, DType dtype) {
            Buffer buffer = on(engine).variable(name, dtype);
            return Node.leaf(dtype, new long[] {buffer.length()}, buffer);
        }
    }

    /** What a kernel is given. */
    public sealed interface Argument {
        /** An array: part of a node's row-major order. */
        record Array(Node base, Layout layout) implements Argument {}

        /** A number: an integer as it is, a float as the bits of a double. */
        record Scalar(DType type, long bits) implements Argument {}

        /** Memory of each group. */
        record Shared(long bytes) implements Argument {}
    }

    /** Part of an array that was copied for the kernel; what the kernel writes is copied back. */
    private record Copied(int argument, Argument.Array part, Node copy) {}

    /**
     * Runs groups of work items on the device where the arrays are.
     *
     * @param where the device that it must be, and the stream that it goes into
     */
    public void launch(long[] groups, long[] group, LaunchOptions where, List<Argument> arguments) {
        Engine engine = engine(where.engine(), arguments);
        if (where.stream() != null) {
            try (Engine.Scope _ = where.stream().use()) {
                launch(engine, groups, group, arguments);
            }
        } else {
            launch(engine, groups, group, arguments);
        }
    }

    private void launch(Engine engine, long[] groups, long[] group, List<Argument> arguments) {
        Engine.Raw kernel = compiled.computeIfAbsent(engine, compile);
        List<Engine.Argument> given = new ArrayList<>();
        List<Copied> copies = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            given.add(
                    switch (arguments.get(i)) {
                        case Argument.Array a ->
                            new Engine.Argument.Memory(memory(i, a, kernel.writes(i), arguments, copies));
                        case Argument.Scalar s -> new Engine.Argument.Scalar(s.type(), s.bits());
                        case Argument.Shared s -> new Engine.Argument.Shared(s.bytes());
                    });
        }
        kernel.launch(groups, group, given);
        for (Copied c : copies) {
            Realizer.write(c.part.base(), c.part.layout(), () -> c.copy);
        }
    }

    /** The device that was asked for or where the arrays are; where there are none, the first that takes the language. */
    private Engine engine(@Nullable Engine asked, List<Argument> arguments) {
        List<DriverEngine> devices = language.devices.get();
        Place found = null;
        for (int i = 0; i < arguments.size(); i++) {
            if (!(arguments.get(i) instanceof Argument.Array a)) {
                continue;
            }
            Place place = Realizer.realize(a.base()).place();
            if (!(place instanceof DriverEngine e) || !devices.contains(e)) {
                throw new DeviceException(entry + ": argument " + i + " is on " + place.name() + "; move it with x.to("
                        + (devices.isEmpty()
                                ? "…) to " + language.devicesAre + "; here there is none, " + language.whyNone.get()
                                : "\"" + devices.getFirst().name() + "\")"));
            }
            if (found != null && found != place) {
                throw new DeviceException(entry + ": argument " + i + " is on " + place.name() + " and others are on "
                        + found.name() + "; move it with x.to(\"" + found.name() + "\")");
            }
            found = place;
        }
        if (asked != null && !(asked instanceof DriverEngine e && devices.contains(e))) {
            throw new DeviceException(
                    entry + ": the kernel was to run on " + asked.name() + "; it needs " + language.devicesAre);
        }
        if (found != null && asked != null && found != asked) {
            throw new DeviceException(entry + ": the arrays are on " + found.name() + " and the kernel was to run on "
                    + asked.name() + "; move them with x.to(\"" + asked.name() + "\")");
        }
        if (found != null) {
            return Engines.at(found);
        }
        if (asked != null) {
            return asked;
        }
        if (devices.isEmpty()) {
            throw new DeviceException(
                    entry + ": there is no device that takes " + language.name + "; " + language.whyNone.get());
        }
        Engine current = Engines.current();
        return current instanceof DriverEngine e && devices.contains(e) ? current : devices.getFirst();
    }

    /** The memory that an array's elements are at the start of, in row-major order. */
    private Buffer memory(int i, Argument.Array a, boolean written, List<Argument> arguments, List<Copied> copies) {
        Layout layout = a.layout();
        if (layout.isContiguous() && layout.offset() == 0) {
            return written ? Realizer.writable(a.base()) : Realizer.realize(a.base());
        }
        if (!written) {
            return Realizer.realize(Graph.copy(Graph.view(a.base(), layout)));
        }
        if (!layout.isContiguous()) {
            throw new KernelException(entry + ": argument " + i + " is a view with " + layout
                    + ", and the kernel may write to it; pass a copy (x.copy()), or declare the parameter const");
        }
        for (int j = 0; j < arguments.size(); j++) {
            if (j != i
                    && arguments.get(j) instanceof Argument.Array b
                    && b.base() == a.base()
                    && overlap(layout, b.layout())) {
                throw new KernelException(entry + ": arguments " + Math.min(i, j) + " and " + Math.max(i, j)
                        + " share elements, and one is a view that the kernel may write to; pass a copy of one");
            }
        }
        Node copy = Graph.copy(Graph.view(a.base(), layout));
        Buffer buffer = Realizer.realize(copy);
        copies.add(new Copied(i, a, copy));
        return buffer;
    }

    private static boolean overlap(Layout a, Layout b) {
        return first(a) <= last(b) && first(b) <= last(a);
    }

    private static long first(Layout l) {
        long at = l.offset();
        for (int d = 0; d < l.rank(); d++) {
            at += Math.min(0, l.strides()[d] * (l.shape()[d] - 1));
        }
        return at;
    }

    private static long last(Layout l) {
        long at = l.offset();
        for (int d = 0; d < l.rank(); d++) {
            at += Math.max(0, l.strides()[d] * (l.shape()[d] - 1));
        }
        return l.size() == 0 ? -1 : at;
    }
}
