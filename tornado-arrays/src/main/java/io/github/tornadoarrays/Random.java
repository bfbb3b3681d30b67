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
import io.github.tornadoarrays.rng.Draw;
import io.github.tornadoarrays.rng.SeedSequence;
import io.github.tornadoarrays.run.Engines;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generator of random arrays: NumPy's {@code numpy.random.Generator}. {@link Np#random} is one for everybody; {@link #seeded} makes
 * others.
 *
 * <p>Numbers are those of Philox4x32-10 (J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): a function of the
 * seed, the number of the draw and the element's place, and so the same on every engine and with any number of threads. They are
 * not NumPy's numbers; {@link #philox} has those. Several threads may draw from one generator; which thread's draw comes first is then up to them.
 */
public final class Random extends VectorDistributions {
    private volatile Generator generator;

    private Random(Generator generator) {
        this.generator = generator;
    }

    @Override
    Generator generator() {
        return generator;
    }

    /** A generator that gives the same arrays, in the order they are asked for, whenever it has this seed. */
    public static Random seeded(long seed) {
        return new Random(DrawCounter.seeded(seed));
    }

    /**
     * NumPy's {@code Generator(Philox(seed))}: {@link #random} of float32 and float64, {@link #integers} and {@link #bytes} give NumPy's
     * numbers, bit for bit and in its order. Other functions take a word of NumPy's stream each and make numbers of their own from it.
     *
     * @throws ArrayException if the seed is negative
     */
    public static Random philox(long seed) {
        return philox(BigInteger.valueOf(seed));
    }

    /**
     * NumPy's {@code Generator(Philox(seed))}; see {@link #philox(long)}.
     *
     * @throws ArrayException if the seed is negative
     */
    public static Random philox(BigInteger seed) {
        if (seed.signum() < 0) {
            throw new ArrayException("philox: the seed " + seed + " is negative; give 0 or more");
        }
        return new Random(PhiloxStream.seeded(SeedSequence.of(seed)));
    }

    /**
     * A generator that goes on where another one was.
     *
     * @param state what its {@link #state} was
     * @throws ArrayException if the text is none
     */
    public static Random ofState(String state) {
        try {
            return new Random(Generator.of(state));
        } catch (IllegalArgumentException e) {
            throw new ArrayException("ofState: \"" + state + "\" is no state of a generator: " + e.getMessage()
                    + "; give what state() gave");
        }
    }

    /** A generator that nobody can foresee. */
    static Random unseeded() {
        return seeded(new SecureRandom().nextLong());
    }

    /** Starts again, as a new generator of this seed: {@link #seeded}. */
    public void seed(long seed) {
        generator = DrawCounter.seeded(seed);
    }

    /** Where the generator is, as a line of text, for {@link #ofState}. */
    public String state() {
        return generator.state();
    }

    /**
     * Generators whose numbers have nothing to do with this one's, nor with those of others that were spawned before; of {@link #philox},
     * NumPy's.
     *
     * @throws ArrayException if n is negative
     */
    public List<Random> spawn(int n) {
        if (n < 0) {
            throw new ArrayException("spawn: " + n + " is negative; give a number of generators of 0 or more");
        }
        return generator.spawn(n).stream().map(Random::new).toList();
    }

    /**
     * Goes on without making numbers: by so many arrays, or of {@link #philox} by so many blocks of four words, as NumPy's.
     *
     * @throws ArrayException if it is negative
     */
    public Random advance(long steps) {
        if (steps < 0) {
            throw new ArrayException("advance: " + steps + " is negative; a generator goes on by 0 or more steps");
        }
        generator.advance(BigInteger.valueOf(steps));
        return this;
    }

    /**
     * A generator that is where this one would be after so many times 2⁴⁰ arrays, or of {@link #philox} 2¹²⁸ blocks, as NumPy's.
     *
     * @throws ArrayException if it is negative
     */
    public Random jumped(long times) {
        if (times < 0) {
            throw new ArrayException("jumped: " + times + " is negative; a generator jumps 0 or more times");
        }
        return new Random(generator.jumped(times));
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
        return uniform("random", type, shape);
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
        size("standardNormal", shape);
        return as(type, Continuous.standardNormal(generator, exact("standardNormal", type), shape));
    }

    /** Exponential numbers of mean 1, float64. */
    public NDArray standardExponential(long... shape) {
        return standardExponential(DType.FLOAT64, shape);
    }

    /**
     * Exponential numbers of mean 1.
     *
     * @throws DTypeException unless the type is a real float
     */
    public NDArray standardExponential(DType type, long... shape) {
        size("standardExponential", shape);
        return as(type, Continuous.standardExponential(generator, exact("standardExponential", type), shape));
    }

    /**
     * Gamma numbers with scale 1, which are made in float64.
     *
     * @throws ArrayException if the parameter is negative
     * @throws DTypeException unless the type is a real float
     */
    public NDArray standardGamma(DType type, double shape, long... size) {
        exact("standardGamma", type);
        return as(type, standardGamma(shape, size));
    }

    /** Cauchy numbers: quotients of two standard normal ones; float64. */
    public NDArray standardCauchy(long... shape) {
        size("standardCauchy", shape);
        return Continuous.standardCauchy(generator, shape);
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
        if (low >= high) {
            throw new ArrayException("integers: low " + low + " is not less than high " + high
                    + "; numbers are taken from low up to, not including, high");
        }
        return integers(type, low, high - 1, true, shape);
    }

    /**
     * Integers in [low, high), or in [low, high], all equally likely but for one in 2³².
     *
     * @param endpoint whether {@code high} is one of them
     * @throws ArrayException if there is no integer in the interval, or the type does not hold all of them
     * @throws DTypeException unless the type is an integer type or bool
     */
    public NDArray integers(DType type, long low, long high, boolean endpoint, long... shape) {
        if (!endpoint) {
            return integers(type, low, high, shape);
        }
        if (!type.isInteger() && !type.isBool()) {
            throw new DTypeException("integers: not defined for " + type + "; it makes bool and integer types");
        }
        if (low > high) {
            throw new ArrayException("integers: low " + low + " is greater than high " + high
                    + "; numbers are taken from low up to high");
        }
        int bits = type.isBool() ? 1 : type.bits();
        long least = type.isSigned() ? Long.MIN_VALUE >> 64 - bits : 0;
        long most = type.isSigned() ? Long.MAX_VALUE >> 64 - bits : bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
        if (low < least || high > most) {
            throw new ArrayException(
                    "integers: " + low + ".." + high + " does not fit " + type + "; it holds " + least + ".." + most);
        }
        size("integers", shape);
        return generator.integers(type, low, high, shape);
    }

    /**
     * Random bytes.
     *
     * @throws ArrayException if there are fewer than 0 of them
     */
    public byte[] bytes(int length) {
        if (length < 0) {
            throw new ArrayException("bytes: the length " + length + " is negative; give 0 or more");
        }
        int[] words = integers(DType.UINT32, 0, 1L << 32, Math.ceilDiv(length, 4))
                .astype(DType.INT32)
                .toIntArray();
        ByteBuffer all = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        all.asIntBuffer().put(words);
        return Arrays.copyOf(all.array(), length);
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
        return Sampling.permutation(generator.draw(), n);
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

    /**
     * A copy with what lies along an axis in random order, the same everywhere.
     *
     * @throws ShapeException if there is no such axis
     */
    public NDArray permutation(NDArray x, int axis) {
        return x.take(permutation(x.shape(Shape.axis("permutation", axis, x.shape()))), axis)
                .eval();
    }

    /**
     * Puts what lies along an axis in random order, the same everywhere, in place.
     *
     * @throws ShapeException if there is no such axis
     */
    public void shuffle(NDArray x, int axis) {
        shuffle(x.moveaxis(Shape.axis("shuffle", axis, x.shape()), 0));
    }

    /** A copy with all elements in random order. */
    public NDArray permuted(NDArray x) {
        return permuted(x.ravel().reshape(1, -1), 1).reshape(x.shape());
    }

    /**
     * A copy with the elements of each line along an axis in a random order of its own.
     *
     * @throws ShapeException if there is no such axis
     */
    public NDArray permuted(NDArray x, int axis) {
        NDArray lines = x.moveaxis(Shape.axis("permuted", axis, x.shape()), -1);
        NDArray keys = Sampling.keys(generator.draw(), lines.shape());
        return Np.takeAlongAxis(lines, Np.argsort(keys, -1), -1).moveaxis(-1, axis);
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
        Draw d = generator.draw();
        NDArray chosen;
        if (p != null) {
            chosen = replace ? Sampling.weighted(d, p, k) : Sampling.choice(d, p, k);
        } else if (replace) {
            Buffer indices = library().integers(DType.INT64, k, d.key(), d.id(), 0, Math.max(1, n));
            chosen = array(DType.INT64, new long[] {k}, indices);
        } else {
            chosen = Sampling.choice(d, n, k);
        }
        return chosen.reshape(shape);
    }

    // ---- what these are made of

    private NDArray uniform(String op, DType type, long[] shape) {
        size(op, shape);
        DType exact = exact(op, type);
        return as(type, generator.uniform(exact, shape));
    }

    /** The type in which numbers of a type are made. */
    private static DType exact(String op, DType type) {
        if (!type.isFloat()) {
            throw new DTypeException(
                    op + ": not defined for " + type + "; it makes float16, bfloat16, float32 and float64");
        }
        return type.isHalf() ? DType.FLOAT32 : type;
    }

    private static NDArray as(DType type, NDArray x) {
        return x.dtype() == type ? x : x.as(type).eval();
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
        return "Random(" + generator + ")";
    }
}
