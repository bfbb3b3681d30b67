package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A kernel that traps; in a JVM of its own, which cannot use the card afterwards. */
class CudaFaultTest {
    @Test
    void theDeviceIsLostAndTheProcessorIsNot() throws IOException, InterruptedException {
        Assumptions.assumeFalse(CudaEngine.devices().isEmpty(), CudaEngine::whyNone);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CudaFaultTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains(
                        "cuda:0: ",
                        "CUDA_ERROR_ILLEGAL_ADDRESS (700",
                        "the device's context is lost until",
                        "and with it 1 arrays with")
                .contains("again: cuda:0: ", "and still: cuda:0: ")
                .contains("on the processor: 3.0");
    }

    /** Makes a kernel write where there is no memory. */
    public static void main(String[] args) {
        try (var _ = Device.use("cuda:0")) {
            NDArray x = Np.asarray(new float[] {1, 2});
            RawKernel.cuda("extern \"C\" __global__ void trap(float* x) { *(float*)8 = x[0]; }", "trap")
                    .run(1, 1, x);
            System.out.println(x);
        } catch (DeviceException e) {
            System.out.println(e.getMessage());
        }
        for (String what : new String[] {"again: ", "and still: "}) {
            try (var _ = Device.use("cuda:0")) {
                System.out.println(Np.ones(3).add(1));
            } catch (DeviceException e) {
                System.out.println(what + e.getMessage());
            }
        }
        try (var _ = Device.use("cpu")) {
            System.out.println(
                    "on the processor: " + Np.asarray(new float[] {1, 2}).sum());
        }
    }
}
