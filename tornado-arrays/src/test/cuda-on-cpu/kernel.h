/* What CUDA C++ has that C++ has not, as far as the engine's kernels use it, and the launch of a kernel: blocks run one after another,
 * and so do the threads of a block, each up to where it waits: for the block at a barrier, for its warp at a shuffle or vote. */
#include <deque>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <utility>
#include <vector>

#define __global__
#define __device__
#define __constant__
#define __launch_bounds__(...)
#define __shared__ static
#define __forceinline__ inline
#define __noinline__
#define __restrict__
#define __align__(n) __attribute__((aligned(n)))
#define __launch_bounds__(...)

struct Sizes {
  unsigned x, y, z;
};
static Sizes blockIdx, threadIdx, blockDim, gridDim;

template <class To, class From> static To bits(From from) {
  To to;
  memcpy(&to, &from, sizeof to);
  return to;
}
static int __float_as_int(float x) { return bits<int>(x); }
static unsigned __float_as_uint(float x) { return bits<unsigned>(x); }
static long long __double_as_longlong(double x) { return bits<long long>(x); }
static float __uint_as_float(unsigned x) { return bits<float>(x); }
static float __int_as_float(int x) { return bits<float>(x); }
static double __longlong_as_double(long long x) { return bits<double>(x); }
static int __popc(unsigned x) { return __builtin_popcount(x); }
static unsigned long long __umul64hi(unsigned long long x, unsigned long long y) {
  return (unsigned long long)((unsigned __int128)x * y >> 64);
}
static int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
static int __ffs(int x) { return __builtin_ffs(x); }
static unsigned __umulhi(unsigned a, unsigned b) { return (unsigned long long)a * b >> 32; }
static float __uint2float_rz(unsigned x) { return x >> 24 ? (float)(x & ~0u << (8 - __builtin_clz(x))) : (float)x; }
static float __fmul_rn(float a, float b) { return a * b; }
static double __dmul_rn(double a, double b) { return a * b; }
static double __ddiv_rn(double a, double b) { return a / b; }
static double __dsqrt_rn(double x) { return sqrt(x); }
static void __threadfence() {}
static int __clz(int x) { return x ? __builtin_clz(x) : 32; }
static int __clzll(long long x) { return x ? __builtin_clzll(x) : 64; }

#define ATOMIC(NAME, AFTER)                             \
  template <class T> static T NAME(volatile T *p, T x) { \
    T before = *p;                                      \
    *p = AFTER;                                         \
    return before;                                      \
  }
ATOMIC(atomicAdd, before + x)
ATOMIC(atomicMin, before < x ? before : x)
ATOMIC(atomicMax, before > x ? before : x)
ATOMIC(atomicAnd, before &x)
ATOMIC(atomicOr, before | x)
ATOMIC(atomicXor, before ^ x)
ATOMIC(atomicExch, x)
ATOMIC(atomicInc, before >= x ? 0 : before + 1)
template <class T> static T atomicCAS(volatile T *p, T expected, T x) {
  T before = *p;
  if (before == expected) *p = x;
  return before;
}

// of signed numbers, as which TornadoVM's kernels have them
static unsigned long long atomicAdd(unsigned long long *p, long long x) { return atomicAdd(p, (unsigned long long)x); }
static unsigned long long atomicCAS(unsigned long long *p, long long expected, long long x) {
  return atomicCAS(p, (unsigned long long)expected, (unsigned long long)x);
}

static void __threadfence_system() { __sync_synchronize(); }

// ---- threads that wait for each other

/* Lanes of a warp that come to the same instruction, each with a value. */
struct Meeting {
  unsigned mask, here, gone;
  unsigned long long values[32];
};

struct Thread {
  jmp_buf at;
  bool started, done;
  Meeting *met;    /* the meeting that it waits for */
  bool atBarrier;
};

static std::vector<Thread> threads;
static std::vector<char> stacks;
static std::vector<std::deque<Meeting>> meetings; /* of each warp */
static std::vector<unsigned> alive;               /* the lanes of each warp whose threads have not ended */
static unsigned current, left, arrived;
static const size_t STACK = 64 << 10;
static jmp_buf scheduler;
static ucontext_t birth;
static void (*body)(void **);
static void **given;

static void pause() {
  if (!_setjmp(threads[current].at)) _longjmp(scheduler, 1);
}

static void __syncthreads() {
  arrived++;
  threads[current].atBarrier = true;
  pause();
}

static unsigned lane() { return current & 31; }

static bool complete(const Meeting &m, unsigned warp) { return !(m.mask & alive[warp] & ~m.here); }

/* Waits for the lanes of a mask, as far as there are such; gives what they brought to a function, whose result it returns. */
template <class F> static auto meet(unsigned mask, unsigned long long value, F read) {
  unsigned warp = current >> 5, mine = 1u << lane();
  Meeting *m = 0;
  for (Meeting &open : meetings[warp]) {
    if (open.mask == mask && !(open.here & mine)) {
      m = &open;
      break;
    }
  }
  if (!m) m = &meetings[warp].emplace_back(Meeting{mask});
  m->here |= mine;
  m->values[lane()] = value;
  if (!complete(*m, warp)) {
    threads[current].met = m;
    pause();
  }
  auto result = read(*m);
  m->gone |= mine;
  while (!meetings[warp].empty() && complete(meetings[warp].front(), warp) &&
         meetings[warp].front().here == meetings[warp].front().gone) {
    meetings[warp].pop_front();
  }
  return result;
}

template <class T> static T exchange(unsigned mask, T x, unsigned from) {
  static_assert(sizeof(T) <= 8, "a value of at most 64 bits");
  unsigned long long value = 0;
  memcpy(&value, &x, sizeof x);
  return meet(mask, value, [&](const Meeting &m) {
    T there = x;
    if (m.here >> from & 1) memcpy(&there, &m.values[from], sizeof there);
    return there;
  });
}
static bool inSegment(unsigned to, int width) { return to < 32 && (to & -width) == (lane() & -width); }
template <class T> static T __shfl_sync(unsigned mask, T x, int from, int width = 32) {
  return exchange(mask, x, (lane() & -width) | (from & (width - 1)));
}
template <class T> static T __shfl_xor_sync(unsigned mask, T x, int bits, int width = 32) {
  unsigned to = lane() ^ bits;
  return exchange(mask, x, (to & -width) <= (lane() & -width) ? to : lane());
}
template <class T> static T __shfl_up_sync(unsigned mask, T x, unsigned by, int width = 32) {
  unsigned to = lane() - by;
  return exchange(mask, x, inSegment(to, width) ? to : lane());
}
template <class T> static T __shfl_down_sync(unsigned mask, T x, unsigned by, int width = 32) {
  unsigned to = lane() + by;
  return exchange(mask, x, inSegment(to, width) ? to : lane());
}
static unsigned __ballot_sync(unsigned mask, int predicate) {
  return meet(mask, predicate != 0, [](const Meeting &m) {
    unsigned set = 0;
    for (int l = 0; l < 32; l++) set |= (m.here >> l & 1 && m.values[l]) ? 1u << l : 0;
    return set;
  });
}
static int __any_sync(unsigned mask, int predicate) { return __ballot_sync(mask, predicate) != 0; }
static int __all_sync(unsigned mask, int predicate) { return __ballot_sync(mask, !predicate) == 0; }
static void __syncwarp(unsigned mask = ~0u) { __ballot_sync(mask, 0); }
template <class T> static unsigned __match_any_sync(unsigned mask, T x) {
  unsigned long long value = 0;
  memcpy(&value, &x, sizeof x);
  return meet(mask, value, [&](const Meeting &m) {
    unsigned same = 0;
    for (int l = 0; l < 32; l++) same |= (m.here >> l & 1 && m.values[l] == value) ? 1u << l : 0;
    return same;
  });
}

static void number(unsigned t) {
  threadIdx = {t % blockDim.x, t / blockDim.x % blockDim.y, t / blockDim.x / blockDim.y};
}

/* A thread's first instruction, on a stack of its own. */
static void thread() {
  body(given);
  threads[current].done = true;
  alive[current >> 5] &= ~(1u << lane());
  left--;
  _longjmp(scheduler, 1);
}

static void resume(unsigned t) {
  current = t;
  number(t);
  if (_setjmp(scheduler)) return;
  if (threads[t].started) _longjmp(threads[t].at, 1);
  threads[t].started = true;
  getcontext(&birth);
  birth.uc_stack.ss_sp = &stacks[t * STACK];
  birth.uc_stack.ss_size = STACK;
  birth.uc_link = 0;
  makecontext(&birth, thread, 0);
  setcontext(&birth);
}

/* The threads of a block: each runs until it waits, those of a warp as long as one of them can. */
static void together(unsigned count) {
  stacks.resize(count * STACK);
  threads.assign(count, Thread());
  meetings.assign((count + 31) / 32, {});
  alive.assign(meetings.size(), ~0u);
  if (count & 31) alive.back() = (1u << (count & 31)) - 1;
  left = count;
  arrived = 0;
  while (left) {
    bool moved = false;
    for (unsigned warp = 0; warp < meetings.size(); warp++) {
      for (bool again = true; again;) {
        again = false;
        for (unsigned t = warp * 32; t < count && t < warp * 32 + 32; t++) {
          if (threads[t].done || threads[t].atBarrier || threads[t].met && !complete(*threads[t].met, warp)) continue;
          threads[t].met = 0;
          resume(t);
          again = moved = true;
        }
      }
    }
    if (left && arrived == left) {
      for (Thread &t : threads) t.atBarrier = false;
      arrived = 0;
    } else if (left && !moved) {
      fprintf(stderr, "%u threads of a block wait for each other for ever, %u of them at a barrier\n", left, arrived);
      abort();
    }
  }
}

// ---- launching

static void run(void (*kernel)(void **), void **arguments, unsigned *sizes, bool barriers) {
  body = kernel;
  given = arguments;
  gridDim = {sizes[0], sizes[1], sizes[2]};
  blockDim = {sizes[3], sizes[4], sizes[5]};
  unsigned count = blockDim.x * blockDim.y * blockDim.z;
  for (blockIdx.z = 0; blockIdx.z < gridDim.z; blockIdx.z++) {
    for (blockIdx.y = 0; blockIdx.y < gridDim.y; blockIdx.y++) {
      for (blockIdx.x = 0; blockIdx.x < gridDim.x; blockIdx.x++) {
        if (barriers) {
          together(count);
          continue;
        }
        for (unsigned t = 0; t < count; t++) {
          number(t);
          kernel(arguments);
        }
      }
    }
  }
}

template <class... A, size_t... I> static void call(void (*kernel)(A...), void **arguments, std::index_sequence<I...>) {
  kernel(*(A *)arguments[I]...);
}
template <class... A> static constexpr int count(void (*kernel)(A...)) { return sizeof...(A); }
template <class... A> static void call(void (*kernel)(A...), void **arguments) {
  call(kernel, arguments, std::index_sequence_for<A...>());
}
