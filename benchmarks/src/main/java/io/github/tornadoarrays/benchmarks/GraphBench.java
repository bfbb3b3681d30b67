package io.github.tornadoarrays.benchmarks;

import static io.github.tornadoarrays.Np.asarray;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Slice;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an expression costs besides its arithmetic: nodes, the plan's lookup, the launch, views. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GraphBench {
    private static final int MOST = 4096;

    private NDArray a;
    private NDArray b;
    private NDArray one;
    private NDArray line;
    private NDArray matrix;
    private int n;

    /** Makes the operands. */
    @Setup
    public void operands() {
        a = asarray(new float[1000]);
        b = asarray(new float[1000]);
        one = asarray(new float[1]);
        line = asarray(new float[MOST]);
        matrix = asarray(new double[64 * 64]).reshape(64, 64);
    }

    /** Seven nodes, which nobody computes. */
    @Benchmark
    public NDArray build() {
        return a.mul(2).add(b.mul(3)).sub(a.mul(b)).add(1);
    }

    /** One node of one element: build it, find its plan, launch. */
    @Benchmark
    public NDArray dispatchOne() {
        return one.add(one).eval();
    }

    /** Seven nodes of one element. */
    @Benchmark
    public NDArray dispatchChain() {
        return one.mul(2).add(one.mul(3)).sub(one.mul(one)).add(1).eval();
    }

    /** One node of 1000 elements. */
    @Benchmark
    public NDArray smallAdd() {
        return a.add(b).eval();
    }

    /** Four nodes of 1000 elements. */
    @Benchmark
    public NDArray smallNorm() {
        return a.mul(a).add(b.mul(b)).sqrt().eval();
    }

    /** One node and a shape that is another each time: a new plan unless it was seen, a kernel that is there. */
    @Benchmark
    public NDArray anotherShape() {
        n = n % MOST + 1;
        return line.get(Slice.of(0, n)).add(1).eval();
    }

    /** A view by objects. */
    @Benchmark
    public NDArray slice() {
        return matrix.get(Slice.of(1, 63), Slice.of(0, 64, 2));
    }

    /** A view by text. */
    @Benchmark
    public NDArray sliceByText() {
        return matrix.get("1:-1, ::2");
    }

    /** A view by position. */
    @Benchmark
    public NDArray row() {
        return matrix.get(3);
    }
}
