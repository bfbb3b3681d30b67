package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.driver.DriverBuffer;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Factorisations by cuSOLVER's 64-bit functions, one matrix of a stack after another, but for small ones, which are done together: by
 * cuBLAS, and by what cuSOLVER has for stacks.
 *
 * @param others what does the factorisations that the installed version lacks
 */
record CudaLinearAlgebra(DriverEngine engine, CudaDriver driver, Cublas blas, Cusolver solver, LinearAlgebra others)
        implements LinearAlgebra {
    /** The longest side of matrices that are factorised together: above, one fills the card. */
    private static final int SMALL = 256;

    /** The longest side that Jacobi's method takes for stacks. */
    private static final int JACOBI = 32;

    /** The longest side of matrices that functions of ints take. */
    private static final int LEGACY = 1 << 15;

    private static final int LOWER = 0;
    private static final int NO_TRANSPOSE = 0;

    // ---- memory

    /** The address of what this thread's stream is about to use. */
    private long address(Buffer buffer, boolean written) {
        DriverBuffer b = engine.own(buffer);
        engine.order(b, written);
        return b.memory().handle();
    }

    private Buffer allocate(DType type, long length) {
        return engine.allocate(type, length);
    }

    /** The addresses of the matrices of a stack, on the card. */
    private Buffer addresses(long stack, long bytes, long count) {
        long[] all = new long[(int) count];
        Arrays.setAll(all, i -> stack + i * bytes);
        return engine.fromHost(HostBuffer.of(DType.INT64, count, all));
    }

    private void run(Runnable calls) {
        driver.enter();
        solver.in(driver.stream(), calls);
    }

    private static Object[] joined(Object[] first, Object... then) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(then)).toArray();
    }

    /**
     * Calls a 64-bit function for each matrix, with workspaces of the sizes that it asks for.
     *
     * @param sizing what the function that tells the sizes takes before where it puts them
     * @param operands what the function takes before the workspaces, for a matrix
     */
    private void each(
            String function,
            long count,
            Object[] sizing,
            LongFunction<Object[]> operands,
            Buffer status,
            Object... last) {
        long info = address(status, true);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sizes = arena.allocate(JAVA_LONG, 2);
            Object[] places = {sizes, sizes.asSlice(8)};
            solver.call(
                    function + "_bufferSize",
                    joined(joined(sizing, places), function.endsWith("Batched") ? last : new Object[0]));
            long onDevice = sizes.getAtIndex(JAVA_LONG, 0);
            long onHost = sizes.getAtIndex(JAVA_LONG, 1);
            Buffer workspace = allocate(DType.UINT8, Math.max(1, onDevice));
            long work = address(workspace, true);
            MemorySegment host = arena.allocate(Math.max(1, onHost), 64);
            for (long i = 0; i < count; i++) {
                Object[] arguments = joined(operands.apply(i), work, onDevice, host, onHost, info + 4 * i);
                solver.call(function, joined(arguments, last));
            }
            // What uses its memory next comes after this.
            engine.release(workspace);
            if (onHost > 0) {
                driver.finish();
            }
        }
    }

    /** How much workspace an older function asks for. */
    private int asked(String function, LongFunction<Object[]> arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(JAVA_INT);
            solver.call(
                    function,
                    Arrays.stream(arguments.apply(0))
                            .map(a -> a == WORK ? length : a)
                            .toArray());
            return length.get(JAVA_INT, 0);
        }
    }

    /** Stands for where an older function puts the length of its workspace. */
    private static final Object WORK = new Object();

    private static long bytes(DType type, long m, long n) {
        return m * n * type.itemSize();
    }

    // ---- systems of equations

    @Override
    public Buffer lu(String op, Buffer a, long count, int n) {
        Buffer status = allocate(DType.INT32, count);
        return lu(a, count, n, status);
    }

    private static boolean together(long count, int n) {
        return count > 1 && n <= SMALL && count <= Integer.MAX_VALUE;
    }

    private Buffer lu(Buffer a, long count, int n, Buffer status) {
        DType type = a.dtype();
        int data = Cublas.dataType(type);
        long x = address(a, true);
        long size = bytes(type, n, n);
        if (together(count, n)) {
            Buffer pivots = allocate(DType.INT32, count * n);
            Buffer matrices = addresses(x, size, count);
            driver.enter();
            blas.lu(
                    driver.stream(),
                    type,
                    n,
                    address(matrices, false),
                    address(pivots, true),
                    address(status, true),
                    (int) count);
            engine.release(matrices);
            return pivots;
        }
        if (n <= LEGACY) {
            return luOfInts(a, x, count, n, status);
        }
        Buffer pivots = allocate(DType.INT64, count * n);
        long p = address(pivots, true);
        Object[] sizing = {solver.parameters(), (long) n, (long) n, data, x, (long) n, data};
        run(() -> each(
                "cusolverDnXgetrf",
                count,
                sizing,
                i -> new Object[] {
                    solver.parameters(), (long) n, (long) n, data, x + i * size, (long) n, p + i * n * 8, data
                },
                status));
        return pivots;
    }

    /** By the older functions, which need no memory of the host's and so no wait for it. */
    private Buffer luOfInts(Buffer a, long x, long count, int n, Buffer status) {
        DType type = a.dtype();
        String function = "cusolverDn" + Cublas.letter(type) + "getrf";
        Buffer pivots = allocate(DType.INT32, count * n);
        long p = address(pivots, true);
        long info = address(status, true);
        run(() -> {
            int length = asked(function + "_bufferSize", _ -> new Object[] {n, n, x, n, WORK});
            Buffer workspace = allocate(type, Math.max(1, length));
            long work = address(workspace, true);
            for (long i = 0; i < count; i++) {
                solver.call(function, n, n, x + i * bytes(type, n, n), n, work, p + 4 * i * n, info + 4 * i);
            }
            engine.release(workspace);
        });
        return pivots;
    }

    @Override
    public Buffer solve(String op, Buffer a, Buffer b, long count, int n, int k) {
        DType type = a.dtype();
        int data = Cublas.dataType(type);
        Buffer status = allocate(DType.INT32, count);
        Buffer pivots = lu(a, count, n, status);
        long x = address(a, false);
        long y = address(b, true);
        long p = address(pivots, false);
        long size = bytes(type, n, n);
        long width = bytes(type, n, k);
        if (together(count, n)) {
            Buffer matrices = addresses(x, size, count);
            Buffer right = addresses(y, width, count);
            driver.enter();
            blas.solve(driver.stream(), type, n, k, address(matrices, false), p, address(right, false), (int) count);
            engine.release(matrices);
            engine.release(right);
        } else {
            Buffer done = allocate(DType.INT32, count);
            long info = address(done, true);
            String getrs = "cusolverDn" + Cublas.letter(type) + "getrs";
            run(() -> {
                for (long i = 0; i < count; i++) {
                    if (n <= LEGACY) {
                        long right = y + i * width;
                        solver.call(getrs, NO_TRANSPOSE, n, k, x + i * size, n, p + 4 * i * n, right, n, info + 4 * i);
                        continue;
                    }
                    solver.call(
                            "cusolverDnXgetrs",
                            solver.parameters(),
                            NO_TRANSPOSE,
                            (long) n,
                            (long) k,
                            data,
                            x + i * size,
                            (long) n,
                            p + i * n * 8,
                            data,
                            y + i * width,
                            (long) n,
                            info + 4 * i);
                }
            });
            engine.release(done);
        }
        engine.release(pivots);
        Reference.reachabilityFence(a);
        return status;
    }

    @Override
    public Buffer cholesky(String op, Buffer a, long count, int n) {
        DType type = a.dtype();
        int data = Cublas.dataType(type);
        Buffer status = allocate(DType.INT32, count);
        long x = address(a, true);
        long size = bytes(type, n, n);
        if (together(count, n)) {
            Buffer matrices = addresses(x, size, count);
            long all = address(matrices, false);
            long info = address(status, true);
            run(() -> solver.call(
                    "cusolverDn" + Cublas.letter(type) + "potrfBatched", LOWER, n, all, n, info, (int) count));
            engine.release(matrices);
            return status;
        }
        Object[] sizing = {solver.parameters(), LOWER, (long) n, data, x, (long) n, data};
        run(() -> each(
                "cusolverDnXpotrf",
                count,
                sizing,
                i -> new Object[] {solver.parameters(), LOWER, (long) n, data, x + i * size, (long) n, data},
                status));
        return status;
    }

    // ---- orthogonal factors

    @Override
    public Buffer qr(String op, Buffer a, long count, int m, int n) {
        DType type = a.dtype();
        int data = Cublas.dataType(type);
        int k = Math.min(m, n);
        Buffer factors = allocate(type, count * k);
        Buffer status = allocate(DType.INT32, count);
        long x = address(a, true);
        long tau = address(factors, true);
        Object[] sizing = {solver.parameters(), (long) m, (long) n, data, x, (long) m, data, tau, data};
        run(() -> each(
                "cusolverDnXgeqrf",
                count,
                sizing,
                i -> new Object[] {
                    solver.parameters(),
                    (long) m,
                    (long) n,
                    data,
                    x + i * bytes(type, m, n),
                    (long) m,
                    data,
                    tau + i * bytes(type, k, 1),
                    data
                },
                status));
        engine.release(status);
        return factors;
    }

    @Override
    public void q(String op, Buffer a, Buffer factors, long count, int m, int n, int k) {
        DType type = a.dtype();
        String function = "cusolverDn" + Cublas.letter(type) + (type.isComplex() ? "ungqr" : "orgqr");
        Buffer status = allocate(DType.INT32, count);
        long x = address(a, true);
        long tau = address(factors, false);
        long info = address(status, true);
        run(() -> {
            int length = asked(function + "_bufferSize", _ -> new Object[] {m, n, k, x, m, tau, WORK});
            Buffer workspace = allocate(type, Math.max(1, length));
            long work = address(workspace, true);
            for (long i = 0; i < count; i++) {
                long matrix = x + i * bytes(type, m, n);
                solver.call(function, m, n, k, matrix, m, tau + i * bytes(type, k, 1), work, length, info + 4 * i);
            }
            engine.release(workspace);
        });
        engine.release(status);
        Reference.reachabilityFence(factors);
    }

    // ---- eigenvalues and singular values

    @Override
    public Eigen eigh(String op, Buffer a, long count, int n, boolean vectors) {
        DType type = a.dtype();
        int data = Cublas.dataType(type);
        int real = Cublas.dataType(type.real());
        int job = vectors ? 1 : 0;
        Buffer values = allocate(type.real(), count * n);
        Buffer status = allocate(DType.INT32, count);
        long x = address(a, true);
        long w = address(values, true);
        boolean together = count > 1 && solver.has("cusolverDnXsyevBatched");
        LongFunction<Object[]> operands = i -> new Object[] {
            solver.parameters(),
            job,
            LOWER,
            (long) n,
            data,
            x + i * bytes(type, n, n),
            (long) n,
            real,
            w + i * bytes(type.real(), n, 1),
            data
        };
        run(() -> {
            if (together) {
                each("cusolverDnXsyevBatched", 1, operands.apply(0), operands, status, count);
            } else {
                each("cusolverDnXsyevd", count, operands.apply(0), operands, status);
            }
        });
        return new Eigen(values, a, status);
    }

    @Override
    public Svd svd(String op, Buffer a, long count, int m, int n, Vectors vectors) {
        DType type = a.dtype();
        boolean none = vectors == Vectors.NONE;
        boolean full = vectors == Vectors.FULL;
        int columns = full ? m : n;
        int job = none ? 0 : 1;
        int thin = full ? 0 : 1;
        Buffer s = allocate(type.real(), count * n);
        Buffer u = allocate(type, none ? 0 : count * m * columns);
        Buffer v = allocate(type, none ? 0 : count * n * n);
        Buffer status = allocate(DType.INT32, count);
        long x = address(a, true);
        long values = address(s, true);
        long left = none ? 0 : address(u, true);
        long right = none ? 0 : address(v, true);
        long info = address(status, true);
        long jacobi = solver.jacobi();
        String function = "cusolverDn" + Cublas.letter(type) + "gesvdj";
        boolean together = count > 1 && m <= JACOBI && (none || full || m == n) && count <= Integer.MAX_VALUE;
        run(() -> {
            int length = together
                    ? asked(function + "Batched_bufferSize", _ ->
                            new Object[] {job, m, n, x, m, values, left, m, right, n, WORK, jacobi, (int) count})
                    : asked(function + "_bufferSize", _ ->
                            new Object[] {job, thin, m, n, x, m, values, left, m, right, n, WORK, jacobi});
            Buffer workspace = allocate(type, Math.max(1, length));
            long work = address(workspace, true);
            if (together) {
                solver.call(
                        function + "Batched",
                        job,
                        m,
                        n,
                        x,
                        m,
                        values,
                        left,
                        m,
                        right,
                        n,
                        work,
                        length,
                        info,
                        jacobi,
                        (int) count);
            }
            for (long i = 0; i < count && !together; i++) {
                solver.call(
                        function,
                        job,
                        thin,
                        m,
                        n,
                        x + i * bytes(type, m, n),
                        m,
                        values + i * bytes(type.real(), n, 1),
                        none ? 0L : left + i * bytes(type, m, columns),
                        m,
                        none ? 0L : right + i * bytes(type, n, n),
                        n,
                        work,
                        length,
                        info + 4 * i,
                        jacobi);
            }
            engine.release(workspace);
        });
        Reference.reachabilityFence(a);
        return new Svd(u, s, v, false, status);
    }

    @Override
    public Eigen eig(String op, Buffer a, long count, int n, boolean vectors) {
        if (!solver.has("cusolverDnXgeev")) {
            return others.eig(op, a, count, n, vectors);
        }
        DType type = a.dtype();
        DType complex = type.complex();
        int data = Cublas.dataType(type);
        Buffer values = allocate(complex, count * n);
        Buffer right = allocate(type, vectors ? count * n * n : 0);
        Buffer status = allocate(DType.INT32, count);
        long x = address(a, true);
        long w = address(values, true);
        long v = vectors ? address(right, true) : 0;
        LongFunction<Object[]> operands = i -> new Object[] {
            solver.parameters(),
            0,
            vectors ? 1 : 0,
            (long) n,
            data,
            x + i * bytes(type, n, n),
            (long) n,
            Cublas.dataType(complex),
            w + i * bytes(complex, n, 1),
            data,
            0L,
            (long) n,
            data,
            vectors ? v + i * bytes(type, n, n) : 0L,
            (long) n,
            data
        };
        run(() -> each("cusolverDnXgeev", count, operands.apply(0), operands, status));
        return new Eigen(values, right, status);
    }
}
