package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds nodes that are built alike from the same nodes, so that they are computed once: {@code mean(x)} and the mean inside
 * {@code var(x)}. Constants and views of memory are only equal to themselves, as a plan is used again with other numbers and
 * other memory.
 */
final class EqualNodes {
    /** What a node is built from; operands by their number. */
    private sealed interface Form {
        record Mapped(Op op, DType dtype, List<Integer> inputs) implements Form {}

        record Called(long id, List<Integer> inputs) implements Form {}

        record Reduced(FoldOp op, int input, List<Integer> axes) implements Form {}

        record Viewed(int base, Layout layout) implements Form {}
    }

    private final Map<Form, Node> byForm = new HashMap<>();
    private final Map<Node, Node> known = new IdentityHashMap<>();
    private final Map<Node, Integer> numbers = new IdentityHashMap<>();

    /** The first node that was met of those equal to this one. */
    Node representative(Node node) {
        Node r = known.get(node);
        if (r == null) {
            Form form = switch (node.value()) {
                case Value.Map m ->
                    new Form.Mapped(
                            m.op(),
                            node.dtype(),
                            m.inputs().stream().map(this::number).toList());
                case Value.Call c ->
                    new Form.Called(
                            c.id(), c.inputs().stream().map(this::number).toList());
                case Value.Reduce d ->
                    new Form.Reduced(
                            d.op(),
                            number(d.input()),
                            Arrays.stream(d.axes()).boxed().toList());
                case Value.View v -> v.base().isPending() ? new Form.Viewed(number(v.base()), v.layout()) : null;
                case Value.Leaf l -> null;
                case Value.Const c -> null;
                case Value.Iota i -> null;
                case Value.Gather g -> null;
            };
            r = form == null ? node : byForm.computeIfAbsent(form, f -> node);
            known.put(node, r);
        }
        return r;
    }

    private int number(Node node) {
        return numbers.computeIfAbsent(representative(node), n -> numbers.size());
    }
}
