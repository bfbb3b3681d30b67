package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a user sees without the native jar; in a JVM of its own, because a loaded library stays loaded. */
class BlasAbsentTest {

    @Test
    void theReasonAndTheRemedyAreGivenAndJavaMultiplies() throws Exception {
        String path = folderOf(Blas.class) + File.pathSeparator + folderOf(Lonely.class);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        Lonely.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assumeFalse(output.startsWith("available"), "this system has an OpenBLAS of its own");
        assertThat(output.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "OpenBLAS: no library found (tried class path resource org/bytedeco/openblas/")
                                .endsWith(
                                        "; add the Maven artifact org.bytedeco:openblas with this platform's classifier"
                                                + " to the class path, or set TORNADO_ARRAYS_OPENBLAS to the path of a"
                                                + " CBLAS library"),
                        line -> assertThat(line)
                                .startsWith(
                                        "java.lang.UnsupportedOperationException: dgemm: OpenBLAS: no library found"),
                        line -> assertThat(line).isEqualTo("6.0"));
    }

    private static Path folderOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The program without the jar. */
    static final class Lonely {
        private Lonely() {}

        public static void main(String[] args) {
            System.out.println(Blas.available() ? "available" : Blas.whyNot());
            double[] c = new double[1];
            try {
                Blas.dgemm(false, false, 1, 1, 1, new double[] {2}, 0, 1, new double[] {3}, 0, 1, c, 0, 1);
            } catch (UnsupportedOperationException e) {
                System.out.println(e);
            }
            Gemm.multiply(false, false, 1, 1, 1, new double[] {2}, 0, 1, new double[] {3}, 0, 1, c, 0, 1);
            System.out.println(c[0]);
        }
    }
}
