package io.github.tornadoarrays.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** NumPy, CuPy or JAX in a process of its own, {@code array_bench.py} or {@code gpu_bench.py}, which runs while it is asked to and sleeps otherwise. */
final class Peer implements AutoCloseable {
    private static final List<String> SCRIPTS = List.of("array_bench.py", "gpu_bench.py", "scipy_rows.py");

    private final BufferedReader answers;
    private final Writer commands;
    private final String version;
    private final Path folder;

    /** A result's elements in row-major order. */
    record Result(String dtype, long[] shape, ByteBuffer bytes) {}

    /** There is no Python, or none with the module; the message says which. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    private Peer(Process process, Path folder) throws Missing, IOException {
        this.folder = folder;
        answers = process.inputReader();
        commands = process.outputWriter();
        String first = answers.readLine();
        if (first == null) {
            String errors = errors();
            close();
            throw new Missing("python3 says: " + errors);
        }
        version = first.replace("\t", " ");
    }

    /**
     * Starts a script that lies beside this class.
     *
     * @param module what the script computes with: {@code numpy}, {@code cupy} or {@code jax}
     * @param n elements that rows of random numbers draw
     */
    static Peer start(String script, String module, long n) throws Missing, IOException {
        Path folder = Files.createTempDirectory("array-bench");
        for (String name : SCRIPTS) {
            try (InputStream in = Objects.requireNonNull(Peer.class.getResourceAsStream(name), name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
        ProcessBuilder builder = new ProcessBuilder(
                        "python3", folder.resolve(script).toString(), module, Long.toString(n))
                .redirectError(folder.resolve("errors").toFile());
        // what somebody may have set for another OpenBLAS than NumPy's
        builder.environment().keySet().removeAll(Set.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"));
        // else JAX takes most of a card's memory at once
        builder.environment().put("XLA_PYTHON_CLIENT_PREALLOCATE", "false");
        try {
            return new Peer(builder.start(), folder);
        } catch (IOException e) {
            throw new Missing("python3 cannot be started: " + e.getMessage());
        }
    }

    /** What it is, with its version. */
    String version() {
        return version;
    }

    Set<String> rows() throws IOException {
        return new TreeSet<>(Arrays.asList(ask("rows")));
    }

    void open(String row, List<Input> inputs) throws IOException {
        ask("open", row, inputs.stream().map(Input::text).collect(Collectors.joining(";")));
    }

    /** Milliseconds a call. */
    double[] time(double seconds, int batch) throws IOException {
        String[] nanos = ask("time", Double.toString(seconds), Integer.toString(batch));
        return Arrays.stream(nanos)
                .mapToDouble(t -> Double.parseDouble(t) / 1e6)
                .toArray();
    }

    Result result() throws IOException {
        Path file = folder.resolve("result");
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
            throw new IOException("the peer's process ended: " + errors());
        }
        if (answer.startsWith("failed\t")) {
            throw new IOException("the peer " + answer.replace('\t', ' '));
        }
        return answer.split("\t");
    }

    /** The last line that it wrote about an error. */
    private String errors() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("errors"));
        return lines.isEmpty() ? "nothing" : lines.getLast();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
