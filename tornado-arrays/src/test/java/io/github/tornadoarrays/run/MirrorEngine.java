package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.ir.Kernel;
import java.util.concurrent.atomic.AtomicLong;

/** A device that is none: it computes as the CPU does, but its memory is not the host's, so that every mistaken use of it is found. */
public final class MirrorEngine implements Engine {
    private final Engine cpu = new CpuEngine();
    private final String name;
    private final Traits traits;
    private final AtomicLong toHost = new AtomicLong();
    private final AtomicLong fromHost = new AtomicLong();

    public MirrorEngine(String name) {
        this(name, true);
    }

    public MirrorEngine(String name, boolean fp64) {
        this.name = name;
        traits = new Traits("a mirror of the host", false, false, fp64, true, 2, 256, 1 << 15, 1 << 30);
    }

    /** How often memory was read by the host. */
    public long reads() {
        return toHost.get();
    }

    /** How often memory was written by the host. */
    public long writes() {
        return fromHost.get();
    }

    private record Image(Engine engine, HostBuffer memory) implements Buffer {
        @Override
        public DType dtype() {
            return memory.dtype();
        }

        @Override
        public long length() {
            return memory.length();
        }

        @Override
        public Place place() {
            return engine;
        }
    }

    private HostBuffer memory(Buffer buffer) {
        if (!(buffer instanceof Image i) || i.engine != this) {
            throw new AssertionError(
                    name + " was given memory of " + buffer.place().name());
        }
        return i.memory;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Place memory() {
        return this;
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        return new Image(this, HostBuffer.allocate(dtype, length));
    }

    @Override
    public void release(Buffer buffer) {
        memory(buffer);
    }

    @Override
    public Buffer fromHost(HostBuffer buffer) {
        fromHost.incrementAndGet();
        return new Image(this, copy(buffer));
    }

    private static HostBuffer copy(HostBuffer from) {
        HostBuffer to = HostBuffer.allocate(from.dtype(), from.length());
        to.segment().copyFrom(from.segment());
        return to;
    }

    @Override
    public void write(HostBuffer from, long fromValue, Buffer to, long toValue, long values) {
        fromHost.incrementAndGet();
        move(from, fromValue, memory(to), toValue, values);
    }

    @Override
    public void read(Buffer from, long fromValue, HostBuffer to, long toValue, long values) {
        toHost.incrementAndGet();
        move(memory(from), fromValue, to, toValue, values);
    }

    private static void move(HostBuffer from, long fromValue, HostBuffer to, long toValue, long values) {
        long size = from.dtype().part().itemSize();
        to.segment()
                .asSlice(toValue * size, values * size)
                .copyFrom(from.segment().asSlice(fromValue * size, values * size));
    }

    @Override
    public Executable compile(Kernel kernel, boolean divisible, boolean wide) {
        return mirrored(cpu.compile(kernel, divisible, wide));
    }

    @Override
    public Executable compileChecked(Kernel kernel, boolean divisible, boolean wide) {
        return mirrored(cpu.compileChecked(kernel, divisible, wide));
    }

    @Override
    public Executable compile(Kernel kernel, boolean wide) {
        return mirrored(cpu.compile(kernel, wide));
    }

    private Executable mirrored(Executable code) {
        return new Executable() {
            @Override
            public void launch(Buffer[] buffers, long[] scalars, Work work) {
                Buffer[] images = new Buffer[buffers.length];
                for (int i = 0; i < images.length; i++) {
                    images[i] = memory(buffers[i]);
                }
                code.launch(images, scalars, work);
            }

            @Override
            public String source() {
                return code.source();
            }
        };
    }
}
