package io.github.tornadoarrays;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every function gives what NumPy 2 gives: dtype, shape and values; where NumPy refuses, so does it, in the call. */
class GoldenTest {
    private static final List<String> FILES =
            List.of("elementwise", "promotion", "reductions", "scans", "creation", "shapes", "indexing", "linear");

    /** Functions of the mathematics library: NumPy's and ours are each within 2 units of the true value. */
    private static final Set<String> TRANSCENDENTAL = Set.of(
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atanh",
            "atan2",
            "cos",
            "cosh",
            "exp",
            "expm1",
            "log",
            "log1p",
            "log2",
            "log10",
            "logaddexp",
            "sin",
            "sinh",
            "tan",
            "tanh",
            "exp2",
            "cbrt",
            "sinc",
            "pow",
            "hypot");

    /** A difference from NumPy that is known: the function, a part of the case's text, and why. */
    private record Known(String fn, String part, String why) {
        boolean covers(GoldenFile.Case c) {
            return fn.equals(c.fn()) && describe(c).contains(part);
        }
    }

    private static final List<Known> KNOWN = readKnown();

    private static List<Known> readKnown() {
        try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/known.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(l -> l.split(" *\\| *"))
                    .map(p -> new Known(p[0], p[1], p[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Methods that are an operator of Python's, and the function that each is. */
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            entry("sub", "subtract"),
            entry("mul", "multiply"),
            entry("div", "divide"),
            entry("floorDiv", "floorDivide"),
            entry("mod", "remainder"),
            entry("lt", "less"),
            entry("le", "lessEqual"),
            entry("gt", "greater"),
            entry("ge", "greaterEqual"),
            entry("eq", "equal"),
            entry("ne", "notEqual"),
            entry("and", "bitwiseAnd"),
            entry("or", "bitwiseOr"),
            entry("xor", "bitwiseXor"),
            entry("shl", "bitwiseLeftShift"),
            entry("shr", "bitwiseRightShift"));

    @TestFactory
    Stream<DynamicTest> operators() {
        GoldenFile file = GoldenFile.read("promotion");
        return OPERATORS.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    List<GoldenFile.Case> cases = file.cases().stream()
                            .filter(c -> c.fn().equals(e.getValue())
                                    && c.args().get(0).has("ref"))
                            .map(c -> new GoldenFile.Case(c.line(), e.getKey(), c.args(), c.kw(), c.out()))
                            .toList();
                    assertThat(cases).isNotEmpty();
                    check(file, cases);
                }));
    }

    @TestFactory
    Stream<DynamicNode> golden() {
        String only = System.getProperty("golden");
        return FILES.stream().filter(f -> only == null || f.equals(only)).map(name -> {
            GoldenFile file = GoldenFile.read(name);
            Map<String, List<GoldenFile.Case>> byFunction = new LinkedHashMap<>();
            file.cases()
                    .forEach(c -> byFunction
                            .computeIfAbsent(c.fn(), _ -> new ArrayList<>())
                            .add(c));
            Stream<DynamicNode> functions = byFunction.entrySet().stream()
                    .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(file, e.getValue())));
            DynamicNode inputs = DynamicTest.dynamicTest(
                    "inputs are as they were", () -> assertThat(file.changed()).isEmpty());
            return DynamicContainer.dynamicContainer(name, Stream.concat(functions, Stream.of(inputs)));
        });
    }

    private static void check(GoldenFile file, List<GoldenFile.Case> cases) {
        List<String> failures = new ArrayList<>();
        Set<Known> met = new HashSet<>();
        for (GoldenFile.Case c : cases) {
            String problem = problem(file, c);
            Known known = KNOWN.stream().filter(k -> k.covers(c)).findFirst().orElse(null);
            if (known == null && !problem.isEmpty()) {
                failures.add(describe(c) + ": " + problem);
            } else if (known != null && !problem.isEmpty()) {
                met.add(known);
            }
        }
        KNOWN.stream()
                .filter(k -> !met.contains(k) && cases.stream().anyMatch(k::covers))
                .forEach(k -> failures.add("no longer differs from NumPy: " + k));
        if (!failures.isEmpty()) {
            int shown = Integer.getInteger("golden.shown", 8);
            fail(failures.size() + " of " + cases.size() + " cases\n  "
                    + String.join("\n  ", failures.subList(0, Math.min(shown, failures.size()))));
        }
    }

    private static String problem(GoldenFile file, GoldenFile.Case c) {
        List<Object> args = new ArrayList<>();
        c.args().forEach(a -> args.add(file.argument(a, GoldenCalls.changes(c.fn()))));
        JsonNode out = c.out();
        Object result;
        try {
            result = GoldenCalls.call(c.fn(), args, c.kw(), file, c.line() % 2 == 0);
        } catch (ArrayException e) {
            return out.has("error")
                    ? damage(file, c, args)
                    : "threw " + e.getClass().getSimpleName() + ": " + e.getMessage();
        } catch (RuntimeException | Error e) {
            return "threw " + e + at(e);
        }
        if (out.has("error")) {
            return "gave " + (result instanceof NDArray x ? x.dtype() + Shape.text(x.shape()) : result)
                    + ", but NumPy refuses (" + out.get("error").textValue() + ")";
        }
        GoldenComparison how = comparison(c);
        try {
            if (!out.isArray()) {
                return difference(how, out, (NDArray) result);
            }
            List<?> list = result instanceof NDArray[] a ? List.of(a) : (List<?>) result;
            if (list.size() != out.size()) {
                return list.size() + " arrays, NumPy's " + out.size();
            }
            for (int i = 0; i < out.size(); i++) {
                String d = difference(how, out.get(i), (NDArray) list.get(i));
                if (!d.isEmpty()) {
                    return "array " + i + ": " + d;
                }
            }
            return "";
        } catch (RuntimeException | Error e) {
            return "evaluation threw " + e + at(e);
        }
    }

    /** What a call that threw has written all the same. */
    private static String damage(GoldenFile file, GoldenFile.Case c, List<Object> args) {
        if (!GoldenCalls.changes(c.fn())) {
            return "";
        }
        NDArray before = (NDArray) file.argument(c.args().get(0), true);
        String d = GoldenComparison.EXACT.difference(before.contiguous(), ((NDArray) args.get(0)).contiguous());
        return d.isEmpty() ? "" : "threw, but wrote: " + d;
    }

    private static String at(Throwable e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private static String difference(GoldenComparison how, JsonNode want, NDArray got) {
        DType dtype = GoldenFile.dtype(want);
        long[] shape = GoldenFile.shape(want);
        if (got.dtype() != dtype) {
            return "dtype " + got.dtype() + ", NumPy's " + dtype;
        }
        if (!Arrays.equals(got.shape(), shape)) {
            return "shape " + Shape.text(got.shape()) + ", NumPy's " + Shape.text(shape);
        }
        return how.difference(GoldenFile.values(want), got.contiguous());
    }

    private static GoldenComparison comparison(GoldenFile.Case c) {
        JsonNode out = c.out().isArray() ? c.out().path(0) : c.out();
        boolean complex = out.path("dtype").asText().startsWith("complex");
        String fn = c.fn();
        if (TRANSCENDENTAL.contains(fn)) {
            // by way of products and sums that NumPy makes in another order
            return complex ? GoldenComparison.within(16).anyZero() : GoldenComparison.within(4);
        }
        return switch (fn) {
            case "maximum", "minimum", "fmax", "fmin", "max", "min", "nanmax", "nanmin", "cummax", "cummin" ->
                GoldenComparison.EXACT.anyZero();
            case "divide", "div", "reciprocal", "sqrt", "sign", "multiply", "square", "divi", "cumprod" ->
                complex ? GoldenComparison.within(4) : GoldenComparison.EXACT;
            case "prod", "nanprod" -> GoldenComparison.EXACT.anyZero();
            case "abs" -> GoldenComparison.within(c.args().toString().contains("complex") ? 2 : 0);
            case "degrees", "radians" -> GoldenComparison.within(2);
            case "round" -> GoldenComparison.within(1);
            case "sum", "mean", "nansum", "nanmean", "norm" ->
                GoldenComparison.within(8).anyZero();
            case "std", "var", "nanstd", "nanvar" -> GoldenComparison.within(8);
            case "linspace", "logspace", "geomspace", "arange" ->
                GoldenComparison.within(4).scaled().anyZero();
            case "matmul" -> GoldenComparison.within(16).scaled().anyZero();
            case "dot", "vdot", "inner", "tensordot", "einsum", "trace", "outer", "kron", "cross", "vecdot" ->
                GoldenComparison.EXACT.anyZero();
            default -> GoldenComparison.EXACT;
        };
    }

    private static String describe(GoldenFile.Case c) {
        StringBuilder text = new StringBuilder("line " + c.line() + " " + c.fn() + "(");
        String separator = "";
        for (JsonNode a : c.args()) {
            text.append(separator).append(describe(a));
            separator = ", ";
        }
        return text.append(c.kw().isMissingNode() ? ")" : " " + c.kw() + ")").toString();
    }

    private static String describe(JsonNode a) {
        if (a.has("data")) {
            return a.get("dtype").textValue() + a.get("shape");
        }
        if (a.isArray()) {
            List<String> parts = new ArrayList<>();
            a.forEach(p -> parts.add(describe(p)));
            return parts.toString();
        }
        return a.size() == 1 ? a.elements().next().asText() : a.toString();
    }
}
