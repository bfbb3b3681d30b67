package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.KernelException;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the methods behind lambda expressions and method references. */
public final class Lambdas {
    private Lambdas() {}

    /**
     * A static method, and the values of its first parameters: those that a lambda took from around it when it was made.
     *
     * @param captured numbers, booleans and characters
     */
    public record Found(Method method, List<Object> captured) {}

    /**
     * The static method that a serializable lambda expression or method reference stands for.
     *
     * @throws KernelException if it stands for another kind of method, or captures variables
     */
    public static Method method(Serializable lambda) {
        SerializedLambda form = form(lambda);
        Found found = find(lambda, form);
        int n = found.captured().size();
        if (n > 0) {
            throw new KernelException(title(form) + ": the lambda uses "
                    + (n == 1
                            ? "a variable from around it; make it a parameter"
                            : n + " variables from around it; make them parameters"));
        }
        return found.method();
    }

    /**
     * The same, with the numbers that the lambda captures.
     *
     * @throws KernelException if it stands for another kind of method, or captures objects
     */
    public static Found find(Serializable lambda) {
        return find(lambda, form(lambda));
    }

    private static String title(SerializedLambda form) {
        return Code.title(form.getImplClass(), form.getImplMethodName());
    }

    private static Found find(Serializable lambda, SerializedLambda form) {
        if (form.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic) {
            throw new KernelException(
                    title(form) + ": it is no static method, or a lambda that uses this; write a static method,"
                            + " or a lambda that uses its parameters and numbers only");
        }
        ClassLoader loader = lambda.getClass().getClassLoader();
        MethodType type = MethodType.fromMethodDescriptorString(form.getImplMethodSignature(), loader);
        List<Object> captured = new ArrayList<>();
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            if (!type.parameterType(i).isPrimitive()) {
                throw new KernelException(title(form) + ": the lambda uses a "
                        + type.parameterType(i).getSimpleName()
                        + " from around it; it may use numbers and booleans, so take what is needed out of it before");
            }
            captured.add(form.getCapturedArg(i));
        }
        try {
            Class<?> owner = Class.forName(form.getImplClass().replace('/', '.'), false, loader);
            return new Found(owner.getDeclaredMethod(form.getImplMethodName(), type.parameterArray()), captured);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new KernelException(
                    title(form) + ": can't be found; write a static method of a class on the class path", e);
        }
    }

    private static SerializedLambda form(Serializable lambda) {
        if (lambda == null) {
            throw new KernelException("kernel: the function is null; write Demo::method or (x, y) -> x + y");
        }
        Class<?> type = lambda.getClass();
        Method replace = Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getName().equals("writeReplace") && m.getParameterCount() == 0)
                .findFirst()
                .orElseThrow(() -> new KernelException("kernel: " + type.getName()
                        + " is no lambda expression or method reference; write Demo::method or (x, y) -> x + y"));
        try {
            replace.setAccessible(true);
            if (replace.invoke(lambda) instanceof SerializedLambda form) {
                return form;
            }
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new KernelException(
                    "kernel: what " + type.getName() + " stands for can't be asked; pass the method as a"
                            + " java.lang.reflect.Method, or open its package to io.github.tornadoarrays",
                    e);
        }
        throw new KernelException("kernel: " + type.getName()
                + " is no lambda expression or method reference; write Demo::method or (x, y) -> x + y");
    }
}
