package io.github.tornadoarrays.examples;

import io.github.tornadoarrays.examples.SeedComparison.Timing;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The comparison's times as bars. */
final class TimesChart {
    private static final List<String> WAYS = List.of(SeedComparison.LOOP, SeedComparison.STREAM, SeedComparison.ARRAYS);

    private TimesChart() {}

    static Path save(SeedComparison comparison, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1000)
                .height(620)
                .title("sqrt(sum(x**2, axis=-1)): median time, less is better")
                .yAxisTitle("milliseconds")
                .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(font(18))
                .setChartTitleFont(font(22))
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setSeriesColors(new Color[] {new Color(0x4c78a8), new Color(0xf2a541)});
        chart.getStyler().setAxisTickLabelsFont(font(18));
        chart.getStyler().setAxisTitleFont(font(18));
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setLabelsFont(font(17));
        chart.getStyler().setLabelsPosition(0.92);
        for (String data : List.of("ones", "random")) {
            List<Double> ms = WAYS.stream()
                    .map(way -> comparison.timings().stream()
                            .filter(t -> t.data().equals(data) && t.way().equals(way))
                            .map(Timing::ms)
                            .map(v -> Math.round(v * 10) / 10.0)
                            .findFirst()
                            .orElseThrow())
                    .toList();
            chart.addSeries(data.equals("ones") ? "x = ones" : "x = random numbers", WAYS, ms);
        }
        ChartEncoder.saveChart(chart, file.toString(), "png");
        return file;
    }

    private static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }
}
