package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.emit.c.Dialect;
import java.util.List;
import java.util.Map;

/**
 * What the kernels of a device are written in.
 *
 * @param dialect how kernels are emitted
 * @param options how the compiler is called for those
 * @param rawOptions how it is called for what users wrote
 * @param sharedIsArgument whether memory of a group is an argument of a kernel
 * @param types the names of the types that an element of a Java or array type may have in what users wrote
 */
public record Language(
        Dialect dialect, String options, String rawOptions, boolean sharedIsArgument, Map<DType, List<String>> types) {

    public String name() {
        return dialect.name();
    }

    /** Whether a name is that of a type; of types that the source defines, it isn't known what they are. */
    boolean knows(String type) {
        return types.values().stream().anyMatch(names -> names.contains(type));
    }
}
