package io.github.tornadoarrays.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.engine.cpu.CpuLibrary;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fourier transforms: the processor's beside sums as they are defined, devices' beside the processor's. */
class TransformsTest {
    private static final Transforms CPU = new CpuLibrary().transforms();

    /** (outer, n, inner): one tile, a matrix, a convolution; with and without lanes; lengths of each radix and of several. */
    private static final long[][] SHAPES = {
        {1, 1, 1},
        {3, 2, 1},
        {1, 3, 5},
        {2, 4, 1},
        {70, 8, 1},
        {1, 61, 2},
        {1, 63, 1},
        {1, 64, 1},
        {3, 67, 2},
        {9, 127, 1},
        {1, 134, 3},
        {1, 360, 1},
        {40, 90, 1},
        {2, 100, 33},
        {1, 512, 1},
        {1, 1024, 17},
        {1, 1210, 1},
        {2, 1296, 3},
        {1, 2048, 70},
        {2, 2187, 1},
        {1, 3125, 1},
        {1, 4096, 2}
    };

    static Stream<DeviceLibraryTest.Device> devices() {
        // the interpreter takes its time
        return DeviceLibraryTest.devices().stream()
                .filter(d -> !d.engine().name().equals("reference"));
    }

    private static HostBuffer normal(DType type, long length) {
        Random random = new Random(length);
        HostBuffer b = HostBuffer.allocate(type, length);
        for (long i = 0; i < length * type.parts(); i++) {
            b.setDouble(i, random.nextGaussian());
        }
        return b;
    }

    /** The norm of the difference over that of what is expected. */
    private static double error(HostBuffer got, HostBuffer want) {
        assertThat(got.dtype()).isEqualTo(want.dtype());
        assertThat(got.length()).isEqualTo(want.length());
        double off = 0;
        double all = 0;
        for (long i = 0; i < want.length() * want.dtype().parts(); i++) {
            double d = got.getDouble(i) - want.getDouble(i);
            off += d * d;
            all += want.getDouble(i) * want.getDouble(i);
        }
        return Math.sqrt(off / all);
    }

    private static double bound(DType type, long n) {
        return (type.part() == DType.FLOAT32 ? 3e-7 : 1e-15) * (1 + Math.log(n));
    }

    /** Along the middle of three axes. */
    private static HostBuffer defined(HostBuffer x, long[] shape, boolean forward, double scale) {
        int n = (int) shape[1];
        double[] re = new double[n];
        double[] im = new double[n];
        for (int k = 0; k < n; k++) {
            re[k] = Math.cos(2 * Math.PI * k / n);
            im[k] = (forward ? -1 : 1) * Math.sin(2 * Math.PI * k / n);
        }
        HostBuffer y = HostBuffer.allocate(x.dtype(), x.length());
        for (long o = 0; o < shape[0]; o++) {
            for (long i = 0; i < shape[2]; i++) {
                for (long k = 0; k < n; k++) {
                    double r = 0;
                    double m = 0;
                    for (long j = 0; j < n; j++) {
                        int w = (int) (j * k % n);
                        long at = 2 * ((o * n + j) * shape[2] + i);
                        r += x.getDouble(at) * re[w] - x.getDouble(at + 1) * im[w];
                        m += x.getDouble(at) * im[w] + x.getDouble(at + 1) * re[w];
                    }
                    long at = 2 * ((o * n + k) * shape[2] + i);
                    y.setDouble(at, r * scale);
                    y.setDouble(at + 1, m * scale);
                }
            }
        }
        return y;
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLEX64", "COMPLEX128"})
    void processorAsDefined(DType type) {
        for (long[] s : SHAPES) {
            HostBuffer x = normal(type, s[0] * s[1] * s[2]);
            boolean forward = s[1] % 2 == 0;
            Buffer y = CPU.complex(x, s[0], new long[] {s[1]}, s[2], forward, 0.5);
            assertThat(error((HostBuffer) y, defined(x, s, forward, 0.5)))
                    .as("%d transforms of %d, %d apart", s[0], s[1], s[2])
                    // the sums have errors of their own
                    .isLessThan(bound(type, s[1]) + 1e-16 * Math.sqrt(s[1]) * 4);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void devicesAsTheProcessor(DeviceLibraryTest.Device d) {
        Transforms own = d.library().transforms();
        for (DType type : new DType[] {DType.COMPLEX64, DType.COMPLEX128}) {
            // other types are other kernels
            for (long[] s : type == DType.COMPLEX64 ? new long[][] {{3, 64, 2}, {2, 134, 1}} : SHAPES) {
                HostBuffer x = normal(type, s[0] * s[1] * s[2]);
                long[] n = {s[1]};
                boolean forward = s[1] % 2 == 1;
                assertThat(error(d.out(own.complex(d.in(x), s[0], n, s[2], forward, 0.5)), (HostBuffer)
                                CPU.complex(x, s[0], n, s[2], forward, 0.5)))
                        .as("%d transforms of %d, %d apart", s[0], s[1], s[2])
                        .isLessThan(bound(type, s[1]));
                if (s[2] == 1 && type == DType.COMPLEX128) {
                    real(d, type, s[0], s[1]);
                }
            }
        }
    }

    private static void real(DeviceLibraryTest.Device d, DType type, long outer, long n) {
        Transforms own = d.library().transforms();
        HostBuffer r = normal(type.part(), outer * n);
        HostBuffer half = normal(type, outer * (n / 2 + 1));
        assertThat(error(d.out(own.fromReal(d.in(r), outer, new long[] {n}, 2)), (HostBuffer)
                        CPU.fromReal(r, outer, new long[] {n}, 2)))
                .as("%d transforms of %d real elements", outer, n)
                .isLessThan(bound(type, n));
        assertThat(error(d.out(own.toReal(d.in(half), outer, n, 2)), (HostBuffer) CPU.toReal(half, outer, n, 2)))
                .as("%d transforms to %d real elements", outer, n)
                .isLessThan(bound(type, n));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void severalAxes(DeviceLibraryTest.Device d) {
        Transforms own = d.library().transforms();
        long[] n = {6, 20, 9};
        HostBuffer x = normal(DType.COMPLEX128, 2 * 6 * 20 * 9 * 4);
        assertThat(error(d.out(own.complex(d.in(x), 2, n, 4, true, 1)), (HostBuffer) CPU.complex(x, 2, n, 4, true, 1)))
                .isLessThan(bound(DType.COMPLEX128, 1080));
        HostBuffer r = normal(DType.FLOAT64, 2 * 6 * 20 * 9);
        assertThat(error(d.out(own.fromReal(d.in(r), 2, n, 1)), (HostBuffer) CPU.fromReal(r, 2, n, 1)))
                .isLessThan(bound(DType.COMPLEX128, 1080));
    }
}
