package io.github.tornadoarrays.fuse;

/**
 * When a long fold is made by two kernels, the first of which folds pieces, so that a machine with many units has work for all.
 *
 * @param fewResults fewer folds than this along rows don't occupy the machine
 * @param fewLanes the same of folds that lie next to each other
 * @param groups the pieces to make of folds along rows in all, or, where results must not depend on how many there are, of each
 * @param items the pieces to make of folds next to each other, likewise
 * @param shared whether {@code groups} and {@code items} are shared among the folds
 * @param keptRow the most elements of a row that work items keep in registers where several loops read them
 */
public record Split(long fewResults, long fewLanes, long groups, long items, boolean shared, long keptRow) {
    /** For processors: enough for the cores of one machine, fixed so that results are too. */
    public static final Split CORES = new Split(8, 16384, 64, 64, false, 0);

    /** The shortest piece of folds that lie next to each other. */
    private static final long SHORTEST = 128;

    /** A number of elements of which vectors of any type are whole parts. */
    private static final long WHOLE = 64;

    /**
     * For a graphics card with so many units: two groups a unit for folds along rows; of folds next to each other, up to sixteen work items
     * share one, see opt.Columns, and a unit has 2048.
     */
    public static Split units(int units) {
        return new Split(units, 128L * units, 2L * units, 128L * units, true, 1 << 14);
    }

    /** The length of a piece: where devices load vectors, pieces of long folds start where vectors do. */
    long rounded(long piece) {
        return shared && piece > WHOLE ? Math.ceilDiv(piece, WHOLE) * WHOLE : piece;
    }

    /** The number of pieces of an axis. */
    long pieces(long axis, long results, boolean lanes) {
        long all = lanes ? items : groups;
        if (!shared) {
            return Math.min(axis, all);
        }
        return Math.clamp(all / Math.max(1, results), 1, lanes ? Math.max(1, axis / SHORTEST) : axis);
    }
}
