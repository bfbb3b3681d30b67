package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.TestDevices;
import java.util.ArrayList;
import java.util.List;

/** The engines that kernels are run on. */
final class Machines {
    private Machines() {}

    /** Their names; those of {@link TestDevices} are among them even where there is no such device. */
    static List<String> names() {
        List<String> names =
                new ArrayList<>(Engines.all().stream().map(Engine::name).toList());
        TestDevices.names().stream().filter(n -> !names.contains(n)).forEach(names::add);
        return names;
    }

    /** The engine of a name; a test that asks for a device where there is none is aborted with the reason. */
    static Engine named(String name) {
        for (Engine e : Engines.all()) {
            if (e.name().equals(name)) {
                return e;
            }
        }
        return TestDevices.named(name);
    }
}
