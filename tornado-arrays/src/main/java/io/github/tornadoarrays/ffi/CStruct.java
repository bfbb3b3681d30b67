package io.github.tornadoarrays.ffi;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;

/** Struct layouts as a C compiler makes them: every field at a multiple of its alignment, the end padded likewise. */
public final class CStruct {
    private CStruct() {}

    /**
     * {@return the layout of a C struct with these fields in this order, padding added}
     *
     * @param fields the fields, named with {@link MemoryLayout#withName}
     */
    public static StructLayout of(MemoryLayout... fields) {
        List<MemoryLayout> members = new ArrayList<>();
        long end = 0;
        long alignment = 1;
        for (MemoryLayout field : fields) {
            end = pad(members, end, field.byteAlignment());
            members.add(field);
            end += field.byteSize();
            alignment = Math.max(alignment, field.byteAlignment());
        }
        pad(members, end, alignment);
        return MemoryLayout.structLayout(members.toArray(MemoryLayout[]::new));
    }

    /** {@return the offset in bytes of the named field} */
    public static long offset(StructLayout struct, String field) {
        return struct.byteOffset(PathElement.groupElement(field));
    }

    private static long pad(List<MemoryLayout> members, long end, long alignment) {
        long missing = -end & (alignment - 1);
        if (missing > 0) {
            members.add(MemoryLayout.paddingLayout(missing));
        }
        return end + missing;
    }
}
