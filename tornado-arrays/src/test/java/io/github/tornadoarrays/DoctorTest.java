package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.run.Survey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DoctorTest {

    @Test
    void namesEveryEngineAndTheOneInUse() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Doctor.report(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("yes  cpu", "yes  reference", "opencl", "cuda", "tornadovm", "OpenBLAS")
                .contains("Java ", "processors", "heap")
                .containsPattern("Arrays run on: (cpu|reference|(opencl|cuda):\\d+): ");
    }

    @Test
    void whatCannotBeUsedHasAReason() {
        assertThat(Survey.engines())
                .filteredOn(f -> !f.usable())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.what()).isNotBlank());
        assertThat(Survey.engines())
                .filteredOn(Survey.Finding::usable)
                .extracting(Survey.Finding::name)
                .contains("cpu");
    }
}
