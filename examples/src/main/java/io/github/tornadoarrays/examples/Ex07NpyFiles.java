package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.DataFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** NumPy's files, {@code .npy} and {@code .npz}; the argument names the folder for them. */
public final class Ex07NpyFiles {
    private Ex07NpyFiles() {}

    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tornado-arrays");

        // any dtype and shape; np.load("waves.npy") reads it in Python
        NDArray waves = sin(linspace(0, 2 * pi, 9)).reshape(3, 3);
        save(folder.resolve("waves.npy"), waves);
        NDArray again = load(folder.resolve("waves.npy"));
        System.out.println(again.dtype() + " " + Demo.text(again.shape()) + ", equal: "
                + again.eq(waves).all().itemBoolean());

        // several arrays with names in one file
        savez(folder.resolve("model.npz"), Map.of("weights", eye(3).mul(2), "steps", arange(5)));
        Map<String, NDArray> model = loadz(folder.resolve("model.npz"));
        new TreeMap<>(model).forEach((name, x) -> System.out.println(name + " " + x.get(-1)));

        // a file that is none is refused, and says why
        Path text = Files.writeString(folder.resolve("notes.npy"), "not an array");
        try {
            load(text);
        } catch (DataFormatException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
