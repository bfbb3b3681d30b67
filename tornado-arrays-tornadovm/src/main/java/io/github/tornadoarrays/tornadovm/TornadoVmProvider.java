package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.EngineProvider;
import java.util.List;

/** Brings the engines of TornadoVM's devices, {@code tornado:0} first. */
public final class TornadoVmProvider implements EngineProvider {
    @Override
    public String name() {
        return "tornadovm";
    }

    @Override
    public List<? extends Engine> engines() {
        return Sdk.Found.DEVICES.engines();
    }

    @Override
    public String explain() {
        return Sdk.Found.DEVICES.explain();
    }
}
