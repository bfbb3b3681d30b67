package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.run.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the first use of a device and first calls of kernels are made of: in a new JVM without compiled kernels on disk, then in one with them. */
public final class FirstCall {
    private static final String HERE = "here";

    private static long last;

    private FirstCall() {}

    /** The device's name, if any, is the first argument. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        String device = args.length > 0 ? args[0] : Device.current().name();
        if (args.length > 1 && args[1].equals(HERE)) {
            steps(device);
            return;
        }
        Path cache = Files.createTempDirectory("first-call");
        try {
            for (String what : List.of("without compiled kernels on disk", "with them")) {
                System.out.println(device + ", " + what);
                ProcessBuilder child = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FirstCall.class.getName(),
                                device,
                                HERE)
                        .inheritIO();
                child.environment().put("TORNADO_ARRAYS_CACHE", cache.toString());
                if (child.start().waitFor() != 0) {
                    throw new IllegalStateException("the measured JVM failed");
                }
            }
        } finally {
            try (Stream<Path> all = Files.walk(cache)) {
                all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        }
    }

    private static void steps(String name) {
        last = System.nanoTime();
        Device device = Device.of(name);
        Np.setDevice(device);
        step("libraries found, devices listed");
        if (Engines.named("bench", name) instanceof DriverEngine e) {
            var started = e.started();
            step("device started: context and stream");
            started.driver().identity();
            step("compiler's library, what is left of it");
        }
        NDArray x = Np.arange(1000).astype(DType.FLOAT32).eval();
        step("first kernel: iota");
        x.add(x).eval();
        device.synchronize();
        step("second kernel: add");
        x.mul(2).add(1).sqrt().eval();
        device.synchronize();
        step("third kernel: sqrt(2 x + 1)");
        x.sub(x.mean()).pow(2).sum().item();
        step("two more: variance");
        x.mul(3).add(x).exp().eval();
        device.synchronize();
        step("one more: exp(3 x + x)");
        x.add(x).eval();
        device.synchronize();
        step("one that was there");
    }

    private static void step(String name) {
        long now = System.nanoTime();
        System.out.printf("  %-42s %9.2f ms%n", name, (now - last) / 1e6);
        last = System.nanoTime();
    }
}
