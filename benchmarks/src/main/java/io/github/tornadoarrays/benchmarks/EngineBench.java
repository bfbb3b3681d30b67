package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Random;
import io.github.tornadoarrays.core.DType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Five workloads on every engine of this machine: how long the first call takes, with what is compiled for it, and how long one takes
 * after that, as the median of batches and the wait for them. Arrays stay on the device. Results are compared with those of the first.
 * Where TornadoVM's engine is one of them, task graphs written for TornadoVM alone are timed beside it; their first call takes the inputs
 * to the device as well.
 */
public final class EngineBench {
    private static final int BATCHES = 5;
    private static final double BATCH_SECONDS = 0.2;

    /** Every so manyth element of a result is compared. */
    private static final int STEP = 997;

    private EngineBench() {}

    /**
     * @param inputs makes the inputs on the current device
     * @param work gives what computes with them; that gives the result
     * @param tolerance how far a result may be off, relative to the largest
     */
    private record Row(String name, Function<Scale, NDArray[]> inputs, Function<NDArray[], Work> work, double tolerance) {}

    private interface Work {
        NDArray once();
    }

    /** How much there is to do. */
    private record Scale(long elements, int bodies, int matrix) {
        static final Scale SMALL = new Scale(1_000_000, 1024, 256);
        static final Scale LARGE = new Scale(100_000_000, 16_384, 2048);
    }

    private static final List<Row> ROWS = List.of(
            new Row(
                    "seed f64",
                    s -> new NDArray[] {
                        Random.seeded(1).random(s.elements / 1000, 10, 100).eval()
                    },
                    in -> () -> in[0].pow(2).sum(-1).sqrt().eval(),
                    1e-12),
            new Row("add f32", s -> floats(2, s.elements), in -> () -> in[0].add(in[1]).eval(), 0),
            new Row("n-body f32", s -> floats(4, s.bodies), EngineBench::bodies, 1e-3),
            new Row(
                    "matmul f32",
                    s -> floats(2, s.matrix, s.matrix),
                    in -> () -> in[0].matmul(in[1]).eval(),
                    1e-4),
            new Row("Black-Scholes f32", EngineBench::options, EngineBench::blackScholes, 1e-4));

    /** So many arrays of random numbers. */
    private static NDArray[] floats(int count, long... shape) {
        NDArray[] all = new NDArray[count];
        Arrays.setAll(all, i -> Random.seeded(i + 1).random(shape).astype(DType.FLOAT32).eval());
        return all;
    }

    private static NDArray[] results(int count, long length) {
        NDArray[] all = new NDArray[count];
        Arrays.setAll(all, _ -> Np.zeros(new long[] {length}, DType.FLOAT32).eval());
        return all;
    }

    private static Work bodies(NDArray[] in) {
        NDArray[] out = results(3, in[0].size());
        Kernel kernel = Kernel.of(KernelMethods::nbody);
        return () -> {
            kernel.run(in[0], in[1], in[2], in[3], out[0], out[1], out[2]);
            return out[0];
        };
    }

    /** Prices now, prices agreed on, and years until then. */
    private static NDArray[] options(Scale s) {
        NDArray[] in = floats(3, s.elements / 10);
        return new NDArray[] {
            in[0].mul(50).add(75).eval(), in[1].mul(50).add(75).eval(), in[2].add(0.25).eval()
        };
    }

    private static Work blackScholes(NDArray[] in) {
        NDArray[] out = results(2, in[0].size());
        Kernel kernel = Kernel.of(KernelMethods::blackScholes);
        return () -> {
            kernel.run(in[0], in[1], in[2], out[0], out[1]);
            return out[0];
        };
    }

    /** Times, and some elements of the result. */
    private record Timed(double firstMs, double steadyMs, double[] sample) {}

    private static Timed time(Row row, Device device, Scale scale) {
        try (Device.Use _ = Device.use(device)) {
            Work work = row.work.apply(row.inputs.apply(scale));
            NDArray[] result = new NDArray[1];
            return timed(() -> result[0] = work.once(), device::synchronize, () -> result[0].ravel()
                    .get("::" + STEP)
                    .astype(DType.FLOAT64)
                    .to("host")
                    .toDoubleArray());
        }
    }

    private static Timed timed(Runnable once, Runnable wait, Supplier<double[]> sample) {
        wait.run();
        long start = System.nanoTime();
        once.run();
        wait.run();
        double first = (System.nanoTime() - start) / 1e6;
        List<Double> steady = new ArrayList<>();
        for (int b = 0; b < BATCHES; b++) {
            long begin = System.nanoTime();
            int calls = 0;
            do {
                for (int k = 0; k < 4; k++, calls++) {
                    once.run();
                }
                wait.run();
            } while (System.nanoTime() - begin < BATCH_SECONDS * 1e9);
            steady.add((System.nanoTime() - begin) / 1e6 / calls);
        }
        steady.sort(null);
        return new Timed(first, steady.get(BATCHES / 2), sample.get());
    }

    // ---- task graphs of TornadoVM's own, which are only there where its engine was built

    private static final String TASK_GRAPHS = "io.github.tornadoarrays.benchmarks.TaskGraphs";

    private static boolean hasTaskGraphs(List<Device> devices) {
        try {
            Class.forName(TASK_GRAPHS);
            return devices.stream().anyMatch(d -> d.name().equals("tornado:0"));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Timed timeTaskGraph(Row row, Scale scale, int count) {
        try (Device.Use _ = Device.use("cpu")) {
            Object[] inputs = Arrays.stream(row.inputs.apply(scale))
                    .map(x -> x.dtype() == DType.FLOAT32 ? x.toFloatArray() : x.toDoubleArray())
                    .toArray();
            Class<?> graphs = Class.forName(TASK_GRAPHS);
            Runnable graph = (Runnable)
                    graphs.getMethod("of", String.class, Object[].class).invoke(null, row.name, inputs);
            Method sample = graphs.getMethod("sample", int.class, int.class);
            return timed(graph, () -> {}, () -> {
                try {
                    return (double[]) sample.invoke(graph, count, STEP);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double difference(double[] a, double[] b) {
        double most = 0;
        double off = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i]));
            off = Math.max(off, Math.abs(a[i] - b[i]));
        }
        return most == 0 ? off : off / most;
    }

    /** Prints the table; arguments are {@code --small} and the devices, where not all. */
    public static void main(String[] args) {
        List<String> names =
                Arrays.stream(args).filter(a -> !a.startsWith("--")).toList();
        List<Device> devices = names.isEmpty()
                ? Device.list().stream()
                        .filter(d -> !d.name().equals("reference"))
                        .toList()
                : names.stream().map(Device::of).toList();
        boolean small =
                Arrays.asList(args).contains("--small") || devices.stream().noneMatch(Device::isGpu);
        devices.forEach(d -> System.out.println(d.name() + ": " + d.description()));
        System.out.print("\n| row |");
        devices.forEach(d -> System.out.print(" " + d.name() + " first, ms | then, ms |"));
        boolean graphs = hasTaskGraphs(devices);
        System.out.print(graphs ? " TaskGraph first, ms | then, ms |" : "");
        System.out.println("\n|---|" + "--:|--:|".repeat(devices.size() + (graphs ? 1 : 0)));
        boolean fine = true;
        for (Row row : ROWS) {
            fine &= print(row, devices, small ? Scale.SMALL : Scale.LARGE, graphs);
        }
        System.exit(fine ? 0 : 1);
    }

    /** Prints one line; whether all devices agree. */
    private static boolean print(Row row, List<Device> devices, Scale scale, boolean graphs) {
        System.out.print("| `" + row.name + "` |");
        List<Supplier<Timed>> all = new ArrayList<>();
        devices.forEach(d -> all.add(() -> time(row, d, scale)));
        double[][] expected = {{}};
        if (graphs) {
            all.add(() -> timeTaskGraph(row, scale, expected[0].length));
        }
        boolean fine = true;
        for (Supplier<Timed> one : all) {
            try {
                Timed t = one.get();
                expected[0] = expected[0].length == 0 ? t.sample : expected[0];
                double off = difference(expected[0], t.sample);
                fine &= off <= row.tolerance;
                System.out.printf(Locale.ROOT, " %.1f | %.3f |", t.firstMs, t.steadyMs);
                if (off > row.tolerance) {
                    System.out.print(" (off by " + off + ")");
                }
            } catch (RuntimeException e) {
                fine = false;
                System.out.print(" fails | "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + " |");
            }
        }
        System.out.println();
        return fine;
    }
}
