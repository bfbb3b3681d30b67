package io.github.tornadoarrays.engine.reference;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
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
        return new Executable() {
            @Override
            public void launch(Buffer[] buffers, long[] scalars, Work work) {
                Interpreter.run(kernel, Arrays.copyOf(buffers, buffers.length, HostBuffer[].class), scalars);
            }

            @Override
            public String source() {
                return Printer.print(kernel);
            }
        };
    }
}
