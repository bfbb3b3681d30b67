package io.github.tornadoarrays;

import io.github.tornadoarrays.run.OnOpenCl;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of arrays again, with arrays on an OpenCL device. */
@ExtendWith(OnOpenCl.class)
class OpenClTest extends DeviceSuite {
    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = ".+",
            disabledReason = "a hundred kernels to compile; -Dtornado.arrays.test.device=opencl:0 runs it")
    class SpecialGolden extends SpecialGoldenTest {}

    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = ".+",
            disabledReason = "thousands of kernels to compile; -Dtornado.arrays.test.device=opencl:0 runs it")
    class SciPyGolden extends SciPyGoldenTest {}

    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = ".+",
            disabledReason = "thousands of kernels to compile; -Dtornado.arrays.test.device=opencl:0 runs it")
    class Golden extends GoldenTest {}
}
