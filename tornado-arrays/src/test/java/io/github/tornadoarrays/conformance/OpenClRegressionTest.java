package io.github.tornadoarrays.conformance;

import io.github.tornadoarrays.run.OnOpenCl;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Expressions that went wrong once, over arrays on an OpenCL device. */
class OpenClRegressionTest {
    @Nested
    @ExtendWith(OnOpenCl.class)
    class Regression extends RegressionTest {}
}
