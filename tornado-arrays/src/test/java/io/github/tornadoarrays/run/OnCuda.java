package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import org.junit.jupiter.api.Assumptions;

/** Tests on the first NVIDIA card. */
public final class OnCuda extends OnDevice {
    /** Made by JUnit. */
    public OnCuda() {
        super(OnCuda::device);
    }

    private static Engine device() {
        Assumptions.assumeFalse(CudaEngine.devices().isEmpty(), CudaEngine::whyNone);
        return CudaEngine.devices().getFirst();
    }
}
