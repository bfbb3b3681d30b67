package io.github.tornadoarrays.ffi;

import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The status codes of one native interface, of which 0 means success.
 *
 * @param nameOf the name of a code, such as {@code 2 -> "CUDA_ERROR_OUT_OF_MEMORY"}; asked only on failure
 */
public record StatusCodes(IntFunction<String> nameOf) {

    /**
     * Throws unless {@code code} is 0.
     *
     * @param code what the function returned
     * @param function the native function's name
     * @throws StatusException if the code is not 0
     */
    public void check(int code, String function) {
        if (code != 0) {
            throw failure(code, function, "");
        }
    }

    /**
     * Throws unless {@code code} is 0.
     *
     * @param code what the function returned
     * @param function the native function's name
     * @param detail sizes, and what to do, for the message; asked only on failure
     * @throws StatusException if the code is not 0
     */
    public void check(int code, String function, Supplier<String> detail) {
        if (code != 0) {
            throw failure(code, function, detail.get());
        }
    }

    private StatusException failure(int code, String function, String detail) {
        String message = function + ": " + nameOf.apply(code) + " (" + code + ")";
        return new StatusException(detail.isEmpty() ? message : message + "; " + detail, code);
    }
}
