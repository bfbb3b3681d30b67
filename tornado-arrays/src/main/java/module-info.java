/**
 * NumPy-like lazy, fused arrays for Java: {@link io.github.tornadoarrays.Np} and {@link io.github.tornadoarrays.NDArray}.
 */
module io.github.tornadoarrays {
    /** For {@code imread} and {@code imwrite} alone; without it the rest works. */
    requires static java.desktop;
    requires static transitive org.jspecify;

    exports io.github.tornadoarrays;
    exports io.github.tornadoarrays.core;
    exports io.github.tornadoarrays.text;
}
