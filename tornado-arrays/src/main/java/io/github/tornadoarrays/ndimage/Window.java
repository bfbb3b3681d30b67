package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Axes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which neighbours a filter looks at: {@code Window.size(3, 5).border(Border.NEAREST)}.
 *
 * @param size elements along each axis, one number for all axes or one each; what a footprint has, where there is one
 * @param footprint which elements of the window count, row-major; null for all
 * @param origin how far the window lies before its element, one number for all axes or one each; 0 is in the middle
 */
public record Window(int[] size, boolean @Nullable [] footprint, int[] origin, Border border) {
    public Window {
        for (int n : size) {
            if (n < 1) {
                throw new ArrayException("window: size " + Arrays.toString(size) + "; give 1 or more along each axis");
            }
        }
    }

    /** All elements of a window, in the middle, the array reflected. */
    public static Window size(int... elements) {
        return new Window(elements, null, new int[] {0}, Border.REFLECT);
    }

    /**
     * The elements of a window that are true.
     *
     * @param mask of as many axes as what is filtered; numbers count as true where they are not 0
     * @throws ArrayException if none is
     */
    public static Window footprint(NDArray mask) {
        boolean[] elements = mask.ne(0).ravel().toBooleanArray();
        int[] size = Arrays.stream(mask.shape()).mapToInt(Math::toIntExact).toArray();
        boolean any = false;
        for (boolean e : elements) {
            any |= e;
        }
        if (!any) {
            throw new ArrayException("window: no element of the footprint is true; one at least must be");
        }
        return new Window(size, elements, new int[] {0}, Border.REFLECT);
    }

    /** So far before the element, one number for all axes or one each. */
    public Window origin(int... before) {
        return new Window(size, footprint, before, border);
    }

    /** With another continuation of the array. */
    public Window border(Border continuation) {
        return new Window(size, footprint, origin, continuation);
    }

    /** The extents along the axes of an array, checked. */
    int[] extents(String op, NDArray x) {
        int rank = x.ndim();
        if (footprint != null && size.length != rank) {
            throw new ShapeException(op + ": a footprint of " + size.length + " axes for shape " + Shape.text(x.shape())
                    + "; it needs as many axes");
        }
        if (footprint == null) {
            Axes.count(op, "size", size.length, x);
        }
        Axes.count(op, "origin", origin.length, x);
        int[] all = new int[rank];
        for (int a = 0; a < rank; a++) {
            all[a] = Axes.each(size, a);
            Axes.origin(op, Axes.each(origin, a), all[a]);
        }
        return all;
    }

    /** How many elements there are before the element, along each axis. */
    int[] before(int[] extents) {
        int[] all = new int[extents.length];
        for (int a = 0; a < all.length; a++) {
            all[a] = extents[a] / 2 + Axes.each(origin, a);
        }
        return all;
    }
}
