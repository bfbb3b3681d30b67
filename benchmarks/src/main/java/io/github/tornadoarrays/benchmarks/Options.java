package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The arguments of {@code scripts/bench cpu}, {@code device}, {@code gpu} and {@code kernels}. */
record Options(Map<String, String> given) {
    static final String USAGE = """
            usage: scripts/bench cpu [OPTIONS]          beside NumPy
                   scripts/bench device [OPTIONS]       on a device, beside CuPy
              --device NAME     where to run; the sizes are a graphics card's unless it is cpu
              --small           sizes of the CPU's table on any device
              --filter REGEX    only rows whose names contain a match
              --rows            list the rows and their bars
              --seconds S       time for each row and side; 2 unless given
              --json FILE       write the rows as JSON
              --markdown FILE   write the tables as Markdown
              --no-peer         leave the peer out
              --explain         print what each row's expression comes down to; measure nothing
              --help            print this
            """;

    static final String KERNELS = """
            usage: scripts/bench kernels [OPTIONS]
              --filter REGEX    only rows whose names contain a match
              --seconds S       time for each row and way; 2 unless given
              --json FILE       write the rows as JSON
              --markdown FILE   write the tables as Markdown
              --help            print this
            """;

    static final String GPU = """
            usage: scripts/bench gpu [OPTIONS]          beside CuPy and JAX
              --device NAME     where to run; the current device unless given
              --scale FACTOR    multiplies the numbers of elements; 1 unless given
              --filter REGEX    only rows whose names contain a match
              --rows            list the rows and their bars
              --seconds S       time for each row and side; 0.2 unless given
              --json FILE       write the rows as JSON
              --markdown FILE   write the table as Markdown
              --no-peer         leave CuPy and JAX out; they use the first card that they see
              --help            print this
            """;

    private static final Set<String> SWITCHES = Set.of("--rows", "--small", "--no-peer", "--explain", "--help");
    private static final Set<String> VALUES =
            Set.of("--device", "--filter", "--scale", "--seconds", "--json", "--markdown");

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one is unknown, lacks its value or has an impossible one
     */
    static Options of(String... args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (SWITCHES.contains(args[i])) {
                given.put(args[i], "");
            } else if (!VALUES.contains(args[i])) {
                throw new IllegalArgumentException("unknown argument '" + args[i] + "'");
            } else if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            } else {
                given.put(args[i], args[++i]);
            }
        }
        Options options = new Options(given);
        options.filter();
        options.seconds(1);
        options.scale();
        return options;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** The device to run on. */
    Device device() {
        return given.containsKey("--device") ? Device.of(given.get("--device")) : Device.current();
    }

    Scale scale(Device device) {
        return device.isHost() || has("--small") ? Scale.CPU : Scale.GPU;
    }

    Pattern filter() {
        return Pattern.compile(given.getOrDefault("--filter", ""));
    }

    double seconds(double unlessGiven) {
        return number("--seconds", unlessGiven);
    }

    /** By how much the numbers of elements are multiplied. */
    double scale() {
        return number("--scale", 1);
    }

    private double number(String option, double unlessGiven) {
        String text = given.get(option);
        double x = text == null ? unlessGiven : Double.parseDouble(text);
        if (!(x > 0)) {
            throw new IllegalArgumentException(option + " is " + text + "; it needs a positive number");
        }
        return x;
    }

    /** Writes the text to the file that the option names; does nothing where it isn't given. */
    void write(String option, String text) throws IOException {
        String path = given.get(option);
        if (path != null) {
            Files.writeString(Path.of(path), text);
        }
    }
}
