package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Expressions that no process computed before, each another chain of functions; another process can compile them beforehand. */
record FirstCalls(long seed) {
    private static final int LENGTH = 10;

    /** Makes kernels for the disk cache: the device, the seed, how many. */
    public static void main(String[] args) {
        Np.setDevice(args[0]);
        FirstCalls calls = new FirstCalls(Long.parseLong(args[1]));
        NDArray x = Np.zeros(Np.float32, 1000).eval();
        for (int k = 0; k < Integer.parseInt(args[2]); k++) {
            calls.expression(k, x).eval();
        }
        x.device().synchronize();
    }

    /** Each call computes the next expression and waits for it. */
    Supplier<Object> calls(NDArray x) {
        int[] next = {0};
        return () -> {
            NDArray result = expression(next[0]++, x).eval();
            result.device().synchronize();
            return result;
        };
    }

    /** As {@link #calls}, but so many of the kernels were made by another process, and lie in the disk cache. */
    Supplier<Object> callsFromDisk(NDArray x, int count) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstCalls.class.getName()));
        command.addAll(List.of(x.device().name(), Long.toString(seed), Integer.toString(count)));
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("the process that makes kernels ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return calls(x);
    }

    private NDArray expression(int k, NDArray x) {
        NDArray y = x;
        for (int step = 0; step < LENGTH; step++) {
            y = switch (function(k, step)) {
                case 0 -> y.sin();
                case 1 -> y.cos();
                case 2 -> y.tanh();
                case 3 -> y.abs().neg().exp();
                case 4 -> y.abs().add(1).sqrt();
                case 5 -> y.mul(0.5).add(0.25);
                case 6 -> Np.reciprocal(y.abs().add(1));
                default -> Np.atan(y);
            };
        }
        return y;
    }

    /** An element of what a call computes. */
    double expected(int k, double x) {
        double y = x;
        for (int step = 0; step < LENGTH; step++) {
            y = switch (function(k, step)) {
                case 0 -> Math.sin(y);
                case 1 -> Math.cos(y);
                case 2 -> Math.tanh(y);
                case 3 -> Math.exp(-Math.abs(y));
                case 4 -> Math.sqrt(Math.abs(y) + 1);
                case 5 -> y * 0.5 + 0.25;
                case 6 -> 1 / (Math.abs(y) + 1);
                default -> Math.atan(y);
            };
        }
        return y;
    }

    private int function(int k, int step) {
        long h = (seed + k) * 0x9E3779B97F4A7C15L;
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
        return (int) (h >>> 20 + 3 * step) & 7;
    }
}
