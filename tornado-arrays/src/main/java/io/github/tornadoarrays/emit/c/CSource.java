package io.github.tornadoarrays.emit.c;

import java.util.List;

/**
 * A kernel as C. It takes the buffers by slot, then the scalars in order: integers in their type, bool as an unsigned byte,
 * float16 and bfloat16 as float, float and double as they are. Where it {@link #faults}, a pointer to four 64-bit integers
 * comes last, all 0 before the launch: after it, the first is 1 + the position in {@code messages} of a check that failed,
 * and the others are the values of its message.
 *
 * @param text the text of the program
 * @param entry the name of the kernel in it
 * @param messages what the kernel's checks say
 * @param width how many numbers along dimension 0 each work item does
 */
public record CSource(String text, String entry, List<String> messages, int width) {
    /** Whether the kernel can fail by a check, and so takes the pointer to say so. */
    public boolean faults() {
        return !messages.isEmpty();
    }

    /** The same for groups of one size alone, so that a compiler takes no more registers than such a group has. */
    public CSource forGroups(Dialect dialect, long... group) {
        String head = dialect.kernel() + entry + "(";
        String sized = dialect.kernel() + dialect.groups(group) + " " + entry + "(";
        return new CSource(text.replace(head, sized), entry, messages, width);
    }
}
