package io.github.tornadoarrays.engine;

import static io.github.tornadoarrays.core.DType.*;
import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.cast;
import static io.github.tornadoarrays.ir.Expr.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.ir.AtomicOp;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Expr.IdKind;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Verifier;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What kernels made from Java methods are made of, on the engines of the host. */
class MethodKernelsTest {
    static final List<Engine> ENGINES = List.of(new ReferenceEngine(), new CpuEngine());

    private static final Expr.Var I = var("i", INT32);
    private static final Expr.Var J = var("j", INT32);
    private static final Expr.Var K = var("k", INT32);
    private static final Expr.Var N = var("n", INT32);
    private static final Expr GID = new Expr.Id(IdKind.GLOBAL, 0);
    private static final Expr LID = new Expr.Id(IdKind.LOCAL, 0);
    private static final Expr GROUP = new Expr.Id(IdKind.GROUP, 0);
    private static final Expr SIZE = new Expr.Id(IdKind.LOCAL_SIZE, 0);

    private static Expr.Var var(String name, DType t) {
        return new Expr.Var(name, t);
    }

    private static Expr i32(int x) {
        return constant(INT32, x);
    }

    private static Expr add(Expr a, Expr b) {
        return apply(Op.ADD, a, b);
    }

    private static Expr mul(Expr a, Expr b) {
        return apply(Op.MUL, a, b);
    }

    private static Expr at(Buf b, Expr i) {
        return new Expr.Load(b, i);
    }

    private static Stmt put(Buf b, Expr i, Expr x) {
        return new Stmt.Store(b, i, x);
    }

    private static Stmt let(Expr.Var v, Expr x) {
        return new Stmt.Let(v, x);
    }

    private static Stmt set(Expr.Var v, Expr x) {
        return new Stmt.Assign(v, x);
    }

    private static Stmt when(Expr condition, Stmt... then) {
        return new Stmt.If(condition, List.of(then), List.of());
    }

    private static Stmt repeat(String label, Stmt... body) {
        return new Stmt.Repeat(label, List.of(body));
    }

    private static Stmt block(String label, Stmt... body) {
        return new Stmt.Block(label, List.of(body));
    }

    private static Stmt leave(String label) {
        return new Stmt.Break(label);
    }

    private static Stmt barrier() {
        return new Stmt.Barrier();
    }

    private static Stmt loop(LoopKind kind, Expr.Var v, Expr from, Expr to, Stmt... body) {
        return new Stmt.Loop(kind, v, from, to, List.of(body));
    }

    private static Stmt grid(Expr.Var v, Expr to, Stmt... body) {
        return loop(LoopKind.GRID, v, i32(0), to, body);
    }

    private static Engine.Items over(long... global) {
        return new Engine.Items(Arrays.stream(global).boxed().toList(), List.of());
    }

    private static Engine.Items groups(long global, long local) {
        return new Engine.Items(List.of(global), List.of(local));
    }

    private static void run(
            Engine e,
            List<Buf> bufs,
            List<Expr.Var> scalars,
            List<Stmt> body,
            Engine.Items items,
            Object[] arrays,
            long... values) {
        Kernel kernel = Verifier.check(new Kernel("Test.kernel", bufs, scalars, body));
        Buffer[] buffers = new Buffer[arrays.length];
        for (int k = 0; k < arrays.length; k++) {
            buffers[k] = HostBuffer.of(bufs.get(k).type(), java.lang.reflect.Array.getLength(arrays[k]), arrays[k]);
        }
        e.compile(kernel, false).launch(buffers, values, items);
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void aGridOfOneDimension(Engine e) {
        Buf x = new Buf("x", FLOAT32, 0);
        Buf y = new Buf("y", FLOAT32, 1);
        Expr.Var a = var("a", FLOAT32);
        Stmt body = grid(I, N, put(y, I, add(mul(a, at(x, I)), at(y, I))));
        for (int n : new int[] {0, 1, 7, 100_003}) {
            float[] xs = new float[n];
            float[] ys = new float[n];
            float[] expected = new float[n];
            Random random = new Random(n);
            for (int k = 0; k < n; k++) {
                xs[k] = random.nextFloat();
                ys[k] = random.nextFloat();
                expected[k] = 2.5f * xs[k] + ys[k];
            }
            run(
                    e,
                    List.of(x, y),
                    List.of(a, N),
                    List.of(body),
                    over(n),
                    new Object[] {xs, ys},
                    Double.doubleToRawLongBits(2.5),
                    n);
            assertThat(ys).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void gridsOfTwoAndThreeDimensionsThatDoNotStartAtZero(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        Expr.Var m = var("m", INT32);
        Expr.Var row = var("row", INT32);
        Stmt two = loop(
                LoopKind.GRID,
                I,
                i32(1),
                apply(Op.SUB, m, i32(1)),
                let(row, mul(I, N)),
                loop(LoopKind.GRID, J, i32(2), N, put(out, add(row, J), add(mul(I, i32(1000)), J))));
        for (int[] size : new int[][] {{3, 5}, {2, 9}, {301, 2}, {5, 3001}, {317, 211}}) {
            int[] result = new int[size[0] * size[1]];
            int[] expected = new int[result.length];
            for (int i = 1; i < size[0] - 1; i++) {
                for (int j = 2; j < size[1]; j++) {
                    expected[i * size[1] + j] = i * 1000 + j;
                }
            }
            run(
                    e,
                    List.of(out),
                    List.of(m, N),
                    List.of(two),
                    over(size[0] - 2, size[1] - 2),
                    new Object[] {result},
                    size[0],
                    size[1]);
            assertThat(result).isEqualTo(expected);
        }
        Expr.Var plane = var("plane", INT32);
        Stmt three = grid(
                I,
                i32(7),
                let(plane, mul(I, i32(13 * 31))),
                loop(
                        LoopKind.GRID,
                        J,
                        i32(1),
                        i32(13),
                        grid(K, i32(31), put(out, add(plane, add(mul(J, i32(31)), K)), add(mul(I, J), K)))));
        int[] result = new int[7 * 13 * 31];
        int[] expected = new int[result.length];
        for (int i = 0; i < 7; i++) {
            for (int j = 1; j < 13; j++) {
                for (int k = 0; k < 31; k++) {
                    expected[(i * 13 + j) * 31 + k] = i * j + k;
                }
            }
        }
        run(e, List.of(out), List.of(), List.of(three), over(7, 12, 31), new Object[] {result});
        assertThat(result).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void loopsThatAreLeftAndContinued(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        Expr.Var x = var("x", INT64);
        Expr.Var steps = var("steps", INT32);
        Expr odd = apply(Op.NE, apply(Op.AND, x, constant(INT64, 1)), constant(INT64, 0));
        // the length of the Collatz sequence, but -1 for multiples of 5
        Stmt body = grid(
                I,
                N,
                block(
                        "done",
                        when(apply(Op.EQ, apply(Op.REM, I, i32(5)), i32(0)), put(out, I, i32(-1)), leave("done")),
                        let(x, cast(INT64, I)),
                        let(steps, i32(0)),
                        repeat(
                                "next",
                                when(apply(Op.LE, x, constant(INT64, 1)), leave("next")),
                                set(steps, add(steps, i32(1))),
                                when(
                                        odd,
                                        set(x, apply(Op.ADD, mul(x, constant(INT64, 3)), constant(INT64, 1))),
                                        new Stmt.Continue("next")),
                                set(x, apply(Op.SHR, x, constant(INT64, 1)))),
                        put(out, I, steps)));
        int n = 3001;
        int[] expected = new int[n];
        for (int i = 0; i < n; i++) {
            int count = 0;
            for (long v = i; v > 1; v = v % 2 == 1 ? 3 * v + 1 : v / 2) {
                count++;
            }
            expected[i] = i % 5 == 0 ? -1 : count;
        }
        int[] result = new int[n];
        run(e, List.of(out), List.of(N), List.of(body), over(n), new Object[] {result}, n);
        assertThat(result).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void outOfNestedLoopsByLabel(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        // the first pair (j, k) with j * k == i
        Stmt inner = loop(
                LoopKind.SEQ,
                K,
                J,
                add(I, i32(1)),
                when(apply(Op.EQ, mul(J, K), I), put(out, I, add(mul(J, i32(1000)), K)), leave("found")));
        Stmt body =
                grid(I, N, put(out, I, i32(-1)), block("found", loop(LoopKind.SEQ, J, i32(2), add(I, i32(1)), inner)));
        int n = 200;
        int[] expected = new int[n];
        for (int i = 0; i < n; i++) {
            expected[i] = -1;
            found:
            for (int j = 2; j <= i; j++) {
                for (int k = j; k <= i; k++) {
                    if (j * k == i) {
                        expected[i] = j * 1000 + k;
                        break found;
                    }
                }
            }
        }
        int[] result = new int[n];
        run(e, List.of(out), List.of(N), List.of(body), over(n), new Object[] {result}, n);
        assertThat(result).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void operationsOfJava(Engine e) {
        float[] xs = {
            0f,
            -0f,
            1.5f,
            -2.75f,
            1e10f,
            -1e10f,
            1e20f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            0.1f
        };
        int n = xs.length;
        float[] rems = new float[n];
        int[] ints = new int[n];
        long[] longs = new long[n];
        int[] bits = new int[n];
        int[] ones = new int[n];
        int[] zeros = new int[n];
        long[] wideZeros = new long[n];
        float[] back = new float[n];
        int[] divided = new int[n];
        Buf x = new Buf("x", FLOAT32, 0);
        Buf rem = new Buf("rem", FLOAT32, 1);
        Buf toInt = new Buf("toInt", INT32, 2);
        Buf toLong = new Buf("toLong", INT64, 3);
        Buf raw = new Buf("raw", INT32, 4);
        Buf count = new Buf("count", INT32, 5);
        Buf clz = new Buf("clz", INT32, 6);
        Buf clzLong = new Buf("clzLong", INT64, 7);
        Buf again = new Buf("again", FLOAT32, 8);
        Buf div = new Buf("div", INT32, 9);
        Expr.Var b = var("b", INT32);
        Expr.Var m = var("m", INT32);
        Stmt body = grid(
                I,
                N,
                put(rem, I, apply(Op.REM, at(x, I), constant(FLOAT32, 0.7f))),
                put(toInt, I, new Expr.Apply(Op.SATURATE, INT32, List.of(at(x, I)))),
                put(toLong, I, new Expr.Apply(Op.SATURATE, INT64, List.of(at(x, I)))),
                let(b, new Expr.Apply(Op.BITCAST, INT32, List.of(at(x, I)))),
                put(raw, I, b),
                put(count, I, apply(Op.POPCOUNT, b)),
                put(clz, I, apply(Op.CLZ, b)),
                put(clzLong, I, apply(Op.CLZ, apply(Op.SHR, cast(INT64, b), constant(INT64, 3)))),
                put(again, I, new Expr.Apply(Op.BITCAST, FLOAT32, List.of(b))),
                let(m, apply(Op.SUB, I, i32(3))),
                when(
                        apply(Op.NE, m, i32(0)),
                        put(div, I, add(mul(apply(Op.DIV, b, m), i32(31)), apply(Op.REM, b, m)))));
        run(
                e,
                List.of(x, rem, toInt, toLong, raw, count, clz, clzLong, again, div),
                List.of(N),
                List.of(body),
                over(n),
                new Object[] {xs, rems, ints, longs, bits, ones, zeros, wideZeros, back, divided},
                n);
        for (int i = 0; i < n; i++) {
            assertThat(rems[i]).isEqualTo(Float.valueOf(xs[i] % 0.7f));
            assertThat(ints[i]).isEqualTo((int) xs[i]);
            assertThat(longs[i]).isEqualTo((long) xs[i]);
            assertThat(bits[i]).isEqualTo(Float.floatToRawIntBits(xs[i]));
            assertThat(ones[i]).isEqualTo(Integer.bitCount(bits[i]));
            assertThat(zeros[i]).isEqualTo(Integer.numberOfLeadingZeros(bits[i]));
            assertThat(wideZeros[i]).isEqualTo(Long.numberOfLeadingZeros((long) bits[i] >> 3));
            assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(bits[i]);
            if (i != 3) {
                assertThat(divided[i]).isEqualTo(bits[i] / (i - 3) * 31 + bits[i] % (i - 3));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void narrowAndBooleanArrays(Engine e) {
        Buf bytes = new Buf("bytes", INT8, 0);
        Buf chars = new Buf("chars", UINT16, 1);
        Buf flags = new Buf("flags", BOOL, 2);
        Stmt body = grid(
                I,
                N,
                put(chars, I, cast(UINT16, add(cast(INT32, at(bytes, I)), cast(INT32, at(chars, I))))),
                put(flags, I, apply(Op.NE, at(flags, I), apply(Op.LT, cast(INT32, at(bytes, I)), i32(0)))),
                put(bytes, I, cast(INT8, mul(cast(INT32, at(bytes, I)), i32(3)))));
        byte[] b = {0, 1, -1, 127, -128};
        short[] c = {0, -1, 0, 5, 7};
        byte[] f = {1, 0, 1, 1, 0};
        run(e, List.of(bytes, chars, flags), List.of(N), List.of(body), over(5), new Object[] {b, c, f}, 5);
        assertThat(b).containsExactly(0, 3, -3, 125, -128);
        assertThat(c).containsExactly(0, 0, -1, 132, -121);
        assertThat(f).containsExactly(1, 0, 0, 1, 1);
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void workItemsKnowWhereTheyStand(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        IdKind[] kinds = IdKind.values();
        Expr where = i32(0);
        for (int d = 2; d >= 0; d--) {
            where = add(mul(where, new Expr.Id(IdKind.GLOBAL_SIZE, d)), new Expr.Id(IdKind.GLOBAL, d));
        }
        Expr.Var place = var("place", INT32);
        Stmt[] body = new Stmt[1 + 3 * kinds.length];
        body[0] = let(place, mul(where, i32(3 * kinds.length)));
        for (int k = 0; k < 3 * kinds.length; k++) {
            body[k + 1] = put(out, add(place, i32(k)), new Expr.Id(kinds[k / 3], k % 3));
        }
        long[] global = {6, 4, 9};
        long[] local = {3, 2, 1};
        int[] result = new int[6 * 4 * 9 * 3 * kinds.length];
        run(
                e,
                List.of(out),
                List.of(),
                List.of(body),
                new Engine.Items(List.of(6L, 4L, 9L), List.of(3L, 2L, 1L)),
                new Object[] {result});
        for (int item = 0; item < 6 * 4 * 9; item++) {
            int[] g = {item % 6, item / 6 % 4, item / 24};
            for (int d = 0; d < 3; d++) {
                int[] wanted = {
                    g[d],
                    g[d] % (int) local[d],
                    g[d] / (int) local[d],
                    (int) global[d],
                    (int) local[d],
                    (int) (global[d] / local[d])
                };
                for (int k = 0; k < kinds.length; k++) {
                    assertThat(result[item * 3 * kinds.length + k * 3 + d])
                            .as(kinds[k] + " " + d + " of " + item)
                            .isEqualTo(wanted[k]);
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void workItemsWithoutGroupsGiven(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        Stmt once = put(out, GID, add(at(out, GID), GID));
        Stmt twice = put(out, GID, add(at(out, GID), add(mul(GROUP, SIZE), LID)));
        for (int n : new int[] {1, 97, 60_060}) {
            int[] result = new int[n];
            run(e, List.of(out), List.of(), List.of(once), over(n), new Object[] {result});
            run(e, List.of(out), List.of(), List.of(twice), over(n), new Object[] {result});
            assertThat(result).isEqualTo(IntStream.range(0, n).map(k -> 2 * k).toArray());
        }
    }

    /** The sum of each group, by halves: the loop that contains the barrier is left by a jump. */
    @ParameterizedTest
    @FieldSource("ENGINES")
    void barriersInsideALoop(Engine e) {
        Buf in = new Buf("in", INT32, 0);
        Buf out = new Buf("out", INT32, 1);
        Buf part = new Buf("part", INT32, -1);
        Expr.Var lid = var("lid", INT32);
        Expr.Var s = var("s", INT32);
        List<Stmt> body = List.of(
                new Stmt.Shared(part, 64),
                let(lid, LID),
                put(part, lid, at(in, GID)),
                barrier(),
                let(s, apply(Op.DIV, SIZE, i32(2))),
                repeat(
                        "halve",
                        when(apply(Op.LE, s, i32(0)), leave("halve")),
                        when(apply(Op.LT, lid, s), put(part, lid, add(at(part, lid), at(part, add(lid, s))))),
                        barrier(),
                        set(s, apply(Op.SHR, s, i32(1)))),
                when(apply(Op.EQ, lid, i32(0)), put(out, GROUP, at(part, i32(0)))));
        int groups = 37;
        int[] xs = new Random(1).ints(64L * groups).toArray();
        int[] result = new int[groups];
        run(e, List.of(in, out), List.of(), body, groups(64L * groups, 64), new Object[] {xs, result});
        for (int g = 0; g < groups; g++) {
            assertThat(result[g])
                    .isEqualTo(Arrays.stream(xs, 64 * g, 64 * (g + 1)).sum());
        }
    }

    /** A tiled matrix product: values and a private array live across barriers in a counted loop, in groups of two dimensions. */
    @ParameterizedTest
    @FieldSource("ENGINES")
    void valuesThatLiveAcrossBarriers(Engine e) {
        int tile = 4;
        Buf a = new Buf("a", FLOAT32, 0);
        Buf b = new Buf("b", FLOAT32, 1);
        Buf c = new Buf("c", FLOAT32, 2);
        Buf as = new Buf("as", FLOAT32, -1);
        Buf bs = new Buf("bs", FLOAT32, -1);
        Buf seen = new Buf("seen", INT32, -1);
        Expr.Var sum = var("sum", FLOAT32);
        Expr.Var row = var("row", INT32);
        Expr.Var col = var("col", INT32);
        Expr.Var t = var("t", INT32);
        Expr.Var lx = var("lx", INT32);
        Expr.Var ly = var("ly", INT32);
        Expr tk = mul(t, i32(tile));
        Expr mine = add(mul(ly, i32(tile)), lx);
        List<Stmt> body = List.of(
                let(lx, LID),
                let(ly, new Expr.Id(IdKind.LOCAL, 1)),
                let(row, new Expr.Id(IdKind.GLOBAL, 1)),
                let(col, GID),
                new Stmt.Shared(as, 16),
                new Stmt.Shared(bs, 16),
                new Stmt.Local(seen, i32(2)),
                put(seen, i32(0), i32(0)),
                put(seen, i32(1), col),
                let(sum, constant(FLOAT32, 0)),
                loop(
                        LoopKind.SEQ,
                        t,
                        i32(0),
                        apply(Op.DIV, N, i32(tile)),
                        put(as, mine, at(a, add(mul(row, N), add(tk, lx)))),
                        put(bs, mine, at(b, add(mul(add(tk, ly), N), col))),
                        barrier(),
                        loop(
                                LoopKind.SEQ,
                                K,
                                i32(0),
                                i32(tile),
                                set(
                                        sum,
                                        add(
                                                sum,
                                                mul(
                                                        at(as, add(mul(ly, i32(tile)), K)),
                                                        at(bs, add(mul(K, i32(tile)), lx)))))),
                        put(seen, i32(0), add(at(seen, i32(0)), at(seen, i32(1)))),
                        barrier()),
                put(c, add(mul(row, N), col), add(sum, cast(FLOAT32, at(seen, i32(0))))));
        int n = 20;
        float[] x = new float[n * n];
        float[] y = new float[n * n];
        float[] z = new float[n * n];
        Random random = new Random(2);
        for (int k = 0; k < n * n; k++) {
            x[k] = random.nextInt(10);
            y[k] = random.nextInt(10);
        }
        run(
                e,
                List.of(a, b, c),
                List.of(N),
                body,
                new Engine.Items(List.of((long) n, (long) n), List.of((long) tile, (long) tile)),
                new Object[] {x, y, z},
                n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                float expected = n / tile * j;
                for (int k = 0; k < n; k++) {
                    expected += x[i * n + k] * y[k * n + j];
                }
                assertThat(z[i * n + j]).isEqualTo(expected);
            }
        }
    }

    /** Inclusive scan: which work items take part differs, the barriers are the same for all. */
    @ParameterizedTest
    @FieldSource("ENGINES")
    void aValueReadBeforeAndWrittenAfterABarrier(Engine e) {
        Buf x = new Buf("x", INT64, 0);
        Buf s = new Buf("s", INT64, -1);
        Expr.Var step = var("step", INT32);
        Expr.Var got = var("got", INT64);
        List<Stmt> body = List.of(
                new Stmt.Shared(s, 48),
                put(s, LID, at(x, GID)),
                barrier(),
                let(step, i32(1)),
                let(got, constant(INT64, 0)),
                repeat(
                        "double",
                        when(apply(Op.GE, step, SIZE), leave("double")),
                        set(got, constant(INT64, 0)),
                        when(apply(Op.GE, LID, step), set(got, at(s, apply(Op.SUB, LID, step)))),
                        barrier(),
                        put(s, LID, add(at(s, LID), got)),
                        barrier(),
                        set(step, mul(step, i32(2)))),
                put(x, GID, at(s, LID)));
        long[] xs = new Random(3).longs(48 * 5).toArray();
        long[] expected = xs.clone();
        for (int k = 0; k < xs.length; k++) {
            expected[k] += k % 48 == 0 ? 0 : expected[k - 1];
        }
        run(e, List.of(x), List.of(), body, groups(xs.length, 48), new Object[] {xs});
        assertThat(xs).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void aBarrierInsideABranchThatAllTake(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        Buf s = new Buf("s", INT32, -1);
        Expr.Var rest = var("rest", INT32);
        Expr.Var mirrored = var("mirrored", INT32);
        List<Stmt> body = List.of(
                new Stmt.Shared(s, 16),
                let(rest, apply(Op.REM, GROUP, i32(3))),
                let(mirrored, apply(Op.SUB, apply(Op.SUB, SIZE, i32(1)), LID)),
                new Stmt.If(
                        apply(Op.EQ, rest, i32(0)),
                        List.of(put(s, LID, GID), barrier(), put(out, GID, at(s, mirrored)), barrier()),
                        List.of(put(out, GID, i32(-1)))),
                block(
                        "end",
                        when(apply(Op.EQ, rest, i32(1)), leave("end")),
                        put(s, LID, LID),
                        barrier(),
                        put(out, GID, add(at(out, GID), at(s, mirrored)))));
        int[] result = new int[16 * 7];
        run(e, List.of(out), List.of(), body, groups(16 * 7, 16), new Object[] {result});
        for (int k = 0; k < result.length; k++) {
            int m = 15 - k % 16;
            int group = k / 16;
            int first = group % 3 == 0 ? group * 16 + m : -1;
            assertThat(result[k]).isEqualTo(group % 3 == 1 ? first : first + m);
        }
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void aBarrierThatSomeDoNotReachIsAnError(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        List<Stmt> leaves =
                List.of(block("end", when(apply(Op.GE, GID, i32(5)), leave("end")), barrier(), put(out, GID, i32(1))));
        assertThatThrownBy(() -> run(e, List.of(out), List.of(), leaves, groups(8, 8), new Object[] {new int[8]}))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("Test.kernel")
                .hasMessageContaining("barrier");
        List<Stmt> branch = List.of(when(apply(Op.LT, at(out, GID), i32(5)), barrier()));
        assertThatThrownBy(() ->
                        run(e, List.of(out), List.of(), branch, groups(4, 4), new Object[] {new int[] {0, 0, 9, 0}}))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("barrier");
        run(e, List.of(out), List.of(), branch, groups(4, 4), new Object[] {new int[] {0, 1, 2, 3}});
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64", "FLOAT32", "FLOAT64"})
    void atomicsOfManyGroups(DType t) {
        for (Engine e : ENGINES) {
            Buf x = new Buf("x", t, 0);
            Buf counts = new Buf("counts", INT32, 1);
            Expr.Var[] before =
                    IntStream.range(0, 4).mapToObj(k -> var("b" + k, t)).toArray(Expr.Var[]::new);
            Expr.Var seen = var("seen", INT32);
            Expr value = cast(t, GID);
            List<Stmt> body = List.of(
                    new Stmt.Atomic(AtomicOp.ADD, before[0], x, i32(0), List.of(constant(t, 1))),
                    new Stmt.Atomic(AtomicOp.MIN, before[1], x, i32(1), List.of(value)),
                    new Stmt.Atomic(AtomicOp.MAX, before[2], x, i32(2), List.of(value)),
                    new Stmt.Atomic(AtomicOp.EXCHANGE, before[3], x, i32(3), List.of(value)),
                    // each count is given out once
                    new Stmt.Atomic(AtomicOp.ADD, seen, counts, cast(INT32, before[0]), List.of(i32(1))));
            int n = 40_000;
            HostBuffer memory = HostBuffer.allocate(t, 4);
            memory.setDouble(1, 1e6);
            int[] given = new int[n];
            run(e, List.of(x, counts), List.of(), body, groups(n, 32), new Object[] {memory.memory(), given});
            assertThat(memory.getDouble(0)).isEqualTo(n);
            assertThat(memory.getDouble(1)).isEqualTo(0);
            assertThat(memory.getDouble(2)).isEqualTo(n - 1);
            assertThat(memory.getDouble(3)).isBetween(0.0, n - 1.0);
            assertThat(given).containsOnly(1);
        }
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void atomicsOnBitsAndCompareExchange(Engine e) {
        Buf x = new Buf("x", INT32, 0);
        Expr.Var[] before =
                IntStream.range(0, 5).mapToObj(k -> var("b" + k, INT32)).toArray(Expr.Var[]::new);
        Expr bit = apply(Op.SHL, i32(1), apply(Op.AND, GID, i32(31)));
        Expr.Var old = var("old", INT32);
        List<Stmt> body = List.of(
                new Stmt.Atomic(AtomicOp.OR, before[0], x, i32(0), List.of(bit)),
                new Stmt.Atomic(AtomicOp.AND, before[1], x, i32(1), List.of(apply(Op.NOT, bit))),
                new Stmt.Atomic(AtomicOp.XOR, before[2], x, i32(2), List.of(bit)),
                // a sum by compare and exchange
                repeat(
                        "again",
                        let(old, at(x, i32(3))),
                        new Stmt.Atomic(AtomicOp.COMPARE_EXCHANGE, before[3], x, i32(3), List.of(old, add(old, GID))),
                        when(apply(Op.EQ, before[3], old), leave("again"))));
        int n = 32 * 1001;
        int[] xs = {0, -1, 0, 0};
        run(e, List.of(x), List.of(), body, groups(n, 32), new Object[] {xs});
        assertThat(xs).containsExactly(-1, 0, -1, IntStream.range(0, n).sum());
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void atomicsOnSharedMemory(Engine e) {
        Buf in = new Buf("in", INT32, 0);
        Buf out = new Buf("out", INT32, 1);
        Buf bins = new Buf("bins", INT32, -1);
        Expr.Var a = var("a", INT32);
        Expr.Var b = var("b", INT32);
        List<Stmt> body = List.of(
                new Stmt.Shared(bins, 8),
                when(apply(Op.LT, LID, i32(8)), put(bins, LID, i32(0))),
                barrier(),
                new Stmt.Atomic(AtomicOp.ADD, a, bins, at(in, GID), List.of(i32(1))),
                barrier(),
                when(apply(Op.LT, LID, i32(8)), new Stmt.Atomic(AtomicOp.ADD, b, out, LID, List.of(at(bins, LID)))));
        int[] xs = new Random(4).ints(32 * 301, 0, 8).toArray();
        int[] expected = new int[8];
        Arrays.stream(xs).forEach(k -> expected[k]++);
        int[] result = new int[8];
        run(e, List.of(in, out), List.of(), body, groups(xs.length, 32), new Object[] {xs, result});
        assertThat(result).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void aFailedCheckFailsTheLaunchAndTheRestIsDone(Engine e) {
        Buf x = new Buf("x", INT32, 0);
        Stmt body = grid(
                I,
                N,
                new Stmt.Check(
                        apply(Op.LT, at(x, I), i32(100)),
                        "demo: x[{0}] is {1}, which is too much (Demo.java:12)",
                        List.of(cast(INT64, I), cast(INT64, at(x, I)))),
                put(x, I, add(at(x, I), i32(1))));
        int n = 5000;
        int[] xs = new int[n];
        xs[4321] = 777;
        assertThatThrownBy(() -> run(e, List.of(x), List.of(N), List.of(body), over(n), new Object[] {xs}, n))
                .isInstanceOf(KernelException.class)
                .hasMessage("demo: x[4321] is 777, which is too much (Demo.java:12)");
        assertThat(xs[0]).isEqualTo(1);
        assertThat(xs[4321]).isEqualTo(778);
        assertThat(xs[n - 1]).isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void whatJavaRefusesNamesTheKernel(Engine e) {
        Buf x = new Buf("x", INT32, 0);
        Buf y = new Buf("y", INT32, 1);
        Stmt divides = grid(I, N, put(y, I, apply(Op.DIV, i32(7), at(x, I))));
        int n = 20_000;
        int[] xs = new int[n];
        Arrays.fill(xs, 1);
        xs[n / 2] = 0;
        assertThatThrownBy(() ->
                        run(e, List.of(x, y), List.of(N), List.of(divides), over(n), new Object[] {xs, new int[n]}, n))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("Test.kernel")
                .hasMessageContaining("zero");
        Stmt outside = grid(I, N, put(y, add(I, i32(1)), at(x, I)));
        assertThatThrownBy(() -> run(
                        e, List.of(x, y), List.of(N), List.of(outside), over(n), new Object[] {xs, new int[n - 1]}, n))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("Test.kernel")
                .hasMessageContaining("y")
                .hasMessageContaining(String.valueOf(n - 1));
        // and the engine goes on
        int[] result = new int[5];
        run(e, List.of(x, y), List.of(N), List.of(divides), over(5), new Object[] {xs, result}, 5);
        assertThat(result).containsOnly(7);
    }

    /** Memory outside the heap, as arrays past 2^31 elements have it. */
    @ParameterizedTest
    @FieldSource("ENGINES")
    void memoryOutsideTheHeap(Engine e) {
        Buf x = new Buf("x", FLOAT32, 0);
        Buf sum = new Buf("sum", INT64, 1);
        Buf most = new Buf("most", FLOAT32, 2);
        Buf part = new Buf("part", INT64, -1);
        Expr.Var a = var("a", INT64);
        Expr.Var b = var("b", FLOAT32);
        Expr.Var c = var("c", INT64);
        List<Stmt> body = List.of(
                new Stmt.Shared(part, 1),
                when(apply(Op.EQ, LID, i32(0)), put(part, i32(0), constant(INT64, 0))),
                barrier(),
                new Stmt.Atomic(AtomicOp.ADD, a, part, i32(0), List.of(cast(INT64, at(x, GID)))),
                new Stmt.Atomic(AtomicOp.MAX, b, most, i32(0), List.of(at(x, GID))),
                barrier(),
                when(
                        apply(Op.EQ, LID, i32(0)),
                        new Stmt.Atomic(AtomicOp.ADD, c, sum, i32(0), List.of(at(part, i32(0))))),
                put(x, GID, mul(at(x, GID), constant(FLOAT32, 2))));
        int n = 3200;
        HostBuffer xs = HostBuffer.allocateNative(FLOAT32, n);
        HostBuffer sums = HostBuffer.allocateNative(INT64, 1);
        HostBuffer mosts = HostBuffer.allocateNative(FLOAT32, 1);
        for (int k = 0; k < n; k++) {
            xs.setDouble(k, k);
        }
        Kernel kernel = Verifier.check(new Kernel("Test.kernel", List.of(x, sum, most), List.of(), body));
        e.compile(kernel, true).launch(new Buffer[] {xs, sums, mosts}, new long[0], groups(n, 32));
        assertThat(sums.getLong(0)).isEqualTo(IntStream.range(0, n).sum());
        assertThat(mosts.getDouble(0)).isEqualTo(n - 1.0);
        assertThat(xs.getDouble(n - 1)).isEqualTo(2.0 * (n - 1));
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void foldsAndLongLoopVariables(Engine e) {
        Buf x = new Buf("x", INT64, 0);
        Expr.Var i = var("i", INT64);
        Expr.Var j = var("j", INT64);
        Expr.Var total = var("total", INT64);
        Expr.Var n = var("n", INT64);
        Stmt body = loop(
                LoopKind.GRID,
                i,
                constant(INT64, 2),
                n,
                new Stmt.Fold(
                        FoldOp.SUM,
                        List.of(total),
                        List.of(new Stmt.Axis(j, constant(INT64, 0), i)),
                        List.of(),
                        List.of(mul(j, j))),
                put(x, i, total));
        long[] xs = new long[501];
        run(e, List.of(x), List.of(n), List.of(body), over(499), new Object[] {xs}, 501);
        for (int k = 0; k < xs.length; k++) {
            assertThat(xs[k]).isEqualTo(k < 2 ? 0 : (long) (k - 1) * k * (2 * k - 1) / 6);
        }
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void namesThatMeanSomethingElseInOtherPlaces(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        Expr.Var t = var("t", INT32);
        Expr.Var u = var("u", INT32);
        List<Stmt> body = List.of(
                when(apply(Op.LT, LID, i32(4)), let(t, mul(GID, i32(2))), put(out, GID, t)),
                let(t, add(LID, at(out, GID))),
                // the same for all: runs ahead of what stands before it, which has a "u" of its own
                when(apply(Op.GE, LID, i32(4)), let(u, i32(100)), set(t, add(t, u))),
                let(u, GROUP),
                barrier(),
                when(apply(Op.EQ, LID, i32(1)), set(t, i32(-7))),
                barrier(),
                set(u, add(u, i32(1))),
                put(out, GID, add(mul(t, i32(10)), u)));
        int[] result = new int[24];
        run(e, List.of(out), List.of(), body, groups(24, 8), new Object[] {result});
        for (int k = 0; k < result.length; k++) {
            int lid = k % 8;
            int value = lid == 1 ? -7 : lid < 4 ? lid + 2 * k : lid + 100;
            assertThat(result[k]).isEqualTo(value * 10 + k / 8 + 1);
        }
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void launchesThatDoNotFit(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        assertThatThrownBy(
                        () -> run(e, List.of(out), List.of(), List.of(put(out, GID, LID)), groups(10, 4), new Object[] {
                            new int[10]
                        }))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("Test.kernel: 10 work items along dimension 0 in groups of 4");
        assertThatThrownBy(() -> run(
                        e, List.of(out), List.of(), List.of(grid(I, i32(3), put(out, I, I))), over(3, 3), new Object[] {
                            new int[3]
                        }))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("it has 1");
    }

    @ParameterizedTest
    @FieldSource("ENGINES")
    void partOfAGroupTakesPart(Engine e) {
        Buf out = new Buf("out", INT32, 0);
        Expr.Var lid = var("lid", INT32);
        List<Stmt> body = List.of(
                let(lid, LID),
                when(apply(Op.LT, lid, N), put(out, GID, add(at(out, GID), i32(1)))),
                barrier(),
                when(apply(Op.GT, add(N, i32(2)), LID), put(out, GID, add(at(out, GID), i32(10)))),
                barrier(),
                when(apply(Op.EQ, lid, i32(3)), put(out, GID, add(at(out, GID), i32(100)))),
                barrier(),
                when(apply(Op.EQ, lid, i32(99)), put(out, GID, i32(-1))),
                barrier(),
                // its own element of an array is no bound for all
                when(apply(Op.LT, lid, at(out, GID)), put(out, GID, add(at(out, GID), i32(1000)))));
        for (int n : new int[] {-5, 0, 1, 5, 8, 100}) {
            int[] result = new int[24];
            run(e, List.of(out), List.of(N), body, groups(24, 8), new Object[] {result}, n);
            for (int k = 0; k < result.length; k++) {
                int at = k % 8;
                int expected = (at < n ? 1 : 0) + (at < n + 2 ? 10 : 0) + (at == 3 ? 100 : 0);
                assertThat(result[k]).isEqualTo(at < expected ? expected + 1000 : expected);
            }
        }
    }
}
