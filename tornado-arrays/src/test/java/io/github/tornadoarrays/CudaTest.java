package io.github.tornadoarrays;

import io.github.tornadoarrays.run.OnCuda;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of arrays again, with arrays on an NVIDIA card. */
@ExtendWith(OnCuda.class)
class CudaTest extends DeviceSuite {
    @Nested
    class LinearAlgebra extends LinalgTest {}

    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = "cuda.*",
            disabledReason = "a hundred kernels to compile; -Dtornado.arrays.test.device=cuda:0 runs it")
    class SpecialGolden extends SpecialGoldenTest {}

    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = "cuda.*",
            disabledReason = "thousands of kernels to compile; -Dtornado.arrays.test.device=cuda:0 runs it")
    class SciPyGolden extends SciPyGoldenTest {}

    @Nested
    @EnabledIfSystemProperty(
            named = "tornado.arrays.test.device",
            matches = "cuda.*",
            disabledReason = "thousands of kernels to compile; -Dtornado.arrays.test.device=cuda:0 runs it")
    class Golden extends GoldenTest {}
}
