#!/usr/bin/env python3
"""Prints the polynomials in GammaMath.java: Chebyshev's approximations, of t = 2 x - 3 for x in [1, 2], by mpmath.

usage: approximations.py
"""

from mpmath import chebyfit, digamma, findroot, gamma, limit, loggamma, mp, mpf, nstr

mp.dps = 60
ROOT = findroot(digamma, mpf("1.46163214496836234126"))


def log_gamma(x):
    return limit(log_gamma, x) if x in (1, 2) else loggamma(x) / ((x - 1) * (x - 2))


def java(name, f, degree):
    coefficients, error = chebyfit(lambda t: f((t + 3) / 2), [-1, 1], degree + 1, error=True)
    print(f"    // {name}: within {nstr(error, 2)}")
    print(f"        double p = {float(coefficients[0])!r};")
    for c in coefficients[1:]:
        print(f"        p = p * t + {float(c)!r};".replace("+ -", "- "))


if __name__ == "__main__":
    high = float(ROOT)
    print(f"    // the root of digamma: {high!r} + {float(ROOT - mpf(high))!r}")
    java("log gamma(x) / ((x - 1) (x - 2))", log_gamma, 22)
    java("gamma(x)", gamma, 22)
    java("digamma(x) / (x - root)", lambda x: digamma(x) / (x - ROOT), 22)
