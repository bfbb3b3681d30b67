package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.LinAlgException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;

/** Arrays as the stacks of matrices that {@link LinearAlgebra} takes, each column after column in memory of its own, and back. */
final class Matrices {
    private Matrices() {}

    /** The type that factorisations compute in: integers in float64, 16-bit floats in float32. */
    static DType type(NDArray x) {
        DType t = x.dtype();
        return !t.isInexact() ? DType.FLOAT64 : t.isHalf() ? DType.FLOAT32 : t;
    }

    /** Refuses what is no stack of matrices. */
    static void check(String op, NDArray x) {
        if (x.ndim() < 2) {
            throw new LinAlgException(op + ": shape " + Shape.text(x.shape())
                    + " is not a matrix; at least 2 axes are needed, of which the last two are the matrix's");
        }
    }

    /** Refuses what is no stack of square matrices. */
    static void checkSquare(String op, NDArray x) {
        check(op, x);
        if (rows(x) != columns(x)) {
            throw new LinAlgException(op + ": shape " + Shape.text(x.shape()) + " is " + rows(x) + " x " + columns(x)
                    + "; the last two axes must be equal");
        }
    }

    static long rows(NDArray x) {
        return x.layout().shape()[x.ndim() - 2];
    }

    static long columns(NDArray x) {
        return x.layout().shape()[x.ndim() - 1];
    }

    /** The shape without that of the matrices. */
    static long[] stack(NDArray x) {
        return Arrays.copyOf(x.layout().shape(), x.ndim() - 2);
    }

    static long[] shape(long[] stack, long... last) {
        long[] shape = Arrays.copyOf(stack, stack.length + last.length);
        System.arraycopy(last, 0, shape, stack.length, last.length);
        return shape;
    }

    // ---- into memory and back

    /** New memory with the matrices of an array, column after column. */
    static Buffer columnsOf(NDArray x, DType type) {
        return rowsOf(x.mT(), type);
    }

    /** New memory with the matrices of an array, row after row: those of its transpose, column after column. */
    static Buffer rowsOf(NDArray x, DType type) {
        return new NDArray(Graph.copy(Graph.cast(x.node(), type))).buffer();
    }

    /** An array of matrices that lie column after column. */
    static NDArray fromColumns(Buffer memory, long[] stack, long rows, long columns) {
        return of(memory, shape(stack, columns, rows)).mT();
    }

    static NDArray of(Buffer memory, long... shape) {
        return new NDArray(Node.leaf(memory.dtype(), shape, memory));
    }

    /** The factorisations of the place where memory is. */
    static LinearAlgebra library(Buffer memory) {
        return Engines.library(memory.place()).linearAlgebra();
    }

    // ---- where an array is

    static NDArray zeros(NDArray where, DType type, long... shape) {
        return Engines.with(Engines.at(where.place()), () -> CreationFunctions.zeros(type, shape));
    }

    static NDArray identity(NDArray where, long n, DType type) {
        return Engines.with(Engines.at(where.place()), () -> CreationFunctions.eye(n, type));
    }

    // ---- failures

    /** Throws for the first matrix of a stack whose status is not 0. */
    static void check(String op, Buffer status, long[] stack, String problem) {
        HostBuffer all = Engines.toHost(status);
        for (long i = 0; i < all.length(); i++) {
            if (all.getLong(i) != 0) {
                throw new LinAlgException(op + ": the matrix" + place(i, stack) + " " + problem);
            }
        }
    }

    private static String place(long i, long[] stack) {
        if (stack.length == 0) {
            return "";
        }
        long[] at = new long[stack.length];
        for (int d = stack.length - 1; d >= 0; d--) {
            at[d] = i % stack[d];
            i /= stack[d];
        }
        return " at " + Arrays.toString(at) + " of the stack " + Shape.text(stack);
    }
}
