/** Times beside NumPy's and CuPy's ({@code ArrayBench}) and the cost of host code (JMH). */
package io.github.tornadoarrays.benchmarks;
