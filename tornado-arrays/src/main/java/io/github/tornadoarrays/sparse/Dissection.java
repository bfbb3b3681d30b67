package io.github.tornadoarrays.sparse;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * An order of a graph's vertices in which elimination adds few edges: those that part it in two come last, before them each of the two in such an order (A.
 * George, "Nested dissection of a regular finite element mesh", 1973; parted by levels of a breadth-first search as in A. George and J. W. H. Liu, "An
 * automatic nested dissection algorithm for irregular finite element problems", 1978).
 */
final class Dissection {
    /** Vertices that are not parted any more: backwards, breadth first. */
    private static final int FEW = 24;

    /** Vertices, which are all of the graph but for those that part it, and where they go in the order. */
    private record Part(int[] vertices, int place) {}

    private final int[][] neighbours;
    private final int[] order;

    /** The part that a vertex is in; parts are numbered as they are taken. */
    private final int[] partOf;

    private final int[] levelOf;
    private int parts;

    Dissection(int[][] neighbours) {
        this.neighbours = neighbours;
        order = new int[neighbours.length];
        partOf = new int[neighbours.length];
        levelOf = new int[neighbours.length];
    }

    int[] order() {
        Deque<Part> open = new ArrayDeque<>();
        int[] all = new int[neighbours.length];
        Arrays.setAll(all, i -> i);
        open.push(new Part(all, 0));
        while (!open.isEmpty()) {
            Part p = open.pop();
            if (p.vertices.length > 0) {
                split(p, open);
            }
        }
        return order;
    }

    private void split(Part p, Deque<Part> open) {
        int[] v = p.vertices;
        int own = ++parts;
        for (int i : v) {
            partOf[i] = own;
        }
        int[] found = search(v[0], v, own);
        // from an end of the graph there are more levels, with fewer vertices each
        for (int k = 0; k < 2; k++) {
            found = search(found[found.length - 1], v, own);
        }
        int last = levelOf[found[found.length - 1]];
        if (found.length < v.length) {
            int[] rest = Arrays.stream(v).filter(i -> levelOf[i] < 0).toArray();
            open.push(new Part(found, p.place));
            open.push(new Part(rest, p.place + found.length));
        } else if (v.length <= FEW || last < 2) {
            for (int i = 0; i < v.length; i++) {
                order[p.place + i] = found[v.length - 1 - i];
            }
        } else {
            int level = Math.clamp(levelOf[found[v.length / 2]], 1, last - 1);
            int from = 0;
            while (levelOf[found[from]] < level) {
                from++;
            }
            int to = from;
            while (levelOf[found[to]] == level) {
                to++;
            }
            // those without a neighbour on the far side part nothing
            int between = 0;
            int[] near = Arrays.copyOf(found, to);
            int size = from;
            for (int i = from; i < to; i++) {
                int vertex = found[i];
                if (Arrays.stream(neighbours[vertex]).anyMatch(j -> partOf[j] == own && levelOf[j] == level + 1)) {
                    order[p.place + v.length - 1 - between++] = vertex;
                    partOf[vertex] = 0;
                } else {
                    near[size++] = vertex;
                }
            }
            open.push(new Part(Arrays.copyOf(near, size), p.place));
            open.push(new Part(Arrays.copyOfRange(found, to, v.length), p.place + size));
        }
    }

    /** The vertices of a part that one leads to, breadth first; those that it does not lead to have level -1. */
    private int[] search(int start, int[] vertices, int part) {
        int[] found = new int[vertices.length];
        for (int i : vertices) {
            levelOf[i] = -1;
        }
        int size = 0;
        found[size++] = start;
        levelOf[start] = 0;
        for (int done = 0; done < size; done++) {
            for (int j : neighbours[found[done]]) {
                if (partOf[j] == part && levelOf[j] < 0) {
                    levelOf[j] = levelOf[found[done]] + 1;
                    found[size++] = j;
                }
            }
        }
        return Arrays.copyOf(found, size);
    }
}
