package io.github.tornadoarrays.kernel;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Functions of {@code float} that kernels compute in float32.
 *
 * <p>{@code (float) Math.exp(x)} has to be Java's result in a kernel too, so it is computed in float64, which is slow on most graphics
 * cards and missing on some. {@code FloatMath.exp(x)} says that float32 is enough. As plain Java it is {@code (float) Math.exp(x)},
 * and so it is on the host; a device uses its own function of float32, whose result differs from that by 2 units in the last
 * place, rarely more (OpenCL demands 2 to 6, of {@code pow} 16). Square roots and whole numbers are the same everywhere. What
 * infinities, NaN and zeros give is what {@link Math} says.
 */
public final class FloatMath {
    private FloatMath() {}

    /** The square root, correctly rounded. */
    public static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    /** The cube root. */
    public static float cbrt(float x) {
        return (float) Math.cbrt(x);
    }

    /** e to the power x. */
    public static float exp(float x) {
        return (float) Math.exp(x);
    }

    /** e to the power x, less 1; exact also near 0. */
    public static float expm1(float x) {
        return (float) Math.expm1(x);
    }

    /** The natural logarithm. */
    public static float log(float x) {
        return (float) Math.log(x);
    }

    /** The logarithm to base 10. */
    public static float log10(float x) {
        return (float) Math.log10(x);
    }

    /** The natural logarithm of 1 + x; exact also near 0. */
    public static float log1p(float x) {
        return (float) Math.log1p(x);
    }

    /** The sine of an angle in radians. */
    public static float sin(float x) {
        return (float) Math.sin(x);
    }

    /** The cosine of an angle in radians. */
    public static float cos(float x) {
        return (float) Math.cos(x);
    }

    /** The tangent of an angle in radians. */
    public static float tan(float x) {
        return (float) Math.tan(x);
    }

    /** The angle whose sine is x. */
    public static float asin(float x) {
        return (float) Math.asin(x);
    }

    /** The angle whose cosine is x. */
    public static float acos(float x) {
        return (float) Math.acos(x);
    }

    /** The angle whose tangent is x. */
    public static float atan(float x) {
        return (float) Math.atan(x);
    }

    /** The hyperbolic sine. */
    public static float sinh(float x) {
        return (float) Math.sinh(x);
    }

    /** The hyperbolic cosine. */
    public static float cosh(float x) {
        return (float) Math.cosh(x);
    }

    /** The hyperbolic tangent. */
    public static float tanh(float x) {
        return (float) Math.tanh(x);
    }

    /** The largest whole number that is not above x. */
    public static float floor(float x) {
        return (float) Math.floor(x);
    }

    /** The smallest whole number that is not below x. */
    public static float ceil(float x) {
        return (float) Math.ceil(x);
    }

    /** The whole number nearest to x, the even one of two. */
    public static float rint(float x) {
        return (float) Math.rint(x);
    }

    /** The error function; of double it is {@link Erf#value}. */
    public static float erf(float x) {
        return (float) Erf.value(x);
    }

    /** The complementary error function {@code 1 - erf(x)}, also where that is tiny: on devices within 5 units in the last place. Of double it is {@link Erfc#value}. */
    public static float erfc(float x) {
        return (float) Erfc.value(x);
    }

    /** x to the power y. */
    public static float pow(float x, float y) {
        return (float) Math.pow(x, y);
    }

    /** The angle of the point (x, y), seen from the origin. */
    public static float atan2(float y, float x) {
        return (float) Math.atan2(y, x);
    }

    /** The length of the vector (x, y), without overflow on the way. */
    public static float hypot(float x, float y) {
        return (float) Math.hypot(x, y);
    }
}
