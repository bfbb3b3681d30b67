// What the vendor's library of Fourier transforms leaves to others.

/* Multiplies numbers by a factor. */
extern "C" __global__ void __launch_bounds__(THREADS) scale(T *x, i64 n, double factor) {
  const i64 i = ((i64)blockIdx.x * THREADS + threadIdx.x) * VALUES;
  if (i + VALUES <= n) {
    Vector<T, VALUES> v = *(const Vector<T, VALUES> *)(x + i);
    UNROLL for (int k = 0; k < VALUES; k++) {
      v.at[k] *= (T)factor;
    }
    *(Vector<T, VALUES> *)(x + i) = v;
  } else {
    for (i64 k = i; k < n; k++) {
      x[k] *= (T)factor;
    }
  }
}

/*
 * Copies first halves of rows of complex numbers times a factor; what mirrors itself becomes real.
 *
 * half: the numbers of a row   even: whether the last of them is such too
 */
extern "C" __global__ void __launch_bounds__(THREADS)
    mirrored(const T *__restrict__ x, T *__restrict__ y, i64 n, i64 half, bool even, double factor) {
  const i64 i = (i64)blockIdx.x * THREADS + threadIdx.x;
  if (i < n) {
    const i64 k = i % half;
    Vector<T, 2> z = ((const Vector<T, 2> *)x)[i];
    z.at[0] *= (T)factor;
    z.at[1] = k == 0 || (even && k == half - 1) ? (T)0 : z.at[1] * (T)factor;
    ((Vector<T, 2> *)y)[i] = z;
  }
}
