// Running folds of rows in one pass: each block takes a tile, folds it in registers, and adds what its row has before it.
//
// T: the elements   A: the folds of tiles   SUM, PROD, MAX or MIN: 1 for the fold   IDENTITY: of it
// SPLIT: 1 for sums of float32 whose tiles are added up in float64   THREADS: of a block   VECTORS: of 16 bytes that a thread has

#define WIDTH (16 / (int)sizeof(T))
#define WARPS (THREADS / 32)
#define TILE (THREADS * VECTORS * WIDTH)

/* NaN stays; of zeros, the negative one is less. */
template <class N> DEVICE N larger(N a, N b) { return a > b ? a : b; }
template <class N> DEVICE N smaller(N a, N b) { return a < b ? a : b; }
template <> DEVICE float larger(float a, float b) { return a == a && b == b ? fmaxf(a, b) : a + b; }
template <> DEVICE float smaller(float a, float b) { return a == a && b == b ? fminf(a, b) : a + b; }
template <> DEVICE double larger(double a, double b) { return a == a && b == b ? fmax(a, b) : a + b; }
template <> DEVICE double smaller(double a, double b) { return a == a && b == b ? fmin(a, b) : a + b; }

struct Fold {
  template <class N> DEVICE N operator()(N a, N b) const {
#if SUM
    return a + b;
#elif PROD
    return a * b;
#elif MAX
    return larger(a, b);
#else
    return smaller(a, b);
#endif
  }
};

/*
 * n, tiles: elements and tiles of a row   aligned: whether rows start at multiples of 16 bytes
 * states: one more than there are tiles, cleared; not read where a row has one tile
 */
extern "C" __global__ void __launch_bounds__(THREADS)
    scan(const T *__restrict__ in, T *__restrict__ out, i64 n, u32 tiles, bool aligned, State *states) {
  __shared__ T of_warps[WARPS];
  __shared__ A before_tile;
  const Fold fold;
  const T identity = IDENTITY;
  const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
  const u32 taken = tiles > 1 ? next_tile(states) : blockIdx.x;
  const u32 tile = taken % tiles;
  const i64 row = (i64)(taken / tiles) * n;
  const i64 from = (i64)tile * TILE + (warp * VECTORS * 32 + lane) * WIDTH;
  const bool whole = aligned && (i64)(tile + 1) * TILE <= n;

  Vector<T, WIDTH> v[VECTORS];
  if (whole) {
    UNROLL for (int j = 0; j < VECTORS; j++) v[j] = *(const Vector<T, WIDTH> *)(in + row + from + j * 32 * WIDTH);
  } else {
    UNROLL for (int j = 0; j < VECTORS; j++) {
      const i64 i = from + j * 32 * WIDTH;
      if (aligned && i + WIDTH <= n) {
        v[j] = *(const Vector<T, WIDTH> *)(in + row + i);
      } else {
        UNROLL for (int k = 0; k < WIDTH; k++) v[j].at[k] = i + k < n ? in[row + i + k] : identity;
      }
    }
  }

  T up_to[VECTORS];  // the lanes' folds of their vectors, then of those of all lanes up to this one
  UNROLL for (int j = 0; j < VECTORS; j++) {
    UNROLL for (int k = 1; k < WIDTH; k++) v[j].at[k] = fold(v[j].at[k - 1], v[j].at[k]);
    up_to[j] = v[j].at[WIDTH - 1];
  }
  UNROLL for (int d = 1; d < 32; d <<= 1) {
    UNROLL for (int j = 0; j < VECTORS; j++) {
      const T left = __shfl_up_sync(ALL_LANES, up_to[j], d);
      if (lane >= d) up_to[j] = fold(left, up_to[j]);
    }
  }
  T running = identity;
  UNROLL for (int j = 0; j < VECTORS; j++) {
    const T all = __shfl_sync(ALL_LANES, up_to[j], 31);
    const T left = __shfl_up_sync(ALL_LANES, up_to[j], 1);
    const T before = lane == 0 ? running : fold(running, left);
    UNROLL for (int k = 0; k < WIDTH; k++) v[j].at[k] = fold(before, v[j].at[k]);
    running = fold(running, all);
  }

  if (lane == 0) of_warps[warp] = running;
  __syncthreads();
  if (warp == 0) {
    T warps = lane < WARPS ? of_warps[lane] : identity;
    UNROLL for (int d = 1; d < WARPS; d <<= 1) {
      const T left = __shfl_up_sync(ALL_LANES, warps, d);
      if (lane >= d) warps = fold(left, warps);
    }
    const T left = __shfl_up_sync(ALL_LANES, warps, 1);
    if (lane < WARPS) of_warps[lane] = lane == 0 ? identity : left;
    if (tiles > 1) {
      const A own = (A)__shfl_sync(ALL_LANES, warps, WARPS - 1);
      State *mine = states + 1 + taken;
      if (tile == 0) {
        if (lane == 0) write_state(mine, to_bits(own), RUNNING);
      } else {
        const A found = look_back<true>(mine, tile, own, (A)identity, fold);
        if (lane == 0) before_tile = found;
      }
    }
  }
  __syncthreads();

  T start = of_warps[warp];
#if SPLIT
  // what float32 has no room for is added to small numbers first
  T high = identity;
  if (tile > 0) {
    high = (T)before_tile;
    if (fabsf(high) < __int_as_float(0x7f800000)) start += (T)(before_tile - high);
  }
#else
  if (tile > 0) start = fold((T)before_tile, start);
#endif
  UNROLL for (int j = 0; j < VECTORS; j++) {
    UNROLL for (int k = 0; k < WIDTH; k++) {
      v[j].at[k] = fold(start, v[j].at[k]);
#if SPLIT
      v[j].at[k] += high;
#endif
    }
  }
  if (whole) {
    UNROLL for (int j = 0; j < VECTORS; j++) *(Vector<T, WIDTH> *)(out + row + from + j * 32 * WIDTH) = v[j];
  } else {
    UNROLL for (int j = 0; j < VECTORS; j++) {
      const i64 i = from + j * 32 * WIDTH;
      if (aligned && i + WIDTH <= n) {
        *(Vector<T, WIDTH> *)(out + row + i) = v[j];
      } else {
        UNROLL for (int k = 0; k < WIDTH; k++) {
          if (i + k < n) out[row + i + k] = v[j].at[k];
        }
      }
    }
  }
}
