package io.github.tornadoarrays.tornadovm;

/** Integers, of which TornadoVM has no unsigned ones: quotients, shifts and comparisons; quotients by 0 and -1 as NumPy has them. */
abstract sealed class VmIntegers permits VmBits {
    // ---- unsigned integers

    public static int compareUnsigned(int a, int b) {
        int x = a ^ Integer.MIN_VALUE;
        int y = b ^ Integer.MIN_VALUE;
        return x < y ? -1 : x > y ? 1 : 0;
    }

    public static int compareUnsigned(long a, long b) {
        long x = a ^ Long.MIN_VALUE;
        long y = b ^ Long.MIN_VALUE;
        return x < y ? -1 : x > y ? 1 : 0;
    }

    /** An unsigned int as a long. Of a mask the compilers make an unsigned long, and of what is computed with it too. */
    public static long wide(int a) {
        long x = a;
        return x < 0 ? x + 0x100000000L : x;
    }

    /** The quotient by a divisor that is not 0: halved, divided, doubled, and put right. */
    public static long divideUnsigned(long a, long b) {
        long positive = b < 0 ? 1 : b;
        if (b < 0) {
            return compareUnsigned(a, b) >= 0 ? 1 : 0;
        }
        if (a >= 0) {
            return a / positive;
        }
        long q = (a >> 1 & Long.MAX_VALUE) / positive << 1;
        long r = a - q * b;
        return compareUnsigned(r, b) >= 0 ? q + 1 : q;
    }

    public static int divideUnsigned(int a, int b) {
        return (int) (wide(a) / wide(b));
    }

    public static long remainderUnsigned(long a, long b) {
        return a - divideUnsigned(a, b) * b;
    }

    public static int remainderUnsigned(int a, int b) {
        return (int) (wide(a) % wide(b));
    }

    /** A shift right by 0 to 31 places that brings in zeros. */
    public static int ushr(int a, int n) {
        return n == 0 ? a : a >> n & (1 << 32 - n) - 1;
    }

    /** A shift right by 0 to 63 places that brings in zeros. */
    public static long ushr(long a, int n) {
        return n == 0 ? a : n < 32 ? a >> n & (1L << 64 - n) - 1 : wide((int) (a >> 32)) >> n - 32;
    }

    public static long unsignedMultiplyHigh(long a, long b) {
        long a0 = wide((int) a);
        long a1 = wide((int) (a >> 32));
        long b0 = wide((int) b);
        long b1 = wide((int) (b >> 32));
        long middle = a1 * b0 + wide((int) (a0 * b0 >> 32));
        long other = a0 * b1 + wide((int) middle);
        return a1 * b1 + wide((int) (middle >> 32)) + wide((int) (other >> 32));
    }

    public static int bitCount(int a) {
        int x = a - (ushr(a, 1) & 0x55555555);
        x = (x & 0x33333333) + (ushr(x, 2) & 0x33333333);
        x = x + ushr(x, 4) & 0x0f0f0f0f;
        return ushr(x * 0x01010101, 24);
    }

    public static int bitCount(long a) {
        return bitCount((int) a) + bitCount((int) (a >> 32));
    }

    public static int numberOfLeadingZeros(int a) {
        int x = a;
        x |= ushr(x, 1);
        x |= ushr(x, 2);
        x |= ushr(x, 4);
        x |= ushr(x, 8);
        x |= ushr(x, 16);
        return 32 - bitCount(x);
    }

    public static int numberOfLeadingZeros(long a) {
        int high = (int) (a >> 32);
        return high != 0 ? numberOfLeadingZeros(high) : 32 + numberOfLeadingZeros((int) a);
    }

    // ---- int

    /** A divisor by which nothing can go wrong: a compiler may divide before it looks whether that is wanted. */
    static int safe(int b) {
        return b == 0 || b == -1 ? 1 : b;
    }

    public static int div(int a, int b) {
        int q = a / safe(b);
        return b == 0 ? 0 : b == -1 ? -a : q;
    }

    public static int rem(int a, int b) {
        int r = a % safe(b);
        return b == 0 || b == -1 ? 0 : r;
    }

    public static int divU(int a, int b) {
        int q = divideUnsigned(a, b == 0 ? 1 : b);
        return b == 0 ? 0 : q;
    }

    public static int remU(int a, int b) {
        int r = remainderUnsigned(a, b == 0 ? 1 : b);
        return b == 0 ? 0 : r;
    }

    public static int floor_div(int a, int b) {
        int q = div(a, b);
        return b != 0 && a - q * b != 0 && (a ^ b) < 0 ? q - 1 : q;
    }

    public static int floor_divU(int a, int b) {
        return divU(a, b);
    }

    public static int mod(int a, int b) {
        int r = rem(a, b);
        return r != 0 && (r ^ b) < 0 ? r + b : r;
    }

    public static int modU(int a, int b) {
        return remU(a, b);
    }

    public static int powU(int a, int b) {
        int result = 1;
        int square = a;
        int e = b;
        for (int k = 0; k < 32; k++) {
            if ((e & 1) != 0) {
                result *= square;
            }
            square *= square;
            e >>= 1;
        }
        return result;
    }

    public static int max(int a, int b) {
        return a > b ? a : b;
    }

    public static int maxU(int a, int b) {
        return compareUnsigned(a, b) >= 0 ? a : b;
    }

    public static int min(int a, int b) {
        return a < b ? a : b;
    }

    public static int minU(int a, int b) {
        return compareUnsigned(a, b) <= 0 ? a : b;
    }

    public static int abs(int a) {
        return a < 0 ? -a : a;
    }

    public static int sign(int a) {
        return a > 0 ? 1 : a < 0 ? -1 : 0;
    }

    public static int signU(int a) {
        return a == 0 ? 0 : 1;
    }

    public static int fma(int a, int b, int c) {
        return a * b + c;
    }

    public static int shl(int a, int b, int bits) {
        return b < 0 || b >= bits ? 0 : a << b;
    }

    public static int shr(int a, int b, int bits) {
        return b < 0 || b >= bits ? a >> 31 : a >> b;
    }

    public static int shrU(int a, int b, int bits) {
        return b < 0 || b >= bits ? 0 : ushr(a, b);
    }

    // ---- long

    /** A divisor by which nothing can go wrong: a compiler may divide before it looks whether that is wanted. */
    static long safe(long b) {
        return b == 0 || b == -1 ? 1 : b;
    }

    public static long div(long a, long b) {
        long q = a / safe(b);
        return b == 0 ? 0 : b == -1 ? -a : q;
    }

    public static long rem(long a, long b) {
        long r = a % safe(b);
        return b == 0 || b == -1 ? 0 : r;
    }

    public static long divU(long a, long b) {
        long q = divideUnsigned(a, b == 0 ? 1 : b);
        return b == 0 ? 0 : q;
    }

    public static long remU(long a, long b) {
        long r = remainderUnsigned(a, b == 0 ? 1 : b);
        return b == 0 ? 0 : r;
    }

    public static long floor_div(long a, long b) {
        long q = div(a, b);
        return b != 0 && a - q * b != 0 && (a ^ b) < 0 ? q - 1 : q;
    }

    public static long floor_divU(long a, long b) {
        return divU(a, b);
    }

    public static long mod(long a, long b) {
        long r = rem(a, b);
        return r != 0 && (r ^ b) < 0 ? r + b : r;
    }

    public static long modU(long a, long b) {
        return remU(a, b);
    }

    public static long powU(long a, long b) {
        long result = 1;
        long square = a;
        long e = b;
        for (int k = 0; k < 64; k++) {
            if ((e & 1) != 0) {
                result *= square;
            }
            square *= square;
            e >>= 1;
        }
        return result;
    }

    public static long max(long a, long b) {
        return a > b ? a : b;
    }

    public static long maxU(long a, long b) {
        return compareUnsigned(a, b) >= 0 ? a : b;
    }

    public static long min(long a, long b) {
        return a < b ? a : b;
    }

    public static long minU(long a, long b) {
        return compareUnsigned(a, b) <= 0 ? a : b;
    }

    public static long abs(long a) {
        return a < 0 ? -a : a;
    }

    public static long sign(long a) {
        return a > 0 ? 1 : a < 0 ? -1 : 0;
    }

    public static long signU(long a) {
        return a == 0 ? 0 : 1;
    }

    public static long fma(long a, long b, long c) {
        return a * b + c;
    }

    public static long shl(long a, long b, int bits) {
        return b < 0 || b >= bits ? 0 : a << (int) b;
    }

    public static long shr(long a, long b, int bits) {
        return b < 0 || b >= bits ? a >> 63 : a >> (int) b;
    }

    public static long shrU(long a, long b, int bits) {
        return b < 0 || b >= bits ? 0 : ushr(a, (int) b);
    }
}
