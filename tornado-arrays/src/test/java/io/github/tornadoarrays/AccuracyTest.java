package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The bounds that golden tests apply are those of {@code docs/accuracy.md}, and each is of a function that has cases. */
class AccuracyTest {
    @Test
    void theDocumentIsUpToDate() throws IOException {
        Documents.check("accuracy.md", document(), "accuracy.update");
    }

    @Test
    void boundsAreOfFunctionsThatHaveCases() {
        Set<String> known = GoldenRecord.read().cases().keySet();
        Set<String> idle = new TreeSet<>();
        Accuracy.table().stream().flatMap(l -> l.functions().stream()).forEach(f -> {
            String name = f.replace(":singular", "");
            boolean met = name.endsWith(".*")
                    ? known.stream().anyMatch(k -> k.startsWith(name.substring(0, name.length() - 1)))
                    : known.contains(name);
            if (!met) {
                idle.add(f);
            }
        });
        assertThat(idle).isEmpty();
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # How accurate functions are

                Written by `AccuracyTest` (`-Daccuracy.update=true`) from the table that the golden tests apply, on every engine: results differ from NumPy's
                and SciPy's by no more. Functions that are not here give the same bits.

                A unit is one in the last place of the result, in its type; for complex results, of their magnitude. "Of the largest" is a unit of the largest
                result of a call, "of 1 at least" one of the result or of 1, what is larger. "Relative" errors are those of float64, of the result or of the largest
                part of the sum that it is what is left of; float32 results are rounded from those. 0 and -0 are told apart but where "any zero" is said.
                A matrix is judged by what its decomposition is defined by, such as the product of the factors.

                Products, sums, means and whatever else is made of many elements may differ in the last places with the order of additions, which depends on the
                engine, the device, and what else an expression is fused with.
                """);
        for (Accuracy.Line l : Accuracy.table()) {
            if (l.functions().isEmpty()) {
                text.append("\n## %s\n\n| functions | of real results | of complex ones |\n|---|---|---|\n"
                        .formatted(heading(l.heading())));
                continue;
            }
            text.append("| ");
            text.append(String.join(
                    ", ", l.functions().stream().map(AccuracyTest::name).toList()));
            text.append(" | ")
                    .append(words(l.real()))
                    .append(" | ")
                    .append(l.complex().equals(l.real()) ? "" : words(l.complex()));
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String heading(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String name(String function) {
        return function.endsWith(".*")
                ? "others of `" + function.substring(0, function.length() - 2) + "`"
                : function.endsWith(":singular")
                        ? "`" + function.replace(":singular", "") + "` by singular values"
                        : "`" + function + "`";
    }

    private static String words(String bound) {
        return bound.replace(" any zero", ", any zero")
                .replace(" of largest", " of the largest")
                .replace(" of at least 1", " of 1 at least")
                .replace("shape", "anything");
    }
}
