package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.KernelException;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Finds the methods behind lambda expressions and method references. */
public final class Lambdas {
    private Lambdas() {}

    /**
     * The static method that a serializable lambda expression or method reference stands for.
     *
     * @throws KernelException if it stands for another kind of method, or captures variables
     */
    public static Method method(Serializable lambda) {
        if (lambda == null) {
            throw new KernelException("kernel: the function is null; write Demo::method or (x, y) -> x + y");
        }
        SerializedLambda form = form(lambda);
        String title = Code.title(form.getImplClass(), form.getImplMethodName());
        if (form.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic) {
            throw new KernelException(
                    title + ": it is no static method, or a lambda that uses this; write a static method,"
                            + " or a lambda that uses its parameters only");
        }
        if (form.getCapturedArgCount() > 0) {
            int n = form.getCapturedArgCount();
            throw new KernelException(title + ": the lambda uses "
                    + (n == 1
                            ? "a variable from around it; make it a parameter"
                            : n + " variables from around it; make them parameters"));
        }
        ClassLoader loader = lambda.getClass().getClassLoader();
        try {
            Class<?> owner = Class.forName(form.getImplClass().replace('/', '.'), false, loader);
            MethodType type = MethodType.fromMethodDescriptorString(form.getImplMethodSignature(), loader);
            return owner.getDeclaredMethod(form.getImplMethodName(), type.parameterArray());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new KernelException(
                    title + ": can't be found; write a static method of a class on the class path", e);
        }
    }

    private static SerializedLambda form(Serializable lambda) {
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
