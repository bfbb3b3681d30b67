package io.github.tornadoarrays.ir;

import static io.github.tornadoarrays.core.DType.*;
import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.KernelException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final Expr ZERO = constant(INT64, 0);
    private static final Expr TWO = constant(INT64, 2);
    private static final Buf X = new Buf("x", FLOAT64, 0);
    private static final Buf TILE = new Buf("tile", FLOAT64, -1);
    private static final Expr.Var N = new Expr.Var("n", INT64);
    private static final Expr.Var I = new Expr.Var("i", INT64);
    private static final Expr.Var V = new Expr.Var("v", FLOAT64);

    private static List<String> problems(Stmt... body) {
        return Verifier.problems(new Kernel("k", List.of(X), List.of(N), List.of(body)));
    }

    private static Stmt loop(Stmt.LoopKind kind, Stmt... body) {
        return new Stmt.Loop(kind, I, ZERO, N, List.of(body));
    }

    private static Stmt.Store store(Expr value) {
        return new Stmt.Store(X, ZERO, value);
    }

    private static Stmt.Fold fold(FoldOp op, List<Expr.Var> results, Expr... values) {
        return new Stmt.Fold(op, results, List.of(new Stmt.Axis(I, ZERO, N)), List.of(), List.of(values));
    }

    @Test
    void aWellFormedKernelPasses() {
        assertThat(problems(
                        loop(
                                Stmt.LoopKind.GRID,
                                new Stmt.Let(V, new Expr.Load(X, I)),
                                new Stmt.Assign(V, apply(Op.SQRT, V)),
                                new Stmt.If(
                                        apply(Op.LT, V, constant(FLOAT64, 1)),
                                        List.of(new Stmt.Store(X, I, V)),
                                        List.of())),
                        fold(FoldOp.SUM, List.of(V), new Expr.Load(X, I)),
                        store(V),
                        new Stmt.Local(TILE, TWO),
                        new Stmt.Gather(TILE, X, ZERO, TWO, TWO),
                        new Stmt.TileCall(Op.EXP, TILE, List.of(TILE), TWO),
                        new Stmt.TileFold(FoldOp.MAX, List.of(V), TILE, ZERO, TWO, ZERO)))
                .isEmpty();
    }

    @Test
    void namesAreDefinedOnceAndBeforeUse() {
        assertThat(problems(store(V))).containsExactly("v is used before it is defined");
        assertThat(problems(loop(Stmt.LoopKind.SEQ, new Stmt.Let(V, constant(FLOAT64, 1))), store(V)))
                .containsExactly("v is used before it is defined");
        Stmt let = new Stmt.Let(V, constant(FLOAT64, 1));
        assertThat(problems(let, let)).containsExactly("v is defined twice");
        assertThat(problems(let, store(Expr.cast(FLOAT64, new Expr.Var("v", FLOAT32)))))
                .containsExactly("v is used as float32 but defined as float64");
        assertThat(problems(new Stmt.Assign(N, TWO)))
                .containsExactly("n is assigned; it is a loop variable or an argument");
        assertThat(problems(fold(FoldOp.SUM, List.of(V), apply(Op.ADD, V, new Expr.Load(X, I)))))
                .containsExactly("v is used before it is defined");
    }

    @Test
    void typesAgreeWithTheOperation() {
        assertThat(problems(store(constant(FLOAT32, 1))))
                .containsExactly("the value stored into x is float32; it must be float64 (1.0f)");
        assertThat(problems(store(apply(Op.ADD, constant(FLOAT32, 1), constant(FLOAT64, 1)))))
                .containsExactly("ADD(float32, float64) giving float64 is not defined");
        assertThat(problems(store(new Expr.Apply(Op.LT, FLOAT64, List.of(N, N)))))
                .containsExactly("LT(int64, int64) giving float64 is not defined");
        assertThat(problems(new Stmt.Let(V, new Expr.Apply(Op.SQRT, FLOAT64, List.of(V, V)))))
                .contains("SQRT of 2 operands; it takes 1");
        assertThat(problems(new Stmt.Let(new Expr.Var("b", UINT8), new Expr.Const(UINT8, 256))))
                .containsExactly("constant 256 is no uint8");
        assertThat(problems(new Stmt.Store(X, constant(FLOAT64, 1), constant(FLOAT64, 1))))
                .containsExactly("the index into x is float64; it must be int64 or int32");
        assertThat(problems(new Stmt.If(N, List.of(), List.of())))
                .containsExactly("the condition is int64; it must be bool (n)");
    }

    @Test
    void foldsHaveTheStateOfTheirOperation() {
        assertThat(problems(fold(FoldOp.ARGMAX, List.of(V), new Expr.Load(X, I))))
                .containsExactly("fold ARGMAX has the state [float64]; it must be [float64, int64]");
        assertThat(problems(fold(FoldOp.SUM, List.of(new Expr.Var("s", INT64)), new Expr.Load(X, I))))
                .containsExactly("fold SUM of [float64] into [int64]");
        assertThat(problems(fold(FoldOp.ANY, List.of(V), new Expr.Load(X, I))))
                .containsExactly("OR(float64, float64) giving float64 is not defined");
    }

    @Test
    void buffersAreDeclared() {
        assertThat(problems(new Stmt.Store(new Buf("y", INT64, 1), ZERO, ZERO)))
                .containsExactly("buffer y is not declared");
        assertThat(problems(store(new Expr.Load(new Buf("x", FLOAT64, 1), ZERO))))
                .hasSize(1);
        assertThat(problems(new Stmt.Gather(TILE, X, ZERO, TWO, TWO))).contains("buffer tile is not declared");
        assertThat(problems(new Stmt.Gather(X, X, ZERO, TWO, TWO)))
                .containsExactly("gather uses buffer x; it must be local");
        assertThat(Verifier.problems(new Kernel("k", List.of(new Buf("x", COMPLEX64, 1)), List.of(), List.of())))
                .containsExactly(
                        "buffer x has slot 1 but is argument 0", "buffer x is complex64; buffers hold real values");
    }

    @Test
    void theGridLoopIsOneAndOutermost() {
        Stmt grid = loop(Stmt.LoopKind.GRID);
        assertThat(problems(grid, grid)).containsExactly("a second grid loop, over i; a kernel has at most one");
        Stmt inner = new Stmt.Loop(Stmt.LoopKind.GRID, new Expr.Var("j", INT64), ZERO, N, List.of());
        assertThat(problems(loop(Stmt.LoopKind.SEQ, inner)))
                .containsExactly("the grid loop over j is inside something; it must be outermost");
    }

    @Test
    void checkThrowsWithTheText() {
        Kernel k = new Kernel("k", List.of(X), List.of(), List.of(store(V)));
        assertThatThrownBy(() -> Verifier.check(k))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("k: not well-formed: v is used before it is defined")
                .hasMessageContaining("x[0] = v");
    }
}
