package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {
    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "3,1", "7,3", "31,31", "33,32", "1000,1", "1001,10", "4098,255", "100000,7"})
    void everyUnitRunsOnceInPartsThatStartAtMultiplesOfTheGrain(int units, int grain) {
        int[] seen = new int[units];
        AtomicInteger crooked = new AtomicInteger();
        Workers.run(units, grain, (from, to) -> {
            if (from % grain != 0 || to <= from) {
                crooked.incrementAndGet();
            }
            for (long i = from; i < to; i++) {
                seen[(int) i]++;
            }
        });
        assertThat(seen)
                .containsOnly(
                        units == 0
                                ? new int[0]
                                : IntStream.generate(() -> 1).limit(units).toArray());
        assertThat(crooked).hasValue(0);
    }

    @Test
    void aSmallJobAndANestedOneRunOnTheCallersThread() {
        Thread me = Thread.currentThread();
        Workers.run(10, 10, (from, to) -> assertThat(Thread.currentThread()).isSameAs(me));
        AtomicInteger strangers = new AtomicInteger();
        AtomicLong inner = new AtomicLong();
        Workers.run(100, 1, (from, to) -> {
            for (long i = from; i < to; i++) {
                Thread outer = Thread.currentThread();
                Workers.run(1000, 1, (a, b) -> {
                    inner.addAndGet(b - a);
                    if (Thread.currentThread() != outer) {
                        strangers.incrementAndGet();
                    }
                });
            }
        });
        assertThat(inner).hasValue(100_000);
        assertThat(strangers).hasValue(0);
    }

    @Test
    void whatATaskThrowsReachesTheCallerAndTheNextJobRuns() {
        IOException checked = new IOException("from a part");
        assertThatThrownBy(() -> Workers.run(1000, 1, (from, to) -> {
                    if (from <= 700 && 700 < to) {
                        WorkersTest.<RuntimeException>sneak(checked);
                    }
                }))
                .isSameAs(checked);
        AtomicLong sum = new AtomicLong();
        Workers.run(1000, 1, (from, to) -> sum.addAndGet(to - from));
        assertThat(sum).hasValue(1000);
    }

    @Test
    void aThreadsInterruptIsKept() {
        Thread.currentThread().interrupt();
        AtomicLong sum = new AtomicLong();
        Workers.run(100, 1, (from, to) -> {
            long until = System.nanoTime() + 100_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            sum.addAndGet(to - from);
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sum).hasValue(100);
    }

    @Test
    void manyCallersAtOnce() throws Exception {
        try (var callers = Executors.newFixedThreadPool(8)) {
            List<Callable<Long>> jobs = new ArrayList<>();
            for (int c = 0; c < 8; c++) {
                jobs.add(() -> {
                    long total = 0;
                    for (int r = 0; r < 300; r++) {
                        AtomicLong sum = new AtomicLong();
                        Workers.run(1000, 10, (from, to) -> {
                            long s = 0;
                            for (long i = from; i < to; i++) {
                                s += i;
                            }
                            sum.addAndGet(s);
                        });
                        total += sum.get();
                    }
                    return total;
                });
            }
            for (var f : callers.invokeAll(jobs)) {
                assertThat(f.get()).isEqualTo(300L * 999 * 500);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable t) throws T {
        throw (T) t;
    }
}
