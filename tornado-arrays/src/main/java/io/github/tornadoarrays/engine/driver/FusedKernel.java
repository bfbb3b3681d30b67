package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Walk;
import io.github.tornadoarrays.opt.Answering;
import io.github.tornadoarrays.opt.Checks;
import io.github.tornadoarrays.opt.Machine;
import io.github.tornadoarrays.opt.Spread;
import io.github.tornadoarrays.opt.Strategy;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A fused kernel: each launch chooses the way it is spread over work items, and each way is compiled when it is first chosen. */
final class FusedKernel implements Engine.Executable {
    /** After so many questions, it is worth a kernel that answers. */
    private static final int MANY = 50;

    private final DriverEngine engine;
    private final Kernel kernel;
    private final boolean divisible;
    private final boolean wide;
    private final boolean checked;
    private final ConcurrentHashMap<Strategy, ItemKernel> compiled = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Strategy, Optional<ItemKernel>> answering = new ConcurrentHashMap<>();

    /** Which of the buffers its only result is; -1 where it has several. */
    private final int result;

    private int questions;
    private volatile Spreads spreads;
    private volatile @Nullable Sized last;

    /**
     * The ways for a device.
     *
     * @param vectors for arrays that start where vectors do
     * @param values for any
     */
    private record Spreads(Spread vectors, Spread values) {}

    /** What a launch of one size comes to. */
    private record Sized(
            Spread spread, Strategy strategy, long grid, long lanes, ItemKernel code, long[] items, long[] group) {}

    FusedKernel(DriverEngine engine, Kernel kernel, boolean divisible, boolean wide, boolean checked) {
        this.engine = engine;
        this.kernel = kernel;
        this.divisible = divisible;
        this.wide = wide;
        this.checked = checked;
        this.spreads = spreads(Integer.MAX_VALUE);
        Set<Buf> written = Walk.written(kernel);
        this.result = written.size() == 1
                ? kernel.buffers().indexOf(written.iterator().next())
                : -1;
    }

    /** Checks look at values one by one. */
    private Spreads spreads(long most) {
        Machine machine = engine.limits().machine(most);
        Spread values = Spread.of(kernel, divisible, wide, machine.withoutVectors());
        boolean has = machine.vectorBytes() > 1 && !checked;
        return new Spreads(has ? Spread.of(kernel, divisible, wide, machine) : values, values);
    }

    /** Whether all memory starts where vectors do: that of the pool does, that of others need not. */
    private boolean isAligned(Buffer[] buffers) {
        long bits = 0;
        for (Buffer b : buffers) {
            bits |= engine.own(b).memory().handle();
        }
        return bits % engine.limits().vectorBytes() == 0;
    }

    @Override
    public void launch(Buffer[] buffers, long[] scalars, Engine.Work work) {
        Engine.Range range = (Engine.Range) work;
        Sized sized = sized(range.grid(), range.lanes(), scalars, isAligned(buffers));
        Answers answers = engine.answers();
        if (answers != null && !checked && result >= 0 && buffers[result].length() == 1 && ++questions > MANY) {
            Optional<ItemKernel> code = answering.computeIfAbsent(
                    sized.strategy, s -> Answering.of(sized.spread.kernel(s)).map(this::build));
            if (code.isPresent()) {
                Buffer[] more = Arrays.copyOf(buffers, buffers.length + 1);
                more[buffers.length] = answers.expect(engine.own(buffers[result]));
                code.get().launch(more, scalars, sized.items, sized.group);
                return;
            }
        }
        sized.code.launch(buffers, checked ? Checks.arguments(buffers, scalars) : scalars, sized.items, sized.group);
    }

    private ItemKernel build(Kernel items) {
        return ItemKernel.of(engine, checked ? Checks.apply(items) : items);
    }

    private Sized sized(long grid, long lanes, long[] scalars, boolean aligned) {
        while (true) {
            Spreads both = spreads;
            Spread now = aligned ? both.vectors : both.values;
            Strategy strategy = now.choose(grid, lanes, scalars);
            Sized l = last;
            if (l != null && l.spread == now && l.grid == grid && l.lanes == lanes && l.strategy.equals(strategy)) {
                return l;
            }
            ItemKernel code = compiled.computeIfAbsent(strategy, s -> build(now.kernel(s)));
            long[] group = strategy.local();
            long most = code.mostInGroup();
            if (group[0] * group[1] > most) {
                // The compiler needed so many registers that the device has smaller groups for this kernel.
                spreads = spreads(most);
                continue;
            }
            Sized s = new Sized(now, strategy, grid, lanes, code, now.global(strategy, grid, lanes, scalars), group);
            last = s;
            return s;
        }
    }

    @Override
    public String source() {
        return launched().map(ItemKernel::text).orElse("");
    }

    @Override
    public String assembly() {
        return launched().map(ItemKernel::assembly).orElse("");
    }

    /** What was launched last. */
    private Optional<ItemKernel> launched() {
        Sized l = last;
        return l != null ? Optional.of(l.code) : compiled.values().stream().findFirst();
    }
}
