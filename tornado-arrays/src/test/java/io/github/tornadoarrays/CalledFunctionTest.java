package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.int32;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Function;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.run.Engines;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users' functions inside of expressions. */
class CalledFunctionTest {
    private static final Expr.Var N = new Expr.Var("n", DType.INT32);
    private static final Expr.Var STEPS = new Expr.Var("steps", DType.INT32);

    static List<String> engines() {
        return Engines.all().stream().map(e -> e.name()).toList();
    }

    private static Expr number(int x) {
        return Expr.constant(DType.INT32, (long) x);
    }

    /** How many steps of Collatz's rule lead from n to 1; it changes its parameter. */
    private static Function collatz() {
        Expr odd = Expr.apply(Op.EQ, Expr.apply(Op.AND, N, number(1)), number(1));
        Stmt up = new Stmt.Assign(N, Expr.apply(Op.ADD, Expr.apply(Op.MUL, N, number(3)), number(1)));
        Stmt down = new Stmt.Assign(N, Expr.apply(Op.SHR, N, number(1)));
        Stmt loop = new Stmt.Repeat(
                "again",
                List.of(
                        new Stmt.If(Expr.apply(Op.LE, N, number(1)), List.of(new Stmt.Break("again")), List.of()),
                        new Stmt.If(odd, List.of(up), List.of(down)),
                        new Stmt.Assign(STEPS, Expr.apply(Op.ADD, STEPS, number(1)))));
        return new Function("collatz", List.of(N), List.of(new Stmt.Let(STEPS, number(0)), loop), STEPS);
    }

    private static int collatz(int n) {
        int steps = 0;
        while (n > 1) {
            n = (n & 1) == 1 ? 3 * n + 1 : n >> 1;
            steps++;
        }
        return steps;
    }

    private static NDArray call(NDArray x) {
        return new NDArray(Graph.call(collatz(), -1, List.of(x.node())));
    }

    private static void on(String engine, Runnable action) {
        Engines.with(Engines.named("test", engine), () -> {
            action.run();
            return "";
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void loopsRunForEveryElement(String engine) {
        int[] expected = IntStream.range(0, 3000).map(i -> collatz(i)).toArray();
        on(
                engine,
                () -> assertThat(call(arange(3000).astype(int32)).toIntArray()).containsExactly(expected));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void functionsFuseWithWhatIsAround(String engine) {
        int[] expected =
                IntStream.range(0, 1500).map(i -> collatz(2 * i + 1) * 3).toArray();
        on(engine, () -> {
            NDArray x = arange(3001).astype(int32).eval().get("1::2");
            assertThat(call(x).mul(3).toIntArray()).containsExactly(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void functionsMayBeFolded(String engine) {
        on(engine, () -> {
            NDArray x = arange(6000).astype(int32).eval();
            long sum = IntStream.range(0, 6000).mapToLong(i -> collatz(i)).sum();
            assertThat(call(x).sum().itemLong()).isEqualTo(sum);
            int row = IntStream.range(2000, 4000).map(i -> collatz(i)).max().orElseThrow();
            assertThat(call(x.reshape(3, 2000)).max(1).item(1)).isEqualTo(row);
            int column = IntStream.of(7, 2007, 4007).map(i -> collatz(i)).sum();
            assertThat(call(x.reshape(3, 2000)).sum(0).item(7)).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void functionsOfFoldsAndOfEachOther(String engine) {
        on(engine, () -> {
            NDArray x = arange(600).astype(int32).reshape(20, 30);
            int expected = collatz(collatz(IntStream.range(30, 60).sum()));
            NDArray sums = call(call(x.sum(1).astype(int32)));
            assertThat(sums.item(1)).isEqualTo(expected);
            NDArray beside = call(x).add(call(x.max(1).astype(int32)).reshape(20, 1));
            assertThat(beside.item(1, 3)).isEqualTo(collatz(33) + collatz(59));
        });
    }
}
