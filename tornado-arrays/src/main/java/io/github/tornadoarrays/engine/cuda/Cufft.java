package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.driver.Driver.Fourier;
import io.github.tornadoarrays.engine.driver.Memory;
import io.github.tornadoarrays.ffi.Library;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** NVIDIA's library of Fourier transforms, on one card. Plans are kept, those used last; none has memory to work in of its own. */
final class Cufft {
    /** As many as CuPy keeps. */
    private static final int KEPT = 16;

    private static final int FORWARD = -1;
    private static final int BACKWARD = 1;

    private final String device;
    private final MethodHandle create;
    private final MethodHandle destroy;
    private final MethodHandle setAutoAllocation;
    private final MethodHandle makePlanMany;
    private final MethodHandle makePlanMany64;
    private final MethodHandle setStream;
    private final MethodHandle setWorkArea;
    private final Map<Kind, MethodHandle> exec = new EnumMap<>(Kind.class);

    /** A plan is for one thread at a time, and so is their list. */
    private final ReentrantLock lock = new ReentrantLock();

    private final LinkedHashMap<Fourier, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);

    /** @param workBytes the memory that it needs to work in */
    private record Plan(int handle, long workBytes) {}

    private Cufft(String device, Library library) {
        this.device = device;
        create = library.bind("cufftCreate", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        destroy = library.bind("cufftDestroy", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        setAutoAllocation = library.bind("cufftSetAutoAllocation", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        makePlanMany = library.bind(
                "cufftMakePlanMany",
                FunctionDescriptor.of(
                        JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT,
                        JAVA_INT, JAVA_INT, ADDRESS));
        makePlanMany64 = library.bind(
                "cufftMakePlanMany64",
                FunctionDescriptor.of(
                        JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG,
                        JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS));
        setStream = library.bind("cufftSetStream", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
        setWorkArea = library.bind("cufftSetWorkArea", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
        FunctionDescriptor complex = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        FunctionDescriptor real = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
        for (Kind k : Kind.values()) {
            exec.put(k, library.bind("cufftExec" + k, k.isComplex() ? complex : real));
        }
    }

    /**
     * Loads the library for a card.
     *
     * @throws io.github.tornadoarrays.ffi.LibraryException if there is none that fits
     */
    static Cufft open(String device, int driverVersion) {
        return new Cufft(device, Toolkit.cufft(driverVersion));
    }

    /**
     * The memory that transforms need to work in.
     *
     * @param finish waits for the card, before a plan is given up
     */
    long workBytes(Fourier transform, Runnable finish) {
        lock.lock();
        try {
            return plan(transform, finish).workBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Puts transforms into a stream. */
    void run(Fourier transform, long stream, long from, long to, boolean forward, Memory workspace, Runnable finish) {
        lock.lock();
        try {
            int plan = plan(transform, finish).handle;
            check((int) setStream.invokeExact(plan, stream), "cufftSetStream", transform);
            check((int) setWorkArea.invokeExact(plan, workspace.handle()), "cufftSetWorkArea", transform);
            Kind kind = Kind.of(transform);
            MethodHandle call = Objects.requireNonNull(exec.get(kind));
            int direction = forward ? FORWARD : BACKWARD;
            int status = kind.isComplex()
                    ? (int) call.invokeExact(plan, from, to, direction)
                    : (int) call.invokeExact(plan, from, to);
            check(status, "cufftExec" + kind, transform);
        } catch (Throwable t) {
            throw Nvrtc.unexpected(t);
        } finally {
            lock.unlock();
        }
    }

    private Plan plan(Fourier transform, Runnable finish) {
        Plan known = plans.get(transform);
        if (known != null) {
            return known;
        }
        if (plans.size() >= KEPT) {
            finish.run();
            Iterator<Map.Entry<Fourier, Plan>> eldest = plans.entrySet().iterator();
            destroy(eldest.next().getValue().handle);
            eldest.remove();
        }
        Plan made = make(transform);
        plans.put(transform, made);
        return made;
    }

    private void destroy(int plan) {
        try {
            check((int) destroy.invokeExact(plan), "cufftDestroy", null);
        } catch (Throwable t) {
            throw Nvrtc.unexpected(t);
        }
    }

    private Plan make(Fourier f) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            check((int) create.invokeExact(place), "cufftCreate", f);
            int plan = place.get(JAVA_INT, 0);
            try {
                check((int) setAutoAllocation.invokeExact(plan, 0), "cufftSetAutoAllocation", f);
                int status = fits(f) ? plan(f, plan, place, arena) : plan64(f, plan, place, arena);
                check(status, "cufftMakePlanMany", f);
                return new Plan(plan, place.get(JAVA_LONG, 0));
            } catch (Throwable t) {
                destroy(plan);
                throw t;
            }
        } catch (Throwable t) {
            throw Nvrtc.unexpected(t);
        }
    }

    /** Whether all numbers are int32; with larger ones the library makes slower plans. */
    private static boolean fits(Fourier f) {
        long elements = f.batch() * f.inner();
        for (long n : f.n()) {
            elements *= n;
        }
        return elements <= Integer.MAX_VALUE;
    }

    // Without embedding sizes, elements lie one after another and strides are not looked at.

    private int plan(Fourier f, int plan, MemorySegment bytes, Arena arena) throws Throwable {
        boolean apart = f.inner() > 1;
        MemorySegment n = arena.allocateFrom(
                JAVA_INT, f.n().stream().mapToInt(Long::intValue).toArray());
        MemorySegment embedding = apart ? n : MemorySegment.NULL;
        int inner = (int) f.inner();
        int count = (int) (apart ? f.inner() : f.batch());
        int rank = f.n().size();
        int type = Kind.of(f).code;
        return (int)
                makePlanMany.invokeExact(plan, rank, n, embedding, inner, 1, embedding, inner, 1, type, count, bytes);
    }

    private int plan64(Fourier f, int plan, MemorySegment bytes, Arena arena) throws Throwable {
        boolean apart = f.inner() > 1;
        MemorySegment n = arena.allocateFrom(
                JAVA_LONG, f.n().stream().mapToLong(Long::longValue).toArray());
        MemorySegment embedding = apart ? n : MemorySegment.NULL;
        long inner = f.inner();
        long count = apart ? f.inner() : f.batch();
        int rank = f.n().size();
        int type = Kind.of(f).code;
        return (int) makePlanMany64.invokeExact(
                plan, rank, n, embedding, inner, 1L, embedding, inner, 1L, type, count, bytes);
    }

    /** {@code cufftType}. */
    private enum Kind {
        C2C(0x29),
        R2C(0x2a),
        C2R(0x2c),
        Z2Z(0x69),
        D2Z(0x6a),
        Z2D(0x6c);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        boolean isComplex() {
            return this == C2C || this == Z2Z;
        }

        static Kind of(Fourier f) {
            return switch (f.from()) {
                case FLOAT32 -> R2C;
                case FLOAT64 -> D2Z;
                case COMPLEX64 -> f.to().isComplex() ? C2C : C2R;
                case COMPLEX128 -> f.to().isComplex() ? Z2Z : Z2D;
                default -> throw new IllegalArgumentException("a transform of " + f.from());
            };
        }
    }

    private void check(int status, String function, @Nullable Fourier transform) {
        if (status != 0) {
            throw new DeviceException(device + ": " + function + ": " + name(status) + " (" + status + ")"
                    + (transform == null ? "" : ", " + transform));
        }
    }

    private static String name(int status) {
        return switch (status) {
            case 1 -> "CUFFT_INVALID_PLAN";
            case 2 -> "CUFFT_ALLOC_FAILED";
            case 3 -> "CUFFT_INVALID_TYPE";
            case 4 -> "CUFFT_INVALID_VALUE";
            case 5 -> "CUFFT_INTERNAL_ERROR";
            case 6 -> "CUFFT_EXEC_FAILED";
            case 7 -> "CUFFT_SETUP_FAILED";
            case 8 -> "CUFFT_INVALID_SIZE";
            case 9 -> "CUFFT_UNALIGNED_DATA";
            case 10 -> "CUFFT_INCOMPLETE_PARAMETER_LIST";
            case 11 -> "CUFFT_INVALID_DEVICE";
            case 12 -> "CUFFT_PARSE_ERROR";
            case 13 -> "CUFFT_NO_WORKSPACE";
            case 14 -> "CUFFT_NOT_IMPLEMENTED";
            case 15 -> "CUFFT_LICENSE_ERROR";
            case 16 -> "CUFFT_NOT_SUPPORTED";
            case 17 -> "CUFFT_MISSING_DEPENDENCY";
            case 18 -> "CUFFT_NVRTC_FAILURE";
            case 19 -> "CUFFT_NVJITLINK_FAILURE";
            case 20 -> "CUFFT_NVSHMEM_FAILURE";
            default -> "unknown cuFFT error";
        };
    }
}
