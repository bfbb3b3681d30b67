package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.NDArray;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** How a result must agree with the peer's. */
sealed interface Check {
    Check EQUAL = new Close(0, 0);

    /** Every element within {@code absolute + relative * |theirs|}. */
    record Close(double relative, double absolute) implements Check {

        private String difference(int n, IntToDoubleFunction ours, IntToDoubleFunction theirs) {
            int wrong = 0;
            int worst = 0;
            double most = 0;
            for (int i = 0; i < n; i++) {
                double a = ours.applyAsDouble(i);
                double b = theirs.applyAsDouble(i);
                double excess = Math.abs(a - b) - (absolute + relative * Math.abs(b));
                boolean agree = excess <= 0 || Double.compare(a, b) == 0;
                if (!agree) {
                    wrong++;
                    if (!(excess <= most)) {
                        most = excess;
                        worst = i;
                    }
                }
            }
            return wrong == 0
                    ? ""
                    : wrong + " of " + n + " elements differ, most of all element " + worst + ": "
                            + ours.applyAsDouble(worst) + ", the peer's " + theirs.applyAsDouble(worst);
        }
    }

    /** Random numbers: means and standard deviations as those of so many draws from a distribution. */
    record Moments(double mean, double deviation) implements Check {

        private String difference(String whose, int n, IntToDoubleFunction x) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double d = x.applyAsDouble(i) - mean;
                sum += d;
                squares += d * d;
            }
            double off = sum / n;
            double spread = Math.sqrt(squares / n);
            double error = 5 * deviation / Math.sqrt(n);
            return Math.abs(off) <= error && Math.abs(spread - deviation) <= error
                    ? ""
                    : whose + ": mean " + (mean + off) + ", standard deviation " + spread + " instead of " + mean + ", "
                            + deviation;
        }
    }

    /** What is wrong; empty where the results agree. */
    default String difference(NDArray ours, Peer.Result theirs) {
        if (!Arrays.equals(ours.shape(), theirs.shape())) {
            return "shape " + Arrays.toString(ours.shape()) + ", the peer's " + Arrays.toString(theirs.shape());
        }
        Values values = Values.of(ours);
        int n = values.size();
        IntToDoubleFunction a = values.at();
        IntToDoubleFunction b = elements(theirs.dtype(), theirs.bytes());
        return switch (this) {
            case Close close -> close.difference(n, a, b);
            case Moments moments -> {
                String ofOurs = moments.difference("ours", n, a);
                yield ofOurs.isEmpty() ? moments.difference("the peer's", n, b) : ofOurs;
            }
        };
    }

    private static IntToDoubleFunction elements(String dtype, ByteBuffer bytes) {
        return switch (dtype) {
            case "float32", "complex64" -> i -> bytes.getFloat(4 * i);
            case "float64", "complex128" -> i -> bytes.getDouble(8 * i);
            case "int32" -> i -> bytes.getInt(4 * i);
            case "int64" -> i -> bytes.getLong(8 * i);
            default -> throw new IllegalArgumentException("the peer's result is " + dtype);
        };
    }
}
