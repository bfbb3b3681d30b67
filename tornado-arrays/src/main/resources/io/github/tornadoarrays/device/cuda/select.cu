// What a mask selects, in order. The trues of each tile are counted, one block adds the counts up, and then each tile knows where
// what it selects goes; it is packed in shared memory first, so that neighbours write neighbours.
//
// What compares with a number is selected in one pass.
//
// T: what is moved, elements or parts of them   PARTS: of an element, each a T   THREADS: of a block   ROUNDS: of 4 elements a thread
// COMPARED: where elements are compared with a number, how

#define WARPS (THREADS / 32)
#define TILE (THREADS * ROUNDS * 4)
#define SCAN_THREADS 1024

/*
 * Where this thread's elements go in its tile, and how many of all do. In a round, a warp has 128 in a row, of which a thread has 4.
 *
 * selected: a bit for each of the thread's elements   place: of the first of each round
 */
DEVICE u32 places(u32 selected, u32 *place) {
  __shared__ u32 of_warps[WARPS];
  const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
  // the counts of rounds are nibbles, those of rounds 0, 2, 4, 6 and 1, 3, 5, 7 for all lanes are bytes: at most 128
  const u32 pairs = selected - (selected >> 1 & 0x55555555u), fours = (pairs & 0x33333333u) + (pairs >> 2 & 0x33333333u);
  const u32 even = fours & 0x0f0f0f0fu, odd = fours >> 4 & 0x0f0f0f0fu;
  u32 even_up_to = even, odd_up_to = odd;
  UNROLL for (int d = 1; d < 32; d <<= 1) {
    const u32 e = __shfl_up_sync(ALL_LANES, even_up_to, d), o = __shfl_up_sync(ALL_LANES, odd_up_to, d);
    if (lane >= d) {
      even_up_to += e;
      odd_up_to += o;
    }
  }
  const u32 even_all = __shfl_sync(ALL_LANES, even_up_to, 31), odd_all = __shfl_sync(ALL_LANES, odd_up_to, 31);
  const u32 before[] = {even_up_to - even, odd_up_to - odd}, all[] = {even_all, odd_all};
  u32 own = 0;
  UNROLL for (int j = 0; j < ROUNDS; j++) {
    place[j] = own + (before[j % 2] >> j / 2 * 8 & 0xff);
    own += all[j % 2] >> j / 2 * 8 & 0xff;
  }
  if (lane == 0) of_warps[warp] = own;
  __syncthreads();
  const u32 count = lane < WARPS ? of_warps[lane] : 0;
  u32 total = count, left = lane < warp ? count : 0;
  UNROLL for (int d = 16; d > 0; d >>= 1) {
    total += __shfl_xor_sync(ALL_LANES, total, d);
    left += __shfl_xor_sync(ALL_LANES, left, d);
  }
  UNROLL for (int j = 0; j < ROUNDS; j++) place[j] += left;
  return total;
}

#ifdef COMPARED
/*
 * The elements that compare with a number as the constant COMPARED says, such as COMPARED(x, y) x < y, in one pass: tiles learn by
 * look-back where they go. out: has room for all   states: one more than there are tiles, cleared   total: how many they are
 */
extern "C" __global__ void __launch_bounds__(THREADS, 2)
    pack_where(const T *__restrict__ x, T *__restrict__ out, i64 n, T number, State *states, i64 *total) {
  extern __shared__ __align__(16) T packed[];
  __shared__ u64 start;
  const u32 tile = next_tile(states);
  const i64 from = (i64)tile * TILE;
  const u32 first = ((threadIdx.x >> 5) * ROUNDS * 32 + (threadIdx.x & 31)) * 4;
  u32 m = 0, place[ROUNDS];
  Vector<T, 4> v[ROUNDS];
  UNROLL for (int j = 0; j < ROUNDS; j++) {
    const i64 i = from + first + j * 128;
    if (i + 4 <= n) {
      v[j] = *(const Vector<T, 4> *)(x + i);
    } else {
      UNROLL for (int k = 0; k < 4; k++) v[j].at[k] = i + k < n ? x[i + k] : number;
    }
  }
  UNROLL for (int j = 0; j < ROUNDS; j++) {
    UNROLL for (int k = 0; k < 4; k++) m |= (COMPARED(v[j].at[k], number) ? 1u : 0u) << (4 * j + k);
  }
  if (from + TILE > n) {
    for (int b = 0; b < 4 * ROUNDS; b++) {
      if (from + first + b / 4 * 128 + b % 4 >= n) m &= ~(1u << b);
    }
  }
  const u32 selected = places(m, place);
  UNROLL for (int j = 0; j < ROUNDS; j++) {
    u32 p = place[j];
    UNROLL for (int k = 0; k < 4; k++) {
      if (m >> (4 * j + k) & 1) packed[p++] = v[j].at[k];
    }
  }
  if (threadIdx.x < 32) {
    State *mine = states + 1 + tile;
    u64 before = 0;
    if (tile > 0) {
      before = look_back<false>(mine, tile, (u64)selected, (u64)0, [](u64 a, u64 b) { return a + b; });
    } else if (threadIdx.x == 0) {
      write_state(mine, selected, RUNNING);
    }
    if (threadIdx.x == 0) {
      start = before;
      if (tile == gridDim.x - 1) *total = (i64)(before + selected);
    }
  }
  __syncthreads();
  T *to = out + start;
  for (u32 i = threadIdx.x; i < selected; i += THREADS) to[i] = packed[i];
}

#else
/* The bytes of a mask are 0 or 1. */
DEVICE u32 four(const u8 *mask, i64 i, i64 n) {
  if (i + 4 <= n) {
    return *(const u32 *)(mask + i);
  }
  u32 m = 0;
  for (int k = 0; k < 4 && i + k < n; k++) {
    m |= (u32)mask[i + k] << 8 * k;
  }
  return m;
}

/* Four bytes as four bits. */
DEVICE u32 bits(u32 bytes) { return bytes * 0x01020408u >> 24 & 15; }

extern "C" __global__ void __launch_bounds__(THREADS) counts(const u8 *__restrict__ mask, i64 n, u32 *counts) {
  __shared__ u32 of_warps[WARPS];
  const i64 from = (i64)blockIdx.x * TILE;
  u32 c = 0;
  if (from + TILE <= n) {
    const Vector<u32, 4> *all = (const Vector<u32, 4> *)(mask + from) + threadIdx.x;
    UNROLL for (int j = 0; j < ROUNDS / 4; j++) {
      const Vector<u32, 4> m = all[j * THREADS];
      c += __popc(m.at[0] | m.at[1] << 1 | m.at[2] << 2 | m.at[3] << 3);
    }
  } else {
    for (int j = 0; j < ROUNDS; j++) {
      c += __popc(four(mask, from + (j * THREADS + threadIdx.x) * 4, n));
    }
  }
  UNROLL for (int d = 16; d > 0; d >>= 1) c += __shfl_xor_sync(ALL_LANES, c, d);
  if ((threadIdx.x & 31) == 0) of_warps[threadIdx.x >> 5] = c;
  __syncthreads();
  if (threadIdx.x == 0) {
    for (int w = 1; w < WARPS; w++) c += of_warps[w];
    counts[blockIdx.x] = c;
  }
}

/* What is counted before each tile, and in all; by one block. */
extern "C" __global__ void __launch_bounds__(SCAN_THREADS)
    starts(const u32 *__restrict__ counts, i64 *starts, i64 tiles, i64 *total) {
  __shared__ i64 of_warps[32];
  const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
  i64 before = 0;
  for (i64 first = 0; first < tiles; first += SCAN_THREADS) {
    const i64 i = first + threadIdx.x;
    const i64 own = i < tiles ? counts[i] : 0;
    i64 up_to = own;
    UNROLL for (int d = 1; d < 32; d <<= 1) {
      const i64 left = __shfl_up_sync(ALL_LANES, up_to, d);
      if (lane >= d) up_to += left;
    }
    if (lane == 31) of_warps[warp] = up_to;
    __syncthreads();
    i64 all = of_warps[lane], left = lane < warp ? all : 0;
    UNROLL for (int d = 16; d > 0; d >>= 1) {
      all += __shfl_xor_sync(ALL_LANES, all, d);
      left += __shfl_xor_sync(ALL_LANES, left, d);
    }
    if (i < tiles) starts[i] = before + left + up_to - own;
    before += all;
    __syncthreads();
  }
  if (threadIdx.x == 0) *total = before;
}

extern "C" __global__ void __launch_bounds__(THREADS)
    pack(const u8 *__restrict__ mask, const T *__restrict__ x, T *__restrict__ out, const i64 *__restrict__ starts, i64 n) {
  extern __shared__ __align__(16) T packed[];
  const i64 from = (i64)blockIdx.x * TILE;
  const u32 first = ((threadIdx.x >> 5) * ROUNDS * 32 + (threadIdx.x & 31)) * 4;
  u32 m = 0, place[ROUNDS];
  Vector<T, 4 * PARTS> v[ROUNDS];
  UNROLL for (int j = 0; j < ROUNDS; j++) {
    const i64 i = from + first + j * 128;
    m |= bits(four(mask, i, n)) << 4 * j;
    if (i + 4 <= n) {
      v[j] = *(const Vector<T, 4 * PARTS> *)(x + i * PARTS);
    } else {
      UNROLL for (int k = 0; k < 4 * PARTS; k++) v[j].at[k] = i * PARTS + k < n * PARTS ? x[i * PARTS + k] : 0;
    }
  }
  const u32 selected = places(m, place);
  UNROLL for (int j = 0; j < ROUNDS; j++) {
    u32 p = place[j];
    UNROLL for (int k = 0; k < 4; k++) {
      if (m >> (4 * j + k) & 1) {
        UNROLL for (int part = 0; part < PARTS; part++) packed[p * PARTS + part] = v[j].at[k * PARTS + part];
        p++;
      }
    }
  }
  __syncthreads();
  T *to = out + starts[blockIdx.x] * PARTS;
  for (u32 i = threadIdx.x; i < selected * PARTS; i += THREADS) to[i] = packed[i];
}

/* As pack, of the positions in the whole mask. */
extern "C" __global__ void __launch_bounds__(THREADS)
    positions(const u8 *__restrict__ mask, i64 *__restrict__ out, const i64 *__restrict__ starts, i64 n) {
  __shared__ u16 packed_positions[TILE];
  const i64 from = (i64)blockIdx.x * TILE;
  const u32 first = ((threadIdx.x >> 5) * ROUNDS * 32 + (threadIdx.x & 31)) * 4;
  u32 m = 0, place[ROUNDS];
  UNROLL for (int j = 0; j < ROUNDS; j++) m |= bits(four(mask, from + first + j * 128, n)) << 4 * j;
  const u32 selected = places(m, place);
  UNROLL for (int j = 0; j < ROUNDS; j++) {
    u32 p = place[j];
    UNROLL for (int k = 0; k < 4; k++) {
      if (m >> (4 * j + k) & 1) packed_positions[p++] = first + j * 128 + k;
    }
  }
  __syncthreads();
  i64 *to = out + starts[blockIdx.x];
  for (u32 i = threadIdx.x; i < selected; i += THREADS) to[i] = from + packed_positions[i];
}
#endif
