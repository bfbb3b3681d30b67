package io.github.tornadoarrays.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.lift.Lift;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an array that is given to be written must be kept, and what need not be copied to a device. */
class WholeWritesTest {
    private static final int N = 37;

    static void all(int[] x, int[] out, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            out[i] = x[i] + 1;
        }
    }

    static void grid(int[] x, int[] out, int n) {
        for (@Parallel int row = 0; row < n / 5; row++) {
            int start = row * 5;
            for (@Parallel int column = 0; column < 5; column++) {
                out[start + column] = x[column];
            }
        }
    }

    static void fromOne(int[] x, int[] out, int n) {
        for (@Parallel int i = 1; i < n; i++) {
            out[i] = x[i] + 1;
        }
    }

    static void some(int[] x, int[] out, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            if (x[i] > 10) {
                out[i] = x[i];
            }
        }
    }

    static void skipping(int[] x, int[] out, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            if (x[i] == 3) {
                continue;
            }
            out[i] = x[i];
        }
    }

    static void everySecond(int[] x, int[] out, int n) {
        for (@Parallel int i = 0; i < n / 2; i++) {
            out[2 * i] = x[i];
        }
    }

    static void padded(int[] x, int[] out, int n) {
        for (@Parallel int row = 0; row < n / 6; row++) {
            for (@Parallel int column = 0; column < 5; column++) {
                out[row * 6 + column] = x[column];
            }
        }
    }

    private static Method method(String name) throws NoSuchMethodException {
        return WholeWritesTest.class.getDeclaredMethod(name, int[].class, int[].class, int.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "grid"})
    void found(String name) throws NoSuchMethodException {
        assertThat(WholeWrites.slots(Lift.method(method(name), false).kernels().get(0)))
                .isEqualTo(Set.of(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fromOne", "some", "skipping", "everySecond", "padded"})
    void notFound(String name) throws NoSuchMethodException {
        assertThat(WholeWrites.slots(Lift.method(method(name), false).kernels().get(0)))
                .isEmpty();
    }

    static List<String> devices() {
        return TestDevices.names();
    }

    /** Whether loops cover the array or not. */
    @ParameterizedTest
    @MethodSource("devices")
    void restIsKept(String device) throws ReflectiveOperationException {
        TestDevices.named(device);
        for (String name : List.of("all", "grid", "fromOne", "some", "skipping", "everySecond", "padded")) {
            Kernel kernel = Kernel.of(method(name));
            for (int n : List.of(0, 5, N - 2, N)) {
                int[] x = new int[N];
                Arrays.setAll(x, i -> i);
                int[] expected = new int[N];
                Arrays.fill(expected, -7);
                int[] got = expected.clone();
                method(name).invoke(null, x, expected, n);
                int[] same = x.clone();
                int[] sameExpected = x.clone();
                all(sameExpected, sameExpected, n);
                try (Device.Use _ = Device.use(device)) {
                    kernel.run(x, got, n);
                    Kernel.of(method("all")).run(same, same, n);
                }
                assertThat(got).as("%s of %s", name, n).isEqualTo(expected);
                assertThat(same).isEqualTo(sameExpected);
            }
        }
    }
}
