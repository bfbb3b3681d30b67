package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.corpus.Code.Local;
import io.github.tornadoarrays.corpus.Code.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes up kernels of work items that share memory with their group, as text: what {@link CodeMaker} makes up, between barriers that
 * all work items come to. Of shared memory each work item writes its own place and reads any after a barrier; atomic operations on
 * one array are all of one kind, so that their order is not seen.
 */
final class GroupMaker {
    /** Places of shared memory, and the most work items of a group. */
    static final int MOST = 32;

    private static final Map<Type, String> SHARED = new TreeMap<>(Map.of(
            Type.INT,
            "sharedInts",
            Type.LONG,
            "sharedLongs",
            Type.FLOAT,
            "sharedFloats",
            Type.DOUBLE,
            "sharedDoubles"));

    /** Arrays of eight for atomic operations, and the operation on each. */
    private static final Map<String, String> ATOMICS = new TreeMap<>(Map.of(
            "intSums", "atomicAdd",
            "longSums", "atomicAdd",
            "intLeast", "atomicMin",
            "longMost", "atomicMax",
            "intAll", "atomicAnd",
            "intSome", "atomicOr",
            "intOdd", "atomicXor"));

    private final CodeMaker maker;
    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int names;

    private GroupMaker(long seed) {
        maker = CodeMaker.forGroups(seed, List.of("i", "at", "l", "g", "size"));
        random = new Random(seed);
    }

    /** A class with a method {@code kernel}. */
    static String text(String name, long seed) {
        return new GroupMaker(seed).text(name);
    }

    /** Work items of a group, a power of two. */
    static int group(long seed) {
        return 1 << seed % 6;
    }

    static int groups(long seed) {
        return (int) (seed % 5);
    }

    static Object[] arguments(long seed) {
        List<Object> all = new ArrayList<>(CodeMaker.arguments(seed, group(seed) * groups(seed)));
        Random r = new Random(seed);
        ATOMICS.keySet().forEach(a -> all.add(a.startsWith("int") ? (Object) Values.ints(r, 8) : Values.longs(r, 8)));
        return all.toArray();
    }

    private String text(String name) {
        line("int i = c.globalId(0);");
        line("int at = i;");
        line("int l = c.localId(0);");
        line("int g = c.groupId(0) + c.groupCount(0) - c.globalSize(0);");
        line("int size = c.localSize(0);");
        SHARED.forEach((t, f) -> line(t + "[] " + f + " = c." + f + "(" + MOST + ");"));
        line("int[] tally = c.sharedInts(8);");
        line("for (int k = l; k < 8; k += size) tally[k] = k;");
        line("c.barrier();");
        for (int k = 1 + random.nextInt(3); k > 0; k--) {
            switch (random.nextInt(4)) {
                case 0 -> inside("for (int t" + names + " = 0; t" + names + " < (theint & 3); t" + names++ + "++) {");
                case 1 -> inside("if (theboolean) {");
                default -> phase();
            }
        }
        line("c.barrier();");
        read("tally", Type.INT, "7");
        for (int k = 0; k < 3; k++) {
            maker.refill(20);
            out.append(maker.store());
        }
        String takes = CodeMaker.parameters().stream()
                .map(p -> ", " + p.kind() + (p.isArray() ? "[] " : " ") + p.name())
                .collect(Collectors.joining());
        String atomics = ATOMICS.keySet().stream()
                .map(a -> ", " + (a.startsWith("int") ? "int[] " : "long[] ") + a)
                .collect(Collectors.joining());
        return "class " + name + " {\n" + maker.helperTexts() + "static void kernel(KernelContext c" + takes + atomics
                + ") {\n" + out + "}\n}\n";
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** A phase that all work items of a group go through as often. */
    private void inside(String head) {
        int before = maker.scope().size();
        line(head);
        phase();
        line("}");
        maker.leave(before);
    }

    private void phase() {
        for (int k = random.nextInt(3); k > 0; k--) {
            maker.refill(20);
            out.append(maker.statement(2));
        }
        for (int k = random.nextInt(3); k > 0; k--) {
            atomic();
        }
        maker.refill(20);
        Type t = List.copyOf(SHARED.keySet()).get(random.nextInt(4));
        String array = SHARED.get(t);
        line(array + "[l] = " + maker.value(t, 3) + ";");
        line("c.barrier();");
        read(array, t, "(size - 1)");
        line("c.barrier();");
    }

    private void read(String array, Type t, String mask) {
        Local v = new Local(t, "v" + "s" + names++);
        maker.refill(10);
        line(t + " " + v + " = " + array + "[(" + maker.value(Type.INT, 2) + ") & " + mask + "];");
        maker.scope().add(v);
    }

    private void atomic() {
        maker.refill(20);
        if (random.nextInt(3) == 0) {
            line("c.atomicAdd(tally, (" + maker.value(Type.INT, 2) + ") & 7, " + maker.value(Type.INT, 2) + ");");
            return;
        }
        List<String> names = List.copyOf(ATOMICS.keySet());
        String array = names.get(random.nextInt(names.size()));
        Type t = array.startsWith("int") ? Type.INT : Type.LONG;
        line("c." + ATOMICS.get(array) + "(" + array + ", (" + maker.value(Type.INT, 2) + ") & 7, " + maker.value(t, 2)
                + ");");
    }
}
