package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.kernel.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Mandelbrot set as a picture; the argument names the folder for it. */
public final class Ex11Mandelbrot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;
    private static final int LIMIT = 200;

    private Ex11Mandelbrot() {}

    /** How many steps each point takes to leave the circle of radius 2. */
    static void mandelbrot(int[][] steps, double left, double top, double pixel, int limit) {
        for (@Parallel int row = 0; row < steps.length; row++) {
            for (@Parallel int col = 0; col < steps[0].length; col++) {
                double cx = left + col * pixel;
                double cy = top - row * pixel;
                double x = 0;
                double y = 0;
                int n = 0;
                while (n < limit && x * x + y * y <= 4) {
                    double t = x * x - y * y + cx;
                    y = 2 * x * y + cy;
                    x = t;
                    n++;
                }
                steps[row][col] = n;
            }
        }
    }

    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tornado-arrays");
        NDArray steps = zeros(int32, HEIGHT, WIDTH);
        Kernel.of(Ex11Mandelbrot::mandelbrot).run(steps, -2.25, 1.0, 2.0 / HEIGHT, LIMIT);

        NDArray inside = steps.eq(LIMIT);
        System.out.println("inside: " + inside.sum() + " of " + inside.size() + " points");

        // colours by the number of steps: each colour rises with another power of it
        NDArray t = steps.astype(float32).div(LIMIT).pow(0.4);
        NDArray colours = stack(-1, t.pow(3), t.pow(1.5), t).mul(255);
        NDArray picture = where(inside.reshape(HEIGHT, WIDTH, 1), 0, colours);
        Path file = folder.resolve("mandelbrot.png");
        imwrite(file, picture.astype(uint8));
        System.out.println(file.getFileName() + " " + Demo.text(picture.shape()));
    }
}
