package io.github.tornadoarrays.tornadovm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Named.named;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.emit.jvm.Scalar;
import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.run.Survey;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.runtime.TornadoCoreRuntime;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;

/** What is TornadoVM's own: how it is found, what stays on its device, and what it refuses. */
class TornadoVmEngineTest {
    @Test
    void fusedExpressions() {
        try (Device.Use _ = Device.use("tornado:0")) {
            NDArray x = Np.arange(5).astype(DType.FLOAT32);
            NDArray r = x.mul(2).add(Np.ones(new long[] {5}, DType.FLOAT32));
            assertThat(r.toString()).isEqualTo("[1. 3. 5. 7. 9.]");
            assertThat(r.device().name()).isEqualTo("tornado:0");
        }
    }

    /** One compilation is for all sizes: neither lengths nor numbers are part of it. */
    @Test
    void otherSizesAndNumbers() {
        try (Device.Use _ = Device.use("tornado:0")) {
            for (int n : new int[] {1, 7, 1000}) {
                for (double k : new double[] {0.5, -3}) {
                    NDArray r = Np.arange(n).astype(DType.FLOAT64).mul(k).sum();
                    assertThat(r.item()).isEqualTo(k * n * (n - 1) / 2);
                }
            }
        }
    }

    /** The kernel has a condition of two parts before a barrier, of which TornadoVM would make two barriers. */
    @Test
    void runningSumsOfARow() {
        try (Device.Use _ = Device.use("tornado:0")) {
            long[] expected =
                    LongStream.range(0, 5000).map(n -> n * (n + 1) / 2).toArray();
            assertThat(Np.cumsum(Np.arange(5000).add(0)).toLongArray()).containsExactly(expected);
        }
    }

    /** TornadoVM makes a call of what it does not find, and no code for that. */
    @Test
    void everyFunctionOfScalarsIsWrittenOut() {
        Predicate<Method> numbers = m -> Arrays.stream(m.getParameterTypes()).allMatch(Class::isPrimitive);
        // powers of signed integers are refused
        assertThat(Arrays.stream(Scalar.class.getDeclaredMethods())
                        .filter(m -> Modifier.isPublic(m.getModifiers()) && numbers.test(m))
                        .map(Method::getName))
                .isSubsetOf(Arrays.stream(VmMath.class.getMethods())
                        .map(Method::getName)
                        .toList());
        // functions of one float64 are there for float32 as well
        assertThat(functions(VmMath.class, double.class)).isSubsetOf(functions(VmMath.class, float.class));
        assertThat(VmMath.erf(-0.5)).isCloseTo(-0.5204998778130465, within(1e-15));
        assertThat(VmMath.erf(1.0)).isCloseTo(0.8427007929497149, within(1e-15));
        assertThat(VmMath.erfc(2.0)).isCloseTo(0.004677734981047266, within(1e-17));
        assertThat(VmMath.erfc(-7.0)).isEqualTo(2.0);
        assertThat(VmMath.erf(Double.NaN)).isNaN();
        assertThat(VmMath.acosh(-30000f)).isNaN();
        assertThat(VmMath.acosh(-1e12)).isNaN();
        assertThat(VmMath.acosh(1.0)).isEqualTo(0);
        assertThat(VmMath.log1p(Float.MAX_VALUE)).isCloseTo(88.72284f, within(1e-4f));
        assertThat(VmMath.log1p(Double.MAX_VALUE)).isCloseTo(709.782712893384, within(1e-12));
        assertThat(VmMath.expm1(88.7f)).isCloseTo((float) Math.expm1(88.7f), within(1e33f));
        assertThat(VmMath.expm1(709.7)).isCloseTo(Math.expm1(709.7), within(1e295));
        assertThat(VmMath.log10(Float.MIN_VALUE)).isCloseTo(-44.85347f, within(1e-5f));
        assertThat(VmMath.log10(Double.MIN_VALUE)).isCloseTo(-323.3062153431158, within(1e-12));
        assertThat(VmMath.fmod(-Float.MAX_VALUE, 3f)).isEqualTo(-Float.MAX_VALUE % 3f);
        assertThat(VmMath.fmod(Double.MAX_VALUE, 0.7)).isEqualTo(Double.MAX_VALUE % 0.7);
        assertThat(VmMath.fmod(5.0, Double.POSITIVE_INFINITY)).isEqualTo(5);
        assertThat(VmMath.fmod(Float.POSITIVE_INFINITY, 5f)).isNaN();
    }

    static Stream<Named<UnaryOperator<NDArray>>> functions() {
        return Stream.of(
                named("sin", Np::sin),
                named("cos", Np::cos),
                named("tan", Np::tan),
                named("atan", Np::atan),
                named("tanh", Np::tanh),
                named("ceil", Np::ceil),
                named("exp", Np::exp),
                named("sqrt", Np::sqrt),
                named("floor", Np::floor),
                named("atan2", x -> Np.atan2(x, x)),
                named("pow", x -> Np.pow(x, x)));
    }

    /** TornadoVM's own nodes for some functions fail where a number is a constant, as a range of one number is. */
    @ParameterizedTest
    @MethodSource("functions")
    void functionsOfConstants(UnaryOperator<NDArray> function) {
        for (DType t : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            List<double[]> results = new ArrayList<>();
            for (String device : List.of("cpu", "tornado:0")) {
                try (Device.Use _ = Device.use(device)) {
                    results.add(function.apply(Np.arange(1).astype(t)).toDoubleArray());
                }
            }
            assertThat(results.get(1)).containsExactly(results.get(0), within(1e-7));
        }
    }

    /** TornadoVM takes "not below" for "at or above". */
    @Test
    void nanIsNoUnsignedInteger() {
        NDArray x = Np.asarray(new double[] {Double.NaN, -1, 0x1p63, 1e19, Double.POSITIVE_INFINITY});
        for (String t : List.of("uint64", "int64")) {
            for (String from : List.of("float64", "float32", "float16")) {
                NDArray y = x.to("cpu").astype(DType.of(from)).eval();
                assertThat(y.to("tornado:0").astype(DType.of(t)).toString())
                        .isEqualTo(y.astype(DType.of(t)).toString());
            }
        }
    }

    private static List<String> functions(Class<?> c, Class<?> number) {
        return Arrays.stream(c.getMethods())
                .filter(m -> m.getReturnType() == number)
                .filter(m -> m.getParameterCount() > 0
                        && Arrays.stream(m.getParameterTypes()).allMatch(t -> t == number))
                .map(Method::getName)
                .toList();
    }

    @Test
    void theDoctorKnowsIt() {
        assertThat(Survey.engines())
                .filteredOn(f -> f.name().equals("tornadovm"))
                .singleElement()
                .satisfies(f -> assertThat(f.usable()).isTrue())
                .satisfies(f -> assertThat(f.what()).startsWith("TornadoVM ").contains("tornado:0"));
    }

    private static int depth(int calls) {
        return calls == 0 ? 0 : 1 + depth(calls - 1);
    }

    /** NVRTC needs more than Java's threads have, and without a word the process ends. */
    @Test
    void itsThreadHasADeepStack() {
        TornadoXPUDevice device = (TornadoXPUDevice)
                TornadoCoreRuntime.getTornadoRuntime().getBackend(0).getDevice(0);
        assertThat(VmDevice.start(0, device).<Integer>get(() -> depth(200_000))).isEqualTo(200_000);
    }

    static void changes(KernelContext c, int[] x, int[] ints, long[] longs, float[] floats, double[] doubles) {
        int[] ofGroup = c.sharedInts(2);
        int l = c.localId(0);
        if (l < 2) {
            ofGroup[l] = 0;
        }
        c.barrier();
        int v = x[c.globalId(0)];
        c.atomicAdd(ofGroup, v & 1, 1);
        c.atomicMax(ints, 0, v);
        int before = c.atomicAdd(ints, 1, 1);
        ints[3 + before] = before;
        c.atomicAdd(longs, 0, (long) v << 33);
        c.atomicMin(longs, 1, -v * 5_000_000_000L);
        c.atomicAdd(floats, 0, 0.5f);
        c.atomicMax(doubles, 0, v * 1e300);
        c.barrier();
        if (l < 2) {
            c.atomicAdd(ints, 2, ofGroup[l] << 8 * l);
        }
    }

    /** On all types, in arguments and in memory of a group, with what was there before. */
    @Test
    void atomicChanges() {
        int n = 128;
        int[] x = IntStream.range(0, n).map(i -> i * 37 % 101).toArray();
        int[] ints = new int[3 + n];
        long[] longs = new long[2];
        float[] floats = new float[1];
        double[] doubles = new double[1];
        try (Device.Use _ = Device.use("tornado:0")) {
            Kernel.of(TornadoVmEngineTest::changes).items(n).block(32).run(x, ints, longs, floats, doubles);
        }
        int odd = (int) Arrays.stream(x).filter(v -> (v & 1) == 1).count();
        assertThat(ints[0]).isEqualTo(100);
        assertThat(ints[1]).isEqualTo(n);
        assertThat(ints[2]).isEqualTo(n - odd + (odd << 8));
        assertThat(Arrays.copyOfRange(ints, 3, 3 + n))
                .containsExactly(IntStream.range(0, n).toArray());
        assertThat(longs)
                .containsExactly(Arrays.stream(x).mapToLong(v -> (long) v << 33).sum(), -100 * 5_000_000_000L);
        assertThat(floats).containsExactly(n / 2f);
        assertThat(doubles).containsExactly(1e302);
    }

    @Test
    void tooMuchMemorySaysWhichOption() {
        try (Device.Use _ = Device.use("tornado:0")) {
            long tooMany = VmDevice.granted() / Double.BYTES + 1;
            assertThatThrownBy(() -> Np.zeros(tooMany).eval())
                    .isInstanceOf(MemoryException.class)
                    .hasMessageContaining("-Dtornado.device.memory=");
        }
    }

    @Test
    void versions(@TempDir Path home) throws IOException {
        assertThat(Sdk.version(null)).isNull();
        assertThat(Sdk.version(home.toString())).isNull();
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/tornado.release"), "version=4.0.1-jdk21\ncommit=x\n");
        assertThat(Sdk.version(home.toString())).isEqualTo("4.0.1-jdk21");
    }

    @Test
    void whatIsMissingIsSaidWithItsRemedy() {
        assertThat(Sdk.unfit("x", List.of(), "5.2.0-jdk25")).isNull();
        assertThat(Sdk.unfit("x", List.of(), null)).isNull();
        assertThat(Sdk.unfit(null, List.of(), null))
                .isEqualTo(new Sdk.Devices(
                        List.of(),
                        "this Java machine was started without TornadoVM; start by scripts/tornado-arrays --engine tornadovm, or"
                                + " java with @$TORNADOVM_HOME/tornado-argfile and the options of"
                                + " tornado-arrays-tornadovm/java.args"));
        assertThat(Sdk.unfit("x", List.of("m/p", "m/q"), null))
                .satisfies(d -> assertThat(d.explain())
                        .startsWith("this Java machine was started without the exports that TornadoVM's compiler")
                        .endsWith(", here --add-exports m/p=ALL-UNNAMED --add-exports m/q=ALL-UNNAMED"));
        assertThat(Sdk.unfit("x", List.of(), "4.0.1-jdk21"))
                .satisfies(d -> assertThat(d.explain())
                        .isEqualTo(
                                "TORNADOVM_HOME is TornadoVM 4.0.1-jdk21, which this engine does not know; install a 5.x"
                                        + " for JDK 25, such as 5.2.0-jdk25, and set TORNADOVM_HOME to it"));
        assertThat(Sdk.found("5.2.0-jdk25", "OpenCL", List.of()).explain())
                .isEqualTo(
                        "TornadoVM 5.2.0-jdk25 found no device for its backends (OpenCL); install a driver for them, or"
                                + " an SDK with another backend");
    }

    /** The module's own list of exports is the one that scripts and tests start Java with. */
    @Test
    void theOptionsOfJavaAreTheExportsThatAreNeeded() throws IOException {
        assertThat(Files.readAllLines(Path.of("java.args")).stream()
                        .filter(l -> l.startsWith("--add-exports="))
                        .map(l -> l.replaceFirst("--add-exports=(.*)=ALL-UNNAMED", "$1")))
                .containsExactlyInAnyOrderElementsOf(Sdk.EXPORTS);
    }

    @Test
    void arraysOfTornadoVmAreThereWithoutACopy() {
        FloatArray own = FloatArray.fromElements(1, 2, 3);
        try (Device.Use _ = Device.use("cpu")) {
            NDArray x = Np.asarray(own);
            own.set(1, 20);
            assertThat(x.toString()).isEqualTo("[ 1. 20.  3.]");
            NDArray there = x.to("tornado:0").mul(2);
            FloatArray back = there.toNative(FloatArray.class);
            assertThat(back.getSize()).isEqualTo(3);
            assertThat(back.get(1)).isEqualTo(40);
        }
    }
}
