package io.github.tornadoarrays.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {

    @TempDir
    Path temp;

    @Test
    void aMissingLibraryNamesWhatWasTriedAndTheRemedy() {
        Path file = temp.resolve("libnothing.so");
        assertThatThrownBy(() -> Library.open(
                        "Nothing",
                        "install nothing",
                        List.of(
                                new Source.Name("libnothing-at-all.so.7"),
                                new Source.File(file),
                                new Source.Resource("no/such", "libnothing.so", List.of()))))
                .isInstanceOf(LibraryException.class)
                .hasMessage("Nothing: no library found (tried libnothing-at-all.so.7, " + file + " (no such file),"
                        + " class path resource no/such/libnothing.so (not on the class path)); install nothing");
    }

    @Test
    void aFileThatIsNoLibraryIsPassedOver() throws Exception {
        Path file = Files.writeString(temp.resolve("libtext.so"), "not a library");
        assertThatThrownBy(() -> Library.open("Text", "install text", List.of(new Source.File(file))))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("libtext.so (")
                .hasMessageEndingWith("; install text");
    }

    @Test
    void theFirstSourceThatHasTheLibraryWins() throws Throwable {
        Library c = mathematics();
        double root = (double)
                c.bind("sqrt", FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE)).invokeExact(2.0);
        assertThat(root).isEqualTo(Math.sqrt(2));
        assertThat(c.origin()).isNotEqualTo("libnothing-at-all.so.7");
    }

    @Test
    void aMissingFunctionNamesTheLibrary() {
        Library c = mathematics();
        assertThat(c.has("sqrt")).isTrue();
        assertThat(c.has("no_such_function")).isFalse();
        assertThatThrownBy(() -> c.bind("no_such_function", FunctionDescriptor.ofVoid()))
                .isInstanceOf(LibraryException.class)
                .hasMessageStartingWith("no_such_function: not in C mathematics (")
                .hasMessageEndingWith("; the installed version may be too old, install a newer one");
    }

    @Test
    void aResourceInAJarIsUnpackedWithItsCompanionsAndOnceOnly() throws Exception {
        Path jar = temp.resolve("native.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("libone.so", "libtwo.so")) {
                zip.putNextEntry(new ZipEntry("some/where/" + name));
                zip.write((name + temp).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            Source.Resource resource =
                    new Source.Resource("some/where", "libone.so", List.of("libtwo.so", "libabsent.so"));
            Path file = Unpack.toFile(resource).orElseThrow().path();
            Path companion = file.resolveSibling("libtwo.so");
            assertThat(file).startsWith(CacheFolder.root()).hasContent("libone.so" + temp);
            assertThat(companion).hasContent("libtwo.so" + temp);

            Object written = Files.getLastModifiedTime(file);
            assertThat(Unpack.toFile(resource).orElseThrow().path()).isEqualTo(file);
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);

            Files.writeString(file, "cut off");
            Unpack.toFile(resource);
            assertThat(file).as("a damaged file is written again").hasContent("libone.so" + temp);
            Files.delete(file);
            Files.delete(companion);
            Files.delete(file.getParent());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aFileWrittenByManyIsNeverSeenHalf() throws Exception {
        byte[] content = new byte[1 << 20];
        Arrays.fill(content, (byte) 7);
        Path file = temp.resolve("deep").resolve("file.bin");
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> results = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        boolean whole = true;
                        for (int round = 0; round < 5; round++) {
                            CacheFolder.write(file, new ByteArrayInputStream(content));
                            whole &= Arrays.equals(Files.readAllBytes(file), content);
                        }
                        return whole;
                    }))
                    .toList();
            start.countDown();
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
        try (var left = Files.list(file.getParent())) {
            assertThat(left).as("no part files stay").containsExactly(file);
        }
    }

    @Test
    void aStatusThrowsWithFunctionNameAndSizes() {
        StatusCodes codes = new StatusCodes(code -> code == 2 ? "OUT_OF_MEMORY" : "UNKNOWN");
        codes.check(0, "cuMemAlloc");
        codes.check(0, "cuMemAlloc", () -> {
            throw new AssertionError("asked without a failure");
        });
        assertThatThrownBy(() -> codes.check(2, "cuMemAlloc", () -> "64 bytes asked"))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(2))
                .hasMessage("cuMemAlloc: OUT_OF_MEMORY (2); 64 bytes asked");
        assertThatThrownBy(() -> codes.check(9, "cuInit")).hasMessage("cuInit: UNKNOWN (9)");
    }

    @Test
    void aStructIsPaddedAsInC() {
        var struct = CStruct.of(
                JAVA_BYTE.withName("a"),
                JAVA_LONG.withName("b"),
                JAVA_SHORT.withName("c"),
                JAVA_INT.withName("d"),
                MemoryLayout.sequenceLayout(3, JAVA_BYTE).withName("e"));
        assertThat(List.of("a", "b", "c", "d", "e"))
                .extracting(field -> CStruct.offset(struct, field))
                .containsExactly(0L, 8L, 16L, 20L, 24L);
        assertThat(struct.byteSize()).isEqualTo(32);
        assertThat(CStruct.of(ADDRESS.withName("p"), JAVA_INT.withName("n")).byteSize())
                .isEqualTo(16);
    }

    private static Library mathematics() {
        return Library.open(
                "C mathematics",
                "this platform has no C library under a known name",
                List.of(
                        new Source.Name("libnothing-at-all.so.7"),
                        new Source.Name("libm.so.6"),
                        new Source.Name("libm.dylib"),
                        new Source.Name("ucrtbase")));
    }
}
