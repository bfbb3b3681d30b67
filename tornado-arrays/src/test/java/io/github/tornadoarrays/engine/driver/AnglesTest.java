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

/** Sine and cosine of float32 on devices, over all of its range. */
class AnglesTest {
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
    void twoUlps(String device) {
        TestDevices.named(device);
        check(device, StrictMath::sin, Np::sin);
        check(device, StrictMath::cos, Np::cos);
    }

    private static void check(String device, DoubleUnaryOperator exact, UnaryOperator<NDArray> own) {
        float[] x = angles();
        float[] got;
        try (Device.Use _ = Device.use(device)) {
            got = own.apply(Np.asarray(x).to(device)).toFloatArray();
        }
        for (int i = 0; i < N; i++) {
            double e = exact.applyAsDouble(x[i]);
            boolean near = e == 0
                    ? Float.floatToIntBits(got[i]) == Float.floatToIntBits((float) e)
                    : Double.isNaN(e) ? Float.isNaN(got[i]) : Math.abs(got[i] - e) <= 2 * Math.ulp((float) e);
            if (!near) {
                throw new AssertionError(device + ": of " + x[i] + " " + got[i] + " instead of " + e);
            }
        }
    }
}
