package io.github.tornadoarrays.device.cuda;

import static io.github.tornadoarrays.device.cuda.Sources.constant;
import static io.github.tornadoarrays.device.cuda.Sources.name;
import static io.github.tornadoarrays.device.cuda.Sources.type;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Engine.Argument;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.engine.driver.Driver;
import io.github.tornadoarrays.engine.driver.Driver.Fourier;
import io.github.tornadoarrays.engine.driver.DriverBuffer;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;

/**
 * Fourier transforms by the vendor's library, which works in memory of the pool. Factors and what must be 0 of its operands are made by
 * {@code fourier.cu}. Many small transforms of elements apart go to the routines of all devices, being one call each for the library.
 */
final class CudaTransforms implements Transforms {
    private static final int THREADS = 256;

    /** Values that a thread has. */
    private static final int VALUES = 4;

    /** From here on, the elements of a call make up for it. */
    private static final long WORTH_A_CALL = 1 << 18;

    private static final long FEW_CALLS = 16;

    private final Sources sources;
    private final Transforms others;

    CudaTransforms(Sources sources, Transforms others) {
        this.sources = sources;
        this.others = others;
    }

    static String constants(DType type) {
        return type("T", name(type.part())) + constant("THREADS", THREADS) + constant("VALUES", VALUES);
    }

    private boolean mine() {
        return sources.engine().started().driver().transforms();
    }

    private static List<Long> list(long[] n) {
        return Arrays.stream(n).boxed().toList();
    }

    /** Each of {@code calls} transforms what is as many elements further on. */
    private void run(Fourier transform, Buffer from, Buffer to, long calls, boolean forward) {
        DriverEngine engine = sources.engine();
        Driver driver = engine.started().driver();
        DriverBuffer x = engine.own(from);
        DriverBuffer y = engine.own(to);
        DriverBuffer workspace = engine.own(engine.allocate(DType.UINT8, driver.workspaceBytes(transform)));
        engine.order(x, false);
        engine.order(y, true);
        engine.order(workspace, true);
        long stepX = x.length() / calls * x.dtype().itemSize();
        long stepY = y.length() / calls * y.dtype().itemSize();
        for (long i = 0; i < calls; i++) {
            driver.transform(
                    transform,
                    x.memory().handle() + i * stepX,
                    y.memory().handle() + i * stepY,
                    forward,
                    workspace.memory());
        }
        engine.release(workspace);
        Reference.reachabilityFence(x);
    }

    private void scale(Buffer x, double factor) {
        if (factor != 1) {
            long values = x.length() * x.dtype().parts();
            sources.kernel("fourier", constants(x.dtype()), "scale")
                    .launch(Math.ceilDiv(values, (long) THREADS * VALUES), THREADS, 0, x, values, number(factor));
        }
    }

    private static Argument number(double x) {
        return new Argument.Scalar(DType.FLOAT64, Double.doubleToRawLongBits(x));
    }

    @Override
    public Buffer complex(Buffer x, long outer, long[] n, long inner, boolean forward, double scale) {
        long calls = inner == 1 ? 1 : outer;
        if (!mine() || calls > FEW_CALLS && Shape.size(n) * inner < WORTH_A_CALL) {
            return others.complex(x, outer, n, inner, forward, scale);
        }
        Buffer out = sources.engine().allocate(x.dtype(), x.length());
        run(new Fourier(x.dtype(), x.dtype(), list(n), outer / calls, inner), x, out, calls, forward);
        scale(out, scale);
        return out;
    }

    @Override
    public Buffer fromReal(Buffer x, long outer, long[] n, double scale) {
        if (!mine()) {
            return others.fromReal(x, outer, n, scale);
        }
        DType type = x.dtype() == DType.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128;
        long last = n[n.length - 1];
        Buffer out = sources.engine().allocate(type, x.length() / last * (last / 2 + 1));
        run(new Fourier(x.dtype(), type, list(n), outer, 1), x, out, 1, true);
        scale(out, scale);
        return out;
    }

    @Override
    public Buffer toReal(Buffer x, long outer, long n, double scale) {
        if (!mine()) {
            return others.toReal(x, outer, n, scale);
        }
        DriverEngine engine = sources.engine();
        // A copy, since the library writes into what it reads; the factor goes along.
        Buffer mirrored = engine.allocate(x.dtype(), x.length());
        sources.kernel("fourier", constants(x.dtype()), "mirrored")
                .launch(
                        Math.ceilDiv(x.length(), (long) THREADS),
                        THREADS,
                        0,
                        x,
                        mirrored,
                        x.length(),
                        n / 2 + 1,
                        n % 2 == 0,
                        number(scale));
        Buffer out = engine.allocate(x.dtype().part(), outer * n);
        run(new Fourier(x.dtype(), out.dtype(), List.of(n), outer, 1), mirrored, out, 1, false);
        engine.release(mirrored);
        return out;
    }
}
