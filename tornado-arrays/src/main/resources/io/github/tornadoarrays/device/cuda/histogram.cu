// How often each small integer occurs, or the sums of its weights. Blocks count in shared memory where the bins fit there.
//
// T: the integers, in [0, bins)   C: the counts in shared memory   S: those in all   WEIGHTS: 1 where there are weights,
// of type W, else those are not read   THREADS: of a block

#define WIDTH (16 / (int)sizeof(T))
#define LOADS 4

/* Runs f(i, x[i]) for each i, several vectors of x being loaded at once. */
template <class F> DEVICE void each(const T *__restrict__ x, i64 n, F f) {
  const i64 vectors = n / WIDTH, stride = (i64)gridDim.x * THREADS;
  for (i64 i = (i64)blockIdx.x * THREADS + threadIdx.x; i < vectors; i += LOADS * stride) {
    Vector<T, WIDTH> v[LOADS];
    UNROLL for (int u = 0; u < LOADS; u++) {
      if (i + u * stride < vectors) v[u] = ((const Vector<T, WIDTH> *)x)[i + u * stride];
    }
    UNROLL for (int u = 0; u < LOADS; u++) {
      if (i + u * stride < vectors) {
        UNROLL for (int k = 0; k < WIDTH; k++) f((i + u * stride) * WIDTH + k, v[u].at[k]);
      }
    }
  }
  const i64 last = vectors * WIDTH + threadIdx.x;
  if (blockIdx.x == 0 && last < n) f(last, x[last]);
}

extern "C" __global__ void __launch_bounds__(THREADS)
    shared_bins(const T *__restrict__ x, const W *__restrict__ weights, i64 n, S *out, int bins) {
  extern __shared__ __align__(16) C own[];
  for (int b = threadIdx.x; b < bins; b += THREADS) own[b] = 0;
  __syncthreads();
  each(x, n, [&](i64 i, T bin) { atomicAdd(own + bin, WEIGHTS ? (C)weights[i] : (C)1); });
  __syncthreads();
  for (int b = threadIdx.x; b < bins; b += THREADS) {
    if (own[b] != 0) atomicAdd(out + b, (S)own[b]);
  }
}

extern "C" __global__ void __launch_bounds__(THREADS) global_bins(const T *__restrict__ x, const W *__restrict__ weights, i64 n, S *out) {
  each(x, n, [&](i64 i, T bin) { atomicAdd(out + bin, WEIGHTS ? (S)weights[i] : (S)1); });
}
