package io.github.tornadoarrays.device.cuda;

import static io.github.tornadoarrays.device.cuda.Sources.constant;
import static io.github.tornadoarrays.device.cuda.Sources.type;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.FoldOp;
import java.util.List;

/**
 * Running folds of rows, by {@code scan.cu}. Sums and products of float32 are carried from tile to tile in float64. The same numbers in
 * the same shape give the same bits.
 *
 * @param threads of a block
 * @param vectors of 16 bytes that a thread has
 */
record Scan(int threads, int vectors) {
    /** Rows up to a block each: the first that has room. */
    private static final List<Scan> ROWS = List.of(new Scan(32, 1), new Scan(128, 2));

    /** Rows of several tiles; the large ones where that still makes a few. */
    private static final Scan TILES = new Scan(256, 4);

    private static final long FEW = 4;

    /** The large tiles: what threads have registers for, as the compiler says. */
    private static Scan large(DType type, FoldOp op) {
        return new Scan(1024, type == DType.INT64 ? 5 : type == DType.FLOAT32 && op == FoldOp.SUM ? 10 : 8);
    }

    /** Rows shorter than this are not worth a block. */
    private static final int SHORT = 32;

    static boolean has(DType type, long rows, long n, long inner) {
        return inner == 1 && n >= SHORT && rows < 1L << 31 && types().contains(type);
    }

    static List<DType> types() {
        return List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64);
    }

    /** All that rows of any length need. */
    static List<Scan> all(DType type, FoldOp op) {
        return List.of(ROWS.get(0), ROWS.get(1), TILES, large(type, op));
    }

    private static Scan of(DType type, FoldOp op, long n) {
        for (Scan s : ROWS) {
            if (n <= s.tile(type)) {
                return s;
            }
        }
        Scan large = large(type, op);
        return n >= FEW * large.tile(type) ? large : TILES;
    }

    /** Elements of a tile. */
    private long tile(DType type) {
        return (long) threads * vectors * (16 / type.itemSize());
    }

    static Buffer run(Sources sources, FoldOp op, Buffer in, long rows, long n) {
        DType type = in.dtype();
        Buffer out = sources.engine().allocate(type, in.length());
        if (in.length() == 0) {
            return out;
        }
        Scan shape = of(type, op, n);
        long tiles = Math.ceilDiv(n, shape.tile(type));
        boolean aligned = rows == 1 || n * type.itemSize() % 16 == 0;
        Buffer states = tiles > 1 ? sources.zeros(DType.UINT64, 2 * (rows * tiles + 1)) : in;
        sources.kernel("scan", shape.constants(type, op), "scan")
                .launch(rows * tiles, shape.threads, 0, in, out, n, (int) tiles, aligned, states);
        if (tiles > 1) {
            sources.engine().release(states);
        }
        return out;
    }

    String constants(DType type, FoldOp op) {
        boolean rounds = type == DType.FLOAT32 && (op == FoldOp.SUM || op == FoldOp.PROD);
        String name = Sources.name(type);
        return type("T", name)
                + type("A", rounds ? "double" : name)
                + constant(op.name(), 1)
                + constant("IDENTITY", identity(type, op))
                + constant("SPLIT", rounds && op == FoldOp.SUM ? 1 : 0)
                + constant("THREADS", threads)
                + constant("VECTORS", vectors);
    }

    /** What a fold goes on from without changing anything. */
    private static String identity(DType type, FoldOp op) {
        return switch (op) {
            // of 0.0 and -0.0, the sum is 0.0
            case SUM -> type.isInteger() ? "0" : "-0.0f";
            case PROD -> "1";
            case MAX ->
                switch (type) {
                    case INT32 -> "(-2147483647 - 1)";
                    case INT64 -> "(-9223372036854775807ll - 1)";
                    default -> "__int_as_float(0xff800000)";
                };
            case MIN ->
                switch (type) {
                    case INT32 -> "2147483647";
                    case INT64 -> "9223372036854775807ll";
                    default -> "__int_as_float(0x7f800000)";
                };
            default -> throw new IllegalArgumentException("a running " + op);
        };
    }
}
