package io.github.tornadoarrays;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tornadoarrays.core.DType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a golden case becomes a call: by the name, the method of {@link Np} or {@link NDArray} whose parameters fit the
 * arguments best, keyword arguments last; what differs from that is in a table.
 */
final class GoldenCalls {
    /** A call that is made in its own way. */
    private interface Call {
        Object of(List<Object> args, Map<String, Object> kw, boolean method);
    }

    private static final Set<String> CHANGING = Set.of(
            "set",
            "setItems",
            "setThrough",
            "addi",
            "subi",
            "muli",
            "divi",
            "floorDivi",
            "modi",
            "powi",
            "andi",
            "ori",
            "xori",
            "shli",
            "shri");
    private static final Set<String> FOLDS = Set.of(
            "sum",
            "prod",
            "min",
            "max",
            "mean",
            "std",
            "var",
            "any",
            "all",
            "countNonzero",
            "ptp",
            "norm",
            "nansum",
            "nanprod",
            "nanmin",
            "nanmax",
            "nanmean",
            "nanstd",
            "nanvar",
            "argmax",
            "argmin",
            "nanargmax",
            "nanargmin");

    private static final Map<String, Call> OWN = new HashMap<>();

    static {
        OWN.put("getItems", (args, _, _) -> ((NDArray) args.get(0)).get(items(args.get(1))));
        OWN.put("setItems", (args, _, _) -> ((NDArray) args.get(0)).set(args.get(1), items(args.get(2))));
        OWN.put(
                "setThrough",
                (args, _, _) ->
                        ((NDArray) args.get(0)).get((String) args.get(1)).set((String) args.get(2), args.get(3)));
        OWN.put("meshgrid", (args, kw, _) -> {
            NDArray[] axes = args.toArray(NDArray[]::new);
            return kw.isEmpty() ? Np.meshgrid(axes) : Np.meshgrid((String) kw.get("indexing"), axes);
        });
        for (String fold : FOLDS) {
            OWN.put(fold, (args, kw, method) -> fold(fold, args, kw, method));
        }
    }

    private GoldenCalls() {}

    /** Whether the function writes into its first argument, which is what the case has as its result. */
    static boolean changes(String fn) {
        return CHANGING.contains(fn);
    }

    /**
     * What the library gives: an array or a list of arrays.
     *
     * @param method whether the method is called where there is a function of that name too
     */
    static Object call(String fn, List<Object> args, JsonNode kw, GoldenFile file, boolean method) {
        Map<String, Object> named = new LinkedHashMap<>();
        kw.properties().forEach(e -> named.put(e.getKey(), file.argument(e.getValue(), false)));
        Call own = OWN.get(fn);
        Object result;
        if (own != null) {
            result = own.of(args, named, method);
        } else {
            List<Object> all = new ArrayList<>(args);
            all.addAll(named.values());
            result = invoke(fn, all, method);
        }
        return changes(fn) ? args.get(0) : result;
    }

    private static Object fold(String name, List<Object> args, Map<String, Object> kw, boolean method) {
        List<Object> all = new ArrayList<>(args);
        Object axis = kw.get("axis");
        if (kw.size() == 1 && axis != null) {
            all.add(axis);
        } else if (!kw.isEmpty()) {
            Reduction how = Np.axis(axis == null ? new int[0] : ints(axis));
            if (kw.containsKey("keepdims")) {
                how = how.keepdims();
            }
            if (kw.containsKey("dtype")) {
                how = how.dtype((DType) kw.get("dtype"));
            }
            if (kw.containsKey("ddof")) {
                how = how.ddof((Integer) kw.get("ddof"));
            }
            all.add(how);
        }
        return invoke(name, all, method);
    }

    private static Object[] items(Object list) {
        return ((List<?>) list)
                .stream()
                        .map(i -> "...".equals(i) ? Np.ellipsis : "None".equals(i) ? Np.newaxis : i)
                        .toArray();
    }

    // ---- by name

    private static Object invoke(String fn, List<Object> args, boolean preferMethod) {
        Object[] best = null;
        Method found = null;
        double score = Double.MAX_VALUE;
        for (Class<?> type : List.of(Np.class, NDArray.class)) {
            for (Method m : type.getMethods()) {
                if (!m.getName().equals(fn)) {
                    continue;
                }
                boolean isStatic = Modifier.isStatic(m.getModifiers());
                if (!isStatic && (args.isEmpty() || !(args.get(0) instanceof NDArray))) {
                    continue;
                }
                Object[] converted = new Object[m.getParameterCount()];
                double s = convert(m, isStatic ? args : args.subList(1, args.size()), converted);
                s += isStatic == preferMethod ? 0.5 : 0;
                if (s < score) {
                    score = s;
                    found = m;
                    best = converted;
                }
            }
        }
        if (found == null) {
            throw new IllegalStateException("no " + fn + " takes "
                    + args.stream()
                            .map(a -> a == null ? "null" : a.getClass().getSimpleName())
                            .toList());
        }
        try {
            return found.invoke(Modifier.isStatic(found.getModifiers()) ? null : args.get(0), best);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            if (e.getCause() instanceof Error r) {
                throw r;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Converts arguments to a method's parameters, and says how far they were from them; infinite where they do not fit. */
    private static double convert(Method m, List<Object> args, Object[] converted) {
        Class<?>[] types = m.getParameterTypes();
        int n = types.length;
        double score = 0;
        if (args.size() == n) {
            for (int i = 0; i < n; i++) {
                Object c = convert(args.get(i), types[i]);
                if (c == null && (args.get(i) != null || types[i].isPrimitive())) {
                    score = Double.POSITIVE_INFINITY;
                    break;
                }
                converted[i] = c;
                score += distance(args.get(i), types[i]);
            }
            if (score < Double.POSITIVE_INFINITY) {
                return score;
            }
        }
        if (!m.isVarArgs() || args.size() < n - 1) {
            return Double.POSITIVE_INFINITY;
        }
        score = 1;
        for (int i = 0; i < n - 1; i++) {
            converted[i] = convert(args.get(i), types[i]);
            if (converted[i] == null) {
                return Double.POSITIVE_INFINITY;
            }
            score += distance(args.get(i), types[i]);
        }
        converted[n - 1] = convert(args.subList(n - 1, args.size()), types[n - 1]);
        return converted[n - 1] == null ? Double.POSITIVE_INFINITY : score;
    }

    private static double distance(Object arg, Class<?> type) {
        if (arg instanceof Long || arg instanceof Integer) {
            return type == long.class || type == int.class ? 0 : type == Number.class ? 0.1 : 1;
        }
        return arg instanceof Double && type == Number.class ? 0.1 : 0;
    }

    /** An argument as a parameter of a type, or null. */
    private static Object convert(Object arg, Class<?> type) {
        if (arg == null || type.isInstance(arg)) {
            return arg;
        }
        if (type == boolean.class && arg instanceof Boolean) {
            return arg;
        }
        if (type == int.class && arg instanceof Integer) {
            return arg;
        }
        if (type == long.class && (arg instanceof Integer || arg instanceof Long)) {
            return ((Number) arg).longValue();
        }
        if (type == double.class && arg instanceof Number x && !(arg instanceof Complex)) {
            return x.doubleValue();
        }
        if (!(arg instanceof List<?> list)) {
            return type == int[].class && arg instanceof Integer i
                    ? new int[] {i}
                    : type == long[].class && arg instanceof Integer i ? new long[] {i} : null;
        }
        boolean numbers = list.stream().allMatch(a -> a instanceof Integer);
        boolean arrays = list.stream().allMatch(a -> a instanceof NDArray);
        if (type == int[].class && numbers) {
            return ints(list);
        }
        if (type == long[].class && numbers) {
            return list.stream().mapToLong(a -> (Integer) a).toArray();
        }
        if (type == int[][].class && list.stream().allMatch(a -> a instanceof List)) {
            return list.stream().map(GoldenCalls::ints).toArray(int[][]::new);
        }
        if (type == long[][].class && list.stream().allMatch(a -> a instanceof List)) {
            return list.stream()
                    .map(a -> ((List<?>) a).stream().mapToLong(b -> (Integer) b).toArray())
                    .toArray(long[][]::new);
        }
        if (type == NDArray[].class && arrays) {
            return list.toArray(NDArray[]::new);
        }
        return null;
    }

    private static int[] ints(Object arg) {
        return arg instanceof Integer i
                ? new int[] {i}
                : ((List<?>) arg).stream().mapToInt(a -> (Integer) a).toArray();
    }
}
