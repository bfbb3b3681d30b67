package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents that tests write. */
final class Documents {
    private Documents() {}

    /** That a document of {@code docs} has a text; where a system property is true, it is written anew. */
    static void check(String name, String text, String update) throws IOException {
        Path document = Path.of("..", "docs", name);
        if (Boolean.getBoolean(update)) {
            Files.writeString(document, text);
        }
        assertThat(Files.readString(document))
                .as("docs/" + name + "; -D" + update + "=true writes it anew")
                .isEqualTo(text);
    }
}
