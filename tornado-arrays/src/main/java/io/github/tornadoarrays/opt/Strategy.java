package io.github.tornadoarrays.opt;

/**
 * A way to spread the loops of a fused kernel over work items.
 *
 * @param across work items of a group along lanes, or along a row
 * @param down rows of a group; of {@link Kind#COLUMNS}, the members of a team
 * @param each of {@link Kind#TILES}, the side of a tile; of {@link Kind#LANES}, how many lanes a work item does; of {@link Kind#TEAMS}, how many elements of a row a work item
 *     has at most, or 0 for any number
 * @param deep of {@link Kind#LANES}, of how many rows a work item does them
 * @param even of {@link Kind#TEAMS}, whether work items have all of these elements but, some of them, the last one
 * @param vector how many neighbouring elements are loaded and stored at once; of {@link Kind#TEAMS}, they count as one
 */
public record Strategy(Kind kind, int across, int down, int each, int deep, boolean even, int vector) {
    Strategy(Kind kind, int across, int down, int each) {
        this(kind, across, down, each, 1, false, 1);
    }

    /** What a work item does. */
    public enum Kind {
        /** Some lanes of one row of the grid. */
        LANES,
        /** One lane of one row: all are counted in one number, which must have 32 bits. */
        POINTS,
        /** Whole rows. */
        ROWS,
        /** Its part of a row, together with the others of its team. */
        TEAMS,
        /** Its part of the folds of one lane, together with the others of its team. */
        COLUMNS,
        /** Its part of a square tile of lanes and of another axis, along which some operands lie. */
        TILES
    }

    /** Work items of a group along dimensions 0 and 1. */
    public long[] local() {
        return new long[] {across, down};
    }

    /**
     * Work items in all along dimensions 0 and 1.
     *
     * @param turned of {@link Kind#TILES}, the extent of the grid's axis that tiles are along
     */
    long[] global(long grid, long lanes, long turned) {
        return switch (kind) {
            case LANES ->
                new long[] {
                    Math.ceilDiv(lanes, (long) across * each) * across,
                    Math.min(Math.ceilDiv(grid, (long) down * deep), Spread.MOST_GROUPS_DOWN) * down
                };
            case POINTS -> new long[] {Math.ceilDiv(grid * lanes, across) * across, 1};
            case ROWS -> new long[] {Math.ceilDiv(grid, across) * across, 1};
            case TEAMS -> new long[] {Math.ceilDiv(grid, down) * across, down};
            case COLUMNS -> new long[] {grid * Math.ceilDiv(lanes, across) * across, down};
            case TILES ->
                new long[] {grid / turned * Math.ceilDiv(turned, each) * Math.ceilDiv(lanes, each) * across, down};
        };
    }
}
