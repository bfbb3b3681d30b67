package io.github.tornadoarrays.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.tornadoarrays.ffi.Library;
import io.github.tornadoarrays.ffi.LibraryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where a library of the toolkit is missing, or is another one than it should be. */
class ToolkitTest {
    /** In a JVM of its own, which finds the toolkit where its environment says. */
    private static String opened(Path home) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ToolkitTest.class.getName());
        java.environment().put("CUDA_HOME", home.toString());
        // the JVM says that it has picked them up
        java.environment().remove("JDK_JAVA_OPTIONS");
        Process process = java.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    public static void main(String[] args) {
        try {
            Nvrtc.open(13000);
            System.out.println("opened");
        } catch (LibraryException e) {
            System.out.println(e.getMessage());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLibraryOfAnotherVersionIsNamed(@TempDir Path home) throws IOException, InterruptedException {
        Path other = Path.of(System.getProperty("java.home"), "lib", "libjimage.so");
        Path fake = Files.createDirectories(home.resolve("lib64")).resolve("libnvrtc.so.13");
        Files.copy(other, fake);
        assertThat(opened(home))
                .contains(": not in NVRTC (" + fake, "the installed version may be too old, install a newer one");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatIsNoLibraryIsPassedOver(@TempDir Path home) throws IOException, InterruptedException {
        Path broken = Files.createDirectories(home.resolve("lib64")).resolve("libnvrtc.so.13");
        Files.writeString(broken, "nothing");
        assertThat(opened(home))
                .satisfiesAnyOf(
                        said -> assertThat(said).startsWith("opened"),
                        said -> assertThat(said)
                                .contains(
                                        "NVRTC: no library found (tried " + broken,
                                        "libnvrtc.so.12",
                                        "apt-get install cuda-nvrtc-13-0"));
    }

    @Test
    void aMissingLibraryIsSaidWithThePackageThatBringsIt() {
        try {
            Library found = Toolkit.nvrtc(13000);
            abort("NVRTC is here: " + found.origin());
        } catch (LibraryException e) {
            assertThat(e)
                    .hasMessageContaining("NVRTC: no library found (tried")
                    .hasMessageContaining("cuda-nvrtc-13-0");
        }
    }

    @ParameterizedTest
    @CsvSource({"11080, 11-8", "12040, 12-4", "12090, 12-9", "13000, 13-0", "13010, 13-0"})
    void theRemedyIsOfTheDriversVersion(int driver, String version) {
        assertThat(Toolkit.remedy(driver, "cuFFT", "libcufft"))
                .contains("install cuFFT of CUDA " + version.replace('-', '.') + ": sudo apt-get install libcufft-"
                        + version);
    }
}
