package io.github.tornadoarrays.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.driver.DriverBuffer;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.DlpackStruct.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Arrays for other libraries of this process, and theirs for us, by DLPack's structs. */
@SuppressWarnings("restricted")
public final class Dlpack {
    private static final FunctionDescriptor DELETER = FunctionDescriptor.ofVoid(ADDRESS);
    private static final int MOST_AXES = 64;

    /** Base addresses on cards are multiples of this, as those of the pool's memory are. */
    private static final long ALIGNMENT = 16;

    /** What was given out and not been deleted, by the struct's address. */
    private static final ConcurrentHashMap<Long, Export> EXPORTS = new ConcurrentHashMap<>();

    /** What keeps memory that was given out: the struct's own, and the array's. */
    private record Export(Arena arena, Buffer buffer) {}

    /** What was deleted while it was in use. */
    private static final ConcurrentLinkedQueue<Arena> LATE = new ConcurrentLinkedQueue<>();

    /** An array that came in: elements of a node's row-major order. */
    public record Import(Node base, Layout layout) {}

    private Dlpack() {}

    // ---- out

    /**
     * A struct of an array.
     *
     * @param base the node, in whose memory the elements lie as the layout says
     * @param versioned whether it is the struct with a version
     */
    public static MemorySegment export(Node base, Layout given, boolean versioned) {
        DlpackStruct form = versioned ? DlpackStruct.VERSIONED : DlpackStruct.MANAGED;
        for (int late = LATE.size(); late > 0; late--) {
            Arena arena = LATE.poll();
            if (arena != null) {
                close(arena);
            }
        }
        Buffer buffer = Realizer.writable(base);
        DType type = base.dtype();
        Arena arena = Arena.ofShared();
        boolean copied = false;
        int kind;
        int id = 0;
        long first;
        Layout layout = given;
        switch (buffer) {
            case HostBuffer h
            when h.isNative() -> {
                h.share();
                kind = DlpackStruct.CPU;
                first = h.segment().address();
            }
            case HostBuffer h -> {
                first = copy(base, given, h, arena).address();
                layout = Layout.contiguous(given.shape());
                copied = true;
                kind = DlpackStruct.CPU;
            }
            case DriverBuffer d
            when d.place().name().startsWith("cuda:") -> {
                // what reads it does so on a stream of its own
                Engines.at(d.place()).finish();
                d.share();
                kind = DlpackStruct.CUDA;
                id = Integer.parseInt(d.place().name().substring("cuda:".length()));
                first = d.memory().handle();
            }
            default ->
                throw new DeviceException(
                        "toDlpack: the array is on " + buffer.place().name()
                                + ", and DLPack has no address for its memory; move it with x.to(\"host\")");
        }
        Tensor tensor = new Tensor(
                kind,
                id,
                type,
                "",
                layout.shape(),
                layout.strides(),
                first + layout.offset() * type.itemSize(),
                0,
                copied ? DlpackStruct.IS_COPIED : 0);
        MemorySegment struct = arena.allocate(form.bytes, 8);
        form.write(
                struct,
                tensor,
                arena.allocateFrom(JAVA_LONG, layout.shape()),
                arena.allocateFrom(JAVA_LONG, layout.strides()),
                Deleter.STUB);
        EXPORTS.put(struct.address(), new Export(arena, buffer));
        return struct;
    }

    /** Native memory with the elements in row-major order. */
    private static MemorySegment copy(Node base, Layout layout, HostBuffer memory, Arena arena) {
        boolean inOrder = layout.isContiguous();
        HostBuffer from = inOrder ? memory : Engines.toHost(Realizer.realize(Graph.copy(Graph.view(base, layout))));
        long size = base.dtype().itemSize();
        long bytes = layout.size() * size;
        MemorySegment copy = arena.allocate(Math.max(1, bytes), 64);
        if (bytes > 0) {
            MemorySegment.copy(from.segment(), inOrder ? layout.offset() * size : 0, copy, 0, bytes);
        }
        Reference.reachabilityFence(from);
        return copy;
    }

    /** The function that whoever has the struct calls when it is done with it. */
    static final class Deleter {
        static final MemorySegment STUB = stub();

        private static MemorySegment stub() {
            try {
                MethodHandle delete = MethodHandles.lookup()
                        .findStatic(Deleter.class, "delete", MethodType.methodType(void.class, MemorySegment.class));
                return Linker.nativeLinker().upcallStub(delete, DELETER, Arena.global());
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        /** Called by native code, which takes no exceptions. */
        static void delete(MemorySegment struct) {
            Export export = EXPORTS.remove(struct.address());
            if (export != null) {
                close(export.arena);
            }
        }
    }

    private static void close(Arena arena) {
        try {
            arena.close();
        } catch (IllegalStateException e) {
            // the struct is an argument of the call that deletes it
            LATE.add(arena);
        }
    }

    // ---- in

    /**
     * The array that a struct describes. Its deleter is called when nobody has the array any more, or at once for what had to be copied.
     *
     * @param address where the struct is
     * @param versioned whether it is the struct with a version
     */
    public static Import read(MemorySegment address, boolean versioned) {
        DlpackStruct form = versioned ? DlpackStruct.VERSIONED : DlpackStruct.MANAGED;
        if (address == null || address.address() == 0) {
            throw new DataFormatException("fromDlpack: the address of the struct is null; give a struct that is there");
        }
        MemorySegment struct = MemorySegment.ofAddress(address.address()).reinterpret(form.bytes);
        if (versioned && struct.get(JAVA_INT, 0) != DlpackStruct.MAJOR) {
            throw new DataFormatException("fromDlpack: the struct has version "
                    + Integer.toUnsignedString(struct.get(JAVA_INT, 0)) + "." + struct.get(JAVA_INT, 4)
                    + ", version " + DlpackStruct.MAJOR
                    + " is known; ask its producer for that, or use fromDlpackUnversioned"
                    + " if it is a DLManagedTensor");
        }
        Tensor t = checked(form.read(struct));
        AtomicBoolean deleted = new AtomicBoolean();
        long deleter = t.deleter();
        long at = struct.address();
        Runnable release = () -> {
            if (deleter != 0 && deleted.compareAndSet(false, true)) {
                delete(deleter, at);
            }
        };
        DType type = t.type();
        Layout given = layout(t);
        // the elements from the first to the last in memory
        long least = 0;
        long most = 0;
        for (int d = 0; d < given.rank(); d++) {
            long span = given.strides()[d] * (given.shape()[d] - 1);
            least += Math.min(0, span);
            most += Math.max(0, span);
        }
        if (given.size() == 0) {
            Node none = Node.leaf(type, given.shape(), place(t).allocate(type, 0));
            release.run();
            return new Import(none, none.layout());
        }
        long start = t.address() + least * type.itemSize();
        long count = most - least + 1;
        if (t.deviceType() == DlpackStruct.CUDA) {
            long base = start / ALIGNMENT * ALIGNMENT;
            long before = (start - base) / type.itemSize();
            Buffer memory = ((DriverEngine) place(t)).adopt(type, before + count, base, release);
            return imported(
                    t, new Layout(given.shape(), given.strides(), before - least), memory, before + count, release);
        }
        MemorySegment memory =
                MemorySegment.ofAddress(start).reinterpret(count * type.itemSize(), Arena.ofAuto(), s -> release.run());
        HostBuffer buffer = HostBuffer.of(type, count, memory);
        buffer.share();
        return imported(t, new Layout(given.shape(), given.strides(), -least), buffer, count, release);
    }

    private static Import imported(Tensor t, Layout layout, Buffer buffer, long count, Runnable release) {
        Node base = Node.leaf(t.type(), new long[] {count}, buffer);
        if ((t.flags() & DlpackStruct.READ_ONLY) == 0) {
            return new Import(base, layout);
        }
        // arrays here can be written to
        Node copy = Graph.copy(Graph.view(base, layout));
        Realizer.realize(copy);
        Engines.at(buffer.place()).finish();
        release.run();
        return new Import(copy, copy.layout());
    }

    private static Tensor checked(Tensor t) {
        if (t.type() == null) {
            throw new DataFormatException("fromDlpack: elements of " + t.typeText()
                    + " have no dtype here; known are bool, integers of 8 to 64 bits, floats of 16 to 64, bfloat16 and complex"
                    + " numbers of 64 and 128");
        }
        if (t.shape().length > MOST_AXES) {
            throw new DataFormatException(
                    "fromDlpack: " + t.shape().length + " axes; an array has at most " + MOST_AXES);
        }
        Shape.check("fromDlpack", t.shape());
        place(t);
        if (Shape.size(t.shape()) > 0 && t.address() % t.type().part().itemSize() != 0) {
            throw new DataFormatException("fromDlpack: the address 0x" + Long.toHexString(t.address())
                    + " is no multiple of " + t.type().part().itemSize() + ", the bytes of a number of " + t.type()
                    + "; ask for a copy of the array");
        }
        if (t.deviceType() == DlpackStruct.CUDA
                && t.address() % ALIGNMENT % t.type().itemSize() != 0) {
            throw new DataFormatException("fromDlpack: the address 0x" + Long.toHexString(t.address())
                    + " is no multiple of " + t.type().itemSize() + ", the bytes of an element of " + t.type()
                    + "; ask for a copy of the array");
        }
        return t;
    }

    private static Layout layout(Tensor t) {
        long[] strides = t.strides();
        return strides == null ? Layout.contiguous(t.shape()) : new Layout(t.shape(), strides, 0);
    }

    private static Engine place(Tensor t) {
        return switch (t.deviceType()) {
            case DlpackStruct.CPU, DlpackStruct.CUDA_HOST -> Engines.host();
            case DlpackStruct.CUDA -> Engines.named("fromDlpack", "cuda:" + t.deviceId());
            default ->
                throw new DeviceException("fromDlpack: a device of type " + t.deviceType()
                        + " can't be used; known are kDLCPU (1), kDLCUDA (2) and kDLCUDAHost (3)");
        };
    }

    private static void delete(long deleter, long struct) {
        try {
            Linker.nativeLinker()
                    .downcallHandle(MemorySegment.ofAddress(deleter), DELETER)
                    .invokeExact(MemorySegment.ofAddress(struct));
        } catch (Throwable e) {
            throw new IllegalStateException("the deleter of a DLPack struct failed", e);
        }
    }
}
