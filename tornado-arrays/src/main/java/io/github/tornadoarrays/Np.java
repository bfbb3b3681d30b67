package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.run.Dlpack;
import io.github.tornadoarrays.run.Engines;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** NumPy's functions: {@code import static io.github.tornadoarrays.Np.*}. How near results are to NumPy's is in {@code docs/accuracy.md}. */
public final class Np extends PolynomialFunctions {
    public static final DType bool_ = DType.BOOL;
    public static final DType int8 = DType.INT8;
    public static final DType int16 = DType.INT16;
    public static final DType int32 = DType.INT32;
    public static final DType int64 = DType.INT64;
    public static final DType uint8 = DType.UINT8;
    public static final DType uint16 = DType.UINT16;
    public static final DType uint32 = DType.UINT32;
    public static final DType uint64 = DType.UINT64;
    public static final DType float16 = DType.FLOAT16;
    public static final DType bfloat16 = DType.BFLOAT16;
    public static final DType float32 = DType.FLOAT32;
    public static final DType float64 = DType.FLOAT64;
    public static final DType complex64 = DType.COMPLEX64;
    public static final DType complex128 = DType.COMPLEX128;
    public static final double pi = Math.PI;
    public static final double e = Math.E;
    public static final double inf = Double.POSITIVE_INFINITY;
    public static final double nan = Double.NaN;

    /** Euler's constant γ. */
    public static final double eulerGamma = 0.5772156649015329;

    /** Linear algebra. */
    public static final Linalg linalg = new Linalg();

    /** Fourier transforms. */
    public static final Fft fft = new Fft();

    /** Special functions, SciPy's {@code scipy.special}. */
    public static final Special special = new Special();

    /** Random arrays, from a generator whose seed nobody knows; {@link Random#seed} gives it one. */
    public static final Random random = Random.unseeded();

    /** In an index: a new axis of extent 1. */
    public static final Object newaxis = Indexing.Mark.NEWAXIS;

    /** In an index: all axes that are not named. */
    public static final Object ellipsis = Indexing.Mark.ELLIPSIS;

    private Np() {}

    /**
     * Makes a device the current one of all threads that are in no {@link Device#use}.
     *
     * @throws io.github.tornadoarrays.core.DeviceException if there is none of that name; the message lists those there are
     */
    public static void setDevice(String name) {
        setDevice(Device.of(name));
    }

    /** As {@link #setDevice(String)}. */
    public static void setDevice(Device device) {
        Engines.set(device.engine());
    }

    /**
     * Begins a block of code at whose end the arrays that this thread made in it give their memory back.
     *
     * <pre>{@code
     * NDArray mean;
     * try (Scope s = Np.scope()) {
     *     NDArray x = random.random(1000, 1000);
     *     mean = s.keep(x.pow(2).mean(0));
     * }
     * }</pre>
     */
    public static Scope scope() {
        return new Scope();
    }

    /**
     * An array in page-locked memory, with any content, for copies to and from the current device.
     *
     * @throws io.github.tornadoarrays.core.MemoryException if the system locks no more memory
     */
    public static PinnedArray emptyPinned(DType dtype, long... shape) {
        return PinnedArray.empty(Device.current(), dtype, shape);
    }

    /** {@link #emptyPinned} full of zeros. */
    public static PinnedArray zerosPinned(DType dtype, long... shape) {
        PinnedArray p = emptyPinned(dtype, shape);
        p.segment().fill((byte) 0);
        return p;
    }

    /**
     * The array that a {@code DLManagedTensorVersioned} of DLPack 1 describes, of the host's or a CUDA card's memory: the elements are
     * shared. Its producer has finished its work on them. The struct's deleter is called when nobody has the array any more; on CUDA also
     * when it is {@linkplain NDArray#close closed}. What says that it must not be written to is copied and deleted at once. If this throws,
     * the struct still belongs to whom it did.
     *
     * @param struct the address of the struct; a segment of any length
     * @throws io.github.tornadoarrays.core.DataFormatException if it is of another version, or its elements have no dtype here
     * @throws io.github.tornadoarrays.core.DeviceException if the elements are on a device that is not there or can't be used
     */
    public static NDArray fromDlpack(MemorySegment struct) {
        return imported(Dlpack.read(struct, true));
    }

    /** {@link #fromDlpack} of a {@code DLManagedTensor}, the struct before DLPack 1.0. */
    public static NDArray fromDlpackUnversioned(MemorySegment struct) {
        return imported(Dlpack.read(struct, false));
    }

    private static NDArray imported(Dlpack.Import array) {
        return new NDArray(array.base(), array.layout());
    }

    // ---- results that went wrong

    /**
     * Until what is returned is closed, results of this thread's operations are looked at when they are made, and computed for it: what the
     * state says is done about divisions by zero, overflows, underflows and NaN. Outside of such a block nothing is looked at. Element-wise
     * operations, sums and products are looked at, of which operands they come from; not matrix products, running sums, kernels of one's own.
     *
     * <pre>{@code
     * try (var _ = errstate(ErrorState.all(ErrorState.Mode.RAISE))) {
     *     y = x.div(z);
     * }
     * }</pre>
     */
    public static Errors errstate(ErrorState state) {
        return new Errors(state);
    }

    /** Sets the error state of the block of {@link #errstate} that is open on this thread, else of the thread; gives the one before. */
    public static ErrorState seterr(ErrorState state) {
        return Errors.set(state);
    }

    /** The error state of this thread. */
    public static ErrorState geterr() {
        return Errors.state();
    }

    /** What is called with a message where a state says {@link ErrorState.Mode#CALL}; gives the one before. */
    public static @Nullable Consumer<String> seterrcall(@Nullable Consumer<String> handler) {
        return Errors.setCall(handler);
    }

    /** What is called where a state says {@link ErrorState.Mode#CALL}. */
    public static @Nullable Consumer<String> geterrcall() {
        return Errors.call();
    }

    /** What this library can do, in the words of the array API standard: devices, types, capabilities. */
    public static ArrayApi arrayApi() {
        return new ArrayApi();
    }

    /** The device that is current where there is no {@link Device#use}, and why it was chosen, for people. {@link Doctor} says more. */
    public static String engine() {
        return Engines.explain();
    }
}
