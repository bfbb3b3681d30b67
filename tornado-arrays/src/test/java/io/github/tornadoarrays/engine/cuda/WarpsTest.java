package io.github.tornadoarrays.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Engine.Argument;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lanes of a warp tell each other; most of all a test of the stand-ins for a card, which generated kernels are tested on. */
class WarpsTest {
    private static final int RESULTS = 12;

    private static final String SOURCE = """
            extern "C" __global__ void __launch_bounds__(128) warps(const int *in, int *out) {
              extern __shared__ int totals[];
              int t = threadIdx.x, n = blockDim.x, warp = t >> 5, lane = t & 31, x = in[t], *o = out + t;
              const unsigned all = n - warp * 32 >= 32 ? ~0u : (1u << (n & 31)) - 1;
              o[0 * n] = __shfl_xor_sync(all, x, 1);
              o[1 * n] = __shfl_up_sync(all, x, 3);
              o[2 * n] = (int)__shfl_down_sync(all, (long long)x << 40, 5, 8) + (int)(__shfl_down_sync(all, (long long)x << 40, 5, 8) >> 40);
              o[3 * n] = __shfl_sync(all, x, 2);
              o[4 * n] = __ballot_sync(all, x & 1);
              o[5 * n] = __any_sync(all, x == 77) + 2 * __all_sync(all, x < 1000);
              o[6 * n] = __match_any_sync(all, x & 3);
              // warps and halves of warps go different ways, and some have work of their own between
              int s = 0;
              for (int k = 0; k <= warp; k++) {
                s += __shfl_sync(all, x, k);
              }
              o[7 * n] = s;
              unsigned half = all & (lane < 16 ? 0xffffu : 0xffff0000u);
              if (lane < 16) {
                s = __ballot_sync(half, x & 2);
              } else {
                s = __shfl_xor_sync(half, x, 1) + __shfl_xor_sync(half, x, 2);
              }
              o[8 * n] = s;
              __syncwarp(all);
              // the lanes' sum, a barrier, the block's
              int sum = x;
              for (int d = 16; d > 0; d >>= 1) {
                int other = __shfl_down_sync(all, sum, d);
                sum += lane + d < __popc(all) ? other : 0;
              }
              if (lane == 0) {
                totals[warp] = sum;
              }
              __syncthreads();
              int block = 0;
              for (int w = 0; w < (n + 31) / 32; w++) {
                block += totals[w];
              }
              o[9 * n] = block;
              __syncthreads();
              if (lane == 0) {
                totals[warp] = 0;
              }
              __syncthreads();
              unsigned odd = __ballot_sync(all, x & 1);
              if (lane == __ffs(odd) - 1) {
                atomicAdd(&totals[0], __popc(odd));
              }
              o[10 * n] = __popc(odd & ((1u << lane) - 1));
              if (lane > 20) {
                return;
              }
              __syncthreads();
              o[11 * n] = totals[0] + 0 * __shfl_sync(all & 0x1fffff, x, 0);
            }
            """;

    @ParameterizedTest
    @ValueSource(ints = {32, 128, 1, 45})
    void lanesExchangeValues(int n) {
        Assumptions.assumeFalse(CudaEngine.devices().isEmpty(), CudaEngine::whyNone);
        Engine engine = CudaEngine.devices().getFirst();
        int[] x = IntStream.range(0, n).map(i -> i * 7919 % 101).toArray();
        int[] zeros = new int[RESULTS * n];
        Buffer out = engine.fromHost(HostBuffer.of(DType.INT32, zeros.length, zeros));
        engine.raw("CUDA C++", SOURCE, "warps")
                .launch(
                        new long[] {1},
                        new long[] {n},
                        List.of(
                                new Argument.Memory(engine.fromHost(HostBuffer.of(DType.INT32, n, x))),
                                new Argument.Memory(out),
                                new Argument.Shared(16)));
        HostBuffer got = engine.toHost(out);
        long sum = IntStream.of(x).sum();
        long odd = IntStream.of(x).filter(v -> v % 2 == 1).count();
        for (int t = 0; t < n; t++) {
            int lane = t & 31;
            int first = t - lane;
            int lanes = Math.min(32, n - first);
            // what lane l of this warp has; its own where the hardware leaves open what comes
            IntUnaryOperator of = l -> x[first + l];
            boolean full = lanes == 32;
            if ((lane ^ 1) < lanes) {
                assertThat(got.getLong(t)).as("xor, %d", t).isEqualTo(of.applyAsInt(lane ^ 1));
            }
            assertThat(got.getLong(n + t)).as("up, %d", t).isEqualTo(of.applyAsInt(lane < 3 ? lane : lane - 3));
            if (full) {
                assertThat(got.getLong(2L * n + t))
                        .as("down, %d", t)
                        .isEqualTo(of.applyAsInt((lane & 7) < 3 ? lane + 5 : lane));
            }
            if (lanes > 2) {
                assertThat(got.getLong(3L * n + t)).as("from, %d", t).isEqualTo(of.applyAsInt(2));
            }
            assertThat(got.getLong(4L * n + t)).as("ballot, %d", t).isEqualTo(bits(x, first, lanes, v -> v & 1));
            assertThat(got.getLong(5L * n + t))
                    .as("any and all, %d", t)
                    .isEqualTo(IntStream.range(0, lanes).anyMatch(l -> of.applyAsInt(l) == 77) ? 3 : 2);
            assertThat(got.getLong(6L * n + t))
                    .as("match, %d", t)
                    .isEqualTo(bits(x, first, lanes, v -> (v & 3) == (x[first + lane] & 3) ? 1 : 0));
            if (lanes > 3) {
                assertThat(got.getLong(7L * n + t))
                        .as("loop, %d", t)
                        .isEqualTo(IntStream.rangeClosed(0, t / 32).map(of).sum());
            }
            if (lane < 16) {
                assertThat(got.getLong(8L * n + t))
                        .as("half, %d", t)
                        .isEqualTo(bits(x, first, Math.min(16, lanes), v -> v & 2));
            } else if (full) {
                assertThat(got.getLong(8L * n + t))
                        .as("half, %d", t)
                        .isEqualTo(of.applyAsInt(lane ^ 1) + of.applyAsInt(lane ^ 2));
            }
            assertThat(got.getLong(9L * n + t)).as("sum, %d", t).isEqualTo(sum);
            assertThat(got.getLong(10L * n + t))
                    .as("odd before, %d", t)
                    .isEqualTo(IntStream.range(0, lane)
                            .filter(l -> of.applyAsInt(l) % 2 == 1)
                            .count());
            if (lane <= 20) {
                assertThat(got.getLong(11L * n + t)).as("odd, %d", t).isEqualTo(odd);
            }
        }
    }

    /** A number whose bits say for which lanes a function is not 0. */
    private static long bits(int[] x, int first, int lanes, IntUnaryOperator f) {
        int bits = 0;
        for (int l = 0; l < lanes; l++) {
            bits |= f.applyAsInt(x[first + l]) != 0 ? 1 << l : 0;
        }
        return bits;
    }
}
