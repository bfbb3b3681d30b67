package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Event;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Scope;
import java.util.List;
import java.util.stream.DoubleStream;

/** Times of calls on the current device, by its own clock where it has one, a batch of them and the wait for the last one at a time. */
final class Stopwatch {
    /** Results of as many bytes give their memory back after each call, as Python's do; smaller ones are left to the garbage collector. */
    private static final long SCOPED = 1 << 20;

    private Stopwatch() {}

    /** A call whose result has so many bytes, which gives back at once what it made where that is much. */
    static Runnable returning(Runnable call, long bytes) {
        if (bytes < SCOPED) {
            return call;
        }
        return () -> {
            try (Scope _ = Np.scope()) {
                call.run();
            }
        };
    }

    /** Milliseconds a call of every batch that was begun in so many seconds: at least one number. */
    static double[] time(Runnable call, int batch, double seconds) {
        DoubleStream.Builder times = DoubleStream.builder();
        Event start = new Event();
        Event end = new Event();
        long last = System.nanoTime() + (long) (seconds * 1e9);
        do {
            start.record();
            for (int i = 0; i < batch; i++) {
                call.run();
            }
            end.record();
            times.add(Event.elapsedTime(start, end) / batch);
        } while (System.nanoTime() < last);
        return times.build().toArray();
    }

    /** NaN of nothing. */
    static double median(List<double[]> turns) {
        double[] all = turns.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
        int n = all.length;
        return n == 0 ? Double.NaN : (all[(n - 1) / 2] + all[n / 2]) / 2;
    }
}
