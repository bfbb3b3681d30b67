package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;

/**
 * What a floating type holds; {@link Np#finfo}.
 *
 * @param dtype the type; of a complex type its parts'
 * @param bits of a number
 * @param eps the distance from 1 to the next greater number
 * @param epsneg the distance from 1 to the next smaller number
 * @param max the largest finite number
 * @param min the lowest one, {@code -max}
 * @param smallestNormal the smallest positive number with all its digits; NumPy's {@code tiny}
 * @param smallestSubnormal the smallest positive number
 * @param precision how many decimal digits are kept for sure
 * @param resolution {@code 10**-precision}
 */
public record Finfo(
        DType dtype,
        int bits,
        double eps,
        double epsneg,
        double max,
        double min,
        double smallestNormal,
        double smallestSubnormal,
        int precision,
        double resolution) {

    static Finfo of(DType type) {
        return switch (type.part()) {
            case FLOAT16 -> of(DType.FLOAT16, 10, 5);
            case BFLOAT16 -> of(DType.BFLOAT16, 7, 8);
            case FLOAT32 -> of(DType.FLOAT32, 23, 8);
            case FLOAT64 -> of(DType.FLOAT64, 52, 11);
            default -> throw new DTypeException("finfo: " + type + " is no floating type; iinfo takes integers");
        };
    }

    /** Of a binary format of IEEE 754, by the digits behind the point and the bits of the exponent. */
    private static Finfo of(DType type, int digits, int exponent) {
        int bias = (1 << exponent - 1) - 1;
        double eps = Math.scalb(1.0, -digits);
        double max = Math.scalb(2 - eps, bias);
        int precision = (int) (digits * Math.log10(2));
        return new Finfo(
                type,
                type.bits(),
                eps,
                eps / 2,
                max,
                -max,
                Math.scalb(1.0, 1 - bias),
                Math.scalb(1.0, 1 - bias - digits),
                precision,
                Double.parseDouble("1e-" + precision));
    }
}
