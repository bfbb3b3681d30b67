package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Function;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a node as one expression over loop variables: views become affine indices, complex numbers pairs of reals. */
final class Trace {
    /** Whether both parts of a complex sum are one fold; the JVM's tiles hold one. */
    private final boolean pairs;

    Trace(boolean pairs) {
        this.pairs = pairs;
    }

    /** Inputs in memory (leaves, and views of leaves), in the order met. */
    final List<Node> leaves = new ArrayList<>();

    /** Constant nodes, in the order met. */
    final List<Node> constants = new ArrayList<>();

    /** Sets of loop variables are the bits of a long, and a split fold needs two more. */
    private static final int MOST_VARIABLES = 60;

    /** The extent of each loop variable; the first ones are the result's axes. */
    long[] extents;

    record Key(Node node, List<Affine> index) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && node == k.node && index.equals(k.index);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(node) + index.hashCode();
        }
    }

    final Map<Key, Val[]> done = new LinkedHashMap<>();
    private final EqualNodes equals = new EqualNodes();
    private final Map<Node, Integer> leafIds = new IdentityHashMap<>();
    private final Map<Node, Integer> constantIds = new IdentityHashMap<>();

    /** The parts of the root's elements: one, or real and imaginary. A constant may be given a shape that isn't its own. */
    Val[] root(Node root, long[] shape) {
        if (shape.length > MOST_VARIABLES) {
            throw tooManyAxes(shape.length);
        }
        extents = shape.clone();
        List<Affine> index = new ArrayList<>();
        for (int i = 0; i < extents.length; i++) {
            index.add(Affine.variable(i));
        }
        return trace(root, index);
    }

    private static ShapeException tooManyAxes(int rank) {
        return new ShapeException(
                "eval: an array of " + rank + " axes; at most " + MOST_VARIABLES + " can be computed with");
    }

    private Val[] trace(Node any, List<Affine> index) {
        Node node = equals.representative(any);
        Value value = node.value();
        if (value instanceof Value.Const) {
            return constant(node);
        }
        Key key = new Key(node, index);
        Val[] known = done.get(key);
        if (known == null) {
            known = switch (value) {
                case Value.Leaf l -> access(node, Layout.contiguous(node.shape()), index);
                case Value.View v -> view(node, v, index);
                case Value.Iota i -> new Val[] {new Val.Iota(node.dtype(), index.get(0))};
                case Value.Map m -> map(node, m, index);
                case Value.Call c -> call(c, index);
                case Value.Reduce r -> fold(node, r, index);
                case Value.Gather g -> gather(node, g, index);
                case Value.Const c -> constant(node);
            };
            done.put(key, known);
        }
        return known;
    }

    private Val[] constant(Node node) {
        int id = constantIds.computeIfAbsent(node, n -> {
            constants.add(n);
            return constants.size() - 1;
        });
        DType t = node.dtype().part();
        Key key = new Key(node, List.of());
        return done.computeIfAbsent(
                key,
                k -> node.dtype().isComplex()
                        ? new Val[] {new Val.Scalar(id, 0, t), new Val.Scalar(id, 1, t)}
                        : new Val[] {new Val.Scalar(id, 0, t)});
    }

    private int leaf(Node node) {
        return leafIds.computeIfAbsent(node, n -> {
            leaves.add(n);
            return leaves.size() - 1;
        });
    }

    private static Affine place(Layout layout, List<Affine> index) {
        Affine at = Affine.ZERO;
        for (int d = 0; d < index.size(); d++) {
            if (layout.shape()[d] != 1) {
                at = at.plus(index.get(d).times(layout.strides()[d]));
            }
        }
        return at;
    }

    /** The place is counted from the layout's offset, which is bound at launch. */
    private Val[] access(Node node, Layout layout, List<Affine> index) {
        Affine at = place(layout, index);
        DType t = node.dtype();
        int id = leaf(node);
        if (t.isComplex()) {
            Affine re = at.times(2);
            return new Val[] {new Val.Access(id, t.part(), re), new Val.Access(id, t.part(), re.plus(1))};
        }
        return new Val[] {new Val.Access(id, t, at)};
    }

    private Val[] view(Node node, Value.View v, List<Affine> index) {
        Node base = v.base();
        if (!base.isPending()) {
            return access(node, v.layout(), index);
        }
        if (base.value() instanceof Value.Const) {
            return constant(base);
        }
        List<Affine> inner = unravel(place(v.layout(), index).plus(v.layout().offset()), base.shape());
        if (inner == null) {
            throw new Cut(base);
        }
        return trace(base, inner);
    }

    /** The index into each axis of a row-major shape, or null where it isn't affine. */
    private List<Affine> unravel(Affine at, long[] shape) {
        int rank = shape.length;
        if (Shape.size(shape) == 0) {
            return null;
        }
        long[][] coef = new long[rank][at.coef().length];
        long[] constant = new long[rank];
        long[] strides = Layout.contiguousStrides(shape);
        long rest = at.constant();
        for (int d = 0; d < rank; d++) {
            constant[d] = rest / strides[d];
            rest %= strides[d];
        }
        for (int v = 0; v < at.coef().length; v++) {
            long c = extents[v] == 1 ? 0 : at.coef(v);
            for (int d = 0; d < rank; d++) {
                if (shape[d] != 1) {
                    coef[d][v] = c / strides[d];
                    c %= strides[d];
                }
            }
        }
        List<Affine> index = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            Affine a = new Affine(coef[d], constant[d]);
            if (a.bound(extents, false) < 0 || a.bound(extents, true) >= Math.max(1, shape[d])) {
                return null;
            }
            index.add(a);
        }
        return index;
    }

    private Val[] map(Node node, Value.Map m, List<Affine> index) {
        List<Val[]> in = new ArrayList<>();
        for (Node n : m.inputs()) {
            in.add(trace(n, index));
        }
        DType from = m.inputs().get(0).dtype();
        if (node.dtype().isComplex() || from.isComplex() || m.op() == Op.SELECT && in.get(1).length == 2) {
            return ComplexMath.apply(m.op(), from, node.dtype(), in);
        }
        return new Val[] {apply(m.op(), node.dtype(), in.stream().map(v -> v[0]).toList())};
    }

    /** A user's function: as the expression it is, or as a call where it is more than that. */
    private Val[] call(Value.Call c, List<Affine> index) {
        Function f = c.function();
        List<Val> args = new ArrayList<>();
        for (Node n : c.inputs()) {
            args.add(trace(n, index)[0]);
        }
        if (!f.isExpression()) {
            return new Val[] {new Val.Call(f, args)};
        }
        Map<String, Val> named = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            named.put(f.parameters().get(i).name(), args.get(i));
        }
        inline(f.body(), named);
        return new Val[] {inline(f.result(), named)};
    }

    /** Both branches are computed, and what they leave in a variable is selected. */
    private static void inline(List<Stmt> body, Map<String, Val> named) {
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Let l -> named.put(l.var().name(), inline(l.value(), named));
                case Stmt.Assign a -> named.put(a.var().name(), inline(a.value(), named));
                case Stmt.If i -> {
                    Val condition = inline(i.condition(), named);
                    Map<String, Val> yes = new HashMap<>(named);
                    Map<String, Val> no = new HashMap<>(named);
                    inline(i.then(), yes);
                    inline(i.otherwise(), no);
                    named.replaceAll((name, old) -> {
                        Val a = yes.get(name);
                        Val b = no.get(name);
                        return a == b ? a : new Val.Apply(Op.SELECT, a.type(), List.of(condition, a, b));
                    });
                }
                default -> throw new IllegalStateException("in an expression: " + s);
            }
        }
    }

    private static Val inline(Expr e, Map<String, Val> named) {
        return switch (e) {
            case Expr.Const c -> new Val.Literal(c);
            case Expr.Var v -> named.get(v.name());
            case Expr.Apply a ->
                new Val.Apply(
                        a.op(),
                        a.type(),
                        a.args().stream().map(x -> inline(x, named)).toList());
            case Expr.Load l -> throw new IllegalStateException("memory in a function: " + l);
            case Expr.Id i -> throw new IllegalStateException("a work item's number in a function: " + i);
        };
    }

    /** An operation on reals; 16-bit floats are computed in float32 and rounded. */
    static Val apply(Op op, DType type, List<Val> args) {
        if (op == Op.CAST) {
            return cast(args.get(0), type);
        }
        if (op == Op.SELECT) {
            return new Val.Apply(op, type, args);
        }
        boolean half = args.stream().anyMatch(a -> a.type().isHalf());
        if (!half) {
            return new Val.Apply(op, type, args);
        }
        List<Val> wide = args.stream().map(a -> cast(a, DType.FLOAT32)).toList();
        return type.isHalf() ? cast(new Val.Apply(op, DType.FLOAT32, wide), type) : new Val.Apply(op, type, wide);
    }

    static Val cast(Val v, DType type) {
        return v.type() == type ? v : new Val.Apply(Op.CAST, type, List.of(v));
    }

    private Val[] fold(Node node, Value.Reduce r, List<Affine> index) {
        Node input = r.input();
        long[] shape = input.shape();
        List<Affine> inner = new ArrayList<>(Arrays.asList(new Affine[shape.length]));
        int[] vars = new int[r.axes().length];
        if (extents.length + vars.length > MOST_VARIABLES) {
            if (index.size() == extents.length) {
                throw tooManyAxes(shape.length);
            }
            throw new Cut(node);
        }
        for (int k = 0; k < vars.length; k++) {
            vars[k] = extents.length;
            extents = Arrays.copyOf(extents, extents.length + 1);
            extents[vars[k]] = shape[r.axes()[k]];
            inner.set(r.axes()[k], Affine.variable(vars[k]));
        }
        int next = 0;
        for (int d = 0; d < shape.length; d++) {
            if (inner.get(d) == null) {
                inner.set(d, index.get(next++));
            }
        }
        Val[] in = trace(input, inner);
        FoldOp op = r.op();
        if (input.dtype().isComplex()) {
            return complexFold(node, op, vars, in);
        }
        DType state = stateType(op, input.dtype());
        // a float32 value goes into a float64 state as it is: the fold widens it, as it likes
        boolean narrow = state == DType.FLOAT64 && input.dtype() != DType.FLOAT64;
        List<Val> values = new ArrayList<>(List.of(cast(in[0], narrow ? DType.FLOAT32 : state)));
        List<DType> states = new ArrayList<>(List.of(state));
        if (op == FoldOp.ARGMAX || op == FoldOp.ARGMIN) {
            states.add(DType.INT64);
            values.add(new Val.Iota(DType.INT64, position(vars)));
            return new Val[] {new Val.Folded(new Val.Fold(op, vars, states, values, node, null), 1)};
        }
        return new Val[] {cast(new Val.Folded(new Val.Fold(op, vars, states, values, node, null), 0), node.dtype())};
    }

    private Val[] complexFold(Node node, FoldOp op, int[] vars, Val[] in) {
        return switch (op) {
            case SUM -> {
                DType s = DType.FLOAT64;
                if (pairs) {
                    Val.Fold f = new Val.Fold(
                            FoldOp.COMPLEX_SUM, vars, List.of(s, s), List.of(narrow(in[0]), narrow(in[1])), node, null);
                    DType t = node.dtype().part();
                    yield new Val[] {cast(new Val.Folded(f, 0), t), cast(new Val.Folded(f, 1), t)};
                }
                Val[] out = new Val[2];
                for (int p = 0; p < 2; p++) {
                    Val.Fold f = new Val.Fold(op, vars, List.of(s), List.of(cast(in[p], s)), node, null);
                    out[p] = cast(new Val.Folded(f, 0), node.dtype().part());
                }
                yield out;
            }
            case PROD -> {
                DType s = DType.FLOAT64;
                Val.Fold f = new Val.Fold(
                        FoldOp.COMPLEX_PROD, vars, List.of(s, s), List.of(cast(in[0], s), cast(in[1], s)), node, null);
                DType t = node.dtype().part();
                yield new Val[] {cast(new Val.Folded(f, 0), t), cast(new Val.Folded(f, 1), t)};
            }
            default -> throw new IllegalStateException(op + " of complex numbers is made from real folds");
        };
    }

    /** A value that a sum in float64 takes in as float32 where it is one. */
    private static Val narrow(Val v) {
        if (v instanceof Val.Apply a && a.op() == Op.CAST && a.args().get(0).type() == DType.FLOAT32) {
            return a.args().get(0);
        }
        return v.type() == DType.FLOAT32 ? v : cast(v, DType.FLOAT64);
    }

    /** The type a fold's state has: wide enough to lose nothing on the way. */
    private static DType stateType(FoldOp op, DType t) {
        return switch (op) {
            case SUM, PROD -> t.isFloat() ? DType.FLOAT64 : t.isUnsigned() ? DType.UINT64 : DType.INT64;
            case ANY, ALL -> DType.BOOL;
            default -> t.isHalf() ? DType.FLOAT32 : t.isFloat() ? t : t.isSigned() ? DType.INT64 : DType.UINT64;
        };
    }

    private Affine position(int[] vars) {
        Affine at = Affine.ZERO;
        long step = 1;
        for (int k = vars.length - 1; k >= 0; k--) {
            at = at.plus(Affine.variable(vars[k]).times(step));
            step *= extents[vars[k]];
        }
        return at;
    }

    private Val[] gather(Node node, Value.Gather g, List<Affine> index) {
        if (g.source().isPending()) {
            throw new Cut(g.source());
        }
        int lead = g.indices().get(0).shape().length;
        int picked = g.indices().size();
        Layout layout = g.layout();
        Affine at = new Affine(new long[0], layout.offset());
        for (int d = picked; d < layout.rank(); d++) {
            at = at.plus(index.get(lead + d - picked).times(layout.strides()[d]));
        }
        List<Val> places = new ArrayList<>();
        for (Node n : g.indices()) {
            places.add(cast(trace(n, index.subList(0, lead))[0], DType.INT64));
        }
        DType t = node.dtype();
        int id = leaf(g.source());
        long[] extent = Arrays.copyOf(layout.shape(), picked);
        long[] stride = Arrays.copyOf(layout.strides(), picked);
        if (t.isComplex()) {
            long[] twice = Arrays.stream(stride).map(s -> 2 * s).toArray();
            Affine re = at.times(2);
            return new Val[] {
                new Val.Pick(id, t.part(), re, places, extent, twice),
                new Val.Pick(id, t.part(), re.plus(1), places, extent, twice)
            };
        }
        return new Val[] {new Val.Pick(id, t, at, places, extent, stride)};
    }
}
