package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spreads a fused kernel over the work items of a device. What is best depends on the sizes, so each launch chooses a
 * {@link Strategy}, and each strategy gives a kernel of its own.
 */
public final class Spread {
    /** Some devices have no more groups than this along dimension 1. */
    static final long MOST_GROUPS_DOWN = 65535;

    /** A team's part of a row is written out element by element up to this many. */
    private static final int MOST_EACH = 16;

    /** Work items of a group, where nothing says otherwise. */
    private static final int GROUP = 256;

    /** The same of groups whose work items share the folds of lanes, of which a lane's folds have at most so many. */
    private static final int COLUMNS_GROUP = 512;

    private static final int MOST_MEMBERS = 16;

    /** Rows that a work item does where they load the same. */
    private static final int DEEP = 4;

    /** A result of more bytes a unit does not stay in a graphics card's cache. */
    private static final long CACHE_OF_UNIT = 512L << 10;

    /** The most values of folds that are written out one by one, in a kernel for each number of them. */
    private static final int MOST_WRITTEN_OUT = 4;

    /** The most values of folds that several lanes of a work item do side by side. */
    private static final int MOST_SIDE_BY_SIDE = 16;

    /** Memory that tiles should not need more of, so that several groups have some. */
    private static final long TILE_BYTES = 40 << 10;

    /** So few lanes are counted together with the rows. */
    private static final int FEW_LANES = 32;

    /** Work items that a unit of a graphics card can have at once. */
    private static final int ITEMS_OF_UNIT = 2048;

    /** A body of more operations than this has enough to do with one lane. */
    private static final int MANY_OPERATIONS = 48;

    private final Kernel kernel;
    private final boolean wide;
    private final Machine machine;
    private final Stmt.Loop grid;
    private final boolean hasLanes;
    private final boolean divisible;
    private final boolean keeps;

    /** Whether folds end before the scalar that is their length: they are pieces of longer ones. */
    private final boolean cut;

    private final boolean shares;
    private final Vectors vectors;
    private final Tiles.@Nullable Turned turned;
    private final int turnedExtent;
    private final int widest;
    private final int each;

    /** For each fold outside of the lanes loop, its length as a product of scalars' positions; a loop's end that isn't one counts as 1. */
    private final List<int[]> lengths;

    /** The same for the folds inside the lanes loop. */
    private final List<int[]> columns;

    private Spread(Kernel kernel, boolean divisible, boolean wide, Machine machine) {
        this.kernel = kernel;
        this.wide = wide;
        this.machine = machine;
        this.grid = (Stmt.Loop) kernel.body().get(0);
        List<Stmt> body = grid.body();
        hasLanes = body.stream().anyMatch(s -> s instanceof Stmt.Loop);
        this.divisible = divisible && hasLanes;
        keeps = body.stream().anyMatch(s -> s instanceof Stmt.Local);
        Map<String, Integer> scalars = new HashMap<>();
        for (int i = 0; i < kernel.scalars().size(); i++) {
            scalars.put(kernel.scalars().get(i).name(), i);
        }
        lengths = lengths(body, scalars);
        cut = body.stream()
                .anyMatch(s ->
                        s instanceof Stmt.Fold f && f.axes().stream().anyMatch(a -> !(a.to() instanceof Expr.Var)));
        columns = this.divisible ? lengths(((Stmt.Loop) body.get(body.size() - 1)).body(), scalars) : List.of();
        widest = kernel.buffers().stream()
                .mapToInt(b -> b.type().itemSize())
                .max()
                .orElse(1);
        shares = isVectored() && this.divisible && sharesLanes(body);
        vectors = new Vectors(grid, scalars);
        turned = machine.isGpu() && this.divisible ? Tiles.Turned.of(grid) : null;
        turnedExtent = turned == null ? -1 : scalars.getOrDefault(extent(turned.extent()), -1);
        each = this.divisible ? each((Stmt.Loop) body.get(body.size() - 1)) : 1;
    }

    /**
     * A fused kernel for a device.
     *
     * @param divisible whether the lanes loop may be divided among work items
     * @param wide whether an index or a size may pass 2³¹
     */
    public static Spread of(Kernel kernel, boolean divisible, boolean wide, Machine machine) {
        return new Spread(kernel, divisible, wide, machine);
    }

    /** Whether work items load and store vectors, and can pass by the caches. */
    private boolean isVectored() {
        return machine.vectorBytes() > 1;
    }

    private static List<int[]> lengths(List<Stmt> body, Map<String, Integer> scalars) {
        List<int[]> lengths = new ArrayList<>();
        for (Stmt s : body) {
            if (s instanceof Stmt.Fold f) {
                lengths.add(f.axes().stream()
                        .mapToInt(a -> scalars.getOrDefault(extent(a.to()), -1))
                        .toArray());
            }
        }
        return lengths;
    }

    private static long longest(List<int[]> lengths, long[] scalars) {
        long longest = 0;
        for (int[] product : lengths) {
            longest = Math.max(longest, length(product, scalars));
        }
        return longest;
    }

    private static long length(int[] product, long[] scalars) {
        long n = 1;
        for (int s : product) {
            n *= s < 0 ? 1 : scalars[s];
        }
        return n;
    }

    /** The scalar that a loop's end is, or at most is. */
    private static String extent(Expr to) {
        return switch (to) {
            case Expr.Var v -> v.name();
            case Expr.Apply a when a.op() == Op.MIN -> extent(a.arg(0));
            default -> "";
        };
    }

    /** How many lanes a work item should do: sixteen bytes of them, where that is little work. */
    private int each(Stmt.Loop lanes) {
        int[] operations = {0};
        Walk.expressions(lanes.body(), e -> operations[0] += e instanceof Expr.Apply ? 1 : 0);
        boolean several = LaneItems.canDoSeveral(lanes.body())
                && (machine.isGpu() || lengths(lanes.body(), Map.of()).isEmpty());
        return several && operations[0] <= MANY_OPERATIONS ? Math.min(8, 16 / widest) : 1;
    }

    /** Whether several rows load the same for a lane. */
    private static boolean sharesLanes(List<Stmt> row) {
        Stmt.Loop lanes = (Stmt.Loop) row.get(row.size() - 1);
        Set<String> ofRow = new HashSet<>();
        row.subList(0, row.size() - 1).forEach(s -> {
            if (s instanceof Stmt.Let l) {
                ofRow.add(l.var().name());
            }
        });
        boolean[] shares = {false};
        Walk.expressions(lanes.body(), e -> {
            if (e instanceof Expr.Load l) {
                shares[0] |= Linear.varies(l.index(), Set.of(lanes.var().name())) && !Linear.varies(l.index(), ofRow);
            }
        });
        return shares[0] && row.subList(0, row.size() - 1).stream().allMatch(s -> s instanceof Stmt.Let);
    }

    // ---- choosing

    /**
     * How to launch.
     *
     * @param rows iterations of the grid loop
     * @param lanes iterations of the lanes loop
     * @param scalars the scalar arguments
     */
    public Strategy choose(long rows, long lanes, long[] scalars) {
        int group = Math.min(GROUP, floorPowerOfTwo(machine.mostInGroup()));
        if (divisible) {
            if (lanes < FEW_LANES && rows > 1 && !wide) {
                return new Strategy(Strategy.Kind.POINTS, group, 1, 1);
            }
            long items = (long) machine.units() * ITEMS_OF_UNIT;
            int members = members(rows * lanes, longest(columns, scalars), items);
            if (members > 1) {
                int most = Math.min(COLUMNS_GROUP, floorPowerOfTwo(machine.mostInGroup()));
                return new Strategy(Strategy.Kind.COLUMNS, powerOfTwo(lanes, Math.max(1, most / members)), members, 0);
            }
            if (isTiled(lanes, scalars)) {
                int side = turned.bytes(64) <= Math.min(TILE_BYTES, machine.sharedBytes()) ? 64 : 32;
                return new Strategy(Strategy.Kind.TILES, Tiles.ACROSS, Tiles.DOWN, side);
            }
            int across = powerOfTwo(lanes, group);
            int down = powerOfTwo(rows, group / across);
            long n = rows * lanes;
            boolean several = each > 1
                    && lanes >= (long) across * each
                    && n >= items * each
                    && longest(columns, scalars) <= MOST_SIDE_BY_SIDE;
            int deep = several && shares && rows >= DEEP && n * widest >= (long) machine.units() * CACHE_OF_UNIT
                    ? DEEP
                    : 1;
            boolean aligned = several && isVectored() && lanes % each == 0 && vectors.areAligned(each, scalars);
            int vector = aligned ? each : 1;
            long fold = several ? longest(columns, scalars) : 0;
            boolean same = columns.size() == 1 && fold <= MOST_WRITTEN_OUT;
            return new Strategy(
                    Strategy.Kind.LANES, across, down, several ? each : 1, deep, false, vector, same ? (int) fold : 0);
        }
        long length = Math.max(lanes, longest(lengths, scalars));
        if (length <= 4 && !keeps || lengths.isEmpty() && !hasLanes) {
            return new Strategy(Strategy.Kind.ROWS, powerOfTwo(rows, group), 1, 1);
        }
        boolean even = isEven(length, lanes, scalars);
        int width = Math.max(1, machine.vectorBytes() / vectors.widest());
        boolean vector = width > 1
                && length >= 32L * width
                && (even || cut)
                && length % width == 0
                && vectors.areAligned(width, scalars);
        return team(rows, length, group, even, vector ? width : 1);
    }

    /** How many work items to have a lane's folds done by: more than one where lanes are fewer than the machine has work items. */
    private int members(long results, long length, long items) {
        int members = 1;
        while (machine.isGpu()
                && members < MOST_MEMBERS
                && 2 * members <= machine.mostInGroup()
                && results * members < items
                && length >= 8L * members) {
            members *= 2;
        }
        return members;
    }

    private boolean isTiled(long lanes, long[] scalars) {
        return turned != null
                && turnedExtent >= 0
                && Math.min(lanes, scalars[turnedExtent]) >= Tiles.ACROSS
                && machine.mostInGroup() >= Tiles.ACROSS * Tiles.DOWN
                && turned.bytes(32) <= machine.sharedBytes();
    }

    /**
     * Work items in all along dimensions 0 and 1.
     *
     * @param rows iterations of the grid loop
     * @param lanes iterations of the lanes loop
     * @param scalars the scalar arguments
     */
    public long[] global(Strategy strategy, long rows, long lanes, long[] scalars) {
        return strategy.global(rows, lanes, turnedExtent < 0 ? 1 : scalars[turnedExtent]);
    }

    /** Whether all loops along a row have so many iterations. */
    private boolean isEven(long length, long lanes, long[] scalars) {
        if (cut || hasLanes && lanes != length) {
            return false;
        }
        for (int[] product : lengths) {
            if (length(product, scalars) != length) {
                return false;
            }
        }
        return true;
    }

    private Strategy team(long rows, long elements, int group, boolean even, int vector) {
        long length = elements / vector;
        int most = Math.min(1024, floorPowerOfTwo(machine.mostInGroup()));
        // a work item has at least 32 bytes of a row
        long least = Math.max(1, 32L / ((long) Math.clamp(widest, 2, 8) * vector));
        int across = powerOfTwo(Math.ceilDiv(length, least), elements > 8192 ? Math.min(512, most) : group);
        if (keeps) {
            while (across < most && Math.ceilDiv(elements, (long) across) > MOST_EACH) {
                across *= 2;
            }
        }
        int down = across > 32 ? 1 : powerOfTwo(rows, group / across);
        long part = Math.ceilDiv(length, (long) across);
        int each = part * vector <= MOST_EACH || keeps ? (int) part : 0;
        return new Strategy(Strategy.Kind.TEAMS, across, down, each, 1, even && each > 0, vector, 0);
    }

    /** The lowest power of two that is not below n, or the limit. */
    private static int powerOfTwo(long n, int limit) {
        int p = 1;
        while (p < n && p < limit) {
            p *= 2;
        }
        return p;
    }

    private static int floorPowerOfTwo(int n) {
        return Integer.highestOneBit(Math.max(1, n));
    }

    // ---- making

    /** The kernel of work items for a strategy. */
    public Kernel kernel(Strategy strategy) {
        Fresh fresh = new Fresh(kernel);
        List<Stmt> row = wide ? grid.body() : NarrowDivision.apply(grid);
        List<Stmt> body = switch (strategy.kind()) {
            case LANES -> new LaneItems(fresh, strategy).body(grid, row);
            case POINTS -> new LaneItems(fresh, strategy).points(grid, row);
            case ROWS -> rows(fresh, strategy, row);
            case TEAMS -> new Teams(fresh, strategy, wide, machine.inStep()).body(grid, row);
            case COLUMNS -> new Columns(fresh, strategy, wide).body(grid, row);
            case TILES -> new Tiles(fresh, strategy, Objects.requireNonNull(turned), wide).body(grid);
        };
        return kernel.withBody(body);
    }

    private List<Stmt> rows(Fresh fresh, Strategy strategy, List<Stmt> row) {
        List<Stmt> inside = new FoldLoops(fresh).all(row);
        return List.of(
                new Stmt.Let(grid.var(), Items.position(strategy.across())),
                new Stmt.If(Expr.apply(Op.LT, grid.var(), grid.to()), inside, List.of()));
    }

    /** Numbers of work items as indices. */
    static final class Items {
        private Items() {}

        static Expr id(Expr.IdKind kind, int dimension) {
            return Expr.cast(DType.INT64, new Expr.Id(kind, dimension));
        }

        /** The number of a work item along dimension 0, of groups of a known size. */
        static Expr position(int across) {
            return Expr.add(
                    Expr.mul(id(Expr.IdKind.GROUP, 0), Expr.constant(DType.INT64, across)), id(Expr.IdKind.LOCAL, 0));
        }
    }
}
