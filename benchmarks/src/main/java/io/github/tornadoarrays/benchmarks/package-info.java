/** Times beside NumPy's ({@code ArrayBench}), beside CuPy's and JAX's ({@code GpuBench}), of kernels ({@code KernelBench}), and of host code (JMH). */
package io.github.tornadoarrays.benchmarks;
