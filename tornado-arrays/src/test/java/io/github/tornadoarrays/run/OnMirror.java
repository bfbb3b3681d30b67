package io.github.tornadoarrays.run;

/** Tests on a {@link MirrorEngine}. */
public final class OnMirror extends OnDevice {
    private static final MirrorEngine MIRROR = new MirrorEngine("mirror:0");

    /** Made by JUnit. */
    public OnMirror() {
        super(() -> MIRROR);
    }
}
