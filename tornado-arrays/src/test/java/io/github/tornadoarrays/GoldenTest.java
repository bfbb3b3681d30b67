package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every function gives what NumPy 2 gives: dtype, shape and values; where NumPy refuses, so does it, in the call. */
class GoldenTest {
    private static final List<String> FILES = List.of(
            "elementwise",
            "promotion",
            "reductions",
            "scans",
            "creation",
            "shapes",
            "indexing",
            "linear",
            "java",
            "sorting",
            "sets",
            "statistics",
            "histograms",
            "calculus",
            "estimates",
            "selections",
            "numbers",
            "assembly",
            "polynomials",
            "linalg",
            "fft",
            "breadth");

    /** A difference from NumPy that is known: the function, a part of the case's text, and why. */
    private record Known(String fn, String part, String why) {
        boolean covers(GoldenFile.Case c) {
            return fn.equals(c.fn()) && describe(c).contains(part);
        }
    }

    private static final List<Known> KNOWN =
            lines("known.txt").map(p -> new Known(p[0], p[1], p[2])).toList();

    /** The lines of a table of the golden folder, split at bars. */
    private static Stream<String[]> lines(String table) {
        try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/" + table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(l -> l.split(" *\\| *"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicNode> golden() {
        Stream<DynamicNode> files = GoldenTests.of(FILES, GoldenTest::check);
        DynamicNode all = DynamicTest.dynamicTest("every public method has a case or a reason", GoldenTest::coverage);
        return GoldenTests.all() ? Stream.concat(files, Stream.of(all)) : files;
    }

    /** What users call; what is not compared with NumPy is in {@code not-in-numpy.txt}. */
    private static final List<Class<?>> FACADE = List.of(
            Np.class,
            NDArray.class,
            Linalg.class,
            Fft.class,
            Random.class,
            Reduction.class,
            Binning.class,
            Slice.class,
            Complex.class);

    /** To be run after all cases: each public method was called by one, or a line of {@code not-in-numpy.txt} says why not. */
    private static void coverage() {
        Map<String, String> reasons = lines("not-in-numpy.txt")
                .collect(Collectors.toMap(p -> p[0], p -> p.length < 2 ? "" : p[1], (a, _) -> a, LinkedHashMap::new));
        Set<String> idle = new TreeSet<>(reasons.keySet());
        List<String> problems = new ArrayList<>();
        for (Class<?> type : FACADE) {
            for (Method m : type.getMethods()) {
                if (m.isBridge() || m.getDeclaringClass().getPackage() != type.getPackage()) {
                    continue;
                }
                String signature = GoldenCalls.signature(type, m);
                String name = type.getSimpleName() + "." + m.getName();
                String line = reasons.containsKey(signature) ? signature : reasons.containsKey(name) ? name : null;
                boolean called = GoldenCalls.called().contains(signature);
                if (!called && line == null) {
                    problems.add(signature + " has no golden case (scripts/golden) and no line \"" + name
                            + " | why\" in not-in-numpy.txt");
                }
                if (line != null && !called) {
                    idle.remove(line);
                }
            }
        }
        idle.forEach(l -> problems.add("the line " + l + " of not-in-numpy.txt is about no method without a case"));
        reasons.forEach((l, why) -> {
            if (why.isBlank()) {
                problems.add("the line " + l + " of not-in-numpy.txt gives no reason");
            }
        });
        Collections.sort(problems);
        if (!problems.isEmpty()) {
            fail(problems.size() + " problems\n  " + String.join("\n  ", problems));
        }
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
        GoldenRecord.saw(file.name(), cases.get(0).fn(), cases.size(), cases.size() - failures.size());
        KNOWN.stream()
                .filter(k -> GoldenTests.wholeFiles()
                        && !met.contains(k)
                        && cases.stream().anyMatch(k::covers))
                .forEach(k -> failures.add("no longer differs from NumPy: " + k));
        GoldenTests.report(failures, cases.size());
    }

    /** What is wrong in the first of a case's ways to be called in which something is; empty where nothing is. */
    private static String problem(GoldenFile file, GoldenFile.Case c) {
        int ways = 1;
        for (int way = 0; way < ways; way++) {
            List<Object> args = new ArrayList<>();
            c.args().forEach(a -> args.add(file.argument(a, GoldenCalls.changes(c.fn()))));
            String name = "";
            String problem;
            try {
                GoldenCalls.Ways all = GoldenCalls.ways(file, c, args);
                ways = all.count();
                name = all.name(way);
                Object made = all.make(way);
                problem = compare(c, GoldenCalls.changes(c.fn()) ? args.get(0) : GoldenLinalg.defining(c.fn(), made));
            } catch (ArrayException e) {
                problem = c.out().has("error")
                        ? damage(file, c, args)
                        : "threw " + e.getClass().getSimpleName() + ": " + e.getMessage();
            } catch (RuntimeException | Error e) {
                problem = "threw " + e + at(e);
            }
            if (!problem.isEmpty()) {
                return name + " " + problem;
            }
        }
        return "";
    }

    private static String compare(GoldenFile.Case c, Object made) {
        JsonNode out = c.out();
        Object result = GoldenCalls.result(c.fn().equals("sortedRoots") ? Np.sortComplex((NDArray) made) : made);
        if (out.has("error")) {
            return "gave " + (result instanceof NDArray x ? x.dtype() + Shape.text(x.shape()) : result)
                    + ", but NumPy refuses (" + out.get("error").textValue() + ")";
        }
        GoldenComparison how = comparison(c);
        if (!out.isArray()) {
            return difference(how, out, (NDArray) result);
        }
        List<?> list = (List<?>) result;
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
        HostBuffer found = got.contiguous();
        return how == GoldenComparison.SHAPE ? "" : how.difference(GoldenFile.values(want), found);
    }

    private static GoldenComparison comparison(GoldenFile.Case c) {
        JsonNode out = c.out().isArray() ? c.out().path(0) : c.out();
        boolean complex = c.fn().equals("abs")
                ? c.args().toString().contains("complex")
                : out.path("dtype").asText().startsWith("complex");
        return Accuracy.of(GoldenLinalg.bounded(c.fn(), c.kw().toString()), complex);
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
