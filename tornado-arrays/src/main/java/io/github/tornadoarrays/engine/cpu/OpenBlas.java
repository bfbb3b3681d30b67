package io.github.tornadoarrays.engine.cpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ffi.Library;
import io.github.tornadoarrays.ffi.Platform;
import io.github.tornadoarrays.ffi.Source;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of CBLAS, bound. Loading this class fails with a {@code LibraryException} where there is no BLAS;
 * {@link Blas} asks first.
 */
final class OpenBlas {
    static final int ROW_MAJOR = 101;
    static final int COLUMN_MAJOR = 102;
    static final int NO_TRANSPOSE = 111;
    static final int TRANSPOSE = 112;
    static final int CONJUGATE_TRANSPOSE = 113;
    private static final int LOWER = 122;
    private static final int UNIT = 132;
    private static final int LEFT = 141;

    static final Library LIBRARY = open();

    static final MethodHandle SGEMM = gemm("cblas_sgemm", JAVA_FLOAT);
    static final MethodHandle DGEMM = gemm("cblas_dgemm", JAVA_DOUBLE);
    static final MethodHandle CGEMM = gemm("cblas_cgemm", ADDRESS);
    static final MethodHandle ZGEMM = gemm("cblas_zgemm", ADDRESS);
    static final MethodHandle SGEMV = gemv("cblas_sgemv", JAVA_FLOAT);
    static final MethodHandle DGEMV = gemv("cblas_dgemv", JAVA_DOUBLE);
    static final MethodHandle CGEMV = gemv("cblas_cgemv", ADDRESS);
    static final MethodHandle ZGEMV = gemv("cblas_zgemv", ADDRESS);
    static final MethodHandle SDOT = dot("cblas_sdot", JAVA_FLOAT);
    static final MethodHandle DDOT = dot("cblas_ddot", JAVA_DOUBLE);
    static final MethodHandle CDOTU = complexDot("cblas_cdotu_sub");
    static final MethodHandle ZDOTU = complexDot("cblas_zdotu_sub");
    static final MethodHandle CDOTC = complexDot("cblas_cdotc_sub");
    static final MethodHandle ZDOTC = complexDot("cblas_zdotc_sub");

    private static final MethodHandle STRSM = trsm("cblas_strsm", JAVA_FLOAT);
    private static final MethodHandle DTRSM = trsm("cblas_dtrsm", JAVA_DOUBLE);
    private static final MethodHandle CTRSM = trsm("cblas_ctrsm", ADDRESS);
    private static final MethodHandle ZTRSM = trsm("cblas_ztrsm", ADDRESS);

    /** Complex factors go by address. */
    static final MemorySegment C_ZERO = Arena.global().allocateFrom(JAVA_FLOAT, 0, 0);

    static final MemorySegment C_ONE = Arena.global().allocateFrom(JAVA_FLOAT, 1, 0);
    static final MemorySegment Z_ZERO = Arena.global().allocateFrom(JAVA_DOUBLE, 0, 0);
    static final MemorySegment Z_ONE = Arena.global().allocateFrom(JAVA_DOUBLE, 1, 0);
    private static final MemorySegment C_MINUS_ONE = Arena.global().allocateFrom(JAVA_FLOAT, -1, 0);
    private static final MemorySegment Z_MINUS_ONE = Arena.global().allocateFrom(JAVA_DOUBLE, -1, 0);

    private OpenBlas() {}

    /**
     * {@return a function of CBLAS or LAPACKE that takes heap arrays}
     *
     * <p>No thread of the JVM can pass a safepoint during the call, so it has to be short or cut into pieces.
     */
    static MethodHandle bind(String function, FunctionDescriptor type) {
        return LIBRARY.bind(function, type, Linker.Option.critical(true));
    }

    @SuppressWarnings("restricted")
    static String version() {
        if (!LIBRARY.has("openblas_get_config")) {
            return LIBRARY.toString();
        }
        try {
            MemorySegment text = (MemorySegment) LIBRARY.bind("openblas_get_config", FunctionDescriptor.of(ADDRESS))
                    .invokeExact();
            return text.reinterpret(Long.MAX_VALUE).getString(0).strip();
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
    }

    static int threads() {
        if (!LIBRARY.has("openblas_get_num_threads")) {
            return 0;
        }
        try {
            return (int) LIBRARY.bind("openblas_get_num_threads", FunctionDescriptor.of(JAVA_INT))
                    .invokeExact();
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
    }

    /** B = L⁻¹ B by columns, for an m x m triangle with a diagonal of ones, which is not read, and m x n elements. */
    static void solveUnitLower(DType type, int m, int n, MemorySegment l, int ldl, MemorySegment b, int ldb) {
        try {
            switch (type) {
                case FLOAT32 ->
                    STRSM.invokeExact(COLUMN_MAJOR, LEFT, LOWER, NO_TRANSPOSE, UNIT, m, n, 1f, l, ldl, b, ldb);
                case FLOAT64 ->
                    DTRSM.invokeExact(COLUMN_MAJOR, LEFT, LOWER, NO_TRANSPOSE, UNIT, m, n, 1.0, l, ldl, b, ldb);
                case COMPLEX64 ->
                    CTRSM.invokeExact(COLUMN_MAJOR, LEFT, LOWER, NO_TRANSPOSE, UNIT, m, n, C_ONE, l, ldl, b, ldb);
                case COMPLEX128 ->
                    ZTRSM.invokeExact(COLUMN_MAJOR, LEFT, LOWER, NO_TRANSPOSE, UNIT, m, n, Z_ONE, l, ldl, b, ldb);
                default -> throw new IllegalArgumentException("trsm of " + type);
            }
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
    }

    /** C = C - A B by columns, for m x k and k x n elements. */
    static void subtractProduct(
            DType type,
            int m,
            int n,
            int k,
            MemorySegment a,
            int lda,
            MemorySegment b,
            int ldb,
            MemorySegment c,
            int ldc) {
        int no = NO_TRANSPOSE;
        try {
            switch (type) {
                case FLOAT32 -> SGEMM.invokeExact(COLUMN_MAJOR, no, no, m, n, k, -1f, a, lda, b, ldb, 1f, c, ldc);
                case FLOAT64 -> DGEMM.invokeExact(COLUMN_MAJOR, no, no, m, n, k, -1.0, a, lda, b, ldb, 1.0, c, ldc);
                case COMPLEX64 ->
                    CGEMM.invokeExact(COLUMN_MAJOR, no, no, m, n, k, C_MINUS_ONE, a, lda, b, ldb, C_ONE, c, ldc);
                case COMPLEX128 ->
                    ZGEMM.invokeExact(COLUMN_MAJOR, no, no, m, n, k, Z_MINUS_ONE, a, lda, b, ldb, Z_ONE, c, ldc);
                default -> throw new IllegalArgumentException("gemm of " + type);
            }
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
    }

    private static Library open() {
        List<Source> sources = new ArrayList<>();
        String chosen = System.getenv("TORNADO_ARRAYS_OPENBLAS");
        if (chosen != null && !chosen.isBlank()) {
            sources.add(new Source.File(Path.of(chosen)));
        }
        sources.addAll(
                switch (Platform.OS) {
                    case LINUX ->
                        List.of(
                                bundled(
                                        "linux",
                                        "libopenblas.so.0",
                                        "libgcc_s.so.1",
                                        "libquadmath.so.0",
                                        "libgfortran.so.5"),
                                new Source.Name("libopenblas.so.0"),
                                new Source.Name("libopenblas.so"));
                    case MACOS ->
                        List.of(
                                bundled(
                                        "macosx",
                                        "libopenblas.0.dylib",
                                        "libgcc_s.1.1.dylib",
                                        "libquadmath.0.dylib",
                                        "libgfortran.5.dylib"),
                                new Source.File(Path.of("/opt/homebrew/opt/openblas/lib/libopenblas.dylib")),
                                new Source.File(Path.of("/System/Library/Frameworks/Accelerate.framework/Accelerate")));
                    case WINDOWS -> List.of(bundled("windows", "libopenblas.dll"), new Source.Name("libopenblas"));
                    case OTHER -> List.of(new Source.Name("libopenblas.so"));
                });
        return Library.open(
                "OpenBLAS",
                "add the Maven artifact org.bytedeco:openblas with this platform's classifier to the class path,"
                        + " or set TORNADO_ARRAYS_OPENBLAS to the path of a CBLAS library",
                sources);
    }

    private static Source bundled(String os, String file, String... first) {
        return new Source.Resource("org/bytedeco/openblas/" + os + "-" + Platform.ARCH, file, List.of(first));
    }

    private static MethodHandle gemm(String function, MemoryLayout factor) {
        return bind(
                function,
                FunctionDescriptor.ofVoid(
                        JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, // order, transposes, m n k
                        factor, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, factor, ADDRESS, JAVA_INT));
    }

    private static MethodHandle trsm(String function, MemoryLayout factor) {
        return bind(
                function,
                FunctionDescriptor.ofVoid(
                        JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
                        JAVA_INT, // order, side … diagonal, m n
                        factor, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    }

    private static MethodHandle gemv(String function, MemoryLayout factor) {
        return bind(
                function,
                FunctionDescriptor.ofVoid(
                        JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, // order, transpose, m n
                        factor, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, factor, ADDRESS, JAVA_INT));
    }

    private static MethodHandle dot(String function, MemoryLayout element) {
        return bind(function, FunctionDescriptor.of(element, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    }

    private static MethodHandle complexDot(String function) {
        return bind(function, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    }
}
