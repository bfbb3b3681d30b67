package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.corpus.Code.Ex;
import io.github.tornadoarrays.corpus.Code.St;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks for the smallest kernel that still fails, by leaving out a piece at a time. */
final class Smaller {
    private Smaller() {}

    static Code.Method of(Code.Method failing, Predicate<Code.Method> fails) {
        Code.Method small = failing;
        for (boolean better = true; better; ) {
            better = false;
            for (Code.Method m : variants(small)) {
                if (fails.test(m)) {
                    small = m;
                    better = true;
                    break;
                }
            }
        }
        return small;
    }

    /** Kernels with one piece less. Not all of them are well-formed. */
    private static List<Code.Method> variants(Code.Method m) {
        List<Code.Method> out = new ArrayList<>();
        blocks(m.body()).forEach(b -> out.add(m.withBody(b)));
        for (Code.Helper h : m.helpers()) {
            List<Code.Helper> less = new ArrayList<>();
            blocks(h.body()).forEach(b -> less.add(new Code.Helper(h.name(), h.type(), h.parameters(), b, h.result())));
            values(h.result()).forEach(r -> less.add(new Code.Helper(h.name(), h.type(), h.parameters(), h.body(), r)));
            for (Code.Helper l : less) {
                out.add(m.withBody(Code.each(
                        m.body(), e -> e instanceof Code.Help x && x.helper() == h ? new Code.Help(l, x.parts()) : e)));
            }
        }
        return out;
    }

    private static List<List<St>> blocks(List<St> body) {
        List<List<St>> out = new ArrayList<>();
        for (int k = 0; k < body.size(); k++) {
            St s = body.get(k);
            out.add(spliced(body, k, List.of()));
            for (List<St> inner : s.blocks()) {
                out.add(spliced(body, k, inner));
            }
        }
        for (int k = 0; k < body.size(); k++) {
            for (St s : statements(body.get(k))) {
                out.add(spliced(body, k, List.of(s)));
            }
        }
        return out;
    }

    private static <T> List<T> spliced(List<T> list, int at, List<T> instead) {
        List<T> out = new ArrayList<>(list.subList(0, at));
        out.addAll(instead);
        out.addAll(list.subList(at + 1, list.size()));
        return out;
    }

    private static List<St> statements(St s) {
        List<St> out = new ArrayList<>();
        changed(s.blocks(), Smaller::blocks).forEach(b -> out.add(s.with(s.values(), b)));
        changed(s.values(), Smaller::values).forEach(v -> out.add(s.with(v, s.blocks())));
        return out;
    }

    private static List<Ex> values(Ex e) {
        List<Ex> out = new ArrayList<>();
        if (!(e instanceof Code.Const)) {
            switch (e.type()) {
                case BOOLEAN -> constants(out, e, true, false);
                case INT -> constants(out, e, 0, 1);
                case LONG -> constants(out, e, 0L, 1L);
                case FLOAT -> constants(out, e, 0f, 1f);
                case DOUBLE -> constants(out, e, 0.0, 1.0);
            }
        }
        e.parts().stream().filter(p -> p.type() == e.type()).forEach(out::add);
        changed(e.parts(), Smaller::values).forEach(p -> out.add(e.with(p)));
        return out;
    }

    private static void constants(List<Ex> out, Ex e, Object... values) {
        for (Object v : values) {
            out.add(new Code.Const(e.type(), v));
        }
    }

    /** The list with one element changed, in every way. */
    private static <T> List<List<T>> changed(List<T> list, Function<T, List<T>> variants) {
        List<List<T>> out = new ArrayList<>();
        for (int k = 0; k < list.size(); k++) {
            for (T t : variants.apply(list.get(k))) {
                out.add(spliced(list, k, List.of(t)));
            }
        }
        return out;
    }
}
