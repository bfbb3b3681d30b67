package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.tornado.TornadoKernelsTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels written for TornadoVM, with the arrays of its own API, on it and on plain Java. */
class TornadoVmKernelsTest {
    static List<TornadoKernelsTest.Case> cases() {
        return TornadoKernelsTest.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onTornadoVm(TornadoKernelsTest.Case c) throws ReflectiveOperationException {
        TornadoKernelsTest.equalsPlainJava("tornado:0", c);
    }
}
