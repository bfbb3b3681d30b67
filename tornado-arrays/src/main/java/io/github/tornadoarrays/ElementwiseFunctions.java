package io.github.tornadoarrays;

/** Functions of elements; part of {@link Np}. */
abstract sealed class ElementwiseFunctions extends ReductionFunctions permits ShapeFunctions {}
