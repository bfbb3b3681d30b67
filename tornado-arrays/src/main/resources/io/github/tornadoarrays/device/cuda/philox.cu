// Random draws: what element i of a draw is, as the package rng defines it, bit for bit. A thread makes a block of Philox's words and
// stores 16 bytes or more at once.
//
// T: the elements, integers as bits   REAL: 1 for float32 and float64   NORMAL: 1 for their normal distribution
// WIDE: 1 for integers of ranges above 2**32   WORDS: for others, the blocks of words that a thread makes

#define THREADS 256

struct Words {
  u32 a, b, c, d;
};

/* The halves of a product; one instruction of a card, which 64-bit arithmetic does not always become. */
DEVICE void multiply(u32 a, u32 b, u32 &low, u32 &high) {
#ifdef __CUDACC__
  asm("{ .reg .u64 p; mul.wide.u32 p, %2, %3; mov.b64 {%0, %1}, p; }" : "=r"(low), "=r"(high) : "r"(a), "r"(b));
#else
  const u64 p = (u64)a * b;
  low = (u32)p;
  high = (u32)(p >> 32);
#endif
}

DEVICE void mix(Words &w, u64 key) {
  u32 low0, high0, low1, high1;
  multiply(w.a, 0xD2511F53u, low0, high0);
  multiply(w.c, 0xCD9E8D57u, low1, high1);
  w = Words{high1 ^ w.b ^ (u32)key, low1, high0 ^ w.d ^ (u32)(key >> 32), low0};
}

/* Block number counter of the draw, where k0 to k9 are the keys of the rounds: as arguments of a kernel they are constants to it. */
#define BLOCK(w, counter)                                                                                   \
  Words w = {(u32)(counter), (u32)((u64)(counter) >> 32), (u32)draw, (u32)(draw >> 32)};                    \
  mix(w, k0), mix(w, k1), mix(w, k2), mix(w, k3), mix(w, k4), mix(w, k5), mix(w, k6), mix(w, k7), mix(w, k8), mix(w, k9)

DEVICE u64 together(u32 low, u32 high) { return (u64)high << 32 | low; }

/* Stores the elements of one block of words: all at once where all are inside. */
template <int N> DEVICE void store(T *out, i64 block, i64 n, const Vector<T, N> &v) {
  if ((block + 1) * N <= n) {
    *(Vector<T, N> *)(out + block * N) = v;
  } else {
    UNROLL for (int k = 0; k < N; k++) {
      if (block * N + k < n) out[block * N + k] = v.at[k];
    }
  }
}

// ---- uniform in [0, 1)

DEVICE void uniform_of(const Words &w, float *v) {
  v[0] = (float)(w.a >> 8) * 0x1p-24f;
  v[1] = (float)(w.b >> 8) * 0x1p-24f;
  v[2] = (float)(w.c >> 8) * 0x1p-24f;
  v[3] = (float)(w.d >> 8) * 0x1p-24f;
}

DEVICE void uniform_of(const Words &w, double *v) {
  v[0] = (double)(together(w.a, w.b) >> 11) * 0x1p-53;
  v[1] = (double)(together(w.c, w.d) >> 11) * 0x1p-53;
}

// ---- normal, by the transform of Box and Muller. BoxMuller.java has the same operations; conversions from bits that are exact there are
// made of integer operations here. A product that is added to something is one operation only where fma says so.

/* The root of a number that is neither tiny nor huge, correctly rounded. */
DEVICE float root(float x) {
#ifdef __CUDACC__
  float y;
  asm("rsqrt.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  const float s = __fmul_rn(x, y), h = __fmul_rn(y, 0.5f);
  return fmaf(fmaf(-s, s, x), h, s);
#else
  return sqrtf(x);
#endif
}

DEVICE float radius(u32 word) {
  const int bits = __float_as_int(__uint2float_rz(word | 1));
  // the exponent, one more where the significand is at least the root of 2
  const int exponent = (bits + (0x800000 - 0x3504f4)) & 0xff800000;
  const float g = __int_as_float(bits - exponent + 0x3f800000) - 1;
  const float e = fmaf((float)exponent, 0x1p-23f, -159.0f);
  float p = 0x1.6d49b2p-4f;
  p = fmaf(p, g, -0x1.25e76cp-3f);
  p = fmaf(p, g, 0x1.30aed2p-3f);
  p = fmaf(p, g, -0x1.534348p-3f);
  p = fmaf(p, g, 0x1.98e41ap-3f);
  p = fmaf(p, g, -0x1.000496p-2f);
  p = fmaf(p, g, 0x1.5556b6p-2f);
  p = fmaf(p, g, -0.5f);
  const float log = fmaf(e, 0x1.62e430p-1f, fmaf(__fmul_rn(g, g), p, g));
  return root(log * -2);
}

/* radius times cosine and sine of the angle. */
DEVICE void turn(float radius, u32 word, float *v) {
  const float x = __fmul_rn((float)(int)(word << 1), 0x1.921fb6p-31f);
  const float y = __fmul_rn(x, x);
  float c = -0x1.1940b0p-22f;
  c = fmaf(c, y, 0x1.9f8f54p-16f);
  c = fmaf(c, y, -0x1.6c149cp-10f);
  c = fmaf(c, y, 0x1.555550p-5f);
  c = fmaf(c, y, -0.5f);
  c = fmaf(c, y, 1.0f);
  float s = 0x1.5e29cap-19f;
  s = fmaf(s, y, -0x1.9f7812p-13f);
  s = fmaf(s, y, 0x1.110f02p-7f);
  s = fmaf(s, y, -0x1.55554ep-3f);
  s = fmaf(__fmul_rn(s, y), x, x);
  // minus where the angle is nearer to half a turn than to a whole one
  radius = __uint_as_float(__float_as_uint(radius) ^ ((word ^ word << 1) & 0x80000000u));
  v[0] = __fmul_rn(radius, c);
  v[1] = __fmul_rn(radius, s);
}

DEVICE void normal_of(const Words &w, float *v) {
  turn(radius(w.a), w.b, v);
  turn(radius(w.c), w.d, v + 2);
}

DEVICE double radius(u64 word) {
  const int zeros = __clzll((i64)(word | 1));
  const u64 significand = (word | 1) << zeros >> 11;
  const u64 halve = (significand + ((1ull << 53) - 6369051672525773ull)) >> 53;
  // significand in [2**52, 2**53) as a number around 1
  const double f = __longlong_as_double((i64)((significand & 0xfffffffffffffull) | (1023ull - halve) << 52));
  const double e = (double)((int)halve - 1 - zeros);
  const double s = __ddiv_rn(f - 1, f + 1);
  const double y = __dmul_rn(s, s);
  double p = 0x1.2f07063f8be90p-3;
  p = fma(p, y, 0x1.39a1934b9e4a7p-3);
  p = fma(p, y, 0x1.746640596a401p-3);
  p = fma(p, y, 0x1.c71c5202c7a84p-3);
  p = fma(p, y, 0x1.24924941f8abfp-2);
  p = fma(p, y, 0x1.999999997fd3bp-2);
  p = fma(p, y, 0x1.5555555555592p-1);
  const double log = fma(e, 0x1.62e42fefa39efp-1, fma(__dmul_rn(s, y), p, s + s));
  return __dsqrt_rn(log * -2);
}

DEVICE void normal_of(const Words &w, double *v) {
  const u64 word = together(w.c, w.d);
  const double x = __dmul_rn((double)(i64)(word << 1), 0x1.921fb54442d18p-63);
  const double y = __dmul_rn(x, x);
  double c = 0x1.9fc877bb08b26p-45;
  c = fma(c, y, -0x1.93573c7e5342ap-37);
  c = fma(c, y, 0x1.1eecfae1af173p-29);
  c = fma(c, y, -0x1.27e4f9f3185bcp-22);
  c = fma(c, y, 0x1.a01a019ba6b71p-16);
  c = fma(c, y, -0x1.6c16c16c10209p-10);
  c = fma(c, y, 0x1.55555555554ddp-5);
  c = fma(c, y, -0.5);
  c = fma(c, y, 1.0);
  double s = 0x1.8851a548de47bp-49;
  s = fma(s, y, -0x1.ae44a6fe08c37p-41);
  s = fma(s, y, 0x1.6123d148fd689p-33);
  s = fma(s, y, -0x1.ae6454e4abc22p-26);
  s = fma(s, y, 0x1.71de3a52c16ccp-19);
  s = fma(s, y, -0x1.a01a01a015186p-13);
  s = fma(s, y, 0x1.11111111110cbp-7);
  s = fma(s, y, -0x1.5555555555555p-3);
  s = fma(__dmul_rn(s, y), x, x);
  double r = radius(together(w.a, w.b));
  r = (i64)(word ^ word << 1) < 0 ? -r : r;
  v[0] = __dmul_rn(r, c);
  v[1] = __dmul_rn(r, s);
}

// ---- integers in [low, low + range)

/* The integer part of word * range / 2**64, for a range of at most 2**32. */
DEVICE u64 scaled(u32 low, u32 high, u64 range) { return (high * range + (low * range >> 32)) >> 32; }

/* The integer part of (high * 2**64 + low) * range / 2**128; a range of 0 stands for 2**64. */
DEVICE u64 scaled(u64 low, u64 high, u64 range) {
  if (range == 0) {
    return high;
  }
  const u64 part = high * range, sum = part + __umul64hi(low, range);
  return __umul64hi(high, range) + (sum < part);
}

// ---- kernels; words: how many blocks of words there are, or in the last kernel, threads with work

#if REAL
extern "C" __global__ void __launch_bounds__(THREADS)
    reals(T *out, i64 n, i64 words, u64 draw, u64 k0, u64 k1, u64 k2, u64 k3, u64 k4, u64 k5, u64 k6, u64 k7, u64 k8, u64 k9) {
  const i64 stride = (i64)gridDim.x * THREADS;
  UNROLL_TWICE for (i64 i = (i64)blockIdx.x * THREADS + threadIdx.x; i < words; i += stride) {
    Vector<T, 16 / (int)sizeof(T)> v;
    BLOCK(w, i);
#if NORMAL
    normal_of(w, v.at);
#else
    uniform_of(w, v.at);
#endif
    store(out, i, n, v);
  }
}
#else
extern "C" __global__ void __launch_bounds__(THREADS)
    integers(T *out, i64 n, i64 words, u64 draw, u64 low, u64 range, u64 k0, u64 k1, u64 k2, u64 k3,
             u64 k4, u64 k5, u64 k6, u64 k7, u64 k8, u64 k9) {
  const i64 i = (i64)blockIdx.x * THREADS + threadIdx.x;
  if (i >= words) {
    return;
  }
#if WIDE
  BLOCK(w, i);
  out[i] = (T)(low + scaled(together(w.a, w.b), together(w.c, w.d), range));
#else
  // as many blocks of words, of two elements each, as make 16 bytes, at most 4
  Vector<T, 2 * WORDS> v;
  UNROLL for (int j = 0; j < WORDS; j++) {
    BLOCK(w, i * WORDS + j);
    v.at[2 * j] = (T)(low + scaled(w.a, w.b, range));
    v.at[2 * j + 1] = (T)(low + scaled(w.c, w.d, range));
  }
  store(out, i, n, v);
#endif
}
#endif
