package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Verifier;
import io.github.tornadoarrays.run.TestDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation on every type, on values where something could go wrong, gives on a device what the reference engine gives. */
class OperationsTest {
    private static final List<DType> TYPES =
            List.of(DType.values()).stream().filter(t -> !t.isComplex()).toList();

    /** Functions may be this many units in the last place away; everything else is exact. */
    private static final int ULPS = 4;

    /** What OpenCL allows of these. */
    private static final int ULPS_OF_ERF = 16;

    /** All operations on one type, in one kernel, as compiling is what takes long. */
    @ParameterizedTest
    @MethodSource("types")
    void givesWhatTheReferenceGives(String name, DType from) {
        Engine device = TestDevices.named(name);
        long[] special = values(from);
        int n = special.length;
        int all = n * n * 2;
        HostBuffer condition = HostBuffer.allocate(DType.BOOL, all);
        HostBuffer[] in = {condition, null, null, null};
        for (int k = 1; k < 4; k++) {
            in[k] = HostBuffer.allocate(from, all);
            for (int i = 0; i < all; i++) {
                condition.setLong(i, i & 1);
                long bits = special[k == 1 ? i / (2 * n) : k == 2 ? i % n : (i * 7 + 3) % n];
                if (from.isFloat()) {
                    in[k].setDouble(i, Double.longBitsToDouble(bits));
                } else {
                    in[k].setLong(i, bits);
                }
            }
        }
        List<Expr.Apply> operations = operations(from);
        Kernel kernel = kernel(from, operations);
        HostBuffer[] expected = run(new ReferenceEngine(), kernel, in, all);
        HostBuffer[] actual = run(device, kernel, in, all);
        List<String> wrong = new ArrayList<>();
        for (int o = 0; o < operations.size(); o++) {
            Expr.Apply a = operations.get(o);
            int shown = 0;
            for (int i = 0; i < all && shown < 3; i++) {
                if (!same(a.op(), a.type(), expected[o], actual[o], i)) {
                    wrong.add(a.op() + " " + from + " -> " + a.type() + " of " + text(in[1], i) + ", " + text(in[2], i)
                            + ", " + text(in[3], i) + " gives " + text(actual[o], i) + "; expected "
                            + text(expected[o], i));
                    shown++;
                }
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    static List<Arguments> types() {
        return TestDevices.names().stream()
                .flatMap(name -> TYPES.stream().map(t -> Arguments.of(name, t)))
                .toList();
    }

    private static String text(HostBuffer b, int i) {
        return b.dtype().isFloat() ? Double.toString(b.getDouble(i)) : Long.toString(b.getLong(i));
    }

    private static boolean same(Op op, DType t, HostBuffer expected, HostBuffer actual, int i) {
        if (!t.isFloat()) {
            return expected.getLong(i) == actual.getLong(i);
        }
        double e = expected.getDouble(i);
        double a = actual.getDouble(i);
        if (Double.isNaN(e) || Double.isNaN(a)) {
            return Double.isNaN(e) && Double.isNaN(a);
        }
        if (Double.doubleToRawLongBits(e) == Double.doubleToRawLongBits(a)) {
            return true;
        }
        if (!op.isTranscendental() && op != Op.POW || Double.isInfinite(e) != Double.isInfinite(a)) {
            return false;
        }
        double ulp = switch (t) {
            case FLOAT64 -> Math.ulp(e);
            case FLOAT32 -> Math.ulp((float) e);
            case FLOAT16 -> Math.max(0x1p-24, Math.ulp((float) e) * 0x1p13);
            default -> Math.max(0x1p-133, Math.ulp((float) e) * 0x1p16);
        };
        int ulps = op == Op.ERF || op == Op.ERFC ? ULPS_OF_ERF : ULPS;
        return Math.abs(e - a) <= (t.isHalf() ? 1 : ulps) * ulp;
    }

    private static HostBuffer[] run(Engine engine, Kernel kernel, HostBuffer[] in, int n) {
        int outputs = kernel.buffers().size() - in.length;
        Buffer[] buffers = new Buffer[kernel.buffers().size()];
        for (int k = 0; k < buffers.length; k++) {
            buffers[k] = k < in.length
                    ? engine.fromHost(in[k])
                    : engine.allocate(kernel.buffers().get(k).type(), n);
        }
        Engine.Executable code = engine.compile(kernel, false);
        code.launch(buffers, new long[] {n}, new Engine.Items(List.of((long) n), List.of()));
        HostBuffer[] results = new HostBuffer[outputs];
        for (int k = 0; k < outputs; k++) {
            results[k] = engine.toHost(buffers[in.length + k]);
        }
        return results;
    }

    /** What can be done with operands c (bool), x, y and z of a type. */
    private static List<Expr.Apply> operations(DType from) {
        Expr.Var c = new Expr.Var("c", DType.BOOL);
        Expr.Var x = new Expr.Var("x", from);
        Expr.Var y = new Expr.Var("y", from);
        Expr.Var z = new Expr.Var("z", from);
        List<Expr.Apply> all = new ArrayList<>();
        for (Op op : Op.values()) {
            for (DType to : TYPES) {
                boolean changes = op == Op.CAST || op == Op.SATURATE || op == Op.BITCAST;
                if (!changes && (op.isPredicate() ? !to.isBool() : to != from)) {
                    continue;
                }
                Expr second = y;
                if ((op == Op.DIV || op == Op.REM) && from.isInteger()) {
                    Expr zero = Expr.constant(from, 0);
                    second = Expr.select(Expr.apply(Op.EQ, y, zero), Expr.constant(from, 1), y);
                } else if (op == Op.POW && from.isSigned()) {
                    Expr zero = Expr.constant(from, 0);
                    second = Expr.select(Expr.apply(Op.LT, y, zero), zero, y);
                }
                List<Expr> args = op == Op.SELECT
                        ? List.of(c, x, y)
                        : List.of(x, second, z).subList(0, op.arity());
                Expr.Apply a = new Expr.Apply(op, to, args);
                Kernel k = kernel(from, List.of(a));
                if (Verifier.problems(k).isEmpty()) {
                    all.add(a);
                }
            }
        }
        return all;
    }

    private static Kernel kernel(DType from, List<Expr.Apply> operations) {
        List<Buf> buffers = new ArrayList<>();
        List<Stmt> body = new ArrayList<>();
        Expr.Var i = new Expr.Var("i", DType.INT32);
        for (String name : List.of("c", "x", "y", "z")) {
            Buf b = new Buf("a" + name, name.equals("c") ? DType.BOOL : from, buffers.size());
            buffers.add(b);
            body.add(new Stmt.Let(new Expr.Var(name, b.type()), new Expr.Load(b, i)));
        }
        for (Expr.Apply a : operations) {
            Buf r = new Buf("r" + buffers.size(), a.type(), buffers.size());
            buffers.add(r);
            body.add(new Stmt.Store(r, i, a));
        }
        Expr.Var n = new Expr.Var("n", DType.INT32);
        Stmt.Loop loop = new Stmt.Loop(LoopKind.GRID, i, Expr.constant(DType.INT32, 0), n, body);
        return new Kernel("operations on " + from, buffers, List.of(n), List.of(loop));
    }

    /** Values of a type, in the reference's form. */
    private static long[] values(DType t) {
        List<Long> values = new ArrayList<>();
        Random random = new Random(7);
        if (t.isBool()) {
            return new long[] {0, 1};
        }
        if (t.isFloat()) {
            double[] doubles = {
                0.0,
                -0.0,
                1,
                -1,
                0.5,
                -0.5,
                1.5,
                2.5,
                -2.5,
                3,
                7,
                100,
                1e-3,
                255.5,
                -128.7,
                32768,
                65504,
                65536,
                1e9,
                2147483647.0,
                2147483648.0,
                -2147483648.0,
                4294967295.0,
                4294967296.0,
                0x1p62,
                0x1p63,
                -0x1p63,
                0x1p64,
                0x1.8p63,
                1e30,
                -1e30,
                1e-30,
                1e-42,
                6e-8,
                6e-5,
                1e300,
                -1e300,
                1e-310,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Float.MAX_VALUE,
                Float.MIN_VALUE,
                Math.PI,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            };
            for (double d : doubles) {
                values.add(rounded(t, d));
            }
            for (int k = 0; k < 20; k++) {
                values.add(rounded(t, random.nextGaussian() * Math.pow(2, random.nextInt(12) - 5)));
            }
            return values.stream().mapToLong(v -> v).toArray();
        }
        int bits = t.bits();
        long[] ints = {
            0,
            1,
            2,
            3,
            5,
            7,
            8,
            15,
            16,
            31,
            32,
            33,
            63,
            64,
            100,
            127,
            128,
            255,
            32767,
            65535,
            Integer.MAX_VALUE,
            4294967295L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Integer.MIN_VALUE,
            -32768,
            -128,
            -1,
            -2,
            -3,
            -7,
            -33,
            0x5555555555555555L
        };
        for (long x : ints) {
            long v = x << 64 - bits;
            v = t.isSigned() ? v >> 64 - bits : v >>> 64 - bits;
            values.add(v);
        }
        return values.stream().mapToLong(v -> v).toArray();
    }

    private static long rounded(DType t, double x) {
        HostBuffer b = HostBuffer.allocate(t, 1);
        b.setDouble(0, x);
        return Double.doubleToRawLongBits(b.getDouble(0));
    }
}
