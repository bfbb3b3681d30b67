package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.PinnedArray;
import io.github.tornadoarrays.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Copies of 256 MB between the host and a device: plain Java arrays and page-locked memory, each way, beside CuPy's where python3 has
 * it. Times are medians, from the call until the elements are there. What was copied is compared.
 */
public final class TransferBench {
    private static final int BYTES = 256 << 20;
    private static final int N = BYTES / Float.BYTES;
    private static final int WARM_UPS = 12;
    private static final int REPEATS = 25;

    private TransferBench() {}

    /** The device's name, if any, is the first argument. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Device device = args.length > 0 ? Device.of(args[0]) : Device.current();
        Np.setDevice(device);
        Map<String, Double> theirs = peer();
        float[] numbers = new float[N];
        for (int i = 0; i < N; i++) {
            numbers[i] = i % 8191;
        }
        System.out.println(Machine.describe(device.name() + ": " + device.description()));
        System.out.printf("%-44s %8s %8s %8s%n", "256 MB", "GB/s", "CuPy", "ratio");
        NDArray there = Np.array(numbers).eval();
        float[] back = new float[N];
        row("plain to device", theirs, "float[] to a new array: asarray(a)", () -> {
            try (Scope _ = Np.scope()) {
                Np.asarray(numbers).eval();
                device.synchronize();
            }
        });
        row("plain to device", theirs, "float[] to an array again: x.set(a)", () -> {
            there.set(numbers);
            device.synchronize();
        });
        row("plain from device", theirs, "array to a float[] again: x.copyTo(a)", () -> there.copyTo(back));
        check(numbers, back);
        row("plain from device", theirs, "array to the host: x.to(\"host\")", () -> {
            try (Scope _ = Np.scope()) {
                there.to("host");
            }
        });
        row("plain from device, new", theirs, "array to a new float[]: x.toFloatArray()", there::toFloatArray);
        try (PinnedArray pinned = Np.emptyPinned(Np.float32, N)) {
            row("pinned from device", theirs, "array to pinned: p.copyFrom(x)", () -> {
                pinned.copyFrom(there);
                pinned.synchronize();
            });
            check(numbers, pinned.array().toFloatArray());
            row("pinned to device", theirs, "pinned to an array: p.copyTo(x)", () -> {
                pinned.copyTo(there);
                pinned.synchronize();
            });
        }
        check(numbers, there.toFloatArray());
    }

    private static void check(float[] expected, float[] actual) {
        int at = Arrays.mismatch(expected, actual);
        if (at >= 0) {
            throw new IllegalStateException("element " + at + " is " + actual[at] + " and was " + expected[at]);
        }
    }

    private static void row(String peer, Map<String, Double> theirs, String name, Runnable copy) {
        for (int i = 0; i < WARM_UPS; i++) {
            copy.run();
        }
        double[] seconds = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            copy.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        double rate = BYTES / seconds[REPEATS / 2] / 1e9;
        Double other = theirs.get(peer);
        System.out.printf(
                "%-44s %8.1f %8s %8s%n",
                name,
                rate,
                other == null ? "" : String.format("%.1f", other),
                other == null ? "" : String.format("%.2f", rate / other));
    }

    /** CuPy's rates; none where there is no CuPy, which is said. */
    private static Map<String, Double> peer() throws IOException {
        Map<String, Double> rates = new HashMap<>();
        Path home = Path.of(System.getenv().getOrDefault("TORNADO_ARRAYS_HOME", "."));
        Process process;
        try {
            process = new ProcessBuilder(
                            "python3",
                            home.resolve("benchmarks/src/main/python/transfer_bench.py")
                                    .toString(),
                            Integer.toString(BYTES))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            System.out.println("without CuPy's rates: python3 cannot be started: " + e.getMessage());
            return rates;
        }
        String last = "nothing";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t", -1);
                if (words.length == 2) {
                    rates.put(words[0], Double.parseDouble(words[1]));
                }
                last = line;
            }
        }
        if (rates.isEmpty()) {
            System.out.println("without CuPy's rates: python3 says: " + last);
        }
        return rates;
    }
}
