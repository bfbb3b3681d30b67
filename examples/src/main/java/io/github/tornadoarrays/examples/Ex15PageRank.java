package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;
import io.github.tornadoarrays.sparse.Coo;
import io.github.tornadoarrays.sparse.Csr;

/**
 * PageRank on a sparse graph: how often somebody is at a page who follows links and now and then goes anywhere (L. Page, S. Brin, R. Motwani, T.
 * Winograd, 1999).
 */
public final class Ex15PageRank {
    private static final double FOLLOWS = 0.85;

    private Ex15PageRank() {}

    public static void main(String[] args) {
        // four pages: 0 links to 1 and 2, 1 to 2, 2 to 0, and 3 to 2
        NDArray from = array(0, 0, 1, 2, 3);
        NDArray to = array(1, 2, 2, 0, 2);
        System.out.println("four pages " + rank(from, to, 4).round(3));

        // a hundred thousand pages with ten links each, most of them to the few pages that everybody links to
        long n = 100_000;
        Random dice = Random.seeded(15);
        NDArray links = repeat(arange(n), 10);
        NDArray targets = dice.random(n * 10).pow(3).mul(n).astype(int64);
        NDArray ranks = rank(links, targets, n);
        NDArray best = argsort(ranks, 0, true).get(":5");
        System.out.printf(
                "sum %.6f, the first 1 %% of pages have %.0f %% of it%n",
                ranks.sum().item(), ranks.get(":" + n / 100).sum().item() * 100);
        System.out.println("best pages " + best);
    }

    /** The ranks of pages, which add up to 1. */
    static NDArray rank(NDArray from, NDArray to, long pages) {
        NDArray links = bincount(from, pages);
        // column i has the chances of being at each page after a link of page i
        Csr follow =
                Coo.of(to, from, divide(1.0, links.get(from)), pages, pages).toCsr();
        NDArray dead = links.eq(0); // pages without a link: from there one goes anywhere
        NDArray rank = full(new long[] {pages}, 1.0 / pages);
        double change = 1;
        int steps = 0;
        while (change > 1e-10) {
            NDArray anywhere =
                    where(dead, rank, 0).sum().mul(FOLLOWS).add(1 - FOLLOWS).div(pages);
            NDArray next = follow.matmul(rank).mul(FOLLOWS).add(anywhere).eval();
            change = next.sub(rank).abs().sum().item();
            rank = next;
            steps++;
        }
        System.out.println(pages + " pages, " + follow.nnz() + " links, " + steps + " steps");
        return rank;
    }
}
