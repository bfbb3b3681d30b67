package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    private static final String SOURCE = "kernel void f(global int* x) { x[get_global_id(0)] = 1; }";

    @TempDir
    private Path folder;

    private Driver driver;

    @BeforeEach
    void findDevice() {
        Assumptions.assumeFalse(OpenClEngine.devices().isEmpty(), OpenClEngine::whyNone);
        driver = OpenClEngine.devices().getFirst().started().driver();
    }

    @Test
    void aProgramIsCompiledOnceInAllProcesses() {
        Programs first = new Programs(driver, folder);
        assertThat(first.get("f", SOURCE, "")).isEqualTo(first.get("f", SOURCE, ""));
        assertThat(first.stats()).isEqualTo(new Programs.Stats(1, 0));
        Programs later = new Programs(driver, folder);
        later.get("f", SOURCE, "");
        assertThat(later.stats()).isEqualTo(new Programs.Stats(0, 1));
    }

    @Test
    void otherOptionsAndOtherTextsAreOtherPrograms() throws IOException {
        Programs programs = new Programs(driver, folder);
        programs.get("f", SOURCE, "");
        programs.get("f", SOURCE, "-cl-kernel-arg-info");
        programs.get("f", SOURCE + "\n", "");
        assertThat(programs.stats()).isEqualTo(new Programs.Stats(3, 0));
        assertThat(files()).hasSize(3).allMatch(f -> f.toString().endsWith(".bin"));
    }

    @Test
    void aBrokenFileIsMadeAgain() throws IOException {
        new Programs(driver, folder).get("f", SOURCE, "");
        Path file = files().getFirst();
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        for (byte[] bad : List.of(new byte[0], new byte[3], java.util.Arrays.copyOf(good, good.length / 2), flipped)) {
            Files.write(file, bad);
            Programs programs = new Programs(driver, folder);
            programs.get("f", SOURCE, "");
            assertThat(programs.stats()).isEqualTo(new Programs.Stats(1, 0));
            Programs later = new Programs(driver, folder);
            later.get("f", SOURCE, "");
            assertThat(later.stats()).isEqualTo(new Programs.Stats(0, 1));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenDoesNotMatter() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Programs programs = new Programs(driver, file.resolve("below"));
        assertThat(programs.get("f", SOURCE, "")).isNotZero();
    }

    @Test
    void optionsTheCompilerDoesNotKnowAreRefused() {
        assertThatThrownBy(() -> new Programs(driver, folder).get("f", SOURCE, "-cl-no-such-option"))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("-cl-no-such-option");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
