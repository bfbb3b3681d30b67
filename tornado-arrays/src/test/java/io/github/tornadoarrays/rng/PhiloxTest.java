package io.github.tornadoarrays.rng;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhiloxTest {
    /** The known answers that come with the paper's code. */
    @Test
    void givesTheKnownAnswers() {
        assertThat(block(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(block(-1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(block(0x299f31d0a4093822L, 0x85a308d3243f6a88L, 0x0370734413198a2eL))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void neighbouringSeedsGiveDistinctKeys() {
        Set<Long> keys = new HashSet<>();
        for (long seed = -1000; seed < 1000; seed++) {
            keys.add(Philox.key(seed));
        }
        assertThat(keys).hasSize(2000);
    }

    /** The first outputs of SplitMix64 from state 0 and from its increment. */
    @Test
    void keysAreSplitMix64() {
        assertThat(Philox.key(0)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(Philox.key(0x9E3779B97F4A7C15L)).isEqualTo(0x6E789E6AA1B965F4L);
    }

    private static int[] block(long key, long counter, long draw) {
        int[] out = new int[4];
        Philox.block(key, counter, draw, out);
        return out;
    }
}
