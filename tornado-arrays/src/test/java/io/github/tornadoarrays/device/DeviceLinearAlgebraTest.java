package io.github.tornadoarrays.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.device.DeviceLibraryTest.Device;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.cpu.CpuLibrary;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The factorisations of this package beside LAPACK's, on every engine that is here. */
class DeviceLinearAlgebraTest {
    private static final LinearAlgebra LAPACK = new CpuLibrary().linearAlgebra();

    /** Below, beside and above the number of work items of a group. */
    private static final int[] SIDES = {1, 3, 33, 70};

    static List<Device> devices() {
        return DeviceLibraryTest.devices();
    }

    private static List<DType> types(Device d) {
        return d.engine().computes(DType.FLOAT64) ? List.of(DType.FLOAT32, DType.FLOAT64) : List.of(DType.FLOAT32);
    }

    private static boolean tooSlow(Device d, int n) {
        return d.engine() instanceof ReferenceEngine && n > 3;
    }

    private static HostBuffer matrices(DType type, long count, int m, int n) {
        Random random = new Random(m + 31L * n);
        HostBuffer b = HostBuffer.allocate(type, count * m * n);
        for (long i = 0; i < b.length(); i++) {
            b.setDouble(i, random.nextGaussian());
        }
        return b;
    }

    /** Symmetric, with a diagonal that outweighs the rest. */
    private static HostBuffer definite(DType type, long count, int n) {
        HostBuffer b = matrices(type, count, n, n);
        for (long g = 0; g < count; g++) {
            for (int i = 0; i < n; i++) {
                b.setDouble((g * n + i) * n + i, 4 * n);
            }
        }
        return b;
    }

    private static HostBuffer copy(HostBuffer b) {
        HostBuffer to = HostBuffer.allocate(b.dtype(), b.length());
        to.segment().copyFrom(b.segment());
        return to;
    }

    private static void close(String what, HostBuffer ours, HostBuffer theirs) {
        double eps = theirs.dtype() == DType.FLOAT64 ? 1e-11 : 2e-3;
        assertThat(ours.length()).isEqualTo(theirs.length());
        for (long i = 0; i < ours.length(); i++) {
            assertThat(ours.getDouble(i))
                    .as("%s: element %d of %d", what, i, ours.length())
                    .isCloseTo(theirs.getDouble(i), within(eps * Math.max(1, Math.abs(theirs.getDouble(i)))));
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void lu(Device d) {
        for (DType type : types(d)) {
            for (int n : SIDES) {
                if (tooSlow(d, n)) {
                    continue;
                }
                HostBuffer a = matrices(type, 3, n, n);
                Buffer ours = d.in(a);
                HostBuffer theirs = copy(a);
                HostBuffer pivots = d.out(d.library().linearAlgebra().lu("lu", ours, 3, n));
                close("pivots", pivots, (HostBuffer) LAPACK.lu("lu", theirs, 3, n));
                close("lu " + n, d.out(ours), theirs);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void solve(Device d) {
        for (DType type : types(d)) {
            for (int n : SIDES) {
                if (tooSlow(d, n)) {
                    continue;
                }
                HostBuffer a = definite(type, 3, n);
                HostBuffer b = matrices(type, 3, n, 5);
                Buffer ours = d.in(b);
                HostBuffer theirs = copy(b);
                HostBuffer status = d.out(d.library().linearAlgebra().solve("solve", d.in(copy(a)), ours, 3, n, 5));
                LAPACK.solve("solve", copy(a), theirs, 3, n, 5);
                close("solve " + n, d.out(ours), theirs);
                for (int i = 0; i < 3; i++) {
                    assertThat(status.getLong(i)).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void singularAndIndefiniteMatricesHaveAStatus(Device d) {
        HostBuffer a = HostBuffer.of(DType.FLOAT32, 8, new float[] {1, 0, 0, 1, 1, 2, 2, 4});
        HostBuffer b = HostBuffer.of(DType.FLOAT32, 4, new float[] {1, 1, 1, 1});
        HostBuffer status = d.out(d.library().linearAlgebra().solve("solve", d.in(a), d.in(b), 2, 2, 1));
        assertThat(status.getLong(0)).isZero();
        assertThat(status.getLong(1)).isEqualTo(2);
        HostBuffer c = HostBuffer.of(DType.FLOAT32, 8, new float[] {1, 0, 0, 1, 1, 2, 2, 1});
        status = d.out(d.library().linearAlgebra().cholesky("cholesky", d.in(c), 2, 2));
        assertThat(status.getLong(0)).isZero();
        assertThat(status.getLong(1)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void cholesky(Device d) {
        for (DType type : types(d)) {
            for (int n : SIDES) {
                if (tooSlow(d, n)) {
                    continue;
                }
                HostBuffer a = definite(type, 3, n);
                Buffer ours = d.in(a);
                HostBuffer theirs = copy(a);
                d.library().linearAlgebra().cholesky("cholesky", ours, 3, n);
                LAPACK.cholesky("cholesky", theirs, 3, n);
                close("cholesky " + n, lower(d.out(ours), n), lower(theirs, n));
            }
        }
    }

    /** The matrices with zeros above the diagonal. */
    private static HostBuffer lower(HostBuffer a, int n) {
        for (long i = 0; i < a.length(); i++) {
            if (i % n < i / n % n) {
                a.setDouble(i, 0);
            }
        }
        return a;
    }

    @ParameterizedTest
    @MethodSource("devices")
    void qr(Device d) {
        for (DType type : types(d)) {
            for (int[] s : new int[][] {{1, 1}, {3, 5}, {33, 7}, {70, 33}, {33, 33}}) {
                int m = s[0];
                int n = s[1];
                if (tooSlow(d, m)) {
                    continue;
                }
                int k = Math.min(m, n);
                HostBuffer a = matrices(type, 3, m, n);
                Buffer ours = d.in(a);
                HostBuffer theirs = copy(a);
                Buffer factors = d.library().linearAlgebra().qr("qr", ours, 3, m, n);
                HostBuffer expected = (HostBuffer) LAPACK.qr("qr", theirs, 3, m, n);
                close("factors " + m + " x " + n, d.out(factors), expected);
                close("qr " + m + " x " + n, d.out(ours), theirs);
                if (n <= m) {
                    d.library().linearAlgebra().q("qr", ours, factors, 3, m, n, k);
                    LAPACK.q("qr", theirs, expected, 3, m, n, k);
                    close("q " + m + " x " + n, d.out(ours), theirs);
                }
            }
        }
    }
}
