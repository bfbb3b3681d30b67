package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.LinearAlgebra;

/**
 * The host's factorisations for a device that lacks them: operands are copied to the host, what was written back.
 *
 * @param reason why the device lacks them; may be empty
 */
record BorrowedLinearAlgebra(Borrowing borrowing, LinearAlgebra host, String reason) implements LinearAlgebra {
    @Override
    public LinearAlgebra because(String why) {
        return new BorrowedLinearAlgebra(borrowing, host, why);
    }

    @Override
    public Buffer lu(String op, Buffer a, long count, int n) {
        borrowing.begin(op, reason, a);
        HostBuffer x = borrowing.in(a);
        Buffer pivots = host.lu(op, x, count, n);
        borrowing.back(x, a);
        return borrowing.out(pivots);
    }

    @Override
    public Buffer solve(String op, Buffer a, Buffer b, long count, int n, int k) {
        borrowing.begin(op, reason, a, b);
        HostBuffer y = borrowing.in(b);
        Buffer status = host.solve(op, borrowing.in(a), y, count, n, k);
        borrowing.back(y, b);
        return borrowing.out(status);
    }

    @Override
    public Buffer cholesky(String op, Buffer a, long count, int n) {
        borrowing.begin(op, reason, a);
        HostBuffer x = borrowing.in(a);
        Buffer status = host.cholesky(op, x, count, n);
        borrowing.back(x, a);
        return borrowing.out(status);
    }

    @Override
    public Buffer qr(String op, Buffer a, long count, int m, int n) {
        borrowing.begin(op, reason, a);
        HostBuffer x = borrowing.in(a);
        Buffer factors = host.qr(op, x, count, m, n);
        borrowing.back(x, a);
        return borrowing.out(factors);
    }

    @Override
    public void q(String op, Buffer a, Buffer factors, long count, int m, int n, int k) {
        borrowing.begin(op, reason, a, factors);
        HostBuffer x = borrowing.in(a);
        host.q(op, x, borrowing.in(factors), count, m, n, k);
        borrowing.back(x, a);
    }

    @Override
    public Eigen eigh(String op, Buffer a, long count, int n, boolean vectors) {
        borrowing.begin(op, reason, a);
        HostBuffer x = borrowing.in(a);
        Eigen e = host.eigh(op, x, count, n, vectors);
        if (vectors) {
            borrowing.back(x, a);
        }
        return new Eigen(borrowing.out(e.values()), a, borrowing.out(e.status()));
    }

    @Override
    public Svd svd(String op, Buffer a, long count, int m, int n, Vectors vectors) {
        borrowing.begin(op, reason, a);
        Svd r = host.svd(op, borrowing.in(a), count, m, n, vectors);
        return new Svd(
                borrowing.out(r.u()), borrowing.out(r.s()), borrowing.out(r.v()), r.rows(), borrowing.out(r.status()));
    }

    @Override
    public Eigen eig(String op, Buffer a, long count, int n, boolean vectors) {
        borrowing.begin(op, reason, a);
        Eigen e = host.eig(op, borrowing.in(a), count, n, vectors);
        return new Eigen(borrowing.out(e.values()), borrowing.out(e.vectors()), borrowing.out(e.status()));
    }
}
