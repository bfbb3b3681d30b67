package io.github.tornadoarrays.engine.reference;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.opt.Checks;
import java.util.Arrays;

/** Interprets kernels: slow, simple, and what the other engines are compared with. */
public final class ReferenceEngine implements Engine {
    /** Work items of a group where the launch does not say. */
    private static final int GROUP = 64;

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        try {
            return HostBuffer.allocate(dtype, length);
        } catch (OutOfMemoryError e) {
            throw new MemoryException("allocate: " + length + " elements of " + dtype
                    + " could not be had; let go of arrays or raise -Xmx and -XX:MaxDirectMemorySize");
        }
    }

    @Override
    public void release(Buffer buffer) {}

    @Override
    public Executable compile(Kernel kernel, boolean divisible, boolean wide) {
        return new Interpreted(kernel);
    }

    @Override
    public Executable compileChecked(Kernel kernel, boolean divisible, boolean wide) {
        Executable code = new Interpreted(Checks.apply(kernel));
        return new Executable() {
            @Override
            public void launch(Buffer[] buffers, long[] scalars, Work work) {
                code.launch(buffers, Checks.arguments(buffers, scalars), work);
            }

            @Override
            public String source() {
                return code.source();
            }
        };
    }

    @Override
    public Executable compile(Kernel kernel, boolean wide) {
        return new Interpreted(kernel);
    }

    private record Interpreted(Kernel kernel) implements Executable {
        @Override
        public void launch(Buffer[] buffers, long[] scalars, Work work) {
            HostBuffer[] memory = Arrays.copyOf(buffers, buffers.length, HostBuffer[].class);
            if (work instanceof Items given) {
                int loops = kernel.gridLoops();
                Items items = given.of(kernel.name(), loops, GROUP);
                Interpreter.run(kernel, memory, scalars, loops > 0 ? WorkItem.ALONE : WorkItem.groups(items));
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
