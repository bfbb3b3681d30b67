package io.github.tornadoarrays.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.engine.cpu.CpuLibrary;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.ir.FoldOp;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of this package beside the CPU's own routines, on every engine that is here. */
class DeviceLibraryTest {
    private static final Library CPU = new CpuLibrary();

    /** For devices that draw all by themselves. */
    private static final Library NO_DRAWS = (Library) Proxy.newProxyInstance(
            Library.class.getClassLoader(), new Class<?>[] {Library.class}, (_, method, arguments) -> {
                if (method.getReturnType() == Buffer.class) {
                    throw new AssertionError("borrowed: " + method.getName());
                }
                return method.invoke(CPU, arguments);
            });

    private static final long[] LENGTHS = {0, 1, 3, 255, 257, 2048, 2049, 4098};

    record Device(Engine engine, Library library) {
        Device(Engine engine) {
            this(engine, new DeviceLibrary(engine, CPU, true));
        }

        Buffer in(HostBuffer b) {
            return engine.fromHost(b);
        }

        HostBuffer out(Buffer b) {
            return engine.toHost(b);
        }

        @Override
        public String toString() {
            return engine.name();
        }
    }

    static List<Device> devices() {
        List<Device> all = new ArrayList<>(List.of(new Device(new CpuEngine()), new Device(new ReferenceEngine())));
        CudaEngine.devices().forEach(e -> all.add(new Device(e)));
        OpenClEngine.devices().stream().limit(1).forEach(e -> all.add(new Device(e)));
        return all;
    }

    private static HostBuffer numbers(DType type, long length, int seed) {
        HostBuffer b = HostBuffer.allocate(type, length);
        Random random = new Random(seed);
        for (long i = 0; i < length * type.parts(); i++) {
            if (type.isInteger()) {
                b.setLong(i, random.nextInt(1, 50));
            } else {
                b.setDouble(i, random.nextInt(-8, 9) / 4.0);
            }
        }
        return b;
    }

    private static HostBuffer mask(long length, int seed) {
        HostBuffer b = HostBuffer.allocate(DType.BOOL, length);
        Random random = new Random(seed);
        for (long i = 0; i < length; i++) {
            b.setLong(i, random.nextInt(3) == 0 ? 1 : 0);
        }
        return b;
    }

    private static void assertEqual(HostBuffer ours, HostBuffer theirs, double tolerance) {
        assertThat(ours.dtype()).isEqualTo(theirs.dtype());
        assertThat(ours.length()).isEqualTo(theirs.length());
        for (long i = 0; i < ours.length() * ours.dtype().parts(); i++) {
            double a = ours.dtype().isInteger() ? ours.getLong(i) : ours.getDouble(i);
            double b = ours.dtype().isInteger() ? theirs.getLong(i) : theirs.getDouble(i);
            if (Double.compare(a, b) != 0) {
                assertThat(a)
                        .as("value %d of %d", i, ours.length())
                        .isCloseTo(b, org.assertj.core.data.Offset.offset(tolerance * Math.abs(b)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void runningFolds(Device d) {
        for (DType type : List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64, DType.COMPLEX128)) {
            for (FoldOp op : List.of(FoldOp.SUM, FoldOp.PROD, FoldOp.MAX, FoldOp.MIN)) {
                for (long n : new long[] {1, 255, 2049, 4098}) {
                    for (long[] around : new long[][] {{1, 1}, {3, 1}, {1, 2}}) {
                        HostBuffer x = numbers(type, around[0] * n * around[1], 7);
                        if (op == FoldOp.PROD) {
                            // ones and minus ones: products of others pass every range
                            for (long i = 0; i < x.length() * type.parts(); i++) {
                                x.setLong(i, 1);
                            }
                        }
                        if (!type.isInteger() && n > 1 && op != FoldOp.PROD) {
                            x.setDouble(n / 2, Double.NaN);
                        }
                        assertEqual(
                                d.out(d.library().scan(op, d.in(x), around[0], n, around[1])),
                                (HostBuffer) CPU.scan(op, x, around[0], n, around[1]),
                                1e-6);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void orders(Device d) {
        for (DType type : DType.values()) {
            if (type.isComplex() || !d.engine().computes(type)) {
                continue; // borrowed
            }
            orders(d, type, 7, 33);
            orders(d, type, 1, 1030);
        }
        for (long[] rows : new long[][] {{0, 3}, {1, 0}, {1, 1}, {5, 3}, {3, 255}, {2, 1024}, {2, 2050}}) {
            orders(d, DType.FLOAT32, rows[0], rows[1]);
        }
    }

    private static void orders(Device d, DType type, long rows, long n) {
        HostBuffer x = odd(type, rows * n);
        HostBuffer places = d.out(d.library().argsort(d.in(x), rows, n));
        HostBuffer sorted = d.out(d.library().sort(d.in(x), rows, n));
        assertEqual(places, (HostBuffer) CPU.argsort(x, rows, n), 0);
        assertEqual(sorted, (HostBuffer) CPU.sort(x, rows, n), 0);
    }

    /** Numbers of which many are equal, or no numbers. */
    private static HostBuffer odd(DType type, long length) {
        HostBuffer x = numbers(type, length, 6);
        Random random = new Random(8);
        double[] special = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1e-7, -3e9};
        for (long i = 0; i < length * type.parts(); i++) {
            int kind = random.nextInt(20);
            if (type.isInexact() && kind < special.length) {
                x.setDouble(i, special[kind]);
            } else if (type.isInteger() && kind < special.length) {
                x.setLong(i, random.nextLong());
            } else if (type.isBool()) {
                x.setLong(i, kind & 1);
            }
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("devices")
    void selections(Device d) {
        for (long n : LENGTHS) {
            HostBuffer mask = mask(n, 3);
            assertEqual(d.out(d.library().positions(d.in(mask))), (HostBuffer) CPU.positions(mask), 0);
            for (DType type : List.of(DType.UINT8, DType.FLOAT16, DType.FLOAT32, DType.INT64, DType.FLOAT64)) {
                HostBuffer x = numbers(type, n, 4);
                Buffer ours = d.library().pack(d.in(mask), d.in(x));
                Buffer theirs = CPU.pack(mask, x);
                assertThat(ours).isNotNull();
                assertThat(theirs).isNotNull();
                assertEqual(d.out(ours), (HostBuffer) theirs, 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void counts(Device d) {
        for (long n : LENGTHS) {
            for (DType type : List.of(DType.INT32, DType.INT64)) {
                HostBuffer x = numbers(type, n, 5);
                for (long bins : new long[] {50, 5000}) {
                    assertEqual(d.out(d.library().count(d.in(x), bins)), (HostBuffer) CPU.count(x, bins), 0);
                }
            }
            HostBuffer x = numbers(DType.INT64, n, 5);
            HostBuffer w = numbers(DType.FLOAT64, n, 6);
            // quarters: sums are exact in any order
            assertEqual(d.out(d.library().weigh(d.in(x), d.in(w), 50)), (HostBuffer) CPU.weigh(x, w, 50), 0);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void theLastWriterStays(Device d) {
        for (DType type : List.of(DType.INT8, DType.FLOAT32, DType.COMPLEX64, DType.COMPLEX128)) {
            HostBuffer to = numbers(type, 600, 1);
            HostBuffer ours = numbers(type, 600, 1);
            HostBuffer places = HostBuffer.allocate(DType.INT64, 257);
            Random random = new Random(2);
            for (int i = 0; i < 257; i++) {
                places.setLong(i, random.nextInt(100) * 6L);
            }
            Layout block = new Layout(new long[] {2, 2}, new long[] {3, 1}, 0);
            HostBuffer values = numbers(type, 257 * 4, 9);
            CPU.put(to, places, 257, block, values);
            Buffer there = d.in(ours);
            d.library().put(there, d.in(places), 257, block, d.in(values));
            assertEqual(d.out(there), to, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void products(Device d) {
        List<DType> types = List.of(
                DType.INT32,
                DType.UINT32,
                DType.INT64,
                DType.FLOAT32,
                DType.FLOAT64,
                DType.COMPLEX64,
                DType.COMPLEX128);
        for (DType type : types) {
            for (long[] s : new long[][] {{1, 1, 1, 1}, {1, 65, 67, 33}, {3, 7, 5, 17}}) {
                HostBuffer a = numbers(type, s[0] * s[1] * s[3], 1);
                HostBuffer b = numbers(type, s[0] * s[3] * s[2], 2);
                Layout la = Layout.contiguous(s[0], s[1], s[3]);
                Layout lb = Layout.contiguous(s[0], s[3], s[2]);
                Layout transposed = new Layout(new long[] {s[0], s[3], s[2]}, new long[] {s[3] * s[2], 1, s[3]}, 0);
                for (Layout right : List.of(lb, transposed)) {
                    Buffer ours = d.library().multiply(d.in(a), la, d.in(b), right);
                    Buffer theirs = CPU.multiply(a, la, b, right);
                    assertThat(ours).isNotNull();
                    assertThat(theirs).isNotNull();
                    assertEqual(d.out(ours), (HostBuffer) theirs, 1e-5);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void draws(Device d) {
        Device alone = new Device(d.engine(), new DeviceLibrary(d.engine(), NO_DRAWS, true));
        for (long n : LENGTHS) {
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
                assertEqual(
                        d.out(alone.library().uniform(type, n, 42, 3)), (HostBuffer) CPU.uniform(type, n, 42, 3), 0);
                assertEqual(d.out(alone.library().normal(type, n, 42, 3)), (HostBuffer) CPU.normal(type, n, 42, 3), 0);
            }
            for (DType type : List.of(DType.INT8, DType.UINT16, DType.INT32, DType.INT64)) {
                integers(alone, type, n, -5, 100);
            }
            integers(alone, DType.BOOL, n, 0, 2);
            for (long range : new long[] {0, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
                integers(alone, DType.INT64, n, Long.MIN_VALUE, range);
                integers(alone, DType.UINT64, n, 3, range);
            }
        }
    }

    private static void integers(Device d, DType type, long n, long low, long range) {
        assertEqual(
                d.out(d.library().integers(type, n, 42, 3, low, range)),
                (HostBuffer) CPU.integers(type, n, 42, 3, low, range),
                0);
    }
}
