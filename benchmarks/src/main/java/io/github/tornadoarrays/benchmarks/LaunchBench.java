package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Event;
import io.github.tornadoarrays.Graph;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Stream;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.cuda.Driver;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;
import java.util.Locale;

/**
 * What small operations of 1000 float32 cost on a device, in microseconds a call, and the parts of that which are the host's. Each
 * figure is the median of repeats of many calls; calls are put in without waiting but for the wait at a repeat's end, unless the
 * row says otherwise.
 */
public final class LaunchBench {
    private static final int REPEATS = 15;
    private static final int N = 1000;
    private static final int NODES = 20;

    private final Device device;
    private final int calls;

    private LaunchBench(Device device, int calls) {
        this.device = device;
        this.calls = calls;
    }

    static void scale(float a, float[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = a * x[i];
        }
    }

    /** The device's name, if any, is the first argument; how many calls a repeat has, the second. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        Device device = args.length > 0 ? Device.of(args[0]) : Device.current();
        Np.setDevice(device);
        System.out.println(device.name() + ": " + device.description());
        new LaunchBench(device, args.length > 1 ? Integer.parseInt(args[1]) : 2000).run();
    }

    private void run() {
        NDArray a = Np.arange(N).astype(DType.FLOAT32).eval();
        NDArray b = Np.ones(DType.FLOAT32, N).eval();
        System.out.println("small operations");
        row("a + b", 1, () -> a.add(b).eval());
        row("sqrt(a*a + b*b)", 1, () -> a.mul(a).add(b.mul(b)).sqrt().eval());
        row("a += b", 1, () -> a.addi(b));
        row("float(sum(a)), waiting", 1, () -> a.sum().item());
        Kernel scale = Kernel.of(LaunchBench::scale);
        row("Java method as a kernel", 1, () -> scale.run(1f, a));
        row(NODES + " dependent kernels, each", NODES, () -> chain(a, b));
        graph(a, b);

        System.out.println("parts of the host");
        Engine engine = Engines.named("bench", device.name());
        row("node of a + b, not computed", 1, () -> a.add(b));
        row(
                "nodes of sqrt(a*a + b*b), not computed",
                1,
                () -> a.mul(a).add(b.mul(b)).sqrt());
        row("memory had and given back", 1, () -> {
            Buffer x = engine.allocate(DType.FLOAT32, N);
            engine.release(x);
        });
        row("memory had and left to the collector", 1, () -> engine.allocate(DType.FLOAT32, N));
        if (device.name().startsWith("cuda")) {
            long context = Driver.cuDevicePrimaryCtxRetain(
                    Integer.parseInt(device.name().substring(5)));
            row("cuCtxSetCurrent", 1, () -> Driver.cuCtxSetCurrent(context));
            try (Stream s = new Stream(device)) {
                row("Stream.use", 1, () -> {
                    try (var _ = s.use()) {
                        return;
                    }
                });
            }
        }
    }

    private static void chain(NDArray a, NDArray b) {
        for (int i = 0; i < NODES; i++) {
            a.addi(b);
        }
    }

    private void graph(NDArray a, NDArray b) {
        try (Stream s = new Stream(device);
                Graph g = Graph.capture(s, () -> chain(a, b))) {
            row("graph of " + g.size() + " kernels, each", g.size(), g::launch);
            Event start = s.record();
            for (int i = 0; i < 100; i++) {
                g.launch();
            }
            Event end = s.record();
            line("the same by the device's clock", Event.elapsedTime(start, end) * 10 / g.size());
        } catch (DeviceException e) {
            System.out.println("  " + e.getMessage());
        }
    }

    private void row(String name, int operations, Runnable call) {
        double[] us = new double[REPEATS];
        for (int k = -5; k < REPEATS; k++) {
            device.synchronize();
            long start = System.nanoTime();
            for (int i = 0; i < calls / operations; i++) {
                call.run();
            }

            device.synchronize();
            double each = (System.nanoTime() - start) / 1e3 / (calls / operations * operations);
            if (k >= 0) {
                us[k] = each;
            }
        }
        Arrays.sort(us);
        line(name, us[REPEATS / 2]);
    }

    private static void line(String name, double us) {
        System.out.printf("  %-42s %9.3f us%n", name, us);
    }
}
