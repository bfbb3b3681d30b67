package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.run.Engines;

/** NumPy's functions: {@code import static io.github.tornadoarrays.Np.*}. */
public final class Np extends VectorizeFunctions {
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

    /** Linear algebra. */
    public static final Linalg linalg = new Linalg();

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

    /** The device that is current where there is no {@link Device#use}, and why it was chosen, for people. {@link Doctor} says more. */
    public static String engine() {
        return Engines.explain();
    }
}
