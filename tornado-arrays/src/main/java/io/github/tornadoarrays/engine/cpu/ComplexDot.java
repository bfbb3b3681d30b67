package io.github.tornadoarrays.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Scalar products of complex vectors, which the library hands back through memory. */
final class ComplexDot {
    private ComplexDot() {}

    static void of(
            String op,
            boolean conjugate,
            int n,
            float[] x,
            long xOffset,
            int incX,
            float[] y,
            long yOffset,
            int incY,
            float[] out,
            int outOffset) {
        Operand left = Operand.vector(op, "x", n, xOffset, incX, x.length / 2);
        Operand right = Operand.vector(op, "y", n, yOffset, incY, y.length / 2);
        Objects.checkFromIndexSize(outOffset, 2, out.length);
        MemorySegment sx = MemorySegment.ofArray(x);
        MemorySegment sy = MemorySegment.ofArray(y);
        float[] part = new float[2];
        MemorySegment sp = MemorySegment.ofArray(part);
        float[] sum = new float[2];
        Pieces.rows(n, 1, (from, count) -> {
            MemorySegment px = Blas.at(sx, left.at(false, from, 0), 8);
            MemorySegment py = Blas.at(sy, right.at(false, from, 0), 8);
            if (conjugate) {
                OpenBlas.CDOTC.invokeExact(count, px, incX, py, incY, sp);
            } else {
                OpenBlas.CDOTU.invokeExact(count, px, incX, py, incY, sp);
            }
            sum[0] += part[0];
            sum[1] += part[1];
        });
        out[outOffset] = sum[0];
        out[outOffset + 1] = sum[1];
    }

    static void of(
            String op,
            boolean conjugate,
            int n,
            double[] x,
            long xOffset,
            int incX,
            double[] y,
            long yOffset,
            int incY,
            double[] out,
            int outOffset) {
        Operand left = Operand.vector(op, "x", n, xOffset, incX, x.length / 2);
        Operand right = Operand.vector(op, "y", n, yOffset, incY, y.length / 2);
        Objects.checkFromIndexSize(outOffset, 2, out.length);
        MemorySegment sx = MemorySegment.ofArray(x);
        MemorySegment sy = MemorySegment.ofArray(y);
        double[] part = new double[2];
        MemorySegment sp = MemorySegment.ofArray(part);
        double[] sum = new double[2];
        Pieces.rows(n, 1, (from, count) -> {
            MemorySegment px = Blas.at(sx, left.at(false, from, 0), 16);
            MemorySegment py = Blas.at(sy, right.at(false, from, 0), 16);
            if (conjugate) {
                OpenBlas.ZDOTC.invokeExact(count, px, incX, py, incY, sp);
            } else {
                OpenBlas.ZDOTU.invokeExact(count, px, incX, py, incY, sp);
            }
            sum[0] += part[0];
            sum[1] += part[1];
        });
        out[outOffset] = sum[0];
        out[outOffset + 1] = sum[1];
    }
}
