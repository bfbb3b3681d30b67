package io.github.tornadoarrays;

import static io.github.tornadoarrays.Mistakes.mistake;
import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.Mistakes.Mistake;
import java.util.List;

/** What people do wrong with linear algebra and Fourier transforms. */
final class LinalgMistakes {
    private LinalgMistakes() {}

    static List<Mistake> linalg() {
        return List.of(
                mistake("solve: the matrix is singular", (x, v) -> linalg.solve(zeros(2, 2), ones(2))),
                mistake("solve: shape (2, 3) is 2 x 3", (x, v) -> linalg.solve(ones(2, 3), ones(2))),
                mistake(
                        "solve: the right side has shape (2,), the matrix (3, 3)",
                        (x, v) -> linalg.solve(eye(3), ones(2))),
                mistake("solve: shape (3,) is not a matrix", (x, v) -> linalg.solve(ones(3), ones(3))),
                mistake("inv: the matrix is singular", (x, v) -> linalg.inv(ones(2, 2))),
                mistake("inv: shape (2, 3) is 2 x 3", (x, v) -> linalg.inv(ones(2, 3))),
                mistake(
                        "inv: the matrix at [1] of the stack (2,) is singular",
                        (x, v) -> linalg.inv(stack(eye(2), zeros(2, 2)))),
                mistake("det: shape (2, 3) is 2 x 3", (x, v) -> linalg.det(ones(2, 3))),
                mistake("det: shape (4,) is not a matrix", (x, v) -> linalg.det(v)),
                mistake("slogdet: shape (3, 2, 4) is 2 x 4", (x, v) -> linalg.slogdet(ones(3, 2, 4))),
                mistake(
                        "cholesky: the matrix is not positive definite",
                        (x, v) -> linalg.cholesky(array(new double[][] {{1, 2}, {2, 1}}))),
                mistake("cholesky: shape (2, 3) is 2 x 3", (x, v) -> linalg.cholesky(ones(2, 3))),
                mistake(
                        "cholesky: the matrix at [1] of the stack (2,) is not positive definite",
                        (x, v) -> linalg.cholesky(stack(eye(2), eye(2).neg()))),
                mistake("eigh: shape (2, 3) is 2 x 3", (x, v) -> linalg.eigh(ones(2, 3))),
                mistake("eigh: unknown triangle \"X\"", (x, v) -> linalg.eigh(eye(2), "X")),
                mistake("eigvalsh: unknown triangle \"lower\"", (x, v) -> linalg.eigvalsh(eye(2), "lower")),
                mistake("eig: shape (2, 3) is 2 x 3", (x, v) -> linalg.eig(ones(2, 3))),
                mistake(
                        "eig: shape (2, 2) has infinities or NaN, for which there are no eigenvalues",
                        (x, v) -> linalg.eig(full(new long[] {2, 2}, nan))),
                mistake(
                        "eigvals: shape (2, 2) has infinities or NaN, for which there are no eigenvalues",
                        (x, v) -> linalg.eigvals(full(new long[] {2, 2}, inf))),
                mistake("svd: shape (4,) is not a matrix", (x, v) -> linalg.svd(v)),
                mistake(
                        "svd: the matrix has no decomposition that the algorithm converges to",
                        (x, v) -> linalg.svd(full(new long[] {2, 2}, nan))),
                mistake(
                        "svdvals: the matrix has no decomposition that the algorithm converges to",
                        (x, v) -> linalg.svdvals(full(new long[] {2, 2}, nan))),
                mistake("qr: shape (4,) is not a matrix", (x, v) -> linalg.qr(v)),
                mistake("qr: unknown mode \"whole\"", (x, v) -> linalg.qr(x, "whole")),
                mistake(
                        "lstsq: the matrix has 2 rows, (2, 3), and the right side 3, (3,)",
                        (x, v) -> linalg.lstsq(x, ones(3))),
                mistake("lstsq: shape (4,) is not one matrix", (x, v) -> linalg.lstsq(v, v)),
                mistake("lstsq: the right side has shape (2, 2, 2)", (x, v) -> linalg.lstsq(x, ones(2, 2, 2))),
                mistake("pinv: shape (4,) is not a matrix", (x, v) -> linalg.pinv(v)),
                mistake(
                        "pinv: the matrix has no decomposition that the algorithm converges to",
                        (x, v) -> linalg.pinv(full(new long[] {2, 2}, nan))),
                mistake("matrixPower: shape (2, 3) is 2 x 3", (x, v) -> linalg.matrixPower(x, 2)),
                mistake("matrixPower: the matrix is singular", (x, v) -> linalg.matrixPower(zeros(2, 2), -1)),
                mistake("multiDot: 1 arrays", (x, v) -> linalg.multiDot(x)),
                mistake("multiDot: array 0 has 3 columns and array 1, (2, 3), 2 rows", (x, v) -> linalg.multiDot(x, x)),
                mistake("multiDot: array 1 has shape (3, 3, 3)", (x, v) -> linalg.multiDot(x, ones(3, 3, 3), x)),
                mistake("norm: unknown order \"fro2\"", (x, v) -> linalg.norm(x, "fro2")),
                mistake(
                        "norm: order \"nuc\" is for matrices, not over the axes [0] of shape (2, 3)",
                        (x, v) -> linalg.norm(x, "nuc", axis(0))),
                mistake("norm: order 3.0 of matrices is not defined", (x, v) -> linalg.norm(x, 3.0)),
                mistake("norm: 3 axes of shape (2, 2, 2)", (x, v) -> linalg.norm(ones(2, 2, 2), 2.0)),
                mistake("norm: 3 axes of shape (2, 2, 2)", (x, v) -> linalg.norm(ones(2, 2, 2), "fro", axis(0, 1, 2))),
                mistake("norm: axis 0 is named twice in [0, 0]", (x, v) -> linalg.norm(x, 2.0, axis(0, 0))),
                mistake("norm: axis 5 is out of range for shape (2, 3)", (x, v) -> linalg.norm(x, 2.0, axis(0, 5))),
                mistake("matrixNorm: shape (4,) is not a matrix", (x, v) -> linalg.matrixNorm(v)),
                mistake("matrixNorm: order 3.0 of matrices is not defined", (x, v) -> linalg.matrixNorm(x, 3.0)),
                mistake("matrixNorm: unknown order \"max\"", (x, v) -> linalg.matrixNorm(x, "max")),
                mistake(
                        "vectorNorm: axis 4 is out of range for shape (2, 3)",
                        (x, v) -> linalg.vectorNorm(x, 2.0, axis(4))),
                mistake("cond: shape (4,) is not a matrix", (x, v) -> linalg.cond(v)),
                mistake("cond: shape (2, 3) is 2 x 3", (x, v) -> linalg.cond(x, 1.0)),
                mistake("cond: unknown order \"nuc2\"", (x, v) -> linalg.cond(x, "nuc2")),
                mistake(
                        "tensorsolve: shape (2, 3, 4) is no square matrix: the axes after the first 2 hold 4 unknowns",
                        (x, v) -> linalg.tensorsolve(ones(2, 3, 4), ones(2, 3))),
                mistake(
                        "tensorsolve: axis 7 is out of range for shape (2, 3, 6)",
                        (x, v) -> linalg.tensorsolve(ones(2, 3, 6), ones(2, 3), 7)),
                mistake("tensorinv: shape (4, 144) is 4 x 144", (x, v) -> linalg.tensorinv(ones(4, 6, 8, 3), 1)),
                mistake("tensorinv: ind is 0", (x, v) -> linalg.tensorinv(ones(4, 6, 8, 3), 0)),
                mistake(
                        "cross: shapes (4,) and (4,) have lengths 4 and 4 along axis -1",
                        (x, v) -> linalg.cross(ones(4), ones(4))),
                mistake("outer: 2 and 1 axes", (x, v) -> linalg.outer(x, v)),
                mistake("trace: shape (4,) has no diagonal", (x, v) -> linalg.trace(v)),
                mistake("diagonal: shape (4,) has no diagonal", (x, v) -> linalg.diagonal(v)),
                mistake(
                        "matmul: shapes (2, 3) and (2, 3) do not agree: axis 1 of the first has length 3, axis 0 of the second 2",
                        (x, v) -> linalg.matmul(x, x)),
                mistake(
                        "vecdot: shapes (3,) and (2,) do not agree: axis 0 of the first has length 3, axis 0 of the second 2",
                        (x, v) -> linalg.vecdot(ones(3), ones(2))),
                mistake(
                        "tensordot: cannot sum over 3 axes of shapes (2, 3) and (2, 3)",
                        (x, v) -> linalg.tensordot(x, x, 3)),
                mistake(
                        "tensordot: shapes (2, 3) and (2, 3) do not agree: axis 0 of the first has length 2, axis 1 of the second 3",
                        (x, v) -> linalg.tensordot(x, x, new int[] {0}, new int[] {1})),
                mistake(
                        "tensordot: 2 axes [0, 1] and 1 axes [1]",
                        (x, v) -> linalg.tensordot(x, x, new int[] {0, 1}, new int[] {1})),
                mistake("matrixTranspose: shape (4,) is not a matrix", (x, v) -> linalg.matrixTranspose(v)),
                mistake("eigh: shape (0, 1) is 0 x 1", (x, v) -> linalg.eigh(zeros(0, 1))),
                mistake(
                        "lstsq: the matrix has no decomposition that the algorithm converges to",
                        (x, v) -> linalg.lstsq(full(new long[] {2, 2}, nan), ones(2))),
                mistake(
                        "matrixRank: the matrix has no decomposition that the algorithm converges to",
                        (x, v) -> linalg.matrixRank(full(new long[] {2, 2}, nan))),
                mistake(
                        "cond: the matrix has no decomposition that the algorithm converges to",
                        (x, v) -> linalg.cond(full(new long[] {2, 2}, nan))),
                mistake(
                        "norm: the matrix has no decomposition that the algorithm converges to",
                        (x, v) -> linalg.norm(full(new long[] {2, 2}, nan), 2.0)),
                mistake(
                        "norm: the matrix has no decomposition that the algorithm converges to",
                        (x, v) -> linalg.norm(full(new long[] {2, 2}, nan), "nuc")),
                mistake(
                        "solve: the matrix is singular",
                        (x, v) -> linalg.solve(array(new double[][] {{1, 2}, {2, 4}}), array(1.0, 2))));
    }

    static List<Mistake> linearFunctions() {
        return List.of(
                mistake("matmul: shapes (4,) and () have a 0-d operand", (x, v) -> matmul(v, asarray(1.0))),
                mistake(
                        "dot: shapes (2, 3) and (2, 3) do not agree: axis 1 of the first has length 3, axis 0 of the second 2",
                        (x, v) -> dot(x, x)),
                mistake(
                        "inner: shapes (2, 3) and (4,) do not agree: axis 1 of the first has length 3, axis 0 of the second 4",
                        (x, v) -> inner(x, v)),
                mistake("vdot: shapes (4,) and (3,) have 4 and 3 elements", (x, v) -> vdot(v, ones(3))),
                mistake(
                        "einsum: the label 'j' has lengths 3 and 2 (operand 1, axis 0)",
                        (x, v) -> einsum("ij,jk", x, x)),
                mistake(
                        "einsum: no operand has the label 'z' of the result",
                        (x, v) -> einsum("ij,jk->iz", x, ones(3, 2))),
                mistake("einsum: the text names 2 operands and there are 1", (x, v) -> einsum("ij,jk->ik", x)),
                mistake("einsum: operand 0 of shape (2, 3) has 2 axes and 1 letters", (x, v) -> einsum("i,i->i", x, v)),
                mistake("einsum: the label 'i' has lengths 2 and 3 (operand 0, axis 1)", (x, v) -> einsum("ii->i", x)),
                mistake("einsum: the result has the label 'i' twice", (x, v) -> einsum("i->ii", v)),
                mistake("einsum: '$' is not a label", (x, v) -> einsum("i$->i", v)),
                mistake("einsum: operand 0 of shape (4,) has 1 axes and 0 letters", (x, v) -> einsum("", v)),
                mistake("einsum: operand 0 of shape (4,) has 1 axes and 2 letters", (x, v) -> einsum("ij", v)),
                mistake(
                        "einsum: the label 'j' has lengths 3 and 2 (operand 1, axis 0)",
                        (x, v) -> einsumPath("ij,jk->ik", x, x)),
                mistake(
                        "cross: shapes (2, 4) and (2, 4) have lengths 4 and 4 along axis -1",
                        (x, v) -> cross(ones(2, 4), ones(2, 4))),
                mistake(
                        "cross: shapes (3,) and (2, 2) have lengths 3 and 2 along axis -1",
                        (x, v) -> cross(ones(3), ones(2, 2))),
                mistake("trace: shape (4,) has no diagonal", (x, v) -> trace(v)),
                mistake(
                        "matvec: shapes (2, 3) and (4,) do not agree: axis 1 of the first has length 3, axis 0 of the second 4",
                        (x, v) -> matvec(x, v)),
                mistake(
                        "vecmat: shapes (4,) and (2, 3) do not agree: axis 0 of the first has length 4, axis 0 of the second 2",
                        (x, v) -> vecmat(v, x)),
                mistake(
                        "tensordot: shapes (2, 3) and (4,) do not agree: axis 1 of the first has length 3, axis 0 of the second 4",
                        (x, v) -> tensordot(x, v, 1)));
    }

    static List<Mistake> fft() {
        return List.of(
                mistake("fft: axis -1 is out of range for shape ()", (x, v) -> fft.fft(asarray(1.0))),
                mistake("fft: 0 elements along axis -1 of shape (4,)", (x, v) -> fft.fft(v, 0)),
                mistake("fft: -3 elements along axis -1 of shape (4,)", (x, v) -> fft.fft(v, -3)),
                mistake("fft: axis 5 is out of range for shape (2, 3)", (x, v) -> fft.fft(x, 3, 5)),
                mistake("fft: unknown norm \"both\"", (x, v) -> fft.fft(v, 4, -1, "both")),
                mistake("fft: 0 elements along axis -1 of shape (0,)", (x, v) -> fft.fft(zeros(0))),
                mistake("fft2: shape (4,) has 1 axes", (x, v) -> fft.fft2(v)),
                mistake(
                        "fftn: 2 lengths [2, 2] for the axes [0]",
                        (x, v) -> fft.fftn(x, new long[] {2, 2}, new int[] {0})),
                mistake("fftn: 0 elements along axis 1 of shape (2, 3)", (x, v) -> fft.fftn(x, new long[] {2, 0})),
                mistake("fftn: axis 7 is out of range for shape (2, 3)", (x, v) -> fft.fftn(x, null, new int[] {0, 7})),
                mistake(
                        "rfft: the elements are complex128, and this transform is of real ones",
                        (x, v) -> fft.rfft(v.astype(complex128))),
                mistake("irfft: 0 elements along axis -1 of shape (4,)", (x, v) -> fft.irfft(v, 0)),
                mistake("irfft: 0 elements along axis -1 of shape (1,)", (x, v) -> fft.irfft(ones(1))),
                mistake("rfftn: 0 elements along axis 0 of shape (0, 2)", (x, v) -> fft.rfftn(zeros(0, 2))),
                mistake("hfft: 0 elements along axis -1 of shape (4,)", (x, v) -> fft.hfft(v, 0)),
                mistake(
                        "ihfft: the elements are complex128, and this transform is of real ones",
                        (x, v) -> fft.ihfft(v.astype(complex128))),
                mistake("fftfreq: 0 elements a distance of 1.0 apart", (x, v) -> fft.fftfreq(0)),
                mistake("fftfreq: -2 elements a distance of 1.0 apart", (x, v) -> fft.fftfreq(-2)),
                mistake("rfftfreq: 5 elements a distance of 0.0 apart", (x, v) -> fft.rfftfreq(5, 0)),
                mistake("fftshift: axis 2 is out of range for shape (4,)", (x, v) -> fft.fftshift(v, 2)));
    }
}
