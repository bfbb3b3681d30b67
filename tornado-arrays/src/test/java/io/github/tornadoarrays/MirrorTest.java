package io.github.tornadoarrays;

import io.github.tornadoarrays.run.OnMirror;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of arrays again, with arrays on a device whose memory is not the host's. */
@ExtendWith(OnMirror.class)
class MirrorTest extends DeviceSuite {
    @Nested
    class SpecialGolden extends SpecialGoldenTest {}

    @Nested
    class SciPyGolden extends SciPyGoldenTest {}

    @Nested
    class Golden extends GoldenTest {}
}
