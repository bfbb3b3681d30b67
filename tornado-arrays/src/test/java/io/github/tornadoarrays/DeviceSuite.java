package io.github.tornadoarrays;

import org.junit.jupiter.api.Nested;

/** The tests of arrays, for devices. */
abstract class DeviceSuite {
    @Nested
    class ArrayApi extends ArrayApiTest {}

    @Nested
    class AssemblyFunctions extends AssemblyFunctionsTest {}

    @Nested
    class BadInput extends BadInputTest {}

    @Nested
    class BincountFunction extends BincountFunctionTest {}

    @Nested
    class Distributions extends SameDistributionsTest {}

    @Nested
    class ElementwiseFunctions extends ElementwiseFunctionsTest {}

    @Nested
    class FourierTransforms extends FftTest {}

    @Nested
    class ErrorStates extends ErrorStateTest {}

    @Nested
    class Indexing extends IndexingTest {}

    @Nested
    class InputOutput extends InputOutputTest {}

    @Nested
    class Laziness extends LazinessTest {}

    @Nested
    class LinearFunctions extends LinearFunctionsTest {}

    @Nested
    class SaidMistakes extends MistakesTest {}

    @Nested
    class NumberFunctions extends NumberFunctionsTest {}

    @Nested
    class Polynomials extends PolynomialTest {}

    @Nested
    class Pool extends MemoryPoolTest {}

    @Nested
    class Pinned extends PinnedArrayTest {}

    @Nested
    class NumPysPhilox extends PhiloxStreamTest {}

    @Nested
    class RandomArrays extends RandomTest {}

    @Nested
    class Samples extends SamplingTest {}

    @Nested
    class Readers extends ReadersTest {}

    @Nested
    class ReductionFunctions extends ReductionFunctionsTest {}

    @Nested
    class Scopes extends ScopeTest {}

    @Nested
    class SciPyFunctions extends SciPyTest {}

    @Nested
    class SortFunctions extends SortFunctionsTest {}

    @Nested
    class SpecialFunctions extends SpecialTest {}

    @Nested
    class ShapeAndCreation extends ShapeAndCreationTest {}
}
