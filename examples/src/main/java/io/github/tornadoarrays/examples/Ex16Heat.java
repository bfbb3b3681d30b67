package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Scope;
import io.github.tornadoarrays.ndimage.Border;
import io.github.tornadoarrays.ndimage.Ndimage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The heat equation on a plate from which no heat goes, as an animated GIF; the argument names the folder for it. */
public final class Ex16Heat {
    private static final int ROWS = 120;
    private static final int COLUMNS = 160;
    private static final int FRAMES = 60;
    private static final int STEPS = 12;

    private Ex16Heat() {}

    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tornado-arrays");
        NDArray u = zeros(float32, ROWS, COLUMNS);
        u.set("20:50, 25:55", 1.0);
        u.set("70:100, 40:44", 1.0);
        NDArray[] at = {arange(ROWS).expandDims(1), arange(COLUMNS)};
        NDArray disc = at[0].sub(60).square().add(at[1].sub(115).square()).lt(25 * 25);
        u = where(disc, 0.8, u).astype(float32).eval();
        System.out.printf(
                "at first from %.2f to %.2f, mean %.4f%n",
                u.min().item(), u.max().item(), u.mean().item());

        Path file = folder.resolve("heat.gif");
        try (Gif gif = new Gif(file, 6, Gif.HEAT)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                gif.add(
                        (byte[][])
                                u.clip(0, 1).mul(255).astype(uint8).astype(int8).toNested(),
                        2);
                try (Scope scope = scope()) {
                    for (int step = 0; step < STEPS; step++) {
                        // what flows in from the four neighbours; beyond the edge it is as warm as at it
                        u = u.add(Ndimage.laplace(u, Border.NEAREST).mul(0.2)).eval();
                    }
                    scope.keep(u);
                }
            }
        }
        System.out.printf(
                "after %d steps from %.2f to %.2f, mean %.4f; %s%n",
                FRAMES * STEPS, u.min().item(), u.max().item(), u.mean().item(), file.getFileName());
    }
}
