package io.github.tornadoarrays.device.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.engine.cpu.CpuLibrary;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.run.Engines;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fourier transforms by cuFFT beside the processor's, on a card. */
class CudaTransformsTest {
    private static final Transforms CPU = new CpuLibrary().transforms();

    private static DriverEngine card;
    private static Transforms transforms;

    @BeforeAll
    static void cardIsThere() {
        Assumptions.assumeFalse(CudaEngine.devices().isEmpty(), CudaEngine::whyNone);
        card = CudaEngine.devices().getFirst();
        Assumptions.assumeTrue(
                Engines.library(card) instanceof CudaLibrary, "kernels in Java are used where they are checked");
        Assumptions.assumeTrue(card.started().driver().transforms(), "cuFFT is not installed");
        transforms = Engines.library(card).transforms();
    }

    private static HostBuffer normal(DType type, long length) {
        Random random = new Random(length);
        HostBuffer b = HostBuffer.allocate(type, length);
        for (long i = 0; i < length * type.parts(); i++) {
            b.setDouble(i, random.nextGaussian());
        }
        return b;
    }

    private static void assertNear(Buffer got, Buffer want) {
        HostBuffer a = card.toHost(got);
        HostBuffer b = (HostBuffer) want;
        assertThat(a.dtype()).isEqualTo(b.dtype());
        assertThat(a.length()).isEqualTo(b.length());
        double most = b.dtype().part() == DType.FLOAT32 ? 3e-5 : 1e-12;
        for (long i = 0; i < b.length() * b.dtype().parts(); i++) {
            assertThat(a.getDouble(i)).as("value %d", i).isCloseTo(b.getDouble(i), Offset.offset(most));
        }
    }

    @Test
    void allKinds() {
        for (DType type : new DType[] {DType.COMPLEX64, DType.COMPLEX128}) {
            HostBuffer x = normal(type, 2 * 6 * 5 * 8 * 3);
            for (long[] n : new long[][] {{6 * 5 * 8}, {6, 40}, {6, 5, 8}}) {
                assertNear(transforms.complex(card.fromHost(x), 6, n, 1, true, 1), CPU.complex(x, 6, n, 1, true, 1));
                assertNear(
                        transforms.complex(card.fromHost(x), 2, n, 3, false, 0.1), CPU.complex(x, 2, n, 3, false, 0.1));
            }
            HostBuffer r = normal(type.part(), 3 * 6 * 5 * 9);
            for (long[] n : new long[][] {{270}, {30, 9}, {6, 5, 9}}) {
                assertNear(transforms.fromReal(card.fromHost(r), 3, n, 0.5), CPU.fromReal(r, 3, n, 0.5));
            }
            for (long n : new long[] {1, 2, 9, 16}) {
                HostBuffer half = normal(type, 7 * (n / 2 + 1));
                Buffer there = card.fromHost(half);
                assertNear(transforms.toReal(there, 7, n, 0.5), CPU.toReal(half, 7, n, 0.5));
                assertThat(card.toHost(there).getDouble(1))
                        .as("what was transformed")
                        .isEqualTo(half.getDouble(1));
            }
        }
    }

    /** One after another each, the first again when its plan is gone. */
    @Test
    void morePlansThanAreKept() {
        for (int round = 0; round < 2; round++) {
            for (int n = 2; n < 30; n++) {
                HostBuffer x = normal(DType.COMPLEX64, n);
                long[] length = {n};
                assertNear(
                        transforms.complex(card.fromHost(x), 1, length, 1, true, 1),
                        CPU.complex(x, 1, length, 1, true, 1));
            }
        }
    }

    @Test
    void memoryToWorkInGoesBackToThePool() {
        HostBuffer x = normal(DType.COMPLEX64, 2 * 1009);
        Buffer there = card.fromHost(x);
        long[] n = {1009};
        card.release(transforms.complex(there, 2, n, 1, true, 1));
        long before = card.pool().stats().liveBytes();
        for (int i = 0; i < 20; i++) {
            card.release(transforms.complex(there, 2, n, 1, true, 1));
        }
        assertThat(card.pool().stats().liveBytes()).isLessThanOrEqualTo(before);
    }
}
