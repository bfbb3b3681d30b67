// What the other files share. Before it come the constants that a routine is compiled with.

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;

#define ALL_LANES 0xffffffffu
#define UNROLL _Pragma("unroll")
#define UNROLL_TWICE _Pragma("unroll 2")

#define DEVICE __device__ __forceinline__

/* As many elements as are loaded or stored by one instruction; aligned. */
template <class T, int N> struct __align__(sizeof(T) * N) Vector {
  T at[N];
};

/* A number of any type as the bits of a u64, and back. */
DEVICE u64 to_bits(int x) { return (u32)x; }
DEVICE u64 to_bits(i64 x) { return (u64)x; }
DEVICE u64 to_bits(u64 x) { return x; }
DEVICE u64 to_bits(float x) { return __float_as_uint(x); }
DEVICE u64 to_bits(double x) { return (u64)__double_as_longlong(x); }
DEVICE void of_bits(u64 bits, int &x) { x = (int)bits; }
DEVICE void of_bits(u64 bits, i64 &x) { x = (i64)bits; }
DEVICE void of_bits(u64 bits, u64 &x) { x = bits; }
DEVICE void of_bits(u64 bits, float &x) { x = __uint_as_float((u32)bits); }
DEVICE void of_bits(u64 bits, double &x) { x = __longlong_as_double((i64)bits); }

// ---- what the tiles of one launch tell each other ("single-pass parallel prefix scan with decoupled look-back", D. Merrill, M. Garland, 2016)

/* A tile's fold, of itself or of all tiles up to it. Both words are read and written at once. */
struct __align__(16) State {
  u64 value, kind;
};

enum { NOTHING = 0, OWN = 1, RUNNING = 2 };

DEVICE State read_state(const State *from) {
  State s;
#ifdef __CUDACC__
  asm volatile("ld.relaxed.gpu.v2.u64 {%0, %1}, [%2];" : "=l"(s.value), "=l"(s.kind) : "l"(from) : "memory");
#else
  s = *from;
#endif
  return s;
}

DEVICE void write_state(State *to, u64 value, u64 kind) {
#ifdef __CUDACC__
  asm volatile("st.relaxed.gpu.v2.u64 [%0], {%1, %2};" ::"l"(to), "l"(value), "l"(kind) : "memory");
#else
  *to = State{value, kind};
#endif
}

/* The next tile of a launch for a block: tiles are taken in order, so that those before a tile are done or under way. The word
 * before the first state counts them. All threads call it. */
DEVICE u32 next_tile(State *states) {
  __shared__ u32 taken;
  if (threadIdx.x == 0) {
    taken = atomicAdd((u32 *)&states[0].value, 1u);
  }
  __syncthreads();
  return taken;
}

/*
 * The fold of what is before a tile, by its first warp, of which all lanes call it and have the result. It is told to the tiles
 * behind, together with the tile's own fold.
 *
 * ORDERED: whether folds are made from left to right, so that those that round have the same bits each time
 * mine: the state of this tile   before: the tiles before it that it goes on from, at least 1   own: its own fold
 */
template <bool ORDERED, class A, class Fold> DEVICE A look_back(State *mine, u32 before, A own, A identity, Fold fold) {
  const u32 lane = threadIdx.x & 31;
  if (lane == 0) {
    write_state(mine, to_bits(own), OWN);
  }
  A found = identity;
  for (u32 done = 0;;) {  // tiles folded so far; the window is of the 32 before those, the nearest in lane 0
    State s = {to_bits(identity), RUNNING};
    if (done + lane < before) {
      s = read_state(mine - 1 - done - lane);
    }
    const u32 running = __ballot_sync(ALL_LANES, s.kind == RUNNING);
    const u32 nothing = __ballot_sync(ALL_LANES, s.kind == NOTHING);
    const u32 last = running != 0 ? __ffs(running) - 1 : 31;
    if (nothing & ((2u << last) - 1) || ORDERED && running == 0) {
      continue;  // a fold that is needed is not known yet
    }
    if (ORDERED) {
      of_bits(__shfl_sync(ALL_LANES, s.value, last), found);
      for (int l = (int)last - 1; l >= 0; l--) {
        A next;
        of_bits(__shfl_sync(ALL_LANES, s.value, l), next);
        found = fold(found, next);
      }
    } else {
      A part = identity;
      if (lane <= last) {
        of_bits(s.value, part);
      }
      UNROLL for (int d = 16; d > 0; d >>= 1) {
        A other;
        of_bits(__shfl_xor_sync(ALL_LANES, to_bits(part), d), other);
        part = fold(part, other);
      }
      found = fold(part, found);
    }
    if (running != 0) {
      break;
    }
    done += 32;
  }
  if (lane == 0) {
    write_state(mine, to_bits(fold(found, own)), RUNNING);
  }
  return found;
}
