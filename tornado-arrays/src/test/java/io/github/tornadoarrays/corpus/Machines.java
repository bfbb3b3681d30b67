package io.github.tornadoarrays.corpus;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.run.Engines;
import java.util.ArrayList;
import java.util.List;

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
}
