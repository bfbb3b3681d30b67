package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Library.Matrix;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Products of stacks of matrices by a library of the device's vendor, which takes matrices that lie evenly far apart. */
final class Products {
    private Products() {}

    /** As {@code Library.multiply} says; null where the driver has no such library, or not for the type. */
    static @Nullable Buffer multiply(DriverEngine engine, Buffer a, Layout la, Buffer b, Layout lb) {
        Driver driver = engine.started().driver();
        DType type = a.dtype();
        int rank = la.rank();
        int m = (int) la.shape()[rank - 2];
        int k = (int) la.shape()[rank - 1];
        int n = (int) lb.shape()[rank - 1];
        long[] stack = Arrays.copyOf(la.shape(), rank - 2);
        long count = Shape.size(stack);
        if (!driver.multiplies(type) || count * m * n == 0 || k == 0) {
            return null;
        }
        Matrix x = Objects.requireNonNull(Matrix.of(la));
        Matrix y = Objects.requireNonNull(Matrix.of(lb));
        DriverBuffer from = engine.own(a);
        DriverBuffer with = engine.own(b);
        DriverBuffer to = engine.own(engine.allocate(type, count * m * n));
        engine.order(from, false);
        engine.order(with, false);
        engine.order(to, true);
        // The innermost axes along which both stacks are even are one call.
        int even = stack.length;
        long run = 1;
        long stepA = 0;
        long stepB = 0;
        while (even > 0) {
            int d = even - 1;
            if (run == 1) {
                stepA = la.strides()[d];
                stepB = lb.strides()[d];
            } else if (stack[d] != 1 && (la.strides()[d] != stepA * run || lb.strides()[d] != stepB * run)
                    || run * stack[d] > Integer.MAX_VALUE) {
                break;
            }
            run *= stack[d];
            even--;
        }
        long size = (long) m * n;
        DriverBuffer workspace = engine.own(engine.allocate(DType.UINT8, driver.workspaceBytes()));
        engine.order(workspace, true);
        for (long i = 0; i < count / run; i++) {
            long atA = la.offset();
            long atB = lb.offset();
            long rest = i;
            for (int d = even - 1; d >= 0; d--) {
                atA += rest % stack[d] * la.strides()[d];
                atB += rest % stack[d] * lb.strides()[d];
                rest /= stack[d];
            }
            driver.multiply(
                    type,
                    m,
                    n,
                    k,
                    (int) run,
                    new Driver.Stack(from.memory().handle(), atA, x.transposed(), x.stride(), stepA),
                    new Driver.Stack(with.memory().handle(), atB, y.transposed(), y.stride(), stepB),
                    new Driver.Stack(to.memory().handle(), i * run * size, false, n, size),
                    workspace.memory());
        }
        // What uses its memory next comes after the products.
        engine.release(workspace);
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(with);
        return to;
    }
}
