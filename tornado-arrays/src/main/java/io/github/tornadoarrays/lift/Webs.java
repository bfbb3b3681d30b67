package io.github.tornadoarrays.lift;

import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which accesses of a slot are to one variable. A slot serves several variables, one after another; two stores belong to one
 * variable if some load may see either.
 */
final class Webs {
    private static final int INCREMENT = 1;
    private static final int LOAD = 2;
    private static final int STORE = 3;

    private final Code code;
    private final List<Integer> parent = new ArrayList<>();

    /** By instruction: what a store or increment defines. */
    private final Map<Integer, Integer> defines = new HashMap<>();

    /** By instruction: one of the definitions that a load sees. */
    private final Map<Integer, Integer> sees = new HashMap<>();

    /** By slot: what a parameter defines. */
    private final Map<Integer, Integer> parameters = new HashMap<>();

    private final Map<Integer, Integer> slots = new HashMap<>();

    Webs(Code code, Flow flow) {
        this.code = code;
        int slot = 0;
        if (!code.isStatic()) {
            parameters.put(slot, definition(slot++));
        }
        for (ClassDesc t : code.type().parameterList()) {
            parameters.put(slot, definition(slot));
            slot += Code.width(t);
        }
        for (Node n : flow.order()) {
            for (int i = n.first; i < n.end; i++) {
                int kind = kind(i);
                if (kind == STORE || kind == INCREMENT) {
                    defines.put(i, definition(slot(i)));
                }
            }
        }
        solve(flow);
    }

    private int definition(int slot) {
        parent.add(parent.size());
        slots.put(parent.size() - 1, slot);
        return parent.size() - 1;
    }

    /** The variable that an instruction loads, stores or increments. */
    int at(int i) {
        return find(defines.containsKey(i) ? defines.get(i) : sees.get(i));
    }

    /** The variable that a parameter's slot is at the start. */
    int parameter(int slot) {
        return find(parameters.get(slot));
    }

    /** Whether more than one instruction, or the caller and one, give the variable its value. */
    boolean isReassigned(int web) {
        int count = 0;
        for (int d = 0; d < parent.size(); d++) {
            count += find(d) == web ? 1 : 0;
        }
        return count > 1;
    }

    /** The variable whose first value is stored in a slot just before a place in the code, or -1. */
    int storedBefore(int slot, int pc) {
        for (Map.Entry<Integer, Integer> e : defines.entrySet()) {
            if (code.ins.get(e.getKey()).end() == pc && slot(e.getKey()) == slot) {
                return find(e.getValue());
            }
        }
        return -1;
    }

    private int find(int d) {
        int r = d;
        while (parent.get(r) != r) {
            r = parent.get(r);
        }
        return r;
    }

    private void solve(Flow flow) {
        Map<Node, BitSet> out = new HashMap<>();
        flow.order().forEach(n -> out.put(n, new BitSet()));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Node n : flow.order()) {
                BitSet at = arriving(flow, out, n);
                for (int i = n.first; i < n.end; i++) {
                    step(at, i);
                }
                changed |= !at.equals(out.put(n, at));
            }
        }
    }

    private BitSet arriving(Flow flow, Map<Node, BitSet> out, Node n) {
        BitSet at = new BitSet();
        if (n == flow.order().getFirst()) {
            parameters.values().forEach(at::set);
        }
        flow.before(n).forEach(m -> at.or(out.get(m)));
        return at;
    }

    private void step(BitSet at, int i) {
        int kind = kind(i);
        if (kind == 0) {
            return;
        }
        int slot = slot(i);
        int one = kind == LOAD ? -1 : defines.get(i);
        for (int d = at.nextSetBit(0); d >= 0; d = at.nextSetBit(d + 1)) {
            if (slots.get(d) != slot) {
                continue;
            }
            if (kind != STORE) {
                sees.put(i, d);
                if (one >= 0) {
                    parent.set(find(one), find(d));
                }
                one = d;
            }
            if (kind != LOAD) {
                at.clear(d);
            }
        }
        if (kind != LOAD) {
            at.set(defines.get(i));
        }
    }

    private int kind(int i) {
        return switch (code.ins.get(i).op()) {
            case LoadInstruction l -> LOAD;
            case StoreInstruction s -> STORE;
            case IncrementInstruction c -> INCREMENT;
            default -> 0;
        };
    }

    private int slot(int i) {
        return switch (code.ins.get(i).op()) {
            case LoadInstruction l -> l.slot();
            case StoreInstruction s -> s.slot();
            case IncrementInstruction c -> c.slot();
            default -> -1;
        };
    }
}
