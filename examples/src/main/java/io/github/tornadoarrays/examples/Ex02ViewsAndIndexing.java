package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Slice;

/** Slices are views; integer and boolean arrays pick elements. */
public final class Ex02ViewsAndIndexing {
    private Ex02ViewsAndIndexing() {}

    public static void main(String[] args) {
        NDArray x = arange(12).reshape(3, 4);
        System.out.println(x);

        // Python's index text, or objects: both give the same views
        System.out.println("x[1]             " + x.get(1));
        System.out.println("x[::2, -1]       " + x.get("::2, -1"));
        System.out.println("x[0, ::-1]       " + x.get(0, Slice.every(-1)));
        System.out.println("x[:, None, 1:3]  shape "
                + Demo.text(x.get(Slice.all(), newaxis, Slice.of(1, 3)).shape()));

        // a write through a view is seen in the array, as in NumPy
        NDArray middle = x.get("1:, 1:3");
        middle.set("...", 0);
        middle.addi(100);
        System.out.println(x);

        // an array that was built before a write keeps the elements of that time
        NDArray before = x.mul(2);
        x.set("0, 0", -1);
        System.out.println("before " + before.get(0, 0) + ", now " + x.get(0, 0));

        // integer arrays pick, boolean arrays select; both can be written through
        System.out.println(x.get(array(2, 0), array(3, 1)));
        System.out.println(x.get(x.gt(50)));
        x.set(0, x.gt(50));
        System.out.println(x.sum().item());
    }
}
