package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.graal.compiler.core.common.LIRKind;
import jdk.graal.compiler.lir.LIRInstruction;
import jdk.graal.compiler.lir.Variable;
import jdk.vm.ci.meta.AllocatableValue;
import jdk.vm.ci.meta.JavaKind;
import jdk.vm.ci.meta.Value;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.runtime.TornadoAcceleratorBackend;

/**
 * The functions of a backend's language that kernels need and that TornadoVM calls for nothing. Statements of the language are objects of classes
 * that each backend has for itself, so they are made by name; a function is an object of a class whose constructor is for subclasses, so one
 * is made.
 */
final class Language {
    /** A function of one to three numbers, by its names in OpenCL's and in CUDA's C. */
    enum Function {
        BITS_OF_FLOAT(1, "as_int", "__float_as_int"),
        BITS_OF_DOUBLE(1, "as_long", "__double_as_longlong"),
        FLOAT_OF_BITS(1, "as_float", "__int_as_float"),
        DOUBLE_OF_BITS(1, "as_double", "__longlong_as_double"),
        FMA(3, "fma", "fma"),
        /** A product that never becomes part of a fused multiply-add; in OpenCL's C none does that is a statement by itself. */
        PRODUCT_OF_FLOATS(2, null, "__fmul_rn"),
        PRODUCT_OF_DOUBLES(2, null, "__dmul_rn");

        private final int numbers;
        private final @Nullable String openCl;
        private final @Nullable String cuda;

        Function(int numbers, @Nullable String openCl, @Nullable String cuda) {
            this.numbers = numbers;
            this.openCl = openCl;
            this.cuda = cuda;
        }

        /** What gives the bits of a number as one of another type. */
        static Function reinterpreting(JavaKind as) {
            return switch (as) {
                case Int -> BITS_OF_FLOAT;
                case Long -> BITS_OF_DOUBLE;
                case Float -> FLOAT_OF_BITS;
                default -> DOUBLE_OF_BITS;
            };
        }

        private @Nullable String name(String prefix) {
            return switch (prefix) {
                case "OCL" -> openCl;
                case "CUDA" -> cuda;
                default -> null;
            };
        }
    }

    private static final List<String> CLASSES = List.of("Unary", "Binary", "Ternary");

    private final String backend;
    private final Map<Function, MethodHandle> statements = new EnumMap<>(Function.class);

    private Language(String backend) {
        this.backend = backend;
    }

    /** @throws DeviceException if the classes of a backend are not those of TornadoVM 5.2 */
    static Language of(TornadoAcceleratorBackend backend) {
        Language language = new Language(backend.getName());
        String prefix = backend.getClass().getSimpleName().replaceFirst("BackendImpl$", "");
        String classes = backend.getClass().getPackageName() + ".graal.%s." + prefix;
        for (Function f : Function.values()) {
            String name = f.name(prefix);
            if (name != null) {
                try {
                    language.statements.put(f, statement(classes, CLASSES.get(f.numbers - 1), name, f.numbers));
                } catch (Throwable e) {
                    throw new DeviceException("tornadovm: the statements of " + backend.getName()
                            + " are not as in TornadoVM 5.2 (" + e + "); use the SDK 5.2.0-jdk25");
                }
            }
        }
        return language;
    }

    /** What makes the statement {@code variable = name(numbers)} of a variable, the type of the result, and an array of numbers. */
    private static MethodHandle statement(String classes, String arity, String name, int numbers) throws Throwable {
        Class<?> function = Class.forName(classes.formatted("asm") + "Assembler$"
                + classes.substring(classes.lastIndexOf('.') + 1) + arity + "Intrinsic");
        Object called = only(subclass(function)).invoke(name);
        MethodHandle call = only(Class.forName(classes.formatted("lir") + arity + "$Intrinsic"))
                .bindTo(called)
                .asSpreader(Value[].class, numbers);
        MethodHandle assign = only(Class.forName(classes.formatted("lir") + "LIRStmt$AssignStmt"));
        return MethodHandles.collectArguments(
                        assign, 1, call.asType(MethodType.methodType(Value.class, LIRKind.class, Value[].class)))
                .asType(MethodType.methodType(
                        LIRInstruction.class, AllocatableValue.class, LIRKind.class, Value[].class));
    }

    private static MethodHandle only(Class<?> c) throws IllegalAccessException {
        return MethodHandles.publicLookup().unreflectConstructor(c.getConstructors()[0]);
    }

    private static Class<?> subclass(Class<?> function) {
        ClassDesc of = ClassDesc.of(Language.class.getPackageName(), "Named");
        ClassDesc parent = ClassDesc.ofDescriptor(function.descriptorString());
        MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
        return new VmKernel.Loader().define(ClassFile.of().build(of, c -> {
            c.withFlags(ClassFile.ACC_PUBLIC).withSuperclass(parent);
            c.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    type,
                    ClassFile.ACC_PUBLIC,
                    code -> code.aload(0)
                            .aload(1)
                            .invokespecial(parent, ConstantDescs.INIT_NAME, type)
                            .return_());
        }));
    }

    boolean has(Function f) {
        return statements.containsKey(f);
    }

    /** @throws KernelException if the backend's language has no such function */
    LIRInstruction assign(Variable to, Function f, Value... numbers) {
        MethodHandle statement = statements.get(f);
        if (statement == null) {
            throw new KernelException("its backend " + backend + " has nothing for " + f);
        }
        try {
            return (LIRInstruction) statement.invokeExact((AllocatableValue) to, (LIRKind) to.getValueKind(), numbers);
        } catch (Throwable e) {
            throw new KernelException("its backend " + backend + " makes no statement for " + f + ": " + e);
        }
    }
}
