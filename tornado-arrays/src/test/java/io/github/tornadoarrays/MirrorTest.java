package io.github.tornadoarrays;

import io.github.tornadoarrays.run.OnMirror;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of arrays again, with arrays on a device whose memory is not the host's. */
class MirrorTest {
    @Nested
    @ExtendWith(OnMirror.class)
    class BadInput extends BadInputTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class BincountFunction extends BincountFunctionTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class ElementwiseFunctions extends ElementwiseFunctionsTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class Golden extends GoldenTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class Indexing extends IndexingTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class InputOutput extends InputOutputTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class Laziness extends LazinessTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class LinearFunctions extends LinearFunctionsTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class RandomArrays extends RandomTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class Readers extends ReadersTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class ReductionFunctions extends ReductionFunctionsTest {}

    @Nested
    @ExtendWith(OnMirror.class)
    class ShapeAndCreation extends ShapeAndCreationTest {}
}
