package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whole operations timed beside NumPy's, or on a device beside CuPy's. The two take turns within every row, so that what else the machine does slows both;
 * each row's result is compared with the peer's, at up to a million elements. Times are medians, with new memory for each result
 * on both sides; on a device, of several calls and the wait for them.
 */
public final class ArrayBench {
    private static final int TURNS = 5;

    private static final long MOST_COMPARED = 1 << 20;

    /** Time for the JVM to compile what a row runs, in parts of the time to measure. */
    private static final double WARM_UP = 0.75;

    private final double seconds;
    private final @Nullable Peer peer;

    private ArrayBench(double seconds, @Nullable Peer peer) {
        this.seconds = seconds;
        this.peer = peer;
    }

    /** Exits with 1 where a row fails or its result differs from the peer's, with 2 where the arguments are wrong. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException e) {
            System.err.print("bench: " + e.getMessage() + System.lineSeparator() + Options.USAGE);
            System.exit(2);
            return;
        }
        Device device = options.device();
        Scale scale = options.scale(device);
        Rows rows = new Rows(scale);
        List<Row> operations = wanted(options, rows.operations());
        List<Row> functions = wanted(options, rows.functions());
        Np.setDevice(device);
        if (options.has("--help")) {
            System.out.print(Options.USAGE);
        } else if (options.has("--rows")) {
            Stream.concat(operations.stream(), functions.stream())
                    .forEach(r -> System.out.printf("%-22s %.2f%n", r.name(), r.bar()));
        } else if (options.has("--explain")) {
            Stream.concat(operations.stream(), functions.stream())
                    .forEach(r -> System.out.println(
                            "== " + r.name() + "\n" + r.ours().apply(r.make()).explain()));
        } else if (!measure(options, device, scale, operations, functions)) {
            System.exit(1);
        }
    }

    private static List<Row> wanted(Options options, List<Row> rows) {
        return rows.stream()
                .filter(r -> options.filter().matcher(r.name()).find())
                .toList();
    }

    /** Whether every row gave the right result. */
    private static boolean measure(
            Options options, Device device, Scale scale, List<Row> operations, List<Row> functions) throws IOException {
        try (Peer peer = options.has("--no-peer") ? null : peer(device, scale)) {
            String machine = Machine.describe(
                    (device.isHost() ? "" : device.description() + "; ") + (peer == null ? "no peer" : peer.version()));
            System.out.print(machine + System.lineSeparator() + Report.head());
            ArrayBench bench = new ArrayBench(options.seconds(2), peer);
            List<Line> first = operations.stream()
                    .map(r -> bench.line(r.batched(scale.batch())))
                    .toList();
            List<Line> second = functions.stream()
                    .map(r -> bench.line(r.batched(scale.batch())))
                    .toList();
            System.out.print(Report.summary(first, second));
            List<Line> all = new ArrayList<>(first);
            all.addAll(second);
            options.write("--json", Report.json(device.isHost() ? "numpy" : "cupy", all));
            options.write("--markdown", Report.markdown(machine, scale, first, second));
            return all.stream().allMatch(l -> l.problem().isEmpty());
        }
    }

    private static @Nullable Peer peer(Device device, Scale scale) throws IOException {
        try {
            return Peer.start("array_bench.py", device.isHost() ? "numpy" : "cupy", scale.n());
        } catch (Peer.Missing e) {
            System.out.println("without a peer's times: " + e.getMessage());
            return null;
        }
    }

    private Line line(Row row) {
        Line line;
        try {
            line = timed(row);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            line = new Line(row, Double.NaN, Double.NaN, 0, e.toString());
        }
        System.out.print(Report.text(line));
        return line;
    }

    private Line timed(Row row) throws IOException {
        NDArray[] inputs = row.make();
        NDArray result = row.call(inputs);
        long size = bytes(result);
        long bytes = size;
        for (NDArray x : inputs) {
            bytes += bytes(x);
        }
        String problem = "";
        if (peer != null) {
            peer.open(row.name(), row.inputs());
            problem = row.check().difference(sample(result), peer.result());
        }
        result.close(); // its memory is free for the results that are timed
        Runnable call = Stopwatch.returning(() -> row.call(inputs), size);
        Stopwatch.time(call, row.batch(), WARM_UP * seconds);
        List<double[]> ours = new ArrayList<>();
        List<double[]> theirs = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            ours.add(Stopwatch.time(call, row.batch(), seconds / TURNS));
            if (peer != null) {
                theirs.add(peer.time(seconds / TURNS, row.batch()));
            }
        }
        if (peer != null) {
            peer.forget();
        }
        return new Line(row, Stopwatch.median(ours), Stopwatch.median(theirs), bytes, problem);
    }

    /** Up to a million elements of a result, as the peer takes them from its own. */
    static NDArray sample(NDArray x) {
        return x.size() <= MOST_COMPARED ? x : x.ravel().get(Slice.of(0, x.size(), x.size() / MOST_COMPARED + 1));
    }

    private static long bytes(NDArray x) {
        return x.size() * x.dtype().itemSize();
    }
}
