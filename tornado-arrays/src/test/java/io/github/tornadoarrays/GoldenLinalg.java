package io.github.tornadoarrays;

import java.util.List;

/** What defines a decomposition that is unique only up to signs, phases or an order, as {@code golden_linalg.py} has written it down. */
final class GoldenLinalg {
    private GoldenLinalg() {}

    /** The function by whose bounds a case is judged: norms of matrices by their singular values have other bounds than those of their elements. */
    static String bounded(String fn, String keywords) {
        boolean singular = keywords.contains("nuc") || keywords.contains("2.0") && keywords.matches(".*axis\\W*\\[.*");
        return singular && fn.equals("linalg.norm") ? "linalg.norm:singular" : fn;
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
