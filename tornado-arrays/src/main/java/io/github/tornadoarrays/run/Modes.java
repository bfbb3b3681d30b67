package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Origin;
import java.util.List;
import java.util.Set;

/** How kernels are to run, as the environment says: as plain Java, or with every index and divisor checked. {@link Origin} has one more. */
public final class Modes {
    /** Whether {@code tornado.arrays.debug} (or {@code TORNADO_ARRAYS_DEBUG}) names {@code java}: kernels run as the methods they were. */
    public static final boolean JAVA = java();

    /** Whether {@code tornado.arrays.check} (or {@code TORNADO_ARRAYS_CHECK}) is 1: indices and divisors are checked everywhere. */
    public static final boolean CHECKED = checked();

    private Modes() {}

    private static String asked(String property, String variable) {
        String text = System.getProperty(property);
        return text != null ? text : System.getenv(variable);
    }

    private static boolean java() {
        String text = asked("tornado.arrays.debug", "TORNADO_ARRAYS_DEBUG");
        if (text == null || text.isEmpty()) {
            return false;
        }
        List<String> names = List.of(text.split(","));
        if (!Set.of("java", "memory").containsAll(names)) {
            throw new ArrayException("tornado.arrays.debug: \"" + text
                    + "\" is not known; java runs kernels as the methods they were made from, memory keeps where arrays were"
                    + " made, java,memory does both");
        }
        return names.contains("java");
    }

    private static boolean checked() {
        String text = asked("tornado.arrays.check", "TORNADO_ARRAYS_CHECK");
        return switch (text) {
            case null -> false;
            case "", "0", "false" -> false;
            case "1", "true" -> true;
            default ->
                throw new ArrayException("tornado.arrays.check: \"" + text
                        + "\" is not known; 1 checks indices and divisors in every kernel, 0 does not");
        };
    }
}
