package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.kernel.KernelMethod;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a kernel's method unchanged, as Java, on the calling thread: breakpoints, stack traces and exceptions are the method's
 * own. Arrays of the library are copied to Java arrays and back.
 */
final class PlainJava {
    private final String kernel;
    private final List<MethodParameter> parameters;
    private final boolean grouped;
    private final KernelMethod method;

    /** @param grouped whether the method's first parameter is a context */
    PlainJava(String kernel, List<MethodParameter> parameters, boolean grouped, KernelMethod method) {
        this.kernel = kernel;
        this.parameters = parameters;
        this.grouped = grouped;
        this.method = method;
    }

    /** Runs the method with checked arguments. */
    void run(LaunchOptions how, Object[] arguments) {
        int first = grouped ? 1 : 0;
        Object[] own = new Object[first + arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            own[first + i] = switch (arguments[i]) {
                case ArrayArgument a -> array((MethodParameter.Elements) parameters.get(i), a);
                case Object x ->
                    switch (parameters.get(i)) {
                        case MethodParameter.Scalar s -> MethodParameter.Scalars.widened(s.type(), x);
                        case MethodParameter.Elements e when x.getClass() != e.type() -> inDoubles(x);
                        default -> x;
                    };
            };
        }
        share(arguments, own, first);
        if (grouped) {
            groups(how, own);
        } else {
            method.invoke(own);
        }
        for (int i = 0; i < arguments.length; i++) {
            if (!(parameters.get(i) instanceof MethodParameter.Elements e) || !e.written()) {
                continue;
            }
            if (arguments[i] instanceof ArrayArgument a) {
                HostBuffer back = JavaArrays.flat(e, own[first + i]);
                Engine engine = Engines.at(a.base().place());
                Node value = Node.leaf(e.dtype(), a.layout().shape(), engine.fromHost(back));
                Realizer.write(a.base(), a.layout(), () -> Graph.cast(value, a.dtype()));
            } else if (arguments[i] != own[first + i]) {
                inFloats(own[first + i], arguments[i]);
            }
        }
    }

    /** The elements of a float[] or float[][], which a retyped kernel takes, as the method takes them. */
    private static Object inDoubles(Object floats) {
        if (floats instanceof float[] x) {
            double[] y = new double[x.length];
            Arrays.setAll(y, i -> x[i]);
            return y;
        }
        return Arrays.stream((float[][]) floats).map(PlainJava::inDoubles).toArray(double[][]::new);
    }

    private static void inFloats(Object doubles, Object to) {
        if (doubles instanceof double[] x) {
            for (int i = 0; i < x.length; i++) {
                ((float[]) to)[i] = (float) x[i];
            }
            return;
        }
        double[][] rows = (double[][]) doubles;
        for (int i = 0; i < rows.length; i++) {
            inFloats(rows[i], ((float[][]) to)[i]);
        }
    }

    /** One array given twice is one array for the method too; of others that overlap nothing may be written. */
    private void share(Object[] arguments, Object[] own, int first) {
        for (int i = 0; i < arguments.length; i++) {
            for (int k = 0; k < i; k++) {
                if (!(arguments[i] instanceof ArrayArgument a) || !(arguments[k] instanceof ArrayArgument b)) {
                    continue;
                }
                if (a.equals(b)) {
                    own[first + i] = own[first + k];
                } else if (a.base() == b.base() && (isWritten(i) || isWritten(k))) {
                    throw new KernelException(kernel + ": " + parameters.get(k).name() + " and "
                            + parameters.get(i).name()
                            + " are views of one array, which Java arrays can't be; give copies where it runs as Java");
                }
            }
        }
    }

    private boolean isWritten(int i) {
        return parameters.get(i) instanceof MethodParameter.Elements e && e.written();
    }

    private static Object array(MethodParameter.Elements e, ArrayArgument a) {
        Layout l = a.layout();
        Node copy = Graph.cast(Realizer.copyOf(a), e.dtype());
        HostBuffer h = Engines.toHost(Realizer.realize(copy));
        return JavaArrays.nested(e, h, l.shape());
    }

    private void groups(LaunchOptions how, Object[] arguments) {
        GroupShape shape = GroupShape.of(kernel, how, Engine.Traits.HOST);
        int[] size = new int[3];
        int[] groups = new int[3];
        for (int d = 0; d < 3; d++) {
            size[d] = d < shape.local().size() ? (int) (long) shape.local().get(d) : 1;
            groups[d] = d < shape.local().size() ? (int) (shape.global().get(d) / size[d]) : 1;
        }
        for (int z = 0; z < groups[2]; z++) {
            for (int y = 0; y < groups[1]; y++) {
                for (int x = 0; x < groups[0]; x++) {
                    int[] group = {x, y, z};
                    new PlainGroup(kernel, size[0] * size[1] * size[2], item -> {
                                Object[] own = arguments.clone();
                                own[0] = new PlainContext(item, group, groups, size);
                                method.invoke(own);
                            })
                            .run();
                }
            }
        }
    }
}
