package io.github.tornadoarrays;

import io.github.tornadoarrays.run.KnownFaults;
import io.github.tornadoarrays.run.OnTornadoVm;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of arrays again, with arrays on one of TornadoVM's devices. */
@ExtendWith({OnTornadoVm.class, KnownFaults.class})
class TornadoVmTest extends DeviceSuite {
    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = "tornado.*",
            disabledReason = "a hundred kernels to compile; -Dtornado.arrays.test.device=tornado:0 runs it")
    class SpecialGolden extends SpecialGoldenTest {}

    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = "tornado.*",
            disabledReason = "thousands of kernels to compile; -Dtornado.arrays.test.device=tornado:0 runs it")
    class SciPyGolden extends SciPyGoldenTest {}

    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = "tornado.*",
            disabledReason = "thousands of kernels to compile; -Dtornado.arrays.test.device=tornado:0 runs it")
    class Golden extends GoldenTest {}
}
