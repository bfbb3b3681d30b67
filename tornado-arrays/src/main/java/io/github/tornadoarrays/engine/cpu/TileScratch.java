package io.github.tornadoarrays.engine.cpu;

import java.lang.foreign.MemorySegment;

/**
 * A thread's working arrays for one tile function, and the reinterpretation of floating-point bits by block copies.
 *
 * <p>The tile functions are written as drivers without loops over methods of one loop each. HotSpot then compiles every
 * loop once, on its own, and a first special value in the data throws away a driver and not the loops.
 *
 * <p>HotSpot vectorises arithmetic, shifts and conversions, but neither {@code doubleToRawLongBits} nor
 * {@code longBitsToDouble}; one copy between arrays of either type costs 0.04 ns an element.
 */
final class TileScratch {
    private static final ThreadLocal<TileScratch> OF_THREAD = ThreadLocal.withInitial(TileScratch::new);

    /** Inputs brought into a function's range, or kept for the fix-up pass. */
    final double[] kept = new double[TileMath.TILE];

    /** Both inputs of a binary function, kept for its fix-up pass. */
    final double[] keptX = new double[TileMath.TILE];

    final double[] keptY = new double[TileMath.TILE];
    final double[] a = new double[TileMath.TILE];
    final double[] b = new double[TileMath.TILE];
    final double[] c = new double[TileMath.TILE];
    final double[] d = new double[TileMath.TILE];
    final double[] e = new double[TileMath.TILE];
    final double[] f = new double[TileMath.TILE];
    final long[] bits = new long[TileMath.TILE];
    final long[] xBits = new long[TileMath.TILE];
    final long[] yBits = new long[TileMath.TILE];
    final long[] zBits = new long[TileMath.TILE];

    final float[] keptF = new float[TileMath.TILE];
    final float[] aF = new float[TileMath.TILE];
    final float[] bF = new float[TileMath.TILE];
    final float[] cF = new float[TileMath.TILE];
    final float[] dF = new float[TileMath.TILE];
    final float[] eF = new float[TileMath.TILE];
    final int[] bitsF = new int[TileMath.TILE];
    final int[] xBitsF = new int[TileMath.TILE];
    final int[] yBitsF = new int[TileMath.TILE];
    final int[] zBitsF = new int[TileMath.TILE];

    /** Whole tiles in double that float functions pass to double ones; no double function touches them. */
    final double[] wideX = new double[TileMath.TILE];

    final double[] wideY = new double[TileMath.TILE];

    private TileScratch() {}

    static TileScratch get() {
        return OF_THREAD.get();
    }

    /** 1/x within 2^-46 for |x| in a float's normal range; a float division and a step of Newton take half the time. */
    static double inverse(double x) {
        double estimate = 1 / (float) x;
        return Math.fma(Math.fma(-estimate, x, 1), estimate, estimate);
    }

    /** q = q/d; d as for {@link #inverse}. */
    static void divide(double[] q, double[] d, int n) {
        for (int i = 0; i < n; i++) {
            double inverse = inverse(d[i]);
            double quotient = q[i] * inverse;
            q[i] = Math.fma(Math.fma(-quotient, d[i], q[i]), inverse, quotient);
        }
    }

    static void divide(float[] q, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            q[i] = q[i] / d[i];
        }
    }

    static void toBits(double[] from, long[] to, int n) {
        MemorySegment.copy(MemorySegment.ofArray(from), 0, MemorySegment.ofArray(to), 0, 8L * n);
    }

    static void fromBits(long[] from, double[] to, int n) {
        MemorySegment.copy(MemorySegment.ofArray(from), 0, MemorySegment.ofArray(to), 0, 8L * n);
    }

    static void toBits(float[] from, int[] to, int n) {
        MemorySegment.copy(MemorySegment.ofArray(from), 0, MemorySegment.ofArray(to), 0, 4L * n);
    }

    static void fromBits(int[] from, float[] to, int n) {
        MemorySegment.copy(MemorySegment.ofArray(from), 0, MemorySegment.ofArray(to), 0, 4L * n);
    }

    /** Whether an |x| is at least the bound; NaN is not. A conversion saturates and zeros NaN, so it is one OR. */
    static boolean anyBeyond(double[] x, int n, double bound) {
        double scale = 1 / bound;
        long any = 0;
        for (int i = 0; i < n; i++) {
            any |= (long) (x[i] * scale);
        }
        return any != 0;
    }

    static boolean anyBeyond(float[] x, int n, float bound) {
        float scale = 1 / bound;
        int any = 0;
        for (int i = 0; i < n; i++) {
            any |= (int) (x[i] * scale);
        }
        return any != 0;
    }

    /** Whether an |x| is at least the bound; kept is then a copy of x, for the scalar pass. */
    boolean anyKept(double[] x, int n, double bound) {
        if (!anyBeyond(x, n, bound)) {
            return false;
        }
        System.arraycopy(x, 0, kept, 0, n);
        return true;
    }

    boolean anyKept(float[] x, int n, float bound) {
        if (!anyBeyond(x, n, bound)) {
            return false;
        }
        System.arraycopy(x, 0, keptF, 0, n);
        return true;
    }

    /** x where every element is inside ±bound, else a copy with the others brought to low or high. */
    double[] clamped(double[] x, int n, double bound, double low, double high) {
        if (!anyBeyond(x, n, bound)) {
            return x;
        }
        clamp(x, kept, n, low, high);
        return kept;
    }

    private static void clamp(double[] x, double[] out, int n, double low, double high) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(low, Math.min(x[i], high));
        }
    }

    float[] clamped(float[] x, int n, float bound, float low, float high) {
        if (!anyBeyond(x, n, bound)) {
            return x;
        }
        clamp(x, keptF, n, low, high);
        return keptF;
    }

    private static void clamp(float[] x, float[] out, int n, float low, float high) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(low, Math.min(x[i], high));
        }
    }

    static void widen(float[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = x[i];
        }
    }

    static void narrow(double[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) x[i];
        }
    }
}
