package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.driver.Driver.Stack;
import io.github.tornadoarrays.engine.driver.Memory;
import io.github.tornadoarrays.ffi.Library;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * NVIDIA's library of matrix products, on one card. Floats are computed as wide as they are, 16-bit ones summed up in float32; TF32, which has
 * float32's range and 10 bits of its fraction, is used for float32 where {@code TORNADO_ARRAYS_TF32=1} asks for it.
 */
final class Cublas {
    private static final int OP_N = 0;
    private static final int OP_T = 1;
    private static final int GEMM_DEFAULT = -1;

    private static final boolean TF32 =
            "1".equals(System.getProperty("tornado.arrays.tf32", System.getenv("TORNADO_ARRAYS_TF32")));

    private final String device;
    private final MethodHandle gemm;
    private final MethodHandle setStream;
    private final MethodHandle setWorkspace;
    private final long handle;
    private final Library library;
    private final ConcurrentHashMap<String, MethodHandle> batched = new ConcurrentHashMap<>();

    /** The stream that it was told last. */
    private long current;

    /** A handle is for one thread at a time. */
    private final ReentrantLock lock = new ReentrantLock();

    private final MemorySegment one = Arena.global().allocate(16, 16);
    private final MemorySegment oneFloat = Arena.global().allocate(16, 16);
    private final MemorySegment zero = Arena.global().allocate(16, 16);

    private Cublas(String device, Library library) {
        this.device = device;
        this.library = library;
        gemm = library.bind(
                "cublasGemmStridedBatchedEx",
                FunctionDescriptor.of(
                        JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG,
                        JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG,
                        JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
        setWorkspace =
                library.bind("cublasSetWorkspace_v2", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
        MethodHandle create = library.bind("cublasCreate_v2", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        setStream = library.bind("cublasSetStream_v2", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        one.set(JAVA_DOUBLE, 0, 1);
        oneFloat.set(JAVA_FLOAT, 0, 1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            check((int) create.invokeExact(place), "cublasCreate", "");
            handle = place.get(JAVA_LONG, 0);
        } catch (Throwable t) {
            throw Nvrtc.unexpected(t);
        }
    }

    /**
     * Loads the library for a card whose context is this thread's.
     *
     * @throws io.github.tornadoarrays.ffi.LibraryException if there is none that fits
     */
    static Cublas open(String device, int driverVersion) {
        return new Cublas(device, Toolkit.cublas(driverVersion));
    }

    /** What NVIDIA says that it needs to be as fast as it can be. */
    static long workspaceBytes(int capability) {
        return capability >= 90 ? 32L << 20 : 4L << 20;
    }

    static boolean has(DType type) {
        return switch (type) {
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 -> true;
            default -> false;
        };
    }

    /** The {@code cudaDataType}: CUDA_R_16F, CUDA_R_16BF, CUDA_R_32F, CUDA_R_64F, CUDA_C_32F, CUDA_C_64F. */
    static int dataType(DType type) {
        return switch (type) {
            case FLOAT16 -> 2;
            case BFLOAT16 -> 14;
            case FLOAT32 -> 0;
            case FLOAT64 -> 1;
            case COMPLEX64 -> 4;
            case COMPLEX128 -> 5;
            default -> throw new IllegalArgumentException("the library has no " + type);
        };
    }

    /** The letter of a type in the names of functions. */
    static String letter(DType type) {
        return switch (type) {
            case FLOAT32 -> "S";
            case FLOAT64 -> "D";
            case COMPLEX64 -> "C";
            case COMPLEX128 -> "Z";
            default -> throw new IllegalArgumentException("the library has no " + type);
        };
    }

    /**
     * Puts the products of pairs of matrices into a stream. The library's matrices lie column after column: what it makes of the
     * operands in the other order is the product's columns, which are our rows.
     */
    void multiply(
            long stream, DType type, int m, int n, int k, int pairs, Stack a, Stack b, Stack c, Memory workspace) {
        int data = dataType(type);
        boolean wide = type.part() == DType.FLOAT64;
        // CUBLAS_COMPUTE_64F, CUBLAS_COMPUTE_32F_FAST_TF32, CUBLAS_COMPUTE_32F
        int compute = wide ? 70 : TF32 && !type.isHalf() ? 77 : 68;
        MemorySegment factor = wide ? one : oneFloat;
        long size = type.itemSize();
        int orderA = a.transposed() ? OP_T : OP_N;
        int orderB = b.transposed() ? OP_T : OP_N;
        lock.lock();
        try {
            if (stream != current) {
                check((int) setStream.invokeExact(handle, stream), "cublasSetStream", "");
                current = stream;
            }
            // after the stream, which resets it
            check(
                    (int) setWorkspace.invokeExact(handle, workspace.handle(), workspace.bytes()),
                    "cublasSetWorkspace",
                    "");
            int status = (int) gemm.invokeExact(
                    handle,
                    orderB,
                    orderA,
                    n,
                    m,
                    k,
                    factor,
                    b.memory() + b.first() * size,
                    data,
                    b.stride(),
                    b.step(),
                    a.memory() + a.first() * size,
                    data,
                    a.stride(),
                    a.step(),
                    zero,
                    c.memory() + c.first() * size,
                    data,
                    c.stride(),
                    c.step(),
                    pairs,
                    compute,
                    GEMM_DEFAULT);
            check(
                    status,
                    "cublasGemmStridedBatchedEx",
                    ", matrices (" + m + ", " + k + ") and (" + k + ", " + n + ") of " + type);
        } catch (Throwable t) {
            throw Nvrtc.unexpected(t);
        } finally {
            lock.unlock();
        }
    }

    /** Has a call go into a stream. */
    private void in(long stream, String function, FunctionDescriptor type, Object... arguments) {
        lock.lock();
        try {
            if (stream != current) {
                check((int) setStream.invokeExact(handle, stream), "cublasSetStream", "");
                current = stream;
            }
            MethodHandle f = batched.computeIfAbsent(function, name -> library.bind(name, type));
            check((int) f.invokeWithArguments(arguments), function, "");
        } catch (Throwable t) {
            throw Nvrtc.unexpected(t);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts the LU decompositions of small matrices into a stream.
     *
     * @param matrices addresses of their addresses, {@code pivots} and {@code status} of int32
     */
    void lu(long stream, DType type, int n, long matrices, long pivots, long status, int count) {
        FunctionDescriptor f = FunctionDescriptor.of(
                JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        in(stream, "cublas" + letter(type) + "getrfBatched", f, handle, n, matrices, n, pivots, status, count);
    }

    /** Puts the solutions of systems of k right sides into a stream, by what {@link #lu} has left. */
    void solve(long stream, DType type, int n, int k, long matrices, long pivots, long right, int count) {
        FunctionDescriptor f = FunctionDescriptor.of(
                JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT,
                ADDRESS, JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            // says only which argument is wrong, which the status does as well
            MemorySegment info = arena.allocate(JAVA_INT);
            in(
                    stream,
                    "cublas" + letter(type) + "getrsBatched",
                    f,
                    handle,
                    OP_N,
                    n,
                    k,
                    matrices,
                    n,
                    pivots,
                    right,
                    n,
                    info,
                    count);
        }
    }

    private void check(int status, String function, String detail) {
        if (status != 0) {
            throw new DeviceException(device + ": " + function + ": " + name(status) + " (" + status + ")" + detail);
        }
    }

    private static String name(int status) {
        return switch (status) {
            case 1 -> "CUBLAS_STATUS_NOT_INITIALIZED";
            case 3 -> "CUBLAS_STATUS_ALLOC_FAILED";
            case 7 -> "CUBLAS_STATUS_INVALID_VALUE";
            case 8 -> "CUBLAS_STATUS_ARCH_MISMATCH";
            case 11 -> "CUBLAS_STATUS_MAPPING_ERROR";
            case 13 -> "CUBLAS_STATUS_EXECUTION_FAILED";
            case 14 -> "CUBLAS_STATUS_INTERNAL_ERROR";
            case 15 -> "CUBLAS_STATUS_NOT_SUPPORTED";
            case 16 -> "CUBLAS_STATUS_LICENSE_ERROR";
            default -> "unknown cuBLAS error";
        };
    }
}
