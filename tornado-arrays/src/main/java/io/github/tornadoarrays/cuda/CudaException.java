package io.github.tornadoarrays.cuda;

import io.github.tornadoarrays.core.DeviceException;

/** A function of CUDA's driver interface failed; the message has the function, the code's name and what to do. */
public final class CudaException extends DeviceException {
    private static final long serialVersionUID = 1L;

    /** CUDA_ERROR_INVALID_VALUE. */
    public static final int INVALID_VALUE = 1;

    /** CUDA_ERROR_OUT_OF_MEMORY. */
    public static final int OUT_OF_MEMORY = 2;

    /** CUDA_ERROR_NO_DEVICE. */
    public static final int NO_DEVICE = 100;

    /** CUDA_ERROR_NOT_FOUND. */
    public static final int NOT_FOUND = 500;

    /** CUDA_ERROR_NOT_READY. */
    public static final int NOT_READY = 600;

    /** CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES. */
    public static final int LAUNCH_OUT_OF_RESOURCES = 701;

    /** CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED. */
    public static final int PEER_ACCESS_ALREADY_ENABLED = 704;

    private final int code;
    private final String function;

    CudaException(int code, String function, String message) {
        super(message);
        this.code = code;
        this.function = function;
    }

    private CudaException(int code, String function, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.function = function;
    }

    static CudaException of(int code, String function) {
        return new CudaException(code, function, text(code, function));
    }

    /** The same failure with where it happened, in words, and what to do. */
    public CudaException on(String device, String detail) {
        String advice = advice(code);
        return new CudaException(
                code,
                function,
                device + ": " + text(code, function) + (detail.isEmpty() ? "" : ", " + detail)
                        + (advice.isEmpty() ? "" : "; " + advice),
                this);
    }

    /** The status as the function returned it, such as 2. */
    public int code() {
        return code;
    }

    /** What CUDA calls the status, such as {@code CUDA_ERROR_OUT_OF_MEMORY}. */
    public String codeName() {
        return Driver.cuGetErrorName(code);
    }

    /** The function that failed, such as {@code cuMemAlloc}. */
    public String function() {
        return function;
    }

    /** Such as {@code cuMemAlloc: CUDA_ERROR_OUT_OF_MEMORY (2, out of memory)}. */
    public static String text(int code, String function) {
        String words = Driver.cuGetErrorString(code);
        return function + ": " + Driver.cuGetErrorName(code) + " (" + code + (words.isEmpty() ? "" : ", " + words)
                + ")";
    }

    /** Whether the context is gone after this, and with it all memory of the card. */
    public boolean losesContext() {
        return switch (code) {
            // uncorrectable ECC and NVLink errors
            case 214, 220 -> true;
            // illegal address, timeout, assert, hardware stack, illegal instruction, misaligned, address space, pc,
            // launch failed, tensor memory
            case 700, 702, 710, 714, 715, 716, 717, 718, 719, 721 -> true;
            // destroyed, external device
            case 4, 709, 911 -> true;
            default -> false;
        };
    }

    private static String advice(int code) {
        return switch (code) {
            case OUT_OF_MEMORY -> "let go of arrays on it or use smaller ones";
            case 700, 702, 710, 714, 715, 716, 717, 718, 719, 721 ->
                "a kernel that was launched before did this (TORNADO_ARRAYS_CHECK=1 finds accesses out of range)";
            case 214, 220 -> "the card has a fault in its memory or its link; see what nvidia-smi says";
            // system not ready, driver mismatch
            case 802, 803 -> "the driver and what is loaded of it do not fit; restart the machine after an update";
            case 209, 218, 222 ->
                "the compiler (NVRTC) is newer than the driver; update the driver or use an older one";
            case 900, 901, 906, 907 ->
                "a stream that records a graph takes work of the device only: no waiting, no copies from or to the host";
            default -> "";
        };
    }
}
