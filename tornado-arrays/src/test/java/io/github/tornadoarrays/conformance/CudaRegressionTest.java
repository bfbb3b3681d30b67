package io.github.tornadoarrays.conformance;

import io.github.tornadoarrays.run.OnCuda;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Expressions that went wrong once, over arrays on an NVIDIA card. */
class CudaRegressionTest {
    @Nested
    @ExtendWith(OnCuda.class)
    class Regression extends RegressionTest {}
}
