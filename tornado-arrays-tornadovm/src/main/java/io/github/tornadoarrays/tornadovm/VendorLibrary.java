package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.driver.Driver.Stack;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;
import uk.ac.manchester.tornado.runtime.library.LibraryRegistry;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryContext;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryInvocation;
import uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider;

/**
 * A library of the card's vendor, as TornadoVM has them for its library tasks; only its CUDA backend has any. A call is what TornadoVM's
 * interpreter does for such a task: it goes into the queue of all else.
 */
final class VendorLibrary {
    static final String CUBLAS = "nvidia/cublas";
    static final String CUFFT = "nvidia/cufft";

    private static final int OP_N = 0;
    private static final int OP_T = 1;

    /** Calls a function of a library; of the arguments that are memory, {@code pointers} has the address, else 0. */
    interface Call {
        void call(String function, @Nullable Object[] arguments, long[] pointers);
    }

    private final Call library;

    VendorLibrary(Call library) {
        this.library = library;
    }

    /** A library for a device; none where the SDK or the device has none. */
    static Optional<VendorLibrary> of(VmDevice device, String name) {
        try {
            return Optional.of(new VendorLibrary(device.get(() -> call(device, name))));
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** On the device's thread. */
    private static Call call(VmDevice device, String name) {
        TornadoLibraryProvider provider = LibraryRegistry.findProvider(name, device.device);
        LibraryContext context = LibraryRegistry.getOrCreateContext(provider, device.device, VmDevice.PLAN);
        return (function, arguments, pointers) -> {
            boolean[] isMemory = new boolean[pointers.length];
            for (int i = 0; i < pointers.length; i++) {
                isMemory[i] = pointers[i] != 0;
            }
            device.run(() -> {
                try {
                    provider.dispatch(
                            function,
                            new LibraryInvocation(
                                    arguments, pointers, isMemory, device.device, VmDevice.PLAN, context, null));
                } catch (RuntimeException e) {
                    throw new DeviceException("tornadovm: " + function + " of " + name + ": " + Sdk.reason(e));
                }
            });
        };
    }

    /**
     * Products of pairs of float32 matrices. The library's matrices lie column after column: what it makes of the operands in the other
     * order is the product's columns, which are our rows.
     */
    void multiply(int m, int n, int k, int pairs, Stack a, Stack b, Stack c) {
        @Nullable
        Object[] arguments = {
            order(b),
            order(a),
            n,
            m,
            k,
            1f,
            null,
            b.stride(),
            b.step(),
            null,
            a.stride(),
            a.step(),
            0f,
            null,
            c.stride(),
            c.step(),
            pairs
        };
        long[] pointers = new long[arguments.length];
        pointers[6] = at(b);
        pointers[9] = at(a);
        pointers[13] = at(c);
        library.call("cublasSgemmStridedBatched", arguments, pointers);
    }

    /** Transforms of rows of complex elements, not scaled. The library keeps a plan, and memory, for each number of rows and length. */
    void transform(DType type, long from, long to, int rows, int n, boolean forward) {
        @Nullable Object[] arguments = {null, null, n, rows};
        long[] pointers = {from + TornadoNativeArray.ARRAY_HEADER, to + TornadoNativeArray.ARRAY_HEADER, 0, 0};
        String direction = forward ? "Forward" : "Inverse";
        library.call("cufft" + direction + (type == DType.COMPLEX64 ? "C2C" : "Z2Z"), arguments, pointers);
    }

    private static int order(Stack x) {
        return x.transposed() ? OP_T : OP_N;
    }

    private static long at(Stack x) {
        return x.memory() + TornadoNativeArray.ARRAY_HEADER + x.first() * Float.BYTES;
    }
}
