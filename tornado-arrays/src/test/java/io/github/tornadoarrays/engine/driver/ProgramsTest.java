package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.run.TestDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"opencl:0", "cuda:0"})
class ProgramsTest {
    @Parameter
    private String name;

    @TempDir
    private Path folder;

    private Driver driver;
    private String source;
    private String option;

    @BeforeEach
    void findDevice() {
        driver = TestDevices.named(name).started().driver();
        boolean cuda = name.startsWith("cuda");
        source = cuda
                ? "extern \"C\" __global__ void f(int* x) { x[threadIdx.x] = 1; }"
                : "kernel void f(global int* x) { x[get_global_id(0)] = 1; }";
        option = cuda ? "--fmad=false" : "-cl-kernel-arg-info";
    }

    @Test
    void aProgramIsCompiledOnceInAllProcesses() {
        Programs first = new Programs(driver, folder);
        assertThat(first.get("f", source, "")).isEqualTo(first.get("f", source, ""));
        assertThat(first.stats()).isEqualTo(new Programs.Stats(1, 0));
        Programs later = new Programs(driver, folder);
        later.get("f", source, "");
        assertThat(later.stats()).isEqualTo(new Programs.Stats(0, 1));
    }

    @Test
    void otherOptionsAndOtherTextsAreOtherPrograms() throws IOException {
        Programs programs = new Programs(driver, folder);
        programs.get("f", source, "");
        programs.get("f", source, option);
        programs.get("f", source + "\n", "");
        assertThat(programs.stats()).isEqualTo(new Programs.Stats(3, 0));
        assertThat(files()).hasSize(3).allMatch(f -> f.toString().endsWith(".bin"));
    }

    @Test
    void aBrokenFileIsMadeAgain() throws IOException {
        new Programs(driver, folder).get("f", source, "");
        Path file = files().getFirst();
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        for (byte[] bad : List.of(new byte[0], new byte[3], java.util.Arrays.copyOf(good, good.length / 2), flipped)) {
            Files.write(file, bad);
            Programs programs = new Programs(driver, folder);
            programs.get("f", source, "");
            assertThat(programs.stats()).isEqualTo(new Programs.Stats(1, 0));
            Programs later = new Programs(driver, folder);
            later.get("f", source, "");
            assertThat(later.stats()).isEqualTo(new Programs.Stats(0, 1));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenDoesNotMatter() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Programs programs = new Programs(driver, file.resolve("below"));
        assertThat(programs.get("f", source, "")).isNotZero();
    }

    @Test
    void optionsTheCompilerDoesNotKnowAreRefused() {
        assertThatThrownBy(() -> new Programs(driver, folder).get("f", source, "-cl-no-such-option"))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("-cl-no-such-option");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
