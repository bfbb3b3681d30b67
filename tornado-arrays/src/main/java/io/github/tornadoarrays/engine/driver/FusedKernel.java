package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.opt.Checks;
import io.github.tornadoarrays.opt.Spread;
import io.github.tornadoarrays.opt.Strategy;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A fused kernel: each launch chooses the way it is spread over work items, and each way is compiled when it is first chosen. */
final class FusedKernel implements Engine.Executable {
    private final DriverEngine engine;
    private final Kernel kernel;
    private final boolean divisible;
    private final boolean wide;
    private final boolean checked;
    private final ConcurrentHashMap<Strategy, ItemKernel> compiled = new ConcurrentHashMap<>();
    private volatile Spread spread;
    private volatile @Nullable Sized last;

    /** What a launch of one size comes to. */
    private record Sized(
            Spread spread, Strategy strategy, long grid, long lanes, ItemKernel code, long[] items, long[] group) {}

    FusedKernel(DriverEngine engine, Kernel kernel, boolean divisible, boolean wide, boolean checked) {
        this.engine = engine;
        this.kernel = kernel;
        this.divisible = divisible;
        this.wide = wide;
        this.checked = checked;
        this.spread = Spread.of(kernel, divisible, wide, engine.limits().machine(Integer.MAX_VALUE));
    }

    @Override
    public void launch(Buffer[] buffers, long[] scalars, Engine.Work work) {
        Engine.Range range = (Engine.Range) work;
        Sized sized = sized(range.grid(), range.lanes(), scalars);
        sized.code.launch(buffers, checked ? Checks.arguments(buffers, scalars) : scalars, sized.items, sized.group);
    }

    private ItemKernel build(Kernel items) {
        return ItemKernel.of(engine, checked ? Checks.apply(items) : items);
    }

    private Sized sized(long grid, long lanes, long[] scalars) {
        while (true) {
            Spread now = spread;
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
                spread = Spread.of(kernel, divisible, wide, engine.limits().machine(most));
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
