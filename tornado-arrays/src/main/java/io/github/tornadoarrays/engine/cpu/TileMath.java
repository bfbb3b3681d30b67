package io.github.tornadoarrays.engine.cpu;

/**
 * Mathematics over tiles: {@code out[i] = f(x[i])} for i in [0, n), n at most {@link #TILE}.
 *
 * <p>A fused loop is cut into loops over tiles that stay in the first-level cache, so that a function which would keep
 * the compiler from vectorising becomes one call between two loops that do vectorise. {@code out} may be an input.
 * Special values are IEEE 754's and C99's; results are within 2 ulp.
 */
public final class TileMath {
    /** Elements of a full tile. */
    public static final int TILE = 1024;

    private TileMath() {}

    public static void exp(float[] x, float[] out, int n) {
        TileExp.exp(x, out, n);
    }

    public static void exp(double[] x, double[] out, int n) {
        TileExp.exp(x, out, n);
    }

    public static void expm1(float[] x, float[] out, int n) {
        TileHyperbolicF.expm1(x, out, n);
    }

    public static void expm1(double[] x, double[] out, int n) {
        TileHyperbolic.expm1(x, out, n);
    }

    public static void exp2(float[] x, float[] out, int n) {
        TileExp.exp2(x, out, n);
    }

    public static void exp2(double[] x, double[] out, int n) {
        TileExp.exp2(x, out, n);
    }

    public static void log(float[] x, float[] out, int n) {
        TileLogF.log(x, out, n);
    }

    public static void log(double[] x, double[] out, int n) {
        TileLog.log(x, out, n);
    }

    public static void log1p(float[] x, float[] out, int n) {
        TileLogF.log1p(x, out, n);
    }

    public static void log1p(double[] x, double[] out, int n) {
        TileLog.log1p(x, out, n);
    }

    public static void log2(float[] x, float[] out, int n) {
        TileLogF.log2(x, out, n);
    }

    public static void log2(double[] x, double[] out, int n) {
        TileLog.log2(x, out, n);
    }

    public static void log10(float[] x, float[] out, int n) {
        TileLogF.log10(x, out, n);
    }

    public static void log10(double[] x, double[] out, int n) {
        TileLog.log10(x, out, n);
    }

    public static void sin(float[] x, float[] out, int n) {
        TileTrig.sin(x, out, n);
    }

    public static void sin(double[] x, double[] out, int n) {
        TileTrig.sin(x, out, n);
    }

    public static void cos(float[] x, float[] out, int n) {
        TileTrig.cos(x, out, n);
    }

    public static void cos(double[] x, double[] out, int n) {
        TileTrig.cos(x, out, n);
    }

    public static void tan(float[] x, float[] out, int n) {
        TileTan.tan(x, out, n);
    }

    public static void tan(double[] x, double[] out, int n) {
        TileTan.tan(x, out, n);
    }

    public static void asin(float[] x, float[] out, int n) {
        TileArcF.asin(x, out, n);
    }

    public static void asin(double[] x, double[] out, int n) {
        TileArc.asin(x, out, n);
    }

    public static void acos(float[] x, float[] out, int n) {
        TileArcF.acos(x, out, n);
    }

    public static void acos(double[] x, double[] out, int n) {
        TileArc.acos(x, out, n);
    }

    public static void atan(float[] x, float[] out, int n) {
        TileArcF.atan(x, out, n);
    }

    public static void atan(double[] x, double[] out, int n) {
        TileArc.atan(x, out, n);
    }

    public static void sinh(float[] x, float[] out, int n) {
        TileHyperbolicF.sinh(x, out, n);
    }

    public static void sinh(double[] x, double[] out, int n) {
        TileHyperbolic.sinh(x, out, n);
    }

    public static void cosh(float[] x, float[] out, int n) {
        TileHyperbolicF.cosh(x, out, n);
    }

    public static void cosh(double[] x, double[] out, int n) {
        TileHyperbolic.cosh(x, out, n);
    }

    public static void tanh(float[] x, float[] out, int n) {
        TileHyperbolicF.tanh(x, out, n);
    }

    public static void tanh(double[] x, double[] out, int n) {
        TileHyperbolic.tanh(x, out, n);
    }

    public static void asinh(float[] x, float[] out, int n) {
        TileAreaHyperbolicF.asinh(x, out, n);
    }

    public static void asinh(double[] x, double[] out, int n) {
        TileAreaHyperbolic.asinh(x, out, n);
    }

    public static void acosh(float[] x, float[] out, int n) {
        TileAreaHyperbolicF.acosh(x, out, n);
    }

    public static void acosh(double[] x, double[] out, int n) {
        TileAreaHyperbolic.acosh(x, out, n);
    }

    public static void atanh(float[] x, float[] out, int n) {
        TileAreaHyperbolicF.atanh(x, out, n);
    }

    public static void atanh(double[] x, double[] out, int n) {
        TileAreaHyperbolic.atanh(x, out, n);
    }

    public static void cbrt(float[] x, float[] out, int n) {
        TileCbrt.cbrt(x, out, n);
    }

    public static void cbrt(double[] x, double[] out, int n) {
        TileCbrt.cbrt(x, out, n);
    }

    public static void pow(float[] x, float[] y, float[] out, int n) {
        TilePowF.pow(x, y, out, n);
    }

    public static void pow(double[] x, double[] y, double[] out, int n) {
        TilePow.pow(x, y, out, n);
    }

    public static void atan2(float[] x, float[] y, float[] out, int n) {
        TileArcF.atan2(x, y, out, n);
    }

    public static void atan2(double[] x, double[] y, double[] out, int n) {
        TileArc.atan2(x, y, out, n);
    }

    public static void hypot(float[] x, float[] y, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        TileScratch.widen(x, scratch.wideX, n);
        TileScratch.widen(y, scratch.wideY, n);
        TileHypot.hypot(scratch.wideX, scratch.wideY, scratch.wideX, n);
        TileScratch.narrow(scratch.wideX, out, n);
    }

    public static void hypot(double[] x, double[] y, double[] out, int n) {
        TileHypot.hypot(x, y, out, n);
    }

    public static void logaddexp(float[] x, float[] y, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        TileScratch.widen(x, scratch.wideX, n);
        TileScratch.widen(y, scratch.wideY, n);
        TileLog.logaddexp(scratch.wideX, scratch.wideY, scratch.wideX, n);
        TileScratch.narrow(scratch.wideX, out, n);
    }

    public static void logaddexp(double[] x, double[] y, double[] out, int n) {
        TileLog.logaddexp(x, y, out, n);
    }
}
