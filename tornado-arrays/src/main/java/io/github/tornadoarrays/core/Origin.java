package io.github.tornadoarrays.core;

import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of the user's: the innermost one outside of this library that was running. Its text is made when it is asked for.
 *
 * @param frame null where no such line was found, or none was looked for
 */
public record Origin(@Nullable StackFrame frame) {
    /** Whether {@code tornado.arrays.debug} (or {@code TORNADO_ARRAYS_DEBUG}) names {@code memory}: every array says where it was made. */
    public static final boolean KEPT = kept();

    /** None was looked for. */
    public static final Origin UNKNOWN = new Origin(null);

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String PACKAGE = "io.github.tornadoarrays";
    private static final @Nullable CodeSource LIBRARY =
            Origin.class.getProtectionDomain().getCodeSource();

    private static boolean kept() {
        String text = System.getProperty("tornado.arrays.debug", System.getenv("TORNADO_ARRAYS_DEBUG"));
        return text != null && Arrays.asList(text.split(",")).contains("memory");
    }

    /** The line that is running. */
    public static Origin here() {
        return new Origin(
                WALKER.walk(frames -> frames.filter(Origin::isUser).findFirst().orElse(null)));
    }

    /** {@link #here()} where arrays keep it; else null. */
    public static @Nullable Origin ifKept() {
        return KEPT ? here() : null;
    }

    private static boolean isUser(StackFrame frame) {
        Class<?> c = frame.getDeclaringClass();
        boolean ours = c.getName().startsWith(PACKAGE)
                && Objects.equals(c.getProtectionDomain().getCodeSource(), LIBRARY);
        return !ours && !c.getName().startsWith("java.");
    }

    /** Such as {@code Example.main(Example.java:12)}. */
    @Override
    public String toString() {
        return frame != null
                ? frame.toStackTraceElement().toString()
                : KEPT ? "an unknown line" : "a line that tornado.arrays.debug=memory tells";
    }
}
