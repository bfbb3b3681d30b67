package io.github.tornadoarrays.conformance;

import io.github.tornadoarrays.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A recipe of a graph node: it can be built any number of times, and parts of it can be replaced. */
final class Term {
    final String text;
    final List<Term> inputs;
    final Function<List<Node>, Node> make;

    Term(String text, List<Term> inputs, Function<List<Node>, Node> make) {
        this.text = text;
        this.inputs = inputs;
        this.make = make;
    }

    /** New nodes for this term and all it is made of; a term that is used twice becomes one node. */
    Node build(Map<Term, Node> built) {
        Node known = built.get(this);
        if (known == null) {
            List<Node> in = new ArrayList<>();
            for (Term t : inputs) {
                in.add(t.build(built));
            }
            known = make.apply(in);
            built.put(this, known);
        }
        return known;
    }

    Node build() {
        return build(new IdentityHashMap<>());
    }

    /** All terms that this one is made of, itself last. */
    List<Term> parts() {
        Set<Term> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Term> order = new ArrayList<>();
        collect(found, order);
        return order;
    }

    private void collect(Set<Term> found, List<Term> order) {
        if (found.add(this)) {
            inputs.forEach(t -> t.collect(found, order));
            order.add(this);
        }
    }

    /** This term with another one in place of a part. */
    Term replace(Term part, Term by) {
        return replace(part, by, new IdentityHashMap<>());
    }

    private Term replace(Term part, Term by, Map<Term, Term> done) {
        if (this == part) {
            return by;
        }
        Term known = done.get(this);
        if (known == null) {
            List<Term> in = new ArrayList<>();
            boolean same = true;
            for (Term t : inputs) {
                Term r = t.replace(part, by, done);
                same &= r == t;
                in.add(r);
            }
            known = same ? this : new Term(text, in, make);
            done.put(this, known);
        }
        return known;
    }

    /** One line a part. */
    @Override
    public String toString() {
        List<Term> order = parts();
        Map<Term, Integer> number = new IdentityHashMap<>();
        StringBuilder out = new StringBuilder();
        for (Term t : new LinkedHashSet<>(order)) {
            number.put(t, number.size());
            out.append("  %").append(number.get(t)).append(" = ").append(t.text);
            for (Term in : t.inputs) {
                out.append(" %").append(number.get(in));
            }
            out.append('\n');
        }
        return out.toString();
    }
}
