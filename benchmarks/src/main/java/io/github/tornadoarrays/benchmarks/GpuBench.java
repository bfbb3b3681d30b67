package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Scope;
import io.github.tornadoarrays.core.DType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whole operations on a graphics card, beside CuPy and JAX and beside what moving their bytes takes. All three take turns within
 * every row. A time is the median of batches of calls that are submitted without waiting, between two events of the device; results
 * are given back at once. Each result is compared with what float64 on the host gives.
 */
public final class GpuBench {
    private static final int TURNS = 3;

    /** Milliseconds that calls timed together take at least, so that the wait for them does not count. */
    private static final double BATCH = 20;

    private static final int MOST_CALLS = 5000;

    private final double seconds;
    private final @Nullable Peer first;
    private final @Nullable Peer second;
    private final Map<Input, NDArray> inputs = new HashMap<>();

    private GpuBench(double seconds, @Nullable Peer first, @Nullable Peer second) {
        this.seconds = seconds;
        this.first = first;
        this.second = second;
    }

    /** Exits with 1 where a row fails or its result is wrong, with 2 where the arguments are. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException e) {
            System.err.print("bench gpu: " + e.getMessage() + System.lineSeparator() + Options.GPU);
            System.exit(2);
            return;
        }
        if (options.has("--help")) {
            System.out.print(Options.GPU);
            return;
        }
        Device device = options.device();
        List<GpuRow> rows = GpuRows.of(Scale.GPU.times(options.scale()), device).stream()
                .filter(r -> options.filter().matcher(r.name()).find())
                .toList();
        if (options.has("--rows")) {
            rows.forEach(r -> System.out.printf("%-26s %s%n", r.name(), r.bar()));
        } else if (!measure(options, device, rows)) {
            System.exit(1);
        }
    }

    /** Whether every row gave the right result. */
    private static boolean measure(Options options, Device device, List<GpuRow> rows) throws IOException {
        Np.setDevice(device);
        Scale scale = Scale.GPU.times(options.scale());
        String cupy = device.isGpu() ? "cupy" : "numpy";
        try (Peer first = peer(options, cupy, scale);
                Peer second = peer(options, "jax", scale)) {
            GpuBench bench = new GpuBench(options.seconds(0.2), first, second);
            double rate = bench.copyRate(scale);
            List<GpuLine> lines = new ArrayList<>();
            for (GpuRow row : rows) {
                long start = System.nanoTime();
                GpuLine line = bench.line(row, rate);
                lines.add(line);
                String what = line.problem().isEmpty() ? Line.time(line.ms()) + " ms" : line.problem();
                System.err.printf("%s: %s (%.1f s)%n", row.name(), what, (System.nanoTime() - start) / 1e9);
            }
            String machine = Machine.describe(String.join(
                    "; ",
                    device.description(),
                    first == null ? "without " + cupy : first.version(),
                    second == null ? "without jax" : second.version(),
                    String.format("a copy on the device moves %.0f GB/s", rate / 1e6)));
            GpuReport report = new GpuReport(machine, cupy, "jax", lines);
            options.write("--json", report.json());
            options.write("--markdown", report.markdown());
            System.out.print(report.text());
            return lines.stream().allMatch(l -> l.problem().isEmpty());
        }
    }

    private static @Nullable Peer peer(Options options, String module, Scale scale) throws IOException {
        if (options.has("--no-peer")) {
            return null;
        }
        try {
            return Peer.start("gpu_bench.py", module, scale.n());
        } catch (Peer.Missing e) {
            System.err.println("without " + module + ": " + e.getMessage());
            return null;
        }
    }

    /** Bytes a millisecond, read and written, of the faster of two copies of a large array: ours and CuPy's. */
    private double copyRate(Scale scale) throws IOException {
        Input x = new Input(DType.FLOAT32, 1, 0, 1, scale.n());
        NDArray from = array(x);
        Supplier<Object> call = () -> from.copy().eval();
        Side ours = ours(call, 4L * x.size(), 0);
        Side theirs = theirs(first, "copy", List.of(x));
        takeTurns(ours, theirs);
        return 8.0 * x.size() / (theirs.median() < ours.median() ? theirs : ours).median();
    }

    private GpuLine line(GpuRow row, double rate) {
        try {
            inputs.keySet().retainAll(row.inputs());
            Supplier<Object> call =
                    row.ours().apply(row.inputs().stream().map(this::array).toArray(NDArray[]::new));
            double error;
            long bytes;
            try (Scope _ = Np.scope()) {
                Object result = call.get();
                error = row.reference().error().applyAsDouble(Values.of(result));
                bytes = bytes(result);
            }
            Side ours = ours(call, bytes, row.calls());
            Side cupy = theirs(first, row.name(), row.inputs());
            Side jax = theirs(second, row.name(), row.inputs());
            takeTurns(ours, cupy, jax);
            double tolerance = row.reference().tolerance();
            String problem = error <= tolerance
                    ? ""
                    : String.format("the result is off by %.2g, more than %.2g", error, tolerance);
            return new GpuLine(row, ours.median(), row.bytes() / rate, cupy.median(), jax.median(), error, problem);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return GpuLine.failed(row, e.toString());
        }
    }

    private NDArray array(Input input) {
        return inputs.computeIfAbsent(input, i -> i.make().eval());
    }

    // ---- sides

    private Side ours(Supplier<Object> call, long bytes, int calls) throws IOException {
        Runnable run = Stopwatch.returning(
                () -> {
                    Object ignored = call.get();
                },
                bytes);
        if (calls == 0) {
            return calibrated((batch, time) -> Stopwatch.time(run, batch, time));
        }
        return new Side(
                1,
                (batch, time) -> IntStream.range(0, calls / TURNS)
                        .mapToDouble(i -> {
                            long start = System.nanoTime();
                            run.run();
                            return (System.nanoTime() - start) / 1e6;
                        })
                        .toArray());
    }

    private Side theirs(@Nullable Peer peer, String row, List<Input> inputs) throws IOException {
        Side nothing = new Side(1, (batch, time) -> new double[0]);
        if (peer == null || !peer.rows().contains(row)) {
            return nothing;
        }
        try {
            peer.open(row, inputs);
            return calibrated((batch, time) -> peer.time(time, batch));
        } catch (IOException e) {
            System.err.println(row + ": " + e.getMessage());
            return nothing;
        }
    }

    /** Warmed up, and with as many calls as fill a batch. */
    private Side calibrated(Clock clock) throws IOException {
        int batch = 1;
        double ms = 0;
        for (int i = 0; i < 3 && ms < 1000 * seconds; i++) {
            ms = Stopwatch.median(List.of(clock.time(batch, seconds / 4)));
            batch = (int) Math.clamp(Math.ceil(BATCH / ms), 1, MOST_CALLS);
        }
        return new Side(batch, clock);
    }

    /** The device's memory that a result has. */
    private static long bytes(Object result) {
        return result instanceof NDArray x ? x.size() * x.dtype().itemSize() : 0;
    }

    /** Milliseconds a call, of every batch of calls that began in so many seconds. */
    private interface Clock {
        double[] time(int batch, double seconds) throws IOException;
    }

    /** One of those that take turns. */
    private record Side(int batch, Clock clock, List<double[]> times) {
        Side(int batch, Clock clock) {
            this(batch, clock, new ArrayList<>());
        }

        double median() {
            return Stopwatch.median(times);
        }
    }

    /** What is so slow that one turn takes longer than all should gets no other. */
    private void takeTurns(Side... sides) throws IOException {
        for (int turn = 0; turn < TURNS; turn++) {
            for (Side side : sides) {
                if (!(side.median() > 1000 * seconds)) {
                    side.times.add(side.clock.time(side.batch, seconds / TURNS));
                }
            }
        }
    }
}
