package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.linalg;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The tour: first steps, a large expression beside plain Java and parallel streams, and three operations on a picture.
 *
 * <p>Exit status: 0 when all results agree, 1 when some do not, 2 when it cannot do what was asked.
 */
@Command(
        name = "demo",
        sortOptions = false,
        description =
                "Fused arrays beside plain Java loops and parallel streams, results compared; then three operations on a picture.")
public final class Demo implements Callable<Integer> {
    @Option(names = "--small", description = "Arrays of shape (100, 100, 1000) in place of (1000, 100, 1000).")
    private boolean small;

    @Option(names = "--image", paramLabel = "FILE", description = "The picture to work on; one comes along.")
    private @Nullable Path image;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "tornado-arrays-demo",
            description = "Where the pictures go; default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("tornado-arrays-demo");

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "9",
            description = "Timed runs; default: ${DEFAULT-VALUE}.")
    private int runs = 9;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private final PrintWriter print;

    private Demo(PrintWriter print) {
        this.print = print;
    }

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(run(writer(System.out), writer(System.err), args));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Runs with these arguments, and gives the exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Demo(out))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, _, _) -> {
                    if (e instanceof DemoException || e instanceof ArrayException) {
                        err.println("demo: " + e.getMessage());
                    } else {
                        e.printStackTrace(err);
                    }
                    return 2;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        if (runs < 1) {
            throw new DemoException("--runs: " + runs + " runs; give 1 or more");
        }
        String engine = engine();
        // all that can be wrong with what was asked comes before the long steps
        NDArray picture = PictureDemo.read(image);
        long[] shape = {small ? 100 : 1000, 100, 1000};
        SeedComparison.checkHeap(shape);
        createFolder();

        heading("This machine");
        print.println("  engine  " + engine);
        print.printf(
                "  java    %s, %d processors, at most %.1f GiB of heap%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / (double) (1 << 30));

        heading("Arrays");
        firstSteps();

        heading("sqrt(sum(x**2, axis=-1)), x of shape " + text(shape) + ", float64");
        SeedComparison comparison = SeedComparison.run(shape, runs);
        print.print(comparison.table());
        print.println("  " + comparison.verdict());

        heading("x.pow(2).sum(-1).sqrt().explain()");
        print.print(comparison.explanation().stripTrailing().indent(2));

        heading("Indexing, normalisation and matrix multiplication of a picture");
        PictureDemo pictures = PictureDemo.run(picture);
        print.print(pictures.table());
        print.println("  " + pictures.verdict());

        heading("Pictures");
        for (Path written : List.of(
                pictures.save(out.resolve("picture.png")), TimesChart.save(comparison, out.resolve("times.png")))) {
            print.println("  " + written.toAbsolutePath().normalize());
        }
        return comparison.agrees() && pictures.agrees() ? 0 : 1;
    }

    /** The engine and why it was chosen; choosing fails for a name that is none. */
    private static String engine() {
        try {
            return Np.engine();
        } catch (ExceptionInInitializerError e) {
            throw new DemoException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        }
    }

    private void firstSteps() {
        NDArray v = array(3, 4, 5);
        double[][] rows = {{1, 2, 3}, {4, 5, 6}};
        NDArray m = asarray(rows);
        double[][] back = (double[][]) m.mul(10).toNested();
        print.println("  array(3, 4, 5)                    " + v);
        print.println("  linalg.norm(array(3, 4, 5))       " + linalg.norm(v).item());
        print.println("  m = asarray(new double[2][3])     shape " + text(m.shape()) + ", " + m.dtype());
        print.println("  (double[][]) m.mul(10).toNested() " + Arrays.deepToString(back));
    }

    private void createFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new DemoException(
                    "--out: cannot create the folder " + out + " (" + e + "); give one that can be written to");
        }
    }

    private void heading(String text) {
        print.println();
        print.println(text);
        print.println("-".repeat(text.length()));
    }

    /** A shape as NumPy prints it. */
    static String text(long[] shape) {
        String inside = Arrays.toString(shape);
        return "(" + inside.substring(1, inside.length() - 1) + (shape.length == 1 ? ",)" : ")");
    }
}
