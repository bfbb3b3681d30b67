package io.github.tornadoarrays.engine.cpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A routine of LAPACK for one type, by its C interface in OpenBLAS: the functions that are given their workspace, which neither allocate nor
 * look for NaN.
 *
 * @param brief for calls of some milliseconds at most, with Java arrays: no thread of the JVM passes a safepoint meanwhile
 * @param lasting for calls of any length, with memory outside the heap or arrays that are pinned
 */
record Lapack(String function, MethodHandle brief, MethodHandle lasting) {
    static final int COLUMN_MAJOR = OpenBlas.COLUMN_MAJOR;

    private static final ConcurrentHashMap<String, Lapack> BOUND = new ConcurrentHashMap<>();

    /** The parameters after the order of elements: c for a char, i for an int, p for an array. */
    private static FunctionDescriptor type(String parameters) {
        MemoryLayout[] layouts = new MemoryLayout[parameters.length() + 1];
        layouts[0] = JAVA_INT;
        for (int i = 0; i < parameters.length(); i++) {
            layouts[i + 1] = switch (parameters.charAt(i)) {
                case 'c' -> JAVA_BYTE;
                case 'i' -> JAVA_INT;
                default -> ADDRESS;
            };
        }
        return FunctionDescriptor.of(JAVA_INT, layouts);
    }

    /**
     * A routine.
     *
     * @param op what the user called
     * @param routine without the letter of its type, such as {@code gesv}
     * @throws DeviceException if there is no library, or it has no such routine
     */
    static Lapack of(String op, DType type, String routine) {
        if (!Blas.available()) {
            throw new DeviceException(op + ": cpu has no routine for it: " + Blas.whyNot());
        }
        String letter = switch (type) {
            case FLOAT32 -> "s";
            case FLOAT64 -> "d";
            case COMPLEX64 -> "c";
            case COMPLEX128 -> "z";
            default -> throw new IllegalArgumentException(op + " of " + type);
        };
        return BOUND.computeIfAbsent("LAPACKE_" + letter + routine + "_work", f -> bind(op, f, routine, type));
    }

    private static Lapack bind(String op, String function, String routine, DType type) {
        boolean complex = type.isComplex();
        String parameters = switch (routine) {
            case "getrf", "getrf2" -> "iipip"; // m n a lda pivots
            case "laswp" -> "ipiiipi"; // n a lda first last pivots step
            case "getrs" -> "ciipippi"; // transpose n k a lda pivots b ldb
            case "gesv" -> "iipippi"; // n k a lda pivots b ldb
            case "potrf" -> "cipi"; // triangle n a lda
            case "geqrf" -> "iipippi"; // m n a lda factors work length
            case "orgqr", "ungqr" -> "iiipippi"; // m n k a lda factors work length
            case "syevd" -> "ccipippipi"; // job triangle n a lda w work length, integers length
            case "heevd" -> "ccipippipipi"; // the same, with reals and their length before the integers
            case "gesdd" ->
                complex
                        ? "ciipippipipipp"
                        : "ciipippipipip"; // job m n a lda s u ldu vt ldvt work length (reals) integers
            case "geev" ->
                complex
                        ? "ccipippipipip"
                        : "ccipipppipipi"; // jobs n a lda w (or two) vl ldvl vr ldvr work length (reals)
            default -> throw new IllegalArgumentException(routine);
        };
        if (!OpenBlas.LIBRARY.has(function)) {
            throw new DeviceException(op + ": cpu has no routine for it: " + OpenBlas.LIBRARY + " has no " + function
                    + "; unset TORNADO_ARRAYS_OPENBLAS, or name a library with LAPACKE");
        }
        FunctionDescriptor f = type(parameters);
        return new Lapack(
                function,
                OpenBlas.LIBRARY.bind(function, f, Linker.Option.critical(true)),
                OpenBlas.LIBRARY.bind(function, f));
    }
}
