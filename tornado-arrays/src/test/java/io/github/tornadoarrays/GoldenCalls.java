package io.github.tornadoarrays;

import static java.util.Map.entry;

import io.github.tornadoarrays.core.DType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How a golden case becomes calls: by the name, each method of {@link Np}, {@link NDArray} and their parts whose parameters fit
 * the arguments best, keyword arguments last; what differs from that is in tables. Which methods were called is kept.
 */
final class GoldenCalls {
    /** A name and arguments that a case may be called by. */
    private record Form(String name, List<Object> args) {
        static Form of(String name, Object... args) {
            return new Form(name, Arrays.asList(args));
        }
    }

    /** Methods of an array that change it, by the name of a function that does not; cases of them are named {@code sortInPlace}. */
    private static final Set<String> IN_PLACE = Set.of("sort", "partition");

    private static final String SUFFIX = "InPlace";

    @FunctionalInterface
    private interface Forms {
        List<Form> of(List<Object> args, Map<String, Object> kw);
    }

    /** A method, what it is called on, and with what. */
    private record Call(Class<?> type, Method method, Object target, Object[] args) {
        Object make() {
            CALLED.add(signature(type, method));
            try {
                return method.invoke(target, args);
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

        boolean same(Call other) {
            return method.equals(other.method) && Arrays.deepEquals(args, other.args);
        }
    }

    private static final Set<String> CALLED = new TreeSet<>();

    private static final Set<String> CHANGING = Set.of(
            "set",
            "setItems",
            "setThrough",
            "setReal",
            "setImag",
            "putAlongAxis",
            "place",
            "putmask",
            "fillDiagonal",
            "copyto",
            "put",
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
            "nanargmin",
            "median",
            "nanmedian");

    private static final Set<String> QUANTILES = Set.of("quantile", "percentile", "nanquantile", "nanpercentile");

    /** Other names of the same function. */
    private static final Map<String, List<String>> ALIASES = Map.ofEntries(
            entry("subtract", List.of("sub")),
            entry("multiply", List.of("mul")),
            entry("divide", List.of("div")),
            entry("floorDivide", List.of("floorDiv")),
            entry("remainder", List.of("mod")),
            entry("pow", List.of("power")),
            entry("less", List.of("lt")),
            entry("lessEqual", List.of("le")),
            entry("greater", List.of("gt")),
            entry("greaterEqual", List.of("ge")),
            entry("equal", List.of("eq")),
            entry("notEqual", List.of("ne")),
            entry("bitwiseAnd", List.of("and")),
            entry("bitwiseOr", List.of("or")),
            entry("bitwiseXor", List.of("xor")),
            entry("bitwiseLeftShift", List.of("shl")),
            entry("bitwiseRightShift", List.of("shr")),
            entry("bitwiseInvert", List.of("not")),
            entry("negative", List.of("neg")),
            entry("permute", List.of("permuteDims", "transpose")),
            entry("transpose", List.of("T")),
            entry("matrixTranspose", List.of("mT")));

    /** What fromFunction is called with. */
    private static final Map<String, Function<NDArray[], NDArray>> FUNCTIONS = Map.of(
            "10*i + j", at -> at[0].mul(10).add(at[1]),
            "i", at -> at[0],
            "i < j", at -> at[0].lt(at[1]),
            "sqrt(i)", at -> Np.sqrt(at[0]));

    /** What piecewise is called with. */
    private static final Map<String, UnaryOperator<NDArray>> PIECES =
            Map.of("x*2", x -> x.mul(2), "x+1", x -> x.add(1), "cumsum", x -> x.cumsum(), "x", x -> x);

    /** What applyAlongAxis is called with. */
    private static final Map<String, UnaryOperator<NDArray>> ALONG = Map.of(
            "sum", v -> v.sum(),
            "cumsum", v -> v.cumsum(),
            "first two", v -> v.get(":2"),
            "outer", v -> v.expandDims(1).mul(v));

    /** What applyOverAxes is called with. */
    private static final Map<String, BiFunction<NDArray, Integer, NDArray>> OVER =
            Map.of("sum", (x, axis) -> x.sum(axis), "cumsum", (x, axis) -> x.cumsum(axis));

    /** What maskIndices is called with. */
    private static final Map<String, BiFunction<NDArray, Long, NDArray>> MASKS =
            Map.of("triu", Np::triu, "tril", Np::tril);

    private static final Map<String, Forms> OWN = new HashMap<>();

    static {
        OWN.put("getItems", (args, _) -> List.of(Form.of("get", args.get(0), items(args.get(1)))));
        OWN.put("setItems", (args, _) -> List.of(Form.of("set", args.get(0), args.get(1), items(args.get(2)))));
        OWN.put("setThrough", (args, _) -> {
            NDArray view = ((NDArray) args.get(0)).get((String) args.get(1));
            return List.of(Form.of("set", view, args.get(2), args.get(3)));
        });
        OWN.put(
                "setReal",
                (args, _) -> List.of(Form.of("set", ((NDArray) args.get(0)).real(), args.get(1), args.get(2))));
        OWN.put(
                "setImag",
                (args, _) -> List.of(Form.of("set", ((NDArray) args.get(0)).imag(), args.get(1), args.get(2))));
        OWN.put("meshgrid", (args, kw) -> {
            NDArray[] axes = args.toArray(NDArray[]::new);
            return List.of(
                    kw.isEmpty() ? Form.of("meshgrid", (Object) axes) : Form.of("meshgrid", kw.get("indexing"), axes));
        });
        OWN.put("fromFunction", (args, _) -> {
            List<Object> all = new ArrayList<>(args);
            all.set(0, FUNCTIONS.get((String) args.get(0)));
            return List.of(new Form("fromFunction", all));
        });
        OWN.put(
                "astype",
                (args, _) -> List.of(
                        new Form("astype", args),
                        Form.of("astype", args.get(0), args.get(1).toString())));
        for (String name : List.of("zeros", "ones", "empty")) {
            OWN.put(
                    name,
                    (args, _) -> args.size() < 2
                            ? List.of(new Form(name, args))
                            : List.of(new Form(name, args), Form.of(name, args.get(1), args.get(0))));
        }
        for (String name : List.of("concat", "stack")) {
            OWN.put(name, (args, kw) -> {
                Object arrays = args.get(0);
                if (!kw.containsKey("axis")) {
                    return name.equals("stack")
                            ? List.of(Form.of(name, arrays))
                            : List.of(Form.of(name, arrays), Form.of("concatenate", arrays));
                }
                Object axis = kw.get("axis");
                Form first = Form.of(name, axis, ((List<?>) arrays).toArray(NDArray[]::new));
                return name.equals("stack")
                        ? List.of(Form.of(name, arrays, axis), first)
                        : List.of(Form.of(name, arrays, axis), first, Form.of("concatenate", arrays, axis));
            });
        }
        for (String fold : FOLDS) {
            OWN.put(fold, (args, kw) -> fold(fold, args, kw));
        }
        OWN.put(
                "average",
                (args, kw) -> kw.isEmpty()
                        ? List.of(new Form("average", args))
                        : args.size() == 1
                                ? List.of(Form.of("average", args.get(0), kw.get("axis")))
                                : kw.containsKey("keepdims")
                                        ? List.of(Form.of("average", args.get(0), args.get(1), reduction(kw)))
                                        : List.of(Form.of("average", args.get(0), args.get(1), kw.get("axis"))));
        for (String name : List.of("histogram", "histogramBinEdges")) {
            OWN.put(name, (args, kw) -> {
                List<Object> all = new ArrayList<>(args);
                if (!kw.isEmpty()) {
                    all.add(binning(kw.get("bins"), kw));
                }
                return List.of(new Form(name, all));
            });
        }
        OWN.put(
                "histogram2d",
                (args, kw) -> args.size() == 2
                        ? List.of(new Form("histogram2d", args))
                        : List.of(Form.of(
                                "histogram2d",
                                args.get(0),
                                args.get(1),
                                binning(args.get(2), kw),
                                binning(args.get(3), Map.of()))));
        OWN.put("piecewiseOf", (args, _) -> {
            List<Object> functions = args.subList(2, args.size()).stream()
                    .map(text -> (Object) PIECES.get((String) text))
                    .toList();
            return List.of(Form.of("piecewise", args.get(0), args.get(1), functions));
        });
        for (String name : QUANTILES) {
            OWN.put(
                    name,
                    (args, kw) -> kw.isEmpty()
                            ? List.of(new Form(name, args))
                            : List.of(Form.of(name, args.get(0), args.get(1), reduction(kw), kw.get("method"))));
        }
        OWN.put("applyAlongAxis", (args, _) -> List.of(with("applyAlongAxis", args, 0, ALONG)));
        OWN.put("applyOverAxes", (args, _) -> List.of(with("applyOverAxes", args, 0, OVER)));
        OWN.put("padMode", (args, _) -> {
            PadMode mode = (PadMode) the(PadMode.class, null, "of", args.get(2));
            Integer k = (Integer) args.get(3);
            if (k != null) {
                mode = mode.mode().equals("linear_ramp") ? mode.withEndValue(k) : mode.withStatLength(k);
            }
            return List.of(Form.of("pad", args.get(0), args.get(1), mode));
        });
        OWN.put(
                "padOdd",
                (args, _) -> List.of(Form.of(
                        "pad",
                        args.get(0),
                        args.get(1),
                        PadMode.of((String) args.get(2)).withOdd(true))));
        for (String name : QUANTILES) {
            OWN.put(
                    name + "Weighted",
                    (args, _) -> List.of(Form.of(
                            name,
                            args.get(0),
                            args.get(1),
                            Np.axis(ints(args.get(3))).keepdims((Boolean) args.get(4)),
                            "inverted_cdf",
                            args.get(2))));
        }
        OWN.put(
                "averageAndWeights",
                (args, kw) -> List.of(Form.of("averageAndWeights", args.get(0), args.get(1), reduction(kw))));
        OWN.put(
                "histogramddBins",
                (args, _) -> List.of(Form.of(
                        "histogramdd",
                        args.get(0),
                        args.subList(1, args.size()).stream()
                                .map(b -> binning(b, Map.of()))
                                .toList())));
        OWN.put("sortedRoots", (args, _) -> List.of(Form.of("roots", args.get(0))));
        OWN.put("einsumPathOf", (args, _) -> List.of(new Form("einsumPath", args)));
        OWN.put("resultType", (args, _) -> List.of(Form.of("resultType", (Object) args.toArray())));
        OWN.put("maskIndices", (args, _) -> List.of(with("maskIndices", args, 1, MASKS)));
        for (String name : List.of("linalg.norm", "linalg.vectorNorm")) {
            OWN.put(name, (args, kw) -> {
                List<Object> all = new ArrayList<>(args);
                if (kw.containsKey("ord")) {
                    all.add(kw.get("ord"));
                }
                if (kw.containsKey("axis") || kw.containsKey("keepdims")) {
                    all.add(reduction(kw));
                }
                return List.of(new Form(name, all));
            });
        }
    }

    private GoldenCalls() {}

    /** Whether the function writes into its first argument, which is what the case has as its result. */
    static boolean changes(String fn) {
        return CHANGING.contains(fn) || fn.endsWith(SUFFIX);
    }

    /** The names of cases that call a method of a name: its own, those it is another name of, and those of calls in tables. */
    static Set<String> caseNames(String method) {
        Set<String> all = new TreeSet<>(Set.of(method, method + SUFFIX));
        ALIASES.forEach((fn, others) -> {
            if (others.contains(method)) {
                all.add(fn);
            }
        });
        if (method.equals("get") || method.equals("set")) {
            all.addAll(Set.of(method + "Items", method + "Through", method + "Real", method + "Imag"));
        }
        Map<String, List<String>> others = Map.of(
                "pad", List.of("padMode", "padOdd"),
                "roots", List.of("sortedRoots"),
                "einsumPath", List.of("einsumPathOf"),
                "ttestInd", List.of("welchTest"),
                "chisquare", List.of("chisquareExpected"),
                "entropy", List.of("relativeEntropy"),
                "histogramdd", List.of("histogramddBins"));
        all.addAll(others.getOrDefault(method, List.of()));
        if (QUANTILES.contains(method)) {
            all.add(method + "Weighted");
        }
        if (method.equals("piecewise")) {
            all.add("piecewiseOf");
        }
        return all;
    }

    /** The methods that were called so far, as {@link #signature} writes them. */
    static Set<String> called() {
        return CALLED;
    }

    /** {@code NDArray.add(Number)}. */
    static String signature(Class<?> type, Method m) {
        StringBuilder text = new StringBuilder(type.getSimpleName() + "." + m.getName() + "(");
        Class<?>[] types = m.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(
                            i == types.length - 1 && m.isVarArgs()
                                    ? types[i].getComponentType().getSimpleName() + "..."
                                    : types[i].getSimpleName());
        }
        return text.append(")").toString();
    }

    /** The ways in which a case can be called. */
    static final class Ways {
        private final List<Call> calls = new ArrayList<>();

        int count() {
            return calls.size();
        }

        String name(int way) {
            return signature(calls.get(way).type, calls.get(way).method);
        }

        Object make(int way) {
            return calls.get(way).make();
        }
    }

    static Ways ways(GoldenFile file, GoldenFile.Case c, List<Object> args) {
        Map<String, Object> kw = new LinkedHashMap<>();
        c.kw().properties().forEach(e -> kw.put(e.getKey(), file.argument(e.getValue(), false)));
        Forms own = OWN.get(c.fn());
        List<Form> forms;
        if (own != null) {
            forms = own.of(args, kw);
        } else {
            List<Object> all = new ArrayList<>(args);
            all.addAll(kw.values());
            forms = List.of(new Form(c.fn(), all));
        }
        Ways ways = new Ways();
        for (Form f : forms) {
            List<Call> found = new ArrayList<>(find(f.name, f.args));
            for (String alias : ALIASES.getOrDefault(f.name, List.of())) {
                found.addAll(find(alias, f.args));
            }
            found.stream().filter(x -> ways.calls.stream().noneMatch(x::same)).forEach(ways.calls::add);
        }
        if (ways.calls.isEmpty()) {
            throw new IllegalStateException("no " + c.fn() + " takes "
                    + args.stream()
                            .map(a -> a == null ? "null" : a.getClass().getSimpleName())
                            .toList()
                    + " " + kw.keySet());
        }
        return ways;
    }

    /** The arguments, with what a name in one place stands for. */
    private static Form with(String name, List<Object> args, int place, Map<String, ?> table) {
        List<Object> all = new ArrayList<>(args);
        all.set(place, table.get((String) args.get(place)));
        return new Form(name, all);
    }

    private static List<Form> fold(String name, List<Object> args, Map<String, Object> kw) {
        List<Object> how = new ArrayList<>(args);
        how.add(reduction(kw));
        List<Form> forms = new ArrayList<>(List.of(new Form(name, how)));
        Object axis = kw.get("axis");
        if (kw.isEmpty() || kw.size() == 1 && axis != null) {
            List<Object> all = new ArrayList<>(args);
            all.addAll(kw.values());
            forms.add(new Form(name, all));
        }
        return forms;
    }

    private static Reduction reduction(Map<String, Object> kw) {
        Object axis = kw.get("axis");
        Reduction how = (Reduction) the(Np.class, null, "axis", axis == null ? new int[0] : ints(axis));
        if (Boolean.TRUE.equals(kw.get("keepdims"))) {
            how = (Reduction) the(Reduction.class, how, "keepdims");
        } else if (kw.containsKey("keepdims")) {
            how = (Reduction) the(Reduction.class, how, "keepdims", kw.get("keepdims"));
        }
        if (kw.containsKey("dtype")) {
            how = (Reduction) the(Reduction.class, how, "dtype", kw.get("dtype"));
        }
        if (kw.containsKey("ddof")) {
            how = (Reduction) the(Reduction.class, how, "ddof", kw.get("ddof"));
        }
        return how;
    }

    private static Binning binning(Object bins, Map<String, Object> kw) {
        Binning how = (Binning) the(Np.class, null, "bins", bins);
        if (kw.containsKey("range")) {
            List<?> range = (List<?>) kw.get("range");
            how = (Binning) the(Binning.class, how, "range", range.get(0), range.get(1));
        }
        if (kw.containsKey("weights")) {
            how = (Binning) the(Binning.class, how, "weights", kw.get("weights"));
        }
        if (Boolean.TRUE.equals(kw.get("density"))) {
            how = (Binning) the(Binning.class, how, "density");
        } else if (kw.containsKey("density")) {
            how = (Binning) the(Binning.class, how, "density", kw.get("density"));
        }
        return how;
    }

    private static Object[] items(Object list) {
        return ((List<?>) list)
                .stream()
                        .map(i -> "...".equals(i) ? Np.ellipsis : "None".equals(i) ? Np.newaxis : i)
                        .toArray();
    }

    // ---- by name

    /** Calls the method that fits best. */
    static Object the(Class<?> type, Object target, String name, Object... args) {
        List<Call> found = new ArrayList<>();
        best(type, target, name, Arrays.asList(args), found, Double.POSITIVE_INFINITY);
        return found.get(0).make();
    }

    private static List<Call> find(String fn, List<Object> args) {
        List<Call> found = new ArrayList<>();
        if (fn.startsWith("linalg.")) {
            best(Linalg.class, Np.linalg, fn.substring(7), args, found, Double.POSITIVE_INFINITY);
            return found;
        }
        if (fn.startsWith("fft.")) {
            best(Fft.class, Np.fft, fn.substring(4), args, found, Double.POSITIVE_INFINITY);
            return found;
        }
        if (fn.endsWith(SUFFIX)) {
            String name = fn.substring(0, fn.length() - SUFFIX.length());
            NDArray x = (NDArray) args.get(0);
            best(NDArray.class, x, name, args.subList(1, args.size()), found, Double.POSITIVE_INFINITY);
            return found;
        }
        double score = best(Np.class, null, fn, args, found, Double.POSITIVE_INFINITY);
        if (!args.isEmpty() && args.get(0) instanceof NDArray x && !IN_PLACE.contains(fn)) {
            best(NDArray.class, x, fn, args.subList(1, args.size()), found, score);
        }
        return found;
    }

    private static final Map<Class<?>, Map<String, List<Method>>> METHODS = new HashMap<>();

    /** Adds the methods of a type that fit best, if none of those found fits better; gives how well the best fit. */
    private static double best(
            Class<?> type, Object target, String name, List<Object> args, List<Call> found, double score) {
        Map<String, List<Method>> methods = METHODS.computeIfAbsent(type, t -> {
            Map<String, List<Method>> all = new HashMap<>();
            Arrays.stream(t.getMethods())
                    .filter(m -> !m.isBridge())
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .forEach(m -> all.computeIfAbsent(m.getName(), _ -> new ArrayList<>())
                            .add(m));
            return all;
        });
        double least = score;
        for (Method m : methods.getOrDefault(name, List.of())) {
            if (Modifier.isStatic(m.getModifiers()) != (target == null)) {
                continue;
            }
            Object[] converted = new Object[m.getParameterCount()];
            double s = convert(m, args, converted);
            if (s < least) {
                found.clear();
                least = s;
            }
            if (s == least && s < Double.POSITIVE_INFINITY) {
                found.add(new Call(type, m, target, converted));
            }
        }
        return least;
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
            return type == long.class || type == int.class ? 0 : type == Number.class ? 0.1 : type.isArray() ? 0.5 : 1;
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
        if (type == double[].class && list.stream().allMatch(a -> a instanceof Double)) {
            return list.stream().mapToDouble(a -> (Double) a).toArray();
        }
        if (type == int[][].class && list.stream().allMatch(a -> a instanceof List)) {
            return list.stream().map(GoldenCalls::ints).toArray(int[][]::new);
        }
        if (type == long[][].class && list.stream().allMatch(a -> a instanceof List)) {
            return list.stream()
                    .map(a -> ((List<?>) a).stream().mapToLong(b -> (Integer) b).toArray())
                    .toArray(long[][]::new);
        }
        if (type == String[].class && list.stream().allMatch(a -> a instanceof String)) {
            return list.toArray(String[]::new);
        }
        if (type == Number[].class && list.stream().allMatch(a -> a instanceof Number)) {
            return list.toArray(Number[]::new);
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

    // ---- results

    /** A result as an array, or as a list of arrays. */
    static Object result(Object made) {
        return switch (Objects.requireNonNull(made)) {
            case NDArray x -> x;
            case NDArray[] xs -> List.of(xs);
            case List<?> list -> list;
            case Stream<?> stream ->
                stream.map(e -> e instanceof Element x ? Np.array(x.value()) : result(e))
                        .toList();
            case EinsumPath path ->
                path.contractions().stream()
                        .map(p -> (Object) Np.asarray(p).astype(DType.INT64))
                        .toList();
            case HistogramDd h -> {
                List<Object> all = new ArrayList<>(List.of(h.counts()));
                all.addAll(h.edges());
                yield all;
            }
            case Record r when !(made instanceof Slice) -> parts(r);
            case Byte b -> Np.asarray(new byte[] {b}).reshape();
            case Short i -> Np.asarray(new short[] {i}).reshape();
            case Integer i -> Np.asarray(new int[] {i}).reshape();
            case DType t -> Np.zeros(t);
            default -> Np.asarray(made);
        };
    }

    private static List<Object> parts(Record r) {
        List<Object> parts = new ArrayList<>();
        for (RecordComponent c : r.getClass().getRecordComponents()) {
            try {
                parts.add(c.getAccessor().invoke(r));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return parts;
    }
}
