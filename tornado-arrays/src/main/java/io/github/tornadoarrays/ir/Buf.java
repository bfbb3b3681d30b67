package io.github.tornadoarrays.ir;

import io.github.tornadoarrays.core.DType;

/**
 * Memory that a kernel indexes: an argument, or a local array of the kernel.
 *
 * @param name its name in the kernel's text
 * @param type the type of its values (never complex: a complex array is seen as its real and imaginary values)
 * @param slot its position among the kernel's buffer arguments, or -1 for a local array
 */
public record Buf(String name, DType type, int slot) {
    public boolean isLocal() {
        return slot < 0;
    }
}
