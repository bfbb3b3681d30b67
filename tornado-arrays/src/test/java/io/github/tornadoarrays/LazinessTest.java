package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That results come later is never seen but as speed. */
class LazinessTest {
    /** The CPU engine, with its launches and compilations counted. */
    private static final class Counting implements Engine {
        private final Engine inner = new CpuEngine();
        final AtomicInteger launches = new AtomicInteger();
        final AtomicInteger compilations = new AtomicInteger();

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Buffer allocate(DType dtype, long length) {
            return inner.allocate(dtype, length);
        }

        @Override
        public void release(Buffer buffer) {
            inner.release(buffer);
        }

        @Override
        public Executable compile(Kernel kernel, boolean divisible, boolean wide) {
            return counted(inner.compile(kernel, divisible, wide));
        }

        @Override
        public Executable compileChecked(Kernel kernel, boolean divisible, boolean wide) {
            return counted(inner.compileChecked(kernel, divisible, wide));
        }

        private Executable counted(Executable code) {
            compilations.incrementAndGet();
            return new Executable() {
                @Override
                public void launch(Buffer[] buffers, long[] scalars, Work work) {
                    launches.incrementAndGet();
                    code.launch(buffers, scalars, work);
                }

                @Override
                public String source() {
                    return code.source();
                }
            };
        }
    }

    private static NDArray of(double... x) {
        return new NDArray(Node.leaf(DType.FLOAT64, new long[] {x.length}, HostBuffer.of(DType.FLOAT64, x.length, x)));
    }

    private static NDArray counted(int n) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> i);
        return of(x);
    }

    private static double[] values(NDArray a) {
        HostBuffer b = a.contiguous();
        double[] x = new double[(int) a.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = b.getDouble(i);
        }
        return x;
    }

    private static NDArray plus(NDArray a, Number b) {
        return a.binary("add", Op.ADD, b);
    }

    private static NDArray plus(NDArray a, NDArray b) {
        return a.binary("add", Op.ADD, b);
    }

    private static NDArray times(NDArray a, Number b) {
        return a.binary("mul", Op.MUL, b);
    }

    private static NDArray sum(NDArray a, int axis) {
        return new NDArray(Graph.reduce("sum", FoldOp.SUM, a.node(), new int[] {axis}));
    }

    private static NDArray part(NDArray a, long start, long step, long count) {
        return a.view(a.layout().slice(0, start, step, count));
    }

    // ---- reads before writes

    @Test
    void pendingReadersSeeWhatWasThereBefore() {
        NDArray x = of(1, 2, 3, 4);
        NDArray once = plus(x, 1);
        NDArray twice = times(once, 2);
        NDArray back = times(part(x, 3, -1, 4), 10);
        NDArray total = sum(x, 0);
        NDArray ofPending = plus(part(once, 1, 2, 2), 0);
        part(x, 0, 1, 2).assign(() -> of(100, 200).node());
        part(x, 1, 1, 2).assign(() -> of(-1, -2).node());
        assertThat(values(x)).containsExactly(100, -1, -2, 4);
        assertThat(values(twice)).containsExactly(4, 6, 8, 10);
        assertThat(values(once)).containsExactly(2, 3, 4, 5);
        assertThat(values(back)).containsExactly(40, 30, 20, 10);
        assertThat(values(total)).containsExactly(10);
        assertThat(values(ofPending)).containsExactly(3, 5);
    }

    @Test
    void aViewOfAPendingArraySeesWritesToIt() {
        NDArray x = plus(of(1, 2, 3, 4), 0);
        NDArray odd = part(x, 1, 2, 2);
        NDArray before = times(odd, 1);
        odd.assign(() -> times(odd, 10).node());
        assertThat(values(x)).containsExactly(1, 20, 3, 40);
        assertThat(values(odd)).containsExactly(20, 40);
        assertThat(values(before)).containsExactly(2, 4);
    }

    @Test
    void partsOfComplexArraysAreViews() {
        for (NDArray z :
                List.of(complex(1, 2, 3).eval(), complex(1, 2, 3).add(0), Np.full(new long[] {3}, Complex.of(2, 20)))) {
            NDArray re = z.real();
            NDArray im = z.get("::-1").imag();
            NDArray old = re.add(0);
            NDArray before = Np.array(re.toDoubleArray());
            assertThat(re.toDoubleArray()).isEqualTo(before.toDoubleArray());
            re.set("1", 7);
            im.addi(1).set("0", 5);
            assertThat(old.toDoubleArray()).isEqualTo(before.toDoubleArray());
            assertThat(re.item(1)).isEqualTo(7);
            assertThat(z.itemComplex(2)).isEqualTo(Complex.of(before.item(2), 5));
            assertThat(z.itemComplex(1).im()).isEqualTo(im.item(1));
        }
    }

    @Test
    void partsThatOverlapAreAsIfCopiedFirst() {
        NDArray z = complex(1, 2, 3);
        z.real().set("...", z.imag().get("::-1"));
        assertThat(z.real().toDoubleArray()).containsExactly(30, 20, 10);
        z.imag().set("1:", z.imag().get(":2"));
        assertThat(z.imag().toDoubleArray()).containsExactly(10, 10, 20);
        z.imag().set("[0, 0, 1]", Np.array(1.0, 2, 3));
        assertThat(z.imag().toDoubleArray()).containsExactly(2, 3, 20);
        z.real().set(0, z.imag().gt(2));
        z.real().muli(z.imag());
        assertThat(z.toNested()).isEqualTo(new Complex[] {Complex.of(60, 2), Complex.of(0, 3), Complex.of(0, 20)});
        double[] own = z.real().toDoubleArray();
        own[0] = 9;
        assertThat(z.real().item(0)).isEqualTo(60);
        assertThat(z.real().reshape(3, 1).matmul(Np.array(new double[][] {{2}})).toDoubleArray())
                .containsExactly(120, 0, 0);
    }

    /** Numbers with ten times themselves as imaginary parts. */
    private static NDArray complex(double... values) {
        NDArray x = Np.array(values);
        return x.add(x.mul(Complex.of(0, 10)));
    }

    @Test
    void aViewThatWasAssignedSomewhereStaysAView() {
        NDArray x = of(1, 2, 3, 4);
        NDArray tail = part(x, 1, 1, 3);
        part(x, 0, 1, 3).assign(tail::node);
        assertThat(values(x)).containsExactly(2, 3, 4, 4);
        part(x, 3, 1, 1).assign(() -> of(9).node());
        assertThat(values(tail)).containsExactly(3, 4, 9);
        assertThat(values(plus(tail, 1))).containsExactly(4, 5, 10);
    }

    @Test
    void overlappingSumsInPlaceAreAsIfCopiedFirst() {
        Random random = new Random(5);
        for (int k = 0; k < 300; k++) {
            int n = 1 + random.nextInt(3000);
            NDArray x = counted(n);
            double[] model = values(counted(n));
            Layout[] parts = {layout(n, -1, random), null};
            parts[1] = layout(n, (int) parts[0].size(), random);
            double[] old = model.clone();
            for (int i = 0; i < parts[0].size(); i++) {
                int to = (int) (parts[0].offset() + i * parts[0].strides()[0]);
                model[to] = old[to] + old[(int) (parts[1].offset() + i * parts[1].strides()[0])];
            }
            NDArray to = x.view(parts[0]);
            to.assign(() -> plus(to, x.view(parts[1])).node());
            assertThat(values(x)).as("%s += %s", parts[0], parts[1]).containsExactly(model);
        }
    }

    /** A slice of {@code count} of n elements, or of any number of them where that is -1. */
    private static Layout layout(int n, int count, Random random) {
        int c = count < 0 ? 1 + random.nextInt(n) : count;
        long step = c == 1 ? 1 : 1 + random.nextInt((n - 1) / (c - 1));
        long start = random.nextLong(n - (c - 1) * step);
        Layout whole = Layout.contiguous(n);
        return random.nextBoolean() ? whole.slice(0, start, step, c) : whole.slice(0, start + (c - 1) * step, -step, c);
    }

    // ---- how often, and when

    @Test
    void whatTwoArraysUseIsComputedOnce() {
        Counting engine = new Counting();
        Engines.with(engine, () -> {
            NDArray x = counted(100);
            NDArray shared = x.unary("exp", Op.EXP);
            NDArray a = plus(shared, 1);
            NDArray b = times(shared, 2);
            values(a);
            assertThat(engine.launches).hasValue(2);
            values(b);
            assertThat(engine.launches).hasValue(3);
            values(shared);
            values(a);
            return assertThat(engine.launches).hasValue(3);
        });
    }

    @Test
    void aMapAFoldAndAMapAreOneKernel() {
        Counting engine = new Counting();
        Engines.with(engine, () -> {
            NDArray x = counted(6000);
            NDArray m = x.view(Layout.contiguous(60, 100));
            values(sum(m.binary("mul", Op.MUL, m), 1).unary("sqrt", Op.SQRT));
            return assertThat(engine.launches).hasValue(1);
        });
    }

    @Test
    void anotherShapeOfTheSameFormCompilesNothing() {
        Counting engine = new Counting();
        Engines.with(engine, () -> {
            for (int rows = 20; rows < 30; rows++) {
                NDArray m = counted(rows * 50).view(Layout.contiguous(rows, 50));
                values(sum(times(m, 2), 1));
                values(plus(m, m));
            }
            return assertThat(engine.compilations).hasValue(2);
        });
    }

    @Test
    void whatFailsLeavesArraysAsTheyWere() {
        NDArray x = of(1, 2, 3);
        NDArray pending = plus(x, 1);
        assertThatThrownBy(() -> x.assign(() -> {
                    throw new IllegalStateException("no value");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> plus(x, of(1, 2))).hasMessageContaining("do not broadcast");
        assertThat(values(x)).containsExactly(1, 2, 3);
        assertThat(values(pending)).containsExactly(2, 3, 4);
    }

    // ---- long loops

    @Test
    @Timeout(60)
    void aHundredThousandPendingOperations() {
        NDArray x = of(0, 1);
        for (int k = 0; k < 100_000; k++) {
            x = plus(times(x, 0.5), 1);
        }
        assertThat(values(x)).containsExactly(2, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60})
    void expressionsThatUseThemselvesTwice(int times) {
        NDArray x = of(1, -1);
        for (int k = 0; k < times; k++) {
            x = plus(x, x.view(x.layout().slice(0, 1, -1, 2)));
            x = plus(x, 1);
        }
        // each step adds the other element, and then 1
        double a = 1;
        double b = -1;
        for (int k = 0; k < times; k++) {
            double c = a + b + 1;
            b = b + a + 1;
            a = c;
        }
        assertThat(values(x)).containsExactly(a, b);
    }

    @Test
    @Timeout(120)
    void aMillionSmallTemporaries() {
        NDArray x = of(1, 2, 3);
        double total = 0;
        for (int k = 0; k < 1_000_000; k++) {
            NDArray y = plus(x, k);
            if (k % 100 == 0) {
                total += values(y)[0];
            }
        }
        assertThat(total).isEqualTo(4_999_510_000.0);
        // readers that nobody holds any longer are forgotten
        assertThat(x.node().countPendingReaders()).isLessThan(1_000_000);
        x.assign(() -> of(0, 0, 0).node());
        assertThat(values(x)).containsExactly(0, 0, 0);
    }

    // ---- threads

    @Test
    @Timeout(120)
    void manyThreadsAskForTheSamePendingArrays() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 200; round++) {
                NDArray x = counted(500 + round);
                NDArray full = new NDArray(Graph.constant(DType.FLOAT64, new long[] {500L + round}, 3, 0));
                NDArray s = plus(times(x, 2), full);
                List<NDArray> asked = List.of(
                        s,
                        plus(s, 1),
                        sum(s, 0),
                        times(part(s, 3, 2, 100), 2),
                        full,
                        plus(full, s),
                        sum(plus(s, s), 0));
                List<Callable<List<double[]>>> tasks = new ArrayList<>();
                for (int t = 0; t < 8; t++) {
                    int first = t;
                    tasks.add(() -> {
                        List<double[]> got = new ArrayList<>(java.util.Collections.nCopies(asked.size(), null));
                        for (int k = 0; k < asked.size(); k++) {
                            int which = (k + first) % asked.size();
                            got.set(which, values(asked.get(which)));
                        }
                        return got;
                    });
                }
                int n = 500 + round;
                double total = n * (n - 1.0) + 3.0 * n;
                for (Future<List<double[]>> f : threads.invokeAll(tasks)) {
                    List<double[]> got = f.get();
                    for (int i = 0; i < n; i++) {
                        assertThat(got.get(0)[i]).isEqualTo(2.0 * i + 3);
                        assertThat(got.get(1)[i]).isEqualTo(2.0 * i + 4);
                        assertThat(got.get(4)[i]).isEqualTo(3);
                        assertThat(got.get(5)[i]).isEqualTo(2.0 * i + 6);
                    }
                    for (int i = 0; i < 100; i++) {
                        assertThat(got.get(3)[i]).isEqualTo(2 * (2.0 * (2 * i + 3) + 3));
                    }
                    assertThat(got.get(2)[0]).isEqualTo(total);
                    assertThat(got.get(6)[0]).isEqualTo(2 * total);
                }
            }
        }
    }
}
