package io.github.tornadoarrays;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data flows one way: which package may import which. */
class ArchitectureTest {
    private static final String ROOT = "io.github.tornadoarrays";

    /** Package → what it may import, both below {@link #ROOT}; a capitalised last part names one class with its members. */
    private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

    static {
        MAY_IMPORT.put("core", List.of());
        MAY_IMPORT.put("kernel", List.of("core"));
        MAY_IMPORT.put("rng", List.of("core"));
        MAY_IMPORT.put("fourier", List.of());
        MAY_IMPORT.put("special", List.of());
        MAY_IMPORT.put("ir", List.of("core"));
        MAY_IMPORT.put("graph", List.of("core", "ir.Op", "ir.FoldOp", "ir.Function"));
        MAY_IMPORT.put("fuse", List.of("graph", "ir", "core"));
        MAY_IMPORT.put("lift", List.of("ir", "core", "kernel"));
        MAY_IMPORT.put("device", List.of("lift", "engine", "kernel", "rng", "fourier", "ir", "core"));
        MAY_IMPORT.put("device.cuda", List.of("engine", "engine.driver", "rng", "ir", "core"));
        MAY_IMPORT.put("opt", List.of("ir", "core"));
        MAY_IMPORT.put("emit", List.of("ir", "core"));
        MAY_IMPORT.put("emit.c", List.of("emit", "ir", "core"));
        MAY_IMPORT.put("emit.jvm", List.of("emit", "ir", "core"));
        MAY_IMPORT.put("ffi", List.of());
        MAY_IMPORT.put("cuda", List.of("ffi", "core"));
        MAY_IMPORT.put("engine", List.of("ir", "core"));
        MAY_IMPORT.put("engine.driver", List.of("engine", "opt", "emit.c", "ffi", "ir", "core"));
        for (String engine : List.of("reference", "cpu", "opencl", "cuda")) {
            MAY_IMPORT.put(
                    "engine." + engine,
                    List.of(
                            "engine",
                            "engine.driver",
                            "cuda",
                            "opt",
                            "emit",
                            "emit.c",
                            "emit.jvm",
                            "ffi",
                            "rng",
                            "fourier",
                            "ir",
                            "core"));
        }
        MAY_IMPORT.put(
                "run",
                List.of(
                        "core",
                        "kernel",
                        "ir",
                        "rng",
                        "graph",
                        "fuse",
                        "lift",
                        "opt",
                        "emit",
                        "emit.c",
                        "emit.jvm",
                        "ffi",
                        "engine",
                        "engine.reference",
                        "engine.cpu",
                        "engine.driver",
                        "engine.opencl",
                        "engine.cuda",
                        "device",
                        "device.cuda"));
        MAY_IMPORT.put("text", List.of("core"));
        MAY_IMPORT.put("io", List.of("core"));
        // SciPy's packages stand on what users have
        for (String name : List.of("ndimage", "sparse", "spatial", "stats")) {
            MAY_IMPORT.put(name, List.of("scipy", "", "kernel", "core"));
        }
        MAY_IMPORT.put("signal", List.of("ndimage", "scipy", "", "kernel", "core"));
        MAY_IMPORT.put("scipy", List.of("", "core"));
        MAY_IMPORT.put(
                "",
                List.of(
                        "run",
                        "graph",
                        "kernel",
                        "engine.Engine",
                        "engine.Library",
                        "engine.LinearAlgebra",
                        "engine.Transforms",
                        "core",
                        "ir.Op",
                        "ir.FoldOp",
                        "io",
                        "text",
                        "special",
                        "rng"));
    }

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Iterable<String> packages() {
        return MAY_IMPORT.keySet();
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("packages")
    void importsOnlyWhatTheLayoutAllows(String name) {
        List<String> allowed = MAY_IMPORT.get(name);
        classes()
                .that(describe(
                        "are in " + qualified(name), c -> c.getPackageName().equals(qualified(name))))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are outside the library, in the same package, or in " + allowed,
                        c -> mayUse(name, allowed, c.getBaseComponentType())))
                .allowEmptyShould(true)
                .check(LIBRARY);
    }

    @Test
    void everyPackageHasItsRow() {
        assertThat(LIBRARY.stream().map(JavaClass::getPackageName).distinct())
                .allSatisfy(name -> assertThat(MAY_IMPORT.keySet().stream().map(ArchitectureTest::qualified))
                        .contains(name));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(LIBRARY);
    }

    private static boolean mayUse(String from, List<String> allowed, JavaClass target) {
        String packageName = target.getPackageName();
        boolean inLibrary = packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
        return !inLibrary
                || packageName.equals(qualified(from))
                || allowed.stream()
                        .anyMatch(a -> isClass(a) ? isOrIsInside(target, a) : packageName.equals(qualified(a)));
    }

    private static boolean isClass(String name) {
        return !name.isEmpty() && Character.isUpperCase(name.charAt(name.lastIndexOf('.') + 1));
    }

    private static boolean isOrIsInside(JavaClass target, String name) {
        String full = target.getName();
        return full.equals(qualified(name)) || full.startsWith(qualified(name) + "$");
    }

    private static String qualified(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }
}
