package io.github.tornadoarrays.ndimage;

/** SciPy's {@code ndimage}: filters of arrays of any number of axes. */
public final class Ndimage extends MeasurementFunctions {
    private Ndimage() {}
}
