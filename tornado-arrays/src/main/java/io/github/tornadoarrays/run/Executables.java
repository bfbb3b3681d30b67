package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import java.util.concurrent.ConcurrentHashMap;

/** The kernels compiled so far, by structure: sizes and strides are arguments, so other shapes of the same form find theirs here. */
final class Executables {
    private record Key(Engine engine, String identity, boolean divisible, boolean wide) {}

    private static final ConcurrentHashMap<Key, Engine.Executable> COMPILED = new ConcurrentHashMap<>();

    private Executables() {}

    static Engine.Executable get(Engine engine, Kernel kernel, boolean divisible, boolean wide) {
        // checks tell the kernel's name
        String identity = Modes.CHECKED ? Printer.print(kernel) : Printer.identity(kernel);
        Key key = new Key(engine, identity, divisible, wide);
        return COMPILED.computeIfAbsent(
                key,
                _ -> Modes.CHECKED
                        ? engine.compileChecked(kernel, divisible, wide)
                        : engine.compile(kernel, divisible, wide));
    }

    /** The number of kernels compiled so far. */
    static int count() {
        return COMPILED.size();
    }
}
