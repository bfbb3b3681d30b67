package io.github.tornadoarrays.device.cuda;

import static io.github.tornadoarrays.device.cuda.Sources.bits;
import static io.github.tornadoarrays.device.cuda.Sources.constant;
import static io.github.tornadoarrays.device.cuda.Sources.type;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.engine.Engine.Argument;
import io.github.tornadoarrays.ir.Op;

/** What a mask selects, by {@code select.cu}. */
final class Select {
    private static final int THREADS = 512;

    /** Of the block that adds up the counts of the tiles. */
    private static final int SCAN_THREADS = 1024;

    private Select() {}

    /** For elements of a size in bytes. */
    static String constants(int size) {
        return type("T", bits(Math.min(size, 8)))
                + constant("PARTS", Math.ceilDiv(size, 8))
                + constant("THREADS", THREADS)
                + constant("ROUNDS", rounds(size));
    }

    /** Elements that a thread has, in fours. */
    private static int rounds(int size) {
        return size <= 4 ? 8 : 4;
    }

    private static long tile(int size) {
        return 4L * THREADS * rounds(size);
    }

    static Buffer positions(Sources sources, Buffer mask) {
        // tiles of any size would do
        return select(sources, mask, mask, DType.INT64, 1, "positions");
    }

    static Buffer pack(Sources sources, Buffer mask, Buffer x) {
        return select(sources, mask, x, x.dtype(), x.dtype().itemSize(), "pack");
    }

    private static Buffer select(Sources sources, Buffer mask, Buffer x, DType type, int size, String entry) {
        long n = mask.length();
        if (n == 0) {
            return sources.engine().allocate(type, 0);
        }
        String constants = constants(size);
        long tiles = Math.ceilDiv(n, tile(size));
        Buffer counts = sources.engine().allocate(DType.UINT32, tiles);
        Buffer starts = sources.engine().allocate(DType.INT64, tiles);
        long selected = sources.told(total -> {
            sources.kernel("select", constants, "counts").launch(tiles, THREADS, 0, mask, n, counts);
            sources.kernel("select", constants, "starts").launch(1, SCAN_THREADS, 0, counts, starts, tiles, total);
        });
        Buffer out = sources.engine().allocate(type, selected);
        if (out.length() > 0) {
            Sources.Kernel kernel = sources.kernel("select", constants, entry);
            if (x == mask) {
                kernel.launch(tiles, THREADS, 0, mask, out, starts, n);
            } else {
                kernel.launch(tiles, THREADS, tile(size) * size, mask, x, out, starts, n);
            }
        }
        sources.engine().release(counts);
        sources.engine().release(starts);
        return out;
    }

    // ---- elements that compare with a number

    /** Results that hold less than this part of their memory are copied to memory of their size. */
    private static final double FULL = 7 / 16.0;

    /** Of the card's memory, what a result may have that is as long as the input. */
    private static final int PART = 8;

    static boolean compares(Sources sources, Op op, DType type, long n) {
        return switch (op) {
            case LT, LE, GT, GE, EQ, NE ->
                (type.isInteger() || type == DType.FLOAT32 || type == DType.FLOAT64)
                        && n * type.itemSize()
                                <= sources.engine().limits().traits().memoryBytes() / PART;
            default -> false;
        };
    }

    static String constants(DType type, Op op) {
        return type("T", Sources.name(type))
                + constant("PARTS", 1)
                + constant("THREADS", THREADS)
                + constant("ROUNDS", rounds(type.itemSize()))
                + constant("COMPARED(x, y)", "x " + op.symbol() + " y");
    }

    static Buffer packWhere(Sources sources, Op op, Buffer x, long number) {
        DType type = x.dtype();
        long n = x.length();
        Buffer all = sources.engine().allocate(type, n);
        if (n == 0) {
            return all;
        }
        int size = type.itemSize();
        long tiles = Math.ceilDiv(n, tile(size));
        Buffer states = sources.zeros(DType.UINT64, 2 * (tiles + 1));
        long found = sources.told(total -> sources.kernel("select", constants(type, op), "pack_where")
                .launch(
                        tiles,
                        THREADS,
                        tile(size) * size,
                        x,
                        all,
                        n,
                        new Argument.Scalar(type, number),
                        states,
                        total));
        sources.engine().release(states);
        if (found >= FULL * n) {
            return sources.engine().shorten(all, found);
        }
        Buffer exact = sources.beginning(all, found);
        sources.engine().release(all);
        return exact;
    }
}
