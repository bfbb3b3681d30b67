package io.github.tornadoarrays.corpus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kernel of the corpus and what it is run with.
 *
 * @param name for people
 * @param method the user's method
 * @param sizes what {@code arguments} is asked for
 * @param arguments the method's arguments for a size, without the context
 * @param tolerance how far an element may be off
 * @param launch the work items for a size; null where the method's parallel loops say it
 * @param oracle the same as a plain loop, which leaves its results in the arguments; null where the method itself is one
 */
record Entry(
        String name,
        Method method,
        List<Integer> sizes,
        Arguments arguments,
        Tolerance tolerance,
        @Nullable IntFunction<Launch> launch,
        @Nullable Consumer<Object[]> oracle) {

    /** Makes arguments; of equal seeds, equal ones. */
    interface Arguments {
        Object[] of(int size, Random random);
    }

    /** Work items in all and of a group, along dimension 0, 1, 2. */
    record Launch(List<Long> global, List<Long> local) {
        /** As many groups as {@code size} items fill. */
        static Launch of(int size, int group) {
            return new Launch(List.of(roundedUp(size, group)), List.of((long) group));
        }

        static Launch of(int width, int height, int group) {
            return new Launch(
                    List.of(roundedUp(width, group), roundedUp(height, group)), List.of((long) group, (long) group));
        }

        static long roundedUp(int size, int group) {
            return (size + group - 1L) / group * group;
        }
    }

    /** An element may be off by {@code absolute + relative * |expected|}. */
    record Tolerance(double relative, double absolute) {
        static final Tolerance EXACT = new Tolerance(0, 0);
    }

    static Entry of(Class<?> in, String method, List<Integer> sizes, Arguments arguments) {
        Method m = Arrays.stream(in.getDeclaredMethods())
                .filter(x -> x.getName().equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(in + " has no " + method));
        return new Entry(method, m, sizes, arguments, Tolerance.EXACT, null, null);
    }

    Entry named(String other) {
        return new Entry(other, method, sizes, arguments, tolerance, launch, oracle);
    }

    Entry within(double relative, double absolute) {
        return new Entry(name, method, sizes, arguments, new Tolerance(relative, absolute), launch, oracle);
    }

    Entry grouped(IntFunction<Launch> items, Consumer<Object[]> plain) {
        return new Entry(name, method, sizes, arguments, tolerance, items, plain);
    }

    Object[] arguments(int size) {
        return arguments.of(size, new Random(31L * size + name.hashCode()));
    }

    /** What plain Java leaves in the arguments. */
    void runPlain(Object[] args) {
        if (oracle != null) {
            oracle.accept(args);
            return;
        }
        try {
            method.invoke(null, args);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(name, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
