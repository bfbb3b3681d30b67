package io.github.tornadoarrays.engine.cuda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The names of a program's kernels that were given as expressions, kept before its code: each ends with a 0. */
final class Names {
    private Names() {}

    static byte[] before(byte[] code, List<String> names) {
        if (names.isEmpty()) {
            return code;
        }
        byte[] head = (String.join("\0", names) + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + code.length);
        System.arraycopy(code, 0, all, head.length, code.length);
        return all;
    }

    /** The names before the code, of which there are {@code count}. */
    static List<String> of(byte[] all, int count) {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            int end = end(all, from);
            names.add(new String(all, from, end - from, StandardCharsets.UTF_8));
            from = end + 1;
        }
        return names;
    }

    /** The code behind the names. */
    static byte[] after(byte[] all, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            from = end(all, from) + 1;
        }
        return from == 0 ? all : Arrays.copyOfRange(all, from, all.length);
    }

    private static int end(byte[] all, int from) {
        int end = from;
        while (all[end] != 0) {
            end++;
        }
        return end;
    }
}
