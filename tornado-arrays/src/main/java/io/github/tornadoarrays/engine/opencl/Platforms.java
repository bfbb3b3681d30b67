package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.ffi.LibraryException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the devices: graphics cards first, processors last.
 *
 * @param whyNone why there is none, and what to do; empty where there is one
 */
record Platforms(List<ClDevice> devices, String whyNone) {
    private static final int DEVICE_NOT_FOUND = -1;
    private static final long ALL = 0xffffffffL;
    private static final long TYPE_CPU = 1 << 1;
    private static final long TYPE_GPU = 1 << 2;
    private static final long CORRECTLY_ROUNDED = 1 << 7;

    static Platforms find() {
        try {
            return find(new ArrayList<>());
        } catch (LibraryException e) {
            return new Platforms(List.of(), String.valueOf(e.getMessage()));
        } catch (ExceptionInInitializerError e) {
            return new Platforms(List.of(), String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage()));
        } catch (NoClassDefFoundError e) {
            return new Platforms(List.of(), "OpenCL could not be loaded; " + Cl.REMEDY);
        }
    }

    private static Platforms find(List<ClDevice> found) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            int status = Cl.getPlatformIds(0, Cl.NULL, count);
            if (status != 0 || count.get(JAVA_INT, 0) == 0) {
                return new Platforms(
                        List.of(),
                        Cl.LIBRARY.origin() + " is there, but there is no driver (" + reason(status) + "); "
                                + Cl.REMEDY);
            }
            int platforms = count.get(JAVA_INT, 0);
            MemorySegment ids = arena.allocate(JAVA_LONG, platforms);
            status = Cl.getPlatformIds(platforms, ids, Cl.NULL);
            for (int i = 0; status == 0 && i < platforms; i++) {
                status = devices(ids.getAtIndex(JAVA_LONG, i), found, arena);
            }
            if (found.isEmpty()) {
                return new Platforms(
                        List.of(),
                        Cl.LIBRARY.origin() + " is there, but its drivers find no device ("
                                + Status.text(status == 0 ? DEVICE_NOT_FOUND : status, "clGetDeviceIDs") + "); "
                                + Cl.REMEDY);
            }
        }
        found.sort(Comparator.comparingInt(d -> d.isGpu() ? 0 : d.isCpu() ? 2 : 1));
        return new Platforms(List.copyOf(found), "");
    }

    private static String reason(int status) {
        return status == 0 || status == Status.PLATFORM_NOT_FOUND
                ? "0 platforms"
                : Status.text(status, "clGetPlatformIDs");
    }

    private static int devices(long platform, List<ClDevice> found, Arena arena) {
        MemorySegment count = arena.allocate(JAVA_INT);
        int status = Cl.getDeviceIds(platform, ALL, 0, Cl.NULL, count);
        int devices = count.get(JAVA_INT, 0);
        if (status != 0 || devices == 0) {
            return status == DEVICE_NOT_FOUND ? 0 : status;
        }
        MemorySegment ids = arena.allocate(JAVA_LONG, devices);
        status = Cl.getDeviceIds(platform, ALL, devices, ids, Cl.NULL);
        for (int i = 0; status == 0 && i < devices; i++) {
            ClDevice device = device(platform, ids.getAtIndex(JAVA_LONG, i));
            if (device != null) {
                found.add(device);
            }
        }
        return status;
    }

    /** What the device says; null where it can't compile, is taken away, or orders bytes otherwise than the host. */
    private static @org.jspecify.annotations.Nullable ClDevice device(long platform, long device) {
        Info info = (what, room, value, size) -> Cl.getDeviceInfo(device, what, room, value, size);
        Info ofPlatform = (what, room, value, size) -> Cl.getPlatformInfo(platform, what, room, value, size);
        boolean available = info.number(0x1027) != 0;
        boolean compiler = info.number(0x1028) != 0;
        boolean littleEndian = info.number(0x1026) != 0;
        if (!available || !compiler || !littleEndian) {
            return null;
        }
        String extensions = " " + info.text(0x1030) + " ";
        long type = info.number(0x1000);
        return new ClDevice(
                device,
                platform,
                info.text(0x102B),
                info.text(0x102C),
                info.text(0x102F),
                info.text(0x102D),
                ofPlatform.text(0x0902),
                (type & TYPE_GPU) != 0,
                (type & TYPE_CPU) != 0,
                info.number(0x1032) != 0,
                extensions.contains(" cl_khr_fp16 "),
                extensions.contains(" cl_khr_int64_base_atomics ")
                        && extensions.contains(" cl_khr_int64_extended_atomics "),
                (info.number(0x101B) & CORRECTLY_ROUNDED) != 0,
                info.number(0x1035) != 0,
                (int) info.number(0x1002),
                info.number(0x1004),
                info.numbers(0x1005),
                info.number(0x1023),
                info.number(0x101F),
                info.number(0x1010));
    }
}
