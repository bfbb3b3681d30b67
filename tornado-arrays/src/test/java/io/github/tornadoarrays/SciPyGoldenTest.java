package io.github.tornadoarrays;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** SciPy's functions give what SciPy gives: dtype, shape and values within a function's bound; where SciPy refuses, so do they. */
class SciPyGoldenTest {
    private static final List<String> FILES = List.of("ndimage", "sparse", "spatial", "signal", "stats", "scipy");

    @TestFactory
    Stream<DynamicNode> golden() {
        return GoldenTests.of(FILES, SciPyGoldenTest::check);
    }

    private static void check(GoldenFile file, List<GoldenFile.Case> cases) {
        List<String> failures = new ArrayList<>();
        for (GoldenFile.Case c : cases) {
            String problem = problem(file, c);
            if (!problem.isEmpty()) {
                failures.add(
                        "line " + c.line() + " " + c.fn() + " " + text(c.args()) + " " + text(c.kw()) + ": " + problem);
            }
        }
        GoldenRecord.saw(file.name(), cases.get(0).fn(), cases.size(), cases.size() - failures.size());
        GoldenTests.report(failures, cases.size());
    }

    private static String text(JsonNode json) {
        String text = json.toString();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private static String problem(GoldenFile file, GoldenFile.Case c) {
        Function<SciPyCalls.Arguments, Object> function = SciPyCalls.of(c.fn());
        List<Object> args = new ArrayList<>();
        c.args().forEach(a -> args.add(file.argument(a, false)));
        Map<String, Object> kw = new LinkedHashMap<>();
        c.kw().properties().forEach(e -> kw.put(e.getKey(), file.argument(e.getValue(), false)));
        Object made;
        try {
            made = GoldenCalls.result(function.apply(new SciPyCalls.Arguments(args, kw)));
        } catch (ArrayException e) {
            return c.out().has("error") ? "" : "threw " + e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        if (c.out().has("error")) {
            return "gave a result, but SciPy refuses (" + c.out().get("error").textValue() + ")";
        }
        if (!c.out().isArray()) {
            return difference(c.fn(), c.out(), (NDArray) made);
        }
        List<?> list = (List<?>) made;
        if (list.size() != c.out().size()) {
            return list.size() + " arrays, SciPy's " + c.out().size();
        }
        for (int i = 0; i < list.size(); i++) {
            String d = difference(c.fn(), c.out().get(i), (NDArray) list.get(i));
            if (!d.isEmpty()) {
                return "array " + i + ": " + d;
            }
        }
        return "";
    }

    private static String difference(String fn, JsonNode want, NDArray got) {
        if (got.dtype() != GoldenFile.dtype(want)) {
            return "dtype " + got.dtype() + ", SciPy's " + GoldenFile.dtype(want);
        }
        String shape = Shape.text(GoldenFile.shape(want));
        if (!Shape.text(got.shape()).equals(shape)) {
            return "shape " + Shape.text(got.shape()) + ", SciPy's " + shape;
        }
        return Accuracy.of(fn, got.dtype().isComplex()).difference(GoldenFile.values(want), got.contiguous());
    }
}
