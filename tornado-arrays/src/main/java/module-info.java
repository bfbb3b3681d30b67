/**
 * NumPy-like lazy, fused arrays for Java: {@link io.github.tornadoarrays.Np} and {@link io.github.tornadoarrays.NDArray}.
 */
module io.github.tornadoarrays {
    /** For {@code imread} and {@code imwrite} alone; without it the rest works. */
    requires static java.desktop;
    /** Makes mathematics on the CPU faster where it is resolved; without it all works. */
    requires static jdk.incubator.vector;
    /** Tells which garbage collector there is; without it OpenCL on the processor copies Java arrays. */
    requires static java.management;
    requires static transitive org.jspecify;
    requires org.apache.commons.numbers.gamma;

    exports io.github.tornadoarrays;
    exports io.github.tornadoarrays.core;
    exports io.github.tornadoarrays.cuda;
    exports io.github.tornadoarrays.kernel;
    exports io.github.tornadoarrays.ndimage;
    exports io.github.tornadoarrays.signal;
    exports io.github.tornadoarrays.sparse;
    exports io.github.tornadoarrays.spatial;
    exports io.github.tornadoarrays.stats;
    exports io.github.tornadoarrays.text;

    uses io.github.tornadoarrays.engine.EngineProvider;
}
