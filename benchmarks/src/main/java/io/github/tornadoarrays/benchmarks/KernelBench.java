package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.kernel.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Java methods as kernels, timed beside the same as a plain loop, with parallel streams and with Aparapi. All take turns within a
 * row, so that what else the machine does slows all; every result is compared with the plain loop's. Times are medians of single
 * calls. Java arrays are given to every call and their contents are back after it; where it says "kept", the arrays stay on the
 * device, as NDArrays or in Aparapi's explicit mode.
 */
public final class KernelBench {
    private static final int TURNS = 5;
    private static final double WARM_UP = 0.75;

    private final double seconds;
    private final List<Device> devices;

    private KernelBench(double seconds) {
        this.seconds = seconds;
        devices = Device.list().stream()
                .filter(d -> !d.name().equals("reference"))
                .toList();
    }

    /** One way to compute a row. */
    private record Way(String name, Runnable call, Results results, Runnable close) {
        /** Where the results are, in the positions of the row's arguments. */
        interface Results {
            Object[] get();
        }
    }

    /** What was measured of a row: way → milliseconds, NaN where it failed. */
    private record Measured(KernelRow row, Map<String, Double> ms, List<String> problems) {}

    /** Exits with 1 where a result differs or a way fails, with 2 where the arguments are wrong. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException e) {
            System.err.print("bench kernels: " + e.getMessage() + System.lineSeparator() + Options.KERNELS);
            System.exit(2);
            return;
        }
        if (options.has("--help")) {
            System.out.print(Options.KERNELS);
            return;
        }
        System.exit(new KernelBench(options.seconds(2)).measure(options) ? 0 : 1);
    }

    private boolean measure(Options options) throws IOException {
        List<String> dispatch = dispatch();
        String machine = Machine.describe("Aparapi 3.0.2 on " + aparapi()) + "\n"
                + devices.stream().map(d -> d.name() + ": " + d.description()).collect(Collectors.joining("\n"));
        System.out.println(machine);
        dispatch.forEach(System.out::println);
        List<Measured> all = new ArrayList<>();
        for (KernelRow row : KernelRow.all()) {
            if (options.filter().matcher(row.name()).find()) {
                Measured m = row(row);
                all.add(m);
                System.out.println(m.row().name() + ", " + m.row().size());
                m.ms().forEach((way, ms) -> System.out.printf(
                        "  %-22s %10s ms   %6s of plain Java%n",
                        way, Line.time(ms), Line.number(m.ms().get("plain Java") / ms)));
                m.problems().forEach(p -> System.out.println("  " + p));
            }
        }
        options.write("--json", json(all));
        options.write("--markdown", markdown(machine, dispatch, all));
        return all.stream().allMatch(m -> m.problems().isEmpty());
    }

    private static String aparapi() {
        return AparapiKernels.device().getType() + " ("
                + AparapiKernels.device().getShortDescription() + ")";
    }

    // ---- rows

    private Measured row(KernelRow row) {
        Object[] expected = row.make().get();
        row.plain().accept(expected);
        List<String> problems = new ArrayList<>();
        Map<String, List<Double>> times = new LinkedHashMap<>();
        List<Way> ways = new ArrayList<>();
        for (Way w : ways(row)) {
            try {
                time(w, WARM_UP * seconds);
                String problem =
                        row.difference(expected, w.results().get(), w.name().startsWith("Aparapi"));
                if (!problem.isEmpty()) {
                    problems.add(w.name() + ": " + problem);
                }
                ways.add(w);
                times.put(w.name(), new ArrayList<>());
            } catch (RuntimeException | LinkageError e) {
                problems.add(w.name() + ": " + e);
                w.close().run();
            }
        }
        for (int turn = 0; turn < TURNS; turn++) {
            for (Way w : ways) {
                times.get(w.name()).addAll(time(w, seconds / TURNS));
            }
        }
        ways.forEach(w -> w.close().run());
        Map<String, Double> ms = new LinkedHashMap<>();
        times.forEach((name, t) -> ms.put(name, median(t)));
        return new Measured(row, ms, problems);
    }

    private List<Way> ways(KernelRow row) {
        List<Way> ways = new ArrayList<>();
        Object[] plain = row.make().get();
        ways.add(new Way("plain Java", () -> row.plain().accept(plain), () -> plain, () -> {}));
        Object[] streams = row.make().get();
        ways.add(new Way("parallel streams", () -> row.streams().accept(streams), () -> streams, () -> {}));
        for (Device d : devices) {
            Object[] own = row.make().get();
            ways.add(new Way(d.name(), () -> on(d, row.kernel(), own), () -> own, () -> {}));
            if (!d.isHost()) {
                ways.add(kept(row, d));
            }
        }
        Object[] copied = row.make().get();
        AparapiKernels.Ready ready = AparapiKernels.of(row.name(), copied);
        ways.add(new Way(
                "Aparapi", ready::run, () -> copied, () -> ready.kernel().dispose()));
        Object[] stay = row.make().get();
        AparapiKernels.Ready explicit = AparapiKernels.of(row.name(), stay);
        explicit.keep();
        ways.add(new Way(
                "Aparapi, kept",
                explicit::run,
                () -> {
                    for (int at : row.results()) {
                        if (stay[at] instanceof int[] x) {
                            explicit.kernel().get(x);
                        } else {
                            explicit.kernel().get((float[]) stay[at]);
                        }
                    }
                    return stay;
                },
                () -> explicit.kernel().dispose()));
        return ways;
    }

    private static void on(Device d, Kernel kernel, Object[] args) {
        try (Device.Use _ = Device.use(d)) {
            kernel.run(args);
        }
    }

    private static Way kept(KernelRow row, Device d) {
        Object[] own = row.make().get();
        Object[] there = own.clone();
        for (int i = 0; i < own.length; i++) {
            if (own[i] instanceof float[] x) {
                there[i] = Np.asarray(x).to(d);
            } else if (own[i] instanceof int[] x) {
                there[i] = Np.asarray(x).to(d);
            }
        }
        return new Way(
                d.name() + ", kept",
                () -> {
                    row.kernel().run(there);
                    d.synchronize();
                },
                () -> {
                    for (int at : row.results()) {
                        NDArray x = (NDArray) there[at];
                        own[at] = own[at] instanceof int[] ? x.toIntArray() : x.toFloatArray();
                    }
                    return own;
                },
                () -> {});
    }

    // ---- time

    private static List<Double> time(Way way, double seconds) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long start = System.nanoTime();
            way.call().run();
            times.add((System.nanoTime() - start) / 1e6);
        } while (System.nanoTime() < end);
        return times;
    }

    private static double median(List<Double> times) {
        double[] t = times.stream().mapToDouble(x -> x).sorted().toArray();
        int n = t.length;
        return n % 2 == 1 ? t[n / 2] : (t[n / 2 - 1] + t[n / 2]) / 2;
    }

    // ---- from a method to a first result, and one more run

    static void first(float[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = x[i] * 2 + 1;
        }
    }

    static void second(float[] x, float[] y) {
        for (@Parallel int i = 0; i < x.length; i++) {
            float sum = 0;
            for (int j = 0; j < 8; j++) {
                sum += x[i] * j;
            }
            y[i] = sum > 3 ? sum : -sum;
        }
    }

    static void third(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            int v = x[i];
            while (v > 100) {
                v = (v & 1) == 0 ? v >> 1 : v - 1;
            }
            x[i] = v;
        }
    }

    private List<String> dispatch() {
        List<String> lines = new ArrayList<>();
        for (Device d : devices) {
            try (Device.Use _ = Device.use(d)) {
                float[] x = new float[16];
                double cold = once(() -> Kernel.of(KernelBench::first).run(x));
                double warm = once(() -> Kernel.of(KernelBench::second).run(x, new float[16]));
                double warmer = once(() -> Kernel.of(KernelBench::third).run(new int[16]));
                Kernel again = Kernel.of(KernelBench::first);
                double[] runs = new double[40];
                for (int k = 0; k < runs.length; k++) {
                    runs[k] = once(() -> {
                        for (int i = 0; i < 2000; i++) {
                            again.run(x);
                        }
                    });
                }
                Arrays.sort(runs, 20, 40);
                lines.add(String.format(
                        "%s: Kernel.of to first result %.1f ms in a cold JVM, then %.1f and %.1f ms; one more run of 16 elements %.2f us",
                        d.name(), cold, warm, warmer, runs[30] / 2000 * 1e3));
            }
        }
        return lines;
    }

    private static double once(Runnable r) {
        long start = System.nanoTime();
        r.run();
        return (System.nanoTime() - start) / 1e6;
    }

    // ---- reports

    private static String json(List<Measured> all) {
        return all.stream()
                .flatMap(m -> m.ms().entrySet().stream()
                        .map(e -> String.format(
                                "  {\"name\": \"%s\", \"way\": \"%s\", \"ms\": %.6g}",
                                m.row().name(), e.getKey(), e.getValue())))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String markdown(String machine, List<String> dispatch, List<Measured> all) {
        List<String> ways =
                all.stream().flatMap(m -> m.ms().keySet().stream()).distinct().toList();
        StringBuilder out = new StringBuilder(machine.replace("\n", "; ")).append("\n\nMilliseconds:\n\n| kernel | ");
        out.append(String.join(" | ", ways))
                .append(" |\n|---|")
                .append("--:|".repeat(ways.size()))
                .append('\n');
        for (Measured m : all) {
            out.append("| ").append(m.row().name()).append(", ").append(m.row().size());
            ways.forEach(w -> out.append(" | ").append(Line.time(m.ms().getOrDefault(w, Double.NaN))));
            out.append(" |\n");
        }
        out.append('\n');
        dispatch.forEach(d -> out.append("* ").append(d).append('\n'));
        return out.toString();
    }
}
