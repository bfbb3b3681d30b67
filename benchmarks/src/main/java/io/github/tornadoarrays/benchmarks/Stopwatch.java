package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Device;
import java.util.List;
import java.util.stream.DoubleStream;

/** Times of calls that run on a device, a batch of them and the wait for the last one at a time. */
record Stopwatch(Device device) {

    /** Milliseconds a call of every batch that was begun in so many seconds: at least one number. */
    double[] time(Runnable call, int batch, double seconds) {
        DoubleStream.Builder times = DoubleStream.builder();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long now;
        do {
            long start = System.nanoTime();
            for (int i = 0; i < batch; i++) {
                call.run();
            }
            device.synchronize();
            now = System.nanoTime();
            times.add((now - start) / 1e6 / batch);
        } while (now < end);
        return times.build().toArray();
    }

    /** NaN of nothing. */
    static double median(List<double[]> turns) {
        double[] all = turns.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
        int n = all.length;
        return n == 0 ? Double.NaN : (all[(n - 1) / 2] + all[n / 2]) / 2;
    }
}
