package io.github.tornadoarrays.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArrayBenchTest {
    private static final Rows ROWS = new Rows(Scale.CPU);

    private static List<Row> rows() {
        return Stream.concat(ROWS.operations().stream(), ROWS.functions().stream())
                .toList();
    }

    private static Row row(String name) {
        return rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    private static Peer.Result doubles(double... x) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * x.length).order(ByteOrder.nativeOrder());
        for (int i = 0; i < x.length; i++) {
            bytes.putDouble(8 * i, x[i]);
        }
        return new Peer.Result("float64", new long[] {x.length}, bytes);
    }

    @Test
    void numPyHasTheSameRowsAndInputs() throws IOException {
        try (Peer numpy = Peer.start("array_bench.py", "numpy", Scale.CPU.n())) {
            Set<String> ours = rows().stream().map(Row::name).collect(Collectors.toCollection(TreeSet::new));
            if (!numpy.rows().contains("gaussian_filter f32")) {
                // NumPy is here without SciPy
                SciPyRows.ofCpu(Scale.CPU).forEach(r -> ours.remove(r.name()));
            }
            assertThat(numpy.rows()).isEqualTo(ours);
            for (String name : List.of("small a+b", "bincount")) {
                Row row = row(name);
                numpy.open(row.name(), row.inputs());
                assertThat(row.check().difference(row.call(row.make()), numpy.result()))
                        .isEmpty();
                assertThat(numpy.time(0, 3)).hasSize(1).doesNotContain(0);
            }
        } catch (Peer.Missing e) {
            abort(e.getMessage());
        }
    }

    @Test
    void everyWrongElementIsFound() {
        NDArray ours = Np.array(1.0, Double.NaN, 3.0);
        Check close = new Check.Close(1e-6, 0);
        assertThat(close.difference(ours, doubles(1 + 1e-7, Double.NaN, 3))).isEmpty();
        assertThat(close.difference(ours, doubles(1, Double.NaN, 3.1)))
                .isEqualTo("1 of 3 elements differ, most of all element 2: 3.0, the peer's 3.1");
        assertThat(close.difference(ours, doubles(1, 2, 3))).startsWith("1 of 3 elements differ");
        assertThat(close.difference(ours, doubles(1))).isEqualTo("shape [3], the peer's [1]");
    }

    @Test
    void numbersOfAnotherDistributionAreFound() {
        Check normal = new Check.Moments(0, 1);
        assertThat(normal.difference(Np.array(-1.0, 1.0), doubles(-1, 1))).isEmpty();
        assertThat(normal.difference(Np.array(9.0, 9.0), doubles(-1, 1))).startsWith("ours: mean 9.0");
        assertThat(normal.difference(Np.array(-1.0, 1.0), doubles(9, 9))).startsWith("the peer's: mean 9.0");
    }

    @Test
    void aLineKnowsItsBar() {
        Row row = row("small sqrt(a*a+b*b)");
        assertThat(new Line(row, 0.001, 0.002, 0, "").isMet()).isTrue();
        assertThat(new Line(row, 0.0016, 0.002, 0, "").isMet()).isFalse();
        assertThat(new Line(row, 0.001, 0.0009, 0, "").verdict()).isEqualTo("below 1.00, 0.00150 ms");
        assertThat(new Line(row, 0.001, Double.NaN, 0, "").isMet()).isTrue();
        Line fast = new Line(row, 1, 8, 0, "");
        Line slow = new Line(row, 1, 2, 0, "");
        assertThat(Report.mean(List.of(fast, slow))).isEqualTo(4, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(Report.json("numpy", List.of(fast)))
                .contains("{\"name\": \"small sqrt(a*a+b*b)\", \"ms\": 1.00000, \"peer\": \"numpy\"");
    }
}
