package io.github.tornadoarrays.device;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.LinearAlgebra;
import java.util.List;

/** The factorisations of real matrices that are kernels of this package; the others are left to another. */
record DeviceLinearAlgebra(Engine engine, DeviceLibrary library, LinearAlgebra others) implements LinearAlgebra {
    private static final List<Long> GROUP = List.of((long) FactorKernels.GROUP);

    @Override
    public LinearAlgebra because(String reason) {
        return new DeviceLinearAlgebra(engine, library, others.because(reason));
    }

    private boolean ours(Buffer... operands) {
        for (Buffer b : operands) {
            if (b.dtype().isComplex() || b.length() > HostBuffer.MAX_ARRAY || !engine.computes(b.dtype())) {
                return false;
            }
        }
        return true;
    }

    /** A group for each matrix. */
    private void groups(String kernel, DType type, long count, Object... arguments) {
        library.routine(FactorKernels.class, kernel).run(type, List.of(count * FactorKernels.GROUP), GROUP, arguments);
    }

    /** A work item for each column, or element. */
    private void items(String kernel, DType type, long count, Object... arguments) {
        library.routine(FactorKernels.class, kernel).run(type, List.of(count), List.of(), arguments);
    }

    @Override
    public Buffer lu(String op, Buffer a, long count, int n) {
        if (!ours(a)) {
            return others.lu(op, a, count, n);
        }
        Buffer pivots = engine.allocate(DType.INT32, count * n);
        Buffer status = engine.allocate(DType.INT32, count);
        groups("lu", a.dtype(), count, a, pivots, status, n);
        engine.release(status);
        return pivots;
    }

    @Override
    public Buffer solve(String op, Buffer a, Buffer b, long count, int n, int k) {
        if (!ours(a, b)) {
            return others.solve(op, a, b, count, n, k);
        }
        Buffer pivots = engine.allocate(DType.INT32, count * n);
        Buffer status = engine.allocate(DType.INT32, count);
        groups("lu", a.dtype(), count, a, pivots, status, n);
        items("substitute", a.dtype(), count * k, a, pivots, b, count * k, n, k);
        engine.release(pivots);
        return status;
    }

    @Override
    public Buffer cholesky(String op, Buffer a, long count, int n) {
        if (!ours(a)) {
            return others.cholesky(op, a, count, n);
        }
        Buffer status = engine.allocate(DType.INT32, count);
        groups("cholesky", a.dtype(), count, a, status, n);
        return status;
    }

    @Override
    public Buffer qr(String op, Buffer a, long count, int m, int n) {
        if (!ours(a)) {
            return others.qr(op, a, count, m, n);
        }
        int k = Math.min(m, n);
        Buffer factors = engine.allocate(a.dtype(), count * k);
        groups("qr", a.dtype(), count, a, factors, m, n, k);
        return factors;
    }

    @Override
    public void q(String op, Buffer a, Buffer factors, long count, int m, int n, int k) {
        if (!ours(a)) {
            others.q(op, a, factors, count, m, n, k);
            return;
        }
        Buffer reflections = engine.allocate(a.dtype(), a.length());
        items("copy", a.dtype(), a.length(), a, reflections, a.length());
        items("q", a.dtype(), count * n, reflections, factors, a, count * n, m, n, k);
        engine.release(reflections);
    }

    // ---- what has no kernel

    @Override
    public Eigen eigh(String op, Buffer a, long count, int n, boolean vectors) {
        return others.eigh(op, a, count, n, vectors);
    }

    @Override
    public Svd svd(String op, Buffer a, long count, int m, int n, Vectors vectors) {
        return others.svd(op, a, count, m, n, vectors);
    }

    @Override
    public Eigen eig(String op, Buffer a, long count, int n, boolean vectors) {
        return others.eig(op, a, count, n, vectors);
    }
}
