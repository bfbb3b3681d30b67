package io.github.tornadoarrays.engine.driver;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Copies between memory of the host, heap arrays mostly, and of the device.
 *
 * <p>A heap array can only be shown to native code while the garbage collector stands still, which must not be as long as a
 * transfer takes. So bytes go through two pieces of native memory, one being copied by processors while the device moves the
 * other. Where host and device share their memory, large parts of it are mapped and copied once.
 */
public final class Transfers {
    private static final int PIECES = 2;

    /** Bytes of a piece, large enough that a device's link is busy. */
    private static final long PIECE = 16L << 20;

    /** Bytes of the pieces for transfers that have no more: they need not wait for the large ones to be made. */
    private static final long SMALL = 64L << 10;

    /** What one processor copies at a time; between two such parts the garbage collector may stop it. */
    private static final long PART = 1L << 20;

    /** From here on, mapping is faster than a copy more. */
    private static final long MAPPED = 64L << 10;

    private final Driver driver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Ring small = new Ring(SMALL);
    private final Ring large = new Ring(PIECE);

    /** Pieces that are used in turn. */
    private final class Ring {
        final long size;
        final MemorySegment[] pieces = new MemorySegment[PIECES];

        /** The copies after which the pieces may be used again; 0 where they may be now. */
        final long[] busy = new long[PIECES];

        int turn;

        Ring(long size) {
            this.size = size;
        }

        /** The number of the next piece. */
        int next() {
            int i = turn;
            turn = (turn + 1) % PIECES;
            return i;
        }

        /** A piece, once the device has done with it. */
        MemorySegment free(int i) {
            if (busy[i] != 0) {
                long copy = busy[i];
                busy[i] = 0;
                driver.await(copy);
            }
            if (pieces[i] == null) {
                pieces[i] = driver.staging(size);
            }
            return pieces[i];
        }
    }

    Transfers(Driver driver) {
        this.driver = driver;
    }

    /** Copies from the host; the host's memory may be changed afterwards. */
    void write(MemorySegment from, long memory, long to) {
        long bytes = from.byteSize();
        lock.lock();
        try {
            if (driver.limits().unified() && bytes >= MAPPED) {
                MemorySegment mapped = driver.map(memory, to, bytes, true);
                copy(from, 0, mapped, 0, bytes);
                driver.unmap(memory, mapped);
                return;
            }
            Ring ring = bytes <= SMALL ? small : large;
            for (long done = 0; done < bytes; ) {
                int i = ring.next();
                long n = Math.min(ring.size, bytes - done);
                MemorySegment piece = ring.free(i);
                copy(from, done, piece, 0, n);
                ring.busy[i] = driver.write(piece, memory, to + done, n);
                done += n;
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
            if (driver.limits().unified() && bytes >= MAPPED) {
                MemorySegment mapped = driver.map(memory, from, bytes, false);
                copy(mapped, 0, to, 0, bytes);
                driver.unmap(memory, mapped);
                return;
            }
            Ring ring = bytes <= SMALL ? small : large;
            long asked = 0;
            int first = ring.turn;
            for (long done = 0; done < bytes; ) {
                // The piece after the one that is waited for is under way already.
                while (asked < bytes && asked - done < PIECES * ring.size) {
                    long n = Math.min(ring.size, bytes - asked);
                    int i = ring.next();
                    MemorySegment piece = ring.free(i);
                    ring.busy[i] = driver.read(memory, from + asked, piece, n);
                    asked += n;
                }
                long n = Math.min(ring.size, bytes - done);
                copy(ring.free((int) ((first + done / ring.size) % PIECES)), 0, to, done, n);
                done += n;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Copies by as many processors as it pays for. */
    private static void copy(MemorySegment from, long at, MemorySegment to, long start, long bytes) {
        int parts = (int) Math.ceilDiv(bytes, PART);
        IntStream all = IntStream.range(0, parts);
        (parts > 2 ? all.parallel() : all).forEach(p -> {
            long done = p * PART;
            MemorySegment.copy(from, at + done, to, start + done, Math.min(PART, bytes - done));
        });
    }
}
