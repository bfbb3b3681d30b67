package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Sums of products named by letters: {@link Np#einsum}. */
final class Einsum {
    /** The length of each label's axes. */
    private final Map<Integer, Long> extents;

    private final int[] output;

    /** An operand, with one label for each axis and none twice. */
    private record Term(NDArray array, int[] labels) {
        boolean has(int label) {
            return contains(labels, label);
        }
    }

    private Einsum(Map<Integer, Long> extents, int[] output) {
        this.extents = extents;
        this.output = output;
    }

    static EinsumPath path(String text, List<NDArray> operands) {
        EinsumText parsed = EinsumText.parse(text, operands);
        Einsum sum = new Einsum(extents(parsed, operands), parsed.output());
        List<Term> terms = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            terms.add(sum.distinct(parsed, i, operands.get(i)));
            numbers.add(i);
            list.add(i);
        }
        List<int[]> steps = new ArrayList<>();
        long largest = 0;
        int next = operands.size();
        while (terms.size() > 1) {
            int[] pair = sum.cheapest(terms);
            IntPredicate kept = sum.keptBy(terms, pair);
            int[] labels = union(terms.get(pair[0]).labels(), terms.get(pair[1]).labels())
                    .filter(kept)
                    .toArray();
            largest = Math.max(largest, sum.size(labels));
            steps.add(new int[] {list.indexOf(numbers.get(pair[0])), list.indexOf(numbers.get(pair[1]))});
            list.remove(numbers.get(pair[0]));
            list.remove(numbers.get(pair[1]));
            list.add(next);
            terms.set(pair[0], new Term(terms.get(pair[0]).array(), labels));
            numbers.set(pair[0], next++);
            terms.remove(pair[1]);
            numbers.remove(pair[1]);
        }
        return new EinsumPath(List.copyOf(steps), Math.max(largest, sum.size(sum.output)));
    }

    /** How long the axes of each label are. */
    private static Map<Integer, Long> extents(EinsumText parsed, List<NDArray> operands) {
        Map<Integer, Long> extents = new TreeMap<>();
        for (int i = 0; i < operands.size(); i++) {
            int[] labels = parsed.inputs().get(i);
            for (int axis = 0; axis < labels.length; axis++) {
                long n = operands.get(i).shape(axis);
                Long known = extents.get(labels[axis]);
                if (known == null || known == 1) {
                    extents.put(labels[axis], n);
                } else if (n != 1 && n != known) {
                    throw parsed.mismatch(i, axis, n, known);
                }
            }
        }
        return extents;
    }

    static NDArray of(String text, List<NDArray> operands) {
        EinsumText parsed = EinsumText.parse(text, operands);
        Map<Integer, Long> extents = extents(parsed, operands);
        // Floating types first: uint16 and int16 beside float16 give float32, not what their common int32 would give.
        DType type = operands.stream()
                .map(NDArray::dtype)
                .sorted(Comparator.comparing(DType::kind).reversed())
                .reduce(Promotion::promote)
                .orElseThrow();
        Einsum sum = new Einsum(extents, parsed.output());
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            terms.add(sum.distinct(parsed, i, operands.get(i)));
        }
        boolean isView = terms.size() == 1 && terms.get(0).labels().length == sum.output.length;
        if (!isView) {
            DType exact = type.isHalf() ? DType.FLOAT32 : type;
            terms.replaceAll(t -> new Term(t.array().as(exact), t.labels()));
        }
        NDArray result = sum.evaluate(terms);
        return result.as(type);
    }

    /** The operand with a repeated letter's axes as their diagonal, and without axes that broadcast. */
    private Term distinct(EinsumText parsed, int operand, NDArray x) {
        int[] labels = parsed.inputs().get(operand);
        int[] kept = new int[labels.length];
        long[] shape = new long[labels.length];
        long[] strides = new long[labels.length];
        int n = 0;
        Layout l = x.layout();
        for (int axis = 0; axis < labels.length; axis++) {
            int label = labels[axis];
            int first = IntStream.range(0, n)
                    .filter(i -> kept[i] == label)
                    .findFirst()
                    .orElse(n);
            if (first < n && shape[first] != l.shape()[axis]) {
                throw parsed.mismatch(operand, axis, l.shape()[axis], shape[first]);
            }
            kept[first] = label;
            shape[first] = l.shape()[axis];
            strides[first] += l.strides()[axis];
            n = Math.max(n, first + 1);
        }
        Layout distinct = new Layout(Arrays.copyOf(shape, n), Arrays.copyOf(strides, n), l.offset());
        int[] names = Arrays.copyOf(kept, n);
        for (int i = n - 1; i >= 0; i--) {
            if (distinct.shape()[i] != extents.get(names[i])) {
                distinct = distinct.squeeze(i);
                int gone = i;
                int[] all = names;
                names = IntStream.range(0, all.length)
                        .filter(j -> j != gone)
                        .map(j -> all[j])
                        .toArray();
            }
        }
        return new Term(x.view(distinct), names);
    }

    private NDArray evaluate(List<Term> terms) {
        for (int i = 0; i < terms.size(); i++) {
            terms.set(i, sumAlone(terms, i));
        }
        while (terms.size() > 1) {
            int[] pair = cheapest(terms);
            terms.set(pair[0], product(terms.get(pair[0]), terms.get(pair[1]), keptBy(terms, pair)));
            terms.remove(pair[1]);
        }
        Term last = terms.get(0);
        return last.array().view(axes(last, output));
    }

    /** The term without the labels that no other term and not the result has. */
    private Term sumAlone(List<Term> terms, int at) {
        Term t = terms.get(at);
        IntPredicate kept = label -> contains(output, label)
                || IntStream.range(0, terms.size())
                        .anyMatch(i -> i != at && terms.get(i).has(label));
        int[] over = IntStream.range(0, t.labels().length)
                .filter(i -> !kept.test(t.labels()[i]))
                .toArray();
        if (over.length == 0) {
            return t;
        }
        FoldOp fold = t.array().dtype().isBool() ? FoldOp.ANY : FoldOp.SUM;
        return new Term(
                new NDArray(Graph.reduce("einsum", fold, t.array().node(), over)),
                Arrays.stream(t.labels()).filter(kept).toArray());
    }

    /** The two terms whose product has the fewest elements, the first ones of equals. */
    private int[] cheapest(List<Term> terms) {
        int[] best = {0, 1};
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < terms.size() && terms.size() > 2; i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                int[] pair = {i, j};
                IntPredicate kept = keptBy(terms, pair);
                double size = union(terms.get(i).labels(), terms.get(j).labels())
                        .filter(kept)
                        .mapToDouble(extents::get)
                        .reduce(1, (p, q) -> p * q);
                if (size < least) {
                    least = size;
                    best = pair;
                }
            }
        }
        return best;
    }

    private IntPredicate keptBy(List<Term> terms, int[] pair) {
        return label -> contains(output, label)
                || IntStream.range(0, terms.size())
                        .anyMatch(i ->
                                i != pair[0] && i != pair[1] && terms.get(i).has(label));
    }

    private Term product(Term a, Term b, IntPredicate kept) {
        int[] both = Arrays.stream(a.labels()).filter(b::has).toArray();
        int[] stack = Arrays.stream(both).filter(kept).toArray();
        int[] summed = Arrays.stream(both).filter(kept.negate()).toArray();
        int[] freeA = Arrays.stream(a.labels()).filter(l -> !b.has(l)).toArray();
        int[] freeB = Arrays.stream(b.labels()).filter(l -> !a.has(l)).toArray();
        int[] labels = join(stack, freeA, freeB);
        if (summed.length == 0 || freeA.length + freeB.length == 0) {
            int[] all = join(labels, summed);
            NDArray x = a.array().view(axes(a, all));
            NDArray y = b.array().view(axes(b, all));
            return new Term(
                    summed.length == 0
                            ? x.binary("einsum", Op.MUL, y)
                            : LinearFunctions.sumOfProducts("einsum", x, y, summed.length),
                    labels);
        }
        NDArray x = a.array().view(axes(a, join(stack, freeA, summed)));
        NDArray y = b.array().view(axes(b, join(stack, summed, freeB)));
        long k = size(summed);
        x = LinearFunctions.reshaped(x, shape(stack, size(freeA), k));
        y = LinearFunctions.reshaped(y, shape(stack, k, size(freeB)));
        return new Term(LinearFunctions.reshaped(MatrixProduct.of("einsum", x, y), shape(labels)), labels);
    }

    /** The term's axes in the order of some labels, a label it lacks as an axis of length 1. */
    private static Layout axes(Term t, int[] labels) {
        Layout l = t.array().layout();
        long[] shape = new long[labels.length];
        long[] strides = new long[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            int axis = IntStream.range(0, t.labels().length)
                    .filter(j -> t.labels()[j] == label)
                    .findFirst()
                    .orElse(-1);
            shape[i] = axis < 0 ? 1 : l.shape()[axis];
            strides[i] = axis < 0 ? 0 : l.strides()[axis];
        }
        return new Layout(shape, strides, l.offset());
    }

    private long size(int[] labels) {
        return Shape.size(shape(labels));
    }

    private long[] shape(int[] labels, long... more) {
        long[] shape =
                Arrays.copyOf(Arrays.stream(labels).mapToLong(extents::get).toArray(), labels.length + more.length);
        System.arraycopy(more, 0, shape, labels.length, more.length);
        return shape;
    }

    private static IntStream union(int[] a, int[] b) {
        return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).distinct();
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    private static boolean contains(int[] labels, int label) {
        return Arrays.stream(labels).anyMatch(l -> l == label);
    }
}
