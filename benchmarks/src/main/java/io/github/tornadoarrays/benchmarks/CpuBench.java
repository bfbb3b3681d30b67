package io.github.tornadoarrays.benchmarks;

/** Holds the place of the CPU benchmark until it is written. */
public final class CpuBench {
    private CpuBench() {}

    /** Says that there is nothing to measure yet. */
    public static void main(String[] args) {
        System.out.println("bench cpu: not written yet; arguments: " + String.join(" ", args));
    }
}
