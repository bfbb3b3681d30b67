package io.github.tornadoarrays.rng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final Draw DRAW = new Draw(0, 0);

    @Test
    void elementsAreTheWordsOfTheirBlock() {
        assertThat(DRAW.bits32(0)).isEqualTo(0x6627e8d5);
        assertThat(DRAW.bits32(3)).isEqualTo(0x9b00dbd8);
        assertThat(DRAW.bits64(0)).isEqualTo(0xe169c58d6627e8d5L);
        assertThat(DRAW.bits64(1)).isEqualTo(0x9b00dbd8bc57ac4cL);
        assertThat(DRAW.uniform64(0)).isEqualTo((0xe169c58d6627e8d5L >>> 11) * 0x1p-53);
        assertThat(DRAW.uniform32(0)).isEqualTo(0x6627e8 * 0x1p-24f);
    }

    @Test
    void uniformStaysBelowOne() {
        assertThat(Draw.uniform(-1)).isLessThan(1f).isEqualTo(Math.nextDown(1f));
        assertThat(Draw.uniform(-1L)).isLessThan(1.0).isEqualTo(Math.nextDown(1.0));
        assertThat(Draw.uniform(0)).isZero();
        assertThat(Draw.uniform(0L)).isZero();
    }

    @Test
    void scaleIsTheExactQuotient() {
        Random random = new Random(1);
        BigInteger two32 = BigInteger.ONE.shiftLeft(32);
        for (int k = 0; k < 20_000; k++) {
            long word = k % 7 == 0 ? -1 : random.nextLong();
            long high = k % 5 == 0 ? -1 : random.nextLong();
            long narrow = k % 3 == 0 ? 1L << 32 : (random.nextLong() >>> 32 + random.nextInt(31)) + 1;
            assertThat(Draw.scale(word, narrow))
                    .isEqualTo(unsigned(word)
                            .multiply(BigInteger.valueOf(narrow))
                            .shiftRight(64)
                            .longValue());
            long wide = random.nextLong() >>> random.nextInt(40);
            BigInteger range = wide == 0 ? two32.pow(2) : unsigned(wide);
            BigInteger exact = unsigned(high)
                    .shiftLeft(64)
                    .add(unsigned(word))
                    .multiply(range)
                    .shiftRight(128);
            assertThat(Draw.scale(word, high, wide)).isEqualTo(exact.longValue());
        }
        assertThat(Draw.scale(-1, -1, 0)).isEqualTo(-1);
        assertThat(Draw.scale(-1, -1, -1)).isEqualTo(-2);
    }

    @Test
    void boxMullerIsWithinAnUlpOrTwoOfTheFormula() {
        Random random = new Random(2);
        for (int k = 0; k < 200_000; k++) {
            long w = random.nextLong() >>> random.nextInt(64);
            long a = k % 2 == 0 ? w : ~w;
            double u = ((a | 1) >>> 11) * 0x1p-53;
            if (u > 1e-6 && u < 1 - 1e-6) {
                double radius = Math.sqrt(-2 * Math.log(u));
                assertThat(BoxMuller.radius(a)).isCloseTo(radius, within(radius * 1e-9));
            }
            double angle = 2 * Math.PI * 0x1p-64 * a;
            assertThat(BoxMuller.cos(a)).isCloseTo(Math.cos(angle), within(8e-16));
            assertThat(BoxMuller.sin(a)).isCloseTo(Math.sin(angle), within(8e-16));
            int b = (int) (a >>> 32);
            double u32 = ((b | 1) & 0xffffffffL) * 0x1p-32;
            double cut = Math.floor(Math.scalb(u32, 23 - Math.getExponent(u32)));
            double r32 = Math.sqrt(-2 * Math.log(Math.scalb(cut, Math.getExponent(u32) - 23)));
            assertThat((double) BoxMuller.radius(b)).isCloseTo(r32, within(r32 * 3e-7));
            double t32 = 2 * Math.PI * 0x1p-32 * b;
            assertThat((double) BoxMuller.cos(b)).isCloseTo(Math.cos(t32), within(3e-7));
            assertThat((double) BoxMuller.sin(b)).isCloseTo(Math.sin(t32), within(3e-7));
        }
    }

    @Test
    void theLongRadiusMeetsTheLogarithmOfItsCutUniform() {
        Random random = new Random(3);
        for (int k = 0; k < 200_000; k++) {
            long a = random.nextLong() >>> random.nextInt(64) | 1;
            int zeros = Long.numberOfLeadingZeros(a);
            double u = Math.scalb((double) ((a << zeros) >>> 11), -53 - zeros);
            double radius = Math.sqrt(-2 * (u > 0.5 ? Math.log1p(u - 1) : Math.log(u)));
            assertThat(BoxMuller.radius(a)).isCloseTo(radius, within(radius * 1e-15));
        }
    }

    @Test
    void theExtremesAreFinite() {
        assertThat(BoxMuller.radius(0L)).isCloseTo(9.419, within(0.001));
        assertThat(BoxMuller.radius(0)).isCloseTo(6.660f, within(0.001f));
        assertThat(BoxMuller.radius(-1L)).isCloseTo(Math.sqrt(0x1p-52), within(1e-22));
        assertThat(BoxMuller.radius(-1)).isCloseTo((float) Math.sqrt(0x1p-23), within(1e-10f));
        assertThat(BoxMuller.cos(0)).isEqualTo(1f);
        assertThat(BoxMuller.sin(1 << 30)).isCloseTo(1f, within(1e-6f));
        assertThat(BoxMuller.cos(Integer.MIN_VALUE)).isEqualTo(-1f);
        assertThat(BoxMuller.cos(Long.MIN_VALUE)).isEqualTo(-1.0);
        assertThat(BoxMuller.sin(3L << 62)).isCloseTo(-1.0, within(1e-15));
    }

    private static BigInteger unsigned(long x) {
        return new BigInteger(Long.toUnsignedString(x));
    }
}
