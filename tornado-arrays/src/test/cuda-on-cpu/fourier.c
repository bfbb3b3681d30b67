/* The functions of cuFFT that the engine calls, by sums as they are defined. What is put into a stream is done at once, after all
 * that was put in before. It spoils what the library may spoil: the memory it works in, and what it makes real elements of. */
#define _GNU_SOURCE
#include <complex.h>
#include <dlfcn.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef long long i64;
typedef unsigned long long handle;
typedef complex long double number;  // so that errors are of rounding alone

enum { INVALID_PLAN = 1, INVALID_VALUE = 4, INVALID_SIZE = 8, NO_WORKSPACE = 13, PLANS = 64 };
enum { REAL32 = 0, REAL64 = 1, COMPLEX32 = 4 };

typedef struct {
  int used, made, rank, type, from, to;
  i64 n[3], stride, distance, batch, elements;
  int plain;
  handle stream;
  char *area;
} plan;

static plan plans[PLANS];

#define PLAN(P)                                                     \
  if (P < 1 || P >= PLANS || !plans[P].used) return INVALID_PLAN;   \
  plan *p = &plans[P]

int cufftCreate(int *h) {
  for (int i = 1; i < PLANS; i++)
    if (!plans[i].used) {
      memset(&plans[i], 0, sizeof plans[i]);
      plans[i].used = 1;
      *h = i;
      return 0;
    }
  return 2;
}
int cufftDestroy(int h) { PLAN(h); p->used = 0; return 0; }
int cufftSetAutoAllocation(int h, int by_itself) { PLAN(h); return by_itself ? INVALID_VALUE : 0; }
int cufftSetStream(int h, handle stream) { PLAN(h); p->stream = stream; return 0; }
int cufftSetWorkArea(int h, void *area) { PLAN(h); p->area = area; return 0; }

int cufftMakePlanMany64(int h, int rank, i64 *n, i64 *in, i64 in_stride, i64 in_distance, i64 *out, i64 out_stride,
                        i64 out_distance, int type, i64 batch, size_t *bytes) {
  PLAN(h);
  const int wide = type >> 6 == 1, kind = type & 15;
  if (rank < 1 || rank > 3 || p->made) return INVALID_VALUE;
  p->made = 1, p->rank = rank, p->batch = batch, p->plain = !in, p->elements = 1, p->type = type;
  p->from = kind == 10 ? REAL32 + wide : COMPLEX32 + wide;
  p->to = kind == 12 ? REAL32 + wide : COMPLEX32 + wide;
  for (int d = 0; d < rank; d++) {
    if (n[d] < 1 || (in && (in[d] != n[d] || out[d] != n[d]))) return INVALID_SIZE;
    p->n[d] = n[d], p->elements *= n[d];
  }
  p->stride = in ? in_stride : 1;
  p->distance = in ? in_distance : p->elements;
  *bytes = 16 * p->elements;
  return 0;
}
int cufftMakePlanMany(int h, int rank, int *n, int *in, int in_stride, int in_distance, int *out, int out_stride,
                      int out_distance, int type, int batch, size_t *bytes) {
  i64 all[3], embedding[3];
  for (int d = 0; d < rank && d < 3; d++) all[d] = n[d], embedding[d] = in ? in[d] : 0;
  i64 *e = in ? embedding : 0;
  return cufftMakePlanMany64(h, rank, all, e, in_stride, in_distance, e, out_stride, out_distance, type, batch, bytes);
}

static number get(const void *x, int type, i64 i) {
  switch (type) {
    case REAL32: return ((const float *)x)[i];
    case REAL64: return ((const double *)x)[i];
    case COMPLEX32: return ((const complex float *)x)[i];
    default: return ((const complex double *)x)[i];
  }
}
static void set(void *x, int type, i64 i, number z) {
  switch (type) {
    case REAL32: ((float *)x)[i] = creall(z); break;
    case REAL64: ((double *)x)[i] = creall(z); break;
    case COMPLEX32: ((complex float *)x)[i] = z; break;
    default: ((complex double *)x)[i] = z;
  }
}

/* Along one axis of elements that lie one after another. */
static void along(number *x, i64 outer, i64 n, i64 inner, int sign) {
  number *sum = malloc(n * sizeof *sum);
  for (i64 o = 0; o < outer; o++)
    for (i64 i = 0; i < inner; i++) {
      number *row = x + o * n * inner + i;
      for (i64 k = 0; k < n; k++) {
        sum[k] = 0;
        for (i64 j = 0; j < n; j++) sum[k] += row[j * inner] * cexpl(sign * 2 * 3.14159265358979323846264338327950288L * I * (long double)(j * k % n) / n);
      }
      for (i64 k = 0; k < n; k++) row[k * inner] = sum[k];
    }
  free(sum);
}

static int exec(int h, int type, void *in, void *out, int direction) {
  PLAN(h);
  if (!p->made || p->type != type) return INVALID_VALUE;
  if (!p->area) return NO_WORKSPACE;
  int (*wait)(handle) = dlsym(dlopen("libcuda.so.1", RTLD_NOW | RTLD_NOLOAD), "cuStreamSynchronize");
  int failed = wait(p->stream);
  if (failed) return 6;
  const i64 last = p->n[p->rank - 1], half = last / 2 + 1, rows = p->elements / last;
  const i64 from = p->plain ? (p->to < COMPLEX32 ? rows * half : p->elements) : p->distance;
  const i64 to = p->plain ? (p->from < COMPLEX32 ? rows * half : p->elements) : p->distance;
  number *x = malloc(p->elements * sizeof *x);
  for (i64 b = 0; b < p->batch; b++) {
    for (i64 e = 0; e < p->elements; e++) {
      const i64 row = e / last, k = e % last;
      if (p->to < COMPLEX32)
        x[e] = k < half ? get(in, p->from, b * from + row * half + k) : conjl(get(in, p->from, b * from + row * half + last - k));
      else
        x[e] = get(in, p->from, b * from + e * p->stride);
    }
    i64 outer = 1, inner = p->elements;
    for (int d = 0; d < p->rank; d++) {
      inner /= p->n[d];
      along(x, outer, p->n[d], inner, direction);
      outer *= p->n[d];
    }
    for (i64 e = 0; e < p->elements; e++) {
      const i64 row = e / last, k = e % last;
      if (p->from >= COMPLEX32)
        set(out, p->to, b * to + e * p->stride, x[e]);
      else if (k < half)
        set(out, p->to, b * to + row * half + k, x[e]);
    }
  }
  if (p->to < COMPLEX32)
    for (i64 i = 0; i < p->batch * from; i++) set(in, p->from, i, NAN);
  memset(p->area, 0xff, 16 * p->elements);
  free(x);
  return 0;
}

int cufftExecC2C(int h, void *in, void *out, int direction) { return exec(h, 0x29, in, out, direction); }
int cufftExecR2C(int h, void *in, void *out) { return exec(h, 0x2a, in, out, -1); }
int cufftExecC2R(int h, void *in, void *out) { return exec(h, 0x2c, in, out, 1); }
int cufftExecZ2Z(int h, void *in, void *out, int direction) { return exec(h, 0x69, in, out, direction); }
int cufftExecD2Z(int h, void *in, void *out) { return exec(h, 0x6a, in, out, -1); }
int cufftExecZ2D(int h, void *in, void *out) { return exec(h, 0x6c, in, out, 1); }
