package io.github.tornadoarrays.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** NumPy or CuPy in a process of its own, {@code array_bench.py}, which runs while it is asked to and sleeps otherwise. */
final class Peer implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final String version;
    private final Path file;

    /** A result's elements in row-major order. */
    record Result(String dtype, long[] shape, ByteBuffer bytes) {}

    /** There is no Python, or none with the module; the message says which. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    private Peer(Process process, String version) throws IOException {
        this.process = process;
        this.version = version;
        answers = process.inputReader();
        commands = process.outputWriter();
        file = Files.createTempFile("array-bench", ".raw");
    }

    static Peer start(Path script, String module, long n) throws Missing, IOException {
        ProcessBuilder builder = new ProcessBuilder("python3", script.toString(), module, Long.toString(n));
        // what somebody may have set for another OpenBLAS than NumPy's
        builder.environment().keySet().removeAll(Set.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Missing("python3 cannot be started: " + e.getMessage());
        }
        String first = process.inputReader().readLine();
        if (first == null) {
            List<String> errors = process.errorReader().lines().toList();
            throw new Missing("python3 says: " + (errors.isEmpty() ? "nothing" : errors.getLast()));
        }
        return new Peer(process, first.replace("\t", " "));
    }

    /** What it is, with its version. */
    String version() {
        return version;
    }

    Set<String> rows() throws IOException {
        return new TreeSet<>(Arrays.asList(ask("rows")));
    }

    void open(Row row) throws IOException {
        ask("open", row.name(), row.inputs().stream().map(Input::text).collect(Collectors.joining(";")));
    }

    /** Milliseconds a call. */
    double[] time(double seconds, int batch) throws IOException {
        String[] nanos = ask("time", Double.toString(seconds), Integer.toString(batch));
        return Arrays.stream(nanos)
                .mapToDouble(t -> Double.parseDouble(t) / 1e6)
                .toArray();
    }

    Result result() throws IOException {
        String[] answer = ask("result", file.toString());
        long[] shape = answer.length == 1 || answer[1].isEmpty()
                ? new long[0]
                : Arrays.stream(answer[1].split(",")).mapToLong(Long::parseLong).toArray();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(Math.toIntExact(channel.size())).order(ByteOrder.nativeOrder());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new Result(answer[0], shape, bytes);
        }
    }

    void forget() throws IOException {
        ask("close");
    }

    private String[] ask(String... words) throws IOException {
        commands.write(String.join("\t", words) + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(
                    "the peer's process ended: " + process.errorReader().lines().collect(Collectors.joining("\n")));
        }
        return answer.split("\t");
    }

    @Override
    public void close() throws IOException {
        commands.close();
        Files.deleteIfExists(file);
    }
}
