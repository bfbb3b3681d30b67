package io.github.tornadoarrays.conformance;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.Realizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an expression's elements are, node by node and without any fusion: operations on elements by the reference engine, all else
 * by plain loops. Beside each value it keeps how far a correct engine may be off: functions of the mathematics library and the
 * order of a sum are not prescribed, and what they leave open is carried through later operations by trying their extremes.
 */
final class Model {
    private static final Engine REFERENCE = new ReferenceEngine();

    /** Library functions may be off by this many units in the last place. */
    private static final int ULPS = 4;

    /** Complex functions are made from several real ones; this many units of the result or of 1. */
    private static final int COMPLEX_ULPS = 1 << 12;

    /** The longest chain of additions in float. */
    private static final int FLOAT_CHAIN = 140;

    private final Map<Node, Values> known = new IdentityHashMap<>();

    /** Values in row-major order, and for each the distance that is allowed; null where all are exact, NaN where anything is. */
    record Values(HostBuffer buffer, double[] slack) {
        double slack(long i) {
            return slack == null ? 0 : slack[(int) i];
        }
    }

    Values of(Node node) {
        Values v = known.get(node);
        if (v == null) {
            v = compute(node);
            known.put(node, v);
        }
        return v;
    }

    private static HostBuffer make(Node node) {
        return HostBuffer.allocate(node.dtype(), node.size());
    }

    private Values compute(Node node) {
        return switch (node.value()) {
            case Value.Leaf l -> new Values(copy(node, Engines.toHost(l.buffer())), null);
            case Value.Const c -> constant(node, c);
            case Value.Iota i -> {
                HostBuffer out = make(node);
                for (long k = 0; k < node.size(); k++) {
                    set(out, k, k);
                }
                yield new Values(out, null);
            }
            case Value.View v -> view(node, v);
            case Value.Gather g -> gather(node, g);
            case Value.Map m -> map(node, m);
            case Value.Call c ->
                throw new IllegalStateException(
                        "the model knows no function " + c.function().name());
            case Value.Reduce r -> reduce(node, r);
        };
    }

    private static HostBuffer copy(Node node, HostBuffer from) {
        HostBuffer out = make(node);
        for (long i = 0; i < node.size() * node.dtype().parts(); i++) {
            move(from, i, out, i);
        }
        return out;
    }

    private static void move(HostBuffer from, long i, HostBuffer to, long j) {
        if (from.dtype().isInexact() && !from.dtype().isHalf()) {
            to.setDouble(j, from.getDouble(i));
        } else {
            to.setLong(j, from.getLong(i));
        }
    }

    private static void set(HostBuffer b, long i, long x) {
        if (b.dtype().isInexact()) {
            b.setDouble(i, x);
        } else {
            b.setLong(i, b.dtype().isBool() ? x != 0 ? 1 : 0 : x);
        }
    }

    private static Values constant(Node node, Value.Const c) {
        HostBuffer out = make(node);
        for (long k = 0; k < node.size(); k++) {
            if (node.dtype().isComplex()) {
                out.setDouble(2 * k, c.re());
                out.setDouble(2 * k + 1, c.im());
            } else if (node.dtype().isInexact()) {
                out.setDouble(k, c.re());
            } else {
                out.setLong(k, c.bits());
            }
        }
        return new Values(out, null);
    }

    // ---- places

    private interface Place {
        long of(long[] index);
    }

    /** An array with the elements of another at the places that each index names. */
    private static Values pick(Node node, Values from, Place place) {
        HostBuffer out = make(node);
        int parts = node.dtype().parts();
        double[] slack = from.slack == null ? null : new double[(int) (node.size() * parts)];
        long[] index = new long[node.shape().length];
        for (long k = 0; k < node.size(); k++) {
            long at = place.of(index);
            for (int p = 0; p < parts; p++) {
                move(from.buffer, at * parts + p, out, k * parts + p);
                if (slack != null) {
                    slack[(int) k * parts + p] = from.slack[(int) at * parts + p];
                }
            }
            next(index, node.shape());
        }
        return new Values(out, slack);
    }

    static void next(long[] index, long[] shape) {
        for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
            index[d] = 0;
        }
    }

    static long place(Layout l, long[] index) {
        long at = l.offset();
        for (int d = 0; d < index.length; d++) {
            at += index[d] * l.strides()[d];
        }
        return at;
    }

    private Values view(Node node, Value.View v) {
        return pick(node, of(v.base()), index -> place(v.layout(), index));
    }

    private Values gather(Node node, Value.Gather g) {
        List<Values> where = g.indices().stream().map(this::of).toList();
        Layout l = g.layout();
        Layout lead = Layout.contiguous(g.indices().get(0).shape());
        int picked = where.size();
        return pick(node, of(g.source()), index -> {
            long k = place(lead, Arrays.copyOf(index, lead.rank()));
            long at = l.offset();
            for (int d = 0; d < l.rank(); d++) {
                long i = d < picked ? where.get(d).buffer.getLong(k) : index[lead.rank() + d - picked];
                at += (i < 0 ? i + l.shape()[d] : i) * l.strides()[d];
            }
            return at;
        });
    }

    // ---- operations on elements

    private Values map(Node node, Value.Map m) {
        List<Values> in = new ArrayList<>();
        for (Node n : m.inputs()) {
            Values v = of(n);
            in.add(n.value() instanceof Value.Const c ? constant(Graph.constant(n.dtype(), node.shape(), 0), c) : v);
        }
        HostBuffer result = apply(node, m.op(), in.stream().map(Values::buffer).toList());
        int parts = node.dtype().parts();
        boolean complex = node.dtype().isComplex() || m.inputs().get(0).dtype().isComplex();
        boolean open = m.op().isTranscendental()
                || m.op() == Op.POW && node.dtype().isInexact()
                || complex && (m.op() == Op.ABS || m.op() == Op.SIGN || m.op() == Op.SQRT);
        if (m.op() == Op.COPYSIGN || m.op() == Op.SIGNBIT) {
            int last = in.size() - 1;
            in.set(last, withoutSignOfNaN(in.get(last)));
        }
        boolean exact = in.stream().allMatch(v -> v.slack == null);
        if (exact && !open) {
            return new Values(result, null);
        }
        int n = (int) (node.size() * parts);
        double[] slack = new double[n];
        if (!exact) {
            boolean[] unknown = new boolean[(int) node.size()];
            boolean[] moved = new boolean[(int) node.size()];
            for (Values v : in) {
                for (int i = 0; v.slack != null && i < v.slack.length; i++) {
                    int e = i / v.buffer.dtype().parts();
                    unknown[e] |= Double.isNaN(v.slack[i]);
                    moved[e] |= v.slack[i] > 0;
                }
            }
            for (List<HostBuffer> extreme : extremes(in)) {
                HostBuffer other = apply(node, m.op(), extreme);
                for (int i = 0; i < n; i++) {
                    slack[i] = Math.max(slack[i], distance(result, other, i));
                }
            }
            for (int i = 0; i < n; i++) {
                slack[i] = unknown[i / parts]
                        ? Double.NaN
                        : 2 * slack[i] + (moved[i / parts] ? ulp(node.dtype(), result.getDouble(i)) : 0);
            }
        }
        for (int i = 0; open && i < n; i++) {
            double x = result.getDouble(i);
            if (complex) {
                double size = Math.max(1, Math.abs(x));
                if (parts == 2) {
                    size = Math.max(size, Math.abs(result.getDouble(i ^ 1)));
                }
                // a power that overflows points in the direction of a large angle, whose last digits decide about its
                // signs
                boolean anywhere = m.op() == Op.POW && Double.isInfinite(size);
                slack[i] = anywhere ? Double.NaN : slack[i] + COMPLEX_ULPS * ulp(node.dtype(), size);
            } else {
                // near 0 it is the sum of two numbers around 0.7
                double size = m.op() == Op.LOGADDEXP ? Math.max(1, Math.abs(x)) : x;
                slack[i] += (node.dtype().isHalf() ? 1 : ULPS) * ulp(node.dtype(), size);
            }
        }
        return new Values(result, slack);
    }

    /** Which sign a NaN has depends on the machine, so that nothing is said of what is made from it. */
    private static Values withoutSignOfNaN(Values v) {
        double[] slack = new double[(int) v.buffer.length()];
        boolean any = false;
        for (int i = 0; i < slack.length; i++) {
            slack[i] = Double.isNaN(v.buffer.getDouble(i)) ? Double.NaN : v.slack(i);
            any |= slack[i] != 0;
        }
        return any ? new Values(v.buffer, slack) : v;
    }

    /** All ways to take each inexact part of each operand at its lowest or highest. */
    private static List<List<HostBuffer>> extremes(List<Values> in) {
        List<List<HostBuffer>> all = new ArrayList<>(List.of(List.of()));
        for (Values v : in) {
            List<HostBuffer> choices = new ArrayList<>();
            int parts = v.buffer.dtype().parts();
            if (v.slack == null || !v.buffer.dtype().isInexact()) {
                choices.add(v.buffer);
            } else {
                for (int signs = 0; signs < 1 << parts; signs++) {
                    HostBuffer b = HostBuffer.allocate(v.buffer.dtype(), v.buffer.length());
                    for (int i = 0; i < v.slack.length; i++) {
                        double d = Double.isNaN(v.slack[i]) ? 0 : v.slack[i];
                        b.setDouble(i, v.buffer.getDouble(i) + ((signs >> i % parts & 1) == 0 ? d : -d));
                    }
                    choices.add(b);
                }
            }
            List<List<HostBuffer>> longer = new ArrayList<>();
            for (List<HostBuffer> a : all) {
                for (HostBuffer c : choices) {
                    List<HostBuffer> next = new ArrayList<>(a);
                    next.add(c);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    /** NaN where the two have nothing to do with each other. */
    private static double distance(HostBuffer a, HostBuffer b, int i) {
        if (!a.dtype().isInexact()) {
            return a.getLong(i) == b.getLong(i) ? 0 : Double.NaN;
        }
        double x = a.getDouble(i);
        double y = b.getDouble(i);
        double d = Double.compare(x, y) == 0 ? 0 : Math.abs(x - y);
        return Double.isInfinite(d) ? Double.NaN : d;
    }

    static double ulp(DType t, double x) {
        if (!Double.isFinite(x)) {
            return 0;
        }
        return switch (t.part()) {
            case FLOAT64 -> Math.ulp(x);
            case FLOAT32 -> Math.ulp((float) x);
            case FLOAT16 -> Math.max(0x1p-24, Math.scalb(1.0, Math.getExponent(x) - 10));
            case BFLOAT16 -> Math.max(0x1p-133, Math.scalb(1.0, Math.getExponent(x) - 7));
            default -> 0;
        };
    }

    private static HostBuffer apply(Node node, Op op, List<HostBuffer> in) {
        List<Node> leaves = in.stream()
                .map(b -> Node.leaf(b.dtype(), new long[] {b.length()}, b))
                .toList();
        Node x = leaves.get(0);
        Node n = switch (op) {
            case CAST -> x.dtype() == node.dtype() ? Graph.copy(x) : Graph.cast(x, node.dtype());
            case SELECT -> Graph.where(x, leaves.get(1), leaves.get(2), node.dtype());
            case FMA -> Graph.fma(x, leaves.get(1), leaves.get(2), node.dtype());
            default ->
                op.arity() == 1 ? Graph.unary("model", op, x) : Graph.binary("model", op, x, leaves.get(1), x.dtype());
        };
        if (n.dtype() != node.dtype()) {
            throw new IllegalStateException(op + " of " + x.dtype() + " gives " + n.dtype() + ", not " + node.dtype());
        }
        return Engines.with(REFERENCE, () -> Engines.toHost(Realizer.realize(n)));
    }

    // ---- folds

    private Values reduce(Node node, Value.Reduce r) {
        Values in = of(r.input());
        long[] shape = r.input().shape();
        int parts = r.input().dtype().parts();
        // for each result the places of its values, in row-major order of the axes folded
        long[] strides = Layout.contiguousStrides(shape);
        Layout outer = new Layout(Shape.reduce(shape, r.axes(), false), without(strides, r.axes()), 0);
        long[] extents = Arrays.stream(r.axes()).mapToLong(a -> shape[a]).toArray();
        Layout inner = new Layout(
                extents, Arrays.stream(r.axes()).mapToLong(a -> strides[a]).toArray(), 0);
        HostBuffer out = make(node);
        double[] slack = new double[(int) node.size() * node.dtype().parts()];
        long[] index = new long[outer.rank()];
        int[] places = new int[(int) inner.size()];
        for (int k = 0; k < node.size(); k++) {
            long base = place(outer, index);
            long[] i = new long[extents.length];
            for (int j = 0; j < places.length; j++) {
                places[j] = (int) (base + place(inner, i));
                next(i, extents);
            }
            if (parts == 2) {
                complexFold(r.op(), in, places, out, slack, k);
            } else {
                slack[k] = fold(r.op(), in, places, out, k);
            }
            next(index, outer.shape());
        }
        return new Values(out, Arrays.stream(slack).allMatch(s -> s == 0) ? null : slack);
    }

    private static long[] without(long[] a, int[] axes) {
        List<Long> kept = new ArrayList<>();
        for (int d = 0; d < a.length; d++) {
            int at = d;
            if (Arrays.stream(axes).noneMatch(x -> x == at)) {
                kept.add(a[d]);
            }
        }
        return kept.stream().mapToLong(x -> x).toArray();
    }

    private static double fold(FoldOp op, Values in, int[] places, HostBuffer out, int k) {
        boolean unknown = false;
        boolean open = false;
        for (int p : places) {
            unknown |= Double.isNaN(in.slack(p));
            open |= in.slack(p) > 0;
        }
        DType t = in.buffer.dtype();
        if (op == FoldOp.SUM || op == FoldOp.PROD) {
            if (!t.isFloat()) {
                long x = op == FoldOp.SUM ? 0 : 1;
                for (int p : places) {
                    long y = in.buffer.getLong(p);
                    x = op == FoldOp.SUM ? x + y : x * y;
                }
                set(out, k, x);
                return unknown ? Double.NaN : 0;
            }
            double s = floatFold(op, in, places, 0, 1, out, k);
            return unknown ? Double.NaN : s;
        }
        int best = -1;
        boolean any = false;
        boolean all = true;
        double most = 0;
        for (int j = 0; j < places.length; j++) {
            int p = places[j];
            most = Math.max(most, in.slack(p));
            any |= in.buffer.getLong(p) != 0;
            all &= in.buffer.getLong(p) != 0;
            if (best < 0 || better(op, in.buffer, p, places[best])) {
                best = j;
            }
        }
        switch (op) {
            case ANY -> out.setLong(k, any ? 1 : 0);
            case ALL -> out.setLong(k, all ? 1 : 0);
            case ARGMAX, ARGMIN -> out.setLong(k, best);
            default -> move(in.buffer, places[best], out, k);
        }
        boolean position = op == FoldOp.ARGMAX || op == FoldOp.ARGMIN;
        return unknown || open && position ? Double.NaN : most;
    }

    private static boolean better(FoldOp op, HostBuffer b, int p, int best) {
        boolean max = op == FoldOp.MAX || op == FoldOp.ARGMAX;
        if (b.dtype().isFloat()) {
            double x = b.getDouble(p);
            double y = b.getDouble(best);
            if (Double.isNaN(x) || Double.isNaN(y)) {
                return !Double.isNaN(y);
            }
            if (x == y && (op == FoldOp.MAX || op == FoldOp.MIN)) {
                // of zeros, +0 is the larger one
                return max ? Double.compare(x, y) > 0 : Double.compare(x, y) < 0;
            }
            return max ? x > y : x < y;
        }
        long x = b.getLong(p);
        long y = b.getLong(best);
        int c = b.dtype().isUnsigned() ? Long.compareUnsigned(x, y) : Long.compare(x, y);
        return max ? c > 0 : c < 0;
    }

    /** A sum or product in double, and how far another order may be off. */
    private static double floatFold(FoldOp op, Values in, int[] places, int part, int parts, HostBuffer out, int at) {
        double s = op == FoldOp.SUM ? 0 : 1;
        double lost = 0;
        double size = 0;
        double up = 1;
        double down = 1;
        double slack = 0;
        boolean infinite = false;
        boolean zero = false;
        for (int p : places) {
            int i = p * parts + part;
            double x = in.buffer.getDouble(i);
            infinite |= !Double.isFinite(x);
            zero |= x == 0;
            if (op == FoldOp.SUM) {
                double t = s + x;
                lost += Math.abs(s) >= Math.abs(x) ? s - t + x : x - t + s;
                s = t;
                size += Double.isFinite(x) ? Math.abs(x) : 0;
                slack += in.slack(i);
            } else {
                s *= x;
                double m = Math.abs(x);
                if (m > 1) {
                    up *= m;
                } else {
                    down *= m;
                }
                slack += in.slack(i) / m;
            }
        }
        DType t = out.dtype();
        if (op == FoldOp.SUM) {
            double total = Double.isFinite(s) && lost != 0 ? s + lost : s;
            out.setDouble(at, total);
            boolean single = in.buffer.dtype().part() == DType.FLOAT32;
            if (Double.isInfinite(size) || single && size > Float.MAX_VALUE) {
                return Double.NaN;
            }
            // float32 may be added up in float, a few at a time
            double open = slack + (places.length - 1) * 0x1p-53 * size;
            if (single) {
                open += Math.min(places.length - 1, FLOAT_CHAIN) * 0x1p-24 * size;
            }
            return infinite ? 0 : open == 0 ? 0 : around(t, total, open);
        }
        out.setDouble(at, s);
        if (infinite && !zero && slack == 0) {
            return up == Double.POSITIVE_INFINITY || down > 1e-290 ? 0 : Double.NaN;
        }
        if (up > 1e290 || down < 1e-290 || Double.isNaN(slack)) {
            return zero && !infinite && up < 1e290 ? 0 : Double.NaN;
        }
        return around(t, s, Math.abs(s) * (slack + places.length * 0x1p-52));
    }

    private static double around(DType t, double x, double open) {
        double d = 2 * open + ulp(t, x);
        return Double.isFinite((float) (x + d)) || t.part() == DType.FLOAT64 ? d : Double.NaN;
    }

    private static void complexFold(FoldOp op, Values in, int[] places, HostBuffer out, double[] slack, int k) {
        if (op == FoldOp.SUM) {
            for (int part = 0; part < 2; part++) {
                boolean unknown = false;
                for (int p : places) {
                    unknown |= Double.isNaN(in.slack(2L * p + part));
                }
                double s = floatFold(op, in, places, part, 2, out, 2 * k + part);
                slack[2 * k + part] = unknown ? Double.NaN : s;
            }
            return;
        }
        double re = 1;
        double im = 0;
        double size = 1;
        double open = 0;
        for (int p : places) {
            double x = in.buffer.getDouble(2L * p);
            double y = in.buffer.getDouble(2L * p + 1);
            double m = Math.hypot(x, y);
            double r = re * x - im * y;
            im = re * y + im * x;
            re = r;
            size = Math.max(size, 1) * Math.max(m, 1);
            open += (in.slack(2L * p) + in.slack(2L * p + 1)) / m + 0x1p-50;
        }
        out.setDouble(2L * k, re);
        out.setDouble(2L * k + 1, im);
        for (int part = 0; part < 2; part++) {
            double d = around(out.dtype(), part == 0 ? re : im, open * size);
            slack[2 * k + part] = size < 1e30 && Double.isFinite(re) && Double.isFinite(im) ? d : Double.NaN;
        }
    }
}
