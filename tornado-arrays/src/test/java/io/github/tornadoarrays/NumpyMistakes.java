package io.github.tornadoarrays;

import static io.github.tornadoarrays.Mistakes.mistake;
import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.Mistakes.Mistake;
import java.nio.ByteBuffer;
import java.util.List;

/** What people do wrong with NumPy's other functions. */
final class NumpyMistakes {
    private NumpyMistakes() {}

    static List<Mistake> polynomials() {
        return List.of(
                mistake("polyfit: values of shape (3,) for 4 points", (x, v) -> polyfit(v, ones(3), 1)),
                mistake("polyfit: degree -1 is negative", (x, v) -> polyfit(v, v, -1)),
                mistake("polyfit: weights of shape (3,) for 4 points", (x, v) -> polyfit(v, v, 1, ones(3), 1e-15)),
                mistake("polyfit: points of shape (0,)", (x, v) -> polyfit(zeros(0), zeros(0), 1)),
                mistake("polyfit: points of shape (2, 3)", (x, v) -> polyfit(x, x, 1)),
                mistake("polyval: coefficients of shape (2, 3)", (x, v) -> polyval(x, v)),
                mistake("roots: coefficients of shape (2, 3)", (x, v) -> roots(x)),
                mistake("poly: coefficients of shape (2, 3)", (x, v) -> poly(ones(2, 3))),
                mistake("polyder: order -1 is negative", (x, v) -> polyder(v, -1)),
                mistake("polyint: order -1 is negative", (x, v) -> polyint(v, -1)),
                mistake("polydiv: the divisor's first coefficient is 0", (x, v) -> polydiv(v, array(0.0))),
                mistake("polydiv: the divisor's first coefficient is 0", (x, v) -> polydiv(v, zeros(0))),
                mistake("polyadd: coefficients of shape (2, 3)", (x, v) -> polyadd(x, x)),
                mistake("vander: numbers of shape (2, 3)", (x, v) -> vander(x)),
                mistake("vander: -1 columns", (x, v) -> vander(v, -1)),
                mistake("Polynomial: coefficients of shape (0,)", (x, v) -> Polynomial.of()),
                mistake("Polynomial.fit: values of shape (3,) for 4 points", (x, v) -> Polynomial.fit(v, ones(3), 1)),
                mistake("Polynomial.fit: degree -1 is negative", (x, v) -> Polynomial.fit(v, v, -1)),
                mistake("poly: coefficients of shape (2, 3)", (x, v) -> Polynomial.fromroots(x)),
                mistake("Polynomial.basis: degree -1 is negative", (x, v) -> Polynomial.basis(-1)),
                mistake(
                        "polyder: order -1 is negative",
                        (x, v) -> Polynomial.of(1, 2).deriv(-1)),
                mistake(
                        "polyint: order -1 is negative",
                        (x, v) -> Polynomial.of(1, 2).integ(-1)),
                mistake(
                        "pow: exponent -1 is negative",
                        (x, v) -> Polynomial.of(1, 2).pow(-1)),
                mistake(
                        "truncate: size 0 is out of range",
                        (x, v) -> Polynomial.of(1, 2).cutdeg(-1)),
                mistake(
                        "truncate: size 0 is out of range",
                        (x, v) -> Polynomial.of(1, 2).truncate(0)),
                mistake(
                        "polydiv: the divisor's first coefficient is 0",
                        (x, v) -> Polynomial.of(1, 2).floorDiv(Polynomial.of(0))),
                mistake(
                        "add: domains [-1.0, 1.0] and [0.0, 1.0], or windows, differ",
                        (x, v) -> Polynomial.of(1, 2)
                                .add(Polynomial.of(array(1.0, 2), new double[] {0, 1}, new double[] {0, 1}))),
                mistake(
                        "Polynomial: domain [0.0] or window [0.0, 1.0] has not two ends",
                        (x, v) -> Polynomial.of(array(1.0, 2), new double[] {0}, new double[] {0, 1})));
    }

    static List<Mistake> sortingAndSets() {
        return List.of(
                mistake("sort: axis 1 is out of range for shape (4,)", (x, v) -> sort(v, 1)),
                mistake("sort: axis 0 is out of range for shape ()", (x, v) -> sort(asarray(1.0), 0)),
                mistake("argsort: axis -2 is out of range for shape (4,)", (x, v) -> argsort(v, -2)),
                mistake("partition: kth is 4 along axis 0 of shape (4,)", (x, v) -> partition(v, 4)),
                mistake("partition: kth is -5 along axis 0 of shape (4,)", (x, v) -> partition(v, -5)),
                mistake("partition: axis 1 is out of range for shape (4,)", (x, v) -> partition(v, 1, 1)),
                mistake("argpartition: kth is 9 along axis 0 of shape (4,)", (x, v) -> argpartition(v, 9)),
                mistake("lexsort: no keys", (x, v) -> lexsort()),
                mistake("lexsort: keys of shapes (4,) and (3,)", (x, v) -> lexsort(v, ones(3))),
                mistake("lexsort: axis 2 is out of range for shape (4,)", (x, v) -> lexsort(List.of(v), 2)),
                mistake("searchsorted: the sorted array has shape (2, 3)", (x, v) -> searchsorted(x, v)),
                mistake("searchsorted: unknown side \"middle\"", (x, v) -> searchsorted(v, v, "middle")),
                mistake(
                        "searchsorted: a sorter of shape (2,) for an array of shape (4,)",
                        (x, v) -> searchsorted(v, v, "left", array(0, 1))),
                mistake(
                        "take: index 9 is out of range for axis 0 with size 4",
                        (x, v) -> searchsorted(v, v, "left", array(0, 1, 2, 9))),
                mistake("take: indices cannot be float64", (x, v) -> searchsorted(v, v, "left", array(0.0, 1, 2, 3))),
                mistake("unique: axis 5 is out of range for shape (2, 3)", (x, v) -> unique(x, 5)),
                mistake(
                        "matmul: shapes (0, 3) and (2,) do not agree: axis 1 of the first has length 3, axis 0 of the second 2",
                        (x, v) -> union1d(
                                v,
                                v.astype(bool_)
                                        .astype(complex128)
                                        .get(":0")
                                        .reshape(0, 3)
                                        .matmul(ones(2)))),
                mistake("trimZeros: unknown ends \"c\"", (x, v) -> trimZeros(v, "c")),
                mistake("trimZeros: axis 5 is out of range for shape (2, 3)", (x, v) -> trimZeros(x, "fb", 5)));
    }

    static List<Mistake> statistics() {
        return List.of(
                mistake("quantile: q is 1.5", (x, v) -> quantile(v, 1.5)),
                mistake("quantile: q is -0.1", (x, v) -> quantile(v, -0.1)),
                mistake("quantile: q is NaN", (x, v) -> quantile(v, nan)),
                mistake("percentile: q is 101.0", (x, v) -> percentile(v, 101)),
                mistake("percentile: unknown method \"straight\"", (x, v) -> percentile(v, 50, axis(0), "straight")),
                mistake("quantile: no elements along the axes of shape (0,)", (x, v) -> quantile(zeros(0), 0.5)),
                mistake("quantile: not defined for complex128", (x, v) -> quantile(v.astype(complex128), 0.5)),
                mistake(
                        "quantile: method \"linear\" takes no weights",
                        (x, v) -> quantile(v, 0.5, axis(0), "linear", ones(4))),
                mistake(
                        "quantile: weights of shape (3,) for an array of shape (4,)",
                        (x, v) -> quantile(v, 0.5, axis(0), "inverted_cdf", ones(3))),
                mistake(
                        "quantile: weights are complex or negative",
                        (x, v) -> quantile(v, 0.5, axis(0), "inverted_cdf", ones(4).neg())),
                mistake("median: axis 2 is out of range for shape (2, 3)", (x, v) -> median(x, 2)),
                mistake("median: axis 3 is out of range for shape (4,)", (x, v) -> median(v.astype(complex128), 3)),
                mistake("average: weights of shape (3,) for an array of shape (4,)", (x, v) -> average(v, ones(3), 0)),
                mistake("average: weights sum to 0", (x, v) -> average(v, zeros(4), 0)),
                mistake("average: weights of shape (3,) for an array of shape (2, 3)", (x, v) -> average(x, ones(3))),
                mistake("cov: variables of shape (2, 2, 2)", (x, v) -> cov(ones(2, 2, 2))),
                mistake("cov: fweights are negative", (x, v) -> cov(v, null, true, 1, array(1, -2, 3, 4), null)),
                mistake("cov: shapes (1, 4) and (1, 3) do not join along axis 0", (x, v) -> cov(v, ones(3))),
                mistake("corrcoef: variables of shape (2, 2, 2)", (x, v) -> corrcoef(ones(2, 2, 2))),
                mistake("nanmax: no elements along axis 0 of shape (0,)", (x, v) -> nanmax(zeros(0))),
                mistake("argmax: no elements along axis 0 of shape (0,)", (x, v) -> argmax(zeros(0))),
                mistake(
                        "nanargmax: all elements of a fold over axes [0] are NaN",
                        (x, v) -> nanargmax(full(new long[] {3}, nan))),
                mistake("max: axis 5 is out of range for shape (2, 3)", (x, v) -> max(x, 5)),
                mistake("ptp: no elements along axis 0 of shape (0,)", (x, v) -> ptp(zeros(0))),
                mistake("interp: points of shapes (2,) and ()", (x, v) -> interp(v, array(1.0, 2), array(1.0))),
                mistake("interp: no points", (x, v) -> interp(v, zeros(0), zeros(0))),
                mistake("interp: points of shapes (2, 3) and (2, 3)", (x, v) -> interp(v, x, x)),
                mistake("interp: the period is 0", (x, v) -> interp(v, v, v, 0)),
                mistake("diff: n is -1", (x, v) -> diff(v, -1)),
                mistake("diff: axis 3 is out of range for shape (4,)", (x, v) -> diff(v, 1, 3)),
                mistake("diff: axis -1 is out of range for shape ()", (x, v) -> diff(asarray(1.0))),
                mistake("gradient: axis 3 is out of range for shape (4,)", (x, v) -> gradient(v, 1, 3)),
                mistake(
                        "gradient: coordinates of shape (2,) along axis 0 of shape (4,)",
                        (x, v) -> gradient(v, array(1.0, 2), 0)),
                mistake("gradient: edgeOrder is 3", (x, v) -> gradient(v, 1.0, 0, 3)),
                mistake("trapezoid: shapes (2,) and (3,) do not broadcast", (x, v) -> trapezoid(v, ones(3))),
                mistake("trapezoid: axis 2 is out of range for shape (4,)", (x, v) -> trapezoid(v, 1, 2)),
                mistake("convolve: operands of shapes (2, 3) and (4,)", (x, v) -> convolve(x, v)),
                mistake("convolve: operands of shapes (4,) and (0,)", (x, v) -> convolve(v, zeros(0))),
                mistake("convolve: unknown mode \"most\"", (x, v) -> convolve(v, v, "most")),
                mistake("correlate: operands of shapes (0,) and (4,)", (x, v) -> correlate(zeros(0), v)),
                mistake("unwrap: axis 5 is out of range for shape (4,)", (x, v) -> unwrap(v, 1, 5, 2)));
    }

    static List<Mistake> histograms() {
        return List.of(
                mistake("histogram: 0 bins", (x, v) -> histogram(v, 0)),
                mistake("histogram: -2 bins", (x, v) -> histogram(v, -2)),
                mistake("histogram: the edges do not ascend", (x, v) -> histogram(v, bins(array(1.0, 0, 2)))),
                mistake("histogram: edges of shape ()", (x, v) -> histogram(v, bins(array(1.0)))),
                mistake("histogram: edges of shape (2, 3)", (x, v) -> histogram(v, bins(x))),
                mistake("histogram: unknown rule \"best\" for bins", (x, v) -> histogram(v, bins("best"))),
                mistake("histogram: the range from 2.0 to 1.0 descends", (x, v) -> histogram(v, bins(3).range(2, 1))),
                mistake(
                        "histogram: the range from 0.0 to Infinity is not finite",
                        (x, v) -> histogram(v, bins(3).range(0, inf))),
                mistake("histogram: the range from NaN to NaN is not finite", (x, v) -> histogram(array(1.0, nan), 3)),
                mistake(
                        "histogram: weights of shape (3,) for elements of shape (4,)",
                        (x, v) -> histogram(v, bins(3).weights(ones(3)))),
                mistake(
                        "histogram: the rule \"auto\" takes no weights",
                        (x, v) -> histogram(v, bins("auto").weights(ones(4)))),
                mistake("histogram: not defined for complex128", (x, v) -> histogram(v.astype(complex128), 3)),
                mistake("histogram2d: elements of shapes (4,) and (3,)", (x, v) -> histogram2d(v, ones(3))),
                mistake("histogram2d: elements of shapes (2, 3) and (2, 3)", (x, v) -> histogram2d(x, x)),
                mistake("histogramdd: points of shape (2, 2, 2) and 1 bins", (x, v) -> histogramdd(ones(2, 2, 2))),
                mistake("histogramBinEdges: 0 bins", (x, v) -> histogramBinEdges(v, bins(0))),
                mistake("bincount: the smallest value is -1", (x, v) -> bincount(array(-1, 2))),
                mistake("bincount: the values have shape (2, 3)", (x, v) -> bincount(x.astype(int64))),
                mistake("bincount: the values are float64", (x, v) -> bincount(v)),
                mistake(
                        "bincount: weights of shape (3,) for values of shape (2,)",
                        (x, v) -> bincount(array(1, 2), ones(3))),
                mistake("bincount: minlength is -1", (x, v) -> bincount(array(1, 2), -1)),
                mistake("digitize: the bins neither ascend nor descend", (x, v) -> digitize(v, array(1.0, 3, 2))),
                mistake("digitize: bins of shape (2, 3)", (x, v) -> digitize(v, x)),
                mistake("digitize: not defined for complex numbers", (x, v) -> digitize(v.astype(complex128), v)));
    }

    static List<Mistake> selections() {
        return List.of(
                mistake("choose: index 3 is out of range", (x, v) -> choose(array(0, 3), v, v)),
                mistake("choose: indices cannot be float64", (x, v) -> choose(array(0.0, 1), v, v)),
                mistake("choose: unknown mode \"bend\"", (x, v) -> choose(array(0, 1), List.of(v, v), "bend")),
                mistake("choose: no arrays to choose from", (x, v) -> choose(array(0, 1))),
                mistake(
                        "compress: axis 3 is out of range for shape (2, 3)",
                        (x, v) -> compress(array(true, false), x, 3)),
                mistake(
                        "compress: the mask is true at 2, and axis 0 of shape (2, 3) has 2 slices",
                        (x, v) -> compress(array(true, false, true), x, 0)),
                mistake("compress: a mask of shape (2, 3)", (x, v) -> compress(x, x)),
                mistake("select: 0 conditions and 0 arrays", (x, v) -> select(List.of(), List.of())),
                mistake("select: 1 conditions and 0 arrays", (x, v) -> select(List.of(v.gt(1)), List.of())),
                mistake("select: a condition is float64", (x, v) -> select(List.of(v), List.of(v))),
                mistake("piecewise: 3 functions for 1 conditions", (x, v) -> piecewise(v, List.of(v.gt(1)), 1, 2, 3)),
                mistake("take: index 9 is out of range for axis 0 with size 4", (x, v) -> take(v, array(9))),
                mistake("take: indices cannot be float64", (x, v) -> take(v, array(0.5))),
                mistake("take: axis 4 is out of range for shape (2, 3)", (x, v) -> take(x, array(0), 4)),
                mistake("take: unknown mode \"bend\"", (x, v) -> take(v, array(9), 0, "bend")),
                mistake(
                        "takeAlongAxis: indices of shape (2,) do not have the rank of the array of shape (2, 3)",
                        (x, v) -> takeAlongAxis(x, array(0, 1), 0)),
                mistake(
                        "takeAlongAxis: index 5 is out of range for axis 1 with size 3",
                        (x, v) -> takeAlongAxis(x, array(new int[][] {{5}, {0}}), 1)),
                mistake(
                        "putAlongAxis: index 5 is out of range for axis 1 with size 3",
                        (x, v) -> putAlongAxis(x, array(new int[][] {{5}, {0}}), 1, 1)),
                mistake("put: place 7 is out of range", (x, v) -> put(x, array(7), array(1.0))),
                mistake("place: no values to write", (x, v) -> place(x, x.gt(0), zeros(0))),
                mistake("place: a mask of shape (4,) for an array of shape (2, 3)", (x, v) -> place(x, v.gt(0), v)),
                mistake("putmask: a mask of shape (4,) for an array of shape (2, 3)", (x, v) -> putmask(x, v.gt(0), v)),
                mistake(
                        "copyto: a value of shape (4,) does not broadcast to the shape written to, (2, 3)",
                        (x, v) -> copyto(x, v)),
                mistake("copyto: float64 cannot be kept in an array of int32", (x, v) -> copyto(x.astype(int32), x)),
                mistake("fillDiagonal: an array of shape (4,)", (x, v) -> fillDiagonal(v, 1)),
                mistake("fillDiagonal: an array of shape (2, 3, 4)", (x, v) -> fillDiagonal(ones(2, 3, 4), 1)),
                mistake("unravelIndex: index 7 is out of range", (x, v) -> unravelIndex(array(7), 2, 3)),
                mistake("unravelIndex: index -1 is out of range", (x, v) -> unravelIndex(array(-1), 2, 3)),
                mistake("unravelIndex: indices cannot be float64", (x, v) -> unravelIndex(array(0.5), 2, 3)),
                mistake(
                        "ravelMultiIndex: index 2 is out of range",
                        (x, v) -> ravelMultiIndex(List.of(array(2), array(0)), 2, 3)),
                mistake(
                        "ravelMultiIndex: 1 arrays of places for shape (2, 3)",
                        (x, v) -> ravelMultiIndex(List.of(array(2)), 2, 3)),
                mistake(
                        "ravelMultiIndex: unknown mode \"bend\"",
                        (x, v) -> ravelMultiIndex(List.of(array(2), array(0)), new long[] {2, 3}, "bend")),
                mistake("ix: an array of shape (2, 3)", (x, v) -> ix(x)),
                mistake("diagIndicesFrom: an array of shape (2, 3)", (x, v) -> diagIndicesFrom(x)),
                mistake("ones: negative extent in shape (-1, -1)", (x, v) -> maskIndices(-1, Np::triu)),
                mistake("arange: step is 0", (x, v) -> ogrid("0:5:0")),
                mistake("mgrid: \"0:5:j\" in \"0:5:j\" is no range", (x, v) -> mgrid("0:5:j")),
                mistake("mgrid: \"a:b\" in \"a:b\" is no range", (x, v) -> mgrid("a:b")),
                mistake("delete: place 7 is out of range", (x, v) -> delete(v, 7, 0)),
                mistake("delete: place 9 is out of range", (x, v) -> delete(v, array(9), 0)),
                mistake("delete: axis 2 is out of range for shape (4,)", (x, v) -> delete(v, 1, 2)),
                mistake("insert: place 9 is out of range", (x, v) -> insert(v, 9, 1)),
                mistake(
                        "insert: a value of shape (3,) does not broadcast to the shape written to, (2,)",
                        (x, v) -> insert(v, array(0, 1), ones(3))),
                mistake(
                        "insert: a value of shape (1, 5) does not broadcast to the shape written to, (1, 3)",
                        (x, v) -> insert(x, 0, ones(5), 0)),
                mistake(
                        "append: shapes (2, 3) and (2, 2) do not join along axis 0",
                        (x, v) -> append(x, ones(2, 2), 0)),
                mistake("append: shapes (2, 3) and (4,) do not join along axis 0", (x, v) -> append(x, v, 0)));
    }

    static List<Mistake> shapes() {
        return List.of(
                mistake("reshape: cannot reshape 6 elements of shape (2, 3) to (4,)", (x, v) -> reshape(x, 4)),
                mistake(
                        "reshape: cannot reshape 0 elements of shape (0,) to (-1, 0)",
                        (x, v) -> reshape(zeros(0), -1, 0)),
                mistake("concat: shapes (2, 3) and (4,) do not join along axis 0", (x, v) -> concat(x, v)),
                mistake("concat: shapes (2, 3) and (3, 2) do not join along axis 0", (x, v) -> concat(x, ones(3, 2))),
                mistake("concat: there is no array", (x, v) -> concat()),
                mistake("stack: arrays of shapes (2, 3) and (4,) cannot be stacked", (x, v) -> stack(x, v)),
                mistake("stack: there is no array", (x, v) -> stack()),
                mistake("split: axis 0 of shape (4,) does not divide into 3 equal parts", (x, v) -> split(v, 3)),
                mistake("split: axis 0 of shape (4,) does not divide into 0 equal parts", (x, v) -> split(v, 0)),
                mistake("split: axis 5 is out of range for shape (2, 3)", (x, v) -> split(x, 2, 5)),
                mistake("arraySplit: 0 parts cannot be", (x, v) -> arraySplit(v, 0)),
                mistake("hsplit: the array is 0-d", (x, v) -> hsplit(asarray(1.0), 1)),
                mistake("vsplit: the array has shape (4,)", (x, v) -> vsplit(v, 2)),
                mistake("dsplit: the array has shape (2, 3)", (x, v) -> dsplit(x, 2)),
                mistake("hstack: there is no array", (x, v) -> hstack()),
                mistake("vstack: shapes (1, 4) and (1, 3) do not join along axis 0", (x, v) -> vstack(v, ones(3))),
                mistake("dstack: shapes (2, 3, 1) and (1, 4, 1) do not join along axis 2", (x, v) -> dstack(x, v)),
                mistake(
                        "columnStack: shapes (4, 1) and (3, 1) do not join along axis 1",
                        (x, v) -> columnStack(v, ones(3))),
                mistake("block: a list is empty", (x, v) -> block(List.of())),
                mistake("block: shapes (2, 3) and (1, 4) do not join along axis 1", (x, v) -> block(List.of(x, v))),
                mistake("tile: count -1 is negative", (x, v) -> tile(v, -1)),
                mistake("repeat: count -1 is negative", (x, v) -> repeat(v, -1)),
                mistake("repeat: 2 counts for axis 0 of shape (4,)", (x, v) -> repeat(v, new long[] {1, 2}, 0)),
                mistake("roll: axis 3 is out of range for shape (4,)", (x, v) -> roll(v, 1, 3)),
                mistake("roll: 2 shifts for 1 axes", (x, v) -> roll(x, new long[] {1, 2}, new int[] {0})),
                mistake("rot90: axis 1 is out of range for shape (4,)", (x, v) -> rot90(v)),
                mistake("rot90: axis 0 is named twice in [0, 0]", (x, v) -> rot90(x, 1, 0, 0)),
                mistake("flip: axis 2 is out of range for shape (4,)", (x, v) -> flip(v, 2)),
                mistake("fliplr: axis 1 is out of range for shape (4,)", (x, v) -> fliplr(v)),
                mistake("flipud: axis 0 is out of range for shape ()", (x, v) -> flipud(asarray(1.0))),
                mistake("moveaxis: axis 5 is out of range for shape (2, 3)", (x, v) -> moveaxis(x, 0, 5)),
                mistake(
                        "moveaxis: axis 0 is named twice in [0, 0]",
                        (x, v) -> moveaxis(x, new int[] {0, 0}, new int[] {0, 1})),
                mistake("rollaxis: axis 5 is out of range for shape (2, 3)", (x, v) -> rollaxis(x, 5)),
                mistake("swapaxes: axis 3 is out of range for shape (2, 3)", (x, v) -> swapaxes(x, 0, 3)),
                mistake("transpose: axes [0] do not name each axis of shape (2, 3)", (x, v) -> transpose(x, 0)),
                mistake("transpose: axis 0 is named twice in [0, 0]", (x, v) -> transpose(x, 0, 0)),
                mistake("squeeze: axis 0 of shape (2, 3) has extent 2", (x, v) -> squeeze(x, 0)),
                mistake("expandDims: axis 7 is out of range for shape (1, 1, 1)", (x, v) -> expandDims(x, 7)),
                mistake("expandDims: axis 0 is named twice in [0, 0]", (x, v) -> expandDims(x, 0, 0)),
                mistake("broadcastTo: shape (2, 3) does not broadcast to (2, 4)", (x, v) -> broadcastTo(x, 2, 4)),
                mistake("broadcastTo: shape (2, 3) does not broadcast to (3,)", (x, v) -> broadcastTo(x, 3)),
                mistake("broadcastArrays: shapes (2, 3) and (4,) do not broadcast", (x, v) -> broadcastArrays(x, v)),
                mistake(
                        "broadcastShapes: shapes (2,) and (3,) do not broadcast",
                        (x, v) -> broadcastShapes(new long[] {2}, new long[] {3})),
                mistake("meshgrid: unknown indexing \"yx\"", (x, v) -> meshgrid("yx", v, v)),
                mistake("pad: width [-1, -1] is not a pair of numbers that are 0 or more", (x, v) -> pad(v, -1)),
                mistake("pad: unknown mode \"mirrored\"", (x, v) -> pad(v, 1, "mirrored")),
                mistake(
                        "pad: axis 0 of shape (0,) is empty, so it cannot be extended with mode \"reflect\"",
                        (x, v) -> pad(zeros(0), 1, "reflect")),
                mistake("pad: 3 widths for shape (2, 3)", (x, v) -> pad(x, new long[][] {{1, 1}, {1, 1}, {1, 1}}, 0)),
                mistake("resize: negative extent in shape (-1,)", (x, v) -> resize(v, -1)),
                mistake("diag: the array has shape (2, 2, 2)", (x, v) -> diag(ones(2, 2, 2))),
                mistake("tri: negative extent in shape (-1, -1)", (x, v) -> tri(-1)),
                mistake("tril: the array is 0-d", (x, v) -> tril(asarray(1.0))),
                mistake("diagonal: shape (4,) has no diagonal", (x, v) -> diagonal(v)),
                mistake("unstack: axis 0 is out of range for shape ()", (x, v) -> unstack(asarray(1.0))),
                mistake("unstack: axis 4 is out of range for shape (2, 3)", (x, v) -> unstack(x, 4)),
                mistake(
                        "applyAlongAxis: axis 3 is out of range for shape (2, 3)",
                        (x, v) -> applyAlongAxis(a -> a.sum(), 3, x)),
                mistake(
                        "applyOverAxes: axis 3 is out of range for shape (2, 3)",
                        (x, v) -> applyOverAxes((a, k) -> a.sum(k), x, 3)));
    }

    static List<Mistake> creation() {
        return List.of(
                mistake("arange: step is 0", (x, v) -> arange(0, 10, 0)),
                mistake(
                        "arange: from 0.0 to 10.0 by NaN has no length that an array can have",
                        (x, v) -> arange(0.0, 10, nan)),
                mistake(
                        "arange: from 0.0 to Infinity by 1.0 has no length that an array can have",
                        (x, v) -> arange(0.0, inf, 1)),
                mistake(
                        "arange: from 0.0 to 1.0E300 by 1.0E-300 has no length that an array can have",
                        (x, v) -> arange(0.0, 1e300, 1e-300)),
                mistake("linspace: number of samples -1 is negative", (x, v) -> linspace(0, 1, -1)),
                mistake("linspace: number of samples -1 is negative", (x, v) -> linspace(0, 1, -1, true)),
                mistake("geomspace: an end is 0 (0.0 to 1.0)", (x, v) -> geomspace(0, 1, 3)),
                mistake("logspace: number of samples -1 is negative", (x, v) -> logspace(0, 1, -1)),
                mistake("eye: negative extent in shape (-1, -1)", (x, v) -> eye(-1)),
                mistake("eye: negative extent in shape (-2, -2)", (x, v) -> identity(-2)),
                mistake("zeros: negative extent in shape (-1,)", (x, v) -> zeros(-1)),
                mistake("full: the value is a java.lang.String", (x, v) -> full(new long[] {2}, "text")),
                mistake(
                        "full: a value of shape (3,) does not broadcast to the shape written to, (2,)",
                        (x, v) -> full(new long[] {2}, array(1, 2, 3))),
                mistake("array: the value is a java.lang.String", (x, v) -> array("text")),
                mistake("array: the value is null", (x, v) -> array((Object) null)),
                mistake("array: element [1] is a java.lang.String", (x, v) -> array(new Object[] {1, "a"})),
                mistake(
                        "array: ragged nested array: element [1] is nested where a number is expected",
                        (x, v) -> array(List.of(1, List.of(2)))),
                mistake(
                        "asarray: ragged nested array: element [1] has 2 elements where a row of 1 element is expected",
                        (x, v) -> asarray(new int[][] {{1}, {2, 3}})),
                mistake("asarrayChkfinite: an element is infinite or NaN", (x, v) -> asarrayChkfinite(array(1.0, nan))),
                mistake("fromFunction: negative extent in shape (-1,)", (x, v) -> fromFunction(a -> a[0], -1)),
                mistake(
                        "frombuffer: 7 bytes are no whole number of float64, of 8 bytes each",
                        (x, v) -> frombuffer(ByteBuffer.allocate(7), float64)),
                mistake("packbits: the elements are float64", (x, v) -> packbits(v)),
                mistake("packbits: axis 3 is out of range for shape (1,)", (x, v) -> packbits(array(true), 3)),
                mistake("packbits: unknown bitorder \"middle\"", (x, v) -> packbits(array(true), 0, "middle")),
                mistake("unpackbits: the elements are float64", (x, v) -> unpackbits(v)),
                mistake(
                        "unpackbits: count is -20 of 8 bits",
                        (x, v) -> unpackbits(array(1).astype(uint8), 0, -20, "big")),
                mistake("canCast: unknown casting \"rough\"", (x, v) -> canCast(float64, float32, "rough")),
                mistake("isdtype: unknown kind \"number\"", (x, v) -> isdtype(float64, "number")),
                mistake("commonType: an array is bool", (x, v) -> commonType(array(true))),
                mistake("finfo: int32 is no floating type", (x, v) -> finfo(int32)),
                mistake("iinfo: float32 is no integer type", (x, v) -> iinfo(float32)),
                mistake("gcd: not defined for float64", (x, v) -> gcd(v, v)),
                mistake("lcm: not defined for float64", (x, v) -> lcm(v, v)),
                mistake("ldexp: exponents are float64", (x, v) -> ldexp(v, v)),
                mistake("bitwiseCount: not defined for float64", (x, v) -> bitwiseCount(v)),
                mistake("bitwiseLeftShift: not defined for float64", (x, v) -> bitwiseLeftShift(v, v)),
                mistake("spacing: not defined for complex128", (x, v) -> spacing(v.astype(complex128))),
                mistake("nextafter: not defined for complex128", (x, v) -> nextafter(v.astype(complex128), v)),
                mistake("hypot: not defined for complex128", (x, v) -> hypot(v.astype(complex128), v)),
                mistake("floor: not defined for complex128", (x, v) -> floor(v.astype(complex128))),
                mistake("mod: not defined for complex128", (x, v) -> mod(v.astype(complex128), v)),
                mistake("maximum: shapes (4,) and (2, 3) do not broadcast", (x, v) -> maximum(v, x)),
                mistake("clip: shapes (4,) and (2,) do not broadcast", (x, v) -> clip(v, array(1.0, 2), array(3.0, 4))),
                mistake("where: shapes (4,) and (2, 3) and (2, 3) do not broadcast", (x, v) -> where(v, x, x)),
                mistake("baseRepr: base 1 is out of range", (x, v) -> baseRepr(5, 1)),
                mistake("baseRepr: base 40 is out of range", (x, v) -> baseRepr(5, 40)),
                mistake("binaryRepr: -5 needs 4 digits", (x, v) -> binaryRepr(-5, 2)),
                mistake("get: bad index text at column 1: the index is empty", (x, v) -> x.get("")),
                mistake("get: the index holds null", (x, v) -> x.get((Object) null)),
                mistake(
                        "set: a value of shape (7,) does not broadcast to the shape written to, (3,)",
                        (x, v) -> x.set("0", ones(7))),
                mistake("item: index 9 is out of range for axis 0 with size 2", (x, v) -> x.item(9, 9)),
                mistake("item: 1 positions for an array of shape (2, 3)", (x, v) -> x.item(0)));
    }
}
