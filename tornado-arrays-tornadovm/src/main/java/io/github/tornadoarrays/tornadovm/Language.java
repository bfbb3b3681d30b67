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
 * is made. A cast to a pointer is written as a function, too.
 */
final class Language {
    /** A function of one to three numbers, by its names in OpenCL's and in CUDA's C. */
    enum Function {
        BITS_OF_FLOAT(1, "as_int", "__float_as_int"),
        BITS_OF_DOUBLE(1, "as_long", "__double_as_longlong"),
        FLOAT_OF_BITS(1, "as_float", "__int_as_float"),
        DOUBLE_OF_BITS(1, "as_double", "__longlong_as_double"),
        FMA(3, "fma", "fma"),
        // of these TornadoVM has nodes, which fail where the numbers are constants
        SIN(1, "sin", "sin"),
        COS(1, "cos", "cos"),
        TAN(1, "tan", "tan"),
        ATAN(1, "atan", "atan"),
        TANH(1, "tanh", "tanh"),
        CEIL(1, "ceil", "ceil"),
        ATAN2(2, "atan2", "atan2"),
        POWER(2, "pow", "pow"),
        /** A product that never becomes part of a fused multiply-add; in OpenCL's C none does that is a statement by itself. */
        PRODUCT_OF_FLOATS(2, null, "__fmul_rn"),
        PRODUCT_OF_DOUBLES(2, null, "__dmul_rn"),
        // atomic ones, which take a pointer first, and what makes a pointer of where something is
        ADD_TO_INT(2, "atomic_add", "atomicAdd"),
        ADD_TO_LONG(2, "atom_add", "atomicAdd"),
        EXCHANGE_INT(3, "atomic_cmpxchg", "atomicCAS"),
        EXCHANGE_LONG(3, "atom_cmpxchg", "atomicCAS"),
        INT_AT(1, "(volatile __global int *)", "(int *)"),
        LONG_AT(1, "(volatile __global long *)", "(unsigned long long *)"),
        INT_OF_GROUP_AT(1, "(volatile __local int *)", "(int *)"),
        LONG_OF_GROUP_AT(1, "(volatile __local long *)", "(unsigned long long *)"),
        /** Where an array of a group is. */
        PLACE(1, "(long)", "(long long)");

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

        /** @param numbers of a sum one, of an exchange two: what is expected and what is put in its place */
        static Function atomic(JavaKind kind, int numbers) {
            return kind == JavaKind.Int
                    ? numbers == 1 ? ADD_TO_INT : EXCHANGE_INT
                    : numbers == 1 ? ADD_TO_LONG : EXCHANGE_LONG;
        }

        static Function pointer(JavaKind kind, boolean ofGroup) {
            return kind == JavaKind.Int ? ofGroup ? INT_OF_GROUP_AT : INT_AT : ofGroup ? LONG_OF_GROUP_AT : LONG_AT;
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
    private final Map<Function, MethodHandle> calls = new EnumMap<>(Function.class);
    private final MethodHandle assignment;

    private Language(String backend, MethodHandle assignment) {
        this.backend = backend;
        this.assignment = assignment;
    }

    /** @throws DeviceException if the classes of a backend are not those of TornadoVM 5.2 */
    static Language of(TornadoAcceleratorBackend backend) {
        String prefix = backend.getClass().getSimpleName().replaceFirst("BackendImpl$", "");
        String classes = backend.getClass().getPackageName() + ".graal.%s." + prefix;
        try {
            MethodHandle assignment = only(Class.forName(classes.formatted("lir") + "LIRStmt$AssignStmt"));
            Language language = new Language(
                    backend.getName(),
                    assignment.asType(
                            MethodType.methodType(LIRInstruction.class, AllocatableValue.class, Value.class)));
            for (Function f : Function.values()) {
                String name = f.name(prefix);
                if (name != null) {
                    String arity = CLASSES.get(f.numbers - 1);
                    Class<?> named =
                            Class.forName(classes.formatted("asm") + "Assembler$" + prefix + arity + "Intrinsic");
                    MethodHandle call = only(Class.forName(classes.formatted("lir") + arity + "$Intrinsic"))
                            .bindTo(only(subclass(named)).invoke(name))
                            .asSpreader(Value[].class, f.numbers);
                    language.calls.put(
                            f, call.asType(MethodType.methodType(Value.class, LIRKind.class, Value[].class)));
                }
            }
            return language;
        } catch (Throwable e) {
            throw new DeviceException("tornadovm: the statements of " + backend.getName()
                    + " are not as in TornadoVM 5.2 (" + e + "); use the SDK 5.2.0-jdk25");
        }
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
        return calls.containsKey(f);
    }

    /**
     * What stands for a function's result in a statement.
     *
     * @throws KernelException if the backend's language has no such function
     */
    Value call(Function f, LIRKind result, Value... numbers) {
        MethodHandle call = calls.get(f);
        if (call == null) {
            throw new KernelException("its backend " + backend + " has nothing for " + f);
        }
        try {
            return (Value) call.invokeExact(result, numbers);
        } catch (Throwable e) {
            throw new KernelException("its backend " + backend + " makes no call of " + f + ": " + e);
        }
    }

    LIRInstruction assign(Variable to, Value value) {
        try {
            return (LIRInstruction) assignment.invokeExact((AllocatableValue) to, value);
        } catch (Throwable e) {
            throw new KernelException("its backend " + backend + " makes no assignment: " + e);
        }
    }
}
