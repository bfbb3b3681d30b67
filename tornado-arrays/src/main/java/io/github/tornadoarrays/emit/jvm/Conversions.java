package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/** Brings the value on the operand stack from one form or type into another. */
final class Conversions {
    private static final ClassDesc HALF = ClassDesc.of("io.github.tornadoarrays.core.Half");

    private final CodeBuilder code;
    private final @Nullable ClassDesc functions;

    /** @param functions a class that has what is otherwise called of the JDK and the library; null where those are called */
    Conversions(CodeBuilder code, @Nullable ClassDesc functions) {
        this.code = code;
        this.functions = functions;
    }

    private ClassDesc of(ClassDesc owner) {
        return functions == null ? owner : functions;
    }

    /** Brings the stored form on the stack into the one in which values are computed. */
    void fromStored(DType t) {
        switch (t) {
            case UINT8 -> code.loadConstant(0xff).iand();
            case UINT16 -> code.loadConstant(0xffff).iand();
            case FLOAT16 ->
                code.invokestatic(
                        of(ConstantDescs.CD_Float),
                        "float16ToFloat",
                        MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_short));
            case BFLOAT16 ->
                code.invokestatic(
                        of(HALF), "bfloat16ToFloat", MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_short));
            default -> {}
        }
    }

    /** Brings the value on the stack into the form in which it is stored. */
    void toStored(DType t) {
        switch (t) {
            case FLOAT16 ->
                code.invokestatic(
                        of(ConstantDescs.CD_Float),
                        "floatToFloat16",
                        MethodTypeDesc.of(ConstantDescs.CD_short, ConstantDescs.CD_float));
            case BFLOAT16 ->
                code.invokestatic(
                        of(HALF), "floatToBfloat16", MethodTypeDesc.of(ConstantDescs.CD_short, ConstantDescs.CD_float));
            default -> {}
        }
    }

    /** As a value of the type with the same bits. */
    void bitcast(DType from, DType to) {
        switch (from) {
            case FLOAT16, BFLOAT16 -> toStored(from);
            case FLOAT32 ->
                code.invokestatic(
                        of(ConstantDescs.CD_Float),
                        "floatToRawIntBits",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float));
            case FLOAT64 ->
                code.invokestatic(
                        of(ConstantDescs.CD_Double),
                        "doubleToRawLongBits",
                        MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
            default -> {}
        }
        switch (to) {
            case FLOAT32 ->
                code.invokestatic(
                        of(ConstantDescs.CD_Float),
                        "intBitsToFloat",
                        MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int));
            case FLOAT64 ->
                code.invokestatic(
                        of(ConstantDescs.CD_Double),
                        "longBitsToDouble",
                        MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long));
            case FLOAT16, BFLOAT16 -> {
                code.i2s();
                fromStored(to);
            }
            default -> wrap(to);
        }
    }

    /** Cuts an integer result to its type's width. */
    void wrap(DType t) {
        switch (t) {
            case INT8 -> code.i2b();
            case INT16 -> code.i2s();
            case UINT8 -> code.loadConstant(0xff).iand();
            case UINT16 -> code.i2c();
            case FLOAT16 -> round("roundToHalf");
            case BFLOAT16 -> round("roundToBfloat16");
            default -> {}
        }
    }

    private void round(String method) {
        code.invokestatic(
                of(ExprEmitter.SCALAR), method, MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_float));
    }

    /** As {@link io.github.tornadoarrays.ir.Op#CAST} says. */
    void cast(DType from, DType to) {
        if (from == to) {
            return;
        }
        if (to == DType.BOOL) {
            Label yes = code.newLabel();
            Label end = code.newLabel();
            switch (Carrier.of(from)) {
                case INT -> code.ifne(yes);
                case LONG -> code.lconst_0().lcmp().ifne(yes);
                case FLOAT -> code.fconst_0().fcmpl().ifne(yes);
                case DOUBLE -> code.dconst_0().dcmpl().ifne(yes);
            }
            code.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
            return;
        }
        Carrier a = Carrier.of(from);
        Carrier b = Carrier.of(to);
        switch (b) {
            case DOUBLE, FLOAT -> toFloat(from, a, b);
            case LONG -> toLong(from, a, to);
            case INT -> toInt(a, to);
        }
        wrap(to);
    }

    private void toFloat(DType from, Carrier a, Carrier b) {
        boolean single = b == Carrier.FLOAT;
        switch (a) {
            case INT -> {
                if (from == DType.UINT32) {
                    wide();
                    if (single) {
                        code.l2f();
                    } else {
                        code.l2d();
                    }
                } else if (single) {
                    code.i2f();
                } else {
                    code.i2d();
                }
            }
            case LONG -> {
                if (from == DType.UINT64) {
                    code.invokestatic(
                            of(ExprEmitter.SCALAR),
                            single ? "fromUnsignedToFloat" : "fromUnsigned",
                            MethodTypeDesc.of(b.desc, ConstantDescs.CD_long));
                } else if (single) {
                    code.l2f();
                } else {
                    code.l2d();
                }
            }
            case FLOAT -> {
                if (!single) {
                    code.f2d();
                }
            }
            case DOUBLE -> {
                if (single) {
                    code.d2f();
                }
            }
        }
    }

    private void toLong(DType from, Carrier a, DType to) {
        switch (a) {
            case INT -> {
                if (from == DType.UINT32) {
                    wide();
                } else {
                    code.i2l();
                }
            }
            case LONG -> {}
            case FLOAT, DOUBLE -> {
                if (a == Carrier.FLOAT) {
                    code.f2d();
                }
                if (to == DType.UINT64) {
                    code.invokestatic(
                            of(ExprEmitter.SCALAR),
                            "toUnsigned",
                            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
                } else {
                    truncate(Carrier.DOUBLE, Carrier.LONG);
                }
            }
        }
    }

    /** An unsigned int as a long. */
    private void wide() {
        if (functions != null) {
            code.invokestatic(functions, "wide", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int));
        } else {
            code.i2l().loadConstant(0xffffffffL).land();
        }
    }

    /** As Java's own conversion: the nearest there is where it is too large, of NaN 0. */
    private void truncate(Carrier a, Carrier b) {
        if (functions != null) {
            code.invokestatic(functions, b == Carrier.INT ? "toInt" : "toLong", MethodTypeDesc.of(b.desc, a.desc));
        } else if (b == Carrier.INT) {
            if (a == Carrier.FLOAT) {
                code.f2i();
            } else {
                code.d2i();
            }
        } else if (a == Carrier.FLOAT) {
            code.f2l();
        } else {
            code.d2l();
        }
    }

    private void toInt(Carrier a, DType to) {
        switch (a) {
            case INT -> {}
            case LONG -> code.l2i();
            case FLOAT, DOUBLE -> {
                if (to == DType.UINT32) {
                    truncate(a, Carrier.LONG);
                    code.l2i();
                } else {
                    truncate(a, Carrier.INT);
                }
            }
        }
    }
}
