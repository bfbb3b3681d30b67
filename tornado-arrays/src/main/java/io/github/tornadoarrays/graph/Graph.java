package io.github.tornadoarrays.graph;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Function;
import io.github.tornadoarrays.ir.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds nodes: result types, broadcasting, and every check that a user's mistake can fail. */
public final class Graph {
    private Graph() {}

    // ---- places

    /** Refuses operands that are in different places. */
    public static void together(String name, Node a, Node b) {
        Place p = a.place();
        Place q = b.place();
        if (p != q && p != null && q != null) {
            throw apart(name, p, q);
        }
    }

    static DeviceException apart(String name, Place p, Place q) {
        Place other = p == Place.HOST ? p : q;
        return new DeviceException(name + ": operands are on " + p.name() + " and " + q.name()
                + "; move one with x.to(\"" + other.name() + "\")");
    }

    // ---- sources

    /** A node of one number everywhere. */
    public static Node constant(DType dtype, long[] shape, long value) {
        return new Node(
                dtype,
                Layout.contiguous(shape),
                new Value.Const(value, dtype == DType.UINT64 && value < 0 ? value + 0x1p64 : value, 0));
    }

    /** A node of one number everywhere. */
    public static Node constant(DType dtype, long[] shape, double re, double im) {
        return new Node(dtype, Layout.contiguous(shape), new Value.Const((long) re, re, im));
    }

    /** A node of a constant node's number, in a layout's shape. */
    public static Node constant(Node number, Layout layout) {
        return new Node(number.dtype(), Layout.contiguous(layout.shape()), number.value()).at(number.place());
    }

    /** 0, 1, … n-1. */
    public static Node iota(DType dtype, long n) {
        return new Node(dtype, Layout.contiguous(n), new Value.Iota());
    }

    /** The elements that a layout picks from a node's row-major order. */
    public static Node view(Node base, Layout layout) {
        return new Node(base.dtype(), Layout.contiguous(layout.shape()), new Value.View(base, layout));
    }

    /** Elements named by integer nodes along the first axes of a layout over {@code source}; see {@link Value.Gather}. */
    public static Node gather(Node source, Layout layout, List<Node> indices) {
        long[] lead = indices.get(0).shape();
        int rest = layout.rank() - indices.size();
        long[] shape = Arrays.copyOf(lead, lead.length + rest);
        System.arraycopy(layout.shape(), indices.size(), shape, lead.length, rest);
        for (Node i : indices) {
            together("take", source, i);
        }
        return new Node(
                source.dtype(), Layout.contiguous(shape), new Value.Gather(source, layout, List.copyOf(indices)));
    }

    // ---- types

    /** The same elements in another type; the node itself where it has that type. */
    public static Node cast(Node x, DType dtype) {
        return x.dtype() == dtype ? x : recast(x, dtype);
    }

    /** A new node with the same elements: a copy once it is computed. */
    public static Node copy(Node x) {
        return new Node(x.dtype(), x.layout(), new Value.Map(Op.CAST, List.of(x)));
    }

    private static Node recast(Node x, DType dtype) {
        if (x.value() instanceof Value.Const c && !dtype.isHalf()) {
            if (dtype.isInexact()) {
                double re = dtype.part() == DType.FLOAT32 ? (float) c.re() : c.re();
                return constant(dtype, x.shape(), re, dtype.isComplex() ? c.im() : 0)
                        .at(x.place());
            }
            if (dtype == DType.INT64 && x.dtype().isInteger()) {
                return constant(dtype, x.shape(), c.bits()).at(x.place());
            }
        }
        return new Node(dtype, x.layout(), new Value.Map(Op.CAST, List.of(x)));
    }

    /** A node with the result's shape: broadcast where it must be. */
    public static Node broadcast(Node x, long[] shape) {
        if (x.value() instanceof Value.Const || x.shape() == shape || Arrays.equals(x.shape(), shape)) {
            return x;
        }
        Layout from = x.value() instanceof Value.View v ? v.layout() : Layout.contiguous(x.shape());
        return view(x.base(), from.broadcastTo(shape));
    }

    private static Node map(Op op, DType dtype, long[] shape, Node... inputs) {
        for (Node in : inputs) {
            if (in.shape() == shape) {
                return new Node(dtype, in.layout(), new Value.Map(op, List.of(inputs)));
            }
        }
        return new Node(dtype, Layout.contiguous(shape), new Value.Map(op, List.of(inputs)));
    }

    // ---- element by element

    /** An operation on one array. */
    public static Node unary(String name, Op op, Node x) {
        DType t = x.dtype();
        DType in = switch (op) {
            case NEG, SIGN -> {
                if (t.isBool()) {
                    throw new DTypeException(name + ": not defined for bool; use logicalNot, or cast to int8 first");
                }
                yield t;
            }
            case ABS, REAL, IMAG, CONJ -> t;
            case NOT -> {
                if (t.isInexact()) {
                    throw notBits(name, t);
                }
                yield t;
            }
            case FLOOR, CEIL, TRUNC, RINT -> {
                if (t.isComplex() && op != Op.RINT) {
                    throw new DTypeException(name + ": not defined for " + t + "; round the real and imaginary parts");
                }
                yield t;
            }
            case ISNAN, ISINF, ISFINITE -> t;
            case SIGNBIT, CBRT, ERF, ERFC -> {
                realOnly(name, t);
                yield Promotion.inexact(t);
            }
            default -> Promotion.inexact(t);
        };
        Node c = cast(x, in);
        return switch (op) {
            case FLOOR, CEIL, TRUNC, RINT -> in.isInexact() ? map(op, in, x.shape(), c) : c;
            case ISNAN, ISINF, ISFINITE, SIGNBIT -> map(op, DType.BOOL, x.shape(), c);
            case ABS -> in.isBool() || in.isUnsigned() ? c : map(op, in.real(), x.shape(), c);
            case REAL -> in.isComplex() ? map(op, in.real(), x.shape(), c) : c;
            case IMAG ->
                in.isComplex()
                        ? map(op, in.real(), x.shape(), c)
                        : constant(in, x.shape(), 0).at(x.place());
            case CONJ -> in.isComplex() ? map(op, in, x.shape(), c) : c;
            default -> map(op, in, x.shape(), c);
        };
    }

    /** An operation on two arrays of the types they have. */
    public static Node binary(String name, Op op, Node a, Node b) {
        return binary(name, op, a, b, Promotion.promote(a.dtype(), b.dtype()));
    }

    /** An operation on two arrays whose common type is known (a weak scalar does not count). */
    public static Node binary(String name, Op op, Node a, Node b, DType common) {
        together(name, a, b);
        long[] shape = Arrays.equals(a.shape(), b.shape()) ? a.shape() : Shape.broadcast(name, a.shape(), b.shape());
        DType t = operandType(name, op, common);
        Op exact = op;
        if (t.isBool()) {
            exact = switch (op) {
                case ADD, MAX -> Op.OR;
                case MUL, MIN -> Op.AND;
                default -> op;
            };
        }
        DType result = op.isPredicate() ? DType.BOOL : op == Op.COMPLEX ? t.complex() : t;
        return map(exact, result, shape, broadcast(cast(a, t), shape), broadcast(cast(b, t), shape));
    }

    private static DType operandType(String name, Op op, DType t) {
        return switch (op) {
            case SUB -> {
                if (t.isBool()) {
                    throw new DTypeException(name + ": not defined for bool; use xor, or cast to int8 first");
                }
                yield t;
            }
            case DIV -> t.isInexact() ? t : DType.FLOAT64;
            case FLOOR_DIV, MOD -> {
                realOnly(name, t);
                yield t.isBool() ? DType.INT8 : t;
            }
            case POW, REM -> t.isBool() ? DType.INT8 : t;
            case SHL, SHR -> {
                if (t.isInexact()) {
                    throw notBits(name, t);
                }
                yield t.isBool() ? DType.INT8 : t;
            }
            case AND, OR, XOR -> {
                if (t.isInexact()) {
                    throw notBits(name, t);
                }
                yield t;
            }
            case ATAN2, HYPOT, LOGADDEXP, COPYSIGN, NEXTAFTER, COMPLEX -> {
                realOnly(name, t);
                DType f = Promotion.inexact(t);
                yield op == Op.COMPLEX && f != DType.FLOAT64 ? DType.FLOAT32 : f;
            }
            default -> t;
        };
    }

    private static void realOnly(String name, DType t) {
        if (t.isComplex()) {
            throw new DTypeException(name + ": not defined for " + t + "; it takes real types");
        }
    }

    private static DTypeException notBits(String name, DType t) {
        return new DTypeException(name + ": not defined for " + t + "; it takes bool and integer types");
    }

    /** The elements as bool: whether they are not zero. */
    public static Node truth(Node x) {
        return cast(x, DType.BOOL);
    }

    /** {@code a} where the condition is true, else {@code b}. */
    public static Node where(Node condition, Node a, Node b, DType common) {
        together("where", condition, a);
        together("where", condition, b);
        together("where", a, b);
        long[] shape = Shape.broadcast("where", condition.shape(), a.shape(), b.shape());
        return map(
                Op.SELECT,
                common,
                shape,
                broadcast(truth(condition), shape),
                broadcast(cast(a, common), shape),
                broadcast(cast(b, common), shape));
    }

    /** {@code a * b + c}, rounded once. */
    public static Node fma(Node a, Node b, Node c, DType common) {
        realOnly("fma", common);
        together("fma", a, b);
        together("fma", a, c);
        together("fma", b, c);
        long[] shape = Shape.broadcast("fma", a.shape(), b.shape(), c.shape());
        DType t = Promotion.inexact(common);
        return map(
                Op.FMA,
                t,
                shape,
                broadcast(cast(a, t), shape),
                broadcast(cast(b, t), shape),
                broadcast(cast(c, t), shape));
    }

    /** A user's function of arrays, which are taken in the types of its parameters; {@code id} is that of {@link Value.Call}. */
    public static Node call(Function function, long id, List<Node> inputs) {
        long[] shape = Shape.broadcast(
                function.name(), inputs.stream().map(Node::shape).toArray(long[][]::new));
        for (int i = 1; i < inputs.size(); i++) {
            for (int k = 0; k < i; k++) {
                together(function.name(), inputs.get(k), inputs.get(i));
            }
        }
        List<Node> own = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            own.add(broadcast(cast(inputs.get(i), function.parameterType(i)), shape));
        }
        return new Node(function.type(), Layout.contiguous(shape), new Value.Call(function, id, List.copyOf(own)));
    }

    // ---- folds

    /**
     * A fold over axes, counted from the front. The input is taken in the type the fold is made in, which is the result's but for
     * positions (int64) and truth (bool).
     */
    public static Node reduce(String name, FoldOp op, Node x, int[] axes) {
        switch (op) {
            case MAX, MIN, ARGMAX, ARGMIN -> {
                for (int a : axes) {
                    if (x.shape()[a] == 0) {
                        throw new ShapeException(name + ": no elements along axis " + a + " of shape "
                                + Shape.text(x.shape()) + "; the result of an empty " + name + " is not defined");
                    }
                }
            }
            default -> {}
        }
        Node in = op == FoldOp.ANY || op == FoldOp.ALL ? truth(x) : x;
        DType result = op == FoldOp.ARGMAX || op == FoldOp.ARGMIN ? DType.INT64 : in.dtype();
        long[] shape = Shape.reduce(x.shape(), axes, false);
        if (x.size() == 0 && (op == FoldOp.SUM || op == FoldOp.ANY || op == FoldOp.PROD || op == FoldOp.ALL)) {
            return constant(result, shape, op == FoldOp.SUM || op == FoldOp.ANY ? 0 : 1)
                    .at(x.place());
        }
        int[] sorted = axes.clone();
        Arrays.sort(sorted);
        return new Node(result, Layout.contiguous(shape), new Value.Reduce(op, in, sorted));
    }
}
