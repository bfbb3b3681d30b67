package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.RawKernels;
import io.github.tornadoarrays.run.Realizer;
import java.util.List;

/**
 * A program in CUDA C++ with several kernels: CuPy's {@code RawModule}.
 *
 * <pre>{@code
 * RawModule module = RawModule.cuda("""
 *         __constant__ float factor;
 *         template <class T> __global__ void scale(T* x, int n) {
 *             int i = blockIdx.x * blockDim.x + threadIdx.x;
 *             if (i < n) x[i] *= factor;
 *         }
 *         """, List.of("scale<float>", "scale<double>"));
 * module.getGlobal("factor", float32).set(Np.array(2f));
 * module.getFunction("scale<float>").run(Math.ceilDiv(n, 256), 256, x, n);
 * }</pre>
 *
 * <p>It is compiled for each device on which it is used, at the first use there. A source that doesn't compile throws a
 * {@link KernelException} with the compiler's words and the numbered source.
 */
public final class RawModule {
    private final RawKernels.Program program;

    private RawModule(RawKernels.Program program) {
        this.program = program;
    }

    /**
     * A program whose kernels are declared {@code extern "C"}.
     *
     * @param options NVRTC's, such as {@code -DN=4} or {@code --use_fast_math}; C++17 is asked for already
     */
    public static RawModule cuda(String source, String... options) {
        return cuda(source, List.of(), options);
    }

    /**
     * A program with instances of templates, and kernels in namespaces.
     *
     * @param names expressions that name kernels, such as {@code scale<float>} or {@code ours::sum}; {@link #getFunction} takes them
     * @param options NVRTC's, such as {@code -DN=4} or {@code --use_fast_math}; C++17 is asked for already
     */
    public static RawModule cuda(String source, List<String> names, String... options) {
        if (source == null) {
            throw new KernelException("RawModule.cuda: the source is null; give the program's text");
        }
        for (String option : options) {
            if (option.isBlank() || option.contains("\n") || option.contains(" ")) {
                throw new KernelException("RawModule.cuda: the option \"" + option
                        + "\" is empty or has blanks; give each option alone, and values behind `=`");
            }
        }
        for (String name : names) {
            if (name.isBlank() || name.contains("\n")) {
                throw new KernelException("RawModule.cuda: the name \"" + name
                        + "\" is empty or has several lines; give an expression such as scale<float>");
            }
        }
        String lines = names.isEmpty() ? "" : "\n" + String.join("\n", names);
        return new RawModule(new RawKernels.Program(source, String.join(" ", options) + lines));
    }

    /**
     * A kernel of the program. Whether there is such is seen when it is first run.
     *
     * @param name what is declared {@code extern "C"}, or one of the expressions that the program was made with
     */
    public RawKernel getFunction(String name) {
        if (name == null) {
            throw new KernelException("RawModule.getFunction: the name is null; give a kernel's name");
        }
        return new RawKernel(program.kernel(name), name);
    }

    /**
     * A {@code __constant__} or {@code __device__} variable on the current device.
     *
     * @throws KernelException if the program has no variable of that name, or no whole number of such elements in it
     */
    public Global getGlobal(String name, DType dtype) {
        return getGlobal(name, dtype, Device.current());
    }

    /** The variable on a device; see {@link #getGlobal(String, DType)}. */
    public Global getGlobal(String name, DType dtype, Device device) {
        return new Global(name, program.variable(device.engine(), name, dtype));
    }

    /** A variable of a program, as elements of a type. */
    public static final class Global {
        private final String name;
        private final Node memory;

        private Global(String name, Node memory) {
            this.name = name;
            this.memory = memory;
        }

        /** How many elements it has. */
        public long size() {
            return memory.size();
        }

        /** A copy of its elements. */
        public NDArray get() {
            return new NDArray(Graph.copy(memory)).eval();
        }

        /**
         * Sets all elements.
         *
         * @throws ShapeException if there are more or fewer
         */
        public void set(NDArray values) {
            if (values.size() != memory.size()) {
                throw new ShapeException("RawModule: " + values.size() + " values for \"" + name + "\", which has "
                        + memory.size() + "; give as many");
            }
            NDArray there = values.astype(memory.dtype()).to(new Device(Engines.at(memory.place())));
            Realizer.write(memory, memory.layout(), () -> there.ravel().node());
        }
    }
}
