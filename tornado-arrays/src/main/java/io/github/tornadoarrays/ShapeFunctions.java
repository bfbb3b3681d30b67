package io.github.tornadoarrays;

/** Functions that rearrange, join and index; part of {@link Np}. */
abstract sealed class ShapeFunctions extends ElementwiseFunctions permits CreationFunctions {}
