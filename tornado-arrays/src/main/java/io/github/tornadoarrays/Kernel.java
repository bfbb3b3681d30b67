package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.KernelMethod;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.ArrayArgument;
import io.github.tornadoarrays.run.JavaKernel;
import io.github.tornadoarrays.run.LaunchOptions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A static Java method that runs on the device that its arrays are on.
 *
 * <pre>{@code
 * static void saxpy(float a, float[] x, float[] y) {
 *     for (@Parallel int i = 0; i < y.length; i++) {
 *         y[i] = a * x[i] + y[i];
 *     }
 * }
 *
 * Kernel.of(Demo::saxpy).run(2f, xs, ys);
 * }</pre>
 *
 * <p>Loops over a {@link Parallel} variable are spread over the machine. A method whose first parameter is a
 * {@link KernelContext} is run by each of many work items instead, see {@link #items} and {@link #grid}.
 *
 * <p>For an array parameter a Java array or an {@link NDArray} of the same type and as many axes is given. Java arrays are used
 * where they are by engines of the host, else copied there and, if the kernel writes them, back. An {@link NDArray} stays where
 * it is; views of any strides are taken as they are, and what is written through one is seen in the array it is a view of.
 * Types are the same where Java's are: {@code byte} int8, {@code short} int16, {@code int} int32, {@code long} int64,
 * {@code float} float32, {@code double} float64, {@code boolean} bool, {@code char} uint16. The other types have no Java
 * type with the same meaning, and have to be cast. A Java array given for two parameters is one array for the kernel, too.
 *
 * <p>Kernels are safe for use by several threads.
 */
public final class Kernel {
    private final JavaKernel kernel;

    private Kernel(JavaKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * The kernel of a static method.
     *
     * @throws KernelException if the method does what kernels can't; the message has the line, and what to write instead
     */
    public static Kernel of(Method method) {
        return new Kernel(JavaKernel.of(method));
    }

    /**
     * The kernel of a method without parameters, given as {@code Demo::method}.
     *
     * @throws KernelException as {@link #of(Method)}
     */
    public static Kernel of(KernelMethod.Of0 method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of one parameter; see {@link #of(Method)}. */
    public static <A> Kernel of(KernelMethod.Of1<A> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 2 parameters; see {@link #of(Method)}. */
    public static <A, B> Kernel of(KernelMethod.Of2<A, B> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 3 parameters; see {@link #of(Method)}. */
    public static <A, B, C> Kernel of(KernelMethod.Of3<A, B, C> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 4 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D> Kernel of(KernelMethod.Of4<A, B, C, D> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 5 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D, E> Kernel of(KernelMethod.Of5<A, B, C, D, E> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 6 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F> Kernel of(KernelMethod.Of6<A, B, C, D, E, F> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 7 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, G> Kernel of(KernelMethod.Of7<A, B, C, D, E, F, G> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 8 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, G, H> Kernel of(KernelMethod.Of8<A, B, C, D, E, F, G, H> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 9 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, G, H, I> Kernel of(KernelMethod.Of9<A, B, C, D, E, F, G, H, I> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 10 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, G, H, I, J> Kernel of(KernelMethod.Of10<A, B, C, D, E, F, G, H, I, J> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 11 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, G, H, I, J, K> Kernel of(
            KernelMethod.Of11<A, B, C, D, E, F, G, H, I, J, K> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /** The kernel of a method of 12 parameters; see {@link #of(Method)}. */
    public static <A, B, C, D, E, F, G, H, I, J, K, L> Kernel of(
            KernelMethod.Of12<A, B, C, D, E, F, G, H, I, J, K, L> method) {
        return new Kernel(JavaKernel.of(method));
    }

    /**
     * The same method in another precision: in float32 each {@code double} of it becomes a {@code float}, and float32 arrays or
     * {@code float[]} are given where it takes {@code double[]}. Run as Java, it computes in float64 still.
     *
     * @param type float32 or float64
     * @throws DTypeException for other types
     */
    public Kernel retyped(DType type) {
        if (type != DType.FLOAT32 && type != DType.FLOAT64) {
            throw new DTypeException(
                    kernel.name() + ": cannot be retyped to " + type + "; float32 and float64 are possible");
        }
        return new Kernel(kernel.retyped(type));
    }

    /**
     * Runs the kernel.
     *
     * @param arguments one for each parameter but a context: numbers, Java arrays, arrays, or records; a number may be of a
     *     narrower type than the parameter where Java would widen it
     * @throws KernelException if there are too many or too few, or one is null
     * @throws DTypeException if one is of another type than its parameter
     * @throws ShapeException if an array has another number of axes, or rows of different lengths, or is written and a
     *     broadcast view
     * @throws DeviceException if arrays are on different devices
     */
    public void run(@Nullable Object... arguments) {
        new Launch(kernel, LaunchOptions.NONE).run(arguments);
    }

    /** A launch of at least this many work items along dimension 0, 1, 2: as many whole groups as they need. */
    public Launch items(long... n) {
        return new Launch(kernel, LaunchOptions.NONE).items(n);
    }

    /** A launch of this many groups along dimension 0, 1, 2, as CUDA and CuPy count. */
    public Launch grid(long... groups) {
        return new Launch(kernel, LaunchOptions.NONE).grid(groups);
    }

    /** A launch with groups of this many work items along dimension 0, 1, 2. */
    public Launch block(long... items) {
        return new Launch(kernel, LaunchOptions.NONE).block(items);
    }

    /** A launch on a device, whatever is current; see {@link Launch#on}. */
    public Launch on(Device device) {
        return new Launch(kernel, LaunchOptions.NONE).on(device);
    }

    /** A launch on the device of a name; see {@link Launch#on}. */
    public Launch on(String device) {
        return new Launch(kernel, LaunchOptions.NONE).on(device);
    }

    /** A launch in a stream, on its device; see {@link Launch#stream}. */
    public Launch stream(Stream stream) {
        return new Launch(kernel, LaunchOptions.NONE).stream(stream);
    }

    /** A launch that runs the method itself; see {@link Launch#asJava}. */
    public Launch asJava() {
        return new Launch(kernel, LaunchOptions.NONE).asJava();
    }

    /** What is compiled for the current device, for people. */
    public String source() {
        return kernel.source(null);
    }

    /** What NVIDIA's compiler makes of it on a CUDA device, in PTX; empty on other devices. */
    public String ptx() {
        return kernel.assembly(null);
    }

    /** What was read from the method, and what it does with its parameters, for people. */
    public String explain() {
        return kernel.explain(null);
    }

    /** The class and method that it was made from. */
    @Override
    public String toString() {
        return "Kernel " + kernel.name();
    }

    /** How a kernel is launched. Every method gives a new launch. */
    public static final class Launch {
        private final JavaKernel kernel;
        private final LaunchOptions how;

        private Launch(JavaKernel kernel, LaunchOptions how) {
            this.kernel = kernel;
            this.how = how;
        }

        /** At least this many work items along dimension 0, 1, 2: as many whole groups as they need. */
        public Launch items(long... n) {
            return new Launch(kernel, how.withItems(counts("items", n)));
        }

        /** This many groups along dimension 0, 1, 2, as CUDA and CuPy count. */
        public Launch grid(long... groups) {
            return new Launch(kernel, how.withGroups(counts("grid", groups)));
        }

        /**
         * Groups of this many work items along dimension 0, 1, 2. Where it isn't said, kernels with a {@link KernelContext} have
         * groups of 256, 16 by 16, or 8 by 8 by 4, and the device chooses for others.
         */
        public Launch block(long... items) {
            List<Long> sizes = counts("block", items);
            if (sizes.contains(0L)) {
                throw new KernelException(kernel.name() + ": block" + sizes + " has no work items; give 1 or more");
            }
            return new Launch(kernel, how.withBlock(sizes));
        }

        /** On a device, whatever is current. Java arrays are copied there and back; an {@link NDArray} must be there already. */
        public Launch on(Device device) {
            return new Launch(kernel, how.on(device.engine()));
        }

        /**
         * On the device of a name.
         *
         * @throws DeviceException if there is none of that name; the message lists those there are
         */
        public Launch on(String device) {
            return on(Device.of(device));
        }

        /** In a stream, on its device, as {@link #on(Device)} says. */
        public Launch stream(Stream stream) {
            return new Launch(kernel, how.in(stream.engine(), stream.stream()));
        }

        /**
         * Runs the method itself, as Java, on the calling thread, so that breakpoints and stack traces are its own. Arrays are
         * copied to Java arrays and back. Of a group's work items only one runs at a time. The property
         * {@code tornado.arrays.debug=java} does this for all kernels.
         */
        public Launch asJava() {
            return new Launch(kernel, how.asJava());
        }

        /** Runs the kernel; see {@link Kernel#run}. */
        public void run(@Nullable Object... arguments) {
            if (arguments != null) {
                for (int i = 0; i < arguments.length; i++) {
                    if (arguments[i] instanceof NDArray) {
                        kernel.run(how, lowered(arguments));
                        return;
                    }
                }
            }
            kernel.run(how, arguments);
        }

        private static @Nullable Object[] lowered(@Nullable Object[] arguments) {
            @Nullable Object[] own = new @Nullable Object[arguments.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = arguments[i] instanceof NDArray a ? new ArrayArgument(a.base(), a.layout()) : arguments[i];
            }
            return own;
        }

        private List<Long> counts(String what, long[] n) {
            List<Long> all = new ArrayList<>();
            for (long x : n) {
                if (x < 0) {
                    throw new KernelException(kernel.name() + ": " + what + " of " + x + "; give 0 or more");
                }
                all.add(x);
            }
            if (all.isEmpty() || all.size() > 3) {
                throw new KernelException(
                        kernel.name() + ": " + what + " of " + all.size() + " dimensions; give 1, 2 or 3 numbers");
            }
            return List.copyOf(all);
        }
    }
}
