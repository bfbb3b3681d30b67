package io.github.tornadoarrays.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.KernelException;
import org.junit.jupiter.api.Test;

class DeepStackTest {
    private static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }

    @Test
    void hasRoomForWhatCallsItselfOften() {
        assertThat(DeepStack.call(() -> depth(200_000))).isEqualTo(200_000);
    }

    @Test
    void whatFailsNamesTheCallersLines() {
        assertThatThrownBy(() -> DeepStack.call(() -> {
                    throw new KernelException("k: does not compile");
                }))
                .isInstanceOf(KernelException.class)
                .hasMessage("k: does not compile")
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(f -> f.getMethodName().equals("whatFailsNamesTheCallersLines")));
    }

    @Test
    void anInterruptWaitsForTheEnd() {
        Thread.currentThread().interrupt();
        assertThat(DeepStack.call(() -> 7)).isEqualTo(7);
        assertThat(Thread.interrupted()).isTrue();
    }
}
