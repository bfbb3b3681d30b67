package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A kernel of work items whose result is one element, and that stores it twice: as its result, and in memory that the host looks at. */
public final class Answering {
    private final Buf result;
    private final Buf answer;
    private int stores;

    private Answering(Buf result, Buf answer) {
        this.result = result;
        this.answer = answer;
    }

    /** The kernel with one more buffer, its last, for the element; empty where it stores results otherwise than one by one. */
    public static Optional<Kernel> of(Kernel kernel) {
        Set<Buf> written = Walk.written(kernel);
        if (written.size() != 1) {
            return Optional.empty();
        }
        Buf result = written.iterator().next();
        Buf answer = new Buf(
                new Fresh(kernel).name("answer"),
                result.type(),
                kernel.buffers().size());
        Answering pass = new Answering(result, answer);
        List<Stmt> body = pass.block(kernel.body());
        List<Buf> buffers = new ArrayList<>(kernel.buffers());
        buffers.add(answer);
        return pass.stores == 1
                ? Optional.of(new Kernel(kernel.name(), buffers, kernel.scalars(), body))
                : Optional.empty();
    }

    private List<Stmt> block(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Store st
                when st.buf().equals(result) -> {
                    stores++;
                    out.add(st);
                    out.add(new Stmt.Store(answer, Expr.constant(DType.INT64, 0), st.value()));
                }
                case Stmt.Atomic a when a.buf().equals(result) -> stores = Integer.MIN_VALUE;
                case Stmt.StoreVector v when v.buf().equals(result) -> stores = Integer.MIN_VALUE;
                case Stmt.Loop l -> out.add(new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), block(l.body())));
                case Stmt.If i -> out.add(new Stmt.If(i.condition(), block(i.then()), block(i.otherwise())));
                case Stmt.Block b -> out.add(new Stmt.Block(b.label(), block(b.body())));
                case Stmt.Repeat r -> out.add(new Stmt.Repeat(r.label(), block(r.body())));
                default -> out.add(s);
            }
        }
        return out;
    }
}
