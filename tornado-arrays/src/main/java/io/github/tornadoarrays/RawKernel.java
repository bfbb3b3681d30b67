package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.run.LaunchOptions;
import io.github.tornadoarrays.run.RawKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A kernel that is written in the language of a device: CuPy's {@code RawKernel}.
 *
 * <pre>{@code
 * RawKernel saxpy = RawKernel.opencl("""
 *         kernel void saxpy(float a, global const float* x, global float* y, int n) {
 *             int i = get_global_id(0);
 *             if (i < n) y[i] += a * x[i];
 *         }
 *         """, "saxpy");
 * saxpy.run(Math.ceilDiv(n, 256), 256, 2f, x, y, n);
 * }</pre>
 *
 * <p>It runs on the device where its arrays are and is compiled there at the first run. {@link #grid} says more of a launch, such as its
 * stream; a {@link RawModule} has several kernels, instances of templates and variables.
 */
public final class RawKernel {
    private static final String TAKES = "give an NDArray, a Java number, or RawKernel.Shared";

    private final RawKernels kernel;
    private final String name;

    RawKernel(RawKernels kernel, String name) {
        this.kernel = kernel;
        this.name = name;
    }

    /** So many bytes of memory for each group, as the argument for a parameter like {@code local float* x}, or in CUDA C++ after all arguments. */
    public record Shared(long bytes) {}

    /**
     * A kernel in OpenCL C.
     *
     * @param source the whole text of the program
     * @param name the kernel function in it
     */
    public static RawKernel opencl(String source, String name) {
        check("opencl", source, name);
        return new RawKernel(RawKernels.openCl(source, name), name);
    }

    /**
     * A kernel in CUDA C++. It is declared {@code extern "C" __global__ void name(…)}, its parameters without macros.
     *
     * <pre>{@code
     * RawKernel saxpy = RawKernel.cuda("""
     *         extern "C" __global__ void saxpy(float a, const float* x, float* y, int n) {
     *             int i = blockIdx.x * blockDim.x + threadIdx.x;
     *             if (i < n) y[i] += a * x[i];
     *         }
     *         """, "saxpy");
     * saxpy.run(Math.ceilDiv(n, 256), 256, 2f, x, y, n);
     * }</pre>
     *
     * @param source the whole text of the program
     * @param name the kernel function in it
     */
    public static RawKernel cuda(String source, String name) {
        check("cuda", source, name);
        return new RawKernel(RawKernels.cuda(source, name), name);
    }

    private static void check(String language, String source, String name) {
        if (source == null || name == null) {
            throw new KernelException("RawKernel." + language + ": the " + (source == null ? "source" : "name")
                    + " is null; give the program's text and the kernel function's name");
        }
    }

    /**
     * Runs the kernel along one dimension.
     *
     * @param grid the number of groups
     * @param block the work items of a group
     * @param args see {@link #run(long[], long[], Object...)}
     */
    public void run(long grid, long block, Object... args) {
        run(new long[] {grid}, new long[] {block}, args);
    }

    /**
     * Runs the kernel along up to three dimensions. OpenCL's global size is {@code grid} times {@code block}.
     *
     * @param grid the number of groups along dimension 0, 1, 2
     * @param block the work items of a group along dimension 0, 1, 2
     * @param args what the kernel's parameters are: for a pointer into global memory an {@link NDArray} of that type (bool is
     *     {@code uchar}, float16 {@code half}, bfloat16 {@code ushort}, complex64 {@code float2} or {@code float}); for a number
     *     a Java primitive of the same width ({@code int} for {@code int}, {@code long} for {@code long}; unsigned types take
     *     the signed one's bits, {@code char} is {@code ushort}, {@code boolean} {@code uchar}); for a pointer into local memory
     *     {@link Shared}, which in CUDA C++ is no parameter: after all others, it says how long the kernel's {@code extern
     *     __shared__} array is. The kernel finds an array's elements in row-major order. Views are copied for it, and back where it may
     *     have written to them, which needs a view whose elements lie one after another
     * @throws KernelException if the source doesn't compile (with the compiler's words and the numbered source), an argument is
     *     not what the kernel takes, or the device has no such groups
     * @throws io.github.tornadoarrays.core.DeviceException if the arrays are not on one device that takes the language
     */
    public void run(long[] grid, long[] block, Object... args) {
        launch(grid, block, LaunchOptions.NONE, args);
    }

    /** A launch of this many groups along dimension 0, 1, 2. */
    public Launch grid(long... groups) {
        return new Launch(groups.clone(), new long[0], 0, LaunchOptions.NONE);
    }

    /** How the kernel is launched. Every method gives a new launch. */
    public final class Launch {
        private final long[] grid;
        private final long[] block;
        private final long shared;
        private final LaunchOptions where;

        private Launch(long[] grid, long[] block, long shared, LaunchOptions where) {
            this.grid = grid;
            this.block = block;
            this.shared = shared;
            this.where = where;
        }

        /** This many groups along dimension 0, 1, 2. */
        public Launch grid(long... groups) {
            return new Launch(groups.clone(), block, shared, where);
        }

        /** Groups of this many work items along dimension 0, 1, 2; where it isn't said, of one. */
        public Launch block(long... items) {
            return new Launch(grid, items.clone(), shared, where);
        }

        /** So many bytes of memory for each group, as {@link Shared} after all arguments; CUDA C++ only. */
        public Launch sharedMemory(long bytes) {
            if (bytes < 0) {
                throw new KernelException(name + ": " + bytes + " bytes of shared memory; give 0 or more");
            }
            return new Launch(grid, block, bytes, where);
        }

        /** On a device, where the arrays must be. */
        public Launch on(Device device) {
            return new Launch(grid, block, shared, where.on(device.engine()));
        }

        /** On the device of a name. */
        public Launch on(String device) {
            return on(Device.of(device));
        }

        /** In a stream, on its device, where the arrays must be. */
        public Launch stream(Stream stream) {
            return new Launch(grid, block, shared, where.in(stream.engine(), stream.stream()));
        }

        /** Runs the kernel; see {@link RawKernel#run(long[], long[], Object...)}. */
        public void run(Object... args) {
            long[] ones = new long[grid.length];
            Arrays.fill(ones, 1);
            Object[] all = args;
            if (shared > 0) {
                all = Arrays.copyOf(args, args.length + 1, Object[].class);
                all[args.length] = new Shared(shared);
            }
            launch(grid, block.length == 0 ? ones : block, where, all);
        }
    }

    private void launch(long[] grid, long[] block, LaunchOptions where, Object[] args) {
        if (grid.length != block.length || grid.length < 1 || grid.length > 3) {
            throw new KernelException(name + ": a grid of " + grid.length + " dimensions and a block of " + block.length
                    + "; give both the same 1 to 3");
        }
        List<RawKernels.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            arguments.add(argument(i, args[i]));
        }
        kernel.launch(grid.clone(), block.clone(), where, arguments);
    }

    private RawKernels.Argument argument(int i, Object arg) {
        return switch (arg) {
            case null -> throw new KernelException(name + ": argument " + i + " is null; " + TAKES);
            case NDArray x
            when x.isPart() ->
                throw new KernelException(name + ": argument " + i
                        + " is the real or imaginary part of a complex array, whose elements do not lie one after"
                        + " another; pass a copy");
            case NDArray x -> new RawKernels.Argument.Array(x.base(), x.layout());
            case Shared s -> new RawKernels.Argument.Shared(s.bytes());
            case Boolean x -> new RawKernels.Argument.Scalar(DType.BOOL, x ? 1 : 0);
            case Byte x -> new RawKernels.Argument.Scalar(DType.INT8, x);
            case Short x -> new RawKernels.Argument.Scalar(DType.INT16, x);
            case Character x -> new RawKernels.Argument.Scalar(DType.UINT16, x);
            case Integer x -> new RawKernels.Argument.Scalar(DType.INT32, x);
            case Long x -> new RawKernels.Argument.Scalar(DType.INT64, x);
            case Float x -> new RawKernels.Argument.Scalar(DType.FLOAT32, Double.doubleToRawLongBits(x));
            case Double x -> new RawKernels.Argument.Scalar(DType.FLOAT64, Double.doubleToRawLongBits(x));
            default ->
                throw new KernelException(name + ": argument " + i + " is a "
                        + arg.getClass().getSimpleName()
                        + (arg.getClass().isArray() ? "; copy it to the device with asarray(x).to(device), or " : "; ")
                        + TAKES);
        };
    }

    /** The kernel's name. */
    @Override
    public String toString() {
        return "RawKernel " + name;
    }
}
