package io.github.tornadoarrays;

import java.util.List;

/** What defines a decomposition that is unique only up to signs, phases or an order, as {@code golden_linalg.py} has written it down. */
final class GoldenLinalg {
    private GoldenLinalg() {}

    /** Whether a function's results have the bounds of {@link #ulps}: all but norms that are not those of a matrix by its singular values. */
    static boolean isOne(String fn, String keywords) {
        boolean singular = keywords.contains("nuc") || keywords.contains("2.0") && keywords.matches(".*axis\\W*\\[.*");
        return singular || fn.startsWith("linalg.") && !fn.equals("linalg.norm");
    }

    /** How many units in the last place of the largest element results may differ by. */
    static double ulps(String fn) {
        return switch (fn) {
            case "linalg.matmul",
                    "linalg.outer",
                    "linalg.cross",
                    "linalg.vecdot",
                    "linalg.tensordot",
                    "linalg.matrixTranspose",
                    "linalg.diagonal",
                    "linalg.trace" -> 1;
            case "linalg.vectorNorm", "linalg.multiDot" -> 8;
            case "linalg.eig", "linalg.eigvals" -> 512;
            default -> 128;
        };
    }

    static Object defining(String fn, Object made) {
        return switch (made) {
            case Qr(NDArray q, NDArray r) -> List.of(q.matmul(r), adjoint(q).matmul(q), r.sub(Np.triu(r)));
            case Svd(NDArray u, NDArray s, NDArray vh) -> {
                long k = s.shape(-1);
                NDArray left = u.get("..., :" + k).mul(Np.expandDims(s, -2));
                yield List.of(
                        left.matmul(vh.get("..., :" + k + ", :")), adjoint(u).matmul(u), vh.matmul(adjoint(vh)), s);
            }
            case Eigen(NDArray w, NDArray v)
            when fn.equals("linalg.eigh") ->
                List.of(
                        w,
                        v.mul(Np.expandDims(w, -2)).matmul(adjoint(v)),
                        adjoint(v).matmul(v));
            case Eigen(NDArray w, NDArray v) ->
                List.of(
                        Np.sort(w),
                        v.mul(Np.expandDims(w, -2)).matmul(Np.linalg.inv(v)),
                        v.abs().pow(2).sum(-2));
            case Lstsq r -> List.of(r.x(), r.residuals(), Np.asarray(r.rank()), r.s());
            case NDArray w when fn.equals("linalg.eigvals") -> Np.sort(w);
            default -> made;
        };
    }

    private static NDArray adjoint(NDArray x) {
        return x.mT().conj();
    }
}
