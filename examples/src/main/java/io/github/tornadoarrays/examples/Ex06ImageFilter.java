package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blur and an edge detector (Sobel's) made of shifted views; the argument names the folder for the results. */
public final class Ex06ImageFilter {
    private Ex06ImageFilter() {}

    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tornado-arrays");
        NDArray picture;
        try (InputStream in = SamplePicture.open()) {
            picture = imread(in);
        }
        System.out.println("picture " + Demo.text(picture.shape()) + " " + picture.dtype());

        NDArray x = picture.astype(float32).div(255);
        double[][] blur = {{1, 2, 1}, {2, 4, 2}, {1, 2, 1}};
        save(folder.resolve("blurred.png"), filter(x, blur).div(16));

        NDArray grey = x.matmul(array(0.299, 0.587, 0.114).astype(float32));
        double[][] sobel = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
        NDArray edges = hypot(filter(grey, sobel), filter(grey, transposed(sobel)));
        save(folder.resolve("edges.png"), edges);
    }

    /** Each pixel becomes the weighted sum of its neighbours; the border is one pixel lost on each side. */
    static NDArray filter(NDArray x, double[][] weights) {
        long h = x.shape(0) - 2;
        long w = x.shape(1) - 2;
        NDArray sum = x.get("1:-1, 1:-1").mul(0);
        for (int dy = 0; dy < 3; dy++) {
            for (int dx = 0; dx < 3; dx++) {
                NDArray shifted = x.get(Slice.of(dy, dy + h), Slice.of(dx, dx + w));
                sum = sum.add(shifted.mul(weights[dy][dx]));
            }
        }
        return sum; // nine views, one kernel
    }

    private static double[][] transposed(double[][] m) {
        return (double[][]) array(m).T().toNested();
    }

    private static void save(Path file, NDArray x) {
        imwrite(file, x.clip(0, 1).mul(255).round().astype(uint8));
        System.out.println(file.getFileName() + " " + Demo.text(x.shape()) + ", mean "
                + x.mean().round(3));
    }
}
