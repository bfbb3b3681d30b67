package io.github.tornadoarrays.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our files read and written again by the NumPy that is installed, if one is. */
class NumPyRoundTripTest {
    @TempDir
    Path dir;

    @BeforeAll
    static void findNumPy() throws InterruptedException {
        String version;
        try {
            version = python("import numpy; print('numpy', numpy.__version__)");
        } catch (IOException e) {
            version = e.getMessage();
        }
        assumeThat(version).as("python3 with NumPy").startsWith("numpy ");
    }

    private static String python(String code, Object... arguments) throws IOException, InterruptedException {
        String[] command = new String[3 + arguments.length];
        command[0] = "python3";
        command[1] = "-c";
        command[2] = code;
        for (int i = 0; i < arguments.length; i++) {
            command[3 + i] = arguments[i].toString();
        }
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        p.waitFor();
        return out.strip();
    }

    @Test
    void everyTypeThereAndBack() throws IOException, InterruptedException {
        Map<String, HostArray> arrays = new LinkedHashMap<>();
        for (DType t : DType.values()) {
            arrays.put(t.toString(), NpyTest.ramp(t));
        }
        for (boolean compressed : new boolean[] {false, true}) {
            Path ours = dir.resolve("ours.npz");
            Path theirs = dir.resolve("theirs.npz");
            if (compressed) {
                Npz.writeCompressed(ours, arrays);
            } else {
                Npz.write(ours, arrays);
            }
            String said = python("""
                    import sys, numpy as np
                    z = np.load(sys.argv[1])
                    print(",".join(f"{n}:{z[n].dtype.name}{list(z[n].shape)}" for n in z.files))
                    np.savez(sys.argv[2], **{n: z[n] for n in z.files})
                    """, ours, theirs);
            assertThat(said.split(",(?! )"))
                    .hasSize(DType.values().length)
                    .contains("float16:float16[2, 3]", "uint64:uint64[2, 3]", "complex128:complex128[2, 3]")
                    .contains("bfloat16:void16[2, 3]");
            try (Npz npz = Npz.open(theirs)) {
                for (DType t : DType.values()) {
                    HostArray back = npz.get(t.toString(), t);
                    assertThat(back.data()
                                    .segment()
                                    .mismatch(NpyTest.ramp(t).data().segment()))
                            .as(t.toString())
                            .isEqualTo(-1);
                }
            }
        }
    }
}
