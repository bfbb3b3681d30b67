package io.github.tornadoarrays.engine.reference;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import java.util.Arrays;

/** Interprets kernels: slow, simple, and what the other engines are compared with. */
public final class ReferenceEngine implements Engine {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        return HostBuffer.allocate(dtype, length);
    }

    @Override
    public void release(Buffer buffer) {}

    @Override
    public Executable compile(Kernel kernel, boolean divisible, boolean wide) {
        return new Interpreted(kernel, false);
    }

    @Override
    public Executable compile(Kernel kernel, boolean wide) {
        return new Interpreted(
                kernel, kernel.body().stream().noneMatch(s -> s instanceof Stmt.Loop l && l.kind() == LoopKind.GRID));
    }

    private record Interpreted(Kernel kernel, boolean ofWorkItems) implements Executable {
        @Override
        public void launch(Buffer[] buffers, long[] scalars, Work work) {
            HostBuffer[] memory = Arrays.copyOf(buffers, buffers.length, HostBuffer[].class);
            if (ofWorkItems && work instanceof Items items) {
                Interpreter.run(kernel, memory, scalars, WorkItem.groups(items.grouped(64)));
            } else {
                Interpreter.run(kernel, memory, scalars);
            }
        }

        @Override
        public String source() {
            return Printer.print(kernel);
        }
    }
}
