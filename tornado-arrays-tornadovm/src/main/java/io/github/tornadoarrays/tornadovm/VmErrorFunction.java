package io.github.tornadoarrays.tornadovm;

import uk.ac.manchester.tornado.api.math.TornadoMath;

/** The error function: rational approximations on five ranges, from FreeBSD's s_erf.c (Sun Microsystems, 1993). */
abstract sealed class VmErrorFunction extends VmDoubles permits VmAtomics {
    static final double ERX = 8.45062911510467529297e-01;

    public static float erf(float x) {
        return (float) erf((double) x);
    }

    public static float erfc(float x) {
        return (float) erfc((double) x);
    }

    public static double erf(double x) {
        double a = TornadoMath.abs(x);
        if (x != x) {
            // first, as TornadoVM's >= is true of it
            return x;
        }
        if (a < 0.84375) {
            return x + x * small(x * x);
        }
        if (a < 1.25) {
            double y = ERX + middle(a - 1);
            return x < 0 ? -y : y;
        }
        double y = a < 6 ? 1 - tail(a) : 1.0;
        return x < 0 ? -y : y;
    }

    public static double erfc(double x) {
        double a = TornadoMath.abs(x);
        if (x != x) {
            // first, as TornadoVM's >= is true of it
            return x;
        }
        if (a < 0.84375) {
            double y = small(x * x);
            return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
        }
        if (a < 1.25) {
            double y = middle(a - 1);
            return x < 0 ? 1 + (ERX + y) : 1 - ERX - y;
        }
        double y = a < 28 ? tail(a) : 0.0;
        return x < 0 ? 2 - y : y;
    }

    /** erf(x)/x - 1, of z = x². */
    static double small(double z) {
        double r = 1.28379167095512558561e-01
                + z
                        * (-3.25042107247001499370e-01
                                + z
                                        * (-2.84817495755985104766e-02
                                                + z * (-5.77027029648944159157e-03 + z * -2.37630166566501626084e-05)));
        double s = 1
                + z
                        * (3.97917223959155352819e-01
                                + z
                                        * (6.50222499887672944485e-02
                                                + z
                                                        * (5.08130628187576562776e-03
                                                                + z
                                                                        * (1.32494738004321644526e-04
                                                                                + z * -3.96022827877536812320e-06))));
        return r / s;
    }

    /** erf(1 + s) - ERX. */
    static double middle(double s) {
        double p = 3.54783043256182359371e-02 + s * -2.16637559486879084300e-03;
        p = -1.10894694282396677476e-01 + s * p;
        p = 3.18346619901161753674e-01 + s * p;
        p = -3.72207876035701323847e-01 + s * p;
        p = 4.14856118683748331666e-01 + s * p;
        p = -2.36211856075265944077e-03 + s * p;
        double q = 1.36370839120290507362e-02 + s * 1.19844998467991074170e-02;
        q = 1.26171219808761642112e-01 + s * q;
        q = 7.18286544141962662868e-02 + s * q;
        q = 5.40397917702171048937e-01 + s * q;
        q = 1.06420880400844228286e-01 + s * q;
        return p / (1 + s * q);
    }

    /** erfc(a) of 1.25 to 28. */
    static double tail(double a) {
        double s = 1 / (a * a);
        double ratio = a < 1 / 0.35 ? near(s) : far(s);
        // a² is split, as exp would make its error large
        double z = (float) a;
        return TornadoMath.exp(-z * z - 0.5625) * TornadoMath.exp((z - a) * (z + a) + ratio) / a;
    }

    static double near(double s) {
        double p = -8.12874355063065934246e+01 + s * -9.81432934416914548592e+00;
        p = -1.84605092906711035994e+02 + s * p;
        p = -1.62396669462573470355e+02 + s * p;
        p = -6.23753324503260060396e+01 + s * p;
        p = -1.05586262253232909814e+01 + s * p;
        p = -6.93858572707181764372e-01 + s * p;
        p = -9.86494403484714822705e-03 + s * p;
        double q = 6.57024977031928170135e+00 + s * -6.04244152148580987438e-02;
        q = 1.08635005541779435134e+02 + s * q;
        q = 4.29008140027567833386e+02 + s * q;
        q = 6.45387271733267880336e+02 + s * q;
        q = 4.34565877475229228821e+02 + s * q;
        q = 1.37657754143519042600e+02 + s * q;
        q = 1.96512716674392571292e+01 + s * q;
        return p / (1 + s * q);
    }

    static double far(double s) {
        double p = -1.02509513161107724954e+03 + s * -4.83519191608651397019e+02;
        p = -6.37566443368389627722e+02 + s * p;
        p = -1.60636384855821916062e+02 + s * p;
        p = -1.77579549177547519889e+01 + s * p;
        p = -7.99283237680523006574e-01 + s * p;
        p = -9.86494292470009928597e-03 + s * p;
        double q = 4.74528541206955367215e+02 + s * -2.24409524465858183362e+01;
        q = 2.55305040643316442583e+03 + s * q;
        q = 3.19985821950859553908e+03 + s * q;
        q = 1.53672958608443695994e+03 + s * q;
        q = 3.25792512996573918826e+02 + s * q;
        q = 3.03380607434824582924e+01 + s * q;
        return p / (1 + s * q);
    }
}
