package io.github.tornadoarrays.engine;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import org.jspecify.annotations.Nullable;

/**
 * Routines that are no fused expressions. They are called with their operands computed and checked, in memory of the engine they belong to,
 * row-major from its start where no layout is given; what they return is new memory of it. Many threads call them.
 */
public interface Library {

    /**
     * A matrix as products take it.
     *
     * @param transposed whether its columns, not its rows, lie one after another
     * @param stride elements from one of these to the next
     */
    record Matrix(boolean transposed, int stride) {
        /** Elements from one row to the next. */
        public int down() {
            return transposed ? 1 : stride;
        }

        /** Elements from one column to the next. */
        public int across() {
            return transposed ? stride : 1;
        }

        /** The matrices of a layout's last two axes, or null where they must be copied first. */
        public static @Nullable Matrix of(Layout layout) {
            int r = layout.rank();
            long rows = layout.shape()[r - 2];
            long columns = layout.shape()[r - 1];
            if (rows > Integer.MAX_VALUE || columns > Integer.MAX_VALUE) {
                return null;
            }
            if (rows == 0 || columns == 0) {
                return new Matrix(false, (int) Math.max(1, columns));
            }
            long down = rows == 1 ? columns : layout.strides()[r - 2];
            long across = columns == 1 ? rows : layout.strides()[r - 1];
            if ((across == 1 || columns == 1) && down >= columns && down <= Integer.MAX_VALUE) {
                return new Matrix(false, (int) down);
            }
            if ((down == 1 || rows == 1) && across >= rows && across <= Integer.MAX_VALUE) {
                return new Matrix(true, (int) across);
            }
            return null;
        }
    }

    // ---- products

    /**
     * The product of each pair of matrices of two stacks, row-major. The layouts have the same rank and the same leading shape, whose strides
     * may be 0; their last two axes are such that {@link Matrix#of} knows them.
     *
     * @param a int32, uint32, int64, uint64 (which wrap around), float32, float64, complex64 or complex128
     * @param b of the same type
     * @return null where the sizes are too large for the routine; the product is then computed as an expression
     */
    @Nullable
    Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb);

    // ---- factorisations

    /** The factorisations of matrices. */
    LinearAlgebra linearAlgebra();

    // ---- running folds

    /**
     * Running sums, products, maxima or minima along the middle axis of an array of shape (outer, n, inner). NaN stays once it was met.
     *
     * @param in int32, int64, float32, float64, complex64 or complex128
     */
    Buffer scan(FoldOp op, Buffer in, long outer, long n, long inner);

    // ---- order

    /**
     * Rows of n elements, one after another, each in ascending order: false before true, NaN last, complex numbers by real
     * part, then imaginary, after them those with a NaN in the imaginary part, in the real part, in both. Zeros of either sign may be
     * exchanged.
     *
     * @param x of any type; {@code rows * n} elements
     * @return of the same type and length
     */
    Buffer sort(Buffer x, long rows, long n);

    /**
     * Where in its row the elements of each row are in ascending order, as {@link #sort} has it; of equal ones, and zeros of either sign are, the
     * first comes first. int64.
     */
    Buffer argsort(Buffer x, long rows, long n);

    /**
     * For each of some elements, how many of a row in ascending order, as {@link #sort} has it, are before it; int64.
     *
     * @param sorted of any type
     * @param x of the same type
     * @param right whether elements equal to it are before it too
     */
    Buffer search(Buffer sorted, Buffer x, boolean right);

    // ---- selections

    /** The positions of the true elements of a mask, in order; int64. */
    Buffer positions(Buffer mask);

    /**
     * The elements where a mask of as many elements is true, in order.
     *
     * @return null where the routine does not know the type or memory; the elements at {@link #positions} are then taken
     */
    @Nullable
    Buffer pack(Buffer mask, Buffer x);

    /**
     * The elements that compare with a number, in order, as {@link #pack} of that mask: this one is never written.
     *
     * @param op a comparison
     * @param number of the elements' type: an integer as it is, a float as the bits of a double
     * @return null where the routine does not know the comparison, the type or memory
     */
    default @Nullable Buffer packWhere(Op op, Buffer x, long number) {
        return null;
    }

    // ---- counts

    /**
     * How often each number from 0 to {@code bins - 1} occurs; int64.
     *
     * @param x int32 or int64; on a device, all from 0 to {@code bins - 1}
     * @throws IndexOutOfBoundsException on the host, if there is another number
     */
    Buffer count(Buffer x, long bins);

    /**
     * The sums of the weights of each number from 0 to {@code bins - 1}; float64.
     *
     * @param x int64; on a device, all from 0 to {@code bins - 1}
     * @param weights float64, as many
     * @throws IndexOutOfBoundsException on the host, if there is another number
     */
    Buffer weigh(Buffer x, Buffer weights, long bins);

    // ---- ranges

    /**
     * The least and the most of integers, at least one.
     *
     * @return null where the routine does not know the type; two folds then tell
     */
    default long @Nullable [] extremes(Buffer x) {
        return null;
    }

    // ---- writes

    /**
     * Writes blocks of elements. Element (i, j, …) of a block goes to its place plus {@code i*strides[0] + j*strides[1]…}. Where several
     * elements go to one place, the last one stays.
     *
     * @param places int64, where in {@code to} the first element of each block goes, in elements
     * @param n the number of places
     * @param block the shape of a block, and the strides in {@code to}
     * @param values the blocks, one after another, of the type of {@code to}
     */
    void put(Buffer to, Buffer places, long n, Layout block, Buffer values);

    // ---- random draws, as the package rng defines them: the same numbers on every engine, normal ones but for
    // rounding

    /** Uniform in [0, 1); float32 or float64. */
    Buffer uniform(DType type, long length, long key, long draw);

    /** Standard normal; float32 or float64. */
    Buffer normal(DType type, long length, long key, long draw);

    /** Integers or bool from {@code low}, {@code range} many; 0 stands for 2⁶⁴. */
    Buffer integers(DType type, long length, long key, long draw, long low, long range);

    /** Uniform bits, from element {@code start} of the draw on; int64. */
    Buffer bits(long start, long length, long key, long draw);

    // ---- Fourier transforms

    Transforms transforms();
}
