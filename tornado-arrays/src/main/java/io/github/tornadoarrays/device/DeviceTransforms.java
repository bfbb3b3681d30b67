package io.github.tornadoarrays.device;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.fourier.Radices;
import io.github.tornadoarrays.fourier.Roots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fourier transforms on a device, by {@link FourierKernels}. Those too large for indices that are int32 are borrowed. */
final class DeviceTransforms implements Transforms {
    private static final List<Long> ANY = List.of();

    private static final int CACHED = 32;

    private final Engine engine;
    private final DeviceLibrary library;
    private final Transforms borrowed;

    private final Map<Key, Object> tables = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
            return size() > CACHED;
        }
    };

    private record Key(Class<?> kind, int n, DType type) {}

    /** Roots of unity in the device's memory. */
    private record Circle(Buffer roots, int shift) {}

    /** A length's chirp, and the transform of what is convolved with. */
    private record Chirp(int padded, Buffer chirp, Buffer spectrum) {}

    DeviceTransforms(Engine engine, DeviceLibrary library, Transforms borrowed) {
        this.engine = engine;
        this.library = library;
        this.borrowed = borrowed;
    }

    private void run(String kernel, DType type, List<Long> items, Object... args) {
        library.routine(FourierKernels.class, kernel).run(type.part(), items, ANY, args);
    }

    private static boolean fits(long elements) {
        return 2 * elements <= HostBuffer.MAX_ARRAY;
    }

    // ---- tables

    private Buffer upload(DType type, double[] values) {
        HostBuffer host = HostBuffer.allocate(type.part(), values.length);
        for (int i = 0; i < values.length; i++) {
            host.setDouble(i, values[i]);
        }
        return engine.fromHost(host);
    }

    private synchronized Circle circle(int n, DType type) {
        return (Circle) tables.computeIfAbsent(new Key(Circle.class, n, type), _ -> {
            int shift = (32 - Integer.numberOfLeadingZeros(n)) / 2;
            int fine = 1 << shift;
            int coarse = ((n - 1) >> shift) + 1;
            double[] roots = new double[2 * (fine + coarse)];
            for (int i = 0; i < Math.min(fine, n); i++) {
                Roots.put(i, n, roots, 2 * i);
            }
            for (int i = 0; i < coarse; i++) {
                Roots.put((long) i << shift, n, roots, 2 * (fine + i));
            }
            return new Circle(upload(type, roots), shift);
        });
    }

    private synchronized Chirp chirp(int n, DType type) {
        Key key = new Key(Chirp.class, n, type);
        Chirp c = (Chirp) tables.get(key);
        if (c == null) {
            int padded = Radices.roundUp(2L * n - 1);
            Buffer around = upload(type, Roots.chirpAround(n, padded));
            Buffer spectrum = engine.allocate(type, padded);
            passes(around, spectrum, type, 1, padded, 1, 1, 1);
            engine.release(around);
            c = new Chirp(padded, upload(type, Roots.chirp(n)), spectrum);
            tables.put(key, c);
        }
        return c;
    }

    // ---- transforms of one axis

    /**
     * Transforms {@code outer * inner} times.
     *
     * @param x complex elements of a type, or real ones that are taken for such, two by two
     * @param y as many; other memory
     */
    private void transform(Buffer x, Buffer y, DType type, long outer, int n, long inner, double sign, double scale) {
        if (n == 1) {
            scaled(x, y, type, scale);
        } else if (inner == 1 && engine.transform(x, y, type, outer, n, sign > 0)) {
            if (scale != 1) {
                scaled(y, y, type, scale);
            }
        } else if (Radices.areSmall(n)) {
            passes(x, y, type, outer, n, inner, sign, scale);
        } else {
            convolution(x, y, type, outer, n, inner, sign, scale);
        }
    }

    private void scaled(Buffer x, Buffer y, DType type, double scale) {
        run("scaled", type, List.of(y.length() * y.dtype().parts()), x, y, scale);
    }

    private void passes(Buffer x, Buffer y, DType type, long outer, int n, long inner, double sign, double scale) {
        int[] radices = Radices.of(n, 8);
        Circle circle = circle(n, type);
        Buffer other = radices.length == 1 ? y : engine.allocate(type, outer * n * inner);
        Buffer from = x;
        long s = inner;
        int left = n;
        for (int i = 0; i < radices.length; i++) {
            int radix = radices[i];
            boolean last = i == radices.length - 1;
            Buffer to = (radices.length - i) % 2 == 1 ? y : other;
            int m = left / radix;
            int step = n / left;
            long count = outer * m * s;
            double factor = last ? scale : 1;
            List<Long> items = List.of(count);
            switch (radix) {
                case 2 ->
                    run("two", type, items, from, to, circle.roots, circle.shift, count, s, m, step, sign, factor);
                case 4 ->
                    run("four", type, items, from, to, circle.roots, circle.shift, count, s, m, step, sign, factor);
                case 8 ->
                    run("eight", type, items, from, to, circle.roots, circle.shift, count, s, m, step, sign, factor);
                default ->
                    run(
                            "any",
                            type,
                            items,
                            from,
                            to,
                            circle.roots,
                            circle.shift,
                            count,
                            s,
                            m,
                            step,
                            radix,
                            n / radix,
                            sign,
                            factor);
            }
            from = to;
            s *= radix;
            left = m;
        }
        if (other != y) {
            engine.release(other);
        }
    }

    private void convolution(Buffer x, Buffer y, DType type, long outer, int n, long inner, double sign, double scale) {
        Chirp c = chirp(n, type);
        long rows = outer * inner;
        Buffer w = engine.allocate(type, rows * c.padded);
        Buffer v = engine.allocate(type, rows * c.padded);
        run("enter", type, List.of(rows, (long) c.padded), x, w, c.chirp, n, c.padded, rows, inner, sign);
        passes(w, v, type, rows, c.padded, 1, 1, 1);
        run("times", type, List.of(rows, (long) c.padded), v, c.spectrum, c.padded, rows);
        passes(v, w, type, rows, c.padded, 1, -1, 1.0 / c.padded);
        run("leave", type, List.of(rows, (long) n), w, y, c.chirp, n, c.padded, rows, inner, sign, scale);
        engine.release(w);
        engine.release(v);
    }

    // ---- of several axes

    private static boolean fits(long elements, long[] n) {
        long most = elements;
        for (long length : n) {
            if (!Radices.areSmall((int) length)) {
                most = Math.max(most, elements / length * Radices.roundUp(2 * length - 1));
            }
        }
        return fits(most);
    }

    /** Transforms over the first {@code axes} of axes n, the last of these first, and gives the memory back where it is not the result. */
    private Buffer axes(Buffer x, boolean own, DType type, long[] n, int axes, long inner, double sign, double scale) {
        Buffer now = x;
        boolean mine = own;
        long after = inner;
        for (int d = axes; d < n.length; d++) {
            after *= n[d];
        }
        for (int d = axes - 1; d >= 0; d--) {
            Buffer next = engine.allocate(type, x.length());
            transform(now, next, type, x.length() / after / n[d], (int) n[d], after, sign, d == 0 ? scale : 1);
            if (mine) {
                engine.release(now);
            }
            now = next;
            mine = true;
            after *= n[d];
        }
        return now;
    }

    @Override
    public Buffer complex(Buffer x, long outer, long[] n, long inner, boolean forward, double scale) {
        return fits(x.length(), n)
                ? axes(x, false, x.dtype(), n, n.length, inner, forward ? 1 : -1, scale)
                : borrowed.complex(x, outer, n, inner, forward, scale);
    }

    @Override
    public Buffer fromReal(Buffer x, long outer, long[] n, double scale) {
        if (!fits(x.length(), n)) {
            return borrowed.fromReal(x, outer, n, scale);
        }
        DType type = x.dtype() == DType.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128;
        int last = (int) n[n.length - 1];
        long half = last / 2 + 1L;
        long rows = x.length() / last;
        double first = n.length == 1 ? scale : 1;
        Buffer out = engine.allocate(type, rows * half);
        List<Long> items = List.of(rows, half);
        if (last % 2 == 0) {
            int h = last / 2;
            Circle circle = circle(last, type);
            Buffer z = engine.allocate(type, rows * h);
            transform(x, z, type, rows, h, 1, 1, first);
            run("untangle", type, items, z, out, circle.roots, circle.shift, h, rows);
            engine.release(z);
        } else {
            Buffer wide = engine.allocate(type, x.length());
            Buffer z = engine.allocate(type, x.length());
            run("widen", type, List.of(x.length()), x, wide);
            transform(wide, z, type, rows, last, 1, 1, first);
            run("halves", type, items, z, out, last, rows);
            engine.release(wide);
            engine.release(z);
        }
        long[] shape = n.clone();
        shape[n.length - 1] = half;
        return axes(out, true, type, shape, n.length - 1, 1, 1, scale);
    }

    @Override
    public Buffer toReal(Buffer x, long outer, long n, double scale) {
        if (!fits(2 * x.length(), new long[] {n})) {
            return borrowed.toReal(x, outer, n, scale);
        }
        DType type = x.dtype();
        int last = (int) n;
        Buffer out = engine.allocate(type.part(), outer * n);
        if (last % 2 == 0) {
            int h = last / 2;
            Circle circle = circle(last, type);
            Buffer z = engine.allocate(type, outer * h);
            run("entangle", type, List.of(outer, (long) h), x, z, circle.roots, circle.shift, h, outer);
            transform(z, out, type, outer, h, 1, -1, scale);
            engine.release(z);
        } else {
            Buffer whole = engine.allocate(type, outer * n);
            Buffer z = engine.allocate(type, outer * n);
            run("mirror", type, List.of(outer, n), x, whole, last, outer);
            transform(whole, z, type, outer, last, 1, -1, 1);
            run("narrow", type, List.of(outer * n), z, out, scale);
            engine.release(whole);
            engine.release(z);
        }
        return out;
    }
}
