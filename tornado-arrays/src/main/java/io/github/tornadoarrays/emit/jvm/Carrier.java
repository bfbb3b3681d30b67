package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/** The JVM type in which values of an element type are computed, and the one in which they are stored. */
enum Carrier {
    INT(TypeKind.INT, ConstantDescs.CD_int),
    LONG(TypeKind.LONG, ConstantDescs.CD_long),
    FLOAT(TypeKind.FLOAT, ConstantDescs.CD_float),
    DOUBLE(TypeKind.DOUBLE, ConstantDescs.CD_double);

    final TypeKind kind;
    final ClassDesc desc;

    Carrier(TypeKind kind, ClassDesc desc) {
        this.kind = kind;
        this.desc = desc;
    }

    static Carrier of(DType t) {
        return switch (t) {
            case BOOL, INT8, INT16, INT32, UINT8, UINT16, UINT32 -> INT;
            case INT64, UINT64 -> LONG;
            case FLOAT16, BFLOAT16, FLOAT32 -> FLOAT;
            case FLOAT64 -> DOUBLE;
            case COMPLEX64, COMPLEX128 -> throw new IllegalStateException(t + " in a kernel");
        };
    }

    /** The kind of a primitive array's elements. */
    static TypeKind stored(DType t) {
        return switch (t) {
            case BOOL, INT8, UINT8 -> TypeKind.BYTE;
            case INT16, UINT16, FLOAT16, BFLOAT16 -> TypeKind.SHORT;
            default -> of(t).kind;
        };
    }

    static ClassDesc arrayDesc(DType t) {
        return (switch (stored(t)) {
                    case BYTE -> ConstantDescs.CD_byte;
                    case SHORT -> ConstantDescs.CD_short;
                    default -> of(t).desc;
                })
                .arrayType();
    }
}
