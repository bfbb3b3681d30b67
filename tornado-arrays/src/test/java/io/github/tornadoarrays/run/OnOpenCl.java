package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import org.junit.jupiter.api.Assumptions;

/** Tests on the first OpenCL device, or the one that {@code -Dtornado.arrays.test.device} names. */
public final class OnOpenCl extends OnDevice {
    /** Made by JUnit. */
    public OnOpenCl() {
        super(OnOpenCl::device);
    }

    private static Engine device() {
        Assumptions.assumeFalse(OpenClEngine.devices().isEmpty(), OpenClEngine::whyNone);
        return Engines.named("test", System.getProperty("tornado.arrays.test.device", "opencl:0"));
    }
}
