package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;

/**
 * The classes by which a kernel of work items that is Java bytecode reaches memory and knows its place, as TornadoVM names them. Nothing
 * of them is needed to emit such a kernel.
 *
 * @param context what tells work items apart, has memory of a group, and barriers
 * @param arrays the package of the classes of memory: {@code FloatArray}, {@code IntArray} …
 * @param functions a class with the methods of {@link Scalar}, for the types that are computed with, made of what the compiler knows; and with
 *     {@code atomicAdd} and {@code atomicCompareExchange}, of arrays of the API and, for memory of a group, of Java's
 */
public record ItemApi(ClassDesc context, String arrays, ClassDesc functions) {
    private static final ClassDesc INTEGER = ConstantDescs.CD_Integer;

    /** The class of an argument buffer. */
    ClassDesc array(DType t) {
        return ClassDesc.of(arrays, kind(t) + "Array");
    }

    private static String kind(DType t) {
        String name = Carrier.stored(t).name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static ClassDesc element(DType t) {
        return Carrier.arrayDesc(t).componentType();
    }

    /** Takes an array and an index off the stack, and puts the element there. */
    void get(CodeBuilder code, DType t) {
        code.invokevirtual(array(t), "get", MethodTypeDesc.of(element(t), ConstantDescs.CD_int));
    }

    /** Takes an array, an index and a value in its stored form off the stack. */
    void set(CodeBuilder code, DType t) {
        code.invokevirtual(array(t), "set", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, element(t)));
    }

    /** Puts a number of the work item on the stack; the context is the method's first parameter. */
    void id(CodeBuilder code, Expr.Id id) {
        String axis = "xyz".substring(id.dimension(), id.dimension() + 1);
        switch (id.kind()) {
            case GLOBAL -> field(code, "globalId" + axis);
            case LOCAL -> field(code, "localId" + axis);
            case GROUP -> field(code, "groupId" + axis);
            case GLOBAL_SIZE -> field(code, "globalGroupSize" + axis.toUpperCase(Locale.ROOT));
            case LOCAL_SIZE -> field(code, "localGroupSize" + axis.toUpperCase(Locale.ROOT));
            case GROUPS -> {
                field(code, "globalGroupSize" + axis.toUpperCase(Locale.ROOT));
                field(code, "localGroupSize" + axis.toUpperCase(Locale.ROOT));
                code.idiv();
            }
        }
    }

    private void field(CodeBuilder code, String name) {
        code.aload(0)
                .getfield(context, name, INTEGER)
                .invokevirtual(INTEGER, "intValue", MethodTypeDesc.of(ConstantDescs.CD_int));
    }

    /** Puts an array of {@code length} computed values on the stack that the work items of a group share. */
    void shared(CodeBuilder code, DType t, int length) {
        ClassDesc element = Carrier.of(t).desc;
        String name = element.displayName();
        code.aload(0)
                .loadConstant(length)
                .invokevirtual(
                        context,
                        "allocate" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "LocalArray",
                        MethodTypeDesc.of(element.arrayType(), ConstantDescs.CD_int));
    }

    /** Waits for the group. */
    void barrier(CodeBuilder code) {
        code.aload(0).invokevirtual(context, "localBarrier", MethodTypeDesc.of(ConstantDescs.CD_void));
    }

    /** Takes an array, an index and a value off the stack, adds the value to an integer in one step, and puts what was there on the stack. */
    void atomicAdd(CodeBuilder code, DType t, boolean ofGroup) {
        ClassDesc value = Carrier.of(t).desc;
        code.invokestatic(
                functions, "atomicAdd", MethodTypeDesc.of(value, place(t, ofGroup), ConstantDescs.CD_int, value));
    }

    /**
     * Takes an array, an index and two values as integers of their bits off the stack, puts the second where the first is, in one step, and puts what was
     * there on the stack, in the same form.
     */
    void atomicCompareExchange(CodeBuilder code, DType t, boolean ofGroup) {
        ClassDesc bits = t.itemSize() == Integer.BYTES ? ConstantDescs.CD_int : ConstantDescs.CD_long;
        code.invokestatic(
                functions,
                "atomicCompareExchange",
                MethodTypeDesc.of(bits, place(t, ofGroup), ConstantDescs.CD_int, bits, bits));
    }

    private ClassDesc place(DType t, boolean ofGroup) {
        return ofGroup ? Carrier.of(t).desc.arrayType() : array(t);
    }
}
