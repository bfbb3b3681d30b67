package io.github.tornadoarrays.kernel;

import java.io.Serializable;

/**
 * A function of numbers that is to be applied to arrays, element by element: a lambda that captures nothing but numbers, whose
 * parameters have their types written out, {@code (float x, float y) -> x * y + 1}, or a static method. The interfaces differ in the
 * type and number of the parameters, so that the compiler finds the right one by itself. Nobody implements them otherwise.
 */
public interface ElementFunction extends Serializable {

    /**
     * Runs the function itself, as Java.
     *
     * @throws ClassCastException if an argument isn't of its parameter's type
     */
    Object call(Object... arguments);

    /** A function of one float. */
    @FunctionalInterface
    interface Float1<R> extends ElementFunction {
        R apply(float a);

        @Override
        default Object call(Object... x) {
            return apply((float) x[0]);
        }
    }

    /** A function of two floats. */
    @FunctionalInterface
    interface Float2<R> extends ElementFunction {
        R apply(float a, float b);

        @Override
        default Object call(Object... x) {
            return apply((float) x[0], (float) x[1]);
        }
    }

    /** A function of three floats. */
    @FunctionalInterface
    interface Float3<R> extends ElementFunction {
        R apply(float a, float b, float c);

        @Override
        default Object call(Object... x) {
            return apply((float) x[0], (float) x[1], (float) x[2]);
        }
    }

    /** A function of four floats. */
    @FunctionalInterface
    interface Float4<R> extends ElementFunction {
        R apply(float a, float b, float c, float d);

        @Override
        default Object call(Object... x) {
            return apply((float) x[0], (float) x[1], (float) x[2], (float) x[3]);
        }
    }

    /** A function of five floats. */
    @FunctionalInterface
    interface Float5<R> extends ElementFunction {
        R apply(float a, float b, float c, float d, float e);

        @Override
        default Object call(Object... x) {
            return apply((float) x[0], (float) x[1], (float) x[2], (float) x[3], (float) x[4]);
        }
    }

    /** A function of six floats. */
    @FunctionalInterface
    interface Float6<R> extends ElementFunction {
        R apply(float a, float b, float c, float d, float e, float f);

        @Override
        default Object call(Object... x) {
            return apply((float) x[0], (float) x[1], (float) x[2], (float) x[3], (float) x[4], (float) x[5]);
        }
    }

    /** A function of one double. */
    @FunctionalInterface
    interface Double1<R> extends ElementFunction {
        R apply(double a);

        @Override
        default Object call(Object... x) {
            return apply((double) x[0]);
        }
    }

    /** A function of two doubles. */
    @FunctionalInterface
    interface Double2<R> extends ElementFunction {
        R apply(double a, double b);

        @Override
        default Object call(Object... x) {
            return apply((double) x[0], (double) x[1]);
        }
    }

    /** A function of three doubles. */
    @FunctionalInterface
    interface Double3<R> extends ElementFunction {
        R apply(double a, double b, double c);

        @Override
        default Object call(Object... x) {
            return apply((double) x[0], (double) x[1], (double) x[2]);
        }
    }

    /** A function of four doubles. */
    @FunctionalInterface
    interface Double4<R> extends ElementFunction {
        R apply(double a, double b, double c, double d);

        @Override
        default Object call(Object... x) {
            return apply((double) x[0], (double) x[1], (double) x[2], (double) x[3]);
        }
    }

    /** A function of five doubles. */
    @FunctionalInterface
    interface Double5<R> extends ElementFunction {
        R apply(double a, double b, double c, double d, double e);

        @Override
        default Object call(Object... x) {
            return apply((double) x[0], (double) x[1], (double) x[2], (double) x[3], (double) x[4]);
        }
    }

    /** A function of six doubles. */
    @FunctionalInterface
    interface Double6<R> extends ElementFunction {
        R apply(double a, double b, double c, double d, double e, double f);

        @Override
        default Object call(Object... x) {
            return apply((double) x[0], (double) x[1], (double) x[2], (double) x[3], (double) x[4], (double) x[5]);
        }
    }

    /** A function of one int. */
    @FunctionalInterface
    interface Int1<R> extends ElementFunction {
        R apply(int a);

        @Override
        default Object call(Object... x) {
            return apply((int) x[0]);
        }
    }

    /** A function of two ints. */
    @FunctionalInterface
    interface Int2<R> extends ElementFunction {
        R apply(int a, int b);

        @Override
        default Object call(Object... x) {
            return apply((int) x[0], (int) x[1]);
        }
    }

    /** A function of three ints. */
    @FunctionalInterface
    interface Int3<R> extends ElementFunction {
        R apply(int a, int b, int c);

        @Override
        default Object call(Object... x) {
            return apply((int) x[0], (int) x[1], (int) x[2]);
        }
    }

    /** A function of four ints. */
    @FunctionalInterface
    interface Int4<R> extends ElementFunction {
        R apply(int a, int b, int c, int d);

        @Override
        default Object call(Object... x) {
            return apply((int) x[0], (int) x[1], (int) x[2], (int) x[3]);
        }
    }

    /** A function of five ints. */
    @FunctionalInterface
    interface Int5<R> extends ElementFunction {
        R apply(int a, int b, int c, int d, int e);

        @Override
        default Object call(Object... x) {
            return apply((int) x[0], (int) x[1], (int) x[2], (int) x[3], (int) x[4]);
        }
    }

    /** A function of six ints. */
    @FunctionalInterface
    interface Int6<R> extends ElementFunction {
        R apply(int a, int b, int c, int d, int e, int f);

        @Override
        default Object call(Object... x) {
            return apply((int) x[0], (int) x[1], (int) x[2], (int) x[3], (int) x[4], (int) x[5]);
        }
    }

    /** A function of one long. */
    @FunctionalInterface
    interface Long1<R> extends ElementFunction {
        R apply(long a);

        @Override
        default Object call(Object... x) {
            return apply((long) x[0]);
        }
    }

    /** A function of two longs. */
    @FunctionalInterface
    interface Long2<R> extends ElementFunction {
        R apply(long a, long b);

        @Override
        default Object call(Object... x) {
            return apply((long) x[0], (long) x[1]);
        }
    }

    /** A function of three longs. */
    @FunctionalInterface
    interface Long3<R> extends ElementFunction {
        R apply(long a, long b, long c);

        @Override
        default Object call(Object... x) {
            return apply((long) x[0], (long) x[1], (long) x[2]);
        }
    }

    /** A function of four longs. */
    @FunctionalInterface
    interface Long4<R> extends ElementFunction {
        R apply(long a, long b, long c, long d);

        @Override
        default Object call(Object... x) {
            return apply((long) x[0], (long) x[1], (long) x[2], (long) x[3]);
        }
    }

    /** A function of five longs. */
    @FunctionalInterface
    interface Long5<R> extends ElementFunction {
        R apply(long a, long b, long c, long d, long e);

        @Override
        default Object call(Object... x) {
            return apply((long) x[0], (long) x[1], (long) x[2], (long) x[3], (long) x[4]);
        }
    }

    /** A function of six longs. */
    @FunctionalInterface
    interface Long6<R> extends ElementFunction {
        R apply(long a, long b, long c, long d, long e, long f);

        @Override
        default Object call(Object... x) {
            return apply((long) x[0], (long) x[1], (long) x[2], (long) x[3], (long) x[4], (long) x[5]);
        }
    }

    /** A method of one parameter, of any types. */
    @FunctionalInterface
    interface Any1<A, R> extends ElementFunction {
        R apply(A a);

        @Override
        @SuppressWarnings("unchecked")
        default Object call(Object... x) {
            return apply((A) x[0]);
        }
    }

    /** A method of two parameters, of any types. */
    @FunctionalInterface
    interface Any2<A, B, R> extends ElementFunction {
        R apply(A a, B b);

        @Override
        @SuppressWarnings("unchecked")
        default Object call(Object... x) {
            return apply((A) x[0], (B) x[1]);
        }
    }

    /** A method of three parameters, of any types. */
    @FunctionalInterface
    interface Any3<A, B, C, R> extends ElementFunction {
        R apply(A a, B b, C c);

        @Override
        @SuppressWarnings("unchecked")
        default Object call(Object... x) {
            return apply((A) x[0], (B) x[1], (C) x[2]);
        }
    }

    /** A method of four parameters, of any types. */
    @FunctionalInterface
    interface Any4<A, B, C, D, R> extends ElementFunction {
        R apply(A a, B b, C c, D d);

        @Override
        @SuppressWarnings("unchecked")
        default Object call(Object... x) {
            return apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]);
        }
    }

    /** A method of five parameters, of any types. */
    @FunctionalInterface
    interface Any5<A, B, C, D, E, R> extends ElementFunction {
        R apply(A a, B b, C c, D d, E e);

        @Override
        @SuppressWarnings("unchecked")
        default Object call(Object... x) {
            return apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]);
        }
    }

    /** A method of six parameters, of any types. */
    @FunctionalInterface
    interface Any6<A, B, C, D, E, F, R> extends ElementFunction {
        R apply(A a, B b, C c, D d, E e, F f);

        @Override
        @SuppressWarnings("unchecked")
        default Object call(Object... x) {
            return apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]);
        }
    }

    /** A method of seven parameters, of any types. */
    @FunctionalInterface
    interface Any7<A, B, C, D, E, F, G, R> extends ElementFunction {
        R apply(A a, B b, C c, D d, E e, F f, G g);

        @Override
        @SuppressWarnings("unchecked")
        default Object call(Object... x) {
            return apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6]);
        }
    }

    /** A method of eight parameters, of any types. */
    @FunctionalInterface
    interface Any8<A, B, C, D, E, F, G, H, R> extends ElementFunction {
        R apply(A a, B b, C c, D d, E e, F f, G g, H h);

        @Override
        @SuppressWarnings("unchecked")
        default Object call(Object... x) {
            return apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7]);
        }
    }
}
