package io.github.tornadoarrays;

/** Folds and scans along axes; part of {@link Np}. */
abstract sealed class ReductionFunctions extends LinearFunctions permits ElementwiseFunctions {}
