package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.engine.cpu.FourierLength.Place;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/** Fourier transforms on host memory, by all workers. Sums are made in float64 and rounded to the type of the result. */
final class CpuTransforms implements Transforms {
    /** Elements from which on a row is divided among workers. */
    private static final int LONG = 1 << 14;

    @Override
    public Buffer complex(Buffer x, long outer, long[] n, long inner, boolean forward, double scale) {
        HostBuffer out = HostPool.allocate(x.dtype(), x.length());
        axes(memory(x), out, n, n.length, inner, !forward, scale);
        Reference.reachabilityFence(x);
        return out;
    }

    /** Transforms over the first {@code axes} of axes n, the last of these first. */
    private static void axes(
            Object from, HostBuffer out, long[] n, int axes, long inner, boolean backward, double scale) {
        Object to = memory(out);
        Object now = from;
        long after = inner;
        for (int d = axes; d < n.length; d++) {
            after *= n[d];
        }
        for (int d = axes - 1; d >= 0; d--) {
            long before = out.length() / after / n[d];
            int step = (int) (n[d] * after);
            FourierLength.of((int) n[d])
                    .run(
                            new Place(now, step),
                            new Place(to, step),
                            (int) before,
                            (int) after,
                            backward,
                            d == 0 ? scale : 1);
            now = to;
            after *= n[d];
        }
    }

    @Override
    public Buffer fromReal(Buffer x, long outer, long[] n, double scale) {
        int last = (int) n[n.length - 1];
        int half = last / 2 + 1;
        int rows = (int) (x.length() / last);
        HostBuffer out =
                HostPool.allocate(x.dtype() == DType.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128, (long) rows * half);
        double first = n.length == 1 ? scale : 1;
        if (last % 2 == 0) {
            // Neighbours are the parts of a complex number; what it becomes tells both transforms.
            FourierLength.of(last / 2)
                    .run(new Place(memory(x), last / 2), new Place(memory(out), half), rows, 1, false, first);
            FourierRoots roots = FourierLength.of(last).roots();
            eachRow(rows, half, row -> untangle(memory(out), row * half, last / 2, roots));
        } else {
            HostBuffer wide = HostPool.allocate(out.dtype(), x.length());
            Object from = memory(x);
            Object w = memory(wide);
            eachRow(rows, last, row -> widen(from, w, row * last, last));
            FourierLength.of(last).run(new Place(w, last), new Place(w, last), rows, 1, false, first);
            eachRow(rows, half, row -> System.arraycopy(w, 2 * row * last, memory(out), 2 * row * half, 2 * half));
            HostPool.release(wide);
        }
        Reference.reachabilityFence(x);
        if (n.length > 1) {
            long[] shape = n.clone();
            shape[n.length - 1] = half;
            axes(memory(out), out, shape, n.length - 1, 1, false, scale);
        }
        return out;
    }

    @Override
    public Buffer toReal(Buffer x, long outer, long n, double scale) {
        int last = (int) n;
        int half = last / 2 + 1;
        int rows = (int) outer;
        HostBuffer out = HostPool.allocate(x.dtype().part(), outer * n);
        Object from = memory(x);
        HostBuffer whole = HostPool.allocate(x.dtype(), last % 2 == 0 ? outer * (last / 2) : outer * n);
        Object w = memory(whole);
        if (last % 2 == 0) {
            FourierRoots roots = FourierLength.of(last).roots();
            eachRow(rows, half, row -> entangle(from, row * half, w, row * (last / 2), last / 2, roots));
            FourierLength.of(last / 2)
                    .run(new Place(w, last / 2), new Place(memory(out), last / 2), rows, 1, true, scale);
        } else {
            eachRow(rows, half, row -> mirror(from, row * half, w, row * last, last));
            FourierLength.of(last).run(new Place(w, last), new Place(w, last), rows, 1, true, scale);
            eachRow(rows, last, row -> narrow(w, memory(out), row * last, last));
        }
        HostPool.release(whole);
        Reference.reachabilityFence(x);
        return out;
    }

    private static Object memory(Buffer x) {
        Object memory = ((HostBuffer) x).memory();
        if (memory instanceof MemorySegment) {
            throw new ArrayException("fft: " + x.length() + " elements of " + x.dtype()
                    + " are more than a Java array holds; the most are 2^30 complex ones; transform it in parts");
        }
        return memory;
    }

    private interface RowTask {
        void run(int row);
    }

    private static void eachRow(int rows, int length, RowTask task) {
        Workers.run(rows, Math.max(1, LONG / length), (a, b) -> {
            for (int row = (int) a; row < b; row++) {
                task.run(row);
            }
        });
    }

    private static double get(Object x, int i) {
        return x instanceof double[] d ? d[i] : ((float[]) x)[i];
    }

    private static void put(Object x, int i, double value) {
        if (x instanceof double[] d) {
            d[i] = value;
        } else {
            ((float[]) x)[i] = (float) value;
        }
    }

    /** Makes of the transform Z of {@code even + i*odd} that of the elements in their order, of h + 1 elements. */
    private static void untangle(Object x, int at, int h, FourierRoots roots) {
        double zr = get(x, 2 * at);
        double zi = get(x, 2 * at + 1);
        put(x, 2 * at, zr + zi);
        put(x, 2 * at + 1, 0);
        put(x, 2 * (at + h), zr - zi);
        put(x, 2 * (at + h) + 1, 0);
        for (int k = 1; 2 * k <= h; k++) {
            int p = 2 * (at + k);
            int q = 2 * (at + h - k);
            double ar = get(x, p);
            double ai = get(x, p + 1);
            double br = get(x, q);
            double bi = -get(x, q + 1);
            double er = 0.5 * (ar + br);
            double ei = 0.5 * (ai + bi);
            double or = 0.5 * (ai - bi);
            double oi = -0.5 * (ar - br);
            double wr = roots.re(k);
            double wi = roots.im(k);
            double tr = or * wr - oi * wi;
            double ti = or * wi + oi * wr;
            put(x, p, er + tr);
            put(x, p + 1, ei + ti);
            put(x, q, er - tr);
            put(x, q + 1, ti - ei);
        }
    }

    /** The opposite: what a transform backward of length h makes the elements of, two by two. */
    private static void entangle(Object x, int at, Object z, int to, int h, FourierRoots roots) {
        for (int k = 0; k < h; k++) {
            int p = 2 * (at + k);
            int q = 2 * (at + h - k);
            double ar = get(x, p);
            double ai = k == 0 ? 0 : get(x, p + 1);
            double br = get(x, q);
            double bi = k == 0 ? 0 : -get(x, q + 1);
            double dr = ar - br;
            double di = ai - bi;
            double wr = roots.re(k);
            double wi = -roots.im(k);
            double or = dr * wr - di * wi;
            double oi = dr * wi + di * wr;
            put(z, 2 * (to + k), ar + br - oi);
            put(z, 2 * (to + k) + 1, ai + bi + or);
        }
    }

    private static void widen(Object x, Object w, int at, int n) {
        for (int k = at; k < at + n; k++) {
            put(w, 2 * k, get(x, k));
            put(w, 2 * k + 1, 0);
        }
    }

    private static void narrow(Object w, Object x, int at, int n) {
        for (int k = at; k < at + n; k++) {
            put(x, k, get(w, 2 * k));
        }
    }

    /** All n elements of a row of odd length from its first half. */
    private static void mirror(Object x, int at, Object w, int to, int n) {
        put(w, 2 * to, get(x, 2 * at));
        put(w, 2 * to + 1, 0);
        for (int k = 1; 2 * k < n; k++) {
            double r = get(x, 2 * (at + k));
            double m = get(x, 2 * (at + k) + 1);
            put(w, 2 * (to + k), r);
            put(w, 2 * (to + k) + 1, m);
            put(w, 2 * (to + n - k), r);
            put(w, 2 * (to + n - k) + 1, -m);
        }
    }
}
