package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How kernels are to run, as the environment says: as plain Java, with every index and divisor checked, on the host where a device
 * can't. {@link Origin} has one more. */
public final class Modes {
    /** Whether {@code tornado.arrays.debug} (or {@code TORNADO_ARRAYS_DEBUG}) names {@code java}: kernels run as the methods they were. */
    public static final boolean JAVA = java();

    /** Whether {@code tornado.arrays.check} (or {@code TORNADO_ARRAYS_CHECK}) is 1: indices and divisors are checked everywhere. */
    public static final boolean CHECKED = checked();

    private Modes() {}

    /**
     * Whether {@code tornado.arrays.borrow} (or {@code TORNADO_ARRAYS_BORROW}) is 1: where a device has no routine, operands are copied to the
     * host, which computes.
     */
    public static boolean borrows() {
        return isOn(
                "borrow", "lets the host compute what a device has no routine for, copying operands there each time");
    }

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
        return isOn("check", "checks indices and divisors in every kernel");
    }

    /** @param what it does where it is on */
    private static boolean isOn(String mode, String what) {
        String text = asked("tornado.arrays." + mode, "TORNADO_ARRAYS_" + mode.toUpperCase(Locale.ROOT));
        return switch (text) {
            case null -> false;
            case "", "0", "false" -> false;
            case "1", "true" -> true;
            default ->
                throw new ArrayException(
                        "tornado.arrays." + mode + ": \"" + text + "\" is not known; 1 " + what + ", 0 does not");
        };
    }
}
