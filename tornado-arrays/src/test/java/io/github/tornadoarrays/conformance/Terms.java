package io.github.tornadoarrays.conformance;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Random expressions of a given shape; all that is random comes from the seed. */
final class Terms {
    private static final long[] EXTENTS = {0, 1, 1, 2, 3, 7, 31, 33, 64, 255, 257, 1025, 4098};

    /** Those that are asked for by their name; the others are parts of how these are computed. */
    private static final List<FoldOp> FOLDS = Arrays.stream(FoldOp.values())
            .filter(op -> op != FoldOp.COMPLEX_PROD && op != FoldOp.COMPLEX_SUM)
            .toList();

    private static final List<Op> UNARY = List.of(
            Op.NEG,
            Op.ABS,
            Op.SIGN,
            Op.NOT,
            Op.FLOOR,
            Op.CEIL,
            Op.TRUNC,
            Op.RINT,
            Op.SQRT,
            Op.ISNAN,
            Op.ISINF,
            Op.ISFINITE,
            Op.SIGNBIT,
            Op.REAL,
            Op.IMAG,
            Op.CONJ);

    private static final List<Op> FUNCTIONS = List.of(
            Op.CBRT, Op.EXP, Op.EXP2, Op.EXPM1, Op.LOG, Op.LOG2, Op.LOG10, Op.LOG1P, Op.SIN, Op.COS, Op.TAN, Op.ASIN,
            Op.ACOS, Op.ATAN, Op.SINH, Op.COSH, Op.TANH, Op.ASINH, Op.ACOSH, Op.ATANH);

    private static final List<Op> BINARY = List.of(
            Op.ADD,
            Op.ADD,
            Op.SUB,
            Op.SUB,
            Op.MUL,
            Op.MUL,
            Op.DIV,
            Op.FLOOR_DIV,
            Op.MOD,
            Op.MAX,
            Op.MIN,
            Op.COPYSIGN,
            Op.NEXTAFTER,
            Op.AND,
            Op.OR,
            Op.XOR,
            Op.SHL,
            Op.SHR,
            Op.LT,
            Op.LE,
            Op.GT,
            Op.GE,
            Op.EQ,
            Op.NE,
            Op.POW,
            Op.ATAN2,
            Op.HYPOT,
            Op.LOGADDEXP,
            Op.COMPLEX);

    /** Whether leaves lie outside the heap. */
    private final boolean outside;

    private final Random random;
    private final long most;
    private final Map<Term, Node> nodes = new LinkedHashMap<>();
    private boolean special;

    Terms(long seed, long most, boolean outside) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 12345);
        this.most = most;
        this.outside = outside;
        special = random.nextInt(3) == 0;
    }

    Random random() {
        return random;
    }

    /** A random shape of limited size. */
    long[] shape(int maxRank) {
        int rank = random.nextInt(maxRank + 1);
        long[] shape = new long[rank];
        long room = most;
        for (int d = 0; d < rank; d++) {
            long n;
            do {
                n = EXTENTS[random.nextInt(EXTENTS.length)];
            } while (n > room || n == 0 && random.nextInt(6) > 0);
            shape[d] = n;
            room /= Math.max(1, n);
        }
        for (int d = rank - 1; d > 0; d--) {
            int e = random.nextInt(d + 1);
            long t = shape[d];
            shape[d] = shape[e];
            shape[e] = t;
        }
        return shape;
    }

    /** An expression of a shape, about {@code depth} operations high. */
    Term of(long[] shape, int depth) {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                return depth <= 0 ? simple(shape) : operation(shape, depth);
            } catch (ArrayException e) {
                // not defined for these types: another one
            }
        }
        return leaf(type(), shape);
    }

    private Term operation(long[] shape, int depth) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> unary(shape, depth, UNARY);
            case 2 -> unary(shape, depth, FUNCTIONS);
            case 3, 4, 5, 6 -> binary(shape, depth);
            case 7 -> cast(type(), of(shape, depth - 1));
            case 8 -> where(shape, depth);
            case 9 -> fma(shape, depth);
            case 10, 11 -> reduce(shape, depth);
            case 12, 13, 14 -> view(shape, depth);
            case 15 -> gather(shape, depth);
            case 16 -> normalised(shape, depth);
            case 17 -> shared(shape, depth);
            case 18 -> broadcast(shape, depth);
            default -> simple(shape);
        };
    }

    private Term simple(long[] shape) {
        return switch (random.nextInt(8)) {
            case 0 -> constant(shape);
            case 1 -> iota(shape);
            case 2, 3, 4 -> slice(leaf(type(), around(shape)), shape);
            default -> leaf(type(), shape);
        };
    }

    /** Remembers a term with the node it gives, which is how its type and shape are known. */
    private Term term(String text, List<Term> inputs, Function<List<Node>, Node> make) {
        Term t = new Term(text, inputs, make);
        Node n = make.apply(inputs.stream().map(this::node).toList());
        nodes.put(t, n);
        return t;
    }

    private Node node(Term t) {
        return nodes.get(t);
    }

    private DType type(Term t) {
        return node(t).dtype();
    }

    DType type() {
        DType[] all = DType.values();
        return switch (random.nextInt(4)) {
            case 0 -> DType.FLOAT64;
            case 1 -> DType.FLOAT32;
            default -> all[random.nextInt(all.length)];
        };
    }

    // ---- sources

    Term leaf(DType t, long[] shape) {
        HostBuffer data = data(t, Shape.size(shape));
        return term("leaf " + t + Shape.text(shape), List.of(), in -> leaf(t, shape, data));
    }

    /** An array of the current engine. */
    static Node leaf(DType t, long[] shape, HostBuffer data) {
        return Node.leaf(t, shape, Engines.moved(data, Engines.current()));
    }

    private HostBuffer data(DType t, long n) {
        HostBuffer b = outside ? HostBuffer.allocateNative(t, n) : HostBuffer.allocate(t, n);
        for (long i = 0; i < n * t.parts(); i++) {
            if (t.isInexact()) {
                double x = random.nextInt(3) == 0 ? random.nextInt(9) - 4 : random.nextGaussian() * 2;
                if (special && random.nextInt(20) == 0) {
                    double[] odd = {0.0, -0.0, Double.NaN, 1 / 0.0, -1 / 0.0, 1e-42, 70000, 3e38, 1e-310, -1e10};
                    x = odd[random.nextInt(odd.length)];
                }
                b.setDouble(i, x);
            } else if (t.isBool()) {
                b.setLong(i, random.nextInt(2));
            } else {
                b.setLong(i, random.nextInt(12) == 0 ? random.nextLong() : random.nextInt(11) - 5);
            }
        }
        return b;
    }

    private Term constant(long[] shape) {
        DType t = type();
        long bits = t.isBool() ? random.nextInt(2) : t.isUnsigned() ? random.nextInt(6) : random.nextInt(11) - 5;
        double re = (random.nextInt(41) - 20) / 8.0;
        long[] s = random.nextBoolean() ? shape : Shape.SCALAR;
        Term c = t.isInexact()
                ? term(
                        "const " + t + Shape.text(s) + " " + re,
                        List.of(),
                        in -> Graph.constant(t, s, re, t.isComplex() ? re + 1 : 0))
                : term("const " + t + Shape.text(s) + " " + bits, List.of(), in -> Graph.constant(t, s, bits));
        if (s == shape) {
            return c;
        }
        Term other = leaf(t, shape);
        return term("add", List.of(other, c), in -> Graph.binary("add", Op.ADD, in.get(0), in.get(1)));
    }

    private Term iota(long[] shape) {
        long n = Shape.size(shape);
        DType t = type();
        if (t.isComplex() || t.isBool()) {
            throw new ArrayException("iota") {
                private static final long serialVersionUID = 1L;
            };
        }
        Term i = term("iota " + t + " " + n, List.of(), in -> Graph.iota(t, n));
        return view(i, Layout.contiguous(shape));
    }

    // ---- operations on elements

    private Term unary(long[] shape, int depth, List<Op> ops) {
        Op op = ops.get(random.nextInt(ops.size()));
        Term x = of(shape, depth - 1);
        return term(op.name(), List.of(x), in -> Graph.unary(op.name(), op, in.get(0)));
    }

    private Term binary(long[] shape, int depth) {
        Op op = BINARY.get(random.nextInt(BINARY.size()));
        Term x = of(shape, depth - 1);
        Term y = random.nextInt(4) == 0 ? x : operand(shape, depth - 1 - random.nextInt(2));
        if (op == Op.POW && !type(x).isInexact() && !type(y).isInexact()) {
            // integers have no negative powers: 0 <= y mod 7
            Term exponent = cast(DType.INT32, y);
            Node seven = Graph.constant(DType.INT32, Shape.SCALAR, 7);
            y = term("mod 7", List.of(exponent), n -> Graph.binary("mod", Op.MOD, n.get(0), seven));
            return term("POW", List.of(x, y), n -> Graph.binary("pow", op, n.get(0), n.get(1)));
        }
        List<Term> in = random.nextBoolean() ? List.of(x, y) : List.of(y, x);
        return term(op.name(), in, n -> Graph.binary(op.name(), op, n.get(0), n.get(1)));
    }

    /** Something that broadcasts to a shape. */
    private Term operand(long[] shape, int depth) {
        return random.nextInt(3) == 0 ? of(smaller(shape), depth) : of(shape, depth);
    }

    private long[] smaller(long[] shape) {
        long[] s = shape.clone();
        for (int d = 0; d < s.length; d++) {
            if (random.nextInt(3) == 0) {
                s[d] = 1;
            }
        }
        return s.length > 0 && random.nextInt(3) == 0 ? Arrays.copyOfRange(s, 1, s.length) : s;
    }

    private Term cast(DType t, Term x) {
        return term("cast " + t, List.of(x), in -> Graph.cast(in.get(0), t));
    }

    private Term where(long[] shape, int depth) {
        Term c = operand(shape, depth - 1);
        Term a = of(shape, depth - 1);
        Term b = operand(shape, depth - 2);
        return term(
                "where",
                List.of(c, a, b),
                in -> Graph.where(
                        in.get(0),
                        in.get(1),
                        in.get(2),
                        Promotion.promote(in.get(1).dtype(), in.get(2).dtype())));
    }

    private Term fma(long[] shape, int depth) {
        Term a = of(shape, depth - 1);
        Term b = operand(shape, depth - 1);
        Term c = operand(shape, depth - 2);
        return term("fma", List.of(a, b, c), in -> {
            DType t = Promotion.promote(
                    in.get(0).dtype(),
                    Promotion.promote(in.get(1).dtype(), in.get(2).dtype()));
            return Graph.fma(in.get(0), in.get(1), in.get(2), t);
        });
    }

    // ---- folds

    private Term reduce(long[] shape, int depth) {
        long[] s = shape;
        List<Integer> axes = new ArrayList<>();
        int more = 1 + random.nextInt(3);
        for (int k = 0; k < more && s.length < 6; k++) {
            int at = random.nextInt(s.length + 1);
            long n = EXTENTS[random.nextInt(EXTENTS.length)];
            if (n * room(s) > most || n == 0 && random.nextInt(4) > 0) {
                n = 2;
            }
            s = insert(s, at, n);
            axes.replaceAll(a -> a >= at ? a + 1 : a);
            axes.add(at);
        }
        int[] a = axes.stream().mapToInt(x -> x).toArray();
        FoldOp op = FOLDS.get(random.nextInt(FOLDS.size()));
        Term x = of(s, depth - 1);
        if (type(x).isComplex() && op != FoldOp.SUM && op != FoldOp.PROD && op != FoldOp.ANY && op != FoldOp.ALL) {
            op = FoldOp.SUM;
        }
        return fold(op, x, a);
    }

    private Term fold(FoldOp op, Term x, int... axes) {
        return term(op + " over " + Arrays.toString(axes), List.of(x), in -> Graph.reduce("fold", op, in.get(0), axes));
    }

    /** Softmax, layer normalisation and their like: a row against folds of itself. */
    private Term normalised(long[] shape, int depth) {
        if (shape.length == 0) {
            return of(shape, depth - 1);
        }
        int axis = random.nextInt(3) == 0 ? random.nextInt(shape.length) : shape.length - 1;
        Term x = of(shape, depth - 2);
        if (!type(x).isFloat()) {
            x = cast(random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64, x);
        }
        Term y = minus(x, along(fold(random.nextBoolean() ? FoldOp.MAX : FoldOp.SUM, x, axis), shape, axis));
        Term e = random.nextInt(3) == 0
                ? term("MUL", List.of(y, y), in -> Graph.binary("mul", Op.MUL, in.get(0), in.get(1)))
                : term("EXP", List.of(y), in -> Graph.unary("exp", Op.EXP, in.get(0)));
        Term z = along(fold(FoldOp.SUM, e, axis), shape, axis);
        Term top = random.nextBoolean() ? e : y;
        return term("DIV", List.of(top, z), in -> Graph.binary("div", Op.DIV, in.get(0), in.get(1)));
    }

    private Term minus(Term a, Term b) {
        return term("SUB", List.of(a, b), in -> Graph.binary("sub", Op.SUB, in.get(0), in.get(1)));
    }

    /** A fold's result with the axis back, of extent 1. */
    private Term along(Term folded, long[] shape, int axis) {
        long[] s = shape.clone();
        s[axis] = 1;
        return view(folded, Layout.contiguous(s));
    }

    // ---- views

    private Term shared(long[] shape, int depth) {
        List<Term> fit = nodes.keySet().stream()
                .filter(t -> Arrays.equals(node(t).shape(), shape))
                .toList();
        return fit.isEmpty() ? of(shape, depth - 1) : fit.get(random.nextInt(fit.size()));
    }

    private Term broadcast(long[] shape, int depth) {
        Term x = of(smaller(shape), depth - 1);
        Node n = node(x);
        Layout from = n.value() instanceof Value.View v ? v.layout() : Layout.contiguous(n.shape());
        return relay(x, from.broadcastTo(shape));
    }

    private Term view(long[] shape, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                int[] axes = Shape.allAxes(shape.length);
                for (int d = axes.length - 1; d > 0; d--) {
                    int e = random.nextInt(d + 1);
                    int t = axes[d];
                    axes[d] = axes[e];
                    axes[e] = t;
                }
                long[] from = new long[axes.length];
                int[] back = new int[axes.length];
                for (int d = 0; d < axes.length; d++) {
                    from[axes[d]] = shape[d];
                    back[d] = axes[d];
                }
                Term x = of(from, depth - 1);
                yield relay(x, layout(x).permute(back));
            }
            case 1 -> {
                long[] other = factors(Shape.size(shape));
                Term x = whole(of(other, depth - 1));
                yield view(x, Layout.contiguous(shape));
            }
            default -> slice(of(around(shape), depth - 1), shape);
        };
    }

    private long[] factors(long n) {
        if (n == 0) {
            return new long[] {0, 3};
        }
        List<Long> f = new ArrayList<>(List.of(n));
        for (long p : new long[] {2, 3, 31, 33, 5}) {
            long last = f.get(f.size() - 1);
            if (last % p == 0 && last > p && random.nextBoolean()) {
                f.set(f.size() - 1, last / p);
                f.add(random.nextInt(f.size() + 1), p);
            }
        }
        return f.stream().mapToLong(x -> x).toArray();
    }

    /** A shape out of which {@link #slice} can cut one. */
    private long[] around(long[] shape) {
        long[] s = shape.clone();
        for (int d = 0; d < s.length; d++) {
            long factor = 1L + random.nextInt(3);
            long n = s[d] * factor + random.nextInt(3);
            if (room(s) / Math.max(1, s[d]) * n <= 3 * most) {
                s[d] = n;
            }
        }
        if (random.nextInt(4) == 0 && s.length < 6 && room(s) * 2 <= 3 * most) {
            s = insert(s, random.nextInt(s.length + 1), 2);
        }
        return s;
    }

    /** The size of a shape, as if no axis were empty. */
    private static long room(long[] shape) {
        return Arrays.stream(shape).map(n -> Math.max(1, n)).reduce(1, (a, b) -> a * b);
    }

    /** Part of an array with at least the extents of a shape, and perhaps one more axis. */
    private Term slice(Term x, long[] shape) {
        Layout l = layout(x);
        if (l.rank() > shape.length) {
            // the axis to leave out: one without which all extents fit
            for (int d = 0; d < l.rank(); d++) {
                Layout less = l.select(d, l.shape()[d] - 1);
                if (l.shape()[d] > 0 && fits(less.shape(), shape)) {
                    l = less;
                    break;
                }
            }
        }
        for (int d = 0; d < shape.length; d++) {
            long n = l.shape()[d];
            long want = shape[d];
            if (want == 0) {
                l = l.slice(d, 0, 1, 0);
                continue;
            }
            long step = 1 + (want > 1 ? random.nextLong((n - 1) / (want - 1)) : 0);
            long start = random.nextLong(n - (want - 1) * step);
            if (random.nextInt(3) == 0) {
                l = l.slice(d, start + (want - 1) * step, -step, want);
            } else {
                l = l.slice(d, start, step, want);
            }
        }
        return relay(x, l);
    }

    private static boolean fits(long[] big, long[] small) {
        for (int d = 0; d < small.length; d++) {
            if (big[d] < small[d]) {
                return false;
            }
        }
        return true;
    }

    private Layout layout(Term x) {
        Node n = node(x);
        return n.value() instanceof Value.View v ? v.layout() : Layout.contiguous(n.shape());
    }

    /** A term over a view's base rather than over the view: views are of what has memory of its own. */
    private Term relay(Term x, Layout l) {
        Term base = base(x);
        return term("view " + l, List.of(base), in -> Graph.view(in.get(0), l));
    }

    private Term base(Term x) {
        if (!(node(x).value() instanceof Value.View v)) {
            return x;
        }
        // an operation that changes nothing gives its operand's node
        Term in = x.inputs.get(0);
        return node(in) == v.base() ? in : base(in);
    }

    private Term view(Term x, Layout l) {
        return relay(whole(x), l);
    }

    /** A copy of what is a view, so that its elements lie one after another. */
    private Term whole(Term x) {
        return node(x).value() instanceof Value.View ? term("copy", List.of(x), in -> Graph.copy(in.get(0))) : x;
    }

    private static long[] insert(long[] a, int at, long value) {
        long[] b = new long[a.length + 1];
        System.arraycopy(a, 0, b, 0, at);
        b[at] = value;
        System.arraycopy(a, at, b, at + 1, a.length - at);
        return b;
    }

    // ---- picked elements

    private Term gather(long[] shape, int depth) {
        int lead = random.nextInt(shape.length + 1);
        int picked = 1 + random.nextInt(2);
        long[] rest = Arrays.copyOfRange(shape, lead, shape.length);
        long[] source = new long[picked + rest.length];
        System.arraycopy(rest, 0, source, picked, rest.length);
        for (int d = 0; d < picked; d++) {
            source[d] = 1;
            source[d] += random.nextLong(Math.clamp(3 * most / room(source), 1, 7));
        }
        Term from = of(source, depth - 1);
        Layout l = layout(from);
        List<Term> in = new ArrayList<>();
        in.add(base(from));
        long[] leading = Arrays.copyOf(shape, lead);
        for (int d = 0; d < picked; d++) {
            DType t = List.of(DType.INT64, DType.INT32, DType.INT8, DType.UINT8).get(random.nextInt(4));
            long n = source[d];
            HostBuffer data = HostBuffer.allocate(t, Shape.size(leading));
            for (long i = 0; i < data.length(); i++) {
                data.setLong(i, random.nextLong(n) - (t.isSigned() && random.nextInt(3) == 0 ? n : 0));
            }
            Term index = term("index " + t + Shape.text(leading), List.of(), x -> leaf(t, leading, data));
            if (t.isSigned() && random.nextInt(3) == 0) {
                // a pending index: 0 <= (index + 1) mod n < n
                index = term(
                        "turn " + n,
                        List.of(index),
                        x -> Graph.binary(
                                "mod",
                                Op.MOD,
                                Graph.binary("add", Op.ADD, x.get(0), Graph.constant(t, Shape.SCALAR, 1)),
                                Graph.constant(t, Shape.SCALAR, n)));
            }
            in.add(index);
        }
        return term("gather " + l, in, n -> Graph.gather(n.get(0), l, n.subList(1, n.size())));
    }

    // ---- one of each

    /** Whether arrays have the operation; the others are for kernels made from Java methods. */
    private static boolean isOfArrays(Op op) {
        return switch (op) {
            case CAST, REM, SATURATE, BITCAST, MUL_HIGH, POPCOUNT, CLZ -> false;
            default -> op.arity() <= 2;
        };
    }

    /** Every operation on every type (and a mixture), with operands as they are, strided, and the same for a row. */
    List<Term> everyOperation() {
        special = true;
        List<Term> all = new ArrayList<>();
        for (DType t : DType.values()) {
            for (Op op : Op.values()) {
                for (int form = 0; form < 4 && isOfArrays(op); form++) {
                    List<Term> in = new ArrayList<>(List.of(form(t, form)));
                    if (op.arity() == 2) {
                        DType u = op == Op.POW && t.isInteger() ? DType.UINT8 : form == 3 ? type() : t;
                        in.add(form(u, form));
                    }
                    if (op == Op.POW
                            && in.stream().noneMatch(x -> type(x).isInexact())
                            && type(in.get(1)).isSigned()) {
                        continue;
                    }
                    try {
                        Term result = term(
                                op + " form " + form,
                                in,
                                n -> op.arity() == 1
                                        ? Graph.unary("op", op, n.get(0))
                                        : Graph.binary("op", op, n.get(0), n.get(1)));
                        // in a wider type, so that what a store would cut off is seen
                        DType wide = type(result).isInteger() ? DType.INT64 : DType.FLOAT64;
                        all.add(form == 1 && !type(result).isComplex() ? cast(wide, result) : result);
                    } catch (ArrayException e) {
                        // not defined for this type
                    }
                }
            }
            for (DType u : DType.values()) {
                all.add(cast(u, form(t, 0)));
                all.add(cast(u, form(t, 1)));
            }
        }
        return all;
    }

    private Term form(DType t, int form) {
        return switch (form) {
            case 1 -> slice(leaf(t, new long[] {5, 101}), new long[] {3, 50});
            case 2 -> broadcastTo(leaf(t, new long[] {30, 1}), 30, 5);
            default -> leaf(t, new long[] {3, 50});
        };
    }

    private Term broadcastTo(Term x, long... shape) {
        return relay(x, layout(x).broadcastTo(shape));
    }

    /** Every fold of every type: of rows, of columns, of strided rows, of an expression, and long ones, which are split. */
    List<Term> everyFold() {
        List<Term> all = new ArrayList<>();
        for (DType t : DType.values()) {
            for (FoldOp op : FOLDS) {
                for (int form = 0; form < 6; form++) {
                    special = form % 2 == 0;
                    Term x = switch (form) {
                        case 0, 1 -> leaf(t, new long[] {9, 40});
                        case 2 -> slice(leaf(t, new long[] {13, 99}), new long[] {9, 40});
                        case 3 -> {
                            Term y = leaf(t, new long[] {9, 40});
                            yield term("MAX", List.of(y, y), n -> Graph.binary("max", Op.MAX, n.get(0), n.get(1)));
                        }
                        case 4 -> leaf(t, new long[] {1200, 40});
                        default -> leaf(t, new long[] {2, 40_000});
                    };
                    if (!type(x).isComplex() || op == FoldOp.SUM || op == FoldOp.ANY || op == FoldOp.ALL) {
                        all.add(fold(op, x, form == 1 || form == 4 ? 0 : 1));
                    }
                }
            }
        }
        return all;
    }
}
