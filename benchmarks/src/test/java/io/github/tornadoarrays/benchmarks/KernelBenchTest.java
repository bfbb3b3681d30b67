package io.github.tornadoarrays.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelBenchTest {
    private static KernelRow row() {
        return KernelRow.all().getFirst();
    }

    @Test
    void aWrongElementIsFound() {
        Object[] expected = {2.5f, null, null, new float[] {1, 2, 3}};
        assertThat(row().difference(expected, new Object[] {2.5f, null, null, new float[] {1, 2, 3}}, false))
                .isEmpty();
        Object[] near = {2.5f, null, null, new float[] {1, 2, Math.nextUp(3f)}};
        assertThat(row().difference(expected, near, false))
                .isEqualTo("1 elements of argument 3 differ from plain Java's");
        assertThat(row().difference(expected, near, true)).isEmpty();
        assertThat(row().difference(expected, new Object[] {2.5f, null, null, new float[] {1, 2, 4}}, true))
                .isNotEmpty();
    }

    /** What is timed beside each other computes the same. */
    @Test
    void allWaysAgree() {
        float[] x = {1, 2, 3, 4, 5};
        float[] y = {5, 4, 3, 2, 1};
        float[] plain = new float[5];
        KernelMethods.saxpy(2, x, y, plain);
        float[] streams = new float[5];
        KernelStreams.saxpy(2, x, y, streams);
        float[] ours = new float[5];
        Kernel.of(KernelMethods::saxpy).run(2f, x, y, ours);
        float[] theirs = new float[5];
        AparapiKernels.Ready ready = AparapiKernels.of("saxpy", new Object[] {2f, x, y, theirs});
        ready.run();
        ready.kernel().dispose();
        assertThat(List.of(streams, ours, theirs)).allSatisfy(a -> assertThat(a).containsExactly(plain, within(1e-6f)));
    }
}
