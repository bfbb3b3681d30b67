package io.github.tornadoarrays.device.cuda;

import static io.github.tornadoarrays.device.cuda.Sources.bits;
import static io.github.tornadoarrays.device.cuda.Sources.constant;
import static io.github.tornadoarrays.device.cuda.Sources.type;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorting of rows, by {@code radix_sort.cu}.
 *
 * @param threads of a block
 * @param items of a thread
 * @param blocks that a multiprocessor has room for
 */
record RadixSort(int threads, int items, int blocks) {
    private static final int BINS = 256;

    /** Passes whose counts of tiles lie in the same words, told apart by what they say of themselves. */
    private static final int TOGETHER = 4;

    /** From here on, counts and that do not fit in 32 bits. */
    private static final long WIDE = 1L << 28;

    private static final long DIGITS_THREADS = 1024;
    private static final long DIGITS_LOADS = 8;

    /** Whether rows are sorted here: places in them fit in 32 bits, and so do the numbers of blocks. */
    static boolean has(DType type, long rows, long n) {
        return !type.isComplex() && n < 1L << 32 && rows < 1L << 31;
    }

    /** Rows of one tile are sorted by a block: the first of these that has room. */
    static List<RadixSort> rows(DType type, boolean indices) {
        List<RadixSort> all = new ArrayList<>(List.of(new RadixSort(32, 8, 16), new RadixSort(128, 16, 4)));
        all.add(new RadixSort(256, items(type, indices), 2));
        return all;
    }

    /** The shape of the passes over longer rows, which have registers for so much. */
    static RadixSort passes(DType type, boolean indices) {
        return new RadixSort(BINS, items(type, indices), 3);
    }

    /** What a thread has registers for. */
    private static int items(DType type, boolean indices) {
        return type.itemSize() == 8 ? 16 : indices ? 24 : 32;
    }

    private int tile() {
        return threads * items;
    }

    String constants(DType type, boolean indices, boolean rows, boolean wide) {
        return type("K", bits(type.itemSize()))
                + constant("PASSES", type.itemSize())
                + constant("FLOATING", type.isFloat() ? 1 : 0)
                + constant("INFINITE", infinity(type))
                + constant("SIGNED", type.isSigned() ? 1 : 0)
                + constant("INDICES", indices ? 1 : 0)
                + type("COUNT", wide ? "u64" : "u32")
                + constant("ROWS", rows ? 1 : 0)
                + constant("THREADS", threads)
                + constant("ITEMS", items)
                + constant("BLOCKS", blocks);
    }

    private static String infinity(DType type) {
        return switch (type) {
            case FLOAT16 -> "0x7c00";
            case BFLOAT16 -> "0x7f80";
            case FLOAT32 -> "0x7f800000";
            case FLOAT64 -> "0x7ff0000000000000";
            default -> "0";
        };
    }

    /** The elements, or the places where they were, of each of so many rows of n elements. */
    static Buffer run(Sources sources, Buffer x, long rows, long n, boolean indices) {
        DType type = x.dtype();
        Buffer out = sources.engine().allocate(indices ? DType.INT64 : type, x.length());
        if (x.length() == 0) {
            return out;
        }
        for (RadixSort s : rows(type, indices)) {
            if (n <= s.tile()) {
                long shared = (long) s.tile() * (Math.max(4, type.itemSize()) + (indices ? 2 : 0));
                sources.kernel("radix_sort", s.constants(type, indices, true, false), "sort_rows")
                        .launch(rows, s.threads, shared, x, out, (int) n);
                return out;
            }
        }
        passes(type, indices).run(sources, x, out, rows, n, indices);
        return out;
    }

    private void run(Sources sources, Buffer x, Buffer out, long rows, long n, boolean indices) {
        DType type = x.dtype();
        int passes = type.itemSize();
        boolean wide = n >= WIDE;
        String constants = constants(type, indices, false, wide);
        long tiles = Math.ceilDiv(n, (long) tile());
        List<Buffer> scratch = new ArrayList<>();

        // the counts of digits, and tickets for tiles, at the start of one piece of memory and after it
        Buffer starts = sources.zeros(DType.UINT64, rows * passes * BINS / 2);
        Buffer tickets = sources.zeros(DType.UINT64, TOGETHER);
        scratch.add(starts);
        scratch.add(tickets);
        long blocks = Math.min(
                Math.ceilDiv(n, DIGITS_THREADS * DIGITS_LOADS),
                Math.ceilDiv(2L * sources.engine().limits().traits().units(), rows));
        sources.kernel("radix_sort", constants, "digits")
                .launch(rows * blocks, (int) DIGITS_THREADS, 0, x, (int) n, (int) blocks, starts);
        sources.kernel("radix_sort", constants, "starts").launch(rows * passes, BINS, 0, starts);

        Buffer[] keys = {x, x};
        Buffer[] places = {x, x};
        if (passes > 1) {
            // the last pass writes to where the result is, those before it in turn there and elsewhere
            keys[(passes - 1) % 2] = indices ? sources.engine().allocate(type, x.length()) : out;
            keys[passes % 2] = sources.engine().allocate(type, x.length());
            scratch.addAll(List.of(keys[0], keys[1]));
            if (indices) {
                places[0] = sources.engine().allocate(DType.UINT32, x.length());
                places[1] = sources.engine().allocate(DType.UINT32, x.length());
                scratch.addAll(List.of(places[0], places[1]));
            }
        }
        scratch.remove(out);
        long shared = (long) tile() * (Math.max(4, type.itemSize()) + (indices ? 4 : 0));
        Buffer states = null;
        for (int p = 0; p < passes; p++) {
            if (p % TOGETHER == 0) {
                if (states != null) {
                    sources.engine().release(states);
                }
                states = sources.zeros(DType.UINT64, rows * tiles * BINS / (wide ? 1 : 2));
            }
            boolean last = p == passes - 1;
            sources.kernel("radix_sort", constants, "pass" + p)
                    .launch(
                            rows * tiles,
                            threads,
                            shared,
                            p == 0 ? x : keys[(p - 1) % 2],
                            places[(p + 1) % 2],
                            last ? out : keys[p % 2],
                            last ? out : places[p % 2],
                            (int) n,
                            (int) tiles,
                            starts,
                            states,
                            tickets);
        }
        if (states != null) {
            scratch.add(states);
        }
        scratch.forEach(sources.engine()::release);
    }
}
