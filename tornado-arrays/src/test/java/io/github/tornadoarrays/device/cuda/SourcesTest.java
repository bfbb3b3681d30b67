package io.github.tornadoarrays.device.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** NVIDIA's compiler takes each file with all constants that it may be asked for with, and nothing spills. This needs no card. */
class SourcesTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void compilerIsThere() {
        Assumptions.assumeTrue(Nvcc.run(List.of("nvcc", "--version")).status() == 0, "there is no nvcc on the PATH");
    }

    /** A program. */
    record Source(String file, String constants) {
        @Override
        public String toString() {
            return file
                    + constants.replaceAll("\\s*\n(#define|typedef)?\\s*", ", ").replaceAll("#define|typedef", "");
        }
    }

    static List<Source> sources() {
        List<Source> all = new ArrayList<>();
        all.add(new Source("memory", ""));
        for (DType type : Scan.types()) {
            for (FoldOp op : List.of(FoldOp.SUM, FoldOp.PROD, FoldOp.MAX, FoldOp.MIN)) {
                Scan.all(type, op).forEach(s -> all.add(new Source("scan", s.constants(type, op))));
            }
        }
        Stream.of(1, 2, 4, 8, 16).forEach(size -> all.add(new Source("select", Select.constants(size))));
        for (DType type : List.of(DType.UINT8, DType.INT16, DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64)) {
            all.add(new Source("select", Select.constants(type, Op.GT)));
        }
        all.add(new Source("histogram", Histogram.constants(DType.INT32, false)));
        all.add(new Source("histogram", Histogram.constants(DType.INT64, false)));
        all.add(new Source("histogram", Histogram.constants(DType.INT64, true)));
        for (DType type : List.of(DType.INT8, DType.UINT16, DType.INT32, DType.INT64)) {
            all.add(new Source("extremes", Extremes.constants(type)));
        }
        for (DType type : List.of(DType.COMPLEX64, DType.COMPLEX128)) {
            all.add(new Source("fourier", CudaTransforms.constants(type)));
        }
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
            all.add(new Source("philox", Draws.constants(type, false)));
            all.add(new Source("philox", Draws.constants(type, true)));
        }
        for (DType type : List.of(DType.INT8, DType.INT16, DType.INT32, DType.INT64)) {
            all.add(new Source("philox", Draws.constants(type, 2)));
        }
        all.add(new Source("philox", Draws.constants(DType.INT64, 0)));
        // a type of each size, and integers beside floating-point numbers
        for (DType type : List.of(DType.INT8, DType.FLOAT16, DType.INT32, DType.FLOAT32, DType.FLOAT64)) {
            for (boolean indices : new boolean[] {false, true}) {
                for (RadixSort s : RadixSort.rows(type, indices)) {
                    all.add(new Source("radix_sort", s.constants(type, indices, true, false)));
                }
                for (boolean wide : new boolean[] {false, true}) {
                    RadixSort passes = RadixSort.passes(type, indices);
                    all.add(new Source("radix_sort", passes.constants(type, indices, false, wide)));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void compiles(Source source) throws IOException {
        Path file = folder.resolve("kernel.cu");
        Files.writeString(file, Sources.text(source.file, source.constants));
        Nvcc.Result result = Nvcc.run(List.of(
                "nvcc",
                "-arch=sm_90",
                "-std=c++17",
                "-cubin",
                "-Xptxas",
                "-v",
                "-o",
                folder.resolve("kernel.cubin").toString(),
                file.toString()));
        assertThat(result.status()).as(result.said()).isZero();
        assertThat(result.said()).doesNotContainPattern("[1-9]\\d* bytes spill").doesNotContain("warning");
    }

    /** The compiler as a program. */
    private static final class Nvcc {
        /** How it ended, and what it said. */
        record Result(int status, String said) {}

        static Result run(List<String> command) {
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Result(process.waitFor(), said);
            } catch (IOException e) {
                return new Result(-1, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
