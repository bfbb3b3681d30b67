package io.github.tornadoarrays.device.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.cpu.CpuLibrary;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels in CUDA C++ beside the CPU's routines, on a card. Memory for results had other contents before. */
class CudaLibraryTest {
    private static final Library CPU = new CpuLibrary();

    /** Around warps, vectors and tiles, and several of the largest tiles with something behind them. */
    private static final long[] LENGTHS = {0, 1, 3, 31, 32, 33, 255, 257, 1023, 4096, 4098, 8193, 20_000, 100_003};

    private static DriverEngine card;
    private static Library library;

    @BeforeAll
    static void cardIsThere() {
        Assumptions.assumeFalse(CudaEngine.devices().isEmpty(), CudaEngine::whyNone);
        card = CudaEngine.devices().getFirst();
        library = Engines.library(card);
        Assumptions.assumeTrue(library instanceof CudaLibrary, "kernels in Java are used where they are checked");
    }

    /** Leaves nonsense in memory that results of up to a size get. */
    private static void poison(long bytes) {
        for (long size = 256; size <= 2 * bytes + 4096; size *= 2) {
            for (long s : new long[] {size, size + size / 2}) {
                HostBuffer nonsense = HostBuffer.allocate(DType.UINT8, s);
                for (long i = 0; i < s; i++) {
                    nonsense.setLong(i, 0xa5);
                }
                card.release(card.fromHost(nonsense));
            }
        }
    }

    private static HostBuffer out(Buffer b) {
        return card.toHost(b);
    }

    private static Buffer in(HostBuffer b) {
        return card.fromHost(b);
    }

    private static HostBuffer numbers(DType type, long length, long seed) {
        HostBuffer b = HostBuffer.allocate(type, length);
        Random random = new Random(seed);
        for (long i = 0; i < length * type.parts(); i++) {
            if (type.isInteger() || type.isBool()) {
                b.setLong(i, random.nextInt(0, type.isBool() ? 2 : 50));
            } else {
                b.setDouble(i, random.nextGaussian());
            }
        }
        return b;
    }

    private static HostBuffer mask(long length, long seed, double share) {
        HostBuffer b = HostBuffer.allocate(DType.BOOL, length);
        Random random = new Random(seed);
        for (long i = 0; i < length; i++) {
            b.setLong(i, random.nextDouble() < share ? 1 : 0);
        }
        return b;
    }

    private static void assertSame(HostBuffer ours, Buffer expected, String what) {
        HostBuffer theirs = (HostBuffer) expected;
        assertThat(ours.dtype()).as(what).isEqualTo(theirs.dtype());
        assertThat(ours.length()).as(what).isEqualTo(theirs.length());
        if (ours.segment().mismatch(theirs.segment()) < 0) {
            return;
        }
        for (long i = 0; i < ours.length() * ours.dtype().parts(); i++) {
            if (ours.dtype().isInteger()) {
                assertThat(ours.getLong(i)).as("%s, value %d", what, i).isEqualTo(theirs.getLong(i));
            } else if (!Double.isNaN(theirs.getDouble(i)) || !Double.isNaN(ours.getDouble(i))) {
                assertThat(ours.getDouble(i)).as("%s, value %d", what, i).isEqualTo(theirs.getDouble(i));
            }
        }
    }

    // ---- running folds

    private static double fold(FoldOp op, double a, double b) {
        return switch (op) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            default -> Math.min(a, b);
        };
    }

    private static long fold(FoldOp op, long a, long b) {
        return switch (op) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            default -> Math.min(a, b);
        };
    }

    private static void scans(DType type, FoldOp op, HostBuffer x, long rows, String what) {
        long n = x.length() / Math.max(1, rows);
        Buffer there = in(x);
        poison(x.length() * type.itemSize());
        HostBuffer got = out(library.scan(op, there, rows, n, 1));
        assertSame(out(library.scan(op, there, rows, n, 1)), got, what + " again");
        double unit = type == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
        for (long r = 0; r < rows; r++) {
            double expected = 0;
            double size = 0;
            long whole = 0;
            for (long k = 0; k < n; k++) {
                long i = r * n + k;
                if (type.isInteger()) {
                    whole = k == 0 ? x.getLong(i) : fold(op, whole, x.getLong(i));
                    whole = type == DType.INT32 ? (int) whole : whole;
                    if (got.getLong(i) != whole) {
                        assertThat(got.getLong(i))
                                .as("%s, row %d, %d", what, r, k)
                                .isEqualTo(whole);
                    }
                    continue;
                }
                expected = k == 0 ? x.getDouble(i) : fold(op, expected, x.getDouble(i));
                // what rounding may do: of a tree's depth of the sum of what is added, or of as many factors
                size = switch (op) {
                    case SUM -> size + Math.abs(x.getDouble(i));
                    case PROD -> Math.abs(expected) * (k + 1);
                    default -> 0;
                };
                double error = Math.abs(got.getDouble(i) - expected);
                boolean same = Double.compare(got.getDouble(i), expected) == 0;
                if (!same && !(error <= 32 * unit * size)) {
                    assertThat(got.getDouble(i))
                            .as("%s, row %d, %d", what, r, k)
                            .isCloseTo(expected, Offset.offset(32 * unit * size));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FoldOp.class,
            names = {"SUM", "PROD", "MAX", "MIN"})
    void runningFolds(FoldOp op) {
        for (DType type : Scan.types()) {
            for (long n : LENGTHS) {
                HostBuffer x = numbers(type, n, n);
                if (op == FoldOp.PROD && !type.isInteger()) {
                    for (long i = 0; i < n; i++) {
                        x.setDouble(i, 1 + x.getDouble(i) / 1024);
                    }
                }
                scans(type, op, x, 1, op + " of " + n + " " + type);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {32, 33, 127, 128, 1000, 1024, 4097, 40_001})
    void runningFoldsOfRows(long n) {
        for (DType type : Scan.types()) {
            for (FoldOp op : List.of(FoldOp.SUM, FoldOp.MAX)) {
                scans(type, op, numbers(type, 5 * n, n), 5, op + " of 5 rows of " + n + " " + type);
            }
        }
    }

    /** Tiles of all sizes, many of them: the windows of look-back are full. */
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT32", "INT64", "FLOAT32", "FLOAT64"})
    void manyTiles(DType type) {
        scans(type, FoldOp.SUM, numbers(type, 2_000_003, 1), 1, "a sum of 2000003 " + type);
        scans(type, FoldOp.MIN, numbers(type, 66L * 10_001, 1), 66, "a minimum of 66 rows of " + type);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 4000, 100_003, 300_001})
    void nanInfinityAndNegativeZero(long n) {
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (FoldOp op : List.of(FoldOp.SUM, FoldOp.PROD, FoldOp.MAX, FoldOp.MIN)) {
                for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                    HostBuffer x = HostBuffer.allocate(type, n);
                    for (long i = 0; i < n; i++) {
                        x.setDouble(i, i % 7 == 0 ? 1 : -1);
                    }
                    x.setDouble(n / 3, special);
                    x.setDouble(n - 5, Double.NEGATIVE_INFINITY);
                    scans(type, op, x, 1, op + " of " + n + " " + type + " with " + special);
                }
            }
            HostBuffer zeros = HostBuffer.allocate(type, n);
            for (long i = 0; i < n; i++) {
                zeros.setDouble(i, -0.0);
            }
            if (n <= 4000) {
                assertThat(out(library.scan(FoldOp.SUM, in(zeros), 1, n, 1)).getDouble(n - 1))
                        .isEqualTo(-0.0);
            }
            assertThat(out(library.scan(FoldOp.MAX, in(zeros), 1, n, 1)).getDouble(n - 1))
                    .isEqualTo(-0.0);
        }
    }

    @Test
    void foldsThatAreNotOfRowsAreLeftToOthers() {
        HostBuffer x = numbers(DType.FLOAT64, 600, 3);
        for (long[] shape : new long[][] {{1, 300, 2}, {30, 20, 1}, {2, 100, 3}}) {
            HostBuffer got = out(library.scan(FoldOp.MAX, in(x), shape[0], shape[1], shape[2]));
            assertSame(got, CPU.scan(FoldOp.MAX, x, shape[0], shape[1], shape[2]), "of others");
        }
        HostBuffer z = numbers(DType.COMPLEX64, 100, 3);
        assertThat(out(library.scan(FoldOp.SUM, in(z), 1, 100, 1)).dtype()).isEqualTo(DType.COMPLEX64);
    }

    // ---- order

    /** Numbers with equal ones among them, and what is special. */
    private static HostBuffer unordered(DType type, long length, long seed) {
        HostBuffer x = HostBuffer.allocate(type, length);
        Random random = new Random(seed);
        double[] specials = {Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (long i = 0; i < length; i++) {
            if (type.isBool()) {
                x.setLong(i, random.nextInt(2));
            } else if (type.isInteger()) {
                x.setLong(i, random.nextInt(4) == 0 ? random.nextInt(-9, 9) : random.nextLong());
            } else {
                x.setDouble(
                        i,
                        random.nextInt(8) == 0
                                ? specials[random.nextInt(specials.length)]
                                : Math.rint(random.nextGaussian() * 100) / 8);
            }
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"COMPLEX64", "COMPLEX128"},
            mode = EnumSource.Mode.EXCLUDE)
    void sorts(DType type) {
        // a block's rows of each shape, then rows of two tiles, and many tiles
        for (long[] shape :
                new long[][] {{0, 5}, {1, 1}, {5, 31}, {3, 256}, {3, 257}, {2, 2049}, {2, 9001}, {1, 100_003}}) {
            HostBuffer x = unordered(type, shape[0] * shape[1], shape[1]);
            String what = shape[0] + " rows of " + shape[1] + " " + type;
            Buffer there = in(x);
            poison(8 * x.length());
            HostBuffer sorted = out(library.sort(there, shape[0], shape[1]));
            HostBuffer expected = (HostBuffer) CPU.sort(x, shape[0], shape[1]);
            if (type.isFloat()) {
                // zeros of either sign may be exchanged
                positiveZeros(sorted);
                positiveZeros(expected);
            }
            assertSame(sorted, expected, "sort of " + what);
            assertSame(
                    out(library.argsort(there, shape[0], shape[1])),
                    CPU.argsort(x, shape[0], shape[1]),
                    "argsort of " + what);
            assertSame(out(there), x, what + " afterwards");
        }
    }

    private static void positiveZeros(HostBuffer x) {
        for (long i = 0; i < x.length(); i++) {
            x.setDouble(i, x.getDouble(i) + 0.0);
        }
    }

    @Test
    void numbersInOrderAndEqualOnesAreSorted() {
        for (int step : new int[] {0, 1, -1}) {
            HostBuffer x = HostBuffer.allocate(DType.INT32, 50_000);
            for (long i = 0; i < x.length(); i++) {
                x.setLong(i, step * i);
            }
            assertSame(out(library.sort(in(x), 1, x.length())), CPU.sort(x, 1, x.length()), "step " + step);
            assertSame(out(library.argsort(in(x), 1, x.length())), CPU.argsort(x, 1, x.length()), "step " + step);
        }
    }

    // ---- selections

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 1})
    void selections(double share) {
        for (long n : LENGTHS) {
            HostBuffer mask = mask(n, n + 1, share);
            poison(8 * n);
            assertSame(
                    out(library.positions(in(mask))),
                    CPU.positions(mask),
                    "positions in " + n + ", " + share + " true");
            for (DType type : DType.values()) {
                HostBuffer x = numbers(type, n, n + 2);
                HostBuffer expected = HostBuffer.allocate(type, ((HostBuffer) CPU.positions(mask)).length());
                long at = 0;
                for (long i = 0; i < n; i++) {
                    if (mask.getLong(i) != 0) {
                        long size = type.itemSize();
                        MemorySegment.copy(x.segment(), i * size, expected.segment(), at * size, size);
                        at++;
                    }
                }
                Buffer mine = in(x);
                Buffer there = in(mask);
                poison(n * type.itemSize());
                Buffer packed = library.pack(there, mine);
                assertThat(packed).isNotNull();
                assertSame(out(packed), expected, n + " " + type + ", " + share + " true");
            }
        }
    }

    private static boolean compares(Op op, HostBuffer x, long i, double number) {
        double v = x.dtype().isInteger() ? x.getLong(i) : x.getDouble(i);
        return switch (op) {
            case LT -> v < number;
            case LE -> v <= number;
            case GT -> v > number;
            case GE -> v >= number;
            case EQ -> v == number;
            default -> v != number;
        };
    }

    /** Few, half or most are selected: results are copied, or keep their memory. */
    @ParameterizedTest
    @EnumSource(
            value = Op.class,
            names = {"LT", "LE", "GT", "GE", "EQ", "NE"})
    void comparisonsWithANumber(Op op) {
        List<DType> types = op == Op.GT
                ? List.of(DType.INT8, DType.UINT16, DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64)
                : List.of(DType.FLOAT32);
        for (DType type : types) {
            for (long n : LENGTHS) {
                for (double number : type.isFloat() ? new double[] {-1.5, 0, 2} : new double[] {0, 25, 50}) {
                    HostBuffer x = numbers(type, n, n);
                    if (type.isFloat() && n > 3) {
                        x.setDouble(n / 2, Double.NaN);
                        x.setDouble(n / 3, number);
                    }
                    HostBuffer mask = HostBuffer.allocate(DType.BOOL, n);
                    for (long i = 0; i < n; i++) {
                        mask.setLong(i, compares(op, x, i, number) ? 1 : 0);
                    }
                    Buffer there = in(x);
                    poison(n * type.itemSize());
                    long bits = type.isFloat() ? Double.doubleToRawLongBits(number) : (long) number;
                    Buffer packed = library.packWhere(op, there, bits);
                    assertThat(packed).isNotNull();
                    String what = n + " " + type + " " + op + " " + number;
                    HostBuffer expected = (HostBuffer) CPU.pack(mask, x);
                    assertThat(expected).isNotNull();
                    assertSame(out(packed), expected, what);
                    card.release(packed);
                }
            }
        }
        assertThat(library.packWhere(op, in(numbers(DType.FLOAT16, 3, 1)), 0)).isNull();
        assertThat(library.packWhere(Op.ADD, in(numbers(DType.FLOAT32, 3, 1)), 0))
                .isNull();
    }

    // ---- counts

    @ParameterizedTest
    @ValueSource(longs = {1, 50, 1024, 12_000, 13_000, 57_000, 100_000})
    void counts(long bins) {
        for (long n : LENGTHS) {
            Random random = new Random(n + bins);
            for (DType type : List.of(DType.INT32, DType.INT64)) {
                HostBuffer x = HostBuffer.allocate(type, n);
                for (long i = 0; i < n; i++) {
                    x.setLong(i, random.nextLong(bins));
                }
                Buffer there = in(x);
                poison(8 * bins);
                assertSame(out(library.count(there, bins)), CPU.count(x, bins), n + " " + type + " in " + bins);
                if (type == DType.INT64) {
                    HostBuffer weights = HostBuffer.allocate(DType.FLOAT64, n);
                    for (long i = 0; i < n; i++) {
                        // quarters: sums are exact in any order
                        weights.setDouble(i, random.nextInt(-8, 9) / 4.0);
                    }
                    assertSame(
                            out(library.weigh(there, in(weights), bins)),
                            CPU.weigh(x, weights, bins),
                            n + " weights in " + bins);
                }
            }
        }
        assertThat(out(library.count(in(numbers(DType.INT32, 0, 1)), 0)).length())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT8", "UINT8", "INT16", "UINT16", "INT32", "UINT32", "INT64"})
    void extremes(DType type) {
        for (long n : LENGTHS) {
            if (n > 0) {
                HostBuffer x = unordered(type, n, n);
                long least = Long.MAX_VALUE;
                long most = Long.MIN_VALUE;
                for (long i = 0; i < n; i++) {
                    least = Math.min(least, x.getLong(i));
                    most = Math.max(most, x.getLong(i));
                }
                assertThat(library.extremes(in(x))).as("%d %s", n, type).containsExactly(least, most);
            }
        }
        assertThat(library.extremes(in(numbers(DType.UINT64, 3, 1)))).isNull();
    }

    // ---- random draws

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void reals(DType type) {
        for (long n : LENGTHS) {
            poison(n * type.itemSize());
            long key = 0x123456789abcdefL * (n + 1);
            long draw = n % 2 == 0 ? 3 : -77;
            assertSame(out(library.uniform(type, n, key, draw)), CPU.uniform(type, n, key, draw), "uniform " + n);
            assertSame(out(library.normal(type, n, key, draw)), CPU.normal(type, n, key, draw), "normal " + n);
        }
        // more than are under way at once
        long many = 3_000_001;
        assertSame(out(library.normal(type, many, 5, 6)), CPU.normal(type, many, 5, 6), "many normal numbers");
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BOOL", "INT8", "UINT8", "INT16", "UINT16", "INT32", "UINT32", "INT64", "UINT64"})
    void integers(DType type) {
        for (long n : LENGTHS) {
            poison(n * type.itemSize());
            long[][] ranges = type.isBool()
                    ? new long[][] {{0, 2}}
                    : new long[][] {{0, 1}, {-5, 100}, {7, 1L << 32}, {-9, (1L << 32) + 1}, {11, 3L << 61}, {0, 0}};
            for (long[] r : ranges) {
                if (type.itemSize() < 8 && (r[1] > 100 || r[1] == 0)) {
                    continue;
                }
                assertSame(
                        out(library.integers(type, n, 42, n, r[0], r[1])),
                        CPU.integers(type, n, 42, n, r[0], r[1]),
                        n + " " + type + " from " + r[0] + ", " + r[1] + " many");
            }
        }
    }
}
