package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.Complex;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ndimage.Border;
import io.github.tornadoarrays.ndimage.Ndimage;
import io.github.tornadoarrays.scipy.Axes;

/** Convolutions over all axes: in full, of which a mode takes a part; with few weights as sums of products, else by transforms. */
final class Convolution {
    /** So many weights are as good as transforms. */
    private static final long FEW = 64;

    private Convolution() {}

    // ---- modes

    private static NDArray cut(String op, NDArray full, NDArray a, NDArray b, String mode) {
        long[] start = new long[full.ndim()];
        long[] length = full.shape();
        for (int d = 0; d < start.length; d++) {
            long n = a.shape(d);
            long m = b.shape(d);
            switch (mode) {
                case "full" -> {}
                case "same" -> {
                    start[d] = (n + m - 1 - n) / 2;
                    length[d] = n;
                }
                case "valid" -> {
                    start[d] = Math.min(n, m) - 1;
                    length[d] = Math.max(n, m) - Math.min(n, m) + 1;
                }
                default ->
                    throw new ArrayException(op + ": unknown mode \"" + mode + "\"; \"full\", \"same\" or \"valid\"");
            }
        }
        return part(full, start, length);
    }

    private static NDArray part(NDArray x, long[] start, long[] length) {
        Object[] items = new Object[start.length];
        for (int d = 0; d < items.length; d++) {
            items[d] = Slice.of(start[d], start[d] + length[d]);
        }
        return items.length == 0 ? x : x.get(items);
    }

    static void check(String op, NDArray a, NDArray b, String mode) {
        if (a.ndim() != b.ndim()) {
            throw new ShapeException(op + ": shapes " + Shape.text(a.shape()) + " and " + Shape.text(b.shape())
                    + " have not as many axes; give both the same number");
        }
        if (mode.equals("valid")) {
            boolean larger = true;
            boolean smaller = true;
            for (int d = 0; d < a.ndim(); d++) {
                larger &= a.shape(d) >= b.shape(d);
                smaller &= a.shape(d) <= b.shape(d);
            }
            if (!larger && !smaller) {
                throw new ShapeException(op + ": shapes " + Shape.text(a.shape()) + " and " + Shape.text(b.shape())
                        + "; with mode \"valid\" one has to be as large as the other along each axis");
            }
        }
    }

    // ---- ways

    private static DType type(NDArray a, NDArray b) {
        return Promotion.promote(a.dtype(), b.dtype());
    }

    static NDArray byTransform(String op, NDArray a, NDArray b, String mode) {
        check(op, a, b, mode);
        DType type = type(a, b);
        DType exact = type.isInexact() ? type : DType.FLOAT64;
        if (a.size() == 0 || b.size() == 0) {
            return Np.zeros(exact, 0);
        }
        if (a.ndim() == 0) {
            return a.mul(b);
        }
        long[] full = new long[a.ndim()];
        long[] padded = new long[a.ndim()];
        int[] axes = new int[a.ndim()];
        for (int d = 0; d < full.length; d++) {
            full[d] = a.shape(d) + b.shape(d) - 1;
            padded[d] = smooth(full[d]);
            axes[d] = d;
        }
        NDArray x = a.astype(exact);
        NDArray y = b.astype(exact);
        NDArray product = exact.isComplex()
                ? Np.fft.ifftn(Np.fft.fftn(x, padded, axes).mul(Np.fft.fftn(y, padded, axes)), padded, axes)
                : Np.fft.irfftn(Np.fft.rfftn(x, padded, axes).mul(Np.fft.rfftn(y, padded, axes)), padded, axes);
        return cut(op, part(product, new long[full.length], full), a, b, mode);
    }

    /** The least length from n on without other prime factors than 2, 3 and 5. */
    static long smooth(long n) {
        long best = Long.highestOneBit(Math.max(1, n - 1)) * 2;
        for (long five = 1; five < best; five *= 5) {
            for (long three = five; three < best; three *= 3) {
                long two = three;
                while (two < n) {
                    two *= 2;
                }
                best = Math.min(best, two);
            }
        }
        return n <= 1 ? 1 : best;
    }

    /** As sums of products. */
    private static NDArray direct(NDArray a, NDArray b, DType type) {
        long[][] widths = new long[a.ndim()][];
        for (int d = 0; d < widths.length; d++) {
            long m = b.shape(d);
            widths[d] = new long[] {m / 2, m - 1 - m / 2};
        }
        NDArray x = Np.pad(a.astype(type), widths, 0);
        Border zeros = Border.constant(0);
        if (!b.dtype().isComplex()) {
            return Ndimage.convolve(x, b.astype(type.part()), zeros);
        }
        NDArray imaginary = Ndimage.convolve(x, b.imag().astype(type.part()), zeros);
        return Ndimage.convolve(x, b.real().astype(type.part()), zeros).add(imaginary.mul(Complex.of(0, 1)));
    }

    static NDArray of(String op, NDArray a, NDArray b, String mode) {
        check(op, a, b, mode);
        DType type = type(a, b);
        if (a.size() == 0 || b.size() == 0) {
            return Np.zeros(type, 0);
        }
        if (a.ndim() == 0) {
            return a.mul(b);
        }
        if (!type.isInexact() && a.ndim() == 1) {
            return cut(op, Np.convolve(a, b), a, b, mode);
        }
        boolean few = Math.min(a.size(), b.size()) <= FEW;
        if (!few) {
            NDArray r = byTransform(op, a, b, mode);
            return type.isInexact() ? r : Np.round(r).astype(type);
        }
        boolean turn = b.size() > a.size();
        NDArray full = direct(turn ? b : a, turn ? a : b, type.isInexact() ? type : DType.FLOAT64);
        return cut(op, type.isInexact() ? full : full.astype(type), a, b, mode);
    }

    static NDArray correlate(String op, NDArray a, NDArray b, String mode) {
        check(op, a, b, mode);

        NDArray other = b.dtype().isComplex() ? Np.conj(b) : b;
        NDArray turned = other.ndim() == 0 ? other : Np.flip(other);
        return of(op, a, turned, mode);
    }

    /** Over two axes, with a border. */
    static NDArray plane(String op, NDArray a, NDArray b, String mode, String boundary, double value) {
        if (a.ndim() != 2 || b.ndim() != 2) {
            throw new ShapeException(op + ": shapes " + Shape.text(a.shape()) + " and " + Shape.text(b.shape())
                    + "; both need two axes");
        }
        if (mode.equals("valid") || boundary.equals("fill") && value == 0 || a.size() == 0 || b.size() == 0) {
            return of(op, a, b, mode);
        }
        long[][] widths = new long[2][];
        for (int d = 0; d < 2; d++) {
            widths[d] = new long[] {b.shape(d) - 1, b.shape(d) - 1};
        }
        NDArray wide = switch (boundary) {
            case "fill" -> Np.pad(a, widths, value);
            case "wrap" -> Np.pad(a, widths, "wrap");
            case "symm" -> Np.pad(a, widths, "symmetric");
            default ->
                throw new ArrayException(
                        op + ": unknown boundary \"" + boundary + "\"; \"fill\", \"wrap\" or \"symm\"");
        };
        NDArray all = of(op, wide, b, "full");
        long[] length = {a.shape(0) + b.shape(0) - 1, a.shape(1) + b.shape(1) - 1};
        NDArray full = part(all, new long[] {b.shape(0) - 1, b.shape(1) - 1}, length);
        return cut(op, full, a, b, mode);
    }

    /** Block after block along an axis, each by transforms of one length, whose ends are added up. */
    static NDArray byBlocks(String op, NDArray a, NDArray b, String mode, int axis) {
        check(op, a, b, mode);
        int at = Axes.normal(op, axis, a);
        boolean turn = b.shape(at) > a.shape(at);
        NDArray x = Np.moveaxis(turn ? b : a, at, -1);
        NDArray h = Np.moveaxis(turn ? a : b, at, -1);
        for (int d = 0; d < a.ndim(); d++) {
            if (d != at && a.shape(d) != b.shape(d) && b.shape(d) != 1 && a.shape(d) != 1) {
                throw new ShapeException(op + ": shapes " + Shape.text(a.shape()) + " and " + Shape.text(b.shape())
                        + " differ beside axis " + axis + "; they have to be equal there, or 1");
            }
        }
        DType type = type(a, b).isInexact() ? type(a, b) : DType.FLOAT64;
        long n = x.shape(-1);
        long m = h.shape(-1);
        if (n == 0 || m == 0) {
            return Np.zeros(type, 0);
        }
        long transform = smooth(Math.max(8 * m, 64));
        long block = transform - m + 1;
        long blocks = Math.ceilDiv(n, block);
        long[][] widths = new long[x.ndim()][2];
        widths[x.ndim() - 1][1] = blocks * block - n;
        NDArray cut = split(Np.pad(x.astype(type), widths, 0), blocks, block);
        NDArray weights = Np.expandDims(h.astype(type), -2);
        NDArray y = type.isComplex()
                ? Np.fft.ifft(Np.fft.fft(cut, transform).mul(Np.fft.fft(weights, transform)))
                : Np.fft.irfft(Np.fft.rfft(cut, transform).mul(Np.fft.rfft(weights, transform)), transform);
        // What is past a block's end belongs to the next one; a block is at least as long.
        NDArray heads = joined(Lines.part(y, 0, block));
        NDArray tails = Lines.part(y, block, transform);
        long[][] more = new long[y.ndim()][2];
        more[y.ndim() - 1][1] = block - (m - 1);
        NDArray behind = joined(Np.pad(tails, more, 0));
        long[][] shift = new long[heads.ndim()][2];
        shift[heads.ndim() - 1][1] = block;
        long[][] late = new long[heads.ndim()][2];
        late[heads.ndim() - 1][0] = block;
        NDArray full = Lines.part(Np.pad(heads, shift, 0).add(Np.pad(behind, late, 0)), 0, n + m - 1);
        long start = switch (mode) {
            case "full" -> 0;
            case "same" -> (b.shape(at) - 1) / 2;
            case "valid" -> m - 1;
            default ->
                throw new ArrayException(op + ": unknown mode \"" + mode + "\"; \"full\", \"same\" or \"valid\"");
        };
        long length = mode.equals("full") ? n + m - 1 : mode.equals("same") ? a.shape(at) : n - m + 1;
        return Np.moveaxis(Lines.part(full, start, start + length), -1, at);
    }

    private static NDArray split(NDArray x, long blocks, long block) {
        long[] shape = new long[x.ndim() + 1];
        System.arraycopy(x.shape(), 0, shape, 0, x.ndim() - 1);
        shape[x.ndim() - 1] = blocks;
        shape[x.ndim()] = block;
        return x.reshape(shape);
    }

    private static NDArray joined(NDArray y) {
        long[] shape = new long[y.ndim() - 1];
        System.arraycopy(y.shape(), 0, shape, 0, shape.length - 1);
        shape[shape.length - 1] = y.shape(-1) * y.shape(-2);
        return y.reshape(shape);
    }
}
