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
        Key key = new Key(engine, Printer.identity(kernel), divisible, wide);
        return COMPILED.computeIfAbsent(key, k -> engine.compile(kernel, divisible, wide));
    }

    /** The number of kernels compiled so far. */
    static int count() {
        return COMPILED.size();
    }
}
