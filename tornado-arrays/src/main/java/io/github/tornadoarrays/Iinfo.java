package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import java.math.BigInteger;

/**
 * What an integer type holds; {@link Np#iinfo}.
 *
 * @param dtype the type
 * @param bits of a number
 * @param min the lowest number
 * @param max the largest number, which of uint64 no long holds
 */
public record Iinfo(DType dtype, int bits, long min, BigInteger max) {
    static Iinfo of(DType type) {
        if (!type.isInteger()) {
            throw new DTypeException("iinfo: " + type + " is no integer type; finfo takes floating ones");
        }
        int digits = type.isUnsigned() ? type.bits() : type.bits() - 1;
        return new Iinfo(
                type,
                type.bits(),
                type.isUnsigned() ? 0 : -1L << digits,
                BigInteger.ONE.shiftLeft(digits).subtract(BigInteger.ONE));
    }
}
