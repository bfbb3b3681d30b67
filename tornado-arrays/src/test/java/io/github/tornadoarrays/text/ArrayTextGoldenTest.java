package io.github.tornadoarrays.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Every case of scripts/golden/print_golden.py, character for character. */
class ArrayTextGoldenTest {

    @Test
    void printsWhatNumPyPrints() throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonNode cases;
        try (InputStream in = getClass().getResourceAsStream("/print/print-golden.json.gz")) {
            cases = new ObjectMapper().readTree(new GZIPInputStream(in)).get("cases");
        }
        for (JsonNode c : cases) {
            HostBuffer data = data(c);
            Layout layout = Layout.contiguous(shape(c));
            PrintOptions options = options(c.get("options"));
            compare(c, "str", ArrayText.format(data, layout, options), wrong);
            compare(c, "repr", ArrayText.repr(data, layout, options), wrong);
        }
        assertThat(cases.size()).isGreaterThan(1000);
        assertThat(wrong).isEmpty();
    }

    private static void compare(JsonNode c, String form, String text, List<String> wrong) {
        String expected = c.get(form).asText();
        if (!text.equals(expected)) {
            wrong.add(form + " of " + c.get("dtype") + c.get("shape") + c.get("options") + " is\n" + text + "\nnot\n"
                    + expected + "\n");
        }
    }

    private static long[] shape(JsonNode c) {
        long[] shape = new long[c.get("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = c.get("shape").get(i).asLong();
        }
        return shape;
    }

    private static HostBuffer data(JsonNode c) throws IOException {
        HostBuffer data = HostBuffer.allocate(DType.of(c.get("dtype").asText()), Shape.size(shape(c)));
        data.segment().copyFrom(MemorySegment.ofArray(c.get("data").binaryValue()));
        return data;
    }

    private static PrintOptions options(JsonNode o) {
        PrintOptions d = PrintOptions.DEFAULT;
        return new PrintOptions(
                o.path("precision").asInt(d.precision()),
                o.path("threshold").asLong(d.threshold()),
                o.path("edgeitems").asInt(d.edgeItems()),
                o.path("linewidth").asInt(d.lineWidth()),
                o.path("suppress").asBoolean(d.suppress()),
                o.path("nanstr").asText(d.nanText()),
                o.path("infstr").asText(d.infText()),
                o.path("sign").asText("-").charAt(0),
                PrintOptions.FloatMode.valueOf(
                        o.path("floatmode").asText("maxprec").toUpperCase(Locale.ROOT)),
                null);
    }
}
