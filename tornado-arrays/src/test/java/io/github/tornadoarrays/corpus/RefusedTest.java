package io.github.tornadoarrays.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.lift.Lift;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be a kernel is refused, with the method, the line and what to write instead. */
class RefusedTest {
    static Stream<Method> methods() {
        return Arrays.stream(Refused.class.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Refused.Says.class))
                .sorted((a, b) -> a.getName().compareTo(b.getName()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void says(Method method) throws IOException {
        Refused.Says says = method.getAnnotation(Refused.Says.class);
        KernelException e = catchThrowableOfType(KernelException.class, () -> Lift.method(method, false));
        assertThat(e).as(method.getName()).isNotNull();
        assertThat(e.getMessage())
                .startsWith("Refused." + (method.getName().equals("recursion") ? "factorial" : method.getName()) + ": ")
                .contains(says.value())
                .contains(says.instead());
        if (says.line() >= 0) {
            Matcher m = Pattern.compile("\\(Refused.java:(\\d+)\\)").matcher(e.getMessage());
            assertThat(m.find()).as(e.getMessage()).isTrue();
            // the code starts in the line below the head
            assertThat(Integer.parseInt(m.group(1))).isEqualTo(firstLine(method.getName()) - 1 + says.line());
        }
    }

    private static int firstLine(String method) throws IOException {
        try (InputStream in = Refused.class.getResourceAsStream("Refused.class")) {
            return ClassFile.of().parse(in.readAllBytes()).methods().stream()
                    .filter(m -> m.methodName().equalsString(method))
                    .flatMap(m -> m.code().orElseThrow().elementStream())
                    .mapMulti((CodeElement e, Consumer<Integer> lines) -> {
                        if (e instanceof LineNumber l) {
                            lines.accept(l.line());
                        }
                    })
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aClassWithoutClassFile() throws Exception {
        byte[] bytes = empty();
        Class<?> made = new ClassLoader(getClass().getClassLoader()) {
            Class<?> define() {
                return defineClass("Bare", bytes, 0, bytes.length);
            }
        }.define();
        assertThatThrownBy(() -> Lift.method(made.getMethod("kernel", int.class), false))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("Bare.kernel: its class has no class file")
                .hasMessageContaining("a kernel is read from the class file of its method");
    }

    private static byte[] empty() {
        return ClassFile.of()
                .build(
                        ClassDesc.of("Bare"),
                        c -> c.withFlags(ClassFile.ACC_PUBLIC)
                                .withMethodBody(
                                        "kernel",
                                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        b -> b.return_()));
    }
}
