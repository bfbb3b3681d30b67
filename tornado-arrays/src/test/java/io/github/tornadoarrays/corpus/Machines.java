package io.github.tornadoarrays.corpus;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.lift.Lift;
import io.github.tornadoarrays.lift.Lifted;
import io.github.tornadoarrays.run.Engines;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engines that kernels are run on. */
final class Machines {
    private Machines() {}

    /** Their names; {@code opencl:0} is among them even where there is no such device. */
    static List<String> names() {
        List<String> names =
                new ArrayList<>(Engines.all().stream().map(Engine::name).toList());
        if (!names.contains("opencl:0")) {
            names.add("opencl:0");
        }
        return names;
    }

    /** The engine of a name; a test that asks for OpenCL where there is none is aborted with the reason. */
    static Engine named(String name) {
        for (Engine e : Engines.all()) {
            if (e.name().equals(name)) {
                return e;
            }
        }
        return abort(name + ": " + OpenClEngine.whyNone());
    }

    /** Lifts a method; a test of one that calls what can't be called yet is aborted. */
    static Lifted lifted(Method method) {
        try {
            return Lift.method(method, false);
        } catch (KernelException e) {
            if (e.getMessage().contains("can't be called") || e.getMessage().contains("mark it @Reduce")) {
                return abort(e.getMessage());
            }
            throw e;
        }
    }

    /** Runs a method; on an engine that can't run any method yet the test is aborted. */
    static void run(Engine engine, Lifted lifted, Entry.@Nullable Launch launch, Object[] args) {
        try {
            Direct.run(engine, lifted, launch, args);
        } catch (UnsupportedOperationException e) {
            abort(e.getMessage());
        }
    }
}
