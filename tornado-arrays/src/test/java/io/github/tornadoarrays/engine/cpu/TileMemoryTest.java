package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileMemoryTest {
    private static final int[] SIZES = {0, 1, 3, 7, 31, 33, 255, 257, 1024};
    private final SplittableRandom random = new SplittableRandom(42);

    private long[] distinct(int n, int bound) {
        long[] index = new long[n];
        for (int t = 0; t < n; t++) {
            index[t] = (t * 7919L + 13) % bound;
        }
        return index;
    }

    @ParameterizedTest
    @CsvSource({"0,1", "17,1", "5,2", "4000,-1", "4090,-3", "9,0", "3,4"})
    void bytesMoveByAStride(long base, long stride) {
        byte[] heap = new byte[4128];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (byte) random.nextInt();
        }
        MemorySegment off = HostBuffer.allocateNative(DType.INT8, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            byte[] expected = new byte[1024];
            for (int k = 0; k < n; k++) {
                expected[k] = heap[(int) (base + k * stride)];
            }
            for (Object src : new Object[] {heap, off}) {
                byte[] got = new byte[1024];
                TileMemory.gather(src, base, stride, got, n);
                assertThat(got).isEqualTo(expected);
            }
            byte[] after = heap.clone();
            for (int k = 0; k < n; k++) {
                after[(int) (base + k * stride)] = (byte) k;
                expected[k] = (byte) k;
            }
            byte[] on = heap.clone();
            TileMemory.scatter(expected, n, on, base, stride);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.INT8, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.scatter(expected, n, outside, base, stride);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @Test
    void bytesMoveByAnIndex() {
        byte[] heap = new byte[2003];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (byte) random.nextInt();
        }
        MemorySegment off = HostBuffer.allocateNative(DType.INT8, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            long[] index = distinct(n, heap.length);
            byte[] expected = new byte[1024];
            byte[] after = heap.clone();
            byte[] values = new byte[1024];
            for (int k = 0; k < n; k++) {
                values[k] = (byte) (k + 1);
                expected[k] = heap[(int) index[k]];
                after[(int) index[k]] = values[k];
            }
            for (Object src : new Object[] {heap, off}) {
                byte[] got = new byte[1024];
                TileMemory.pick(src, index, got, n);
                assertThat(got).isEqualTo(expected);
            }
            byte[] on = heap.clone();
            TileMemory.put(values, index, on, n);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.INT8, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.put(values, index, outside, n);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "17,1", "5,2", "4000,-1", "4090,-3", "9,0", "3,4"})
    void shortsMoveByAStride(long base, long stride) {
        short[] heap = new short[4128];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (short) random.nextInt();
        }
        MemorySegment off = HostBuffer.allocateNative(DType.INT16, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            short[] expected = new short[1024];
            for (int k = 0; k < n; k++) {
                expected[k] = heap[(int) (base + k * stride)];
            }
            for (Object src : new Object[] {heap, off}) {
                short[] got = new short[1024];
                TileMemory.gather(src, base, stride, got, n);
                assertThat(got).isEqualTo(expected);
            }
            short[] after = heap.clone();
            for (int k = 0; k < n; k++) {
                after[(int) (base + k * stride)] = (short) k;
                expected[k] = (short) k;
            }
            short[] on = heap.clone();
            TileMemory.scatter(expected, n, on, base, stride);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.INT16, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.scatter(expected, n, outside, base, stride);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @Test
    void shortsMoveByAnIndex() {
        short[] heap = new short[2003];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (short) random.nextInt();
        }
        MemorySegment off = HostBuffer.allocateNative(DType.INT16, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            long[] index = distinct(n, heap.length);
            short[] expected = new short[1024];
            short[] after = heap.clone();
            short[] values = new short[1024];
            for (int k = 0; k < n; k++) {
                values[k] = (short) (k + 1);
                expected[k] = heap[(int) index[k]];
                after[(int) index[k]] = values[k];
            }
            for (Object src : new Object[] {heap, off}) {
                short[] got = new short[1024];
                TileMemory.pick(src, index, got, n);
                assertThat(got).isEqualTo(expected);
            }
            short[] on = heap.clone();
            TileMemory.put(values, index, on, n);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.INT16, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.put(values, index, outside, n);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "17,1", "5,2", "4000,-1", "4090,-3", "9,0", "3,4"})
    void intsMoveByAStride(long base, long stride) {
        int[] heap = new int[4128];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = random.nextInt();
        }
        MemorySegment off = HostBuffer.allocateNative(DType.INT32, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            int[] expected = new int[1024];
            for (int k = 0; k < n; k++) {
                expected[k] = heap[(int) (base + k * stride)];
            }
            for (Object src : new Object[] {heap, off}) {
                int[] got = new int[1024];
                TileMemory.gather(src, base, stride, got, n);
                assertThat(got).isEqualTo(expected);
            }
            int[] after = heap.clone();
            for (int k = 0; k < n; k++) {
                after[(int) (base + k * stride)] = k;
                expected[k] = k;
            }
            int[] on = heap.clone();
            TileMemory.scatter(expected, n, on, base, stride);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.INT32, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.scatter(expected, n, outside, base, stride);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @Test
    void intsMoveByAnIndex() {
        int[] heap = new int[2003];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = random.nextInt();
        }
        MemorySegment off = HostBuffer.allocateNative(DType.INT32, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            long[] index = distinct(n, heap.length);
            int[] expected = new int[1024];
            int[] after = heap.clone();
            int[] values = new int[1024];
            for (int k = 0; k < n; k++) {
                values[k] = k + 1;
                expected[k] = heap[(int) index[k]];
                after[(int) index[k]] = values[k];
            }
            for (Object src : new Object[] {heap, off}) {
                int[] got = new int[1024];
                TileMemory.pick(src, index, got, n);
                assertThat(got).isEqualTo(expected);
            }
            int[] on = heap.clone();
            TileMemory.put(values, index, on, n);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.INT32, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.put(values, index, outside, n);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "17,1", "5,2", "4000,-1", "4090,-3", "9,0", "3,4"})
    void longsMoveByAStride(long base, long stride) {
        long[] heap = new long[4128];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (long) random.nextInt();
        }
        MemorySegment off = HostBuffer.allocateNative(DType.INT64, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            long[] expected = new long[1024];
            for (int k = 0; k < n; k++) {
                expected[k] = heap[(int) (base + k * stride)];
            }
            for (Object src : new Object[] {heap, off}) {
                long[] got = new long[1024];
                TileMemory.gather(src, base, stride, got, n);
                assertThat(got).isEqualTo(expected);
            }
            long[] after = heap.clone();
            for (int k = 0; k < n; k++) {
                after[(int) (base + k * stride)] = (long) k;
                expected[k] = (long) k;
            }
            long[] on = heap.clone();
            TileMemory.scatter(expected, n, on, base, stride);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.INT64, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.scatter(expected, n, outside, base, stride);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @Test
    void longsMoveByAnIndex() {
        long[] heap = new long[2003];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (long) random.nextInt();
        }
        MemorySegment off = HostBuffer.allocateNative(DType.INT64, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            long[] index = distinct(n, heap.length);
            long[] expected = new long[1024];
            long[] after = heap.clone();
            long[] values = new long[1024];
            for (int k = 0; k < n; k++) {
                values[k] = (long) (k + 1);
                expected[k] = heap[(int) index[k]];
                after[(int) index[k]] = values[k];
            }
            for (Object src : new Object[] {heap, off}) {
                long[] got = new long[1024];
                TileMemory.pick(src, index, got, n);
                assertThat(got).isEqualTo(expected);
            }
            long[] on = heap.clone();
            TileMemory.put(values, index, on, n);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.INT64, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.put(values, index, outside, n);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "17,1", "5,2", "4000,-1", "4090,-3", "9,0", "3,4"})
    void floatsMoveByAStride(long base, long stride) {
        float[] heap = new float[4128];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (float) random.nextInt();
        }
        MemorySegment off =
                HostBuffer.allocateNative(DType.FLOAT32, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            float[] expected = new float[1024];
            for (int k = 0; k < n; k++) {
                expected[k] = heap[(int) (base + k * stride)];
            }
            for (Object src : new Object[] {heap, off}) {
                float[] got = new float[1024];
                TileMemory.gather(src, base, stride, got, n);
                assertThat(got).isEqualTo(expected);
            }
            float[] after = heap.clone();
            for (int k = 0; k < n; k++) {
                after[(int) (base + k * stride)] = (float) k;
                expected[k] = (float) k;
            }
            float[] on = heap.clone();
            TileMemory.scatter(expected, n, on, base, stride);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.FLOAT32, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.scatter(expected, n, outside, base, stride);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @Test
    void floatsMoveByAnIndex() {
        float[] heap = new float[2003];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (float) random.nextInt();
        }
        MemorySegment off =
                HostBuffer.allocateNative(DType.FLOAT32, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            long[] index = distinct(n, heap.length);
            float[] expected = new float[1024];
            float[] after = heap.clone();
            float[] values = new float[1024];
            for (int k = 0; k < n; k++) {
                values[k] = (float) (k + 1);
                expected[k] = heap[(int) index[k]];
                after[(int) index[k]] = values[k];
            }
            for (Object src : new Object[] {heap, off}) {
                float[] got = new float[1024];
                TileMemory.pick(src, index, got, n);
                assertThat(got).isEqualTo(expected);
            }
            float[] on = heap.clone();
            TileMemory.put(values, index, on, n);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.FLOAT32, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.put(values, index, outside, n);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "17,1", "5,2", "4000,-1", "4090,-3", "9,0", "3,4"})
    void doublesMoveByAStride(long base, long stride) {
        double[] heap = new double[4128];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (double) random.nextInt();
        }
        MemorySegment off =
                HostBuffer.allocateNative(DType.FLOAT64, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            double[] expected = new double[1024];
            for (int k = 0; k < n; k++) {
                expected[k] = heap[(int) (base + k * stride)];
            }
            for (Object src : new Object[] {heap, off}) {
                double[] got = new double[1024];
                TileMemory.gather(src, base, stride, got, n);
                assertThat(got).isEqualTo(expected);
            }
            double[] after = heap.clone();
            for (int k = 0; k < n; k++) {
                after[(int) (base + k * stride)] = (double) k;
                expected[k] = (double) k;
            }
            double[] on = heap.clone();
            TileMemory.scatter(expected, n, on, base, stride);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.FLOAT64, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.scatter(expected, n, outside, base, stride);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @Test
    void doublesMoveByAnIndex() {
        double[] heap = new double[2003];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = (double) random.nextInt();
        }
        MemorySegment off =
                HostBuffer.allocateNative(DType.FLOAT64, heap.length).segment();
        MemorySegment.copy(MemorySegment.ofArray(heap), 0, off, 0, off.byteSize());
        for (int n : SIZES) {
            long[] index = distinct(n, heap.length);
            double[] expected = new double[1024];
            double[] after = heap.clone();
            double[] values = new double[1024];
            for (int k = 0; k < n; k++) {
                values[k] = (double) (k + 1);
                expected[k] = heap[(int) index[k]];
                after[(int) index[k]] = values[k];
            }
            for (Object src : new Object[] {heap, off}) {
                double[] got = new double[1024];
                TileMemory.pick(src, index, got, n);
                assertThat(got).isEqualTo(expected);
            }
            double[] on = heap.clone();
            TileMemory.put(values, index, on, n);
            assertThat(on).isEqualTo(after);
            MemorySegment outside =
                    HostBuffer.allocateNative(DType.FLOAT64, heap.length).segment();
            outside.copyFrom(off);
            TileMemory.put(values, index, outside, n);
            assertThat(outside.mismatch(MemorySegment.ofArray(after))).isEqualTo(-1);
        }
    }

    @Test
    void whatLiesOutsideThrows() {
        float[] tile = new float[8];
        assertThatThrownBy(() -> TileMemory.gather(new float[10], 3, 1, tile, 8))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TileMemory.gather(new float[10], 1L << 32, 1, tile, 8))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TileMemory.scatter(tile, 8, new float[10], 3, -1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
