package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.device.DeviceLibrary;
import io.github.tornadoarrays.device.cuda.CudaLibrary;
import io.github.tornadoarrays.emit.c.Dialect;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.EngineProvider;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.engine.cpu.CpuLibrary;
import io.github.tornadoarrays.engine.cpu.HostPool;
import io.github.tornadoarrays.engine.cpu.Workers;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The engines there are, and which one new arrays go to: that of this thread's innermost scope, else the process's. */
public final class Engines {
    private static final Engine CPU = new CpuEngine();

    private static final Engine REFERENCE = new ReferenceEngine();

    private static final Library HOST_LIBRARY = new CpuLibrary();

    private static final ConcurrentHashMap<Engine, Library> LIBRARIES = new ConcurrentHashMap<>();

    private static final ConcurrentHashMap<Engine, Borrowing> BORROWED = new ConcurrentHashMap<>();

    private static final List<Engine> MORE = new CopyOnWriteArrayList<>();

    private static volatile @Nullable Choice chosen;

    private static final ThreadLocal<@Nullable Scope> SCOPES = new ThreadLocal<>();

    /** Whether there was ever a scope: what isn't used costs nothing. */
    private static volatile boolean scoped;

    private Engines() {}

    /** What new arrays go to. */
    public static Engine current() {
        if (scoped) {
            Scope s = open();
            if (s != null) {
                return s.engine;
            }
        }
        return choice().engineOrThrow();
    }

    /** What computes on memory of a place; with null, the current engine. */
    public static Engine at(@Nullable Place place) {
        if (place == null) {
            return current();
        }
        return place == Place.HOST ? host() : (Engine) place;
    }

    /** What computes on the host's memory. */
    public static Engine host() {
        Engine current = current();
        return current.memory() == Place.HOST ? current : CPU;
    }

    /** Host memory of the pool with a buffer's elements: the buffer itself where it is host memory. */
    public static HostBuffer toHost(Buffer buffer) {
        if (buffer instanceof HostBuffer h) {
            return h;
        }
        HostBuffer host = HostPool.allocate(buffer.dtype(), buffer.length());
        at(buffer.place())
                .read(buffer, 0, host, 0, buffer.length() * buffer.dtype().parts());
        return host;
    }

    /** Memory with a buffer's elements where an engine works: the buffer itself where it is there. */
    public static Buffer moved(Buffer buffer, Engine to) {
        return buffer.place() == to.memory() ? buffer : to.fromHost(toHost(buffer));
    }

    /** Gives memory back; nobody may use the buffer afterwards. */
    public static void release(Buffer buffer) {
        if (buffer instanceof HostBuffer h) {
            // also where an engine computes that has other memory
            HostPool.release(h);
        } else {
            at(buffer.place()).release(buffer);
        }
    }

    /** The routines for memory of a place; with null, for the current engine's. */
    public static Library library(@Nullable Place place) {
        Engine engine = at(place);
        return engine.memory() == Place.HOST ? HOST_LIBRARY : LIBRARIES.computeIfAbsent(engine, Engines::library);
    }

    private static Library library(Engine device) {
        Borrowing borrowing = new Borrowing(device);
        BORROWED.put(device, borrowing);
        BorrowedLibrary borrowed = new BorrowedLibrary(borrowing, HOST_LIBRARY);
        Library all = new DeviceLibrary(device, borrowed, Modes.CHECKED);
        boolean cuda = device instanceof DriverEngine d
                && d.started().driver().language().dialect() == Dialect.CUDA;
        // kernels in CUDA C++ have no checks
        return cuda && !Modes.CHECKED ? new CudaLibrary((DriverEngine) device, all) : all;
    }

    // ---- choosing

    /** What is current on a thread until it is closed. Scopes may be closed in any order and twice. */
    public static final class Scope implements AutoCloseable {
        private final Engine engine;
        private final @Nullable Scope outer;
        private volatile boolean closed;

        private Scope(Engine engine, @Nullable Scope outer) {
            this.engine = engine;
            this.outer = outer;
        }

        @Override
        public void close() {
            closed = true;
            open();
        }
    }

    /** This thread's innermost scope that is not closed. */
    private static @Nullable Scope open() {
        Scope s = SCOPES.get();
        if (s == null || !s.closed) {
            return s;
        }
        while (s != null && s.closed) {
            s = s.outer;
        }
        if (s == null) {
            SCOPES.remove();
        } else {
            SCOPES.set(s);
        }
        return s;
    }

    /** Makes an engine this thread's current one. */
    public static Scope use(Engine engine) {
        scoped = true;
        Scope s = new Scope(engine, open());
        SCOPES.set(s);
        return s;
    }

    /** What an action gives when this thread's new arrays go to an engine. */
    public static <T> T with(Engine engine, Supplier<T> action) {
        try (Scope _ = use(engine)) {
            return action.get();
        }
    }

    /** Makes an engine the one of every thread that has no scope. */
    public static void set(Engine engine) {
        chosen = new Choice(engine, "Np.setDevice says so");
    }

    /** The engine that is current where there is no scope, and why. */
    public static String explain() {
        Choice c = choice();
        Engine engine = c.engineOrThrow();
        Borrowing borrowing = BORROWED.get(engine);
        String borrowed = borrowing == null ? "" : borrowing.operations();
        return engine.name() + ": " + c.why()
                + (borrowed.isEmpty() ? "" : "; so far done by the host for it: " + borrowed);
    }

    private static Choice choice() {
        Choice c = chosen;
        return c == null ? choose() : c;
    }

    private static synchronized Choice choose() {
        Choice c = chosen;
        if (c == null) {
            c = choice(System.getProperty("tornado.arrays.device"), System.getenv("TORNADO_ARRAYS_DEVICE"));
            chosen = c;
        }
        return c;
    }

    private static Choice choice(@Nullable String property, @Nullable String variable) {
        String asked = property != null ? "property tornado.arrays.device" : "TORNADO_ARRAYS_DEVICE";
        String name = property != null ? property : variable;
        if (name != null && !name.isBlank()) {
            try {
                return new Choice(named(asked, name), asked + " says so");
            } catch (DeviceException e) {
                return new Choice(null, e.getMessage());
            }
        }
        for (Engine device : cards()) {
            if (device.traits().isGpu()) {
                return new Choice(device, "no other was asked for, and it is the first graphics card");
            }
        }
        return new Choice(
                CPU,
                "no other was asked for, and no graphics card was found; it uses " + Workers.threads() + " threads");
    }

    /** What may be chosen unasked: the cards of CUDA, without them what OpenCL has. Looking for them must cost little. */
    private static List<? extends Engine> cards() {
        if (CudaEngine.mayHaveCards() && !CudaEngine.devices().isEmpty()) {
            return CudaEngine.hasCompiler() ? CudaEngine.devices() : OpenClEngine.devices();
        }
        return OpenClEngine.mayHaveCards() ? OpenClEngine.devices() : List.of();
    }

    /** An engine and why it was chosen, or null and what is wrong with what was asked for: every use says so then. */
    private record Choice(@Nullable Engine engine, String why) {
        Engine engineOrThrow() {
            if (engine == null) {
                throw new DeviceException(why);
            }
            return engine;
        }
    }

    // ---- what there is

    /** All engines: the host's, then the devices. */
    public static List<Engine> all() {
        List<Engine> all = new ArrayList<>(List.of(CPU, REFERENCE));
        all.addAll(Found.DEVICES);
        all.addAll(MORE);
        return all;
    }

    /**
     * The engine of a name: {@code cpu}, {@code reference}, {@code host} for the one that computes on the host's memory, {@code
     * opencl:0}; a name without a number is the first of its kind.
     *
     * @throws DeviceException if there is none of that name
     */
    public static Engine named(String op, String name) {
        if (name == null) {
            throw new DeviceException(op + ": the name is null; " + known());
        }
        switch (name) {
            case "cpu" -> {
                return CPU;
            }
            case "reference" -> {
                return REFERENCE;
            }
            case "host" -> {
                return host();
            }
            default -> {}
        }
        for (Engine e : all()) {
            if (e.name().equals(name) || e.name().equals(name + ":0")) {
                return e;
            }
        }
        throw new DeviceException(op + ": there is no device \"" + name + "\"; " + known());
    }

    private static String known() {
        return "there are " + all().stream().map(Engine::name).collect(Collectors.joining(", "));
    }

    /** What brings engines in jars of their own. */
    static List<EngineProvider> providers() {
        return Found.PROVIDERS;
    }

    /** Adds an engine of somebody else's to those that can be named. */
    public static void add(Engine engine) {
        MORE.add(engine);
    }

    /** The devices of this machine, looked for when first asked for. */
    private static final class Found {
        static final List<EngineProvider> PROVIDERS =
                ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
                        .map(p -> linked(p.get()))
                        .toList();
        static final List<Engine> DEVICES = Stream.of(
                        CudaEngine.devices(),
                        OpenClEngine.devices(),
                        PROVIDERS.stream().flatMap(p -> p.engines().stream()).toList())
                .<Engine>flatMap(List::stream)
                .toList();
    }

    /** A provider, or where what it is made for is not on the class path, one that says so. */
    static EngineProvider linked(EngineProvider provider) {
        try {
            List<? extends Engine> _ = provider.engines();
            return provider;
        } catch (LinkageError e) {
            return new Unlinked(provider.name(), e);
        }
    }

    private record Unlinked(String name, LinkageError error) implements EngineProvider {
        @Override
        public List<Engine> engines() {
            return List.of();
        }

        @Override
        public String explain() {
            return "it does not link (" + error + "); put what " + name
                    + " is made for on the class path, or take its jar off";
        }
    }
}
