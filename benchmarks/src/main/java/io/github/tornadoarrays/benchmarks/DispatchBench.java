package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.kernel.Parallel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What running a kernel of 16 elements again costs: arguments checked and bound, what was compiled found, the launch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DispatchBench {
    private static final int N = 16;
    private static final int WAYS = 8;

    private final Kernel saxpy = Kernel.of(DispatchBench::saxpy);
    private final Kernel doubled = Kernel.of(DispatchBench::doubled);
    private float[] xs;
    private float[] ys;
    private float[][] rows;
    private NDArray x;
    private NDArray y;
    private NDArray shifted;
    private NDArray strided;

    static void saxpy(float a, float[] x, float[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = a * x[i] + y[i];
        }
    }

    static void doubled(float[][] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            for (@Parallel int j = 0; j < x[0].length; j++) {
                x[i][j] *= 2;
            }
        }
    }

    /** Makes the arguments. */
    @Setup
    public void arguments() {
        xs = new float[N];
        ys = new float[N];
        rows = new float[4][N / 4];
        x = Np.zeros(Np.float32, N).eval();
        y = Np.zeros(Np.float32, N).eval();
        shifted = Np.zeros(Np.float32, N + 3).eval().get("3:");
        strided = Np.zeros(Np.float32, 2 * N).eval().get("::2");
    }

    /** Java arrays, used in place. */
    @Benchmark
    public void javaArrays() {
        saxpy.run(2f, xs, ys);
    }

    /** A Java array of arrays, copied there and back. */
    @Benchmark
    public void rowsOfJavaArrays() {
        doubled.run((Object) rows);
    }

    /** Arrays of the library. */
    @Benchmark
    public void arrays() {
        saxpy.run(2f, x, y);
    }

    /** Views, one of them with strides. */
    @Benchmark
    public void views() {
        saxpy.run(2f, strided, shifted);
    }

    /** All kinds of arguments in turn, so that what was compiled for one form is not what the next one needs. */
    @Benchmark
    @OperationsPerInvocation(WAYS)
    public void mixed() {
        saxpy.run(2f, xs, ys);
        saxpy.run(2f, x, y);
        doubled.run((Object) rows);
        saxpy.run(2f, strided, shifted);
        saxpy.run(2f, xs, y);
        saxpy.run(2f, shifted, ys);
        saxpy.run(2f, x, strided);
        saxpy.run(2f, xs, ys);
    }
}
