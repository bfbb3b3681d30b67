package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import java.util.List;

/**
 * What a Java method came to.
 *
 * @param name class and method, for people
 * @param parameters the method's parameters, in order
 * @param temporaries memory between the kernels; their buffers follow those of the array parameters
 * @param kernels what to launch, in order. All have the same buffers (the array parameters', then the temporaries') and the
 *     same scalars (see {@link #scalars}). The bounds of their grid loops use scalars only
 */
public record Lifted(String name, List<Parameter> parameters, List<Temporary> temporaries, List<Kernel> kernels) {

    /** Memory that one kernel writes and a later one reads. */
    public record Temporary(DType dtype, long length) {}

    /** A parameter of the method. */
    public sealed interface Parameter {
        String name();

        /** A primitive; a boolean is BOOL, a char UINT16. */
        record Scalar(String name, Expr.Var var) implements Parameter {}

        /**
         * A Java array of one or two dimensions, or an array of the library with as many. Rows of two follow one another in
         * the buffer.
         *
         * @param extents the lengths along the dimensions; int32 scalars
         */
        record Array(String name, Buf buf, List<Expr.Var> extents, boolean read, boolean written)
                implements Parameter {}

        /** A record of primitives: one scalar a component. */
        record Struct(String name, Class<?> type, List<Expr.Var> vars) implements Parameter {}

        /** The {@link io.github.tornadoarrays.kernel.KernelContext}; it takes no argument. */
        record Context(String name) implements Parameter {}
    }

    /** The scalars of all kernels, in order: those of each parameter, one parameter after another. */
    public List<Expr.Var> scalars() {
        return parameters.stream()
                .flatMap(p -> switch (p) {
                    case Parameter.Scalar s -> List.of(s.var()).stream();
                    case Parameter.Array a -> a.extents().stream();
                    case Parameter.Struct s -> s.vars().stream();
                    case Parameter.Context c -> List.<Expr.Var>of().stream();
                })
                .toList();
    }

    /** Whether the kernels are launched as work items in groups, and not over grid loops. */
    public boolean isGrouped() {
        return parameters.stream().anyMatch(p -> p instanceof Parameter.Context);
    }
}
