package io.github.tornadoarrays.conformance;

import io.github.tornadoarrays.run.OnMirror;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random expressions over arrays on a device whose memory is not the host's. */
class MirrorConformanceTest {
    @Nested
    @ExtendWith(OnMirror.class)
    class Conformance extends ConformanceTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class Regression extends RegressionTest {}
}
