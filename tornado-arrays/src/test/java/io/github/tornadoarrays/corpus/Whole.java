package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.kernel.Parallel;

/** Kernels of integers, bytes and characters, with the branches and loops that such code has. */
final class Whole {
    private static final int POLYNOMIAL = 0xEDB88320;
    private static final int DEAD = 0;

    private Whole() {}

    static void life(byte[] in, byte[] out, int width, int height) {
        for (@Parallel int y = 0; y < height; y++) {
            for (@Parallel int x = 0; x < width; x++) {
                int around = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        if (dx == 0 && dy == 0) {
                            continue;
                        }
                        around += in[(y + dy + height) % height * width + (x + dx + width) % width];
                    }
                }
                boolean alive = in[y * width + x] != DEAD;
                out[y * width + x] = (byte) (around == 3 || alive && around == 2 ? 1 : 0);
            }
        }
    }

    static void floydWarshallStep(int[] distance, int n, int k) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < n; j++) {
                int through = distance[i * n + k] + distance[k * n + j];
                if (through < distance[i * n + j]) {
                    distance[i * n + j] = through;
                }
            }
        }
    }

    static void bitonicStep(int[] a, int stage, int step) {
        for (@Parallel int i = 0; i < a.length; i++) {
            int other = i ^ step;
            if (other > i && other < a.length) {
                boolean up = (i & stage) == 0;
                if (up == a[i] > a[other]) {
                    int t = a[i];
                    a[i] = a[other];
                    a[other] = t;
                }
            }
        }
    }

    /** Rounds of substitution, rotation and key mixing, as block ciphers have. */
    static void cipher(byte[] sbox, int[] key, int[] block) {
        for (@Parallel int i = 0; i < block.length; i++) {
            int v = block[i];
            for (int round = 0; round < key.length; round++) {
                int s = (sbox[v & 0xff] & 0xff)
                        | (sbox[v >> 8 & 0xff] & 0xff) << 8
                        | (sbox[v >> 16 & 0xff] & 0xff) << 16
                        | sbox[v >>> 24] << 24;
                int doubled = (s & 0x7f7f7f7f) << 1 ^ (s >>> 7 & 0x01010101) * 0x1b;
                v = doubled ^ Integer.rotateLeft(s, 8) ^ key[round];
            }
            block[i] = v;
        }
    }

    /** One anti-diagonal of the table of edit distances between two words. */
    static void editDistanceDiagonal(char[] a, char[] b, int[] table, int diagonal) {
        int columns = b.length + 1;
        int first = Math.max(1, diagonal - b.length);
        int last = Math.min(a.length, diagonal - 1);
        for (@Parallel int i = first; i <= last; i++) {
            int j = diagonal - i;
            int at = i * columns + j;
            int changed = table[at - columns - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            table[at] = Math.min(changed, Math.min(table[at - 1], table[at - columns]) + 1);
        }
    }

    /** The edit distance between a word and each of a dictionary, with one row of the table in an array of its own. */
    static void levenshtein(byte[] word, byte[] dictionary, int length, int[] distance) {
        for (@Parallel int w = 0; w < distance.length; w++) {
            int[] row = new int[17];
            for (int j = 0; j <= length; j++) {
                row[j] = j;
            }
            for (int i = 1; i <= word.length; i++) {
                int corner = row[0];
                row[0] = i;
                for (int j = 1; j <= length; j++) {
                    int cost = word[i - 1] == dictionary[w * length + j - 1] ? 0 : 1;
                    int best = corner + cost;
                    corner = row[j];
                    if (row[j] + 1 < best) {
                        best = row[j] + 1;
                    }
                    if (row[j - 1] + 1 < best) {
                        best = row[j - 1] + 1;
                    }
                    row[j] = best;
                }
            }
            distance[w] = row[length];
        }
    }

    static void bits(int[] x, long[] y, int[] out, long[] wide) {
        for (@Parallel int i = 0; i < x.length; i++) {
            int v = x[i];
            long w = y[i];
            int shift = v ^ (int) w;
            out[i] = (v >>> 5 ^ v << 27)
                    + (v >> shift)
                    - (v >>> shift)
                    + Integer.bitCount(v)
                    + Integer.numberOfLeadingZeros(v >>> (i & 31));
            wide[i] = (w >>> 33 | w << shift)
                    ^ w >> shift
                    ^ w >>> -shift
                    ^ Long.bitCount(w)
                    ^ (v & 0xffffffffL) * 0x9E3779B97F4A7C15L;
        }
    }

    /** Truncating division, with the quotients that overflow. */
    static void divisions(int[] a, int[] b, long[] c, int[] quotient, int[] remainder, long[] wide) {
        for (@Parallel int i = 0; i < a.length; i++) {
            quotient[i] = a[i] / b[i];
            remainder[i] = a[i] % b[i] + Math.floorMod(a[i], 7);
            wide[i] = b[i] == 3 ? c[i] / -1 : c[i] % (b[i] | 1L) + c[i] / 1000;
        }
    }

    static void search(int[] sorted, int[] wanted, int[] position) {
        for (@Parallel int i = 0; i < wanted.length; i++) {
            position[i] = find(sorted, wanted[i]);
        }
    }

    private static int find(int[] sorted, int key) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int value = sorted[middle];
            if (value < key) {
                low = middle + 1;
            } else if (value > key) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -(low + 1);
    }

    static void crc32(byte[] data, int blockLength, int[] crc) {
        for (@Parallel int b = 0; b < crc.length; b++) {
            int c = -1;
            int end = Math.min((b + 1) * blockLength, data.length);
            for (int i = b * blockLength; i < end; i++) {
                c ^= data[i] & 0xff;
                for (int bit = 0; bit < 8; bit++) {
                    c = (c & 1) != 0 ? c >>> 1 ^ POLYNOMIAL : c >>> 1;
                }
            }
            crc[b] = ~c;
        }
    }

    static void rgbToGray(byte[] rgb, byte[] gray) {
        for (@Parallel int i = 0; i < gray.length; i++) {
            int r = rgb[3 * i] & 0xff;
            int g = rgb[3 * i + 1] & 0xff;
            int b = rgb[3 * i + 2] & 0xff;
            gray[i] = (byte) ((77 * r + 150 * g + 29 * b) >> 8);
        }
    }

    static void collatz(long[] start, int[] steps, long[] highest) {
        for (@Parallel int i = 0; i < start.length; i++) {
            long v = start[i];
            long most = v;
            int count = 0;
            do {
                if (v % 2 == 0) {
                    v /= 2;
                } else {
                    v = 3 * v + 1;
                }
                most = Math.max(most, v);
                count++;
            } while (v > 1);
            steps[i] = count;
            highest[i] = most;
        }
    }

    /** What a line of text holds, by an automaton: numbers, words, or a comment that ends it. */
    static void tokens(byte[] text, int lineLength, int[] words, int[] numbers) {
        for (@Parallel int line = 0; line < words.length; line++) {
            int state = 0;
            int w = 0;
            int n = 0;
            scan:
            for (int i = line * lineLength; i < (line + 1) * lineLength; i++) {
                int c = text[i];
                switch (c) {
                    case '#':
                        break scan;
                    case ' ':
                    case '\t':
                        state = 0;
                        break;
                    case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
                        if (state == 0) {
                            n++;
                            state = 1;
                        }
                        break;
                    default:
                        if (state != 2) {
                            w++;
                            n -= state;
                        }
                        state = 2;
                }
            }
            words[line] = w;
            numbers[line] = n;
        }
    }

    /** The price of each letter, by a sparse switch expression with a fall-back. */
    static void prices(char[] letter, short[] price) {
        for (@Parallel int i = 0; i < letter.length; i++) {
            price[i] = switch (letter[i]) {
                case 'a', 'e', 'i', 'o', 'u' -> 1;
                case 'q', 'z' -> 10;
                case '\u4e00' -> (short) 40_000;
                default -> (short) (letter[i] > 'm' ? 3 : 2);
            };
        }
    }

    /** The first pair in each row that adds up to a sum. */
    static void pairs(int[] values, int rowLength, int sum, int[] first, int[] second) {
        for (@Parallel int row = 0; row < first.length; row++) {
            int at = row * rowLength;
            int a = -1;
            int b = -1;
            outer:
            for (int i = 0; i < rowLength; i++) {
                if (values[at + i] > sum) {
                    continue;
                }
                for (int j = i + 1; j < rowLength; j++) {
                    if (values[at + i] + values[at + j] == sum) {
                        a = i;
                        b = j;
                        break outer;
                    }
                    if (values[at + j] < 0) {
                        continue outer;
                    }
                }
            }
            first[row] = a;
            second[row] = b;
        }
    }

    static void primes(boolean[] prime) {
        for (@Parallel int i = 0; i < prime.length; i++) {
            prime[i] = isPrime(i);
        }
    }

    private static boolean isPrime(int n) {
        if (n < 2) {
            return false;
        }
        for (int d = 2; d * d <= n; d++) {
            if (n % d == 0) {
                return false;
            }
        }
        return true;
    }

    static void greatestDivisor(long[] a, long[] b, long[] out) {
        for (@Parallel int i = 0; i < a.length; i++) {
            long x = Math.abs(a[i]);
            long y = Math.abs(b[i]);
            while (y != 0) {
                long t = x % y;
                x = y;
                y = t;
            }
            out[i] = x;
        }
    }

    /** The reciprocal square root of Quake III: a first guess out of the float's bits, and one step of Newton's method. */
    static void reciprocalRoot(float[] x, float[] y) {
        for (@Parallel int i = 0; i < x.length; i++) {
            float guess = Float.intBitsToFloat(0x5f3759df - (Float.floatToRawIntBits(x[i]) >> 1));
            y[i] = guess * (1.5f - 0.5f * x[i] * guess * guess);
        }
    }
}
