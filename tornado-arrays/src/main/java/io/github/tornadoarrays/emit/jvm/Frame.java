package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where variables and buffers of a kernel are: the local variables of the generated method. */
final class Frame {
    private final CodeBuilder code;
    private final boolean opaque;
    private final @Nullable ItemApi api;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Integer> buffers = new HashMap<>();

    /** @param opaque whether argument buffers may lie outside the heap, so that only helpers can index them */
    Frame(CodeBuilder code, boolean opaque) {
        this.code = code;
        this.opaque = opaque;
        this.api = null;
    }

    /** The frame of a kernel of work items, whose argument buffers are objects of an API. */
    Frame(CodeBuilder code, ItemApi api) {
        this.code = code;
        this.opaque = false;
        this.api = api;
    }

    /** The API that argument buffers are objects of and work items are told apart by; null where they are the JVM's own arrays. */
    @Nullable
    ItemApi api() {
        return api;
    }

    int declare(Expr.Var v) {
        return slots.computeIfAbsent(v.name() + v.type(), n -> code.allocateLocal(Carrier.of(v.type()).kind));
    }

    void bind(Expr.Var v, int slot) {
        slots.put(v.name() + v.type(), slot);
    }

    void bind(Buf b, int slot) {
        buffers.put(b.name(), slot);
    }

    void load(Expr.Var v) {
        Integer slot = slots.get(v.name() + v.type());
        if (slot == null) {
            throw new IllegalStateException("no value for " + v);
        }
        code.loadLocal(Carrier.of(v.type()).kind, slot);
    }

    void store(Expr.Var v) {
        code.storeLocal(Carrier.of(v.type()).kind, declare(v));
    }

    int declare(Buf b) {
        return buffers.computeIfAbsent(b.name(), n -> code.allocateLocal(TypeKind.REFERENCE));
    }

    void loadBuffer(Buf b) {
        code.aload(buffers.get(b.name()));
    }

    void storeBuffer(Buf b) {
        code.astore(declare(b));
    }

    boolean isOpaque(Buf b) {
        return opaque && !b.isLocal();
    }

    static String arrayName(DType t) {
        return switch (Carrier.stored(t)) {
            case BYTE -> "bytes";
            case SHORT -> "shorts";
            case INT -> "ints";
            case LONG -> "longs";
            case FLOAT -> "floats";
            default -> "doubles";
        };
    }
}
