package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.Lstsq;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A curve through measurements, by least squares, and a plot of both; the argument names the folder for it. On OpenCL, which has no singular values of its own,
 * it takes {@code TORNADO_ARRAYS_BORROW=1}, which lets the host compute them.
 */
public final class Ex19LeastSquares {
    private Ex19LeastSquares() {}

    /** A trend and two waves, one column each; an offset first. */
    static NDArray columns(NDArray t) {
        return stack(-1, onesLike(t), t, sin(t.mul(2)), cos(t.mul(2)));
    }

    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tornado-arrays");
        Random dice = Random.seeded(19);
        NDArray t = linspace(0, 10, 200);
        NDArray truth = asarray(new double[] {1, 0.5, 2, -1}).to(t.device());
        NDArray measured = columns(t).matmul(truth).add(dice.normal(0, 0.4, 200).to(t.device()));

        // min |A w - y|, which numbers that are nearly dependent do not upset
        NDArray a = columns(t);
        Lstsq fit = linalg.lstsq(a, measured);
        System.out.println("weights   " + fit.x().round(1) + ", rank " + fit.rank());
        System.out.printf(
                "deviation %.1f, condition %.0f%n",
                fit.residuals().div(200).sqrt().get(0).item(), linalg.cond(a).item());

        // how far the weights may be off: the diagonal of the inverse of At A
        NDArray spread = linalg.diagonal(linalg.inv(a.T().matmul(a))).sqrt().mul(0.4);
        System.out.println("within 3 standard errors: "
                + fit.x().sub(truth).abs().lt(spread.mul(3)).all());
        System.out.println(plot(folder.resolve("fit.png"), t, measured, a.matmul(fit.x())));
    }

    private static Path plot(Path file, NDArray t, NDArray measured, NDArray fitted) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(520)
                .title("a + b t + c sin 2t + d cos 2t")
                .xAxisTitle("t")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        XYSeries points = chart.addSeries("measured", t.toDoubleArray(), measured.toDoubleArray());
        points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        points.setMarker(SeriesMarkers.CIRCLE);
        chart.addSeries("fitted", t.toDoubleArray(), fitted.toDoubleArray()).setMarker(SeriesMarkers.NONE);
        ChartEncoder.saveChart(chart, file.toString(), "png");
        return file.getFileName();
    }
}
