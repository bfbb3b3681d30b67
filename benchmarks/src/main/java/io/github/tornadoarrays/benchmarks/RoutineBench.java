package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The routines of a device by themselves, on memory that stays there: running folds, selections, counts, draws, sorts. Times are medians of
 * fifteen batches of ten calls and the wait for them, GB/s count what must be read and written at least, per cent are of what negation of as
 * many float32 reaches.
 */
public final class RoutineBench {
    private static final int REPEATS = 15;
    private static final int BATCH = 10;

    private final Engine engine;
    private final Library library;
    private double copy;

    private RoutineBench(Engine engine) {
        this.engine = engine;
        this.library = Engines.library(engine.memory());
    }

    /** The device's name, if any, is the first argument, and the number of elements the second. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        Engine engine = args.length > 0 ? Engines.named("bench", args[0]) : Engines.current();
        long n = args.length > 1 ? Long.parseLong(args[1]) : engine.traits().isGpu() ? 100_000_000 : 1_000_000;
        System.out.println(engine.name() + ": " + engine.traits().description() + "; " + n + " elements");
        try (var _ = Engines.use(engine)) {
            new RoutineBench(engine).run(n);
        }
    }

    private void run(long n) {
        NDArray x = Random.seeded(1).random(DType.FLOAT32, n).eval();
        copy = row("negation float32", 8.0 * n, () -> {
            x.neg().eval();
            return null;
        });

        for (DType type : List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64)) {
            Buffer in = numbers(type, n);
            double bytes = 2.0 * n * type.itemSize();
            row("cumsum " + type, bytes, () -> library.scan(FoldOp.SUM, in, 1, n, 1));
            row("running maximum " + type, bytes, () -> library.scan(FoldOp.MAX, in, 1, n, 1));
            row("cumsum of rows of 1000 " + type, bytes, () -> library.scan(FoldOp.SUM, in, n / 1000, 1000, 1));
            engine.release(in);
        }

        Buffer mask = library.integers(DType.BOOL, n, 2, 0, 0, 2);
        for (DType type : List.of(DType.INT8, DType.INT16, DType.FLOAT32, DType.FLOAT64)) {
            Buffer in = numbers(type, n);
            row("x[mask], half " + type, n * (1 + 1.5 * type.itemSize()), () -> library.pack(mask, in));
            engine.release(in);
        }
        row("positions, half", n * 5.0, () -> library.positions(mask));
        engine.release(mask);

        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Buffer in = numbers(type, n);
            row("x[x > 0], half " + type, n * 1.5 * type.itemSize(), () -> library.packWhere(Op.GT, in, 0));
            engine.release(in);
        }

        long m = n / 5;
        for (DType type : List.of(DType.INT32, DType.INT64)) {
            for (int bins : new int[] {1024, 20_000, 1_000_000}) {
                Buffer in = library.integers(type, m, 3, 0, 0, bins);
                row(
                        m + " " + type + " in " + bins + " bins",
                        (double) m * type.itemSize(),
                        () -> library.count(in, bins));
                engine.release(in);
            }
        }
        Buffer in = library.integers(DType.INT64, m, 3, 0, 0, 1024);
        Buffer weights = library.uniform(DType.FLOAT64, m, 4, 0);
        row(m + " weights in 1024 bins", 16.0 * m, () -> library.weigh(in, weights, 1024));
        engine.release(in);
        engine.release(weights);

        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
            row("uniform " + type, (double) n * type.itemSize(), () -> library.uniform(type, n, 5, 1));
            row("normal " + type, (double) n * type.itemSize(), () -> library.normal(type, n, 5, 2));
        }
        for (DType type : List.of(DType.INT8, DType.INT32, DType.INT64)) {
            row("integers " + type, (double) n * type.itemSize(), () -> library.integers(type, n, 5, 3, 0, 100));
        }

        Buffer places = numbers(DType.INT64, m);
        row("extremes of " + m + " int64", 8.0 * m, () -> {
            library.extremes(places);
            return null;
        });
        engine.release(places);

        for (DType type : List.of(DType.INT8, DType.INT32, DType.FLOAT32, DType.FLOAT64)) {
            Buffer all = numbers(type, n);
            Buffer part = numbers(type, m);
            row("sort " + type, 2.0 * n * type.itemSize(), () -> library.sort(all, 1, n));
            row("sort of rows of 1000 " + type, 2.0 * n * type.itemSize(), () -> library.sort(all, n / 1000, 1000));
            row("argsort of " + m + " " + type, m * (8.0 + type.itemSize()), () -> library.argsort(part, 1, m));
            engine.release(all);
            engine.release(part);
        }

        Buffer few = numbers(DType.FLOAT32, 1000);
        Buffer half = library.integers(DType.BOOL, 1000, 2, 0, 0, 2);
        row("few: cumsum of 1000 float32", 8000, () -> library.scan(FoldOp.SUM, few, 1, 1000, 1));
        row("few: x[mask] of 1000 float32", 7000, () -> library.pack(half, few));
        row("few: 1000 uniform float32", 4000, () -> library.uniform(DType.FLOAT32, 1000, 5, 1));
    }

    private Buffer numbers(DType type, long n) {
        return type.isFloat()
                ? library.normal(type, n, 7, 0)
                : library.integers(type, n, 7, 0, 0, 1L << Math.min(30, 8 * type.itemSize() - 1));
    }

    /** Prints a row; the GB/s. */
    private double row(String name, double bytes, Supplier<@Nullable Buffer> call) {
        double[] ms = new double[REPEATS];
        for (int k = -3; k < REPEATS; k++) {
            engine.finish();
            long start = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                Buffer result = call.get();
                if (result != null) {
                    engine.release(result);
                }
            }
            engine.finish();
            if (k >= 0) {
                ms[k] = (System.nanoTime() - start) / 1e6 / BATCH;
            }
        }
        Arrays.sort(ms);
        double rate = bytes / ms[REPEATS / 2] / 1e6;
        System.out.printf(
                "%-40s %9.4f ms %8.1f GB/s %5.1f %%%n",
                name, ms[REPEATS / 2], rate, 100 * rate / (copy == 0 ? rate : copy));
        return rate;
    }
}
