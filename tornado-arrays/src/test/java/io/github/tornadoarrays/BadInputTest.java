package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.ShapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user's mistake gives: one of our exceptions, a message that helps, and arrays as they were. */
class BadInputTest {
    private static Arguments bad(
            String what, Consumer<NDArray> action, Class<? extends ArrayException> type, String message) {
        return arguments(what, action, type, message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                bad(
                        "shapes that do not broadcast",
                        x -> x.add(array(1, 2, 3)),
                        ShapeException.class,
                        "add: shapes (2, 4) and (3,) do not broadcast; trailing extents must be equal or 1"),
                bad(
                        "an axis out of range",
                        x -> x.sum(3),
                        AxisException.class,
                        "sum: axis 3 is out of range for shape (2, 4); valid axes are -2..1"),
                bad(
                        "an axis named twice",
                        x -> x.mean(0, -2),
                        AxisException.class,
                        "mean: axis -2 is named twice in [0, -2]"),
                bad(
                        "an integer index out of range",
                        x -> x.get("5"),
                        IndexException.class,
                        "get: index 5 is out of range for axis 0 with size 2; valid are -2..1"),
                bad(
                        "an index array out of range",
                        x -> x.get(array(0, 1, -3)),
                        IndexException.class,
                        "get: index -3 is out of range for axis 0 with size 2; valid are -2..1"),
                bad(
                        "an index array out of range, in set",
                        x -> x.set(0, array(0, 7)),
                        IndexException.class,
                        "set: index 7 is out of range"),
                bad("a mask of another shape", x -> x.get(ones(3, 4).gt(0)), IndexException.class, "(3, 4)"),
                bad("too many indices", x -> x.get("0, 0, 0"), IndexException.class, "(2, 4)"),
                bad(
                        "a reshape to another size",
                        x -> x.reshape(3, 3),
                        ShapeException.class,
                        "reshape: cannot reshape 8 elements of shape (2, 4) to (3, 3)"),
                bad(
                        "two unknown extents",
                        x -> x.reshape(-1, -1),
                        ShapeException.class,
                        "only one extent can be inferred"),
                bad("a ragged array", x -> array(new double[][] {{1, 2}, {3}}), ShapeException.class, "[1]"),
                bad("a size that overflows", x -> zeros(1L << 40, 1L << 40), ShapeException.class, "overflows"),
                bad("a negative extent", x -> zeros(2, -1), ShapeException.class, "negative extent in shape (2, -1)"),
                bad(
                        "an unknown type",
                        x -> x.astype("float33"),
                        DTypeException.class,
                        "unknown type \"float33\"; known are bool"),
                bad("index text that does not parse", x -> x.get("0, :q"), IndexException.class, "\n  0, :q\n      ^"),
                bad("item of many", NDArray::item, ShapeException.class, "(2, 4)"),
                bad(
                        "writing into a broadcast view",
                        x -> x.broadcastTo(3, 2, 4).addi(1),
                        ArrayException.class,
                        "addi: "),
                bad("writing into a narrower type", x -> x.astype(int32).addi(0.5), DTypeException.class, "addi: "),
                bad("bits of floats", x -> x.and(x), DTypeException.class, "float64; it takes bool and integer types"),
                bad("a fold of nothing", x -> x.get(":0").max(), ShapeException.class, "max: no elements"),
                bad("a product of unfit matrices", x -> matmul(x, x), ShapeException.class, "matmul: "),
                bad("a number too large for the type", x -> x.astype(uint8).add(300), DTypeException.class, "300"),
                bad("an integer to a negative power", x -> x.astype(int64).pow(-1), ArrayException.class, "pow: "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake(String what, Consumer<NDArray> action, Class<? extends ArrayException> type, String message) {
        NDArray x = arange(8.0).reshape(2, 4);
        NDArray pending = x.mul(2);
        assertThatThrownBy(() -> action.accept(x)).isInstanceOf(type).hasMessageContaining(message);
        assertThat(x.ravel().toDoubleArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(pending.ravel().toDoubleArray()).containsExactly(0, 2, 4, 6, 8, 10, 12, 14);
    }

    @Test
    void truncatedAndForeignFiles(@TempDir Path dir) throws IOException {
        Path whole = dir.resolve("whole.npy");
        save(whole, arange(1000));
        Path part = dir.resolve("part.npy");
        Files.write(part, Arrays.copyOf(Files.readAllBytes(whole), 300));
        assertThatThrownBy(() -> load(part))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("8000");
        Path foreign = dir.resolve("foreign.npy");
        Files.writeString(foreign, "PK is not how a .npy file begins");
        assertThatThrownBy(() -> load(foreign))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("npy");
    }

    @Test
    void everyTypeNameIsUnderstood() {
        for (DType t : DType.values()) {
            assertThat(DType.of(t.toString())).isEqualTo(t);
        }
    }
}
