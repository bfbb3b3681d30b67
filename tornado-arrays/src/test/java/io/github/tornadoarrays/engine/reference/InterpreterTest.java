package io.github.tornadoarrays.engine.reference;

import static io.github.tornadoarrays.core.DType.*;
import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.cast;
import static io.github.tornadoarrays.ir.Expr.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InterpreterTest {
    private static final Expr ZERO = constant(INT64, 0);
    private static final Expr ONE = constant(INT64, 1);
    private static final Expr.Var I = new Expr.Var("i", INT64);
    private static final Expr.Var J = new Expr.Var("j", INT64);
    private static final Expr.Var N = new Expr.Var("n", INT64);

    /** The value of an expression without variables, as its type's buffer holds it. */
    private static HostBuffer value(Expr e) {
        Buf out = new Buf("out", e.type(), 0);
        HostBuffer memory = HostBuffer.allocate(e.type(), 1);
        run(List.of(out), List.of(), List.of(new Stmt.Store(out, ZERO, e)), new HostBuffer[] {memory});
        return memory;
    }

    private static void run(
            List<Buf> bufs, List<Expr.Var> scalars, List<Stmt> body, HostBuffer[] buffers, long... values) {
        Interpreter.run(Verifier.check(new Kernel("test", bufs, scalars, body)), buffers, values);
    }

    private static Stmt loop(Expr.Var v, Expr n, Stmt... body) {
        return new Stmt.Loop(Stmt.LoopKind.SEQ, v, ZERO, n, List.of(body));
    }

    private static HostBuffer doubles(double... values) {
        return HostBuffer.of(FLOAT64, values.length, values);
    }

    @ParameterizedTest
    @CsvSource({
        "ADD, INT8, 127, 1, -128",
        "ADD, UINT8, 255, 1, 0",
        "SUB, UINT16, 0, 1, 65535",
        "MUL, INT32, 65536, 65536, 0",
        "MUL, UINT32, 65537, 65537, 131073",
        "DIV, INT16, -7, 2, -3",
        "REM, INT16, -7, 2, -1",
        "FLOOR_DIV, INT16, -7, 2, -4",
        "FLOOR_DIV, INT8, -128, -1, -128",
        "FLOOR_DIV, INT32, 5, 0, 0",
        "MOD, INT16, -7, 2, 1",
        "MOD, INT16, 7, -2, -1",
        "MOD, UINT8, 7, 0, 0",
        "FLOOR_DIV, UINT64, -1, 2, 9223372036854775807",
        "MOD, UINT64, -1, 10, 5",
        "POW, UINT8, 3, 5, 243",
        "POW, INT8, 2, 7, -128",
        "MAX, UINT64, -1, 1, -1",
        "MIN, INT64, -1, 1, -1",
        "SHL, INT8, 1, 7, -128",
        "SHL, INT8, 1, 8, 0",
        "SHL, INT64, 1, 64, 0",
        "SHR, INT8, -128, 9, -1",
        "SHR, UINT8, 128, 7, 1",
        "SHR, UINT64, -1, 63, 1",
        "XOR, UINT8, 255, 15, 240",
        "OR, BOOL, 0, 1, 1",
    })
    void integersWrapToTheirWidth(Op op, DType t, long a, long b, long expected) {
        assertThat(value(apply(op, constant(t, a), constant(t, b))).getLong(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NEG, INT8, -128, -128",
        "NEG, UINT8, 1, 255",
        "ABS, INT64, -9223372036854775808, -9223372036854775808",
        "SIGN, INT32, -5, -1",
        "SIGN, UINT64, -5, 1",
        "NOT, UINT16, 0, 65535",
        "NOT, BOOL, 1, 0",
    })
    void oneInteger(Op op, DType t, long a, long expected) {
        assertThat(value(apply(op, constant(t, a))).getLong(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "LT, UINT64, 1, -1, 1",
        "LT, INT64, 1, -1, 0",
        "GE, UINT8, 255, 1, 1",
        "EQ, BOOL, 1, 1, 1",
        "NE, INT8, 1, 1, 0",
    })
    void comparesByTheType(Op op, DType t, long a, long b, long expected) {
        assertThat(value(apply(op, constant(t, a), constant(t, b))).getLong(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ADD, FLOAT32, 16777216, 1, 16777216",
        "ADD, FLOAT64, 16777216, 1, 16777217",
        "ADD, FLOAT16, 2048, 1, 2048",
        "ADD, BFLOAT16, 256, 1, 256",
        "MUL, FLOAT16, 256, 256, Infinity",
        "DIV, FLOAT32, 1, 3, 0.3333333432674408",
        "DIV, FLOAT64, 1, -0.0, -Infinity",
        "FLOOR_DIV, FLOAT64, -7, 2, -4",
        "MOD, FLOAT64, -7, 2, 1",
        "MOD, FLOAT64, 7, 0, NaN",
        "POW, FLOAT64, 1, NaN, 1",
        "POW, FLOAT64, -1, Infinity, 1",
        "POW, FLOAT32, 2, 0.5, 1.4142135381698608",
        "MAX, FLOAT64, NaN, 1, NaN",
        "MIN, FLOAT32, 1, NaN, NaN",
        "MAX, FLOAT64, -0.0, 0.0, 0.0",
        "COPYSIGN, FLOAT64, 3, -0.0, -3",
        "NEXTAFTER, FLOAT64, 1, 2, 1.0000000000000002",
        "NEXTAFTER, FLOAT32, 1, 2, 1.0000001192092896",
        "NEXTAFTER, FLOAT16, 1, 2, 1.0009765625",
        "NEXTAFTER, FLOAT16, 1, 0, 0.99951171875",
        "NEXTAFTER, FLOAT16, 65504, Infinity, Infinity",
        "NEXTAFTER, FLOAT16, 0, -1, -5.9604644775390625E-8",
        "NEXTAFTER, BFLOAT16, -1, -2, -1.0078125",
        "ATAN2, FLOAT64, 1, -0.0, 1.5707963267948966",
        "HYPOT, FLOAT32, 3, 4, 5",
        "LOGADDEXP, FLOAT64, -Infinity, -Infinity, -Infinity",
    })
    void floatsRoundAfterEachOperation(Op op, DType t, double a, double b, double expected) {
        assertThat(value(apply(op, constant(t, a), constant(t, b))).getDouble(0))
                .isEqualTo(Double.valueOf(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "RINT, FLOAT64, 2.5, 2",
        "TRUNC, FLOAT64, -0.5, -0.0",
        "TRUNC, FLOAT32, 1.9, 1",
        "SIGN, FLOAT64, -0.0, 0.0",
        "SQRT, FLOAT64, -1, NaN",
        "EXP, FLOAT16, 1, 2.71875",
        "EXP2, FLOAT64, 10, 1024",
        "LOG2, FLOAT64, 8, 3",
        "CBRT, FLOAT64, -27, -3",
    })
    void oneFloat(Op op, DType t, double a, double expected) {
        assertThat(value(apply(op, constant(t, a))).getDouble(0)).isEqualTo(Double.valueOf(expected));
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void everyOperationIsDefinedForTheTypesTheVerifierLetsThrough(Op op) {
        for (DType t : DType.values()) {
            if (t.isComplex()) {
                continue;
            }
            Expr one = constant(t, 1);
            Expr e = switch (op) {
                case SELECT -> Expr.select(constant(BOOL, 1), one, one);
                case CAST -> new Expr.Apply(op, t, List.of(one));
                default ->
                    apply(op, java.util.Collections.nCopies(op.arity(), one).toArray(Expr[]::new));
            };
            Buf out = new Buf("out", e.type(), 0);
            Kernel k = new Kernel("k", List.of(out), List.of(), List.of(new Stmt.Store(out, ZERO, e)));
            if (Verifier.problems(k).isEmpty()) {
                Interpreter.run(k, new HostBuffer[] {HostBuffer.allocate(e.type(), 1)}, new long[0]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INT32, 3e9, 2147483647",
        "INT64, 1e300, 9223372036854775807",
        "INT64, NaN, 0",
        "INT8, 300.7, 44",
        "UINT8, -1.5, 255",
        "UINT32, 3e9, 3000000000",
        "UINT64, 9223372036854775808, -9223372036854775808",
        "UINT64, 18446744073709549568, -2048",
        "BOOL, NaN, 1",
        "BOOL, -0.0, 0",
    })
    void floatsToIntegers(DType to, double x, long expected) {
        assertThat(value(cast(to, constant(FLOAT64, x))).getLong(0)).isEqualTo(expected);
    }

    @Test
    void integersToFloatsRoundOnce() {
        assertThat(value(cast(FLOAT64, constant(UINT64, -1L))).getDouble(0)).isEqualTo(0x1p64);
        assertThat(value(cast(FLOAT32, constant(UINT64, -1L))).getDouble(0)).isEqualTo(0x1p64);
        // by way of double, this would end on the other side
        assertThat(value(cast(FLOAT32, constant(INT64, 0x2000002000000001L))).getDouble(0))
                .isEqualTo((float) 0x2000002000000001L)
                .isNotEqualTo((float) (double) 0x2000002000000001L);
        assertThat(value(cast(FLOAT16, constant(INT32, 70000))).getDouble(0)).isInfinite();
        assertThat(value(cast(INT16, constant(INT64, 0x12345))).getLong(0)).isEqualTo(0x2345);
    }

    @Test
    void fmaRoundsOnce() {
        float x = 1 + 0x1p-12f;
        Expr e = apply(Op.FMA, constant(FLOAT32, x), constant(FLOAT32, x), constant(FLOAT32, -1));
        assertThat(value(e).getDouble(0)).isEqualTo(Math.fma(x, x, -1));
    }

    @Test
    void scalarsArriveByTheConvention() {
        Expr.Var x = new Expr.Var("x", FLOAT32);
        Buf out = new Buf("out", FLOAT64, 0);
        HostBuffer memory = doubles(0, 0, 0, 0);
        Stmt body = loop(I, N, new Stmt.Store(out, I, apply(Op.ADD, cast(FLOAT64, x), cast(FLOAT64, I))));
        run(List.of(out), List.of(N, x), List.of(body), new HostBuffer[] {memory}, 3, Double.doubleToRawLongBits(0.1));
        assertThat((double[]) memory.memory()).containsExactly(0.1f, 1 + (double) 0.1f, 2 + (double) 0.1f, 0);
    }

    @Test
    void foldsNestWithTheLastAxisFastest() {
        Buf in = new Buf("in", INT32, 0);
        Buf out = new Buf("out", INT64, 1);
        Expr.Var max = new Expr.Var("max", INT32);
        Expr.Var at = new Expr.Var("at", INT64);
        Expr place = apply(Op.ADD, apply(Op.MUL, I, constant(INT64, 3)), J);
        Stmt fold = new Stmt.Fold(
                FoldOp.ARGMAX,
                List.of(max, at),
                List.of(new Stmt.Axis(I, ZERO, constant(INT64, 2)), new Stmt.Axis(J, ZERO, constant(INT64, 3))),
                List.of(),
                List.of(new Expr.Load(in, place), place));
        HostBuffer ints = HostBuffer.of(INT32, 6, new int[] {1, 7, 3, 7, 2, 0});
        HostBuffer result = HostBuffer.allocate(INT64, 2);
        List<Stmt> body = List.of(fold, new Stmt.Store(out, ZERO, cast(INT64, max)), new Stmt.Store(out, ONE, at));
        run(List.of(in, out), List.of(), body, new HostBuffer[] {ints, result});
        assertThat((long[]) result.memory()).containsExactly(7, 1);
    }

    @Test
    void argmaxTakesTheFirstNaN() {
        Buf in = new Buf("in", FLOAT64, 0);
        Buf out = new Buf("out", INT64, 1);
        Expr.Var max = new Expr.Var("max", FLOAT64);
        Expr.Var at = new Expr.Var("at", INT64);
        Stmt fold = new Stmt.Fold(
                FoldOp.ARGMAX,
                List.of(max, at),
                List.of(new Stmt.Axis(I, ZERO, N)),
                List.of(),
                List.of(new Expr.Load(in, I), I));
        HostBuffer result = HostBuffer.allocate(INT64, 1);
        List<Stmt> body = List.of(fold, new Stmt.Store(out, ZERO, at));
        HostBuffer[] buffers = {doubles(1, Double.NaN, 9, Double.NaN), result};
        run(List.of(in, out), List.of(N), body, buffers, 4);
        assertThat(result.getLong(0)).isEqualTo(1);
        run(List.of(in, out), List.of(N), body, buffers, 0);
        assertThat(result.getLong(0)).isEqualTo(-1);
    }

    private static double sum(DType t, double... values) {
        Buf in = new Buf("in", t, 0);
        Buf out = new Buf("out", t, 1);
        Expr.Var s = new Expr.Var("s", t);
        HostBuffer from = HostBuffer.allocate(t, values.length);
        for (int i = 0; i < values.length; i++) {
            from.setDouble(i, values[i]);
        }
        HostBuffer result = HostBuffer.allocate(t, 1);
        Stmt fold = new Stmt.Fold(
                FoldOp.SUM, List.of(s), List.of(new Stmt.Axis(I, ZERO, N)), List.of(), List.of(new Expr.Load(in, I)));
        List<Stmt> body = List.of(fold, new Stmt.Store(out, ZERO, s));
        run(List.of(in, out), List.of(N), body, new HostBuffer[] {from, result}, values.length);
        return result.getDouble(0);
    }

    @Test
    void sumsAreCompensated() {
        assertThat(sum(FLOAT64, 1, 1e100, 1, -1e100)).isEqualTo(2);
        assertThat(sum(FLOAT32, 0x1p24, 1, 1)).isEqualTo(0x1p24 + 2);
        assertThat(sum(FLOAT64, 1, Double.POSITIVE_INFINITY, 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(FLOAT64, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isNaN();
    }

    @Test
    void tilesDoWhatTheirLoopsWould() {
        Buf in = new Buf("in", FLOAT64, 0);
        Buf out = new Buf("out", FLOAT64, 1);
        Buf tile = new Buf("tile", FLOAT64, -1);
        Buf picked = new Buf("picked", FLOAT64, -1);
        Buf places = new Buf("places", INT64, -1);
        Expr three = constant(INT64, 3);
        Expr.Var s = new Expr.Var("s", FLOAT64);
        List<Stmt> body = List.of(
                new Stmt.Local(tile, three),
                new Stmt.Local(picked, three),
                new Stmt.Local(places, three),
                new Stmt.Gather(tile, in, constant(INT64, 5), constant(INT64, -2), three),
                loop(I, three, new Stmt.Store(places, I, apply(Op.MUL, I, constant(INT64, 2)))),
                new Stmt.Pick(picked, in, places, three),
                new Stmt.TileCall(Op.SUB, tile, List.of(tile, picked), three),
                new Stmt.TileCall(Op.SQRT, tile, List.of(tile), three),
                new Stmt.Scatter(out, ONE, constant(INT64, 2), tile, three),
                new Stmt.Let(s, constant(FLOAT64, 100)),
                new Stmt.TileFold(FoldOp.SUM, List.of(s), tile, ONE, constant(INT64, 1), ZERO),
                new Stmt.Store(out, ZERO, s));
        HostBuffer result = doubles(-1, -1, -1, -1, -1, -1);
        // tile = in[5], in[3], in[1]; picked = in[0], in[2], in[4]
        run(List.of(in, out), List.of(), body, new HostBuffer[] {doubles(1, 7, 2, 18, 3, 10), result});
        assertThat((double[]) result.memory()).containsExactly(104, 3, -1, 4, -1, 2);
    }

    @Test
    void tileFoldsCountPositionsFromTheFirst() {
        Buf in = new Buf("in", INT32, 0);
        Buf out = new Buf("out", INT64, 1);
        Expr.Var best = new Expr.Var("best", INT32);
        Expr.Var at = new Expr.Var("at", INT64);
        List<Expr> init = FoldOp.ARGMIN.init(List.of(INT32, INT64));
        List<Stmt> body = List.of(
                new Stmt.Let(best, init.get(0)),
                new Stmt.Let(at, init.get(1)),
                new Stmt.TileFold(FoldOp.ARGMIN, List.of(best, at), in, ONE, constant(INT64, 3), constant(INT64, 40)),
                new Stmt.Store(out, ZERO, at));
        HostBuffer result = HostBuffer.allocate(INT64, 1);
        run(List.of(in, out), List.of(), body, new HostBuffer[] {
            HostBuffer.of(INT32, 4, new int[] {-9, 5, 4, 6}), result
        });
        assertThat(result.getLong(0)).isEqualTo(41);
    }

    @Test
    void complexBuffersAreSeenAsTheirValues() {
        Buf z = new Buf("z", FLOAT32, 0);
        HostBuffer memory = HostBuffer.of(COMPLEX64, 2, new float[] {1, 2, 3, 4});
        Stmt body = loop(I, N, new Stmt.Store(z, I, apply(Op.NEG, new Expr.Load(z, I))));
        run(List.of(z), List.of(N), List.of(body), new HostBuffer[] {memory}, 4);
        assertThat((float[]) memory.memory()).containsExactly(-1, -2, -3, -4);
    }

    @Test
    void wrongIndicesAndArgumentsAreNamed() {
        Buf x = new Buf("x", FLOAT64, 0);
        List<Stmt> body = List.of(loop(I, N, new Stmt.Store(x, I, constant(FLOAT64, 1))));
        HostBuffer[] two = {doubles(0, 0)};
        assertThatThrownBy(() -> run(List.of(x), List.of(N), body, two, 3))
                .isInstanceOf(KernelException.class)
                .hasMessage("test: index 2 of buffer x is out of bounds; it has 2 values");
        assertThatThrownBy(() -> run(List.of(x), List.of(N), body, two))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("given 1 buffers and 0 scalars");
        HostBuffer[] ints = {HostBuffer.allocate(INT32, 2)};
        assertThatThrownBy(() -> run(List.of(x), List.of(N), body, ints, 2))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("buffer x is given as int32");
        assertThatThrownBy(() -> value(apply(Op.DIV, ONE, ZERO)))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("DIV of 1 by zero");
    }
}
