// The least and the most of integers in one reading. Each block writes its own two; the host has the last look.
//
// T: the integers   THREADS: of a block

#define WIDTH (16 / (int)sizeof(T))
#define WARPS (THREADS / 32)
#define LOADS 4

extern "C" __global__ void __launch_bounds__(THREADS) extremes(const T *__restrict__ x, i64 n, i64 *__restrict__ out) {
  __shared__ T leasts[WARPS], mosts[WARPS];
  const i64 vectors = n / WIDTH, stride = (i64)gridDim.x * THREADS, self = (i64)blockIdx.x * THREADS + threadIdx.x;
  T least = x[0], most = least;
  for (i64 i = self; i < vectors; i += LOADS * stride) {
    Vector<T, WIDTH> v[LOADS];
    UNROLL for (int u = 0; u < LOADS; u++) v[u] = ((const Vector<T, WIDTH> *)x)[i + u * stride < vectors ? i + u * stride : i];
    UNROLL for (int u = 0; u < LOADS; u++) {
      UNROLL for (int k = 0; k < WIDTH; k++) {
        least = v[u].at[k] < least ? v[u].at[k] : least;
        most = v[u].at[k] > most ? v[u].at[k] : most;
      }
    }
  }
  if (vectors * WIDTH + self < n) {
    const T last = x[vectors * WIDTH + self];
    least = last < least ? last : least;
    most = last > most ? last : most;
  }
  UNROLL for (int d = 16; d > 0; d >>= 1) {
    const T l = (T)__shfl_xor_sync(ALL_LANES, (i64)least, d), m = (T)__shfl_xor_sync(ALL_LANES, (i64)most, d);
    least = l < least ? l : least;
    most = m > most ? m : most;
  }
  if ((threadIdx.x & 31) == 0) {
    leasts[threadIdx.x >> 5] = least;
    mosts[threadIdx.x >> 5] = most;
  }
  __syncthreads();
  if (threadIdx.x == 0) {
    for (int w = 1; w < WARPS; w++) {
      least = leasts[w] < least ? leasts[w] : least;
      most = mosts[w] > most ? mosts[w] : most;
    }
    out[2 * blockIdx.x] = (i64)least;
    out[2 * blockIdx.x + 1] = (i64)most;
  }
}
