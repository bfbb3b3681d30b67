package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.graph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides what one kernel computes and how its loops lie: which variables are the grid, which one the lanes, where folds go,
 * and whether a long fold is split in two kernels.
 */
public final class Fusion {
    /** Fewer lanes than this make a loop over another axis, or another strategy, the better one. */
    private static final int FEW_LANES = 32;

    /** A fold of columns shorter than this isn't worth a second kernel. */
    private static final long SPLIT_COLUMNS_FROM = 128;

    /** A fold shorter than this isn't worth a second kernel. */
    private static final long SPLIT_FROM = 1 << 15;

    /** A kernel of more operations than this is made of several. */
    private static final int MOST_OPERATIONS = 256;

    /** What a user's function counts among operations. */
    private static final int CALL = 16;

    private final Trace trace;
    private final List<Program.Step> steps = new ArrayList<>();
    private final List<Program.Temporary> temporaries = new ArrayList<>();
    private final Map<Val, Long> deps = new IdentityHashMap<>();

    private final Split split;

    private Fusion(Trace trace, Split split) {
        this.trace = trace;
        this.split = split;
    }

    /** The program for processors. */
    public static Program fuse(Node root, Layout result) {
        return fuse(root, result, Split.CORES);
    }

    /**
     * The program that computes a node into memory of a layout.
     *
     * @throws Cut if another node must be computed first
     */
    public static Program fuse(Node root, Layout result, Split split) {
        Trace trace = new Trace(split.shared());
        Val[] parts = trace.root(root, result.shape());
        cutWhatIsTooLarge(trace, root, parts);
        Fusion fusion = new Fusion(trace, split);
        int n = parts.length;
        Affine place = Affine.ZERO;
        for (int d = 0; d < result.rank(); d++) {
            place = place.plus(Affine.variable(d).times(result.strides()[d] * n));
        }
        List<Output> outputs = new ArrayList<>();
        for (int p = 0; p < n; p++) {
            outputs.add(new Output(
                    new Program.BufferArg.Result(),
                    root.dtype().part(),
                    parts[p],
                    place.plus(p),
                    result.offset() == 0));
        }
        List<Integer> vars = IntStream.range(0, result.rank()).boxed().toList();
        fusion.plan(root, outputs, vars);
        return new Program(fusion.steps, trace.leaves, trace.constants, fusion.temporaries);
    }

    /** The JVM does not compile methods of more than 8000 bytes, and other compilers get slow. */
    private static void cutWhatIsTooLarge(Trace trace, Node root, Val[] parts) {
        if (operations(parts) <= MOST_OPERATIONS) {
            return;
        }
        Node cut = null;
        int most = 0;
        for (Map.Entry<Trace.Key, Val[]> e : trace.done.entrySet()) {
            int n = operations(e.getValue());
            if (n > most && n <= MOST_OPERATIONS && e.getKey().node() != root) {
                most = n;
                cut = e.getKey().node();
            }
        }
        if (cut != null) {
            throw new Cut(cut);
        }
    }

    /** The number of different operations that values are made of. */
    private static int operations(Val... values) {
        Set<Val> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Val> open = new ArrayDeque<>(List.of(values));
        int n = 0;
        while (!open.isEmpty()) {
            Val v = open.pop();
            if (seen.add(v)) {
                n += v instanceof Val.Apply || v instanceof Val.Folded ? 1 : v instanceof Val.Call ? CALL : 0;
                open.addAll(v.args());
            }
        }
        return n;
    }

    /** A value to store, and where. */
    record Output(Program.BufferArg buffer, DType type, Val value, Affine at, boolean fromStart) {}

    private void plan(Node root, List<Output> outputs, List<Integer> resultVars) {
        List<Affine> places = places(outputs);
        Map<Val.Fold, List<Integer>> folds = new java.util.LinkedHashMap<>();
        for (Output o : outputs) {
            collectFolds(o.value(), folds, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
        List<Integer> outs = Collapse.merge(resultVars, trace.extents, places);
        Map<List<Integer>, List<Integer>> merged = new HashMap<>();
        folds.replaceAll((f, none) -> {
            List<Integer> vars = Arrays.stream(f.vars()).boxed().toList();
            return merged.computeIfAbsent(vars, v -> Collapse.merge(v, trace.extents, places));
        });
        if (folds.isEmpty()) {
            int lane = lane(outs);
            lower(outputs, without(outs, lane), lane, folds, false);
        } else {
            planFolds(root, outputs, outs, folds);
        }
    }

    private void planFolds(Node root, List<Output> outputs, List<Integer> outs, Map<Val.Fold, List<Integer>> folds) {
        long outMask = mask(outs);
        for (Val.Fold f : folds.keySet()) {
            for (Val.Fold g : nested(f)) {
                if ((foldDeps(g) & mask(Arrays.stream(f.vars()).boxed().toList())) != 0) {
                    throw new Cut(g.node());
                }
            }
        }
        Val.Fold main = folds.keySet().iterator().next();
        if (main.node() == root) {
            planReduction(root, outputs, outs, folds, main);
            return;
        }
        long grid = 0;
        for (Val.Fold f : folds.keySet()) {
            grid |= foldDeps(f) & outMask;
        }
        for (Val.Fold f : folds.keySet()) {
            if ((foldDeps(f) & outMask) != grid && f.node() != root) {
                throw new Cut(f.node());
            }
        }
        List<Integer> rest = new ArrayList<>();
        for (int v : outs) {
            if ((grid & 1L << v) == 0) {
                rest.add(v);
            }
        }
        if (rest.isEmpty()) {
            planReduction(root, outputs, outs, folds, main);
            return;
        }
        if (main.node() == root) {
            // a fold of a broadcast array: the same result along these axes
            int lane = rest.get(rest.size() - 1);
            lower(outputs, without(outs, lane), lane, folds, true);
            return;
        }
        long rows = size(outs) / size(rest);
        boolean last = rest.size() == 1 && rest.get(0).equals(outs.get(outs.size() - 1));
        boolean enough = rows >= split.fewResults() || size(outs) <= SPLIT_FROM;
        if (!last || !enough || alongLanes(main, folds.get(main), rest.get(0))) {
            throw new Cut(main.node());
        }
        lower(outputs, without(outs, rest.get(0)), rest.get(0), folds, true);
    }

    private void planReduction(
            Node root, List<Output> outputs, List<Integer> outs, Map<Val.Fold, List<Integer>> folds, Val.Fold main) {
        List<Integer> foldVars = folds.get(main);
        long foldSize = size(foldVars);
        int lane = lane(outs);
        boolean lanes = lane >= 0
                && trace.extents[lane] >= FEW_LANES / 2
                && (foldSize < FEW_LANES || alongLanes(main, foldVars, lane));
        long results = size(outs);
        boolean splits = lanes
                ? results < split.fewLanes() && foldSize * results > 1 << 18 && foldSize >= SPLIT_COLUMNS_FROM
                : results < split.fewResults() && foldSize >= SPLIT_FROM;
        if (splits) {
            boolean only = folds.keySet().stream().allMatch(f -> f.node() == root);
            if (!only) {
                throw new Cut(main.node());
            }
            split(root, outputs, outs, folds);
        } else if (lanes) {
            lower(outputs, without(outs, lane), lane, folds, false);
        } else {
            lower(outputs, outs, -1, folds, true);
        }
    }

    /** Whether memory is walked in smaller steps along a result's axis than along the fold's last one. */
    private boolean alongLanes(Val.Fold f, List<Integer> foldVars, int lane) {
        if (foldVars.isEmpty()) {
            return false;
        }
        int inner = foldVars.get(foldVars.size() - 1);
        long byLane = Long.MAX_VALUE;
        long byFold = Long.MAX_VALUE;
        for (Affine a : placesOf(f.values())) {
            if (a.coef(lane) != 0) {
                byLane = Math.min(byLane, Math.abs(a.coef(lane)));
            }
            if (a.coef(inner) != 0) {
                byFold = Math.min(byFold, Math.abs(a.coef(inner)));
            }
        }
        return byLane < byFold;
    }

    // ---- a long fold with few results: partial folds, then a fold of those

    private void split(Node root, List<Output> outputs, List<Integer> outs, Map<Val.Fold, List<Integer>> folds) {
        List<Integer> foldVars = folds.values().iterator().next();
        int cut = foldVars.get(0);
        for (int v : foldVars) {
            if (trace.extents[v] > trace.extents[cut]) {
                cut = v;
            }
        }
        long n = trace.extents[cut];
        long results = size(outs);
        int lane = lane(outs);
        boolean lanes = lane >= 0 && trace.extents[lane] >= FEW_LANES / 2;
        long piece = split.rounded(Math.ceilDiv(n, split.pieces(n, results, lanes)));
        long pieces = Math.ceilDiv(n, piece);
        int p = newVar(pieces);

        // the partial folds, over one piece each, into temporaries of shape (pieces, results…)
        Affine slot = rowMajor(outs);
        List<Output> partial = new ArrayList<>();
        Map<Val.Fold, List<Integer>> partialFolds = new java.util.LinkedHashMap<>();
        Map<Val.Fold, Val.Fold> finals = new IdentityHashMap<>();
        int q = newVar(pieces);
        for (Val.Fold f : folds.keySet()) {
            Val.Fold part = new Pieces(cut, p, piece).fold(f, new Val.Piece(p, piece, n, cut));
            partialFolds.put(part, foldVars);
            List<Val> again = new ArrayList<>();
            for (int k = 0; k < f.state().size(); k++) {
                int t = temporaries.size();
                temporaries.add(new Program.Temporary(f.state().get(k), pieces * results));
                partial.add(new Output(
                        new Program.BufferArg.Temp(t),
                        f.state().get(k),
                        new Val.Folded(part, k),
                        slot.plus(Affine.variable(p).times(results)),
                        true));
                again.add(new Val.Stored(
                        t, f.state().get(k), slot.plus(Affine.variable(q).times(results))));
            }
            finals.put(f, new Val.Fold(f.op(), new int[] {q}, f.state(), again, root, null));
        }
        List<Integer> gridVars = new ArrayList<>(List.of(p));
        gridVars.addAll(outs);
        lower(partial, lanes ? without(gridVars, lane) : gridVars, lanes ? lane : -1, partialFolds, !lanes);

        // the fold of the partial ones, with what the user does to the result
        List<Output> whole = new ArrayList<>();
        Map<Val.Fold, List<Integer>> wholeFolds = new java.util.LinkedHashMap<>();
        finals.values().forEach(f -> wholeFolds.put(f, List.of(q)));
        Replace replace = new Replace(finals);
        for (Output o : outputs) {
            whole.add(new Output(o.buffer(), o.type(), replace.val(o.value()), o.at(), o.fromStart()));
        }
        lower(whole, lanes ? without(outs, lane) : outs, lanes ? lane : -1, wholeFolds, !lanes);
    }

    private Affine rowMajor(List<Integer> vars) {
        Affine at = Affine.ZERO;
        long step = 1;
        for (int k = vars.size() - 1; k >= 0; k--) {
            at = at.plus(Affine.variable(vars.get(k)).times(step));
            step *= trace.extents[vars.get(k)];
        }
        return at;
    }

    private int newVar(long extent) {
        int v = trace.extents.length;
        trace.extents = Arrays.copyOf(trace.extents, v + 1);
        trace.extents[v] = extent;
        return v;
    }

    /** Rewrites values so that variable {@code cut} counts from the start of piece {@code p}. */
    private record Pieces(int cut, int p, long piece, Map<Val, Val> done) {
        Pieces(int cut, int p, long piece) {
            this(cut, p, piece, new IdentityHashMap<>());
        }

        private Affine place(Affine a) {
            return a.coef(cut) == 0 ? a : a.plus(Affine.variable(p).times(a.coef(cut) * piece));
        }

        Val.Fold fold(Val.Fold f, Val.Piece range) {
            return new Val.Fold(
                    f.op(),
                    f.vars(),
                    f.state(),
                    f.values().stream().map(this::val).toList(),
                    f.node(),
                    range);
        }

        Val val(Val v) {
            Val known = done.get(v);
            if (known == null) {
                known = switch (v) {
                    case Val.Access a -> new Val.Access(a.leaf(), a.type(), place(a.at()));
                    case Val.Stored s -> new Val.Stored(s.temporary(), s.type(), place(s.at()));
                    case Val.Iota i -> new Val.Iota(i.type(), place(i.at()));
                    case Val.Pick k ->
                        new Val.Pick(
                                k.leaf(),
                                k.type(),
                                place(k.at()),
                                k.index().stream().map(this::val).toList(),
                                k.extent(),
                                k.stride());
                    case Val.Apply a ->
                        new Val.Apply(
                                a.op(),
                                a.type(),
                                a.args().stream().map(this::val).toList());
                    case Val.Call c ->
                        new Val.Call(
                                c.function(), c.args().stream().map(this::val).toList());
                    case Val.Folded f -> throw new Cut(f.fold().node());
                    case Val.Scalar s -> s;
                    case Val.Literal l -> l;
                };
                done.put(v, known);
            }
            return known;
        }
    }

    /** Rewrites values so that they use other folds. */
    private record Replace(Map<Val.Fold, Val.Fold> folds, Map<Val, Val> done) {
        Replace(Map<Val.Fold, Val.Fold> folds) {
            this(folds, new IdentityHashMap<>());
        }

        Val val(Val v) {
            Val known = done.get(v);
            if (known == null) {
                known = switch (v) {
                    case Val.Folded f -> new Val.Folded(folds.get(f.fold()), f.part());
                    case Val.Apply a ->
                        new Val.Apply(
                                a.op(),
                                a.type(),
                                a.args().stream().map(this::val).toList());
                    case Val.Call c ->
                        new Val.Call(
                                c.function(), c.args().stream().map(this::val).toList());
                    default -> v;
                };
                done.put(v, known);
            }
            return known;
        }
    }

    // ---- helpers

    private void lower(
            List<Output> outputs, List<Integer> grid, int lane, Map<Val.Fold, List<Integer>> folds, boolean rowFolds) {
        steps.add(new Lower(trace, this, grid, lane, folds, rowFolds).step(outputs));
    }

    /** The variable that lanes run along: the last one, or where it is short the longest; -1 where there is none. */
    private int lane(List<Integer> outs) {
        if (outs.isEmpty()) {
            return -1;
        }
        int lane = outs.get(outs.size() - 1);
        if (trace.extents[lane] < FEW_LANES) {
            for (int v : outs) {
                if (trace.extents[v] > trace.extents[lane]) {
                    lane = v;
                }
            }
        }
        return lane;
    }

    private static List<Integer> without(List<Integer> vars, int v) {
        return vars.stream().filter(x -> x != v).toList();
    }

    private long size(List<Integer> vars) {
        long n = 1;
        for (int v : vars) {
            n *= trace.extents[v];
        }
        return n;
    }

    private static long mask(List<Integer> vars) {
        long m = 0;
        for (int v : vars) {
            m |= 1L << v;
        }
        return m;
    }

    Split split() {
        return split;
    }

    /** The live variables a value depends on, as a bit set. */
    long deps(Val v) {
        Long known = deps.get(v);
        if (known == null) {
            long m = switch (v) {
                case Val.Access a -> deps(a.at());
                case Val.Stored s -> deps(s.at());
                case Val.Iota i -> deps(i.at());
                case Val.Pick p -> deps(p.at());
                default -> 0;
            };
            for (Val a : v.args()) {
                m |= deps(a);
            }
            if (v instanceof Val.Folded f) {
                m = foldDeps(f.fold());
            }
            deps.put(v, m);
            known = m;
        }
        return known;
    }

    private long deps(Affine a) {
        long m = 0;
        for (int v = 0; v < a.coef().length; v++) {
            if (a.coef(v) != 0 && trace.extents[v] != 1) {
                m |= 1L << v;
            }
        }
        return m;
    }

    /** The variables a fold's result depends on. */
    long foldDeps(Val.Fold f) {
        long m = 0;
        for (Val v : f.values()) {
            m |= deps(v);
        }
        if (f.range() != null) {
            m |= 1L << f.range().piece();
        }
        return m & ~mask(Arrays.stream(f.vars()).boxed().toList());
    }

    private static void collectFolds(Val v, Map<Val.Fold, List<Integer>> into, Set<Val> seen) {
        if (!seen.add(v)) {
            return;
        }
        for (Val a : v.args()) {
            collectFolds(a, into, seen);
        }
        if (v instanceof Val.Folded f) {
            into.putIfAbsent(f.fold(), List.of());
        }
    }

    private static Set<Val.Fold> nested(Val.Fold f) {
        Map<Val.Fold, List<Integer>> found = new java.util.LinkedHashMap<>();
        Set<Val> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Val v : f.values()) {
            collectFolds(v, found, seen);
        }
        return new LinkedHashSet<>(found.keySet());
    }

    private List<Affine> places(List<Output> outputs) {
        List<Affine> places =
                new ArrayList<>(placesOf(outputs.stream().map(Output::value).toList()));
        outputs.forEach(o -> places.add(o.at()));
        return places;
    }

    private static Set<Affine> placesOf(List<Val> values) {
        Set<Affine> places = new LinkedHashSet<>();
        Set<Val> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        values.forEach(v -> collectPlaces(v, places, seen));
        return places;
    }

    private static void collectPlaces(Val v, Set<Affine> into, Set<Val> seen) {
        if (!seen.add(v)) {
            return;
        }
        switch (v) {
            case Val.Access a -> into.add(a.at());
            case Val.Stored s -> into.add(s.at());
            case Val.Iota i -> into.add(i.at());
            case Val.Pick p -> into.add(p.at());
            default -> {}
        }
        v.args().forEach(a -> collectPlaces(a, into, seen));
    }
}
