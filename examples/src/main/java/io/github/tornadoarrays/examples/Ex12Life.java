package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.kernel.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Conway's game of life as an animated GIF, on a world whose edges meet. The first argument names the folder for it; with a
 * second one, {@code terminal}, the generations run past in the terminal too.
 */
public final class Ex12Life {
    private static final int ROWS = 60;
    private static final int COLS = 80;
    private static final int GENERATIONS = 80;

    private Ex12Life() {}

    static void step(boolean[][] now, boolean[][] next) {
        for (@Parallel int row = 0; row < now.length; row++) {
            for (@Parallel int col = 0; col < now[0].length; col++) {
                int around = 0;
                for (int dr = -1; dr <= 1; dr++) {
                    for (int dc = -1; dc <= 1; dc++) {
                        int r = (row + dr + now.length) % now.length;
                        int c = (col + dc + now[0].length) % now[0].length;
                        if ((dr != 0 || dc != 0) && now[r][c]) {
                            around++;
                        }
                    }
                }
                next[row][col] = around == 3 || now[row][col] && around == 2;
            }
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tornado-arrays");
        boolean terminal = args.length > 1 && args[1].equals("terminal");

        // a glider in a corner, and noise in the middle
        NDArray now = zeros(bool_, ROWS, COLS);
        boolean[][] glider = {{false, true, false}, {false, false, true}, {true, true, true}};
        now.set("1:4, 1:4", array(glider));
        random.seed(5);
        now.set("20:40, 30:60", random.random(20, 30).lt(0.4));
        NDArray next = zerosLike(now);

        Kernel step = Kernel.of(Ex12Life::step);
        Path file = folder.resolve("life.gif");
        try (Gif gif = new Gif(file, 8)) {
            for (int generation = 0; generation < GENERATIONS; generation++) {
                boolean[][] cells = (boolean[][]) now.toNested();
                gif.add(cells, 4);
                if (terminal) {
                    System.out.print("\033[H\033[2J" + text(cells));
                    Thread.sleep(80);
                }
                step.run(now, next);
                NDArray t = now;
                now = next;
                next = t;
            }
        }
        boolean[][] last = (boolean[][]) now.get("18:42, 20:70").toNested();
        System.out.print(text(last));
        System.out.println("generation " + GENERATIONS + ": " + now.sum() + " cells; " + file.getFileName());
    }

    /** Two rows of cells a line. */
    private static String text(boolean[][] cells) {
        StringBuilder out = new StringBuilder();
        for (int r = 0; r < cells.length; r += 2) {
            for (int c = 0; c < cells[r].length; c++) {
                boolean low = r + 1 < cells.length && cells[r + 1][c];
                out.append(cells[r][c] ? low ? '█' : '▀' : low ? '▄' : ' ');
            }
            out.append('\n');
        }
        return out.toString();
    }
}
