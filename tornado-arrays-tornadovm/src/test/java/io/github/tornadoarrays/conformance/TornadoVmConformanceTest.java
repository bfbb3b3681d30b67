package io.github.tornadoarrays.conformance;

import io.github.tornadoarrays.run.KnownFaults;
import io.github.tornadoarrays.run.OnTornadoVm;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random expressions, and those that went wrong once, over arrays on one of TornadoVM's devices. */
class TornadoVmConformanceTest {
    @Nested
    @ExtendWith({OnTornadoVm.class, KnownFaults.class})
    class Conformance extends ConformanceTest {}

    @Nested
    @ExtendWith({OnTornadoVm.class, KnownFaults.class})
    class Regression extends RegressionTest {}
}
