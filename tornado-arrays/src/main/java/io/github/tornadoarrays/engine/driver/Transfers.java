package io.github.tornadoarrays.engine.driver;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Copies between memory of the host, heap arrays mostly, and of the device.
 *
 * <p>A heap array can only be shown to native code while the garbage collector stands still, which must not be as long as a
 * transfer takes. So bytes go through pieces of page-locked memory: {@link Copiers} copy some of them while the device moves
 * others. Memory that is {@linkplain Pinned page-locked itself} is moved as it is. Where host and device share their memory, large
 * parts of it are mapped and copied once.
 */
public final class Transfers {
    /** Pieces of the large ring: those that the device moves or waits for, and one for each thread that copies. */
    private static final int PIECES = 24;

    /** Bytes of a piece: long enough that the device's link does not notice where one ends, all together small enough for a cache. */
    private static final long PIECE = 2L << 20;

    /** Of a transfer that isn't large, pieces are smaller, so that host and device work at the same time there as well. */
    private static final long LEAST = 256L << 10;

    /** Bytes of the pieces for transfers that have no more: they need not wait for the large ones to be made. */
    private static final long SMALL = 64L << 10;

    /** From here on, mapping is faster than a copy more. */
    private static final long MAPPED = 64L << 10;

    private final Driver driver;
    private final Pinned pinned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Ring small = new Ring(2, SMALL);
    private final Ring large = new Ring(PIECES, PIECE);

    /** Pieces that are used in turn. */
    private final class Ring {
        private final long size;
        private final Piece[] pieces;
        private int turn;

        Ring(int count, long size) {
            this.size = size;
            pieces = new Piece[count];
        }

        /** The next piece, once whoever used it last has done with it. */
        Piece next() {
            int i = turn;
            turn = (i + 1) % pieces.length;
            Piece piece = pieces[i];
            if (piece == null) {
                piece = new Piece(driver.staging(size));
                pieces[i] = piece;
            }
            piece.settle();
            return piece;
        }
    }

    /** Memory that a part of a transfer goes through, and who uses it now. */
    private final class Piece {
        private final MemorySegment memory;

        /** What the device is to be done with; 0 where it has nothing to do with it. */
        private long moving;

        private Copiers.@Nullable Copy copying;

        Piece(MemorySegment memory) {
            this.memory = memory;
        }

        /** Waits for the device. */
        void arrive() {
            if (moving != 0) {
                long m = moving;
                moving = 0;
                driver.await(m);
            }
        }

        /** Waits for whoever copies. */
        void copied() {
            Copiers.Copy c = copying;
            if (c != null) {
                copying = null;
                c.await();
            }
        }

        void settle() {
            copied();
            arrive();
        }
    }

    Transfers(Driver driver, Pinned pinned) {
        this.driver = driver;
        this.pinned = pinned;
    }

    /** Copies from the host; the host's memory may be changed afterwards. */
    void write(MemorySegment from, long memory, long to) {
        long bytes = from.byteSize();
        lock.lock();
        try {
            if (driver.limits().unified() && bytes >= MAPPED) {
                MemorySegment mapped = driver.map(memory, to, bytes, true);
                Copiers.copy(from, 0, mapped, 0, bytes);
                driver.unmap(memory, mapped);
            } else if (pinned.holds(from)) {
                driver.await(driver.write(from, memory, to, bytes));
            } else if (bytes <= SMALL) {
                Piece piece = small.next();
                MemorySegment.copy(from, 0, piece.memory, 0, bytes);
                piece.moving = driver.write(piece.memory, memory, to, bytes);
            } else {
                writePieces(from, memory, to);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts in a copy from page-locked memory; what is returned waits for it. */
    Runnable begin(MemorySegment from, DriverBuffer to, long toByte) {
        if (from.byteSize() == 0) {
            return () -> {};
        }
        if (!pinned.holds(from)) {
            // another device's, or none's
            write(from, to.memory().handle(), toByte);
            return () -> {};
        }
        long copy = driver.write(from, to.memory().handle(), toByte, from.byteSize());
        return () -> {
            driver.await(copy);
            Reference.reachabilityFence(from);
        };
    }

    /** Puts in a copy to page-locked memory; what is returned waits for it. */
    Runnable begin(DriverBuffer from, long fromByte, MemorySegment to) {
        if (to.byteSize() == 0) {
            return () -> {};
        }
        if (!pinned.holds(to)) {
            read(from.memory().handle(), fromByte, to);
            return () -> {};
        }
        long copy = driver.read(from.memory().handle(), fromByte, to, to.byteSize());
        return () -> {
            driver.await(copy);
            Reference.reachabilityFence(to);
        };
    }

    /** Part {@code i} of a transfer is copied while those before it are moved: this thread alone speaks to the driver. */
    private void writePieces(MemorySegment from, long memory, long to) {
        Parts parts = new Parts(from.byteSize());
        try {
            for (int sent = 0; sent < parts.count; sent++) {
                while (parts.begun < parts.count && parts.begun - sent < parts.atOnce) {
                    Piece piece = parts.begin();
                    long at = parts.begun * parts.size;
                    piece.copying = Copiers.start(from, at, piece.memory, 0, parts.bytes(parts.begun++));
                }
                Piece piece = parts.piece(sent);
                piece.copied();
                piece.moving = driver.write(piece.memory, memory, to + sent * parts.size, parts.bytes(sent));
            }
        } finally {
            parts.settleCopies();
        }
    }

    /** Copies to the host, once everything that was launched is done. */
    void read(long memory, long from, MemorySegment to) {
        long bytes = to.byteSize();
        lock.lock();
        try {
            if (driver.limits().unified() && bytes >= MAPPED) {
                MemorySegment mapped = driver.map(memory, from, bytes, false);
                Copiers.copy(mapped, 0, to, 0, bytes);
                driver.unmap(memory, mapped);
            } else if (pinned.holds(to)) {
                driver.await(driver.read(memory, from, to, bytes));
            } else if (bytes <= SMALL) {
                Piece piece = small.next();
                piece.moving = driver.read(memory, from, piece.memory, bytes);
                piece.arrive();
                MemorySegment.copy(piece.memory, 0, to, 0, bytes);
            } else {
                readPieces(memory, from, to);
            }
        } finally {
            lock.unlock();
        }
    }

    private void readPieces(long memory, long from, MemorySegment to) {
        Parts parts = new Parts(to.byteSize());
        try {
            for (int come = 0; come < parts.count; come++) {
                while (parts.begun < parts.count && parts.begun - come < parts.atOnce) {
                    Piece piece = parts.begin();
                    long at = parts.begun * parts.size;
                    piece.moving = driver.read(memory, from + at, piece.memory, parts.bytes(parts.begun++));
                }
                Piece piece = parts.piece(come);
                piece.arrive();
                piece.copying = Copiers.start(piece.memory, 0, to, come * parts.size, parts.bytes(come));
            }
        } finally {
            parts.settleCopies();
        }
    }

    /** The parts of a transfer in the order in which they are made, each with its piece. */
    private final class Parts {
        /** Parts that are under way at once: with all pieces, the newest would wait for the oldest one's copy. */
        final int atOnce = PIECES / 2;

        final long total;
        final long size;
        final int count;
        private final Piece[] used;
        int begun;

        Parts(long total) {
            this.total = total;
            long even = Math.ceilDiv(total, PIECES) + 4095 & -4096;
            size = Math.clamp(even, LEAST, PIECE);
            count = Math.toIntExact(Math.ceilDiv(total, size));
            used = new Piece[Math.min(count, PIECES)];
        }

        long bytes(int part) {
            return Math.min(size, total - part * size);
        }

        /** The piece of the part that is begun next. */
        Piece begin() {
            Piece piece = large.next();
            used[begun % used.length] = piece;
            return piece;
        }

        Piece piece(int part) {
            return used[part % used.length];
        }

        /** Nothing is copied from or to the host's memory any more. */
        void settleCopies() {
            for (Piece piece : used) {
                if (piece != null) {
                    piece.copied();
                }
            }
        }
    }
}
