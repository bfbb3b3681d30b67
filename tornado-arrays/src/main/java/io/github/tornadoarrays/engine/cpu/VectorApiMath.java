package io.github.tornadoarrays.engine.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link TileMath} for which the Vector API's are faster and within 2 ulp, measured on x86-64 with
 * AVX-512. This class is the only one that needs the module jdk.incubator.vector; nothing refers to it where that is
 * absent.
 */
final class VectorApiMath {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    /** From here on every number is an integer. */
    private static final double WHOLE = 0x1p52;

    private static final float WHOLE_F = 0x1p23f;

    private VectorApiMath() {}

    static void exp(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.EXP).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.EXP)
                    .intoArray(out, i, rest);
        }
    }

    static void exp(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.EXP).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.EXP)
                    .intoArray(out, i, rest);
        }
    }

    static void expm1(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i)
                    .lanewise(VectorOperators.EXPM1)
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.EXPM1)
                    .intoArray(out, i, rest);
        }
    }

    static void expm1(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.EXPM1).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.EXPM1)
                    .intoArray(out, i, rest);
        }
    }

    static void log(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.LOG).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.LOG)
                    .intoArray(out, i, rest);
        }
    }

    static void log(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.LOG).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.LOG)
                    .intoArray(out, i, rest);
        }
    }

    static void log1p(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i)
                    .lanewise(VectorOperators.LOG1P)
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.LOG1P)
                    .intoArray(out, i, rest);
        }
    }

    static void log1p(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.LOG1P).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.LOG1P)
                    .intoArray(out, i, rest);
        }
    }

    static void log10(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i)
                    .lanewise(VectorOperators.LOG10)
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.LOG10)
                    .intoArray(out, i, rest);
        }
    }

    static void log10(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.LOG10).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.LOG10)
                    .intoArray(out, i, rest);
        }
    }

    static void sin(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.SIN).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.SIN)
                    .intoArray(out, i, rest);
        }
    }

    static void cos(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.COS).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.COS)
                    .intoArray(out, i, rest);
        }
    }

    static void tan(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.TAN).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.TAN)
                    .intoArray(out, i, rest);
        }
    }

    static void tan(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.TAN).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.TAN)
                    .intoArray(out, i, rest);
        }
    }

    static void atan(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.ATAN).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.ATAN)
                    .intoArray(out, i, rest);
        }
    }

    static void asin(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.ASIN).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.ASIN)
                    .intoArray(out, i, rest);
        }
    }

    static void acos(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.ACOS).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.ACOS)
                    .intoArray(out, i, rest);
        }
    }

    static void sinh(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.SINH).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.SINH)
                    .intoArray(out, i, rest);
        }
    }

    static void sinh(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.SINH).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.SINH)
                    .intoArray(out, i, rest);
        }
    }

    static void cosh(double[] x, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.COSH).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.COSH)
                    .intoArray(out, i, rest);
        }
    }

    static void cosh(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.COSH).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.COSH)
                    .intoArray(out, i, rest);
        }
    }

    static void tanh(float[] x, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.TANH).intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.TANH)
                    .intoArray(out, i, rest);
        }
    }

    static void pow(double[] x, double[] y, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            pow(DoubleVector.fromArray(DOUBLES, x, i), DoubleVector.fromArray(DOUBLES, y, i))
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            pow(DoubleVector.fromArray(DOUBLES, x, i, rest), DoubleVector.fromArray(DOUBLES, y, i, rest))
                    .intoArray(out, i, rest);
        }
    }

    /**
     * Java's power is NaN for 1 to the NaN, and for ±1 to ±infinity, which here are 1; and this one takes some large
     * fractions for odd integers, at -0 and -infinity.
     */
    private static DoubleVector pow(DoubleVector x, DoubleVector y) {
        VectorMask<Double> one = x.eq(1).or(x.eq(-1).and(y.test(VectorOperators.IS_INFINITE)));
        DoubleVector magnitude = y.abs();
        VectorMask<Double> fraction =
                magnitude.lt(WHOLE).and(magnitude.add(WHOLE).sub(WHOLE).compare(VectorOperators.NE, magnitude));
        return x.lanewise(VectorOperators.POW, y).blend(1, one).lanewise(VectorOperators.ABS, fraction);
    }

    static void pow(float[] x, float[] y, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            pow(FloatVector.fromArray(FLOATS, x, i), FloatVector.fromArray(FLOATS, y, i))
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            pow(FloatVector.fromArray(FLOATS, x, i, rest), FloatVector.fromArray(FLOATS, y, i, rest))
                    .intoArray(out, i, rest);
        }
    }

    /** As for doubles. */
    private static FloatVector pow(FloatVector x, FloatVector y) {
        VectorMask<Float> one = x.eq(1).or(x.eq(-1).and(y.test(VectorOperators.IS_INFINITE)));
        FloatVector magnitude = y.abs();
        VectorMask<Float> fraction =
                magnitude.lt(WHOLE_F).and(magnitude.add(WHOLE_F).sub(WHOLE_F).compare(VectorOperators.NE, magnitude));
        return x.lanewise(VectorOperators.POW, y).blend(1, one).lanewise(VectorOperators.ABS, fraction);
    }

    static void atan2(double[] x, double[] y, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i)
                    .lanewise(VectorOperators.ATAN2, DoubleVector.fromArray(DOUBLES, y, i))
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.ATAN2, DoubleVector.fromArray(DOUBLES, y, i, rest))
                    .intoArray(out, i, rest);
        }
    }

    static void atan2(float[] x, float[] y, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i)
                    .lanewise(VectorOperators.ATAN2, FloatVector.fromArray(FLOATS, y, i))
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.ATAN2, FloatVector.fromArray(FLOATS, y, i, rest))
                    .intoArray(out, i, rest);
        }
    }

    static void hypot(double[] x, double[] y, double[] out, int n) {
        int i = 0;
        for (; i < DOUBLES.loopBound(n); i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i)
                    .lanewise(VectorOperators.HYPOT, DoubleVector.fromArray(DOUBLES, y, i))
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Double> rest = DOUBLES.indexInRange(i, n);
            DoubleVector.fromArray(DOUBLES, x, i, rest)
                    .lanewise(VectorOperators.HYPOT, DoubleVector.fromArray(DOUBLES, y, i, rest))
                    .intoArray(out, i, rest);
        }
    }

    static void hypot(float[] x, float[] y, float[] out, int n) {
        int i = 0;
        for (; i < FLOATS.loopBound(n); i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i)
                    .lanewise(VectorOperators.HYPOT, FloatVector.fromArray(FLOATS, y, i))
                    .intoArray(out, i);
        }
        if (i < n) {
            VectorMask<Float> rest = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, x, i, rest)
                    .lanewise(VectorOperators.HYPOT, FloatVector.fromArray(FLOATS, y, i, rest))
                    .intoArray(out, i, rest);
        }
    }
}
