package io.github.tornadoarrays.ir;

import java.util.List;

/** What a kernel does, in order. */
public sealed interface Stmt {

    /** Names a value. */
    record Let(Expr.Var var, Expr value) implements Stmt {}

    /** Gives a named value another value. */
    record Assign(Expr.Var var, Expr value) implements Stmt {}

    /** Writes a value into a buffer. */
    record Store(Buf buf, Expr index, Expr value) implements Stmt {}

    /** A local array of {@code length} values; each execution starts with arbitrary contents. */
    record Local(Buf buf, Expr length) implements Stmt {}

    /** Runs the body for {@code from, from+1, … to-1}. */
    record Loop(LoopKind kind, Expr.Var var, Expr from, Expr to, List<Stmt> body) implements Stmt {}

    /** Runs one branch. */
    record If(Expr condition, List<Stmt> then, List<Stmt> otherwise) implements Stmt {}

    /**
     * Folds values into {@code results} (one variable a part of the fold's state, see {@link FoldOp}) over all points of
     * the axes, the last axis fastest. {@code body} runs at each point before {@code values} are taken.
     */
    record Fold(FoldOp op, List<Expr.Var> results, List<Axis> axes, List<Stmt> body, List<Expr> values)
            implements Stmt {}

    /** A range that a fold runs over. */
    record Axis(Expr.Var var, Expr from, Expr to) {}

    // What only kernels made from Java methods have; see lift.

    /** Runs the body once; a {@link Break} with the label leaves it. */
    record Block(String label, List<Stmt> body) implements Stmt {}

    /** Runs the body again and again, until a {@link Break} leaves it. */
    record Repeat(String label, List<Stmt> body) implements Stmt {}

    /** Goes on behind the {@link Block} or {@link Repeat} with the label, which is around this statement. */
    record Break(String label) implements Stmt {}

    /** Starts the next round of the {@link Repeat} with the label, which is around this statement. */
    record Continue(String label) implements Stmt {}

    /** An array of {@code length} values that the work items of a group share; it starts with arbitrary contents. */
    record Shared(Buf buf, long length) implements Stmt {}

    /** Waits for all work items of the group; what they wrote before can be read by all after. */
    record Barrier() implements Stmt {}

    /**
     * Names the value that another work item of the group has: the one whose number along dimension 0, which the group has alone or
     * in rows of a power of two, differs in the bit {@code distance}. The work items that exchange values come here together
     * without a barrier, so only machines that run so many of them in step can do this; see opt.Machine.
     */
    record Shuffle(Expr.Var var, Expr value, int distance) implements Stmt {}

    /**
     * Changes a value of a buffer as one step that no other work item can come between, and names the value before.
     * {@code operands} is one value; of {@link AtomicOp#COMPARE_EXCHANGE} the value that must be there and the one to put in
     * its place.
     */
    record Atomic(AtomicOp op, Expr.Var before, Buf buf, Expr index, List<Expr> operands) implements Stmt {}

    /**
     * Makes the launch fail where the condition does not hold; the work item goes on. {@code {0}}, {@code {1}} … in the
     * message stand for the values, which are int64.
     */
    record Check(Expr condition, String message, List<Expr> values) implements Stmt {
        /** A message with values in their places. */
        public static String filled(String message, long... values) {
            String text = message;
            for (int i = 0; i < values.length; i++) {
                text = text.replace("{" + i + "}", Long.toString(values[i]));
            }
            return text;
        }
    }

    /** Names as many neighbouring values of a buffer, from an index on that is a multiple of their number. */
    record LoadVector(List<Expr.Var> vars, Buf buf, Expr index) implements Stmt {}

    /** Writes values next to each other into a buffer, from an index on that is a multiple of their number. */
    record StoreVector(Buf buf, Expr index, List<Expr.Var> values) implements Stmt {}

    // What only the CPU's tiling makes; see opt.Tile.

    /** Copies {@code n} values at {@code base, base+stride, …} of a buffer to the start of a local one. */
    record Gather(Buf to, Buf from, Expr base, Expr stride, Expr n) implements Stmt {}

    /** Copies {@code n} values at the places named by a local buffer of int64 to the start of a local one. */
    record Pick(Buf to, Buf from, Buf index, Expr n) implements Stmt {}

    /** Copies the first {@code n} values of a local buffer to {@code base, base+stride, …} of another. */
    record Scatter(Buf to, Expr base, Expr stride, Buf from, Expr n) implements Stmt {}

    /** Applies a function to the first {@code n} values of local buffers. */
    record TileCall(Op op, Buf to, List<Buf> from, Expr n) implements Stmt {}

    /**
     * Folds {@code n} values that lie one after another from {@code base} into the fold's state variables; {@code position}
     * is the index of the first, for folds that keep one.
     */
    record TileFold(FoldOp op, List<Expr.Var> state, Buf from, Expr base, Expr n, Expr position) implements Stmt {}

    /** How the iterations of a loop relate. */
    enum LoopKind {
        /**
         * Independent, and spread over the machine. Outermost; in kernels made from Java methods up to three directly inside
         * each other, with nothing but names of values between.
         */
        GRID,
        /** Independent, and next to each other in memory: vector lanes or the threads of a group. */
        LANES,
        /** One after another. */
        SEQ
    }
}
