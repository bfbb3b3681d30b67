package io.github.tornadoarrays;

/** Functions that make arrays; part of {@link Np}. */
abstract sealed class CreationFunctions extends ShapeFunctions permits Np {}
