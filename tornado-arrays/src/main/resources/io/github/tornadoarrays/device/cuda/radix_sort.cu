// Sorting of rows by their digits of 8 bits, the lowest first. Short rows are sorted by a block each. In others, each pass puts all
// elements in the order of one digit, reading and writing them once: a block counts the digits of a tile, learns by look-back how many
// there are in the tiles before it, and writes the tile from there ("Onesweep", A. Adinets, D. Merrill, 2022).
//
// K: unsigned integers as large as the elements   PASSES: as they have bytes  FLOATING, INFINITE: 1 for floating-point numbers, and the bits of their infinity
// SIGNED: 1 for signed integers   INDICES: 1 to write where elements were, not what they are   COUNT: the words that tiles tell each other
// THREADS, ITEMS: of a block, and of a thread; a block of the passes has 256

#define BINS 256
#define WARPS (THREADS / 32)
#define TILE (THREADS * ITEMS)

template <int SIZE> struct Word {
  typedef u32 type;
};
template <> struct Word<8> {
  typedef u64 type;
};
typedef Word<sizeof(K)>::type Key;

#define SIGN ((Key)1 << (8 * (int)sizeof(K) - 1))
#define LARGEST (SIGN | (SIGN - 1))

/* An unsigned integer in whose order the elements are. All NaN are one, after all numbers; so are zeros where indices are asked for. */
DEVICE Key encode(K bits) {
  Key k = bits;
#if FLOATING
  const Key magnitude = k & (SIGN - 1);
  if (magnitude > (Key)INFINITE) k = SIGN - 1;
  if (INDICES && magnitude == 0) k = 0;
  return k & SIGN ? ~k & LARGEST : k | SIGN;
#elif SIGNED
  return k ^ SIGN;
#else
  return k;
#endif
}

DEVICE K decode(Key k) {
#if FLOATING
  return (K)(k & SIGN ? k ^ SIGN : ~k);
#elif SIGNED
  return (K)(k ^ SIGN);
#else
  return (K)k;
#endif
}

template <int PASS> DEVICE u32 digit(Key k) { return (u32)(k >> 8 * PASS) & (BINS - 1); }

/* The lanes in whose word a bit is as in this lane's. */
template <int BIT> DEVICE u32 bit_alike(u32 word) {
  u32 lanes;
#ifdef __CUDACC__
  asm volatile(
      "{ .reg .pred p; .reg .b32 t; and.b32 t, %1, %2; setp.ne.u32 p, t, 0; vote.sync.ballot.b32 %0, p, 0xffffffff; @!p not.b32 %0, %0; }"
      : "=r"(lanes)
      : "r"(word), "n"(1u << BIT));
#else
  lanes = __ballot_sync(ALL_LANES, word >> BIT & 1);
  lanes = word >> BIT & 1 ? lanes : ~lanes;
#endif
  return lanes;
}

/* The lanes whose key has the same digit. */
template <int PASS> DEVICE u32 lanes_alike(Key k) {
  const u32 w = (u32)((u64)k >> (PASS & ~3) * 8);
  const int b = (PASS & 3) * 8;
  return bit_alike<b>(w) & bit_alike<b + 1>(w) & bit_alike<b + 2>(w) & bit_alike<b + 3>(w) & bit_alike<b + 4>(w) &
         bit_alike<b + 5>(w) & bit_alike<b + 6>(w) & bit_alike<b + 7>(w);
}

/*
 * Counts the digits of a warp's keys. An element's place is the number of those before it in the warp with the same digit. The keys of
 * a warp are in the order of their items, then lanes.
 *
 * bins: of this warp, 0 before   places: two in a word
 */
template <int PASS> DEVICE void count(const Key *keys, u32 *bins, u32 *places) {
  const u32 lane = threadIdx.x & 31, lower = (1u << lane) - 1;
  UNROLL for (int i = 0; i < ITEMS; i++) {
    const u32 alike = lanes_alike<PASS>(keys[i]), before = __popc(alike & lower);
    u32 earlier = 0;
    if (before == 0) earlier = atomicAdd(bins + digit<PASS>(keys[i]), (u32)__popc(alike));
    const u32 place = before + __shfl_sync(ALL_LANES, earlier, __ffs(alike) - 1);
    places[i / 2] = i % 2 == 0 ? place : places[i / 2] | place << 16;
  }
}

#define PLACE(i) (places[(i) / 2] >> 16 * ((i) % 2) & 0xffff)

// ---- rows of one tile

/* One pass over the tile: afterwards keys and indices are again in the order of the tile's elements. */
template <int PASS> DEVICE void pass_in_block(Key *keys, u32 *indices, u32 *bins, u32 *starts, Key *tile, u16 *tile_indices) {
  const int thread = threadIdx.x, lane = thread & 31, warp = thread >> 5, first = warp * 32 * ITEMS + lane;
  u32 places[(ITEMS + 1) / 2];
  for (int b = thread; b < WARPS * BINS; b += THREADS) bins[b] = 0;
  __syncthreads();
  count<PASS>(keys, bins + warp * BINS, places);
  __syncthreads();
  for (int b = thread; b < BINS; b += THREADS) {
    u32 all = 0;
    for (int w = 0; w < WARPS; w++) {
      const u32 c = bins[w * BINS + b];
      bins[w * BINS + b] = all;
      all += c;
    }
    starts[b] = all;
  }
  __syncthreads();
  if (warp == 0) {
    const int each = BINS / 32;
    u32 own = 0;
    UNROLL for (int k = 0; k < each; k++) own += starts[lane * each + k];
    u32 up_to = own;
    UNROLL for (int d = 1; d < 32; d <<= 1) {
      const u32 left = __shfl_up_sync(ALL_LANES, up_to, d);
      if (lane >= d) up_to += left;
    }
    u32 running = up_to - own;
    UNROLL for (int k = 0; k < each; k++) {
      const u32 c = starts[lane * each + k];
      starts[lane * each + k] = running;
      running += c;
    }
  }
  __syncthreads();
  UNROLL for (int i = 0; i < ITEMS; i++) {
    const u32 d = digit<PASS>(keys[i]), to = starts[d] + bins[warp * BINS + d] + PLACE(i);
    tile[to] = keys[i];
    if (INDICES) tile_indices[to] = (u16)indices[i];
  }
  __syncthreads();
  UNROLL for (int i = 0; i < ITEMS; i++) {
    keys[i] = tile[first + i * 32];
    if (INDICES) indices[i] = tile_indices[first + i * 32];
  }
}

template <int PASS> DEVICE void passes_in_block(Key *keys, u32 *indices, u32 *bins, u32 *starts, Key *tile, u16 *tile_indices) {
  pass_in_block<PASS>(keys, indices, bins, starts, tile, tile_indices);
  if constexpr (PASS + 1 < PASSES) passes_in_block<PASS + 1>(keys, indices, bins, starts, tile, tile_indices);
}

#if ROWS
/* A block sorts a row. out: elements or, where indices are asked for, int64 */
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS) sort_rows(const K *__restrict__ in, void *__restrict__ out, u32 n) {
  __shared__ u32 bins[WARPS * BINS], starts[BINS];
  extern __shared__ __align__(16) Key tile[];
  u16 *tile_indices = (u16 *)(tile + TILE);
  const int first = (threadIdx.x >> 5) * 32 * ITEMS + (threadIdx.x & 31);
  const i64 row = (i64)blockIdx.x * n;
  Key keys[ITEMS];
  u32 indices[ITEMS];
  UNROLL for (int i = 0; i < ITEMS; i++) {
    const u32 at = first + i * 32;
    keys[i] = at < n ? encode(in[row + at]) : LARGEST;
    indices[i] = at;
  }
  passes_in_block<0>(keys, indices, bins, starts, tile, tile_indices);
  UNROLL for (int i = 0; i < ITEMS; i++) {
    const u32 at = first + i * 32;
    if (at < n) {
      if (INDICES) {
        ((i64 *)out)[row + at] = indices[i];
      } else {
        ((K *)out)[row + at] = decode(keys[i]);
      }
    }
  }
}

#else
// ---- rows of several tiles

/* How often each digit of each pass occurs in each row. blocks: of a row   counts: of row, pass, digit; 0 before */
extern "C" __global__ void __launch_bounds__(1024) digits(const K *__restrict__ in, u32 n, u32 blocks, u32 *counts) {
  __shared__ u32 own[PASSES * BINS];
  const u32 row = blockIdx.x / blocks, block = blockIdx.x % blocks;
  const int loads = 8;
  for (int b = threadIdx.x; b < PASSES * BINS; b += 1024) own[b] = 0;
  __syncthreads();
  const K *x = in + (i64)row * n;
  for (u64 i = (u64)block * 1024 * loads + threadIdx.x; i < n; i += (u64)blocks * 1024 * loads) {
    K v[loads];
    UNROLL for (int j = 0; j < loads; j++) {
      if (i + j * 1024 < n) v[j] = x[i + j * 1024];
    }
    UNROLL for (int j = 0; j < loads; j++) {
      if (i + j * 1024 < n) {
        const Key k = encode(v[j]);
        UNROLL for (int p = 0; p < PASSES; p++) atomicAdd(own + p * BINS + ((u32)(k >> 8 * p) & (BINS - 1)), 1u);
      }
    }
  }
  __syncthreads();
  for (int b = threadIdx.x; b < PASSES * BINS; b += 1024) {
    if (own[b] != 0) atomicAdd(counts + (i64)row * PASSES * BINS + b, own[b]);
  }
}

/* The sum of what threads before this one have; of a block of BINS threads, all of which call it. */
DEVICE u32 sum_before(u32 own) {
  __shared__ u32 of_warps[BINS / 32];
  const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
  u32 up_to = own;
  UNROLL for (int d = 1; d < 32; d <<= 1) {
    const u32 left = __shfl_up_sync(ALL_LANES, up_to, d);
    if (lane >= d) up_to += left;
  }
  if (lane == 31) of_warps[warp] = up_to;
  __syncthreads();
  u32 before = up_to - own;
  UNROLL for (int w = 0; w < BINS / 32; w++) {
    if (w < warp) before += of_warps[w];
  }
  return before;
}

/* The counts of a row and pass become the places where digits start. */
extern "C" __global__ void __launch_bounds__(BINS) starts(u32 *counts) {
  u32 *mine = counts + (i64)blockIdx.x * BINS + threadIdx.x;
  const u32 own = *mine;
  *mine = sum_before(own);
}

DEVICE COUNT read_count(const COUNT *from) {
#ifdef __CUDACC__
  COUNT c;
  if (sizeof(COUNT) == 4) {
    u32 v;
    asm volatile("ld.relaxed.gpu.u32 %0, [%1];" : "=r"(v) : "l"(from) : "memory");
    c = v;
  } else {
    u64 v;
    asm volatile("ld.relaxed.gpu.u64 %0, [%1];" : "=l"(v) : "l"(from) : "memory");
    c = (COUNT)v;
  }
  return c;
#else
  return *from;
#endif
}

DEVICE void write_count(COUNT *to, COUNT c) {
#ifdef __CUDACC__
  if (sizeof(COUNT) == 4) {
    asm volatile("st.relaxed.gpu.u32 [%0], %1;" ::"l"(to), "r"((u32)c) : "memory");
  } else {
    asm volatile("st.relaxed.gpu.u64 [%0], %1;" ::"l"(to), "l"((u64)c) : "memory");
  }
#else
  *to = c;
#endif
}

/* A count says in its upper 4 bits what it is: of which of four passes, since those use the same words, and whether of a tile or of all up to it. */
#define KIND_SHIFT (8 * (int)sizeof(COUNT) - 4)

template <int PASS> DEVICE void pass(const K *__restrict__ in, const u32 *__restrict__ in_indices, K *__restrict__ out,
                                     void *__restrict__ out_indices, u32 n, u32 tiles, const u32 *__restrict__ starts,
                                     COUNT *states, u32 *tickets) {
  const bool first_pass = PASS == 0, last_pass = PASS == PASSES - 1;
  const COUNT own_kind = (COUNT)(2 * (PASS & 3) + 1) << KIND_SHIFT, running_kind = (COUNT)(2 * (PASS & 3) + 2) << KIND_SHIFT;
  const COUNT number = ((COUNT)1 << KIND_SHIFT) - 1;
  extern __shared__ __align__(16) Key tile_keys[];
  u32 *tile_indices = (u32 *)(tile_keys + TILE);
  __shared__ u32 bins[WARPS * BINS], digit_starts[BINS], taken;
  // where elements of a digit go, less their place in the tile
  __shared__ u32 shifts[BINS];
  const int thread = threadIdx.x, lane = thread & 31, warp = thread >> 5, first = warp * 32 * ITEMS + lane;
  if (thread == 0) taken = atomicAdd(tickets + PASS, 1u);
  UNROLL for (int w = 0; w < WARPS; w++) bins[w * BINS + thread] = 0;
  __syncthreads();
  const u32 row = taken / tiles, tile = taken % tiles;
  const u32 from = tile * TILE;
  const u32 valid = n - from < TILE ? n - from : TILE;
  const i64 base = (i64)row * n;

  Key keys[ITEMS];
  const K *source = in + base + from + first;
  if (valid == TILE) {
    UNROLL for (int i = 0; i < ITEMS; i++) keys[i] = source[i * 32];
    if (first_pass) {
      UNROLL for (int i = 0; i < ITEMS; i++) keys[i] = encode((K)keys[i]);
    }
  } else {
    UNROLL for (int i = 0; i < ITEMS; i++) {
      keys[i] = LARGEST;
      if (first + i * 32 < valid) keys[i] = first_pass ? encode(source[i * 32]) : (Key)source[i * 32];
    }
  }
  u32 places[(ITEMS + 1) / 2];
  count<PASS>(keys, bins + warp * BINS, places);
  __syncthreads();

  // a thread a digit
  COUNT *mine = states + ((u64)taken * BINS + thread);
  u32 own = 0;
  UNROLL for (int w = 0; w < WARPS; w++) {
    const u32 c = bins[w * BINS + thread];
    bins[w * BINS + thread] = own;
    own += c;
  }
  write_count(mine, (tile == 0 ? running_kind : own_kind) | own);
  const u32 start = sum_before(own);
  digit_starts[thread] = start;
  __syncthreads();
  UNROLL for (int i = 0; i < ITEMS; i++) {
    const u32 d = digit<PASS>(keys[i]), to = digit_starts[d] + bins[warp * BINS + d] + PLACE(i);
    tile_keys[to] = keys[i];
    if (INDICES) places[i / 2] = i % 2 == 0 ? (places[i / 2] & 0xffff0000u) | to : (places[i / 2] & 0xffffu) | to << 16;
  }
  if (INDICES) {
    UNROLL for (int i = 0; i < ITEMS; i++) {
      u32 index = from + first + i * 32;
      if (!first_pass && first + i * 32 < valid) index = in_indices[base + index];
      tile_indices[PLACE(i)] = index;
    }
  }
  u32 before = 0;
  if (tile > 0) {
    const COUNT *there = mine;
    COUNT c;
    do {
      there -= BINS;
      do {
        c = read_count(there);
      } while ((c & ~number) != own_kind && (c & ~number) != running_kind);
      before += (u32)(c & number);
    } while ((c & ~number) != running_kind);
    write_count(mine, running_kind | (COUNT)(before + own));
  }
  shifts[thread] = starts[((u64)row * PASSES + PASS) * BINS + thread] + before - start;
  __syncthreads();

  UNROLL for (int i = 0; i < ITEMS; i++) {
    const u32 at = i * THREADS + thread;
    if (valid == TILE || at < valid) {
      const Key k = tile_keys[at];
      const i64 to = base + (u32)(shifts[digit<PASS>(k)] + at);
      if (!INDICES || !last_pass) out[to] = last_pass ? decode(k) : (K)k;
      if (INDICES) {
        if (last_pass) {
          ((i64 *)out_indices)[to] = tile_indices[at];
        } else {
          ((u32 *)out_indices)[to] = tile_indices[at];
        }
      }
    }
  }
}

// in_indices is not read by the first pass, out not written by the last one where indices are asked for
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    pass0(const K *in, const u32 *in_indices, K *out, void *out_indices, u32 n, u32 tiles, const u32 *starts, COUNT *states, u32 *tickets) {
  pass<0>(in, in_indices, out, out_indices, n, tiles, starts, states, tickets);
}
#if PASSES > 1
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    pass1(const K *in, const u32 *in_indices, K *out, void *out_indices, u32 n, u32 tiles, const u32 *starts, COUNT *states, u32 *tickets) {
  pass<1>(in, in_indices, out, out_indices, n, tiles, starts, states, tickets);
}
#if PASSES > 2
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    pass2(const K *in, const u32 *in_indices, K *out, void *out_indices, u32 n, u32 tiles, const u32 *starts, COUNT *states, u32 *tickets) {
  pass<2>(in, in_indices, out, out_indices, n, tiles, starts, states, tickets);
}
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    pass3(const K *in, const u32 *in_indices, K *out, void *out_indices, u32 n, u32 tiles, const u32 *starts, COUNT *states, u32 *tickets) {
  pass<3>(in, in_indices, out, out_indices, n, tiles, starts, states, tickets);
}
#if PASSES > 4
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    pass4(const K *in, const u32 *in_indices, K *out, void *out_indices, u32 n, u32 tiles, const u32 *starts, COUNT *states, u32 *tickets) {
  pass<4>(in, in_indices, out, out_indices, n, tiles, starts, states, tickets);
}
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    pass5(const K *in, const u32 *in_indices, K *out, void *out_indices, u32 n, u32 tiles, const u32 *starts, COUNT *states, u32 *tickets) {
  pass<5>(in, in_indices, out, out_indices, n, tiles, starts, states, tickets);
}
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    pass6(const K *in, const u32 *in_indices, K *out, void *out_indices, u32 n, u32 tiles, const u32 *starts, COUNT *states, u32 *tickets) {
  pass<6>(in, in_indices, out, out_indices, n, tiles, starts, states, tickets);
}
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    pass7(const K *in, const u32 *in_indices, K *out, void *out_indices, u32 n, u32 tiles, const u32 *starts, COUNT *states, u32 *tickets) {
  pass<7>(in, in_indices, out, out_indices, n, tiles, starts, states, tickets);
}
#endif
#endif
#endif
#endif
