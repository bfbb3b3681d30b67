package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.runtime.TornadoCoreRuntime;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;

/** The TornadoVM that this Java machine was started with. */
final class Sdk {
    /** The versions that have the interfaces that are used here: later ones drop JVMCI, earlier ones are not for JDK 25. */
    private static final String FITTING = "5\\..*jdk25.*";

    private static final String LAUNCH =
            "start by scripts/tornado-arrays --engine tornadovm, or java with @$TORNADOVM_HOME/tornado-argfile and the options"
                    + " of tornado-arrays-tornadovm/java.args";

    private static final String GRAAL = "jdk.graal.compiler";

    /** What must be exported beside what TornadoVM's own options export: the file java.args has it. */
    static final List<String> EXPORTS = Stream.concat(
                    Stream.of("jdk.internal.vm.ci/jdk.vm.ci.meta", "jdk.internal.vm.ci/jdk.vm.ci.code"),
                    Stream.of(
                                    "core.common",
                                    "core.common.cfg",
                                    "core.common.type",
                                    "graph",
                                    "graph.iterators",
                                    "java",
                                    "lir",
                                    "lir.gen",
                                    "nodeinfo",
                                    "nodes",
                                    "nodes.calc",
                                    "nodes.cfg",
                                    "nodes.debug",
                                    "nodes.extended",
                                    "nodes.graphbuilderconf",
                                    "nodes.memory",
                                    "nodes.memory.address",
                                    "nodes.spi",
                                    "phases",
                                    "phases.schedule")
                            .map(p -> GRAAL + "/" + GRAAL + "." + p))
            .toList();

    /** Found when it is first asked for. */
    static final class Found {
        static final Devices DEVICES = find();

        private Found() {}
    }

    /**
     * @param explain what it is; where there are no engines, why, and after a semicolon what to do
     */
    record Devices(List<DriverEngine> engines, String explain) {}

    private Sdk() {}

    /**
     * What TornadoVM's arithmetic is told, unless the user has told it something: to compute what Java computes. A failed compilation
     * is never to become sequential Java, so that is no choice.
     */
    private static final Map<String, String> EXACT = Map.of(
            "tornado.enable.fma", "False",
            "tornado.enable.nativeFunctions", "False",
            "tornado.enable.mathOptimizations", "False",
            "tornado.enable.fastMathOptimizations", "False",
            "tornado.opencl.compiler.flags", "-w");

    private static Devices find() {
        String version = version(System.getenv("TORNADOVM_HOME"));
        List<String> missing = EXPORTS.stream().filter(e -> !mayUse(e)).toList();
        Devices unfit = unfit(System.getProperty("tornado.load.runtime.implementation"), missing, version);
        if (unfit != null) {
            return unfit;
        }
        EXACT.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
        System.setProperty("tornado.recover.bailout", "False");
        System.setProperty("tornado.load.annotation.implementation", MadeAnnotations.class.getName());
        try {
            return devices(version == null ? "of unknown version" : version);
        } catch (LinkageError | RuntimeException e) {
            return none("TornadoVM could not start: " + reason(e), LAUNCH);
        }
    }

    /**
     * Why TornadoVM can't be used; null where it can.
     *
     * @param runtime what this Java machine was told of TornadoVM
     * @param missing the exports that it was not told of
     * @param version what the SDK says of itself, where it does
     */
    static @Nullable Devices unfit(@Nullable String runtime, List<String> missing, @Nullable String version) {
        if (runtime == null) {
            return none("this Java machine was started without TornadoVM", LAUNCH);
        }
        if (!missing.isEmpty()) {
            return none(
                    "this Java machine was started without the exports that TornadoVM's compiler is reached by",
                    LAUNCH + ", here"
                            + missing.stream()
                                    .map(e -> " --add-exports " + e + "=ALL-UNNAMED")
                                    .collect(Collectors.joining()));
        }
        if (version != null && !version.matches(FITTING)) {
            return none(
                    "TORNADOVM_HOME is TornadoVM " + version + ", which this engine does not know",
                    "install a 5.x for JDK 25, such as 5.2.0-jdk25, and set TORNADOVM_HOME to it");
        }
        return null;
    }

    private static Devices devices(String version) {
        TornadoCoreRuntime runtime = TornadoCoreRuntime.getTornadoRuntime();
        List<DriverEngine> engines = new ArrayList<>();
        StringJoiner backends = new StringJoiner(", ");
        for (int b = 0; b < runtime.getNumBackends(); b++) {
            TornadoBackend backend = runtime.getBackend(b);
            backends.add(backend.getName());
            Phases.install(runtime.getBackend(b));
            for (int d = 0; d < backend.getNumDevices(); d++) {
                TornadoXPUDevice device = (TornadoXPUDevice) backend.getDevice(d);
                String name = "tornado:" + engines.size();
                int index = b;
                engines.add(new DriverEngine(
                        name, VmDevice.limits(device), () -> new VmDriver(name, VmDevice.start(index, device))));
            }
        }
        return found(version, backends.toString(), engines);
    }

    static Devices found(String version, String backends, List<DriverEngine> engines) {
        return engines.isEmpty()
                ? none(
                        "TornadoVM " + version + " found no device for its backends (" + backends + ")",
                        "install a driver for them, or an SDK with another backend")
                : new Devices(List.copyOf(engines), "TornadoVM " + version + " with " + backends);
    }

    /** @param internal a module, a stroke, and a package of it */
    private static boolean mayUse(String internal) {
        int cut = internal.indexOf('/');
        return ModuleLayer.boot()
                .findModule(internal.substring(0, cut))
                .map(m -> m.isExported(internal.substring(cut + 1), Sdk.class.getModule()))
                .orElse(false);
    }

    private static Devices none(String why, String remedy) {
        return new Devices(List.of(), why.replace("; ", ", ") + "; " + remedy);
    }

    /** What went wrong in TornadoVM, in its words but without its colours. */
    static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null || message.isBlank()
                ? deepest.getClass().getSimpleName()
                : message.replaceAll("\u001b\\[[0-9;]*m", "").strip();
    }

    /** What the SDK says of itself; null where there is nothing that says so. */
    static @Nullable String version(@Nullable String home) {
        if (home == null || home.isBlank()) {
            return null;
        }
        Path file = Path.of(home, "etc", "tornado.release");
        if (!Files.exists(file)) {
            return null;
        }
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            release.load(in);
        } catch (IOException e) {
            throw new DeviceException("tornadovm: " + file + " can't be read: " + e.getMessage());
        }
        return release.getProperty("version");
    }
}
