package io.github.tornadoarrays;

import io.github.tornadoarrays.ndimage.Border;
import io.github.tornadoarrays.ndimage.Gaussian;
import io.github.tornadoarrays.ndimage.Ndimage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a golden case of SciPy's becomes a call, and how near its result must be. */
final class SciPyCalls {
    /** What a function is called with: SciPy's positional arguments, and those by name. */
    record Arguments(List<Object> args, Map<String, Object> kw) {
        NDArray array(int i) {
            return (NDArray) args.get(i);
        }

        double number(int i) {
            return ((Number) args.get(i)).doubleValue();
        }

        double number(String name, double otherwise) {
            return kw.get(name) instanceof Number n ? n.doubleValue() : otherwise;
        }

        double[] numbers(Object x) {
            return x instanceof Number n
                    ? new double[] {n.doubleValue()}
                    : ((List<?>) x)
                            .stream()
                                    .mapToDouble(n -> ((Number) n).doubleValue())
                                    .toArray();
        }

        int[] ints(Object x) {
            return x instanceof Number n
                    ? new int[] {n.intValue()}
                    : ((List<?>) x)
                            .stream().mapToInt(n -> ((Number) n).intValue()).toArray();
        }

        Border border(String otherwise) {
            return Border.of((String) kw.getOrDefault("mode", otherwise), number("cval", 0));
        }
    }

    record Function(java.util.function.Function<Arguments, Object> call, GoldenComparison within) {}

    /** Sums of products in another order, in units in the last place of the largest value. */
    private static final GoldenComparison SUMS =
            GoldenComparison.within(64).scaled().anyZero();

    private static final Map<String, Function> FUNCTIONS = new HashMap<>();

    private SciPyCalls() {}

    static Function of(String name) {
        Function f = FUNCTIONS.get(name);
        if (f == null) {
            throw new IllegalStateException("no call for " + name);
        }
        return f;
    }

    private static void add(String name, GoldenComparison within, java.util.function.Function<Arguments, Object> call) {
        FUNCTIONS.put(name, new Function(call, within));
    }

    static {
        add("ndimage.gaussianFilter", SUMS, a -> {
            Gaussian how = Gaussian.sigma(a.numbers(a.args().get(1)))
                    .truncate(a.number("truncate", 4))
                    .border(a.border("reflect"));
            how = a.kw().containsKey("order") ? how.order(a.ints(a.kw().get("order"))) : how;
            how = a.kw().containsKey("radius") ? how.radius(a.ints(a.kw().get("radius"))) : how;
            return Ndimage.gaussianFilter(a.array(0), how);
        });
    }
}
