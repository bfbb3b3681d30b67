package io.github.tornadoarrays.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's Java runs, and prints what its comments say. */
class ReadmeTest {
    private static final String IMPORTS = """
            import static io.github.tornadoarrays.Np.*;
            import io.github.tornadoarrays.*;
            import io.github.tornadoarrays.text.TextFormat;
            import io.github.tornadoarrays.kernel.*;
            import io.github.tornadoarrays.ndimage.*;
            import io.github.tornadoarrays.signal.*;
            import io.github.tornadoarrays.sparse.*;
            import io.github.tornadoarrays.spatial.*;
            import io.github.tornadoarrays.stats.*;
            import java.nio.file.Path;
            """;

    /** What the cheat sheet's names stand for. */
    private static final String NAMES = """
            NDArray x = Np.random.random(4, 4), y = Np.random.random(4, 4), a = eye(4), b = ones(4, 4);
            NDArray v = array(1., 2, 3, 4), m = x.gt(0.5), i = array(0, 2);
            """;

    /** Printing at the start of a line, and the output in a comment at its end. */
    private static final Pattern PRINTS = Pattern.compile("^System\\.out\\.println\\(.*\\); +// (.*)$");

    @TempDir
    Path folder;

    static Stream<String> blocks() throws IOException {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(readme())
                .results()
                .map(m -> m.group(1));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void blockPrintsWhatItsCommentsSay(String block) throws Exception {
        String output = run("", block.replaceAll("(?m)^import .*\n", ""));
        List<String> expected = block.lines()
                .map(PRINTS::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .toList();
        if (expected.isEmpty()) {
            assertThat(output).isNotBlank();
        } else {
            assertThat(output.lines()).containsExactlyElementsOf(expected);
        }
    }

    /** Each piece of code by itself: some write to the arrays. */
    @Test
    void cheatSheetRuns() throws Exception {
        List<String> pieces = new ArrayList<>();
        readme().lines()
                .dropWhile(line -> !line.equals("| NumPy | Np |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("(?<!\\\\)\\|")[2])
                .forEach(cell ->
                        Pattern.compile("`(.*?)`").matcher(cell).results().forEach(m -> pieces.add(m.group(1))));
        assertThat(pieces).hasSizeGreaterThan(40);
        String code = pieces.stream()
                .map(piece ->
                        "{ " + NAMES.replace("\n", " ") + use(piece.replace("\"x.", "\"" + folder + "/x.")) + " }\n")
                .collect(Collectors.joining());
        String output = run("static void use(Object o) { String.valueOf(o); }", code);
        assertThat(output.lines()).hasSize(4); // println(x)
    }

    private static String use(String piece) {
        return piece.startsWith("save") || piece.startsWith("System.out") ? piece + ";" : "use(" + piece + ");";
    }

    /** Compiles statements and runs them; what they print. */
    private String run(String members, String statements) throws Exception {
        String source = IMPORTS + "public class Snippet { " + members
                + " public static void main(String[] args) throws Exception {\n" + statements + "}}\n";
        Path file = Files.writeString(folder.resolve("Snippet.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-Xlint:all", "-Werror", "-d", folder.toString());
        boolean compiled = compiler.getTask(messages, null, null, options, null, files(compiler, file))
                .call();
        assertThat(compiled).as("%s%n%s", messages, source).isTrue();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method main = loader.loadClass("Snippet").getMethod("main", String[].class);
            return Output.of(() -> main.invoke(null, (Object) new String[0]));
        }
    }

    private static Iterable<? extends javax.tools.JavaFileObject> files(JavaCompiler compiler, Path file) {
        return compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file);
    }

    private static String readme() throws IOException {
        Path here = Path.of("README.md");
        return Files.readString(Files.exists(here) ? here : Path.of("..", "README.md"));
    }
}
