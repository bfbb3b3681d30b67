package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;

/** Shapes that stretch to fit each other, and folds over any axes. */
public final class Ex03BroadcastingReductions {
    private Ex03BroadcastingReductions() {}

    public static void main(String[] args) {
        // (3, 1) and (4) give (3, 4)
        NDArray table = arange(1, 4).reshape(3, 1).mul(arange(1, 5));
        System.out.println(table);

        System.out.println("sum of all     " + table.sum().item());
        System.out.println("column sums    " + table.sum(0));
        System.out.println("row means      " + table.mean(1));
        System.out.println("largest at     " + table.argmax(1));
        System.out.println("running sums   " + table.get(0).cumsum());

        // keepdims leaves axes of extent 1, so that the result broadcasts with the array
        NDArray share = table.div(table.sum(axis(1).keepdims()));
        System.out.println(share.get(0));

        // distances of all pairs of points: (5, 1, 2) and (4, 2) give (5, 4, 2), which never exists in memory
        NDArray a = linspace(0, 1, 10).reshape(5, 2);
        NDArray b = linspace(1, 2, 8).reshape(4, 2);
        NDArray distances = a.get(":, newaxis").sub(b).square().sum(-1).sqrt();
        System.out.println(distances.round(3));

        // estimates: the variance with n - 1, and a sum of float32 in float64
        System.out.println(var(arange(10), axis(0).ddof(1)).item());
        System.out.println(
                sum(ones(float32, 1000).mul(0.1), axis(0).dtype(float64)).item());
    }
}
