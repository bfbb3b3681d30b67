package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this library can do, in the words of the array API standard: its {@code __array_namespace_info__}; {@link Np#arrayApi()}.
 * The standard is that of {@link #VERSION}.
 */
public final class ArrayApi {
    /** The edition of the standard. */
    public static final String VERSION = "2025.12";

    ArrayApi() {}

    /**
     * What not every library can.
     *
     * @param booleanIndexing whether an index may be a mask
     * @param dataDependentShapes whether shapes may depend on elements
     * @param maxDimensions the most axes; null if there is no limit
     */
    public record Capabilities(
            boolean booleanIndexing,
            boolean dataDependentShapes,
            @org.jspecify.annotations.Nullable Integer maxDimensions) {}

    /** What not every library can, and this one does. */
    public Capabilities capabilities() {
        return new Capabilities(true, true, null);
    }

    /** The device of new arrays: that of this thread's {@link Device#use}, or of the process. */
    public Device defaultDevice() {
        return Device.current();
    }

    /** The types of new arrays of which none is said, by {@code "real floating"}, {@code "complex floating"}, {@code "integral"} and {@code "indexing"}. */
    public Map<String, DType> defaultDtypes() {
        return named(
                List.of("real floating", "complex floating", "integral", "indexing"),
                List.of(DType.FLOAT64, DType.COMPLEX128, DType.INT64, DType.INT64));
    }

    /** The types of the standard by their names. */
    public Map<String, DType> dtypes() {
        return dtypes("bool", "numeric");
    }

    /**
     * The types of some kinds by their names.
     *
     * @param kinds as those of {@link Np#isdtype}
     * @throws ArrayException if there is no such kind
     */
    public Map<String, DType> dtypes(String... kinds) {
        Map<String, DType> found = new LinkedHashMap<>();
        for (DType t : DType.values()) {
            // the standard has no 16-bit floats
            if (!t.isHalf() && Types.isKind(t, kinds)) {
                found.put(t.toString(), t);
            }
        }
        return found;
    }

    /** All devices that arrays can be on. */
    public List<Device> devices() {
        return Device.list();
    }

    private static Map<String, DType> named(List<String> names, List<DType> types) {
        Map<String, DType> all = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            all.put(names.get(i), types.get(i));
        }
        return all;
    }
}
