package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.tornadoarrays.core.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What the functions of CUDA return: 0, or what went wrong. */
final class CuStatus {
    static final int INVALID_VALUE = 1;
    static final int OUT_OF_MEMORY = 2;
    static final int NO_DEVICE = 100;
    static final int NOT_FOUND = 500;
    static final int LAUNCH_OUT_OF_RESOURCES = 701;

    private CuStatus() {}

    /** Throws unless the status is 0. */
    static void check(int status, String function, String device) {
        if (status != 0) {
            throw failure(status, function, device, "");
        }
    }

    /** What to throw for a status that is not 0. */
    static DeviceException failure(int status, String function, String device, String detail) {
        String advice = advice(status);
        return new DeviceException(device + ": " + text(status, function) + (detail.isEmpty() ? "" : ", " + detail)
                + (advice.isEmpty() ? "" : "; " + advice));
    }

    private static String advice(int status) {
        return switch (status) {
            case OUT_OF_MEMORY -> "let go of arrays on it or use smaller ones";
            // illegal address, timeout, assert, hardware stack, illegal instruction, misaligned, address space, pc,
            // launch failed, tensor memory
            case 700, 702, 710, 714, 715, 716, 717, 718, 719, 721 ->
                "a kernel that was launched before did this; the device's context is lost, and with it all arrays on it, until"
                        + " the JVM is started again; other devices and the CPU go on working"
                        + " (TORNADO_ARRAYS_CHECK=1 finds accesses out of range)";
            case 214, 220 -> "the card has a fault in its memory or its link; see what nvidia-smi says";
            // system not ready, driver mismatch
            case 802, 803 -> "the driver and what is loaded of it do not fit; restart the machine after an update";
            case 209, 218, 222 ->
                "the compiler (NVRTC) is newer than the driver; update the driver or use an older one";
            default -> "";
        };
    }

    /** Such as {@code cuMemAlloc: CUDA_ERROR_OUT_OF_MEMORY (2, out of memory)}. */
    static String text(int status, String function) {
        String name = told(status, true);
        String words = told(status, false);
        return function + ": " + (name.isEmpty() ? "unknown CUDA error" : name) + " (" + status
                + (words.isEmpty() ? "" : ", " + words) + ")";
    }

    /** What the driver calls a status; empty where it does not know it. */
    private static String told(int status, boolean name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(ADDRESS);
            int failed = name ? Cu.getErrorName(status, text) : Cu.getErrorString(status, text);
            long address = text.get(ADDRESS, 0).address();
            return failed != 0 || address == 0 ? "" : string(address);
        }
    }

    @SuppressWarnings("restricted")
    static String string(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Integer.MAX_VALUE).getString(0);
    }
}
