package io.github.tornadoarrays.lift;

import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The ways through a method: its nodes in an order in which, but for loops, each comes after those that lead to it. */
final class Flow {
    private final List<Node> order;
    private final Map<Node, Integer> position = new HashMap<>();
    private final Map<Node, List<Node>> before = new HashMap<>();
    private final Map<Node, Node> dominator = new HashMap<>();
    private final Map<Node, Set<Node>> loops = new LinkedHashMap<>();

    Flow(Node entry, Function<Node, List<Node>> next) {
        order = reversePostorder(entry, next);
        for (int i = 0; i < order.size(); i++) {
            position.put(order.get(i), i);
            before.put(order.get(i), new ArrayList<>());
        }
        order.forEach(n -> next.apply(n).forEach(m -> before.get(m).add(n)));
        dominators(entry);
        for (Node h : order) {
            for (Node latch : before.get(h)) {
                if (dominates(h, latch)) {
                    grow(loops.computeIfAbsent(h, _ -> new HashSet<>(Set.of(h))), latch);
                }
            }
        }
    }

    /** The nodes that can be reached. */
    List<Node> order() {
        return order;
    }

    boolean reaches(Node n) {
        return position.containsKey(n);
    }

    int position(Node n) {
        return position.get(n);
    }

    List<Node> before(Node n) {
        return before.get(n);
    }

    /** The last node that all ways to this one pass, or null for the first. */
    Node dominator(Node n) {
        return dominator.get(n);
    }

    boolean dominates(Node a, Node b) {
        Node n = b;
        while (n != null && position.get(n) > position.get(a)) {
            n = dominator.get(n);
        }
        return n == a;
    }

    /** Whether going from one node to the other goes back to the start of a loop. */
    boolean isBack(Node from, Node to) {
        return position.get(to) <= position.get(from);
    }

    /** The nodes of each loop by the node where it is entered; loops around others first. */
    Map<Node, Set<Node>> loops() {
        return loops;
    }

    /** A node where a loop can be entered beside its start, or null. */
    Node secondEntry() {
        for (Node n : order) {
            for (Node m : before.get(n)) {
                if (isBack(m, n) && !dominates(n, m)) {
                    return n;
                }
            }
        }
        return null;
    }

    private static List<Node> reversePostorder(Node entry, Function<Node, List<Node>> next) {
        record Visit(Node node, Deque<Node> left) {}
        List<Node> done = new ArrayList<>();
        Set<Node> seen = new HashSet<>(Set.of(entry));
        Deque<Visit> stack = new ArrayDeque<>();
        stack.push(new Visit(entry, new ArrayDeque<>(next.apply(entry).reversed())));
        while (!stack.isEmpty()) {
            Visit v = stack.peek();
            if (v.left.isEmpty()) {
                done.add(v.node);
                stack.pop();
                continue;
            }
            Node n = v.left.pop();
            if (seen.add(n)) {
                stack.push(new Visit(n, new ArrayDeque<>(next.apply(n).reversed())));
            }
        }
        Collections.reverse(done);
        return done;
    }

    /** The algorithm of Cooper, Harvey and Kennedy, "A simple, fast dominance algorithm" (2001). */
    private void dominators(Node entry) {
        dominator.put(entry, entry);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Node n : order) {
                if (n == entry) {
                    continue;
                }
                Node found = null;
                for (Node m : before.get(n)) {
                    if (dominator.containsKey(m)) {
                        found = found == null ? m : common(found, m);
                    }
                }
                changed |= dominator.put(n, found) != found;
            }
        }
        dominator.remove(entry);
    }

    private Node common(Node a, Node b) {
        Node x = a;
        Node y = b;
        while (x != y) {
            if (position.get(x) > position.get(y)) {
                x = dominator.get(x);
            } else {
                y = dominator.get(y);
            }
        }
        return x;
    }

    private void grow(Set<Node> loop, Node latch) {
        Deque<Node> todo = new ArrayDeque<>(List.of(latch));
        while (!todo.isEmpty()) {
            Node n = todo.pop();
            if (loop.add(n)) {
                todo.addAll(before.get(n));
            }
        }
    }

    // ---- from bytecode

    /** Cuts a method into nodes; the first is where it starts, the last one, without instructions, where it ends. */
    static List<Node> nodes(Code code) {
        TreeSet<Integer> starts = new TreeSet<>(List.of(0));
        int n = code.ins.size();
        for (int i = 0; i < n; i++) {
            List<Label> targets = targets(code.ins.get(i).op());
            targets.forEach(t -> starts.add(code.at(t)));
            if ((!targets.isEmpty() || ends(code.ins.get(i).op())) && i + 1 < n) {
                starts.add(i + 1);
            }
        }
        Map<Integer, Node> at = new LinkedHashMap<>();
        for (int s : starts) {
            Integer next = starts.higher(s);
            at.put(s, new Node(s, next == null ? n : next));
        }
        Node exit = new Node(n, n);
        for (Node node : at.values()) {
            Instruction last = code.ins.get(node.end - 1).op();
            targets(last).forEach(t -> node.successors.add(at.get(code.at(t))));
            if (last instanceof ReturnInstruction) {
                node.successors.add(exit);
            } else if (!ends(last) && at.containsKey(node.end)) {
                node.successors.addFirst(at.get(node.end));
            }
        }
        List<Node> all = new ArrayList<>(at.values());
        Node first = all.getFirst();
        if (all.stream().anyMatch(node -> node.successors.contains(first))) {
            // a loop starts the method: what the parameters are at first is said before it
            Node before = new Node(0, 0);
            before.successors.add(first);
            before.exit = new Node.Goto(first);
            all.addFirst(before);
        }
        all.add(exit);
        return all;
    }

    private static List<Label> targets(Instruction i) {
        return switch (i) {
            case BranchInstruction b -> List.of(b.target());
            case TableSwitchInstruction t -> labels(t.cases(), t.defaultTarget());
            case LookupSwitchInstruction t -> labels(t.cases(), t.defaultTarget());
            default -> List.of();
        };
    }

    private static List<Label> labels(List<SwitchCase> cases, Label otherwise) {
        List<Label> all = new ArrayList<>(cases.stream().map(SwitchCase::target).toList());
        all.add(otherwise);
        return all;
    }

    /** Whether what follows the instruction isn't run after it. */
    private static boolean ends(Instruction i) {
        return switch (i) {
            case BranchInstruction b ->
                switch (b.opcode()) {
                    case GOTO, GOTO_W -> true;
                    default -> false;
                };
            case TableSwitchInstruction t -> true;
            case LookupSwitchInstruction t -> true;
            case ReturnInstruction r -> true;
            case ThrowInstruction t -> true;
            default -> false;
        };
    }
}
