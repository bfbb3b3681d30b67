package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.ffi.Library;
import io.github.tornadoarrays.ffi.Platform;
import io.github.tornadoarrays.ffi.Source;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The functions of OpenCL 1.2 that the engine calls. Handles and sizes are {@code long}s: pointers of 64 bits are passed
 * alike, and nothing is allocated. Functions return the status, or write it to the place given last.
 *
 * <p>Loading this class fails with a {@code LibraryException} where there is no OpenCL; {@link Platforms} asks first.
 */
final class Cl {
    static final String REMEDY = switch (Platform.OS) {
        case MACOS -> "macOS brings OpenCL with it; see that the system is complete";
        case WINDOWS -> "install the driver of your graphics card, or Intel's OpenCL runtime for the processor";
        case LINUX, OTHER ->
            "install the driver of your graphics card, or for the processor: sudo apt-get install pocl-opencl-icd";
    };

    static final Library LIBRARY = Library.open("OpenCL", REMEDY, sources());

    static final MemorySegment NULL = MemorySegment.NULL;

    private static final MethodHandle GET_PLATFORM_IDS = bind("clGetPlatformIDs", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle GET_DEVICE_IDS =
            bind("clGetDeviceIDs", JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle GET_PLATFORM_INFO = info("clGetPlatformInfo");
    private static final MethodHandle GET_DEVICE_INFO = info("clGetDeviceInfo");
    private static final MethodHandle GET_PROGRAM_INFO = info("clGetProgramInfo");
    private static final MethodHandle GET_KERNEL_INFO = info("clGetKernelInfo");
    private static final MethodHandle GET_PROGRAM_BUILD_INFO =
            bind("clGetProgramBuildInfo", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle GET_KERNEL_ARG_INFO =
            bind("clGetKernelArgInfo", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle GET_KERNEL_WORK_GROUP_INFO =
            bind("clGetKernelWorkGroupInfo", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle CREATE_CONTEXT =
            create("clCreateContext", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle CREATE_QUEUE =
            create("clCreateCommandQueue", JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS);
    private static final MethodHandle CREATE_BUFFER =
            create("clCreateBuffer", JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle CREATE_PROGRAM_WITH_SOURCE =
            create("clCreateProgramWithSource", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle CREATE_PROGRAM_WITH_BINARY =
            create("clCreateProgramWithBinary", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle CREATE_KERNEL = create("clCreateKernel", JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle BUILD_PROGRAM =
            bind("clBuildProgram", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle RELEASE_MEM_OBJECT = bind("clReleaseMemObject", JAVA_LONG);
    private static final MethodHandle RELEASE_PROGRAM = bind("clReleaseProgram", JAVA_LONG);
    private static final MethodHandle RELEASE_KERNEL = bind("clReleaseKernel", JAVA_LONG);
    private static final MethodHandle RELEASE_EVENT = bind("clReleaseEvent", JAVA_LONG);
    private static final MethodHandle SET_KERNEL_ARG = bind("clSetKernelArg", JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle ENQUEUE_KERNEL = bind(
            "clEnqueueNDRangeKernel",
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS);
    private static final MethodHandle ENQUEUE_READ = transfer("clEnqueueReadBuffer");
    private static final MethodHandle ENQUEUE_WRITE = transfer("clEnqueueWriteBuffer");
    private static final MethodHandle ENQUEUE_MAP = create(
            "clEnqueueMapBuffer",
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    private static final MethodHandle ENQUEUE_UNMAP =
            bind("clEnqueueUnmapMemObject", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle WAIT_FOR_EVENTS = bind("clWaitForEvents", JAVA_INT, ADDRESS);
    private static final MethodHandle FLUSH = bind("clFlush", JAVA_LONG);
    private static final MethodHandle FINISH = bind("clFinish", JAVA_LONG);

    private Cl() {}

    static int getPlatformIds(int room, MemorySegment ids, MemorySegment count) {
        try {
            return (int) GET_PLATFORM_IDS.invokeExact(room, ids, count);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int getDeviceIds(long platform, long type, int room, MemorySegment ids, MemorySegment count) {
        try {
            return (int) GET_DEVICE_IDS.invokeExact(platform, type, room, ids, count);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int getPlatformInfo(long platform, int what, long room, MemorySegment value, MemorySegment size) {
        return info(GET_PLATFORM_INFO, platform, what, room, value, size);
    }

    static int getDeviceInfo(long device, int what, long room, MemorySegment value, MemorySegment size) {
        return info(GET_DEVICE_INFO, device, what, room, value, size);
    }

    static int getProgramInfo(long program, int what, long room, MemorySegment value, MemorySegment size) {
        return info(GET_PROGRAM_INFO, program, what, room, value, size);
    }

    static int getKernelInfo(long kernel, int what, long room, MemorySegment value, MemorySegment size) {
        return info(GET_KERNEL_INFO, kernel, what, room, value, size);
    }

    static int getProgramBuildInfo(
            long program, long device, int what, long room, MemorySegment value, MemorySegment size) {
        try {
            return (int) GET_PROGRAM_BUILD_INFO.invokeExact(program, device, what, room, value, size);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int getKernelArgInfo(
            long kernel, int argument, int what, long room, MemorySegment value, MemorySegment size) {
        try {
            return (int) GET_KERNEL_ARG_INFO.invokeExact(kernel, argument, what, room, value, size);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int getKernelWorkGroupInfo(
            long kernel, long device, int what, long room, MemorySegment value, MemorySegment size) {
        try {
            return (int) GET_KERNEL_WORK_GROUP_INFO.invokeExact(kernel, device, what, room, value, size);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static long createContext(MemorySegment properties, MemorySegment devices, MemorySegment status) {
        try {
            return (long) CREATE_CONTEXT.invokeExact(properties, 1, devices, NULL, NULL, status);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static long createQueue(long context, long device, long properties, MemorySegment status) {
        try {
            return (long) CREATE_QUEUE.invokeExact(context, device, properties, status);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static long createBuffer(long context, long flags, long bytes, MemorySegment host, MemorySegment status) {
        try {
            return (long) CREATE_BUFFER.invokeExact(context, flags, bytes, host, status);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static long createProgramWithSource(
            long context, MemorySegment texts, MemorySegment lengths, MemorySegment status) {
        try {
            return (long) CREATE_PROGRAM_WITH_SOURCE.invokeExact(context, 1, texts, lengths, status);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static long createProgramWithBinary(
            long context,
            MemorySegment devices,
            MemorySegment lengths,
            MemorySegment binaries,
            MemorySegment loaded,
            MemorySegment status) {
        try {
            return (long)
                    CREATE_PROGRAM_WITH_BINARY.invokeExact(context, 1, devices, lengths, binaries, loaded, status);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static long createKernel(long program, MemorySegment name, MemorySegment status) {
        try {
            return (long) CREATE_KERNEL.invokeExact(program, name, status);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int buildProgram(long program, MemorySegment devices, MemorySegment options) {
        try {
            return (int) BUILD_PROGRAM.invokeExact(program, 1, devices, options, NULL, NULL);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int releaseMemObject(long memory) {
        return simple(RELEASE_MEM_OBJECT, memory);
    }

    static int releaseProgram(long program) {
        return simple(RELEASE_PROGRAM, program);
    }

    static int releaseKernel(long kernel) {
        return simple(RELEASE_KERNEL, kernel);
    }

    static int releaseEvent(long event) {
        return simple(RELEASE_EVENT, event);
    }

    static int setKernelArg(long kernel, int argument, long bytes, MemorySegment value) {
        try {
            return (int) SET_KERNEL_ARG.invokeExact(kernel, argument, bytes, value);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int enqueueKernel(long queue, long kernel, int dimensions, MemorySegment global, MemorySegment local) {
        try {
            return (int) ENQUEUE_KERNEL.invokeExact(queue, kernel, dimensions, NULL, global, local, 0, NULL, NULL);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int enqueueRead(
            long queue, long memory, int wait, long from, long bytes, MemorySegment to, MemorySegment event) {
        try {
            return (int) ENQUEUE_READ.invokeExact(queue, memory, wait, from, bytes, to, 0, NULL, event);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int enqueueWrite(
            long queue, long memory, int wait, long to, long bytes, MemorySegment from, MemorySegment event) {
        try {
            return (int) ENQUEUE_WRITE.invokeExact(queue, memory, wait, to, bytes, from, 0, NULL, event);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** Waits until the memory can be seen. */
    static long enqueueMap(long queue, long memory, long flags, long from, long bytes, MemorySegment status) {
        try {
            return (long) ENQUEUE_MAP.invokeExact(queue, memory, 1, flags, from, bytes, 0, NULL, NULL, status);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int enqueueUnmap(long queue, long memory, long address) {
        try {
            return (int) ENQUEUE_UNMAP.invokeExact(queue, memory, address, 0, NULL, NULL);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int waitForEvent(MemorySegment event) {
        try {
            return (int) WAIT_FOR_EVENTS.invokeExact(1, event);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int flush(long queue) {
        return simple(FLUSH, queue);
    }

    static int finish(long queue) {
        return simple(FINISH, queue);
    }

    private static int info(MethodHandle f, long handle, int what, long room, MemorySegment value, MemorySegment size) {
        try {
            return (int) f.invokeExact(handle, what, room, value, size);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static int simple(MethodHandle f, long handle) {
        try {
            return (int) f.invokeExact(handle);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static List<Source> sources() {
        return switch (Platform.OS) {
            case MACOS -> List.of(new Source.Name("/System/Library/Frameworks/OpenCL.framework/OpenCL"));
            case WINDOWS -> List.of(new Source.Name("OpenCL.dll"));
            case LINUX, OTHER -> List.of(new Source.Name("libOpenCL.so.1"), new Source.Name("libOpenCL.so"));
        };
    }

    private static MethodHandle bind(String function, MemoryLayout... parameters) {
        return LIBRARY.bind(function, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    private static MethodHandle create(String function, MemoryLayout... parameters) {
        return LIBRARY.bind(function, FunctionDescriptor.of(JAVA_LONG, parameters));
    }

    private static MethodHandle info(String function) {
        return bind(function, JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    }

    private static MethodHandle transfer(String function) {
        return bind(
                function, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    }

    private static RuntimeException unexpected(Throwable t) {
        if (t instanceof Error e) {
            throw e;
        }
        return t instanceof RuntimeException e ? e : new IllegalStateException(t);
    }
}
