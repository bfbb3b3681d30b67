package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;

/** Random numbers: pi from points thrown at a square, and k-means clustering (Lloyd's algorithm). */
public final class Ex05KMeans {
    private Ex05KMeans() {}

    public static void main(String[] args) {
        // a seed gives the same numbers on every machine and every engine
        Random dice = Random.seeded(5);

        NDArray points = dice.random(2, 1_000_000);
        double inside = points.square().sum(0).le(1).mean().item();
        System.out.printf("pi is about %.3f%n", 4 * inside);

        // three clouds around known centres
        NDArray truth = array(new double[][] {{0, 0}, {5, 0}, {0, 5}});
        NDArray cloud = dice.integers(0, 3, 3000);
        NDArray data = truth.get(cloud).add(dice.standardNormal(3000, 2));

        // start from the first point and, twice, from the point that is farthest from those chosen
        NDArray centres = data.get("0:1");
        while (centres.shape(0) < 3) {
            NDArray far = squaredDistances(data, centres).min(1).argmax();
            centres = vstack(centres, data.get(far).get(newaxis));
        }
        for (int step = 0; step < 10; step++) {
            NDArray nearest = squaredDistances(data, centres).argmin(1);
            NDArray member = nearest.get(":, newaxis").eq(arange(3)).astype(float64); // (3000, 3)
            centres = member.T().matmul(data).div(member.sum(0).get(":, newaxis"));
        }
        System.out.println(
                centres.get(squaredDistances(truth, centres).argmin(1)).round(1));
    }

    /** Shape (points, centres). */
    private static NDArray squaredDistances(NDArray points, NDArray centres) {
        return points.get(":, newaxis").sub(centres).square().sum(-1);
    }
}
