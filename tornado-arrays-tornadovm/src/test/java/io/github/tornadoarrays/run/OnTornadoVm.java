package io.github.tornadoarrays.run;

/** Tests on the first of TornadoVM's devices; where there is none they fail, as this module is only built where TornadoVM is. */
public final class OnTornadoVm extends OnDevice {
    /** Made by JUnit. */
    public OnTornadoVm() {
        super(() -> Engines.named("test", "tornado:0"));
    }
}
