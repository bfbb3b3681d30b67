package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.ndimage.Ndimage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blur, edges and a smaller, turned picture, by SciPy's ndimage; the argument names the folder for the results. */
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
        save(
                folder.resolve("blurred.png"),
                Ndimage.gaussianFilter(x, 3, 3, 0)); // along rows and columns, not from red to green

        NDArray grey = x.matmul(array(0.299, 0.587, 0.114).astype(float32));
        save(folder.resolve("edges.png"), hypot(Ndimage.sobel(grey, 0), Ndimage.sobel(grey, 1)));

        NDArray half = Ndimage.zoom(Ndimage.gaussianFilter(x, 1, 1, 0), 0.5, 0.5, 1);
        save(folder.resolve("turned.png"), Ndimage.rotate(half, 20));
    }

    private static void save(Path file, NDArray x) {
        imwrite(file, x.clip(0, 1).mul(255).round().astype(uint8));
        System.out.println(file.getFileName() + " " + Demo.text(x.shape()) + ", mean "
                + x.mean().round(3));
    }
}
