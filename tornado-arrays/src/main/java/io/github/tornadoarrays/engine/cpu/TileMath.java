package io.github.tornadoarrays.engine.cpu;

import java.util.Optional;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

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

    /** Whether {@link VectorApiMath} may be used: its module is resolved, and its functions are not Java loops there. */
    private static final boolean VECTORS = vectors();

    private TileMath() {}

    private static boolean vectors() {
        boolean native64 = System.getProperty("os.arch").equals("amd64");
        Optional<Module> module = ModuleLayer.boot().findModule("jdk.incubator.vector");
        return native64 && module.isPresent() && TileMath.class.getModule().canRead(module.get());
    }

    public static void exp(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.exp(x, out, n);
        } else {
            TileExp.exp(x, out, n);
        }
    }

    public static void exp(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.exp(x, out, n);
        } else {
            TileExp.exp(x, out, n);
        }
    }

    public static void expm1(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.expm1(x, out, n);
        } else {
            TileHyperbolicF.expm1(x, out, n);
        }
    }

    public static void expm1(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.expm1(x, out, n);
        } else {
            TileHyperbolic.expm1(x, out, n);
        }
    }

    public static void exp2(float[] x, float[] out, int n) {
        TileExp.exp2(x, out, n);
    }

    public static void exp2(double[] x, double[] out, int n) {
        TileExp.exp2(x, out, n);
    }

    public static void log(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.log(x, out, n);
        } else {
            TileLogF.log(x, out, n);
        }
    }

    public static void log(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.log(x, out, n);
        } else {
            TileLog.log(x, out, n);
        }
    }

    public static void log1p(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.log1p(x, out, n);
        } else {
            TileLogF.log1p(x, out, n);
        }
    }

    public static void log1p(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.log1p(x, out, n);
        } else {
            TileLog.log1p(x, out, n);
        }
    }

    public static void log2(float[] x, float[] out, int n) {
        TileLogF.log2(x, out, n);
    }

    public static void log2(double[] x, double[] out, int n) {
        TileLog.log2(x, out, n);
    }

    public static void log10(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.log10(x, out, n);
        } else {
            TileLogF.log10(x, out, n);
        }
    }

    public static void log10(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.log10(x, out, n);
        } else {
            TileLog.log10(x, out, n);
        }
    }

    public static void sin(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.sin(x, out, n);
        } else {
            TileTrig.sin(x, out, n);
        }
    }

    public static void sin(double[] x, double[] out, int n) {
        TileTrig.sin(x, out, n);
    }

    public static void cos(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.cos(x, out, n);
        } else {
            TileTrig.cos(x, out, n);
        }
    }

    public static void cos(double[] x, double[] out, int n) {
        TileTrig.cos(x, out, n);
    }

    public static void tan(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.tan(x, out, n);
        } else {
            TileTan.tan(x, out, n);
        }
    }

    public static void tan(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.tan(x, out, n);
        } else {
            TileTan.tan(x, out, n);
        }
    }

    public static void asin(float[] x, float[] out, int n) {
        TileArcF.asin(x, out, n);
    }

    public static void asin(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.asin(x, out, n);
        } else {
            TileArc.asin(x, out, n);
        }
    }

    public static void acos(float[] x, float[] out, int n) {
        TileArcF.acos(x, out, n);
    }

    public static void acos(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.acos(x, out, n);
        } else {
            TileArc.acos(x, out, n);
        }
    }

    public static void atan(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.atan(x, out, n);
        } else {
            TileArcF.atan(x, out, n);
        }
    }

    public static void atan(double[] x, double[] out, int n) {
        TileArc.atan(x, out, n);
    }

    public static void sinh(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.sinh(x, out, n);
        } else {
            TileHyperbolicF.sinh(x, out, n);
        }
    }

    public static void sinh(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.sinh(x, out, n);
        } else {
            TileHyperbolic.sinh(x, out, n);
        }
    }

    public static void cosh(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.cosh(x, out, n);
        } else {
            TileHyperbolicF.cosh(x, out, n);
        }
    }

    public static void cosh(double[] x, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.cosh(x, out, n);
        } else {
            TileHyperbolic.cosh(x, out, n);
        }
    }

    public static void tanh(float[] x, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.tanh(x, out, n);
        } else {
            TileHyperbolicF.tanh(x, out, n);
        }
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

    public static void erf(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Erf.value(x[i]);
        }
    }

    public static void erf(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Erf.value(x[i]);
        }
    }

    public static void erfc(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Erfc.value(x[i]);
        }
    }

    public static void erfc(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Erfc.value(x[i]);
        }
    }

    public static void cbrt(float[] x, float[] out, int n) {
        TileCbrt.cbrt(x, out, n);
    }

    public static void cbrt(double[] x, double[] out, int n) {
        TileCbrt.cbrt(x, out, n);
    }

    public static void pow(float[] x, float[] y, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.pow(x, y, out, n);
        } else {
            TilePowF.pow(x, y, out, n);
        }
    }

    public static void pow(double[] x, double[] y, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.pow(x, y, out, n);
        } else {
            TilePow.pow(x, y, out, n);
        }
    }

    public static void atan2(float[] x, float[] y, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.atan2(x, y, out, n);
        } else {
            TileArcF.atan2(x, y, out, n);
        }
    }

    public static void atan2(double[] x, double[] y, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.atan2(x, y, out, n);
        } else {
            TileArc.atan2(x, y, out, n);
        }
    }

    public static void hypot(float[] x, float[] y, float[] out, int n) {
        if (VECTORS) {
            VectorApiMath.hypot(x, y, out, n);
        } else {
            TileScratch scratch = TileScratch.get();
            TileScratch.widen(x, scratch.wideX, n);
            TileScratch.widen(y, scratch.wideY, n);
            TileHypot.hypot(scratch.wideX, scratch.wideY, scratch.wideX, n);
            TileScratch.narrow(scratch.wideX, out, n);
        }
    }

    public static void hypot(double[] x, double[] y, double[] out, int n) {
        if (VECTORS) {
            VectorApiMath.hypot(x, y, out, n);
        } else {
            TileHypot.hypot(x, y, out, n);
        }
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
