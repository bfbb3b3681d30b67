package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.TestDevices;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A device whose native interface fails: arrays keep what they had, and all goes on when it works again. */
class LostDeviceTest {
    private static final String LOST = "clEnqueueNDRangeKernel: CL_DEVICE_NOT_AVAILABLE (-2)";

    /** What fails at the moment. */
    private volatile Set<String> failing = Set.of();

    private <T> T failing(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (failing.contains(method.getName())) {
                        throw method.getName().equals("allocate")
                                ? new Driver.NoRoom("CL_OUT_OF_RESOURCES (-5)")
                                : new DeviceException(LOST);
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Driver.Function f ? failing(Driver.Function.class, f) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    static Iterable<String> names() {
        return TestDevices.names();
    }

    private Engines.Scope use(String name) {
        DriverEngine real = TestDevices.named(name);
        Driver driver = failing(Driver.class, real.started().driver());
        return Engines.use(new DriverEngine("lost:0", real.limits(), () -> driver));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aLaunchThatFailsLeavesArraysAsTheyWere(String name) {
        try (Engines.Scope _ = use(name)) {
            NDArray x = Np.asarray(new float[] {1, 2, 3}).eval();
            NDArray y = x.mul(2);
            failing = Set.of("launch");
            assertThatThrownBy(y::eval).isInstanceOf(DeviceException.class).hasMessageContaining(LOST);
            assertThatThrownBy(() -> x.addi(1)).isInstanceOf(DeviceException.class);
            assertThat(x.toFloatArray()).containsExactly(1, 2, 3);
            failing = Set.of();
            x.addi(10);
            assertThat(x.toFloatArray()).containsExactly(11, 12, 13);
            assertThat(y.toFloatArray()).containsExactly(2, 4, 6);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void anAllocationThatFailsLeavesArraysAsTheyWere(String name) {
        try (Engines.Scope _ = use(name)) {
            NDArray x = Np.asarray(new float[] {1, 2, 3}).eval();
            NDArray large = Np.zeros(Np.float32, 1 << 22);
            failing = Set.of("allocate");
            assertThatThrownBy(large::eval)
                    .isInstanceOf(MemoryException.class)
                    .hasMessageContaining("could not be had on " + name + " (CL_OUT_OF_RESOURCES (-5))");
            assertThat(x.toFloatArray()).containsExactly(1, 2, 3);
            failing = Set.of();
            assertThat(large.add(x.get(0)).sum().item()).isEqualTo((double) (1 << 22));
        }
    }
}
