/* What CUDA C++ has that C++ has not, as far as the engine's kernels use it, and the launch of a kernel: blocks run one after another,
 * and so do the threads of a block, each up to the next barrier. */
#include <math.h>
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
static int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
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
template <class T> static T atomicCAS(volatile T *p, T expected, T x) {
  T before = *p;
  if (before == expected) *p = x;
  return before;
}

static void __threadfence_system() { __sync_synchronize(); }

// ---- threads that wait for each other

static ucontext_t scheduler;
static std::vector<ucontext_t> threads;
static std::vector<char> done, stacks;
static unsigned current;
static void (*body)(void **);
static void **given;

static void __syncthreads() { swapcontext(&threads[current], &scheduler); }

static void thread() {
  body(given);
  done[current] = 1;
  swapcontext(&threads[current], &scheduler);
}

static void number(unsigned t) {
  threadIdx = {t % blockDim.x, t / blockDim.x % blockDim.y, t / blockDim.x / blockDim.y};
}

static void together(unsigned count) {
  const size_t stack = 64 << 10;
  stacks.resize(count * stack);
  threads.resize(count);
  done.assign(count, 0);
  for (unsigned t = 0; t < count; t++) {
    getcontext(&threads[t]);
    threads[t].uc_stack.ss_sp = &stacks[t * stack];
    threads[t].uc_stack.ss_size = stack;
    threads[t].uc_link = 0;
    makecontext(&threads[t], thread, 0);
  }
  for (bool left = true; left;) {
    left = false;
    for (unsigned t = 0; t < count; t++) {
      if (!done[t]) {
        current = t;
        number(t);
        swapcontext(&scheduler, &threads[t]);
        left |= !done[t];
      }
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
