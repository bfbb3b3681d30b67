package io.github.tornadoarrays;

/** Files and text; part of {@link Np}. */
abstract sealed class InputOutput permits LinearFunctions {}
