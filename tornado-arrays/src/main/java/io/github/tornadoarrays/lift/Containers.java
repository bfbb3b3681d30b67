package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.util.List;

/** Calls on arrays and matrices of TornadoVM's API, which in a kernel are memory like Java's own arrays. */
final class Containers {
    private final MethodReader reader;
    private final Stack stack;
    private final Elements elements;

    Containers(MethodReader reader, Sink sink, Stack stack) {
        this.reader = reader;
        this.stack = stack;
        elements = new Elements(reader, sink, stack);
    }

    void call(int i, String owner, String name, Val.Array a, List<Val> arguments) {
        int rank = a.of().rank();
        List<Expr> extents = a.of().extents();
        switch (name) {
            case "get" -> {
                place(i, a, arguments, rank);
                elements.load(i);
            }
            case "set" -> {
                place(i, a, arguments, rank);
                stack.push(arguments.getLast());
                elements.store(i);
            }
            case "getSize" -> stack.push(extents.getFirst());
            case "getNumRows" -> stack.push(extents.getFirst());
            case "getNumColumns" -> stack.push(extents.getLast());
            case "size" -> stack.push(Arithmetic.apply(Op.MUL, extents.getFirst(), extents.getLast()));
            default ->
                throw reader.refuse(
                        i,
                        Code.title(owner, name) + " in a kernel",
                        rank == 1 ? "use get, set and getSize" : "use get, set, getNumRows and getNumColumns");
        }
    }

    /** The array, or the row of the matrix, and the index in it. */
    private void place(int i, Val.Array a, List<Val> arguments, int rank) {
        stack.push(a);
        stack.push(arguments.getFirst());
        if (rank == 2) {
            elements.load(i);
            stack.push(arguments.get(1));
        }
    }
}
