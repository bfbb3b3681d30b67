package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a kernel under construction. Names are given in the order of use, so that they say nothing of sizes and
 * offsets: kernels that differ in those only have one text.
 */
final class Arguments {
    static final DType INDEX = DType.INT64;

    final List<Buf> buffers = new ArrayList<>();
    final List<Program.BufferArg> bufferArgs = new ArrayList<>();
    final List<Expr.Var> scalars = new ArrayList<>();
    final List<Program.ScalarArg> scalarArgs = new ArrayList<>();
    private final Map<List<Object>, Expr> known = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<Program.BufferArg, Buf> bufs = new HashMap<>();

    Buf buffer(Program.BufferArg arg, DType type) {
        return bufs.computeIfAbsent(arg, a -> {
            Buf b = new Buf(name(a), type, buffers.size());
            buffers.add(b);
            bufferArgs.add(a);
            return b;
        });
    }

    static String name(Program.BufferArg arg) {
        return switch (arg) {
            case Program.BufferArg.Leaf l -> "a" + l.index();
            case Program.BufferArg.Result r -> "r";
            case Program.BufferArg.Temp t -> "t" + t.index();
        };
    }

    /** A number fixed with the shape: an extent or a stride. Uses that name the same thing of the same value share an argument. */
    Expr fixed(String prefix, String what, long value) {
        return scalar(prefix, what, new Program.ScalarArg.Fixed(value), INDEX);
    }

    Expr scalar(String prefix, Program.ScalarArg arg, DType type) {
        return scalar(prefix, "", arg, type);
    }

    private Expr scalar(String prefix, String what, Program.ScalarArg arg, DType type) {
        return known.computeIfAbsent(List.of(prefix, what, arg), k -> {
            Expr.Var v = new Expr.Var(prefix + (counts.merge(prefix, 1, Integer::sum) - 1), type);
            scalars.add(v);
            scalarArgs.add(arg);
            return v;
        });
    }
}
