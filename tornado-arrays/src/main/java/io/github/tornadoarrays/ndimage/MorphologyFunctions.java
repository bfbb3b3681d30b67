package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Masks and their components; {@link Ndimage} inherits them. Of an array of numbers the mask is where it is not 0. Where no structure is given, an
 * element's neighbours are those beside it along the axes.
 */
abstract sealed class MorphologyFunctions extends InterpolationFunctions permits MeasurementFunctions {
    /**
     * The neighbours of an element, a mask of 3 elements along each axis: {@code scipy.ndimage.generate_binary_structure}.
     *
     * @param connectivity along how many axes at once a neighbour may be a step away
     * @throws io.github.tornadoarrays.core.ArrayException if the rank is negative
     */
    public static NDArray generateBinaryStructure(int rank, int connectivity) {
        return Morphology.structure(rank, connectivity);
    }

    /** Where all neighbours are in the mask, outside of which nothing is: {@code scipy.ndimage.binary_erosion}. */
    public static NDArray binaryErosion(NDArray x) {
        return binaryErosion(x, null, 1, false);
    }

    /**
     * As {@link #binaryErosion(NDArray)}, over again.
     *
     * @param structure which neighbours, of as many axes; null for those along the axes
     * @param iterations how often; 0 until nothing changes
     * @param outside whether what is beyond the ends counts as in the mask
     * @throws io.github.tornadoarrays.core.ShapeException if the structure has another number of axes
     */
    public static NDArray binaryErosion(NDArray x, @Nullable NDArray structure, int iterations, boolean outside) {
        return Morphology.repeated("binaryErosion", x, structure, iterations, outside, true);
    }

    /** Where any neighbour is in the mask: {@code scipy.ndimage.binary_dilation}. */
    public static NDArray binaryDilation(NDArray x) {
        return binaryDilation(x, null, 1, false);
    }

    /** As {@link #binaryDilation(NDArray)}, over again; see {@link #binaryErosion(NDArray, NDArray, int, boolean)}. */
    public static NDArray binaryDilation(NDArray x, @Nullable NDArray structure, int iterations, boolean outside) {
        return Morphology.repeated("binaryDilation", x, structure, iterations, outside, false);
    }

    /** An erosion, then a dilation: what is smaller than the structure is gone: {@code scipy.ndimage.binary_opening}. */
    public static NDArray binaryOpening(NDArray x) {
        return binaryOpening(x, null, 1);
    }

    /** As {@link #binaryOpening(NDArray)}, with so many of each; see {@link #binaryErosion(NDArray, NDArray, int, boolean)}. */
    public static NDArray binaryOpening(NDArray x, @Nullable NDArray structure, int iterations) {
        return binaryDilation(binaryErosion(x, structure, iterations, false), structure, iterations, false);
    }

    /** A dilation, then an erosion: gaps smaller than the structure are filled: {@code scipy.ndimage.binary_closing}. */
    public static NDArray binaryClosing(NDArray x) {
        return binaryClosing(x, null, 1);
    }

    /** As {@link #binaryClosing(NDArray)}, with so many of each; see {@link #binaryErosion(NDArray, NDArray, int, boolean)}. */
    public static NDArray binaryClosing(NDArray x, @Nullable NDArray structure, int iterations) {
        return binaryErosion(binaryDilation(x, structure, iterations, false), structure, iterations, false);
    }

    /** The mask with what it encloses: {@code scipy.ndimage.binary_fill_holes}. */
    public static NDArray binaryFillHoles(NDArray x) {
        if (x.size() == 0 || x.ndim() == 0) {
            return x.ne(0);
        }
        // around the array is one component, of what is not in the mask the first
        NDArray around = Np.pad(x.ne(0), 1).logicalNot();
        NDArray labels = label(around).labels();
        Object[] inner = new Object[x.ndim()];
        Arrays.fill(inner, Slice.of(1, -1));
        return labels.ne(1).get(inner);
    }

    /** An array whose neighbours that are not 0 have one number, and how many there are. */
    public record Labels(NDArray labels, int count) {}

    /**
     * The connected components, numbered from 1 in the order of their first elements: {@code scipy.ndimage.label}.
     *
     * @return int32 labels, 0 where x is 0
     */
    public static Labels label(NDArray x) {
        return label(x, null);
    }

    /**
     * As {@link #label(NDArray)}, with other neighbours.
     *
     * @param structure of 3 elements along each axis, the same when turned round; null for those along the axes
     * @throws io.github.tornadoarrays.core.ArrayException if it is not so
     */
    public static Labels label(NDArray x, @Nullable NDArray structure) {
        Morphology.Components found = Morphology.label(x, structure);
        return new Labels(found.labels(), found.count());
    }

    /**
     * Where each label is: the slices that cut it out, with {@code x.get((Object[]) slices)}: {@code scipy.ndimage.find_objects}.
     *
     * @return one for each number from 1 to the largest label; null where there is none of it
     */
    public static List<Slice @Nullable []> findObjects(NDArray labels) {
        return Morphology.objects(labels);
    }

    /**
     * How far each element of the mask is from the nearest one outside of it, float64: {@code scipy.ndimage.distance_transform_edt}. Infinite where
     * there is none.
     */
    public static NDArray distanceTransformEdt(NDArray x) {
        return distanceTransformEdt(x, 1);
    }

    /**
     * As {@link #distanceTransformEdt(NDArray)}, with elements so far apart.
     *
     * @param sampling one for all axes or one each
     */
    public static NDArray distanceTransformEdt(NDArray x, double... sampling) {
        return Morphology.distances(x, sampling);
    }
}
