package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * Fourier transforms, {@link Np#fft}: NumPy's {@code numpy.fft}, computed at once.
 *
 * <p><b>Types.</b> complex64 of complex64, float32 and 16-bit floats; complex128 of the others. To real elements: float32 and float64 likewise, 16-bit floats stay.
 *
 * <p><b>Lengths.</b> An axis can be made longer, by zeros at its end, or shorter: {@code n}, or {@code s} for several axes. -1 stands for the length it has, and where real
 * elements come back from m, for {@code 2*(m - 1)}.
 *
 * <p><b>Norms.</b> {@code "backward"}, which is also what it is without a word, divides by the number of elements in transforms back, {@code "forward"} in those
 * forward, {@code "ortho"} by its square root in both.
 *
 * <p><b>Accuracy.</b> The norm of the error is at most 1e-15 times the norm of the result, with complex64 3e-7, times the logarithm to base 2 of the number of elements.
 *
 * <p><b>Errors.</b> All throw {@link AxisException} if an axis is out of range, {@link ShapeException} if there is no element along an axis or lengths and axes are not
 * as many, {@link ArrayException} of an unknown norm; transforms of real elements {@link DTypeException} of complex ones.
 *
 * <p>On the CPU lengths with prime factors up to 61 take the fewest operations, others about six times as many.
 */
public final class Fft {
    private static final String BACKWARD = "backward";
    private static final long[] OWN = {};

    Fft() {}

    // ---- along one axis

    /** The discrete Fourier transform along an axis: {@code X[k] = Σ x[j] e^(-2πijk/n)}. Along the last axis. */
    public NDArray fft(NDArray x) {
        return fft(x, -1);
    }

    /** As {@link #fft(NDArray)}, of n elements. */
    public NDArray fft(NDArray x, long n) {
        return fft(x, n, -1);
    }

    /** As {@link #fft(NDArray, long)}, along an axis. */
    public NDArray fft(NDArray x, long n, int axis) {
        return fft(x, n, axis, BACKWARD);
    }

    /** As {@link #fft(NDArray, long, int)}, with a norm. */
    public NDArray fft(NDArray x, long n, int axis, String norm) {
        return Fourier.complex(
                x, Fourier.Over.of("fft", x, new long[] {n}, new int[] {axis}, false, norm, false), true);
    }

    /** The inverse of {@link #fft(NDArray)}: {@code x[j] = 1/n Σ X[k] e^(2πijk/n)}. Along the last axis. */
    public NDArray ifft(NDArray x) {
        return ifft(x, -1);
    }

    /** As {@link #ifft(NDArray)}, of n elements. */
    public NDArray ifft(NDArray x, long n) {
        return ifft(x, n, -1);
    }

    /** As {@link #ifft(NDArray, long)}, along an axis. */
    public NDArray ifft(NDArray x, long n, int axis) {
        return ifft(x, n, axis, BACKWARD);
    }

    /** As {@link #ifft(NDArray, long, int)}, with a norm. */
    public NDArray ifft(NDArray x, long n, int axis, String norm) {
        return Fourier.complex(
                x, Fourier.Over.of("ifft", x, new long[] {n}, new int[] {axis}, false, norm, true), false);
    }

    /** The transform of real elements along an axis, as {@link #fft(NDArray)} has it but for the second half, which mirrors the first, conjugated: {@code n/2 + 1} elements. Along the last axis. */
    public NDArray rfft(NDArray x) {
        return rfft(x, -1);
    }

    /** As {@link #rfft(NDArray)}, of n elements. */
    public NDArray rfft(NDArray x, long n) {
        return rfft(x, n, -1);
    }

    /** As {@link #rfft(NDArray, long)}, along an axis. */
    public NDArray rfft(NDArray x, long n, int axis) {
        return rfft(x, n, axis, BACKWARD);
    }

    /** As {@link #rfft(NDArray, long, int)}, with a norm. */
    public NDArray rfft(NDArray x, long n, int axis, String norm) {
        return Fourier.fromReal(x, Fourier.Over.of("rfft", x, new long[] {n}, new int[] {axis}, false, norm, false));
    }

    /** The inverse of {@link #rfft(NDArray)}: n real elements from the first {@code n/2 + 1} of a transform. The imaginary parts of the first, and of the last where n is even, count as 0. Along the last axis. */
    public NDArray irfft(NDArray x) {
        return irfft(x, -1);
    }

    /** As {@link #irfft(NDArray)}, of n elements of the result. */
    public NDArray irfft(NDArray x, long n) {
        return irfft(x, n, -1);
    }

    /** As {@link #irfft(NDArray, long)}, along an axis. */
    public NDArray irfft(NDArray x, long n, int axis) {
        return irfft(x, n, axis, BACKWARD);
    }

    /** As {@link #irfft(NDArray, long, int)}, with a norm. */
    public NDArray irfft(NDArray x, long n, int axis, String norm) {
        return Fourier.toReal(x, Fourier.Over.of("irfft", x, new long[] {n}, new int[] {axis}, true, norm, true));
    }

    /** The transform of elements whose second half mirrors the first, conjugated: n real elements from the first {@code n/2 + 1}. The opposite of {@link #rfft(NDArray)} with the roles of time and frequency exchanged. Along the last axis. */
    public NDArray hfft(NDArray x) {
        return hfft(x, -1);
    }

    /** As {@link #hfft(NDArray)}, of n elements of the result. */
    public NDArray hfft(NDArray x, long n) {
        return hfft(x, n, -1);
    }

    /** As {@link #hfft(NDArray, long)}, along an axis. */
    public NDArray hfft(NDArray x, long n, int axis) {
        return hfft(x, n, axis, BACKWARD);
    }

    /** As {@link #hfft(NDArray, long, int)}, with a norm. */
    public NDArray hfft(NDArray x, long n, int axis, String norm) {
        return Fourier.toReal(
                Np.conj(x), Fourier.Over.of("hfft", x, new long[] {n}, new int[] {axis}, true, norm, false));
    }

    /** The inverse of {@link #hfft(NDArray)}: {@code n/2 + 1} elements of n real ones. Along the last axis. */
    public NDArray ihfft(NDArray x) {
        return ihfft(x, -1);
    }

    /** As {@link #ihfft(NDArray)}, of n elements. */
    public NDArray ihfft(NDArray x, long n) {
        return ihfft(x, n, -1);
    }

    /** As {@link #ihfft(NDArray, long)}, along an axis. */
    public NDArray ihfft(NDArray x, long n, int axis) {
        return ihfft(x, n, axis, BACKWARD);
    }

    /** As {@link #ihfft(NDArray, long, int)}, with a norm. */
    public NDArray ihfft(NDArray x, long n, int axis, String norm) {
        return Np.conj(
                Fourier.fromReal(x, Fourier.Over.of("ihfft", x, new long[] {n}, new int[] {axis}, false, norm, true)));
    }

    // ---- over several axes

    /** The transform over the last two axes. */
    public NDArray fft2(NDArray x) {
        return fft2(x, OWN, Fourier.lastTwo("fft2", x));
    }

    /** As {@link #fft2(NDArray)}, of lengths. */
    public NDArray fft2(NDArray x, long[] s) {
        return fft2(x, s, Fourier.lastTwo("fft2", x));
    }

    /** As {@link #fft2(NDArray)}, over axes of lengths; null for those that they have. */
    public NDArray fft2(NDArray x, long @Nullable [] s, int[] axes) {
        return fft2(x, s, axes, BACKWARD);
    }

    /** As {@link #fft2(NDArray, long[], int[])}, with a norm. */
    public NDArray fft2(NDArray x, long @Nullable [] s, int[] axes, String norm) {
        return Fourier.complex(x, Fourier.Over.of("fft2", x, s, axes, false, norm, false), true);
    }

    /** The inverse of {@link #fft2(NDArray)}, over the last two axes. */
    public NDArray ifft2(NDArray x) {
        return ifft2(x, OWN, Fourier.lastTwo("ifft2", x));
    }

    /** As {@link #ifft2(NDArray)}, of lengths. */
    public NDArray ifft2(NDArray x, long[] s) {
        return ifft2(x, s, Fourier.lastTwo("ifft2", x));
    }

    /** As {@link #ifft2(NDArray)}, over axes of lengths; null for those that they have. */
    public NDArray ifft2(NDArray x, long @Nullable [] s, int[] axes) {
        return ifft2(x, s, axes, BACKWARD);
    }

    /** As {@link #ifft2(NDArray, long[], int[])}, with a norm. */
    public NDArray ifft2(NDArray x, long @Nullable [] s, int[] axes, String norm) {
        return Fourier.complex(x, Fourier.Over.of("ifft2", x, s, axes, false, norm, true), false);
    }

    /** The transform of real elements over the last two axes; the last of them has half the elements, as {@link #rfft(NDArray)} tells. */
    public NDArray rfft2(NDArray x) {
        return rfft2(x, OWN, Fourier.lastTwo("rfft2", x));
    }

    /** As {@link #rfft2(NDArray)}, of lengths. */
    public NDArray rfft2(NDArray x, long[] s) {
        return rfft2(x, s, Fourier.lastTwo("rfft2", x));
    }

    /** As {@link #rfft2(NDArray)}, over axes of lengths; null for those that they have. */
    public NDArray rfft2(NDArray x, long @Nullable [] s, int[] axes) {
        return rfft2(x, s, axes, BACKWARD);
    }

    /** As {@link #rfft2(NDArray, long[], int[])}, with a norm. */
    public NDArray rfft2(NDArray x, long @Nullable [] s, int[] axes, String norm) {
        return Fourier.fromReal(x, Fourier.Over.of("rfft2", x, s, axes, false, norm, false));
    }

    /** The inverse of {@link #rfft2(NDArray)}; the last of the axes becomes real, over the last two axes. */
    public NDArray irfft2(NDArray x) {
        return irfft2(x, OWN, Fourier.lastTwo("irfft2", x));
    }

    /** As {@link #irfft2(NDArray)}, of lengths. */
    public NDArray irfft2(NDArray x, long[] s) {
        return irfft2(x, s, Fourier.lastTwo("irfft2", x));
    }

    /** As {@link #irfft2(NDArray)}, over axes of lengths; null for those that they have. */
    public NDArray irfft2(NDArray x, long @Nullable [] s, int[] axes) {
        return irfft2(x, s, axes, BACKWARD);
    }

    /** As {@link #irfft2(NDArray, long[], int[])}, with a norm. */
    public NDArray irfft2(NDArray x, long @Nullable [] s, int[] axes, String norm) {
        return Fourier.toReal(x, Fourier.Over.of("irfft2", x, s, axes, true, norm, true));
    }

    /** The transform over all axes. */
    public NDArray fftn(NDArray x) {
        return fftn(x, OWN, Fourier.axesOf("fftn", x, OWN));
    }

    /** As {@link #fftn(NDArray)}, of lengths; fewer than there are axes are for the last ones. */
    public NDArray fftn(NDArray x, long[] s) {
        return fftn(x, s, Fourier.axesOf("fftn", x, s));
    }

    /** As {@link #fftn(NDArray)}, over axes of lengths; null for those that they have. */
    public NDArray fftn(NDArray x, long @Nullable [] s, int[] axes) {
        return fftn(x, s, axes, BACKWARD);
    }

    /** As {@link #fftn(NDArray, long[], int[])}, with a norm. */
    public NDArray fftn(NDArray x, long @Nullable [] s, int[] axes, String norm) {
        return Fourier.complex(x, Fourier.Over.of("fftn", x, s, axes, false, norm, false), true);
    }

    /** The inverse of {@link #fftn(NDArray)}, over all axes. */
    public NDArray ifftn(NDArray x) {
        return ifftn(x, OWN, Fourier.axesOf("ifftn", x, OWN));
    }

    /** As {@link #ifftn(NDArray)}, of lengths; fewer than there are axes are for the last ones. */
    public NDArray ifftn(NDArray x, long[] s) {
        return ifftn(x, s, Fourier.axesOf("ifftn", x, s));
    }

    /** As {@link #ifftn(NDArray)}, over axes of lengths; null for those that they have. */
    public NDArray ifftn(NDArray x, long @Nullable [] s, int[] axes) {
        return ifftn(x, s, axes, BACKWARD);
    }

    /** As {@link #ifftn(NDArray, long[], int[])}, with a norm. */
    public NDArray ifftn(NDArray x, long @Nullable [] s, int[] axes, String norm) {
        return Fourier.complex(x, Fourier.Over.of("ifftn", x, s, axes, false, norm, true), false);
    }

    /** The transform of real elements over all axes; the last of them has half the elements, as {@link #rfft(NDArray)} tells. */
    public NDArray rfftn(NDArray x) {
        return rfftn(x, OWN, Fourier.axesOf("rfftn", x, OWN));
    }

    /** As {@link #rfftn(NDArray)}, of lengths; fewer than there are axes are for the last ones. */
    public NDArray rfftn(NDArray x, long[] s) {
        return rfftn(x, s, Fourier.axesOf("rfftn", x, s));
    }

    /** As {@link #rfftn(NDArray)}, over axes of lengths; null for those that they have. */
    public NDArray rfftn(NDArray x, long @Nullable [] s, int[] axes) {
        return rfftn(x, s, axes, BACKWARD);
    }

    /** As {@link #rfftn(NDArray, long[], int[])}, with a norm. */
    public NDArray rfftn(NDArray x, long @Nullable [] s, int[] axes, String norm) {
        return Fourier.fromReal(x, Fourier.Over.of("rfftn", x, s, axes, false, norm, false));
    }

    /** The inverse of {@link #rfftn(NDArray)}; the last of the axes becomes real, over all axes. */
    public NDArray irfftn(NDArray x) {
        return irfftn(x, OWN, Fourier.axesOf("irfftn", x, OWN));
    }

    /** As {@link #irfftn(NDArray)}, of lengths; fewer than there are axes are for the last ones. */
    public NDArray irfftn(NDArray x, long[] s) {
        return irfftn(x, s, Fourier.axesOf("irfftn", x, s));
    }

    /** As {@link #irfftn(NDArray)}, over axes of lengths; null for those that they have. */
    public NDArray irfftn(NDArray x, long @Nullable [] s, int[] axes) {
        return irfftn(x, s, axes, BACKWARD);
    }

    /** As {@link #irfftn(NDArray, long[], int[])}, with a norm. */
    public NDArray irfftn(NDArray x, long @Nullable [] s, int[] axes, String norm) {
        return Fourier.toReal(x, Fourier.Over.of("irfftn", x, s, axes, true, norm, true));
    }

    // ---- beside them

    /** The frequencies of a transform's elements, in cycles per element: those from 0 on, then the negative ones; float64. */
    public NDArray fftfreq(long n) {
        return fftfreq(n, 1);
    }

    /** As {@link #fftfreq(long)}, in cycles per unit of the distance from one element to the next. */
    public NDArray fftfreq(long n, double d) {
        return Fourier.frequencies("fftfreq", n, d, false);
    }

    /** The frequencies of the {@code n/2 + 1} elements that {@link #rfft(NDArray)} gives, in cycles per element; float64. */
    public NDArray rfftfreq(long n) {
        return rfftfreq(n, 1);
    }

    /** As {@link #rfftfreq(long)}, in cycles per unit of the distance from one element to the next. */
    public NDArray rfftfreq(long n, double d) {
        return Fourier.frequencies("rfftfreq", n, d, true);
    }

    /** Brings frequency 0 to the middle of each axis, or of the axes given. */
    public NDArray fftshift(NDArray x, int... axes) {
        return Fourier.shifted("fftshift", x, axes.length == 0 ? Fourier.axesOf("fftshift", x, OWN) : axes, false);
    }

    /** The inverse of {@link #fftshift(NDArray, int...)}; of axes of odd length it is another. */
    public NDArray ifftshift(NDArray x, int... axes) {
        return Fourier.shifted("ifftshift", x, axes.length == 0 ? Fourier.axesOf("ifftshift", x, OWN) : axes, true);
    }
}
