package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.core.ArrayException;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a filter lets through. Frequencies are parts of half the sampling rate, so 1 is the highest that there is.
 *
 * @param edges one frequency or two
 */
public record Band(Kind kind, double... edges) {
    /** The kinds of bands. */
    public enum Kind {
        LOWPASS,
        HIGHPASS,
        BANDPASS,
        BANDSTOP
    }

    /** @throws ArrayException if the edges are not in order between 0 and 1 */
    public Band {
        boolean one = kind == Kind.LOWPASS || kind == Kind.HIGHPASS;
        boolean good = edges.length == (one ? 1 : 2);
        for (int i = 0; good && i < edges.length; i++) {
            good = edges[i] > 0 && edges[i] < 1 && (i == 0 || edges[i] > edges[i - 1]);
        }
        if (!good) {
            throw new ArrayException("Band: " + kind.name().toLowerCase(Locale.ROOT) + " at "
                    + Arrays.toString(edges) + "; " + (one ? "one frequency" : "two frequencies in ascending order")
                    + " between 0 and half the sampling rate, which is 1, are needed");
        }
    }

    /** What is below a frequency. */
    public static Band lowpass(double edge) {
        return new Band(Kind.LOWPASS, edge);
    }

    /** What is above a frequency. */
    public static Band highpass(double edge) {
        return new Band(Kind.HIGHPASS, edge);
    }

    /** What is between two frequencies. */
    public static Band bandpass(double low, double high) {
        return new Band(Kind.BANDPASS, low, high);
    }

    /** All but what is between two frequencies. */
    public static Band bandstop(double low, double high) {
        return new Band(Kind.BANDSTOP, low, high);
    }

    /** What is below a frequency, both as the sampling rate is: in Hz. */
    public static Band lowpass(double edge, double rate) {
        return of(Kind.LOWPASS, rate, edge);
    }

    /** What is above a frequency, both as the sampling rate is. */
    public static Band highpass(double edge, double rate) {
        return of(Kind.HIGHPASS, rate, edge);
    }

    /** What is between two frequencies, all as the sampling rate is. */
    public static Band bandpass(double low, double high, double rate) {
        return of(Kind.BANDPASS, rate, low, high);
    }

    /** All but what is between two frequencies, all as the sampling rate is. */
    public static Band bandstop(double low, double high, double rate) {
        return of(Kind.BANDSTOP, rate, low, high);
    }

    private static Band of(Kind kind, double rate, double... edges) {
        double[] parts = Arrays.stream(edges).map(e -> e / (rate / 2)).toArray();
        if (!(rate > 0) || !Arrays.stream(parts).allMatch(e -> e > 0 && e < 1)) {
            throw new ArrayException("Band: " + kind.name().toLowerCase(Locale.ROOT) + " at " + Arrays.toString(edges)
                    + " of a signal with " + rate
                    + " samples a second; frequencies must be between 0 and half of that");
        }
        return new Band(kind, parts);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Band b && kind == b.kind && Arrays.equals(edges, b.edges);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(edges);
    }
}
