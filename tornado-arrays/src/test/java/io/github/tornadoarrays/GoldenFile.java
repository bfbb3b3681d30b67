package io.github.tornadoarrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A file of golden cases; what the lines mean is said in {@code scripts/golden/golden_format.py}. */
final class GoldenFile {
    /** One call of NumPy, and what came out. */
    record Case(int line, String fn, JsonNode args, JsonNode kw, JsonNode out) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final List<Case> cases = new ArrayList<>();
    private final Map<String, JsonNode> named = new HashMap<>();
    private final Map<String, NDArray> shared = new HashMap<>();

    private GoldenFile(String name) {
        this.name = name;
    }

    static GoldenFile read(String name) {
        GoldenFile file = new GoldenFile(name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(GoldenFile.class.getResourceAsStream("/golden/" + name + ".jsonl.gz")),
                StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                JsonNode json = JSON.readTree(line);
                if (json.has("let")) {
                    file.named.put(json.get("let").textValue(), json.get("array"));
                } else {
                    file.cases.add(new Case(
                            number, json.get("fn").textValue(), json.get("args"), json.path("kw"), json.get("out")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    String name() {
        return name;
    }

    List<Case> cases() {
        return cases;
    }

    /** The arrays that cases share and that are not what the file says any more. */
    List<String> changed() {
        List<String> found = new ArrayList<>();
        shared.forEach((name, x) -> {
            if (!GoldenComparison.EXACT
                    .difference(values(named.get(name)), x.contiguous())
                    .isEmpty()) {
                found.add(name);
            }
        });
        return found;
    }

    /** An argument as a Java object: an array, a number, a type, a text, an {@code int}, a list of these, or null. */
    Object argument(JsonNode json, boolean ownMemory) {
        if (json.isNull()) {
            return null;
        }
        if (json.isInt()) {
            return json.intValue();
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(j -> list.add(argument(j, ownMemory)));
            return list;
        }
        if (json.has("data")) {
            return array(json);
        }
        if (json.has("ref")) {
            String name = json.get("ref").textValue();
            NDArray x = ownMemory ? array(named.get(name)) : shared.computeIfAbsent(name, n -> array(named.get(n)));
            return view(x, json);
        }
        if (json.has("int")) {
            return json.get("int").longValue();
        }
        if (json.has("float")) {
            return number(json.get("float").textValue());
        }
        if (json.has("complex")) {
            JsonNode parts = json.get("complex");
            return GoldenCalls.the(
                    Complex.class,
                    null,
                    "of",
                    number(parts.get(0).textValue()),
                    number(parts.get(1).textValue()));
        }
        if (json.has("bool")) {
            return json.get("bool").booleanValue();
        }
        if (json.has("text")) {
            return json.get("text").textValue();
        }
        if (json.has("dtype")) {
            return DType.of(json.get("dtype").textValue());
        }
        if (json.has("slice")) {
            JsonNode s = json.get("slice");
            return slice(bound(s.get(0)), bound(s.get(1)), bound(s.get(2)));
        }
        if (json.has("java")) {
            return java(json.get("java").textValue(), array(json.get("of")), 0, new int[1]);
        }
        throw new IllegalArgumentException("unknown argument " + json);
    }

    private static Long bound(JsonNode json) {
        return json.isNull() ? null : json.longValue();
    }

    /** A slice as people would make it. */
    private static Object slice(Long start, Long stop, Long step) {
        if (step != null) {
            return start == null && stop == null
                    ? GoldenCalls.the(Slice.class, null, "every", step)
                    : start == null || stop == null
                            ? new Slice(start, stop, step)
                            : GoldenCalls.the(Slice.class, null, "of", start, stop, step);
        }
        if (start == null) {
            return stop == null
                    ? GoldenCalls.the(Slice.class, null, "all")
                    : GoldenCalls.the(Slice.class, null, "to", stop);
        }
        return stop == null
                ? GoldenCalls.the(Slice.class, null, "from", start)
                : GoldenCalls.the(Slice.class, null, "of", start, stop);
    }

    /** The elements of an array as nested Java arrays of a type, or as nested lists, or as the one number; {@code at} counts them. */
    private static Object java(String kind, NDArray x, int depth, int[] at) {
        long[] shape = x.shape();
        if (depth == shape.length) {
            HostBuffer h = x.contiguous();
            long i = at[0]++;
            return switch (kind) {
                case "boolean" -> h.getLong(i) != 0;
                case "byte" -> (byte) h.getLong(i);
                case "short" -> (short) h.getLong(i);
                case "int" -> (int) h.getLong(i);
                case "long" -> h.getLong(i);
                case "float" -> (float) h.getDouble(i);
                case "double" -> h.getDouble(i);
                default ->
                    switch (x.dtype()) {
                        case BOOL -> h.getLong(i) != 0;
                        case INT64 -> h.getLong(i);
                        case FLOAT64 -> h.getDouble(i);
                        case COMPLEX128 -> Complex.of(h.getDouble(2 * i), h.getDouble(2 * i + 1));
                        default -> throw new IllegalArgumentException("a list of " + x.dtype());
                    };
            };
        }
        int n = (int) shape[depth];
        if (kind.equals("list")) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                list.add(java(kind, x, depth + 1, at));
            }
            return list;
        }
        int[] rest = new int[shape.length - depth];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = (int) shape[depth + i];
        }
        Object array = Array.newInstance(PRIMITIVES.get(kind), rest);
        for (int i = 0; i < n; i++) {
            Array.set(array, i, java(kind, x, depth + 1, at));
        }
        return array;
    }

    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "short", short.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class);

    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    static long[] shape(JsonNode array) {
        return longs(array.get("shape"));
    }

    private static long[] longs(JsonNode list) {
        long[] values = new long[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).longValue();
        }
        return values;
    }

    static DType dtype(JsonNode array) {
        return DType.of(array.get("dtype").textValue());
    }

    /** The elements of an array, in new memory. */
    static HostBuffer values(JsonNode array) {
        DType dtype = dtype(array);
        HostBuffer memory = HostBuffer.allocate(dtype, Shape.size(shape(array)));
        byte[] bytes = Base64.getDecoder().decode(array.get("data").textValue());
        memory.segment().copyFrom(MemorySegment.ofArray(bytes));
        return memory;
    }

    private static NDArray array(JsonNode array) {
        return Places.array(Places.current(), dtype(array), shape(array), values(array));
    }

    private static NDArray view(NDArray x, JsonNode json) {
        Layout at = x.layout();
        if (json.has("index")) {
            at = index(at, json.get("index").textValue());
        }
        if (json.has("axes")) {
            long[] axes = longs(json.get("axes"));
            int[] order = new int[axes.length];
            for (int i = 0; i < order.length; i++) {
                order[i] = (int) axes[i];
            }
            at = at.permute(order);
        }
        if (json.has("broadcast")) {
            at = at.broadcastTo(longs(json.get("broadcast")));
        }
        return at == x.layout() ? x : x.view(at);
    }

    /** A layout indexed by text with integers, slices and None; written here, so that views do not depend on what is tested. */
    private static Layout index(Layout base, String text) {
        Layout at = base;
        int axis = 0;
        for (String item : text.replace(" ", "").split(",")) {
            if (item.equals("None")) {
                at = at.expand(axis++);
            } else if (!item.contains(":")) {
                long i = Long.parseLong(item);
                at = at.select(axis, i < 0 ? i + at.shape()[axis] : i);
            } else {
                String[] parts = (item + ": ").split(":", -1);
                long n = at.shape()[axis];
                long step = parts[2].isBlank() ? 1 : Long.parseLong(parts[2].strip());
                long start = bound(parts[0], n, step > 0 ? 0 : n - 1);
                long stop = bound(parts[1], n, step > 0 ? n : -1);
                long count = Math.max(0, (stop - start + step - Long.signum(step)) / step);
                at = at.slice(axis++, start, step, count);
            }
        }
        return at;
    }

    private static long bound(String text, long n, long otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        long i = Long.parseLong(text.strip());
        return i < 0 ? i + n : Math.min(i, n);
    }
}
