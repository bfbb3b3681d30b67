package io.github.tornadoarrays.core;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An array that has memory of a pool, for messages.
 *
 * @param shape null where it is no array's, but an operation's for its own use
 * @param made the user's line; null unless lines are {@linkplain Origin#KEPT kept}
 */
public record LiveArray(
        DType dtype,
        long length,
        long bytes,
        long @Nullable [] shape,
        @Nullable Origin made) {
    private static final int SHOWN = 5;

    private String text() {
        return dtype + " " + (shape == null ? "work space of " + length : Shape.text(shape)) + " with " + bytes(bytes)
                + (made == null ? "" : ", made at " + made);
    }

    /** How many there are, and the largest ones. */
    public static String report(Collection<LiveArray> all) {
        if (all.isEmpty()) {
            return "no array is live";
        }
        List<LiveArray> largest = all.stream()
                .sorted((a, b) -> Long.compare(b.bytes, a.bytes))
                .limit(SHOWN)
                .toList();
        return all.size()
                + (all.size() == 1 ? " array is live: " : " arrays are live, the largest: ")
                + largest.stream().map(LiveArray::text).collect(Collectors.joining("; "))
                + (Origin.KEPT ? "" : " (tornado.arrays.debug=memory tells where each was made)");
    }

    /** Such as {@code 33.6 MB}. */
    public static String bytes(double bytes) {
        return bytes >= 1e9 - 5e7
                ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
