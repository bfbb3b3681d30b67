package io.github.tornadoarrays.lift;

import java.util.HashSet;
import java.util.Set;

/** Gives each thing of a kernel a name of its own, made from the one it has in the source. */
final class Names {
    private final Set<String> used = new HashSet<>();
    private final Set<String> fixed = new HashSet<>();
    private final Set<String> invented = new HashSet<>();

    String fresh(String wanted) {
        String base = wanted.replaceAll("[^A-Za-z0-9_]", "_");
        String name = base;
        for (int i = 1; !used.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }

    /** A name that is not in the source, of a value that does not change as long as it is used. */
    String temporary(String wanted) {
        String name = fresh(wanted);
        fixed.add(name);
        invented.add(name);
        return name;
    }

    boolean isTemporary(String name) {
        return fixed.contains(name);
    }

    /** A name that is not in the source. */
    String invent(String wanted) {
        String name = fresh(wanted);
        invented.add(name);
        return name;
    }

    boolean isInvented(String name) {
        return invented.contains(name);
    }
}
