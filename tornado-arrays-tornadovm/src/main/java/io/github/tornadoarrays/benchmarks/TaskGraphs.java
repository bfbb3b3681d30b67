package io.github.tornadoarrays.benchmarks;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * The workloads of {@code scripts/bench engines} as one writes them for TornadoVM alone, on its first device: a task graph and
 * {@code @Parallel} loops. Inputs go to the device in the first run and stay there; the result stays there until it is asked for.
 */
public final class TaskGraphs implements Runnable {
    private static final int ROW = 100;

    private final TornadoExecutionPlan plan;
    private final Object out;
    private final IntToDoubleFunction element;
    private @Nullable TornadoExecutionResult result;

    private TaskGraphs(TaskGraph graph, Object out, IntToDoubleFunction element) {
        this.out = out;
        this.element = element;
        plan = new TornadoExecutionPlan(graph.transferToHost(DataTransferMode.UNDER_DEMAND, out).snapshot());
    }

    /**
     * The graph of a row.
     *
     * @param inputs Java arrays of the numbers, in the order of the row's method here
     * @throws IllegalArgumentException if there is no such row
     */
    public static TaskGraphs of(String row, Object... inputs) {
        if (row.startsWith("seed")) {
            DoubleArray x = DoubleArray.fromArray((double[]) inputs[0]);
            DoubleArray out = new DoubleArray(x.getSize() / ROW);
            return new TaskGraphs(there("seed", x).task("norms", TaskGraphs::norms, x, out), out, out::get);
        }
        FloatArray[] in = new FloatArray[inputs.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = FloatArray.fromArray((float[]) inputs[i]);
        }
        int n = in[0].getSize();
        FloatArray out = new FloatArray(n);
        String name = row.replaceAll("[^a-zA-Z].*", "");
        TaskGraph graph = there(name, (Object[]) in);
        switch (name) {
            case "add" -> graph.task("add", TaskGraphs::add, in[0], in[1], out);
            case "n" ->
                graph.task(
                        "bodies",
                        TaskGraphs::bodies,
                        in[0],
                        in[1],
                        in[2],
                        in[3],
                        out,
                        new FloatArray(n),
                        new FloatArray(n));
            case "matmul" -> graph.task("matmul", TaskGraphs::matmul, in[0], in[1], out, (int) Math.round(Math.sqrt(n)));
            case "Black" -> graph.task("prices", TaskGraphs::prices, in[0], in[1], in[2], out, new FloatArray(n));
            default -> throw new IllegalArgumentException("no task graph for the row '" + row + "'");
        }
        return new TaskGraphs(graph, out, out::get);
    }

    private static TaskGraph there(String name, Object... inputs) {
        return new TaskGraph(name).transferToDevice(DataTransferMode.FIRST_EXECUTION, inputs);
    }

    /** Runs the graph, and waits for it. */
    @Override
    public void run() {
        result = plan.execute();
    }

    /** Some elements of the result. */
    public double[] sample(int count, int step) {
        if (result == null) {
            throw new IllegalStateException("it has not run");
        }
        result.transferToHost(out);
        double[] some = new double[count];
        for (int i = 0; i < count; i++) {
            some[i] = element.applyAsDouble(i * step);
        }
        return some;
    }

    static void norms(DoubleArray x, DoubleArray out) {
        for (@Parallel int i = 0; i < out.getSize(); i++) {
            double sum = 0;
            for (int k = 0; k < ROW; k++) {
                double v = x.get(i * ROW + k);
                sum += v * v;
            }
            out.set(i, TornadoMath.sqrt(sum));
        }
    }

    static void add(FloatArray x, FloatArray y, FloatArray out) {
        for (@Parallel int i = 0; i < out.getSize(); i++) {
            out.set(i, x.get(i) + y.get(i));
        }
    }

    static void bodies(
            FloatArray x, FloatArray y, FloatArray z, FloatArray mass, FloatArray ax, FloatArray ay, FloatArray az) {
        for (@Parallel int i = 0; i < ax.getSize(); i++) {
            float sx = 0;
            float sy = 0;
            float sz = 0;
            for (int j = 0; j < ax.getSize(); j++) {
                float dx = x.get(j) - x.get(i);
                float dy = y.get(j) - y.get(i);
                float dz = z.get(j) - z.get(i);
                float r2 = dx * dx + dy * dy + dz * dz + 0.01f;
                float pull = mass.get(j) / (r2 * TornadoMath.sqrt(r2));
                sx += pull * dx;
                sy += pull * dy;
                sz += pull * dz;
            }
            ax.set(i, sx);
            ay.set(i, sy);
            az.set(i, sz);
        }
    }

    static void matmul(FloatArray a, FloatArray b, FloatArray c, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < n; j++) {
                float sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a.get(i * n + k) * b.get(k * n + j);
                }
                c.set(i * n + j, sum);
            }
        }
    }

    static void prices(FloatArray spot, FloatArray strike, FloatArray years, FloatArray call, FloatArray put) {
        for (@Parallel int i = 0; i < call.getSize(); i++) {
            float rate = 0.02f;
            float volatility = 0.3f;
            float root = TornadoMath.sqrt(years.get(i));
            float d1 = (TornadoMath.log(spot.get(i) / strike.get(i))
                            + (rate + 0.5f * volatility * volatility) * years.get(i))
                    / (volatility * root);
            float d2 = d1 - volatility * root;
            float discounted = strike.get(i) * TornadoMath.exp(-rate * years.get(i));
            float n1 = cumulative(d1);
            float n2 = cumulative(d2);
            call.set(i, spot.get(i) * n1 - discounted * n2);
            put.set(i, discounted * (1 - n2) - spot.get(i) * (1 - n1));
        }
    }

    private static float cumulative(float d) {
        float k = 1 / (1 + 0.2316419f * TornadoMath.abs(d));
        float tail =
                k * (0.319381530f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f))));
        float density = 0.39894228f * TornadoMath.exp(-0.5f * d * d);
        return d > 0 ? 1 - density * tail : density * tail;
    }
}
