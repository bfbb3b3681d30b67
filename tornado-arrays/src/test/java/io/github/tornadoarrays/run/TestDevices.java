package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.cuda.CudaEngine;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The first device of each native interface, for tests that run on every one that is here. */
public final class TestDevices {
    private TestDevices() {}

    /** What they are called, also where there are none; {@code -Dtornado.arrays.test.device} names a single one. */
    public static List<String> names() {
        String one = System.getProperty("tornado.arrays.test.device");
        return one == null ? List.of("opencl:0", "cuda:0") : List.of(one);
    }

    /** The device of a name; where there is none, the test is skipped with the reason. */
    public static DriverEngine named(String name) {
        if (name.startsWith("tornado")) {
            return (DriverEngine) Engines.named("test", name);
        }
        boolean cuda = name.startsWith("cuda");
        List<DriverEngine> devices = cuda ? CudaEngine.devices() : OpenClEngine.devices();
        Assumptions.assumeFalse(devices.isEmpty(), cuda ? CudaEngine.whyNone() : OpenClEngine.whyNone());
        return devices.getFirst();
    }
}
