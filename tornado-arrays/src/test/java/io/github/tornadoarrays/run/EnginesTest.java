package io.github.tornadoarrays.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.EngineProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnginesTest {
    @Test
    void aProviderWhoseLibraryIsNotOnTheClassPathTakesNothingElseAway() {
        EngineProvider broken = new EngineProvider() {
            @Override
            public String name() {
                return "some";
            }

            @Override
            public List<? extends Engine> engines() {
                throw new NoClassDefFoundError("org/some/Api");
            }

            @Override
            public String explain() {
                return "";
            }
        };
        EngineProvider linked = Engines.linked(broken);
        assertThat(linked.name()).isEqualTo("some");
        assertThat(linked.engines()).isEmpty();
        assertThat(linked.explain()).contains("NoClassDefFoundError: org/some/Api", "class path");
    }
}
