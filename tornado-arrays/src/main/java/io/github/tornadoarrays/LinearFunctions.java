package io.github.tornadoarrays;

/** Products of vectors and matrices; part of {@link Np}. */
abstract sealed class LinearFunctions extends InputOutput permits ScanFunctions {}
