package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Random;
import io.github.tornadoarrays.core.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Five workloads on every engine of this machine: how long the first call takes, with what is compiled for it, and how long one takes
 * after that, as the median of batches and the wait for them. Arrays stay on the device. Results are compared with those of the first.
 */
public final class EngineBench {
    private static final int BATCHES = 5;
    private static final double BATCH_SECONDS = 0.2;

    private EngineBench() {}

    /**
     * @param work makes the inputs on the current device and gives what computes with them; that gives the result
     * @param tolerance how far a result may be off, relative to the largest
     */
    private record Row(String name, Function<Scale, Work> work, double tolerance) {}

    private interface Work {
        NDArray once();
    }

    /** How much there is to do. */
    private record Scale(long elements, int bodies, int matrix) {
        static final Scale SMALL = new Scale(1_000_000, 1024, 256);
        static final Scale LARGE = new Scale(100_000_000, 16_384, 2048);
    }

    private static final List<Row> ROWS = List.of(
            new Row("seed f64", EngineBench::seed, 1e-12),
            new Row("add f32", EngineBench::add, 0),
            new Row("n-body f32", EngineBench::bodies, 1e-3),
            new Row("matmul f32", EngineBench::matmul, 1e-4),
            new Row("Black-Scholes f32", EngineBench::blackScholes, 1e-4));

    private static Work seed(Scale s) {
        NDArray x = Random.seeded(1).random(s.elements / 1000, 10, 100).eval();
        return () -> x.pow(2).sum(-1).sqrt().eval();
    }

    private static NDArray floats(int seed, long... shape) {
        return Random.seeded(seed).random(shape).astype(DType.FLOAT32).eval();
    }

    private static Work add(Scale s) {
        NDArray x = floats(1, s.elements);
        NDArray y = floats(2, s.elements);
        return () -> x.add(y).eval();
    }

    private static Work bodies(Scale s) {
        NDArray[] in = new NDArray[4];
        NDArray[] out = new NDArray[3];
        Arrays.setAll(in, i -> floats(i, s.bodies));
        Arrays.setAll(out, _ -> Np.zeros(new long[] {s.bodies}, DType.FLOAT32).eval());
        Kernel kernel = Kernel.of(KernelMethods::nbody);
        return () -> {
            kernel.run(in[0], in[1], in[2], in[3], out[0], out[1], out[2]);
            return out[0];
        };
    }

    private static Work matmul(Scale s) {
        NDArray a = floats(1, s.matrix, s.matrix);
        NDArray b = floats(2, s.matrix, s.matrix);
        return () -> a.matmul(b).eval();
    }

    private static Work blackScholes(Scale s) {
        long n = s.elements / 10;
        NDArray spot = floats(1, n).mul(50).add(75).eval();
        NDArray strike = floats(2, n).mul(50).add(75).eval();
        NDArray years = floats(3, n).add(0.25).eval();
        NDArray call = Np.zeros(new long[] {n}, DType.FLOAT32).eval();
        NDArray put = Np.zeros(new long[] {n}, DType.FLOAT32).eval();
        Kernel kernel = Kernel.of(KernelMethods::blackScholes);
        return () -> {
            kernel.run(spot, strike, years, call, put);
            return call;
        };
    }

    /** Times, and some elements of the result. */
    private record Timed(double firstMs, double steadyMs, double[] sample) {}

    private static Timed time(Row row, Device device, Scale scale) {
        try (Device.Use _ = Device.use(device)) {
            Work work = row.work.apply(scale);
            device.synchronize();
            long start = System.nanoTime();
            NDArray result = work.once();
            device.synchronize();
            double first = (System.nanoTime() - start) / 1e6;
            List<Double> steady = new ArrayList<>();
            for (int b = 0; b < BATCHES; b++) {
                long begin = System.nanoTime();
                int calls = 0;
                do {
                    for (int k = 0; k < 4; k++, calls++) {
                        result = work.once();
                    }
                    device.synchronize();
                } while (System.nanoTime() - begin < BATCH_SECONDS * 1e9);
                steady.add((System.nanoTime() - begin) / 1e6 / calls);
            }
            steady.sort(null);
            NDArray some = result.ravel().get("::997").astype(DType.FLOAT64).to("host");
            return new Timed(first, steady.get(BATCHES / 2), some.toDoubleArray());
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
        System.out.println("\n|---|" + "--:|--:|".repeat(devices.size()));
        boolean fine = true;
        for (Row row : ROWS) {
            fine &= print(row, devices, small ? Scale.SMALL : Scale.LARGE);
        }
        System.exit(fine ? 0 : 1);
    }

    /** Prints one line; whether all devices agree. */
    private static boolean print(Row row, List<Device> devices, Scale scale) {
        System.out.print("| `" + row.name + "` |");
        double[] expected = {};
        boolean fine = true;
        for (Device device : devices) {
            try {
                Timed t = time(row, device, scale);
                expected = expected.length == 0 ? t.sample : expected;
                double off = difference(expected, t.sample);
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
