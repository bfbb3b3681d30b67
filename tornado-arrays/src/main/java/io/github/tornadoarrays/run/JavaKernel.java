package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Walk;
import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.KernelMethod;
import io.github.tornadoarrays.lift.Lambdas;
import io.github.tornadoarrays.lift.Lift;
import io.github.tornadoarrays.lift.Lifted;
import io.github.tornadoarrays.lift.Retype;
import io.github.tornadoarrays.lift.TornadoApi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's method that runs as a kernel: its arguments are checked here, and brought to where it runs. */
public final class JavaKernel {
    private final String name;
    private final List<MethodParameter> parameters;
    private final PlainJava plain;

    /** What was read from the method; null where it runs as Java. */
    private final @Nullable Lifted lifted;

    private final @Nullable Compiled compiled;

    private static final KernelMethod NOT_IN_JAVA = _ -> {
        throw new KernelException(
                "kernel: TornadoVM's KernelContext knows no work items as plain Java; run it on a device, or write"
                        + " it with this library's KernelContext");
    };

    private JavaKernel(String name, List<MethodParameter> parameters, PlainJava plain, @Nullable Lifted lifted) {
        this.name = name;
        this.parameters = parameters;
        this.plain = plain;
        this.lifted = lifted;
        compiled = lifted == null ? null : new Compiled(lifted, parameters);
    }

    /** The same method with another type, float32 or float64, in the place of float64. */
    public JavaKernel retyped(DType type) {
        if (type == DType.FLOAT64) {
            return this;
        }
        return new JavaKernel(
                name,
                parameters.stream().map(p -> p.retyped(type)).toList(),
                plain,
                lifted == null ? null : Retype.of(lifted, type));
    }

    /**
     * The kernel of a method reference or lambda.
     *
     * @throws KernelException if it can't be one
     */
    public static JavaKernel of(KernelMethod method) {
        return of(Lambdas.method(method), method);
    }

    /**
     * The kernel of a static method.
     *
     * @throws KernelException if it can't be one
     */
    public static JavaKernel of(Method method) {
        return of(method, arguments -> call(method, arguments));
    }

    private static JavaKernel of(Method method, KernelMethod itself) {
        if (method == null) {
            throw new KernelException("kernel: the method is null; give a method reference such as Demo::saxpy");
        }
        Class<?>[] types = method.getParameterTypes();
        boolean foreign = Arrays.stream(types).anyMatch(t -> t.getName().equals(TornadoApi.CONTEXT));
        boolean grouped = types.length > 0 && types[0] == KernelContext.class;
        String shown = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        KernelMethod plain = foreign ? NOT_IN_JAVA : itself;
        if (Modes.JAVA) {
            List<MethodParameter> parameters = unlifted(shown, method, grouped);
            return new JavaKernel(shown, parameters, new PlainJava(shown, parameters, grouped, plain), null);
        }
        Lifted lifted = Lift.method(method, Modes.CHECKED);
        List<MethodParameter> parameters = parameters(lifted, types);
        return new JavaKernel(
                lifted.name(), parameters, new PlainJava(lifted.name(), parameters, grouped, plain), lifted);
    }

    private static List<MethodParameter> parameters(Lifted lifted, Class<?>[] types) {
        List<MethodParameter> all = new ArrayList<>();
        int scalar = 0;
        for (int i = 0; i < types.length; i++) {
            switch (lifted.parameters().get(i)) {
                case Lifted.Parameter.Scalar s -> all.add(new MethodParameter.Scalar(s.name(), types[i], scalar++));
                case Lifted.Parameter.Array a -> {
                    boolean read =
                            lifted.kernels().stream().anyMatch(k -> Walk.read(k).contains(a.buf()));
                    boolean written = lifted.kernels().stream()
                            .anyMatch(k -> Walk.written(k).contains(a.buf()));
                    all.add(MethodParameter.elements(a.name(), types[i], a.buf().slot(), scalar, read, written));
                    scalar += a.extents().size();
                }
                case Lifted.Parameter.Struct s -> {
                    all.add(MethodParameter.struct(lifted.name(), s.name(), types[i], scalar));
                    scalar += s.vars().size();
                }
                case Lifted.Parameter.Context c -> {}
            }
        }
        return all;
    }

    /** What is known of the parameters of a method that nobody has read: all arrays may be written. */
    private static List<MethodParameter> unlifted(String name, Method method, boolean grouped) {
        List<MethodParameter> all = new ArrayList<>();
        Class<?>[] types = method.getParameterTypes();
        for (int i = grouped ? 1 : 0; i < types.length; i++) {
            String parameter = method.getParameters()[i].getName();
            all.add(
                    types[i].isPrimitive()
                            ? new MethodParameter.Scalar(parameter, types[i], 0)
                            : types[i].isRecord()
                                    ? MethodParameter.struct(name, parameter, types[i], 0)
                                    : MethodParameter.elements(parameter, types[i], 0, 0, true, true));
        }
        return all;
    }

    private static void call(Method method, Object[] arguments) {
        try {
            method.setAccessible(true);
            method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException r -> throw r;
                case Error r -> throw r;
                case Throwable t -> throw new KernelException(method.getName() + ": " + t.getMessage(), t);
            }
        } catch (IllegalAccessException | RuntimeException e) {
            throw new KernelException(
                    method.getName()
                            + ": the method can't be called from here; make it public, or use a method reference",
                    e);
        }
    }

    /** Class and method, for people. */
    public String name() {
        return name;
    }

    /**
     * Runs the kernel.
     *
     * @param arguments one a parameter but for a context: numbers, Java arrays, records, or {@link ArrayArgument}s
     */
    public void run(LaunchOptions how, @Nullable Object... arguments) {
        if (arguments == null || arguments.length != parameters.size()) {
            throw count(arguments == null ? 1 : arguments.length);
        }
        for (int i = 0; i < arguments.length; i++) {
            parameters.get(i).check(name, arguments[i]);
        }
        if (how.plain() || compiled == null) {
            plain.run(how, arguments);
        } else if (how.stream() != null) {
            try (Engine.Scope _ = how.stream().use()) {
                compiled.run(how, arguments);
            }
        } else {
            compiled.run(how, arguments);
        }
    }

    private KernelException count(int given) {
        StringBuilder list = new StringBuilder();
        for (MethodParameter p : parameters) {
            list.append(list.isEmpty() ? "" : ", ")
                    .append(p.type().getSimpleName())
                    .append(' ')
                    .append(p.name());
        }
        return new KernelException(name + ": " + given + (given == 1 ? " argument" : " arguments") + " given; it takes "
                + parameters.size() + " (" + list + ")" + spread(given));
    }

    /** Java takes an array of arrays that is alone for the arguments themselves. */
    private String spread(int given) {
        boolean rows = parameters.size() == 1
                && parameters.get(0).type().isArray()
                && parameters.get(0).type().getComponentType().isArray();
        return rows && given != 1
                ? "; Java takes the rows of an array that is alone for arguments, so write run((Object) "
                        + parameters.get(0).name() + ")"
                : "";
    }

    /** What the device's compiler made of it, in its assembly language; empty where that isn't told. */
    public String assembly(@Nullable Engine engine) {
        return compiled == null ? "" : compiled.assembly(engine);
    }

    /** What an engine compiles it to, for people. */
    public String source(@Nullable Engine engine) {
        return compiled == null ? "runs as Java: tornado.arrays.debug says so\n" : compiled.source(engine);
    }

    /** What was read from the method's bytecode, for people. */
    public String explain(@Nullable Engine engine) {
        return compiled == null ? "runs as Java: tornado.arrays.debug says so\n" : compiled.explain(engine);
    }
}
