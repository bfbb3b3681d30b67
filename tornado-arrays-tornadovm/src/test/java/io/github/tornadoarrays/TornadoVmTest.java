package io.github.tornadoarrays;

import io.github.tornadoarrays.run.KnownFaults;
import io.github.tornadoarrays.run.OnTornadoVm;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of arrays again, with arrays on one of TornadoVM's devices. */
@ExtendWith({OnTornadoVm.class, KnownFaults.class})
class TornadoVmTest extends DeviceSuite {
    @Nested
    class SciPyGolden extends SciPyGoldenTest {}
}
