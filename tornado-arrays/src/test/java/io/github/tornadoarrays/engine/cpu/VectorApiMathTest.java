package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests of {@link TileMathTest} in a JVM that has the Vector API, as this one by default has not. */
class VectorApiMathTest {
    private static final String MODULE = "jdk.incubator.vector";

    @Test
    void tileMathIsAsExactWithTheVectorApi() throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the Vector API is only used on x86-64");
        assumeTrue(ModuleFinder.ofSystem().find(MODULE).isPresent(), "this JDK has no " + MODULE);
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        MODULE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        VectorApiMathTest.class.getName()))
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as(said).isZero();
        assertThat(said).contains("all as exact");
    }

    public static void main(String[] args) {
        TileMathTest test = new TileMathTest();
        each(TileMathTest.unary(), test::doublesAreWithinTwoUlpsOfStrictMath);
        each(TileMathTest.unary(), test::floatsAreWithinTwoUlpsOfStrictMath);
        each(TileMathTest.binary(), test::doublePairsAreWithinTwoUlpsOfStrictMath);
        each(TileMathTest.binary(), test::floatPairsAreWithinTwoUlpsOfStrictMath);
        test.logaddexpIsNearTheScalarOne();
        test.logarithmsOfPowersOfTheirBaseAreExact();
        test.anElementDoesNotDependOnItsNeighbours();
        test.elementsPastTheEndAreLeftAlone();
        System.out.println("all as exact");
    }

    private static <T> void each(Stream<T> cases, Consumer<T> test) {
        cases.forEach(test);
    }
}
