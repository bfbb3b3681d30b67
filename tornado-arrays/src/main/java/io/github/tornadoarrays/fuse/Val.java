package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Function;
import io.github.tornadoarrays.ir.Op;
import java.util.List;

/**
 * A real scalar as a function of loop variables: what a node becomes once views are index arithmetic and complex numbers are
 * pairs. Shared by identity: the same object is the same computation.
 */
sealed interface Val {
    DType type();

    /** The value at an affine place of input {@code leaf}. */
    record Access(int leaf, DType type, Affine at) implements Val {}

    /** The value at {@code at + Σ wrap(index[k], extent[k]) * stride[k]} of input {@code leaf}. */
    record Pick(int leaf, DType type, Affine at, List<Val> index, long[] extent, long[] stride) implements Val {}

    /** An index as a value. */
    record Iota(DType type, Affine at) implements Val {}

    /** Constant argument {@code index} of the expression, real ({@code part} 0) or imaginary part. */
    record Scalar(int index, int part, DType type) implements Val {}

    /** A number that belongs to the operation, not to the user's data. */
    record Literal(Expr.Const number) implements Val {
        Literal(DType type, double number) {
            this(Expr.constant(type, number));
        }

        @Override
        public DType type() {
            return number.type();
        }
    }

    record Apply(Op op, DType type, List<Val> args) implements Val {}

    /** A user's function with loops or branches. */
    record Call(Function function, List<Val> args) implements Val {
        @Override
        public DType type() {
            return function.type();
        }
    }

    /** Part {@code part} of a fold's result. */
    record Folded(Fold fold, int part) implements Val {
        @Override
        public DType type() {
            return fold.state().get(part);
        }
    }

    /** A value of a temporary that an earlier kernel of the same program wrote. */
    record Stored(int temporary, DType type, Affine at) implements Val {}

    /** The part of a fold that runs over piece number {@code piece} (a variable) of {@code cut}: {@code length} of {@code total} steps. */
    record Piece(int piece, long length, long total, int cut) {}

    /**
     * A fold over the loop variables {@code vars}; {@code node} is what to cut if it can't be part of a kernel, {@code range}
     * the piece it runs over, or null.
     */
    record Fold(FoldOp op, int[] vars, List<DType> state, List<Val> values, Node node, Piece range) {
        @Override
        public boolean equals(Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** The operands. */
    default List<Val> args() {
        return switch (this) {
            case Apply a -> a.args();
            case Call c -> c.args();
            case Pick p -> p.index();
            case Folded f -> f.fold().values();
            case Access a -> List.of();
            case Stored s -> List.of();
            case Iota i -> List.of();
            case Scalar s -> List.of();
            case Literal l -> List.of();
        };
    }
}
