package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.axis;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.special.BesselMath;
import io.github.tornadoarrays.special.ErrorMath;
import io.github.tornadoarrays.special.GammaMath;
import io.github.tornadoarrays.special.IncompleteMath;
import io.github.tornadoarrays.special.SimpleMath;
import java.util.Arrays;

/**
 * Special functions, under the names that they have in {@code scipy.special}: of real arrays, element by element, lazy; they broadcast, and become part
 * of the expression that they are in. Integers and bool give float64, other types give themselves; a number beside an array is weak.
 *
 * <p>All but {@link #erf} and {@link #erfc}, which are computed in the array's type, are computed in float64 and rounded to it, so they need a device that has
 * float64. "Within 2e-15" is a bound of the relative error in float64, which is
 * tested; of float32 it is half a unit in the last place.
 *
 * <p>Complex arrays are refused with a {@link DTypeException}.
 */
public final class Special {
    Special() {}

    /**
     * The error function, 2/√π times the integral of exp(-t²) from 0 to x. Within 2e-15.
     *
     * @throws DTypeException of complex arrays
     */
    public NDArray erf(NDArray x) {
        return Elementwise.unary("erf", Op.ERF, x);
    }

    /**
     * The complementary error function {@code 1 - erf(x)}, also where that is tiny. Of float64 within 4e-15, of float32 within 5 units in
     * the last place.
     *
     * @throws DTypeException of complex arrays
     */
    public NDArray erfc(NDArray x) {
        return Elementwise.unary("erfc", Op.ERFC, x);
    }

    /**
     * The distribution function of the standard normal distribution, {@code erfc(-x/√2) / 2}, also where that is tiny. Within 1e-13 down to
     * x of -37, since x/√2 is rounded.
     *
     * @throws DTypeException of complex arrays
     */
    public NDArray ndtr(NDArray x) {
        return erfc(x.mul(-Math.sqrt(0.5))).mul(0.5);
    }

    /** The logarithm of {@link #ndtr}, also where that is 0. Within 4e-15. */
    public NDArray logNdtr(NDArray x) {
        NDArray tail = apply("logNdtr", ElementwiseKernel.method(ErrorMath::logTail), x);
        NDArray y = real("logNdtr", x);
        NDArray lower = ndtr(y).log();
        NDArray upper = ndtr(y.neg()).neg().log1p();
        NDArray near = Np.where(y.lt(0), lower, upper).astype(tail.dtype());
        return Np.where(y.lt(-20), tail, near);
    }

    /** The inverse of {@link #erf}. Within 2e-15. */
    public NDArray erfinv(NDArray x) {
        return apply("erfinv", ElementwiseKernel.method(ErrorMath::erfinv), x);
    }

    /** The inverse of {@link #erfc}. Within 2e-15. */
    public NDArray erfcinv(NDArray x) {
        return apply("erfcinv", ElementwiseKernel.method(ErrorMath::erfcinv), x);
    }

    /** The quantile of the standard normal distribution, the inverse of {@link #ndtr}. Within 2e-15. */
    public NDArray ndtri(NDArray x) {
        return apply("ndtri", ElementwiseKernel.method(ErrorMath::ndtri), x);
    }

    /** The gamma function; NaN at the negative integers. Within 2e-13. */
    public NDArray gamma(NDArray x) {
        return apply("gamma", ElementwiseKernel.method(GammaMath::gamma), x);
    }

    /** The logarithm of the gamma function's absolute value. Within 4e-15 times the larger of 1 and it. */
    public NDArray gammaln(NDArray x) {
        return apply("gammaln", ElementwiseKernel.method(GammaMath::lgamma), x);
    }

    /** 1 over the gamma function. Within 2e-13. */
    public NDArray rgamma(NDArray x) {
        return apply("rgamma", ElementwiseKernel.method(GammaMath::rgamma), x);
    }

    /** The derivative of the logarithm of the gamma function; SciPy's {@code psi} too. Within 2e-14 times the larger of 1 and it. */
    public NDArray digamma(NDArray x) {
        return apply("digamma", ElementwiseKernel.method(GammaMath::digamma), x);
    }

    /** n!, also of numbers between integers; 0 below 0. Within 2e-13. */
    public NDArray factorial(NDArray x) {
        return apply("factorial", ElementwiseKernel.method(GammaMath::factorial), x);
    }

    /** The modified Bessel function of the first kind of order 0. Within 3e-15. */
    public NDArray i0(NDArray x) {
        return apply("i0", ElementwiseKernel.method(BesselMath::i0), x);
    }

    /** {@link #i0} divided by e to the power |x|. Within 3e-15. */
    public NDArray i0e(NDArray x) {
        return apply("i0e", ElementwiseKernel.method(BesselMath::i0e), x);
    }

    /** The modified Bessel function of the first kind of order 1. Within 3e-15. */
    public NDArray i1(NDArray x) {
        return apply("i1", ElementwiseKernel.method(BesselMath::i1), x);
    }

    /** {@link #i1} divided by e to the power |x|. Within 3e-15. */
    public NDArray i1e(NDArray x) {
        return apply("i1e", ElementwiseKernel.method(BesselMath::i1e), x);
    }

    /** The modified Bessel function of the second kind of order 0; NaN below 0. Within 6e-15. */
    public NDArray k0(NDArray x) {
        return apply("k0", ElementwiseKernel.method(BesselMath::k0), x);
    }

    /** The modified Bessel function of the second kind of order 1; NaN below 0. Within 6e-15. */
    public NDArray k1(NDArray x) {
        return apply("k1", ElementwiseKernel.method(BesselMath::k1), x);
    }

    /** The Bessel function of the first kind of order 0. Within 1e-14 times the larger of it and its envelope, the smaller of 1 and √(2/(πx)). */
    public NDArray j0(NDArray x) {
        return apply("j0", ElementwiseKernel.method(BesselMath::j0), x);
    }

    /** The Bessel function of the first kind of order 1. Accurate as {@link #j0}. */
    public NDArray j1(NDArray x) {
        return apply("j1", ElementwiseKernel.method(BesselMath::j1), x);
    }

    /** The Bessel function of the second kind of order 0; NaN below 0. Accurate as {@link #j0}. */
    public NDArray y0(NDArray x) {
        return apply("y0", ElementwiseKernel.method(BesselMath::y0), x);
    }

    /** The Bessel function of the second kind of order 1; NaN below 0. Accurate as {@link #j0}. */
    public NDArray y1(NDArray x) {
        return apply("y1", ElementwiseKernel.method(BesselMath::y1), x);
    }

    /** The logistic function 1 / (1 + e⁻ˣ). Within 2e-15. */
    public NDArray expit(NDArray x) {
        return apply("expit", ElementwiseKernel.method(SimpleMath::expit), x);
    }

    /** The inverse of {@link #expit}, log(p / (1 - p)). Within 2e-15. */
    public NDArray logit(NDArray x) {
        return apply("logit", ElementwiseKernel.method(SimpleMath::logit), x);
    }

    /** The logarithm of {@link #expit}. Within 2e-15. */
    public NDArray logExpit(NDArray x) {
        return apply("logExpit", ElementwiseKernel.method(SimpleMath::logExpit), x);
    }

    /** (eˣ - 1) / x, 1 at 0. Within 2e-15. */
    public NDArray exprel(NDArray x) {
        return apply("exprel", ElementwiseKernel.method(SimpleMath::exprel), x);
    }

    /** The entropy of an element, -x log x; minus infinity below 0. Within 2e-15. */
    public NDArray entr(NDArray x) {
        return apply("entr", ElementwiseKernel.method(SimpleMath::entr), x);
    }

    /** The complete elliptic integral of the first kind, of the parameter m = k². Within 4e-15. */
    public NDArray ellipk(NDArray x) {
        return apply("ellipk", ElementwiseKernel.method(SimpleMath::ellipk), x);
    }

    /** The complete elliptic integral of the second kind, of the parameter m = k². Within 2e-14. */
    public NDArray ellipe(NDArray x) {
        return apply("ellipe", ElementwiseKernel.method(SimpleMath::ellipe), x);
    }

    /** The w of -1 or more with w eʷ = x; NaN below -1/e, where SciPy's is complex. Within 4e-15, next to the branch point 1e-8. */
    public NDArray lambertw(NDArray x) {
        return apply("lambertw", ElementwiseKernel.method(SimpleMath::lambertw), x);
    }

    /** The beta function. Within 1e-12. */
    public NDArray beta(NDArray a, NDArray b) {
        return apply("beta", ElementwiseKernel.method(GammaMath::beta), a, b);
    }

    /** The beta function. See {@link #beta(NDArray, NDArray)}. */
    public NDArray beta(double a, NDArray b) {
        return apply("beta", ElementwiseKernel.method(GammaMath::beta), a, b);
    }

    /** The logarithm of the beta function's absolute value. Within 1e-13 times the largest of 1, it and {@code gammaln} of the smaller one. */
    public NDArray betaln(NDArray a, NDArray b) {
        return apply("betaln", ElementwiseKernel.method(GammaMath::betaln), a, b);
    }

    /** The logarithm of the beta function's absolute value. See {@link #betaln(NDArray, NDArray)}. */
    public NDArray betaln(double a, NDArray b) {
        return apply("betaln", ElementwiseKernel.method(GammaMath::betaln), a, b);
    }

    /** The lower incomplete gamma function, regularised: the distribution function of gamma numbers. Within 1e-12. */
    public NDArray gammainc(NDArray a, NDArray x) {
        return apply("gammainc", ElementwiseKernel.method(IncompleteMath::gammainc), a, x);
    }

    /** The lower incomplete gamma function, regularised: the distribution function of gamma numbers. See {@link #gammainc(NDArray, NDArray)}. */
    public NDArray gammainc(double a, NDArray x) {
        return apply("gammainc", ElementwiseKernel.method(IncompleteMath::gammainc), a, x);
    }

    /** The upper incomplete gamma function, regularised: 1 less {@link #gammainc}, also where that is tiny. Within 1e-12. */
    public NDArray gammaincc(NDArray a, NDArray x) {
        return apply("gammaincc", ElementwiseKernel.method(IncompleteMath::gammaincc), a, x);
    }

    /** The upper incomplete gamma function, regularised: 1 less {@link #gammainc}, also where that is tiny. See {@link #gammaincc(NDArray, NDArray)}. */
    public NDArray gammaincc(double a, NDArray x) {
        return apply("gammaincc", ElementwiseKernel.method(IncompleteMath::gammaincc), a, x);
    }

    /** The x whose {@link #gammainc} is p. Within 1e-12. */
    public NDArray gammaincinv(NDArray a, NDArray p) {
        return apply("gammaincinv", ElementwiseKernel.method(IncompleteMath::gammaincinv), a, p);
    }

    /** The x whose {@link #gammainc} is p. See {@link #gammaincinv(NDArray, NDArray)}. */
    public NDArray gammaincinv(double a, NDArray p) {
        return apply("gammaincinv", ElementwiseKernel.method(IncompleteMath::gammaincinv), a, p);
    }

    /** n over k, of real numbers. Within 1e-12. */
    public NDArray binom(NDArray n, NDArray k) {
        return apply("binom", ElementwiseKernel.method(GammaMath::binom), n, k);
    }

    /** n over k, of real numbers. See {@link #binom(NDArray, NDArray)}. */
    public NDArray binom(double n, NDArray k) {
        return apply("binom", ElementwiseKernel.method(GammaMath::binom), n, k);
    }

    /** The number of ways to take k of n things, 0 where there is none. Accurate as {@link #binom}. */
    public NDArray comb(NDArray n, NDArray k) {
        return apply("comb", ElementwiseKernel.method(GammaMath::comb), n, k);
    }

    /** The number of ways to take k of n things, 0 where there is none. See {@link #comb(NDArray, NDArray)}. */
    public NDArray comb(double n, NDArray k) {
        return apply("comb", ElementwiseKernel.method(GammaMath::comb), n, k);
    }

    /** x log y, 0 where x is 0. Within 2e-15. */
    public NDArray xlogy(NDArray x, NDArray y) {
        return apply("xlogy", ElementwiseKernel.method(SimpleMath::xlogy), x, y);
    }

    /** x log y, 0 where x is 0. See {@link #xlogy(NDArray, NDArray)}. */
    public NDArray xlogy(double x, NDArray y) {
        return apply("xlogy", ElementwiseKernel.method(SimpleMath::xlogy), x, y);
    }

    /** x log(1 + y), 0 where x is 0. Within 2e-15. */
    public NDArray xlog1py(NDArray x, NDArray y) {
        return apply("xlog1py", ElementwiseKernel.method(SimpleMath::xlog1py), x, y);
    }

    /** x log(1 + y), 0 where x is 0. See {@link #xlog1py(NDArray, NDArray)}. */
    public NDArray xlog1py(double x, NDArray y) {
        return apply("xlog1py", ElementwiseKernel.method(SimpleMath::xlog1py), x, y);
    }

    /** Relative entropy of elements, x log(x / y). Within 4e-15. */
    public NDArray relEntr(NDArray x, NDArray y) {
        return apply("relEntr", ElementwiseKernel.method(SimpleMath::relEntr), x, y);
    }

    /** Relative entropy of elements, x log(x / y). See {@link #relEntr(NDArray, NDArray)}. */
    public NDArray relEntr(double x, NDArray y) {
        return apply("relEntr", ElementwiseKernel.method(SimpleMath::relEntr), x, y);
    }

    /** Kullback-Leibler divergence of elements, x log(x / y) - x + y. Within 1e-14 times the larger of it and x + y. */
    public NDArray klDiv(NDArray x, NDArray y) {
        return apply("klDiv", ElementwiseKernel.method(SimpleMath::klDiv), x, y);
    }

    /** Kullback-Leibler divergence of elements, x log(x / y) - x + y. See {@link #klDiv(NDArray, NDArray)}. */
    public NDArray klDiv(double x, NDArray y) {
        return apply("klDiv", ElementwiseKernel.method(SimpleMath::klDiv), x, y);
    }

    /** Huber's loss: r² / 2 up to delta, beyond it linear. Within 1e-15. */
    public NDArray huber(NDArray delta, NDArray r) {
        return apply("huber", ElementwiseKernel.method(SimpleMath::huber), delta, r);
    }

    /** Huber's loss: r² / 2 up to delta, beyond it linear. See {@link #huber(NDArray, NDArray)}. */
    public NDArray huber(double delta, NDArray r) {
        return apply("huber", ElementwiseKernel.method(SimpleMath::huber), delta, r);
    }

    /** The derivative of order n of {@link #digamma}, n of 1 or more. Within 1e-13. */
    public NDArray polygamma(NDArray n, NDArray x) {
        return apply("polygamma", ElementwiseKernel.method(GammaMath::polygamma), n, x);
    }

    /** The derivative of order n of {@link #digamma}, n of 1 or more. See {@link #polygamma(NDArray, NDArray)}. */
    public NDArray polygamma(double n, NDArray x) {
        return apply("polygamma", ElementwiseKernel.method(GammaMath::polygamma), n, x);
    }

    /** The incomplete beta function, regularised: the distribution function of beta numbers. Within 1e-12. */
    public NDArray betainc(NDArray a, NDArray b, NDArray x) {
        return apply("betainc", ElementwiseKernel.method(IncompleteMath::betainc), a, b, x);
    }

    /** The incomplete beta function, regularised; see {@link #betainc(NDArray, NDArray, NDArray)}. */
    public NDArray betainc(double a, double b, NDArray x) {
        return apply("betainc", ElementwiseKernel.method(IncompleteMath::betainc), a, b, x);
    }

    /** The x whose {@link #betainc} is p. Within 1e-11. */
    public NDArray betaincinv(NDArray a, NDArray b, NDArray p) {
        return apply("betaincinv", ElementwiseKernel.method(IncompleteMath::betaincinv), a, b, p);
    }

    /** The x whose {@link #betainc} is p; see {@link #betaincinv(NDArray, NDArray, NDArray)}. */
    public NDArray betaincinv(double a, double b, NDArray p) {
        return apply("betaincinv", ElementwiseKernel.method(IncompleteMath::betaincinv), a, b, p);
    }

    /** Riemann's zeta. Within 1e-13. */
    public NDArray zeta(NDArray x) {
        return apply("zeta", ElementwiseKernel.method(Special::riemann), x);
    }

    private static double riemann(double s) {
        return GammaMath.zeta(s);
    }

    /** Hurwitz's zeta, the sum of (q + k) to the power -x over k from 0; NaN for x below 1. Within 1e-13. */
    public NDArray zeta(NDArray x, NDArray q) {
        return apply("zeta", ElementwiseKernel.method(Special::hurwitz), x, q);
    }

    private static double hurwitz(double s, double q) {
        return GammaMath.zeta(s, q);
    }

    // ---- of axes

    /**
     * The logarithm of the sum of exponentials, without overflow.
     *
     * @param axes those that are summed over; all where none is given
     */
    public NDArray logsumexp(NDArray x, int... axes) {
        NDArray y = real("logsumexp", x);
        Shape.axes("logsumexp", axes, x.shape());
        Reduction along = axis(axes);
        if (x.size() == 0) {
            return y.sum(along).log();
        }
        NDArray most = y.max(along.keepdims());
        NDArray shift = Np.where(most.isfinite(), most, 0);
        NDArray sum = y.sub(shift).exp().sum(along);
        return sum.log().add(axes.length == 0 ? shift.reshape() : shift.squeeze(axes));
    }

    /** Exponentials divided by their sum along an axis. */
    public NDArray softmax(NDArray x, int axis) {
        NDArray y = real("softmax", x);
        Shape.axis("softmax", axis, x.shape());
        NDArray e = y.sub(y.max(axis(axis).keepdims())).exp();
        return e.div(e.sum(axis(axis).keepdims()));
    }

    /** The logarithm of {@link #softmax}, also where that is 0. */
    public NDArray logSoftmax(NDArray x, int axis) {
        NDArray y = real("logSoftmax", x);
        Shape.axis("logSoftmax", axis, x.shape());
        NDArray most = y.max(axis(axis).keepdims());
        NDArray z = y.sub(Np.where(most.isfinite(), most, 0));
        return z.sub(z.exp().sum(axis(axis).keepdims()).log());
    }

    // ---- how functions of float64 are applied

    /** The array, in a real float type. */
    private static NDArray real(String name, NDArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(name + ": not defined for " + x.dtype() + "; it takes real types");
        }
        return x.astype(Promotion.inexact(x.dtype()));
    }

    private static NDArray apply(String name, ElementwiseKernel f, Object... operands) {
        Object[] arguments = new Object[operands.length];
        DType type = null;
        Shape.broadcast(
                name,
                Arrays.stream(operands)
                        .map(o -> o instanceof NDArray x ? x.shape() : new long[0])
                        .toArray(long[][]::new));
        for (int i = 0; i < operands.length; i++) {
            arguments[i] = operands[i];
            if (operands[i] instanceof NDArray x) {
                NDArray y = real(name, x);
                type = type == null ? y.dtype() : Promotion.promote(type, y.dtype());
                arguments[i] = y.astype(DType.FLOAT64);
            }
        }
        NDArray result = f.call(arguments);
        return type == null ? result : result.astype(type);
    }
}
