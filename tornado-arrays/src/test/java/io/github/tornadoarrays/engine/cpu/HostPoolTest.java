package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.MemoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostPoolTest {
    private static final int LARGE = 1_000_000;

    @BeforeEach
    void start() {
        HostPool.dropIdle();
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void memoryFitsAndZeroedMemoryIsZeroAlsoWhenUsedAgain(DType dtype) {
        for (long length : new long[] {0, 1, 1000, LARGE}) {
            HostBuffer b = HostPool.allocate(dtype, length);
            assertThat(b.length()).isEqualTo(length);
            assertThat(b.segment().byteSize()).isEqualTo(length * dtype.itemSize());
            b.segment().fill((byte) 1);
            Object memory = b.memory();
            HostPool.release(b);
            HostBuffer z = HostPool.allocateZeroed(dtype, length);
            assertThat(length < LARGE || z.memory() == memory).isTrue();
            for (long i = 0; i < length * dtype.parts(); i++) {
                if (z.getDouble(i) != 0) {
                    throw new AssertionError(dtype + " at " + i);
                }
            }
            HostPool.release(z);
        }
    }

    @Test
    void releasedMemoryIsUsedOnceAndForSimilarSizesOfTheSamePrimitive() {
        HostBuffer a = HostPool.allocate(DType.FLOAT32, LARGE);
        Object memory = a.memory();
        HostPool.release(a);
        HostPool.release(a);
        assertThatThrownBy(a::memory).hasMessage("the buffer was released");
        HostBuffer b = HostPool.allocate(DType.COMPLEX64, LARGE / 2 - 100);
        HostBuffer c = HostPool.allocate(DType.FLOAT32, LARGE);
        HostBuffer d = HostPool.allocate(DType.INT32, LARGE);
        assertThat(b.memory()).isSameAs(memory);
        assertThat(c.memory()).isNotSameAs(memory);
        assertThat(d.memory()).isInstanceOf(int[].class);
    }

    @Test
    void sharedMemoryIsNeverUsedAgain() throws Exception {
        HostBuffer a = HostPool.allocate(DType.FLOAT64, LARGE);
        a.share();
        double[] held = (double[]) a.memory();
        HostPool.release(a);
        a = null;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(10);
            assertThat(HostPool.allocate(DType.FLOAT64, LARGE).memory()).isNotSameAs(held);
        }
    }

    @Test
    void unreachableMemoryComesBack() throws Exception {
        Set<Object> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 50; i++) {
            HostBuffer b = HostPool.allocate(DType.INT16, 10 * LARGE);
            if (!dropped.add(b.memory())) {
                assertThat(HostPool.stats().liveBytes()).isGreaterThanOrEqualTo(20L * LARGE);
                HostPool.release(b);
                assertThat(HostPool.stats().idleBytes()).isGreaterThanOrEqualTo(20L * LARGE);
                return;
            }
            b = null;
            System.gc();
            Thread.sleep(10);
        }
        throw new AssertionError("not used again; now " + HostPool.stats());
    }

    @Test
    void liveMemoryIsNotHandedOutTwice() {
        SplittableRandom random = new SplittableRandom(3);
        List<HostBuffer> held = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            HostBuffer b = HostPool.allocate(DType.INT32, 100_000 + random.nextInt(50_000));
            for (HostBuffer h : held) {
                assertThat(h.memory() == b.memory()).isFalse();
            }
            b.setLong(0, i);
            held.add(b);
            if (held.size() > 20) {
                HostBuffer gone = held.remove(random.nextInt(held.size()));
                if (random.nextBoolean()) {
                    HostPool.release(gone);
                }
            }
        }
    }

    @Test
    void capacityWastesLittleAndNeverTooShort() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            int valueBytes = 1 << random.nextInt(4);
            int values = random.nextInt((int) (HostPool.SMALLEST / valueBytes), Integer.MAX_VALUE - 8);
            long capacity = HostPool.capacity(values, valueBytes);
            assertThat(capacity).isBetween((long) values, HostBuffer.MAX_ARRAY);
            double most = (long) values * valueBytes > 256L << 20 ? 1.0313 : 1.1251;
            assertThat(capacity / (double) values).isLessThan(most);
        }
    }

    @Test
    void anEndlessLoopOfDroppedArraysGoesOn() {
        long heap = Runtime.getRuntime().maxMemory();
        int length = 32 << 20;
        for (long bytes = 0; bytes < 2 * heap; bytes += length) {
            HostPool.allocate(DType.INT8, length).setLong(length - 1, 1);
        }
    }

    @Test
    void tooMuchIsRefusedWithTheSizes() {
        assertThatThrownBy(() -> HostPool.allocate(DType.FLOAT64, 1L << 60))
                .isInstanceOf(MemoryException.class)
                .hasMessageStartingWith(
                        "allocate: 9223372036.9 GB for float64 (1152921504606846976 elements) could not be had")
                .hasMessageContaining("raise -Xmx");
        assertThatThrownBy(() -> HostPool.allocate(DType.FLOAT64, 1L << 48)).isInstanceOf(MemoryException.class);
    }
}
