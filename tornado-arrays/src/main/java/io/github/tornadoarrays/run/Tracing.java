package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.fuse.Program;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import java.util.Locale;

/**
 * What happens, on the standard error stream, as {@code TORNADO_ARRAYS_TRACE} (or the property {@code tornado.arrays.trace}) asks: 1 for
 * each launch, 2 for what is planned and cut as well, 3 for the kernels, 4 for the kernels after the engine's passes.
 */
final class Tracing {
    private static final int LEVEL = level();

    static final boolean LAUNCHES = LEVEL >= 1;

    private Tracing() {}

    private static int level() {
        String property = System.getProperty("tornado.arrays.trace");
        String text = property != null ? property : System.getenv("TORNADO_ARRAYS_TRACE");
        return switch (text) {
            case null -> 0;
            case "", "0" -> 0;
            case "1", "2", "3", "4" -> Integer.parseInt(text);
            default ->
                throw new ArrayException("TORNADO_ARRAYS_TRACE: \"" + text
                        + "\" is no level; 1 shows launches, 2 plans, 3 kernels, 4 kernels after the engine's passes");
        };
    }

    static void launched(Program.Step step, Engine engine, long nanos) {
        say(String.format(
                Locale.ROOT,
                "launch %s on %s, grid %d x lanes %d, %.3f ms, %.2f GB/s",
                step.kernel().name(),
                engine.name(),
                step.grid(),
                step.lanes(),
                nanos / 1e6,
                (double) step.bytes() / Math.max(1, nanos)));
    }

    static void borrowed(String operation, Engine engine, String reason) {
        if (LAUNCHES) {
            say(operation + " on " + engine.name() + ": done by the host; arrays are copied there and back"
                    + (reason.isEmpty() ? "" : " (" + reason + ")"));
        }
    }

    static void launched(Kernel kernel, Engine engine, Engine.Items items, long nanos) {
        say(String.format(
                Locale.ROOT,
                "launch %s on %s, items %s in groups of %s, %.3f ms",
                kernel.name(),
                engine.name(),
                items.global(),
                items.local(),
                nanos / 1e6));
    }

    static void cut(Node node) {
        if (LEVEL >= 2) {
            say("cut " + describe(node) + " is computed first");
        }
    }

    static void shared(Node node) {
        if (LEVEL >= 2) {
            say("shared " + describe(node) + " is computed first, as others wait for it");
        }
    }

    static void planned(Node node, Program program) {
        if (LEVEL >= 2) {
            say("plan " + describe(node) + ": " + program.steps().size() + " kernels, "
                    + program.leaves().size() + " inputs, "
                    + program.temporaries().size() + " temporaries");
        }
    }

    static void compiled(Program.Step step, Engine.Executable code) {
        if (LEVEL >= 3) {
            say("kernel\n" + Printer.print(step.kernel()));
        }
        if (LEVEL >= 4) {
            say("compiled\n" + code.source());
        }
    }

    private static String describe(Node node) {
        return node.value().getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + node.dtype() + " "
                + Shape.text(node.shape());
    }

    private static void say(String what) {
        System.err.println("tornado-arrays: " + what);
    }
}
