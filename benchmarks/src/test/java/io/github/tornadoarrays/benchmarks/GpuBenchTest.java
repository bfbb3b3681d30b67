package io.github.tornadoarrays.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GpuBenchTest {
    private static final Scale TINY = Scale.GPU.times(1e-5);

    static List<GpuRow> rows() {
        return GpuRows.of(TINY, Device.current());
    }

    private static NDArray[] inputs(GpuRow row) {
        return row.inputs().stream().map(i -> i.make().eval()).toArray(NDArray[]::new);
    }

    private static GpuRow row(String name) {
        return rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    private static double error(Reference reference, Object result) {
        return reference.error().applyAsDouble(Values.of(result));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowGivesWhatItsReferenceExpects(GpuRow row) {
        Object result = row.ours().apply(inputs(row)).get();
        assertThat(error(row.reference(), result))
                .isLessThanOrEqualTo(row.reference().tolerance());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aWrongResultIsFound(GpuRow row) {
        Values right = Values.of(row.ours().apply(inputs(row)).get());
        Reference reference = row.reference();
        Values wrong = new Values(right.size(), i -> right.at().applyAsDouble(i) * 1.3 + 1);
        assertThat(reference.error().applyAsDouble(wrong)).isGreaterThan(reference.tolerance());
        Values undefined = new Values(right.size(), i -> Double.NaN);
        assertThat(reference.error().applyAsDouble(undefined) <= reference.tolerance())
                .isFalse();
        Values longer = new Values(right.size() + 1, i -> right.at().applyAsDouble(Math.min(i, right.size() - 1)));
        assertThat(reference.error().applyAsDouble(longer)).isInfinite();
    }

    @Test
    void thePeerHasTheRows() throws IOException {
        try (Peer numpy = Peer.start("gpu_bench.py", "numpy", TINY.n())) {
            Set<String> ours = rows().stream().map(GpuRow::name).collect(Collectors.toCollection(TreeSet::new));
            ours.add("copy");
            ours.removeAll(Set.of("Black-Scholes as kernel", "first call, disk cache"));
            if (!numpy.rows().contains("gaussian_filter")) {
                // NumPy is here without SciPy
                SciPyRows.ofGpu(TINY).forEach(r -> ours.remove(r.name()));
            }
            assertThat(numpy.rows()).isEqualTo(ours);
            for (GpuRow row : rows()) {
                if (ours.contains(row.name())) {
                    numpy.open(row.name(), row.inputs());
                    assertThat(numpy.time(0, 2)).hasSize(1).doesNotContain(0);
                }
            }
        } catch (Peer.Missing e) {
            abort(e.getMessage());
        }
    }

    @Test
    void thePeerMakesTheSameInputs() throws IOException {
        try (Peer numpy = Peer.start("array_bench.py", "numpy", 1)) {
            for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT64)) {
                Input x = new Input(dtype, 3, 2, 9, 300_000); // more than it makes at once
                numpy.open("copy", List.of(x));
                assertThat(Check.EQUAL.difference(x.make(), numpy.result())).isEmpty();
                assertThat(x.make().toDoubleArray()[299_999]).isEqualTo(x.at(299_999));
            }
        } catch (Peer.Missing e) {
            abort(e.getMessage());
        }
    }

    @Test
    void anErrorIsRelativeToTheWhole() {
        Reference reference = Reference.elements(1e-6, 4, i -> i);
        assertThat(error(reference, new float[] {0, 1, 2, 3})).isZero();
        assertThat(error(reference, new float[] {0, 1, 2, 4})).isEqualTo(Math.sqrt(1.0 / 14));
    }

    @Test
    void someElementsStandForAll() {
        Reference reference = Reference.elements(0, 10, 3, i -> i);
        assertThat(error(reference, new float[] {0, 99, 99, 3, 99, 99, 6, 99, 99, 9}))
                .isZero();
        assertThat(error(reference, new float[] {0, 99, 99, 3, 99, 99, 6, 99, 99, 8}))
                .isPositive();
    }

    @Test
    void anOrderingIsAPermutationThatSorts() {
        Input x = new Input(DType.FLOAT32, 1, 0, 1, 5);
        Reference reference = Reference.ordering(x);
        double[] order = Arrays.stream(new Integer[] {0, 1, 2, 3, 4})
                .sorted((i, j) -> Double.compare(x.at(i), x.at(j)))
                .mapToDouble(i -> i)
                .toArray();
        assertThat(error(reference, Np.array(order))).isZero();
        double[] twice = order.clone();
        twice[4] = twice[3];
        assertThat(error(reference, Np.array(twice))).isEqualTo(1);
        double[] swapped = order.clone();
        swapped[0] = order[1];
        swapped[1] = order[0];
        assertThat(error(reference, Np.array(swapped))).isEqualTo(1);
    }

    @Test
    void theNormalDistributionIsExact() {
        assertThat(Expected.normalCdf(0)).isEqualTo(0.5);
        assertThat(Expected.normalCdf(1)).isEqualTo(0.8413447460685429, within(1e-15));
        assertThat(Expected.normalCdf(-3)).isEqualTo(0.0013498980316300933, within(1e-15));
    }

    @Test
    void aBarIsReachedByAllItAsks() {
        Bar bar = Bar.ofCopy(93).overJax(1.5);
        assertThat(bar).hasToString("93 %, 1.5 JAX");
        assertThat(bar.isMet(1, 93, 0, 1.5)).isTrue();
        assertThat(bar.isMet(1, 92.9, 9, 9)).isFalse();
        assertThat(bar.isMet(1, 99, 9, 1.4)).isFalse();
        assertThat(bar.isMet(1, 99, Double.NaN, Double.NaN)).isTrue();
        assertThat(bar.isKnown(99, Double.NaN, Double.NaN)).isFalse();
        assertThat(bar.isKnown(99, Double.NaN, 2)).isTrue();
        assertThat(Bar.overCupy(1.3).isMet(1, Double.NaN, 1.2, 9)).isFalse();
        assertThat(Bar.most(0.004).isMet(0.005, Double.NaN, 9, 9)).isFalse();
    }

    @Test
    void theReportHasWhatWasMeasured() {
        GpuLine sum = new GpuLine(row("sum"), 0.5, 0.48, 1, 0.6, 1e-7, "");
        GpuLine take = new GpuLine(row("take"), 1, Double.NaN, 4, Double.NaN, 0, "");
        GpuReport report = new GpuReport("a machine", "cupy", "jax", List.of(sum, take));
        assertThat(report.json())
                .contains("{\"name\": \"sum\", \"ms\": 0.500000, \"floorMs\": 0.480000, \"cupyMs\": 1.00000,"
                        + " \"jaxMs\": 0.600000, \"relError\": 1.00000e-07}")
                .contains("\"floorMs\": null");
        assertThat(report.text())
                .contains("96.0")
                .contains("geometric mean over cupy: 2.83 (bar 3)")
                .contains("no bar was missed");
        assertThat(report.markdown()).contains("| `take` | 1.00 |  | 4.00 | 4.00 |  |  | 1 CuPy | yes |");
        GpuLine failed = GpuLine.failed(row("sum"), "out of memory");
        assertThat(new GpuReport("a machine", "cupy", "jax", List.of(failed)).text())
                .contains("FAILED")
                .contains("sum: out of memory")
                .contains("not met: sum");
    }
}
