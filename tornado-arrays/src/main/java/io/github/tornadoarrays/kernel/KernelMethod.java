package io.github.tornadoarrays.kernel;

import java.io.Serializable;

/**
 * A method that is to become a kernel: a static method of up to twelve parameters, named by a method reference
 * ({@code Demo::saxpy}), or a lambda without captured variables. Nobody implements these interfaces otherwise.
 */
public interface KernelMethod extends Serializable {

    /**
     * Runs the method itself, as Java.
     *
     * @throws ClassCastException if an argument isn't of its parameter's type
     */
    void invoke(Object... arguments);

    /** A method of no parameters. */
    @FunctionalInterface
    interface Of0 extends KernelMethod {
        void run();

        @Override
        default void invoke(Object... x) {
            run();
        }
    }

    /** A method of one parameter. */
    @FunctionalInterface
    interface Of1<A> extends KernelMethod {
        void run(A a);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0]);
        }
    }

    /** A method of two parameters. */
    @FunctionalInterface
    interface Of2<A, B> extends KernelMethod {
        void run(A a, B b);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1]);
        }
    }

    /** A method of three parameters. */
    @FunctionalInterface
    interface Of3<A, B, C> extends KernelMethod {
        void run(A a, B b, C c);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2]);
        }
    }

    /** A method of four parameters. */
    @FunctionalInterface
    interface Of4<A, B, C, D> extends KernelMethod {
        void run(A a, B b, C c, D d);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2], (D) x[3]);
        }
    }

    /** A method of five parameters. */
    @FunctionalInterface
    interface Of5<A, B, C, D, E> extends KernelMethod {
        void run(A a, B b, C c, D d, E e);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]);
        }
    }

    /** A method of six parameters. */
    @FunctionalInterface
    interface Of6<A, B, C, D, E, F> extends KernelMethod {
        void run(A a, B b, C c, D d, E e, F f);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]);
        }
    }

    /** A method of seven parameters. */
    @FunctionalInterface
    interface Of7<A, B, C, D, E, F, G> extends KernelMethod {
        void run(A a, B b, C c, D d, E e, F f, G g);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6]);
        }
    }

    /** A method of eight parameters. */
    @FunctionalInterface
    interface Of8<A, B, C, D, E, F, G, H> extends KernelMethod {
        void run(A a, B b, C c, D d, E e, F f, G g, H h);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7]);
        }
    }

    /** A method of nine parameters. */
    @FunctionalInterface
    interface Of9<A, B, C, D, E, F, G, H, I> extends KernelMethod {
        void run(A a, B b, C c, D d, E e, F f, G g, H h, I i);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7], (I) x[8]);
        }
    }

    /** A method of ten parameters. */
    @FunctionalInterface
    interface Of10<A, B, C, D, E, F, G, H, I, J> extends KernelMethod {
        void run(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7], (I) x[8], (J) x[9]);
        }
    }

    /** A method of eleven parameters. */
    @FunctionalInterface
    interface Of11<A, B, C, D, E, F, G, H, I, J, K> extends KernelMethod {
        void run(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7], (I) x[8], (J) x[9], (K)
                    x[10]);
        }
    }

    /** A method of twelve parameters. */
    @FunctionalInterface
    interface Of12<A, B, C, D, E, F, G, H, I, J, K, L> extends KernelMethod {
        void run(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l);

        @Override
        @SuppressWarnings("unchecked")
        default void invoke(Object... x) {
            run(
                    (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7], (I) x[8], (J) x[9],
                    (K) x[10], (L) x[11]);
        }
    }
}
