/** Times beside NumPy's ({@code CpuBench}) and the cost of host code (JMH). */
package io.github.tornadoarrays.benchmarks;
