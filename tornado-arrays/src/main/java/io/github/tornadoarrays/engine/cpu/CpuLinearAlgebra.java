package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.ffi.DeepStack;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Factorisations by LAPACK, small ones of a stack by all workers. */
final class CpuLinearAlgebra implements LinearAlgebra {
    /** Operations up to which OpenBLAS uses one thread, so that a stack is better divided among ours. */
    private static final double SMALL = 1e6;

    /** Operations up to which OpenBLAS has little use for several threads. */
    private static final double MIDDLE = 3e7;

    /** Operations worth a task of their own. */
    private static final double GRAIN = 1e5;

    private static final byte NO = 'N';
    private static final byte YES = 'V';
    private static final byte LOWER = 'L';

    /** Factorises some matrices of a stack. */
    @FunctionalInterface
    private interface Part {
        void run(MethodHandle routine, NativeOperands operands, long from, long to) throws Throwable;
    }

    /** @param operations of each matrix, about */
    private static void run(Lapack routine, long count, double operations, Part part) {
        boolean brief = operations <= SMALL;
        Workers.RangeTask task = (from, to) -> {
            try (NativeOperands operands = new NativeOperands(brief)) {
                part.run(brief ? routine.brief() : routine.lasting(), operands, from, to);
            } catch (Throwable t) {
                throw Pieces.unexpected(t);
            }
        };
        if (brief) {
            Workers.run(count, Math.max(1, (long) (GRAIN / operations)), task);
        } else {
            runDeep(count, operations <= MIDDLE ? Workers.threads() : 1, task);
        }
    }

    /**
     * Runs a task for all of [0, count) on so many threads at most, and waits for all. OpenBLAS's parallel factorisations call themselves, with half
     * a megabyte of bookkeeping each time.
     */
    private static void runDeep(long count, int threads, Workers.RangeTask task) {
        long parts = Math.min(count, threads);
        List<Future<@Nullable Void>> begun = new ArrayList<>();
        for (long i = 0; i < parts; i++) {
            long from = count * i / parts;
            long to = count * (i + 1) / parts;
            begun.add(DeepStack.begin(() -> {
                task.run(from, to);
                return null;
            }));
        }
        RuntimeException failure = null;
        for (Future<@Nullable Void> part : begun) {
            try {
                DeepStack.await(part);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What a routine does with a matrix of a number of elements, complex ones counted as four. */
    private static double operations(DType type, double factor, int m, int n, int k) {
        return Math.max(1, factor * m * n * k * (type.isComplex() ? 4 : 1));
    }

    /** Whether square matrices are better decomposed one after the other, each by all workers. */
    private static boolean isLarge(DType type, int n) {
        return operations(type, 0.67, n, n, n) > MIDDLE && BlockedLu.suits(n);
    }

    private static HostBuffer statuses(long count) {
        return HostPool.allocate(DType.INT32, count);
    }

    /** What LAPACK since 3.7 says of a matrix with NaN that has no singular values: that the argument with it is wrong. */
    private static final int NOT_A_NUMBER = -5;

    private static void put(HostBuffer status, long i, int info, Lapack routine) {
        if (info < 0) {
            throw new IllegalStateException(routine.function() + ": argument " + -info + " is wrong");
        }
        status.setLong(i, info);
    }

    private static MemorySegment at(MemorySegment stack, long i, long elements, DType type) {
        return elements == 0 ? stack : stack.asSlice(i * elements * type.itemSize(), elements * type.itemSize());
    }

    /** How much workspace a routine has asked for in its first element. */
    private static int asked(MemorySegment work, DType type) {
        double length = type.part() == DType.FLOAT32
                ? work.get(ValueLayout.JAVA_FLOAT, 0)
                : work.get(ValueLayout.JAVA_DOUBLE, 0);
        return (int)
                Math.min(Integer.MAX_VALUE - 8, Math.ceil(length * (type.part() == DType.FLOAT32 ? 1 + 0x1p-22 : 1)));
    }

    // ---- systems of equations

    @Override
    public Buffer lu(String op, Buffer a, long count, int n) {
        Lapack getrf = Lapack.of(op, a.dtype(), "getrf");
        HostBuffer pivots = HostPool.allocate(DType.INT32, count * n);
        HostBuffer status = statuses(count);
        DType type = a.dtype();
        long size = (long) n * n;
        if (isLarge(type, n)) {
            for (long i = 0; i < count; i++) {
                status.setLong(i, BlockedLu.factor(op, (HostBuffer) a, pivots, i, n));
            }
            return pivots;
        }
        run(getrf, count, operations(type, 0.67, n, n, n), (f, operands, from, to) -> {
            MemorySegment x = operands.of((HostBuffer) a);
            MemorySegment p = operands.of(pivots);
            for (long i = from; i < to; i++) {
                MemorySegment each = at(x, i, size, type);
                int info = (int) f.invokeExact(Lapack.COLUMN_MAJOR, n, n, each, n, at(p, i, n, DType.INT32));
                put(status, i, info, getrf);
            }
        });
        return pivots;
    }

    @Override
    public Buffer solve(String op, Buffer a, Buffer b, long count, int n, int k) {
        Lapack gesv = Lapack.of(op, a.dtype(), "gesv");
        HostBuffer status = statuses(count);
        DType type = a.dtype();
        if (isLarge(type, n)) {
            for (long i = 0; i < count; i++) {
                status.setLong(i, BlockedLu.solve(op, (HostBuffer) a, (HostBuffer) b, i, n, k));
            }
            return status;
        }
        double operations = operations(type, 0.67, n, n, n) + operations(type, 2, n, n, k);
        run(gesv, count, operations, (f, operands, from, to) -> {
            MemorySegment x = operands.of((HostBuffer) a);
            MemorySegment y = operands.of((HostBuffer) b);
            MemorySegment pivots = operands.work(DType.INT32, n);
            for (long i = from; i < to; i++) {
                MemorySegment matrix = at(x, i, (long) n * n, type);
                MemorySegment right = at(y, i, (long) n * k, type);
                int info = (int) f.invokeExact(Lapack.COLUMN_MAJOR, n, k, matrix, n, pivots, right, n);
                put(status, i, info, gesv);
            }
        });
        return status;
    }

    @Override
    public Buffer cholesky(String op, Buffer a, long count, int n) {
        Lapack potrf = Lapack.of(op, a.dtype(), "potrf");
        HostBuffer status = statuses(count);
        DType type = a.dtype();
        run(potrf, count, operations(type, 0.33, n, n, n), (f, operands, from, to) -> {
            MemorySegment x = operands.of((HostBuffer) a);
            for (long i = from; i < to; i++) {
                int info = (int) f.invokeExact(Lapack.COLUMN_MAJOR, LOWER, n, at(x, i, (long) n * n, type), n);
                put(status, i, info, potrf);
            }
        });
        return status;
    }

    // ---- orthogonal factors

    @Override
    public Buffer qr(String op, Buffer a, long count, int m, int n) {
        Lapack geqrf = Lapack.of(op, a.dtype(), "geqrf");
        DType type = a.dtype();
        int k = Math.min(m, n);
        HostBuffer factors = HostPool.allocate(type, count * k);
        HostBuffer status = statuses(count);
        run(geqrf, count, operations(type, 2, m, n, k), (f, operands, from, to) -> {
            MemorySegment x = operands.of((HostBuffer) a);
            MemorySegment tau = operands.of(factors);
            MemorySegment first = operands.work(type, 1);
            put(status, from, (int) f.invokeExact(Lapack.COLUMN_MAJOR, m, n, x, m, tau, first, -1), geqrf);
            int length = asked(first, type);
            MemorySegment work = operands.work(type, length);
            for (long i = from; i < to; i++) {
                MemorySegment matrix = at(x, i, (long) m * n, type);
                int info = (int) f.invokeExact(Lapack.COLUMN_MAJOR, m, n, matrix, m, at(tau, i, k, type), work, length);
                put(status, i, info, geqrf);
            }
        });
        return factors;
    }

    @Override
    public void q(String op, Buffer a, Buffer factors, long count, int m, int n, int k) {
        DType type = a.dtype();
        Lapack orgqr = Lapack.of(op, type, type.isComplex() ? "ungqr" : "orgqr");
        HostBuffer status = statuses(count);
        run(orgqr, count, operations(type, 4, m, n, k), (f, operands, from, to) -> {
            MemorySegment x = operands.of((HostBuffer) a);
            MemorySegment tau = operands.of((HostBuffer) factors);
            MemorySegment first = operands.work(type, 1);
            put(status, from, (int) f.invokeExact(Lapack.COLUMN_MAJOR, m, n, k, x, m, tau, first, -1), orgqr);
            int length = asked(first, type);
            MemorySegment work = operands.work(type, length);
            for (long i = from; i < to; i++) {
                MemorySegment matrix = at(x, i, (long) m * n, type);
                int info =
                        (int) f.invokeExact(Lapack.COLUMN_MAJOR, m, n, k, matrix, m, at(tau, i, k, type), work, length);
                put(status, i, info, orgqr);
            }
        });
    }

    // ---- eigenvalues and singular values

    @Override
    public Eigen eigh(String op, Buffer a, long count, int n, boolean vectors) {
        DType type = a.dtype();
        boolean complex = type.isComplex();
        Lapack evd = Lapack.of(op, type, complex ? "heevd" : "syevd");
        HostBuffer values = HostPool.allocate(type.real(), count * n);
        HostBuffer status = statuses(count);
        byte job = vectors ? YES : NO;
        run(evd, count, operations(type, vectors ? 9 : 1.5, n, n, n), (f, operands, from, to) -> {
            MemorySegment x = operands.of((HostBuffer) a);
            MemorySegment w = operands.of(values);
            MemorySegment first = operands.work(type, 1);
            MemorySegment firstReal = operands.work(type.real(), 1);
            MemorySegment firstInteger = operands.work(DType.INT32, 1);
            int info = complex
                    ? (int) f.invokeExact(
                            Lapack.COLUMN_MAJOR, job, LOWER, n, x, n, w, first, -1, firstReal, -1, firstInteger, -1)
                    : (int) f.invokeExact(Lapack.COLUMN_MAJOR, job, LOWER, n, x, n, w, first, -1, firstInteger, -1);
            put(status, from, info, evd);
            int length = asked(first, type);
            int reals = complex ? asked(firstReal, type) : 1;
            int integers = firstInteger.get(ValueLayout.JAVA_INT, 0);
            MemorySegment work = operands.work(type, length);
            MemorySegment realWork = operands.work(type.real(), reals);
            MemorySegment integerWork = operands.work(DType.INT32, integers);
            for (long i = from; i < to; i++) {
                MemorySegment matrix = at(x, i, (long) n * n, type);
                MemorySegment each = at(w, i, n, type.real());
                info = complex
                        ? (int) f.invokeExact(
                                Lapack.COLUMN_MAJOR,
                                job,
                                LOWER,
                                n,
                                matrix,
                                n,
                                each,
                                work,
                                length,
                                realWork,
                                reals,
                                integerWork,
                                integers)
                        : (int) f.invokeExact(
                                Lapack.COLUMN_MAJOR,
                                job,
                                LOWER,
                                n,
                                matrix,
                                n,
                                each,
                                work,
                                length,
                                integerWork,
                                integers);
                put(status, i, info, evd);
            }
        });
        return new Eigen(values, a, status);
    }

    @Override
    public Svd svd(String op, Buffer a, long count, int m, int n, Vectors vectors) {
        DType type = a.dtype();
        boolean complex = type.isComplex();
        Lapack gesdd = Lapack.of(op, type, "gesdd");
        int k = n;
        boolean none = vectors == Vectors.NONE;
        int columns = none ? 0 : vectors == Vectors.FULL ? m : k;
        int rows = none ? 0 : n;
        byte job = none ? NO : vectors == Vectors.FULL ? (byte) 'A' : (byte) 'S';
        HostBuffer u = HostPool.allocate(type, count * m * columns);
        HostBuffer s = HostPool.allocate(type.real(), count * k);
        HostBuffer vh = HostPool.allocate(type, count * rows * n);
        HostBuffer status = statuses(count);
        // as zgesdd's documentation has it, and not less than LAPACK before 3.7 wants
        long reals = complex ? Math.max(5L * k * k + 7L * k, 2L * m * k + 2L * k * k + k) : 1;
        int ldu = Math.max(1, none ? 1 : m);
        int ldv = Math.max(1, rows);
        run(gesdd, count, operations(type, none ? 3 : 12, m, n, k), (f, operands, from, to) -> {
            MemorySegment x = operands.of((HostBuffer) a);
            MemorySegment left = operands.of(u);
            MemorySegment values = operands.of(s);
            MemorySegment right = operands.of(vh);
            MemorySegment first = operands.work(type, 1);
            MemorySegment realWork = operands.work(type.real(), reals);
            MemorySegment integers = operands.work(DType.INT32, 8L * k);
            int info = complex
                    ? (int) f.invokeExact(
                            Lapack.COLUMN_MAJOR,
                            job,
                            m,
                            n,
                            x,
                            m,
                            values,
                            left,
                            ldu,
                            right,
                            ldv,
                            first,
                            -1,
                            realWork,
                            integers)
                    : (int) f.invokeExact(
                            Lapack.COLUMN_MAJOR, job, m, n, x, m, values, left, ldu, right, ldv, first, -1, integers);
            put(status, from, info, gesdd);
            int length = asked(first, type);
            MemorySegment work = operands.work(type, length);
            for (long i = from; i < to; i++) {
                MemorySegment matrix = at(x, i, (long) m * n, type);
                MemorySegment ui = at(left, i, (long) m * columns, type);
                MemorySegment si = at(values, i, k, type.real());
                MemorySegment vi = at(right, i, (long) rows * n, type);
                info = complex
                        ? (int) f.invokeExact(
                                Lapack.COLUMN_MAJOR,
                                job,
                                m,
                                n,
                                matrix,
                                m,
                                si,
                                ui,
                                ldu,
                                vi,
                                ldv,
                                work,
                                length,
                                realWork,
                                integers)
                        : (int) f.invokeExact(
                                Lapack.COLUMN_MAJOR,
                                job,
                                m,
                                n,
                                matrix,
                                m,
                                si,
                                ui,
                                ldu,
                                vi,
                                ldv,
                                work,
                                length,
                                integers);
                put(status, i, info == NOT_A_NUMBER ? 1 : info, gesdd);
            }
        });
        return new Svd(u, s, vh, true, status);
    }

    @Override
    public Eigen eig(String op, Buffer a, long count, int n, boolean vectors) {
        DType type = a.dtype();
        boolean complex = type.isComplex();
        Lapack geev = Lapack.of(op, type, "geev");
        DType valueType = type.part() == DType.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128;
        HostBuffer values = HostPool.allocate(valueType, count * n);
        HostBuffer right = HostPool.allocate(type, vectors ? count * n * n : 0);
        HostBuffer status = statuses(count);
        byte job = vectors ? YES : NO;
        run(geev, count, operations(type, vectors ? 25 : 10, n, n, n), (f, operands, from, to) -> {
            MemorySegment x = operands.of((HostBuffer) a);
            MemorySegment w = operands.of(values);
            MemorySegment v = operands.of(right);
            MemorySegment two = operands.work(type.real(), 2L * n);
            MemorySegment first = operands.work(type, 1);
            MemorySegment none = MemorySegment.NULL;
            MemorySegment re = at(two, 0, n, type.real());
            MemorySegment im = at(two, 1, n, type.real());
            int info = complex
                    ? (int) f.invokeExact(Lapack.COLUMN_MAJOR, NO, job, n, x, n, w, none, n, v, n, first, -1, two)
                    : (int) f.invokeExact(Lapack.COLUMN_MAJOR, NO, job, n, x, n, re, im, none, n, v, n, first, -1);
            put(status, from, info, geev);
            int length = asked(first, type);
            MemorySegment work = operands.work(type, length);
            for (long i = from; i < to; i++) {
                MemorySegment matrix = at(x, i, (long) n * n, type);
                MemorySegment vi = vectors ? at(v, i, (long) n * n, type) : v;
                MemorySegment wi = at(w, i, n, valueType);
                info = complex
                        ? (int) f.invokeExact(
                                Lapack.COLUMN_MAJOR, NO, job, n, matrix, n, wi, none, n, vi, n, work, length, two)
                        : (int) f.invokeExact(
                                Lapack.COLUMN_MAJOR, NO, job, n, matrix, n, re, im, none, n, vi, n, work, length);
                put(status, i, info, geev);
                if (!complex) {
                    zip(re, im, wi, n, type);
                }
            }
        });
        return new Eigen(values, right, status);
    }

    /** Writes real and imaginary parts as complex numbers. */
    private static void zip(MemorySegment re, MemorySegment im, MemorySegment to, int n, DType type) {
        if (type == DType.FLOAT32) {
            for (int i = 0; i < n; i++) {
                to.setAtIndex(ValueLayout.JAVA_FLOAT, 2L * i, re.getAtIndex(ValueLayout.JAVA_FLOAT, i));
                to.setAtIndex(ValueLayout.JAVA_FLOAT, 2L * i + 1, im.getAtIndex(ValueLayout.JAVA_FLOAT, i));
            }
        } else {
            for (int i = 0; i < n; i++) {
                to.setAtIndex(ValueLayout.JAVA_DOUBLE, 2L * i, re.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
                to.setAtIndex(ValueLayout.JAVA_DOUBLE, 2L * i + 1, im.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
            }
        }
    }
}
