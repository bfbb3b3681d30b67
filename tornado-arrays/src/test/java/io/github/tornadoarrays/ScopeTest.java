package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.complex128;
import static io.github.tornadoarrays.Np.full;
import static io.github.tornadoarrays.Np.ones;
import static io.github.tornadoarrays.Np.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.run.HostMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link NDArray#close} and {@link Scope}: memory that is given back, and what may still be seen. */
class ScopeTest {
    /** Large enough that its memory is used again, and that readers are not computed at once. */
    private static final int LARGE = 300_000;

    private static void assertClosed(NDArray x) {
        assertThat(x.isClosed()).isTrue();
        assertThatThrownBy(() -> x.sum().item()).isInstanceOf(ArrayException.class);
        assertThatThrownBy(x::toDoubleArray).isInstanceOf(ArrayException.class);
    }

    /** Writes to memory that was given back, if any was. */
    private static void useMemoryAgain() {
        for (int i = 0; i < 4; i++) {
            full(new long[] {LARGE}, -7.5).add(0).eval();
        }
    }

    private static MemoryPool pool() {
        try {
            return Device.current().memoryPool();
        } catch (DeviceException e) {
            return Assumptions.abort(e.getMessage());
        }
    }

    // ---- close

    @Test
    void aClosedArraySaysWhatItWasAndWhereItWasClosed() {
        NDArray x = arange((double) LARGE).reshape(3, LARGE / 3).copy().eval();
        x.close();
        assertClosed(x);
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> x.add(1), () -> x.get(0, 0).item(), x::eval, x::toString, () -> x.set(1, 0), () -> x.addi(1))) {
            assertThatThrownBy(use)
                    .isInstanceOf(ArrayException.class)
                    .hasMessageContaining("the float64 array of shape (3, 100000) was closed at")
                    .hasMessageContaining("ScopeTest.java:");
        }
        assertThat(x.shape()).containsExactly(3, LARGE / 3);
        x.close();
        NDArray small = arange(3);
        small.close();
        assertThatThrownBy(small::eval)
                .hasMessage("the int64 array of shape (3,) was closed at a line that tornado.arrays.debug=memory tells;"
                        + " its elements, and those of its views, are gone");
    }

    @Test
    void arraysThatShareElementsAreClosedTogether() {
        NDArray x = arange(6.).eval();
        NDArray view = x.get("::2");
        NDArray matrix = x.reshape(2, 3);
        view.close();
        assertClosed(x);
        assertClosed(matrix);
        NDArray z = zeros(complex128, 3).add(1).eval();
        NDArray imag = z.imag();
        z.close();
        assertThatThrownBy(imag::toDoubleArray).isInstanceOf(ArrayException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, LARGE})
    void whatWaitsToBeComputedSeesTheOldElements(int n) {
        NDArray x = arange((double) n).eval();
        NDArray y = x.mul(2);
        NDArray sum = x.get("1:").sum();
        x.close();
        assertClosed(x);
        useMemoryAgain();
        assertThat(y.item(n - 1)).isEqualTo(2. * (n - 1));
        assertThat(sum.item()).isEqualTo((double) n * (n - 1) / 2);
    }

    @Test
    void anArrayThatWasNotComputedCanBeClosed() {
        NDArray x = arange(5.).eval();
        NDArray t = x.add(1);
        NDArray y = t.mul(2);
        NDArray last = t.get("-1:");
        NDArray sum = last.add(0.5);
        t.close();
        assertClosed(t);
        assertThatThrownBy(last::toDoubleArray).isInstanceOf(ArrayException.class);
        assertThat(y.toDoubleArray()).containsExactly(2, 4, 6, 8, 10);
        assertThat(sum.item()).isEqualTo(5.5);
        NDArray o = ones(3);
        NDArray more = o.add(1);
        o.close();
        assertClosed(o);
        assertThat(more.toDoubleArray()).containsExactly(2, 2, 2);
    }

    @Test
    void memoryOfJavaIsLeftAlone() {
        HostMemory.needed();
        double[] own = new double[LARGE];
        NDArray x = asarray(own);
        x.set(3);
        x.close();
        NDArray y = arange((double) LARGE).eval();
        MemorySegment taken = y.asMemorySegment();
        y.close();
        useMemoryAgain();
        assertThat(own).containsOnly(3);
        assertThat(taken.getAtIndex(ValueLayout.JAVA_DOUBLE, LARGE - 1)).isEqualTo(LARGE - 1);
    }

    /** How often memory was not ready, and how many collections were asked for. */
    private static String misses(MemoryPool pool) {
        return pool.report()
                .replaceAll(".*memory was ready \\d+ times, was not (\\d+) times; (\\d+) garbage.*", "$1 $2");
    }

    private static void assertUsesMemoryAgain(Runnable step) {
        MemoryPool pool = pool();
        for (int i = 0; i < 3; i++) {
            step.run();
        }
        String before = misses(pool);
        for (int i = 0; i < 300; i++) {
            step.run();
        }
        assertThat(misses(pool)).isEqualTo(before);
    }

    @Test
    void memoryIsUsedAgainWithoutACollection() {
        NDArray v = arange(2000.).eval();
        NDArray column = v.reshape(2000, 1);
        assertUsesMemoryAgain(() -> {
            column.add(v).eval().close();
        });
        assertUsesMemoryAgain(() -> {
            try (Scope _ = Np.scope()) {
                NDArray a = column.add(v).eval();
                NDArray b = a.mul(2).eval();
                b.sum().eval();
            }
        });
    }

    // ---- scopes

    @Test
    void whatIsKeptStaysAndTheRestGoes() {
        NDArray outside = arange((double) LARGE).eval();
        NDArray kept;
        NDArray gone;
        NDArray late;
        try (Scope s = Np.scope()) {
            gone = outside.add(1).eval();
            kept = s.keep(gone.mul(2));
            late = gone.mul(3);
        }
        useMemoryAgain();
        assertThat(kept.item(LARGE - 1)).isEqualTo(2. * LARGE);
        assertThat(outside.item(7)).isEqualTo(7);
        assertClosed(gone);
        assertThatThrownBy(() -> late.item(0))
                .isInstanceOf(ArrayException.class)
                .hasMessageContaining("the float64 array of shape (" + LARGE
                        + ",) was not kept (s.keep(x)) beyond its scope, which ended at")
                .hasMessageContaining("ScopeTest.java:");
    }

    @Test
    void arraysFromOutsideStayWhateverIsDoneToThemInside() {
        NDArray x = arange((double) LARGE).eval();
        NDArray pending = x.add(1);
        NDArray reader = x.mul(2);
        NDArray view = x.get("1:");
        try (Scope _ = Np.scope()) {
            pending.eval();
            view.add(1).eval();
            x.set(-1, 0);
            x.set(full(new long[] {LARGE}, 4.0).eval());
        }
        useMemoryAgain();
        assertThat(pending.item(LARGE - 1)).isEqualTo(LARGE);
        assertThat(reader.item(0)).isZero();
        assertThat(reader.item(LARGE - 1)).isEqualTo(2. * (LARGE - 1));
        assertThat(view.add(1).item(0)).isEqualTo(5);
        assertThat(x.item(0)).isEqualTo(4);
    }

    @Test
    void aViewKeepsWhatItIsAViewOf() {
        NDArray row;
        try (Scope s = Np.scope()) {
            row = s.keep(arange((double) LARGE).reshape(3, LARGE / 3).add(1).get(2));
        }
        useMemoryAgain();
        assertThat(row.item(-1)).isEqualTo(LARGE);
    }

    @Test
    void scopesLieInEachOther() {
        NDArray both;
        NDArray one;
        try (Scope outer = Np.scope()) {
            NDArray first = arange((double) LARGE).add(1).eval();
            try (Scope inner = Np.scope()) {
                one = inner.keep(first.add(1));
                both = outer.keep(first.add(2));
            }
            useMemoryAgain();
            assertThat(one.item(0)).isEqualTo(2);
            assertThat(first.item(0)).isEqualTo(1);
        }
        useMemoryAgain();
        assertClosed(one);
        assertThat(both.item(0)).isEqualTo(3);
    }

    @Test
    void whatWasNotComputedMayBeLater() {
        NDArray x = arange(5.).eval();
        NDArray y;
        try (Scope _ = Np.scope()) {
            y = x.add(1);
        }
        assertThat(y.toDoubleArray()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aScopeEndsWithAnExceptionAsWell() {
        List<NDArray> made = new ArrayList<>();
        assertThatThrownBy(() -> {
                    try (Scope s = Np.scope()) {
                        made.add(s.keep(array(1., 2)));
                        made.add(array(3., 4));
                        throw new IllegalStateException("stop");
                    }
                })
                .hasMessage("stop");
        assertThat(made.get(0).toDoubleArray()).containsExactly(1, 2);
        assertClosed(made.get(1));
        Scope s = Np.scope();
        s.close();
        s.close();
        assertThatThrownBy(() -> s.keep(ones(1))).hasMessageContaining("keep: the scope has ended");
    }

    @Test
    void arraysOfOtherThreadsAreNotItsOwn() throws InterruptedException {
        List<NDArray> made = new ArrayList<>();
        Device device = Device.current();
        try (Scope _ = Np.scope()) {
            Thread t = Thread.ofPlatform().start(() -> {
                try (var _ = Device.use(device)) {
                    made.add(arange(3.).add(1).eval());
                }
            });
            t.join();
        }
        assertThat(made.get(0).toDoubleArray()).containsExactly(1, 2, 3);
    }

    @Test
    void routinesGiveTheirMemoryBackToo() {
        NDArray x = arange((double) LARGE).eval();
        NDArray sums;
        NDArray some;
        NDArray product;
        try (Scope s = Np.scope()) {
            sums = s.keep(x.cumsum(0));
            some = s.keep(x.get(x.gt(LARGE - 3.5)));
            NDArray m = x.get("0:10000").reshape(100, 100);
            product = s.keep(m.matmul(m.T()));
        }
        useMemoryAgain();
        assertThat(sums.item(LARGE - 1)).isEqualTo((double) LARGE * (LARGE - 1) / 2);
        assertThat(some.toDoubleArray()).containsExactly(LARGE - 3, LARGE - 2, LARGE - 1);
        assertThat(product.item(0, 0)).isEqualTo(328350);
    }

    @Test
    void whatIsKeptForGoodOutlivesAllScopes() {
        NDArray kept;
        try (Scope _ = Np.scope()) {
            try (Scope inner = Np.scope()) {
                kept = inner.keepForGood(ones(LARGE).add(1));
            }
            assertThat(kept.sum().item()).isEqualTo(2.0 * LARGE);
        }
        useMemoryAgain();
        assertThat(kept.sum().item()).isEqualTo(2.0 * LARGE);
        Scope ended = Np.scope();
        ended.close();
        assertThatThrownBy(() -> ended.keepForGood(ones(3))).isInstanceOf(IllegalStateException.class);
    }
}
