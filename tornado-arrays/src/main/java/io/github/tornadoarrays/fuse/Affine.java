package io.github.tornadoarrays.fuse;

import java.util.Arrays;

/** An integer {@code constant + Σ coef[v] * variable v}; variables past the array have coefficient 0. */
record Affine(long[] coef, long constant) {
    static final Affine ZERO = new Affine(new long[0], 0);

    static Affine variable(int v) {
        long[] c = new long[v + 1];
        c[v] = 1;
        return new Affine(c, 0);
    }

    long coef(int v) {
        return v < coef.length ? coef[v] : 0;
    }

    Affine times(long factor) {
        return factor == 1
                ? this
                : new Affine(Arrays.stream(coef).map(c -> c * factor).toArray(), constant * factor);
    }

    Affine plus(Affine other) {
        long[] c = Arrays.copyOf(coef, Math.max(coef.length, other.coef.length));
        for (int i = 0; i < other.coef.length; i++) {
            c[i] += other.coef[i];
        }
        return new Affine(c, constant + other.constant);
    }

    Affine plus(long more) {
        return more == 0 ? this : new Affine(coef, constant + more);
    }

    /** The lowest (or highest) value while every variable v runs over {@code 0..extent[v]-1}. */
    long bound(long[] extent, boolean high) {
        long at = constant;
        for (int v = 0; v < coef.length; v++) {
            if (coef[v] > 0 == high) {
                at += coef[v] * (extent[v] - 1);
            }
        }
        return at;
    }

    @Override
    public boolean equals(Object o) {
        if (!(o instanceof Affine a) || constant != a.constant) {
            return false;
        }
        for (int v = 0; v < Math.max(coef.length, a.coef.length); v++) {
            if (coef(v) != a.coef(v)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int n = coef.length;
        while (n > 0 && coef[n - 1] == 0) {
            n--;
        }
        return 31 * Arrays.hashCode(Arrays.copyOf(coef, n)) + Long.hashCode(constant);
    }
}
