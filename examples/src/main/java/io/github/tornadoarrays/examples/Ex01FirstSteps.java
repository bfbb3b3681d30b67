package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;

/** Arrays from numbers and from Java, expressions, and ways back. */
public final class Ex01FirstSteps {
    private Ex01FirstSteps() {}

    public static void main(String[] args) {
        NDArray v = array(3, 4, 5);
        System.out.println(v + ", " + v.dtype() + ", norm " + linalg.norm(v).item());

        // array copies; asarray of a primitive array is a view: what is written to one is seen in the other (on a card,
        // it has to copy)
        double[] shared = {1, 2, 3, 4, 5, 6};
        NDArray m = asarray(shared).reshape(2, 3);
        m.set("0, 0", 100);
        System.out.println("shared[0] = " + shared[0]);

        // types are NumPy's: int64 and float64 give float64, a Java number takes the array's type
        NDArray small = ones(float32, 2, 3);
        System.out.println(v.mul(1.5).dtype() + " " + small.mul(1.5).dtype());

        // nothing is computed until elements are asked for; then the whole expression is one loop
        NDArray lazy = m.mul(2).add(v).sqrt().sum(-1);
        System.out.println(lazy);

        // and out again
        double[] flat = m.toDoubleArray();
        double[][] nested = (double[][]) m.toNested();
        System.out.println(flat.length + " elements, " + nested.length + " rows, last "
                + m.get(-1, -1).item());
    }
}
