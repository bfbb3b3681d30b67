package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Copies between memory of the host, heap arrays mostly, and of the device.
 *
 * <p>A heap array can only be shown to native code while the garbage collector stands still, which must not be as long as a
 * transfer takes. So bytes go through two pieces of native memory, one being copied by the processor while the device moves
 * the other. Where host and device share their memory, large parts of it are mapped and copied once.
 */
final class Transfers {
    private static final long PIECE = 4L << 20;

    /** From here on, mapping is faster than a copy more. */
    private static final long MAPPED = 64L << 10;

    private static final long MAP_READ = 1;
    private static final long MAP_WRITE_INVALIDATE = 1 << 2;
    private static final long ALLOC_HOST_PTR = 1 << 4;
    private static final long MAP_READ_WRITE = 3;

    private final Context context;
    private final ReentrantLock lock = new ReentrantLock();
    private final MemorySegment[] pieces = new MemorySegment[2];

    /** The event after which a piece may be used again; 0 where it may be now. */
    private final long[] busy = new long[2];

    /** The piece to use next. */
    private int turn;

    private final MemorySegment event = Arena.global().allocate(JAVA_LONG);
    private final MemorySegment status = Arena.global().allocate(JAVA_INT);

    Transfers(Context context) {
        this.context = context;
    }

    /** Copies from the host; the host's memory may be changed afterwards. */
    void write(MemorySegment from, long memory, long to) {
        long bytes = from.byteSize();
        lock.lock();
        try {
            if (context.device().unified() && bytes >= MAPPED) {
                long address = map(memory, MAP_WRITE_INVALIDATE, to, bytes);
                copy(from, at(address, bytes));
                unmap(memory, address);
            } else {
                for (long done = 0; done < bytes; ) {
                    int i = turn;
                    turn ^= 1;
                    long n = Math.min(PIECE, bytes - done);
                    MemorySegment piece = free(i);
                    MemorySegment.copy(from, done, piece, 0, n);
                    context.check(
                            Cl.enqueueWrite(context.queue(), memory, 0, to + done, n, piece, event),
                            "clEnqueueWriteBuffer");
                    busy[i] = event.get(JAVA_LONG, 0);
                    context.flush();
                    done += n;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Copies to the host, once everything that was launched is done. */
    void read(long memory, long from, MemorySegment to) {
        long bytes = to.byteSize();
        lock.lock();
        try {
            if (context.device().unified() && bytes >= MAPPED) {
                long address = map(memory, MAP_READ, from, bytes);
                copy(at(address, bytes), to);
                unmap(memory, address);
                return;
            }
            long asked = 0;
            int first = turn;
            for (long done = 0; done < bytes; ) {
                // The piece after the one that is waited for is under way already.
                while (asked < bytes && asked - done < 2 * PIECE) {
                    long n = Math.min(PIECE, bytes - asked);
                    int i = turn;
                    turn ^= 1;
                    MemorySegment piece = free(i);
                    context.check(
                            Cl.enqueueRead(context.queue(), memory, 0, from + asked, n, piece, event),
                            "clEnqueueReadBuffer");
                    busy[i] = event.get(JAVA_LONG, 0);
                    context.flush();
                    asked += n;
                }
                long n = Math.min(PIECE, bytes - done);
                MemorySegment.copy(free((int) (first + done / PIECE) & 1), 0, to, done, n);
                done += n;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Copies in pieces, between which the garbage collector may stop this thread. */
    private static void copy(MemorySegment from, MemorySegment to) {
        for (long done = 0; done < from.byteSize(); done += PIECE) {
            MemorySegment.copy(from, done, to, done, Math.min(PIECE, from.byteSize() - done));
        }
    }

    /** A piece, once the device has done with it. */
    private MemorySegment free(int i) {
        if (busy[i] != 0) {
            event.set(JAVA_LONG, 0, busy[i]);
            busy[i] = 0;
            int waited = Cl.waitForEvent(event);
            Cl.releaseEvent(event.get(JAVA_LONG, 0));
            context.check(waited, "clWaitForEvents");
        }
        if (pieces[i] == null) {
            pieces[i] = piece();
        }
        return pieces[i];
    }

    /** Memory that never moves and that the device can reach by itself, where the driver has such. */
    private MemorySegment piece() {
        if (!context.device().unified()) {
            long memory = Cl.createBuffer(context.handle(), ALLOC_HOST_PTR, PIECE, status);
            if (status.get(JAVA_INT, 0) == 0) {
                long address = Cl.enqueueMap(context.queue(), memory, MAP_READ_WRITE, 0, PIECE, status);
                if (status.get(JAVA_INT, 0) == 0) {
                    return at(address, PIECE);
                }
            }
        }
        return Arena.global().allocate(PIECE, 4096);
    }

    private long map(long memory, long flags, long from, long bytes) {
        long address = Cl.enqueueMap(context.queue(), memory, flags, from, bytes, status);
        context.check(status.get(JAVA_INT, 0), "clEnqueueMapBuffer");
        VarHandle.fullFence();
        return address;
    }

    private void unmap(long memory, long address) {
        VarHandle.fullFence();
        context.check(Cl.enqueueUnmap(context.queue(), memory, address), "clEnqueueUnmapMemObject");
        context.flush();
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }
}
