package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Lines that make grids, and walks over places. */
final class Grids {
    private Grids() {}

    static List<NDArray> ix(NDArray... axes) {
        List<NDArray> vectors = new ArrayList<>();
        for (NDArray x : axes) {
            if (x.ndim() != 1) {
                throw new ShapeException("ix: an array of shape " + Shape.text(x.shape()) + "; give vectors");
            }
            NDArray v = x.dtype().isBool() ? Np.flatnonzero(x) : x.size() == 0 ? x.astype(DType.INT64) : x;
            if (v.dtype().isInexact()) {
                throw new IndexException("ix: places cannot be " + v.dtype() + "; use integers or bool");
            }
            vectors.add(v);
        }
        return open(vectors);
    }

    /** Each vector along an axis of its own. */
    static List<NDArray> open(List<NDArray> vectors) {
        List<NDArray> out = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            long[] shape = new long[vectors.size()];
            Arrays.fill(shape, 1);
            shape[i] = vectors.get(i).size();
            out.add(Np.reshape(vectors.get(i), shape));
        }
        return out;
    }

    /** The coordinates along each axis, in one type. */
    static List<NDArray> lines(String name, String text) {
        String[] parts = text.split(",", -1);
        List<NDArray> lines = new ArrayList<>();
        for (String p : parts) {
            lines.add(line(name, text, p.strip()));
        }
        boolean floats = lines.stream().anyMatch(l -> l.dtype().isFloat());
        return floats ? lines.stream().map(l -> l.astype(DType.FLOAT64)).toList() : lines;
    }

    private static NDArray line(String name, String text, String part) {
        String[] bounds = part.split(":", -1);
        if (bounds.length < 2 || bounds.length > 3 || bounds[1].isBlank()) {
            throw bad(name, text, part);
        }
        try {
            String step = bounds.length < 3 || bounds[2].isBlank() ? "1" : bounds[2].strip();
            String start = bounds[0].isBlank() ? "0" : bounds[0].strip();
            String stop = bounds[1].strip();
            if (step.endsWith("j")) {
                long n = Math.abs((long) Double.parseDouble(step.substring(0, step.length() - 1)));
                return Np.linspace(Double.parseDouble(start), Double.parseDouble(stop), n);
            }
            boolean whole = Stream.of(start, stop, step).allMatch(s -> s.matches("[-+]?\\d+"));
            return whole
                    ? Np.arange(Long.parseLong(start), Long.parseLong(stop), Long.parseLong(step))
                    : Np.arange(Double.parseDouble(start), Double.parseDouble(stop), Double.parseDouble(step));
        } catch (NumberFormatException e) {
            IndexException bad = bad(name, text, part);
            bad.initCause(e);
            throw bad;
        }
    }

    private static IndexException bad(String name, String text, String part) {
        return new IndexException(name + ": \"" + part + "\" in \"" + text
                + "\" is no range; write start:stop, start:stop:step, or start:stop:5j for 5 points");
    }

    // ---- walks

    static Stream<long[]> places(long... shape) {
        return LongStream.range(0, Shape.size(shape)).mapToObj(i -> place(i, shape));
    }

    private static long[] place(long number, long[] shape) {
        long[] at = new long[shape.length];
        long rest = number;
        for (int d = shape.length - 1; d >= 0; d--) {
            at[d] = rest % shape[d];
            rest /= shape[d];
        }
        return at;
    }

    static Stream<Element> elements(NDArray x) {
        HostBuffer data = x.contiguous();
        long[] shape = x.shape();
        return LongStream.range(0, x.size()).mapToObj(i -> new Element(place(i, shape), number(data, i)));
    }

    private static Number number(HostBuffer data, long i) {
        return switch (data.dtype().kind()) {
            case BOOL, SIGNED, UNSIGNED -> (Number) data.getLong(i);
            case FLOAT -> data.getDouble(i);
            case COMPLEX -> Complex.of(data.getDouble(2 * i), data.getDouble(2 * i + 1));
        };
    }
}
