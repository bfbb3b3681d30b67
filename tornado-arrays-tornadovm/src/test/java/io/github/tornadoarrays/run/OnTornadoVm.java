package io.github.tornadoarrays.run;

/** Tests on the first of TornadoVM's devices; where there is none they fail, as this module is only built where TornadoVM is. */
public final class OnTornadoVm extends OnDevice {
    private static final String DEVICE = "tornado:0";

    /** Made by JUnit. */
    public OnTornadoVm() {
        super(() -> Engines.named("test", DEVICE));
    }

    /** Which of TornadoVM's backends has the device: OPENCL, CUDA … */
    public static String backend() {
        return Engines.named("test", DEVICE).traits().description().replaceFirst(".*\\((\\w+)\\)$", "$1");
    }
}
