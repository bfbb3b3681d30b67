package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.run.TestDevices;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of float32 that programs for devices bring along, over all of its range. */
class FloatFunctionsTest {
    private static final int N = 1 << 21;

    /** A tenth of these are of an ordinary size, a tenth next to a multiple of a quarter turn, the others have any bits. */
    private static float[] angles() {
        Random r = new Random(5);
        float[] x = new float[N];
        for (int i = 0; i < N; i++) {
            x[i] = switch (i % 10) {
                case 0 -> (r.nextFloat() - 0.5f) * 20;
                case 1 -> (float) (r.nextInt(1 << 1 + r.nextInt(24)) * Math.PI / 2);
                default -> Float.intBitsToFloat(r.nextInt());
            };
        }
        float[] special = {0, -0f, Float.MIN_VALUE, -1e-40f, 65536, Math.nextDown(65536f), -65536, Float.MAX_VALUE};
        System.arraycopy(special, 0, x, 0, special.length);
        return x;
    }

    static List<String> devices() {
        return TestDevices.names();
    }

    @ParameterizedTest
    @MethodSource("devices")
    void sineAndCosine(String device) {
        TestDevices.named(device);
        check(device, angles(), StrictMath::sin, Np::sin, 2);
        check(device, angles(), StrictMath::cos, Np::cos, 2);
    }

    /** Half of these are where the exponential is neither 0 nor infinite, the others have any bits. */
    private static float[] exponents() {
        Random r = new Random(6);
        float[] x = new float[N];
        for (int i = 0; i < N; i++) {
            x[i] = i % 2 == 0 ? (r.nextFloat() - 0.5f) * 220 : Float.intBitsToFloat(r.nextInt());
        }
        float[] special = {
            0,
            -0f,
            1,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            88.72284f,
            88.72283f,
            -87.4f,
            -103.97f,
            -104.1f,
            Float.MIN_VALUE,
            -1e-40f,
            Float.MIN_NORMAL,
            Math.nextDown(Float.MIN_NORMAL),
            Math.nextUp(1f),
            Math.nextDown(1f),
            Float.MAX_VALUE,
            -1
        };
        System.arraycopy(special, 0, x, 0, special.length);
        return x;
    }

    /** OpenCL allows three, and a card's own functions may be used. */
    @ParameterizedTest
    @MethodSource("devices")
    void exponentialAndLogarithm(String device) {
        int ulps = TestDevices.named(device).traits().isGpu() ? 3 : 1;
        check(device, exponents(), StrictMath::exp, Np::exp, ulps);
        check(device, exponents(), StrictMath::log, Np::log, ulps);
    }

    private static void check(
            String device, float[] x, DoubleUnaryOperator exact, UnaryOperator<NDArray> own, int ulps) {
        float[] got;
        try (Device.Use _ = Device.use(device)) {
            got = own.apply(Np.asarray(x).to(device)).toFloatArray();
        }
        for (int i = 0; i < N; i++) {
            double e = exact.applyAsDouble(x[i]);
            boolean near = e == 0 || Float.isInfinite((float) e)
                    ? Float.floatToIntBits(got[i]) == Float.floatToIntBits((float) e)
                    : Double.isNaN(e) ? Float.isNaN(got[i]) : Math.abs(got[i] - e) <= ulps * Math.ulp((float) e);
            if (!near) {
                throw new AssertionError(device + ": of " + x[i] + " " + got[i] + " instead of " + e);
            }
        }
    }
}
