package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.rng.Philox;
import io.github.tornadoarrays.run.Engines;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A generator of random arrays: NumPy's {@code numpy.random.Generator}. {@link Np#random} is one for everybody; {@link #seeded} makes
 * others.
 *
 * <p>Numbers are those of Philox4x32-10 (J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): a function of the
 * seed, the number of the draw and the element's place, and so the same on every engine and with any number of threads. They are
 * not NumPy's numbers. Several threads may draw from one generator; which thread's draw comes first is then up to them.
 */
public final class Random {
    /** A seed, and how many arrays were drawn with it. */
    private record Stream(long key, AtomicLong draws) {
        static Stream of(long seed) {
            return new Stream(Philox.key(seed), new AtomicLong());
        }
    }

    private volatile Stream stream;

    private Random(long seed) {
        stream = Stream.of(seed);
    }

    /** A generator that gives the same arrays, in the order they are asked for, whenever it has this seed. */
    public static Random seeded(long seed) {
        return new Random(seed);
    }

    /** A generator that nobody can foresee. */
    static Random unseeded() {
        return new Random(new SecureRandom().nextLong());
    }

    /** Starts again, as a new generator of this seed. */
    public void seed(long seed) {
        stream = Stream.of(seed);
    }

    // ---- numbers

    /** Uniform numbers in [0, 1), float64. */
    public NDArray random(long... shape) {
        return random(DType.FLOAT64, shape);
    }

    /**
     * Uniform numbers in [0, 1).
     *
     * @throws DTypeException unless the type is a real float
     */
    public NDArray random(DType type, long... shape) {
        return floats("random", Library::uniform, type, shape);
    }

    /**
     * Uniform numbers in [low, high), float64.
     *
     * @throws ArrayException if high - low is negative or not finite
     */
    public NDArray uniform(double low, double high, long... shape) {
        double width = high - low;
        if (!(width >= 0 && width < Double.POSITIVE_INFINITY)) {
            throw new ArrayException("uniform: high - low is " + width + " (" + low + ", " + high
                    + "); it must be 0 or more and finite");
        }
        return shifted("uniform", floats("uniform", Library::uniform, DType.FLOAT64, shape), width, low);
    }

    /** Standard normal numbers (mean 0, deviation 1), float64. */
    public NDArray standardNormal(long... shape) {
        return standardNormal(DType.FLOAT64, shape);
    }

    /**
     * Standard normal numbers (mean 0, deviation 1), by G. E. P. Box and M. E. Muller (1958).
     *
     * @throws DTypeException unless the type is a real float
     */
    public NDArray standardNormal(DType type, long... shape) {
        return floats("standardNormal", Library::normal, type, shape);
    }

    /**
     * Normal numbers with a mean and a standard deviation, float64.
     *
     * @throws ArrayException if the deviation is negative
     */
    public NDArray normal(double mean, double deviation, long... shape) {
        if (!(deviation >= 0)) {
            throw new ArrayException("normal: the standard deviation is " + deviation + "; it must be 0 or more");
        }
        return shifted("normal", floats("normal", Library::normal, DType.FLOAT64, shape), deviation, mean);
    }

    /** Integers in [low, high), int64. */
    public NDArray integers(long low, long high, long... shape) {
        return integers(DType.INT64, low, high, shape);
    }

    /**
     * Integers in [low, high), all equally likely but for one in 2³².
     *
     * @throws ArrayException if there is no integer in the interval, or the type does not hold all of them
     * @throws DTypeException unless the type is an integer type or bool
     */
    public NDArray integers(DType type, long low, long high, long... shape) {
        if (!type.isInteger() && !type.isBool()) {
            throw new DTypeException("integers: not defined for " + type + "; it makes bool and integer types");
        }
        if (low >= high) {
            throw new ArrayException("integers: low " + low + " is not less than high " + high
                    + "; numbers are taken from low up to, not including, high");
        }
        int bits = type.isBool() ? 1 : type.bits();
        long least = type.isSigned() ? Long.MIN_VALUE >> 64 - bits : 0;
        long most = type.isSigned() ? Long.MAX_VALUE >> 64 - bits : bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
        if (low < least || high - 1 > most) {
            throw new ArrayException("integers: " + low + ".." + (high - 1) + " does not fit " + type + "; it holds "
                    + least + ".." + most);
        }
        long n = size("integers", shape);
        Stream s = stream;
        return array(type, shape, library().integers(type, n, s.key(), s.draws().getAndIncrement(), low, high - low));
    }

    // ---- order and choice

    /**
     * The numbers 0 … n-1 in random order, int64.
     *
     * @throws ArrayException if n is negative
     */
    public NDArray permutation(long n) {
        if (n < 0) {
            throw new ArrayException("permutation: " + n + " is negative; give a number of 0 or more, or an array");
        }
        Stream s = stream;
        return array(
                DType.INT64,
                new long[] {n},
                library().permutation(n, s.key(), s.draws().getAndIncrement()));
    }

    /**
     * A copy with the rows (the elements along the first axis) in random order.
     *
     * @throws ShapeException if the array is 0-d
     */
    public NDArray permutation(NDArray x) {
        return rows(x, permutation(length("permutation", x))).eval();
    }

    /**
     * Puts the rows (the elements along the first axis) in random order, in place.
     *
     * @throws ShapeException if the array is 0-d
     */
    public void shuffle(NDArray x) {
        NDArray order = permutation(length("shuffle", x));
        x.assign(() -> rows(x, order).node());
    }

    /** Numbers of 0 … n-1, each of which may come again, int64. */
    public NDArray choice(long n, long... shape) {
        return chosen(n, true, null, shape);
    }

    /**
     * Numbers of 0 … n-1, int64.
     *
     * @param replace whether a number may come again
     * @throws ArrayException if there are too few to choose from
     */
    public NDArray choice(long n, boolean replace, long... shape) {
        return chosen(n, replace, null, shape);
    }

    /**
     * Numbers of 0 … n-1, int64.
     *
     * @param replace whether a number may come again
     * @param p the probability of each; they sum to 1
     * @throws ArrayException if there are too few to choose from, or the probabilities are not right
     */
    public NDArray choice(long n, boolean replace, double[] p, long... shape) {
        return chosen(n, replace, p, shape);
    }

    /** Rows (elements along the first axis) of an array, each of which may come again. */
    public NDArray choice(NDArray from, long... shape) {
        return rows(from, chosen(length("choice", from), true, null, shape)).eval();
    }

    /**
     * Rows (elements along the first axis) of an array.
     *
     * @param replace whether a row may come again
     * @throws ArrayException if there are too few to choose from
     */
    public NDArray choice(NDArray from, boolean replace, long... shape) {
        return rows(from, chosen(length("choice", from), replace, null, shape)).eval();
    }

    /**
     * Rows (elements along the first axis) of an array.
     *
     * @param replace whether a row may come again
     * @param p the probability of each; they sum to 1
     * @throws ArrayException if there are too few to choose from, or the probabilities are not right
     */
    public NDArray choice(NDArray from, boolean replace, double[] p, long... shape) {
        return rows(from, chosen(length("choice", from), replace, p, shape)).eval();
    }

    private NDArray chosen(long n, boolean replace, double @Nullable [] p, long[] shape) {
        long k = size("choice", shape);
        if (n < 0 || n == 0 && k > 0) {
            throw new ArrayException("choice: there is nothing to choose from (" + n + "); give at least 1");
        }
        if (p != null && p.length != n) {
            throw new ArrayException(
                    "choice: " + p.length + " probabilities for " + n + " to choose from; give one for each");
        }
        if (!replace && k > n) {
            throw new ArrayException("choice: cannot take " + k + " of " + n + " without replacement; take 0.." + n);
        }
        Stream s = stream;
        long draw = s.draws().getAndIncrement();
        Buffer indices;
        if (p == null) {
            indices = replace
                    ? library().integers(DType.INT64, k, s.key(), draw, 0, Math.max(1, n))
                    : library().choice(n, k, s.key(), draw);
        } else {
            indices = replace
                    ? library().weighted(p, k, s.key(), draw)
                    : library().choice(p, k, s.key(), draw);
        }
        return array(DType.INT64, shape, indices);
    }

    // ---- what these are made of

    @FunctionalInterface
    private interface Fill {
        Buffer fill(Library library, DType type, long length, long key, long draw);
    }

    private NDArray floats(String op, Fill fill, DType type, long[] shape) {
        if (!type.isFloat()) {
            throw new DTypeException(
                    op + ": not defined for " + type + "; it makes float16, bfloat16, float32 and float64");
        }
        long n = size(op, shape);
        DType exact = type.isHalf() ? DType.FLOAT32 : type;
        Stream s = stream;
        NDArray x = array(
                exact, shape, fill.fill(library(), exact, n, s.key(), s.draws().getAndIncrement()));
        return x.dtype() == type ? x : new NDArray(Graph.cast(x.node(), type)).eval();
    }

    private static NDArray shifted(String op, NDArray x, double by, double plus) {
        NDArray scaled = by == 1 ? x : x.binary(op, Op.MUL, by);
        return plus == 0 ? scaled : scaled.binary(op, Op.ADD, plus);
    }

    /** The current device draws. */
    private static Library library() {
        return Engines.library(null);
    }

    private static NDArray array(DType type, long[] shape, Buffer elements) {
        return new NDArray(Node.leaf(type, shape.clone(), elements));
    }

    private static long size(String op, long[] shape) {
        return Shape.size(Shape.check(op, shape));
    }

    private static long length(String op, NDArray x) {
        if (x.ndim() == 0) {
            throw new ShapeException(op + ": a 0-d array has no rows; at least one axis is needed");
        }
        return x.shape(0);
    }

    private static NDArray rows(NDArray x, NDArray numbers) {
        Node n = x.node();
        Node indices = Places.moved(numbers, x.place()).node();
        return new NDArray(
                n.value() instanceof Value.View v
                        ? Graph.gather(v.base(), v.layout(), List.of(indices))
                        : Graph.gather(n, n.layout(), List.of(indices)));
    }

    @Override
    public String toString() {
        Stream s = stream;
        return "Random(key " + Long.toHexString(s.key()) + ", " + s.draws().get() + " draws)";
    }
}
