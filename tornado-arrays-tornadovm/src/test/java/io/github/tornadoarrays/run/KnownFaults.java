package io.github.tornadoarrays.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.opentest4j.TestAbortedException;

/**
 * Skips, with the reason, the tests that {@code tornadovm-faults.txt} names: those that a fault of TornadoVM or PoCL fails. A line is the
 * test's class and method, {@code ElementwiseFunctionsTest.rounding}, and for one case of several its name after it in brackets; for a
 * fault of one backend alone {@code on CUDA}; then a colon and the reason.
 */
public final class KnownFaults implements ExecutionCondition, InvocationInterceptor {
    private static final Map<String, String> FAULTS = read();

    private static Map<String, String> read() {
        Map<String, String> faults = new LinkedHashMap<>();
        try (InputStream in = KnownFaults.class.getResourceAsStream("/tornadovm-faults.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(l -> {
                int cut = l.indexOf(": ");
                faults.put(l.substring(0, cut).strip(), l.substring(cut + 2).strip());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return faults;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String reason = reason(context);
        return reason == null
                ? ConditionEvaluationResult.enabled("no fault is known")
                : ConditionEvaluationResult.disabled(reason);
    }

    /** Tests that a test makes have no conditions. */
    @Override
    public void interceptDynamicTest(Invocation<Void> test, DynamicTestInvocationContext made, ExtensionContext context)
            throws Throwable {
        String reason = reason(context);
        if (reason == null) {
            test.proceed();
        } else {
            test.skip();
            throw new TestAbortedException(reason);
        }
    }

    private static @Nullable String reason(ExtensionContext context) {
        String method = method(context)
                .map(m -> m.getDeclaringClass().getSimpleName() + "." + m.getName())
                .orElse("");
        String name = context.getDisplayName().replaceFirst("^\\[\\d+] ", "");
        String reason = reason(method);
        return reason != null ? reason : reason(method + "[" + name + "]");
    }

    /** The method of a test, or of the test that made it. */
    private static Optional<Method> method(ExtensionContext context) {
        return context.getTestMethod().or(() -> context.getParent().flatMap(KnownFaults::method));
    }

    private static @Nullable String reason(String test) {
        String reason = FAULTS.get(test);
        return reason != null ? reason : FAULTS.get(test + " on " + OnTornadoVm.backend());
    }
}
