package io.github.tornadoarrays.ndimage;

/** Shapes; {@link Ndimage} inherits them. */
abstract sealed class MorphologyFunctions extends InterpolationFunctions permits Ndimage {}
