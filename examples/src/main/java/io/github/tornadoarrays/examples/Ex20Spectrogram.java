package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.signal.Band;
import io.github.tornadoarrays.signal.Peaks;
import io.github.tornadoarrays.signal.Segments;
import io.github.tornadoarrays.signal.Signal;
import io.github.tornadoarrays.signal.Spectrogram;
import io.github.tornadoarrays.signal.Spectrum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The spectrum of a sound: a tone that rises, a chord, and noise, as a picture over time; the argument names the folder for it. */
public final class Ex20Spectrogram {
    private static final double RATE = 16_000;
    private static final double SECONDS = 4;

    private Ex20Spectrogram() {}

    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tornado-arrays");
        random.seed(7);
        NDArray t = arange((long) (RATE * SECONDS)).div(RATE);
        NDArray rising = sin(t.mul(t).mul(2 * pi * 700).add(t.mul(2 * pi * 300)));
        NDArray chord = zeros(t.size());
        for (double tone : new double[] {523.25, 659.26, 783.99}) {
            NDArray struck = exp(t.mod(1).mul(-3)).mul(sin(t.mul(2 * pi * tone)));
            chord = chord.add(struck);
        }
        NDArray sound = rising.mul(0.5).add(chord).add(random.normal(0, 0.02, t.size()));

        Spectrum mean = Signal.welch(chord, Segments.of(8192).rate(RATE));
        NDArray peaks = Signal.findPeaks(
                mean.power(), Peaks.all().prominence(0.1 * mean.power().max().item()));
        System.out.println("the chord's tones: " + mean.frequencies().get(peaks).round(0) + " Hz");

        NDArray low = Signal.sosfiltfilt(
                Signal.butter(6, Band.lowpass(200 / (RATE / 2))).sos(), sound);
        System.out.printf(
                "below 200 Hz is %.4f of its power%n",
                low.pow(2).mean().item() / sound.pow(2).mean().item());

        Spectrogram s = Signal.spectrogram(
                sound, Segments.of(512).overlap(384).rate(RATE).window("hann"));
        NDArray decibels = log10(s.values().add(1e-12)).mul(10);
        NDArray grey = decibels.sub(decibels.max()).add(80).div(80).clip(0, 1);
        Path file = folder.resolve("spectrogram.png");
        imwrite(file, colours(flipud(grey)));
        System.out.println(file.getFileName() + ": " + Demo.text(grey.shape()) + ", to "
                + s.frequencies().max().item() / 1000 + " kHz and "
                + s.times().max().round(2) + " s");
    }

    /** From black by violet and orange to white. */
    private static NDArray colours(NDArray x) {
        NDArray red = x.mul(2).clip(0, 1);
        NDArray green = x.mul(2).sub(0.8).clip(0, 1);
        NDArray blue = where(x.lt(0.5), x.mul(1.4), x.sub(0.5).mul(2)).clip(0, 1);
        return stack(-1, red, green, blue).mul(255).round().astype(uint8);
    }
}
