/* The functions of the CUDA driver interface that the engine calls, for two cards that are not there: their memory is the
 * host's, and their kernels are what compiler.c made of them. What is put into a stream is done as late as it may be: when
 * somebody waits for it. So memory that one stream uses before another has written it is found by its content. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <malloc.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef unsigned long long handle;

enum {
  INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_INITIALIZED = 3, INVALID_DEVICE = 101, INVALID_IMAGE = 200, INVALID_CONTEXT = 201,
  PEER_ACCESS_ALREADY_ENABLED = 704, INVALID_HANDLE = 400, NOT_FOUND = 500, NOT_READY = 600, ILLEGAL_ADDRESS = 700,
  CAPTURE_UNSUPPORTED = 900, CAPTURE_ISOLATION = 905
};
enum { DEVICES = 2, POOL = 0x77, MOST_ARGUMENTS = 128, LATE = 512 };

static const size_t MEMORY = (size_t)4 << 30;

typedef struct stream stream;
typedef struct event event;

/* What a kernel takes is copied when it is put in. */
typedef struct {
  void (*run)(void **, unsigned *);
  int count;
  unsigned sizes[6];
  long long values[MOST_ARGUMENTS];
} launch;

typedef struct command {
  enum { LAUNCH, COPY, SET8, SET32, FREE, RECORD, WAIT } what;
  launch *kernel;
  void *to;
  const void *from;
  size_t bytes;
  int value;
  event *event;
  long until;
  stream *other;
  struct command *next;
} command;

struct stream {
  int device;
  long put, done;
  command *first, *last;
  struct graph *recording;
};
struct event {
  stream *where;
  long at;
  double ms;
};
typedef struct graph {
  command *first, *last;
  int count;
} graph;
typedef struct {
  handle run;
  unsigned sizes[6], shared;
  void **arguments, **extra;
} kernel_node;

static pthread_mutex_t one = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int initialized, lost[DEVICES];
static stream *all[10000];
static int streams;
static __thread handle current;

#define DEVICE ((int)(current - 0x11))
#define ENTER(F)                                              \
  if (!current) return INVALID_CONTEXT;                       \
  if (lost[DEVICE]) return lost[DEVICE];                      \
  pthread_mutex_lock(&one);                                   \
  int failed = F;                                             \
  if (!failed) failed = lost[DEVICE];                         \
  pthread_mutex_unlock(&one);                                 \
  return failed

// ---- what is done

static __thread sigjmp_buf trapped;
static __thread int running;
static struct sigaction others;

static void fault(int signal, siginfo_t *info, void *where) {
  if (running) siglongjmp(trapped, 1);
  others.sa_sigaction(signal, info, where);
}

static void launched(stream *s, launch *k) {
  void *places[MOST_ARGUMENTS];
  for (int i = 0; i < k->count; i++) places[i] = &k->values[i];
  if (!others.sa_sigaction) {
    struct sigaction ours;
    memset(&ours, 0, sizeof ours);
    ours.sa_sigaction = fault;
    ours.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigaction(SIGSEGV, &ours, &others);
  }
  if (sigsetjmp(trapped, 1) == 0) {
    running = 1;
    k->run(places, k->sizes);
  } else {
    lost[s->device] = ILLEGAL_ADDRESS;
  }
  running = 0;
}

static void advance(stream *s, long until);

static void doing(stream *s, command *c) {
  if (lost[s->device]) return;
  struct timespec now;
  switch (c->what) {
    case LAUNCH: launched(s, c->kernel); break;
    case COPY: memmove(c->to, c->from, c->bytes); break;
    case SET8: memset(c->to, c->value, c->bytes); break;
    case SET32: for (size_t i = 0; i < c->bytes; i++) ((int *)c->to)[i] = c->value; break;
    case FREE: memset(c->to, 0xdd, malloc_usable_size(c->to)); free(c->to); break;
    case RECORD:
      clock_gettime(CLOCK_MONOTONIC, &now);
      if (c->event->where == s && c->event->at == c->until) c->event->ms = now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
      break;
    case WAIT: advance(c->other, c->until); break;
  }
}

static void advance(stream *s, long until) {
  while (s->done < until && s->first) {
    command *c = s->first;
    s->first = c->next;
    if (!s->first) s->last = 0;
    s->done++;
    doing(s, c);
    free(c->kernel);
    free(c);
  }
}

static stream *known(handle h) {
  for (int i = 0; i < streams; i++)
    if (all[i] == (stream *)h) return all[i]->device == DEVICE ? all[i] : 0;
  return 0;
}

static int put(handle h, command c) {
  stream *s = known(h);
  if (!s) return INVALID_HANDLE;
  command *kept = malloc(sizeof c);
  *kept = c;
  kept->next = 0;
  if (s->recording) {
    if (c.what == RECORD) return CAPTURE_UNSUPPORTED;
    if (c.what == WAIT) return CAPTURE_ISOLATION;
    if (c.what == FREE) return CAPTURE_UNSUPPORTED;
    graph *g = s->recording;
    *(g->last ? &g->last->next : &g->first) = kept;
    g->last = kept;
    g->count++;
    return 0;
  }
  *(s->last ? &s->last->next : &s->first) = kept;
  s->last = kept;
  s->put++;
  if (s->put - s->done > LATE) advance(s, s->put - LATE / 2);
  return 0;
}

static int waited(handle h) {
  stream *s = known(h);
  if (!s) return INVALID_HANDLE;
  if (s->recording) return CAPTURE_UNSUPPORTED;
  advance(s, s->put);
  return 0;
}

static int everything(void) {
  for (int i = 0; i < streams; i++)
    if (all[i] && all[i]->device == DEVICE && !all[i]->recording) advance(all[i], all[i]->put);
  return 0;
}

// ---- the interface

int cuInit(unsigned flags) { initialized = 1; return 0; }
int cuDriverGetVersion(int *version) { *version = 13000; return 0; }

int cuGetErrorName(int error, const char **name) {
  static const struct { int error; const char *name; } names[] = {
      {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"}, {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
      {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE"}, {INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE"},
      {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT"}, {INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE"},
      {NOT_FOUND, "CUDA_ERROR_NOT_FOUND"}, {NOT_READY, "CUDA_ERROR_NOT_READY"}, {ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {PEER_ACCESS_ALREADY_ENABLED, "CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED"},
      {CAPTURE_UNSUPPORTED, "CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED"}, {CAPTURE_ISOLATION, "CUDA_ERROR_STREAM_CAPTURE_ISOLATION"}};
  *name = "CUDA_ERROR";
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (names[i].error == error) *name = names[i].name;
  return 0;
}
int cuGetErrorString(int error, const char **text) { *text = "no card, but a processor"; return 0; }

int cuDeviceGetCount(int *count) { *count = DEVICES; return initialized ? 0 : NOT_INITIALIZED; }
int cuDeviceGet(int *device, int ordinal) {
  *device = ordinal;
  return ordinal >= 0 && ordinal < DEVICES ? 0 : INVALID_DEVICE;
}
int cuDeviceGetName(char *name, int room, int device) { strncpy(name, "CUDA on the processor", room); return 0; }
int cuDeviceTotalMem_v2(size_t *bytes, int device) { *bytes = MEMORY; return 0; }

int cuDeviceGetAttribute(int *value, int attribute, int device) {
  switch (attribute) {
    case 1: case 2: case 3: *value = 1024; break;       /* threads of a block, along x, along y */
    case 4: *value = 64; break;                         /* along z */
    case 5: *value = 2147483647; break;                 /* blocks along x */
    case 6: case 7: *value = 65535; break;              /* along y, z */
    case 8: *value = 48 << 10; break;                   /* shared memory */
    case 10: *value = 32; break;                        /* threads of a warp */
    case 12: *value = 65536; break;                     /* registers of a block */
    case 13: *value = 1980000; break;                   /* clock, kHz */
    case 16: *value = 132; break;                       /* multiprocessors */
    case 36: *value = 2619000; break;                   /* memory's clock, kHz */
    case 37: *value = 5120; break;                      /* memory's bus, bits */
    case 38: *value = 50 << 20; break;                  /* cache */
    case 39: *value = 2048; break;                      /* threads of a multiprocessor */
    case 41: *value = 1; break;                         /* one address space with the host */
    case 75: *value = 9; break;                         /* compute capability */
    case 97: *value = 227 << 10; break;                 /* shared memory if asked */
    case 115: *value = 1; break;                        /* memory pools */
    default: *value = 0;
  }
  return 0;
}

int cuDeviceCanAccessPeer(int *can, int device, int peer) { *can = device != peer; return 0; }
int cuDeviceGetDefaultMemPool(handle *pool, int device) { *pool = POOL + device; return 0; }
int cuDevicePrimaryCtxRetain(handle *context, int device) { *context = 0x11 + device; return lost[device]; }
int cuDevicePrimaryCtxRelease_v2(int device) { return 0; }
int cuCtxSetCurrent(handle context) {
  if (context && (context < 0x11 || context >= 0x11 + DEVICES)) return INVALID_CONTEXT;
  current = context;
  return 0;
}
int cuCtxCreate_v4(handle *context, void *parameters, unsigned flags, int device) {
  cuDevicePrimaryCtxRetain(context, device);
  return cuCtxSetCurrent(*context);
}
int cuCtxDestroy_v2(handle context) { return 0; }
int cuCtxGetCurrent(handle *context) { *context = current; return 0; }
int cuCtxSynchronize(void) { ENTER(everything()); }
int cuCtxEnablePeerAccess(handle peer, unsigned flags) {
  static int enabled[DEVICES];
  if (peer == current) return INVALID_CONTEXT;
  return enabled[DEVICE]++ ? PEER_ACCESS_ALREADY_ENABLED : 0;
}

static int made(handle *h) {
  stream *s = calloc(1, sizeof *s);
  s->device = DEVICE;
  all[streams++] = s;
  *h = (handle)s;
  return 0;
}
static int ended(handle h) {
  stream *s = known(h);
  if (!s) return INVALID_HANDLE;
  advance(s, s->put);
  for (int i = 0; i < streams; i++)
    if (all[i] == s) all[i] = all[--streams];
  return 0;
}
static int queried(handle h) {
  stream *s = known(h);
  return !s ? INVALID_HANDLE : s->recording ? CAPTURE_UNSUPPORTED : s->done < s->put ? (advance(s, s->done + 1), NOT_READY) : 0;
}
int cuStreamCreate(handle *h, unsigned flags) { ENTER(made(h)); }
int cuStreamCreateWithPriority(handle *h, unsigned flags, int priority) { ENTER(made(h)); }
int cuStreamDestroy_v2(handle h) { ENTER(ended(h)); }
int cuStreamSynchronize(handle h) { ENTER(waited(h)); }
int cuStreamQuery(handle h) { ENTER(queried(h)); }

int cuEventCreate(handle *h, unsigned flags) { *h = (handle)calloc(1, sizeof(event)); return 0; }
int cuEventDestroy_v2(handle h) { return 0; }
static int recorded(event *e, handle h) {
  stream *s = known(h);
  if (!s) return INVALID_HANDLE;
  if (s->recording) return CAPTURE_UNSUPPORTED;
  e->where = s;
  e->at = s->put + 1;
  return put(h, (command){.what = RECORD, .event = e, .until = e->at});
}
static int reached(event *e) {
  if (e->where) advance(e->where, e->at);
  return 0;
}
static int reachedNow(event *e) {
  if (!e->where || e->where->done >= e->at) return 0;
  advance(e->where, e->where->done + 1);
  return NOT_READY;
}
static int waits(handle h, event *e) {
  return e->where ? put(h, (command){.what = WAIT, .other = e->where, .until = e->at}) : 0;
}
int cuEventRecord(event *e, handle h) { ENTER(recorded(e, h)); }
int cuEventSynchronize(event *e) { ENTER(reached(e)); }
int cuEventQuery(event *e) { ENTER(reachedNow(e)); }
int cuStreamWaitEvent(handle h, event *e, unsigned flags) { ENTER(waits(h, e)); }
int cuEventElapsedTime(float *ms, event *a, event *b) {
  if (!a->where || !b->where) return INVALID_HANDLE;
  if (a->where->done < a->at || b->where->done < b->at) return NOT_READY;
  *ms = (float)(b->ms - a->ms);
  return 0;
}
int cuEventElapsedTime_v2(float *ms, event *a, event *b) { return cuEventElapsedTime(ms, a, b); }

static int given(handle *memory, size_t bytes) {
  *memory = bytes > MEMORY / 2 ? 0 : (handle)malloc(bytes);
  if (!*memory) return OUT_OF_MEMORY;
  memset((void *)*memory, 0xcd, bytes < 1 << 20 ? bytes : 1 << 20);
  return 0;
}
static int taken(handle memory) {
  everything();
  free((void *)memory);
  return 0;
}
int cuMemGetInfo_v2(size_t *left, size_t *total) { *left = MEMORY / 2; *total = MEMORY; return 0; }
int cuMemAlloc_v2(handle *memory, size_t bytes) { ENTER(given(memory, bytes)); }
int cuMemFree_v2(handle memory) { ENTER(taken(memory)); }
int cuMemAllocAsync(handle *memory, size_t bytes, handle h) { ENTER(known(h) ? given(memory, bytes) : INVALID_HANDLE); }
int cuMemFreeAsync(handle memory, handle h) { ENTER(put(h, (command){.what = FREE, .to = (void *)memory})); }
int cuMemPoolSetAttribute(handle pool, int attribute, long long *value) {
  return pool >= POOL && attribute == 4 && *value == -1 ? 0 : INVALID_VALUE;
}
int cuMemPoolTrimTo(handle pool, size_t bytes) { return pool >= POOL ? 0 : INVALID_HANDLE; }
int cuMemHostAlloc(void **memory, size_t bytes, unsigned flags) {
  *memory = bytes > MEMORY / 2 ? 0 : aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
  return *memory ? 0 : OUT_OF_MEMORY;
}
int cuMemAllocHost_v2(void **memory, size_t bytes) { return cuMemHostAlloc(memory, bytes, 0); }
int cuMemFreeHost(void *memory) { free(memory); return 0; }
int cuMemHostGetDevicePointer_v2(handle *device, void *memory, unsigned flags) { *device = (handle)memory; return 0; }
int cuMemHostRegister_v2(void *memory, size_t bytes, unsigned flags) { return 0; }
int cuMemHostUnregister(void *memory) { return 0; }

static int copied(void *to, const void *from, size_t bytes) {
  everything();
  memmove(to, from, bytes);
  return 0;
}
int cuMemcpyHtoD_v2(handle to, const void *from, size_t bytes) { ENTER(copied((void *)to, from, bytes)); }
int cuMemcpyDtoH_v2(void *to, handle from, size_t bytes) { ENTER(copied(to, (void *)from, bytes)); }
int cuMemcpyDtoD_v2(handle to, handle from, size_t bytes) { ENTER(copied((void *)to, (void *)from, bytes)); }
#define COPYING(TO, FROM) ENTER(put(h, (command){.what = COPY, .to = (void *)TO, .from = (void *)FROM, .bytes = bytes}))
int cuMemcpyHtoDAsync_v2(handle to, const void *from, size_t bytes, handle h) { COPYING(to, from); }
int cuMemcpyDtoHAsync_v2(void *to, handle from, size_t bytes, handle h) { COPYING(to, from); }
int cuMemcpyDtoDAsync_v2(handle to, handle from, size_t bytes, handle h) { COPYING(to, from); }
int cuMemcpyPeerAsync(handle to, handle toContext, handle from, handle fromContext, size_t bytes, handle h) {
  if (toContext == fromContext) return INVALID_CONTEXT;
  COPYING(to, from);
}
int cuMemsetD8_v2(handle to, unsigned char value, size_t bytes) {
  everything();
  memset((void *)to, value, bytes);
  return 0;
}
int cuMemsetD8Async(handle to, unsigned char value, size_t bytes, handle h) {
  ENTER(put(h, (command){.what = SET8, .to = (void *)to, .value = value, .bytes = bytes}));
}
int cuMemsetD32Async(handle to, unsigned value, size_t bytes, handle h) {
  ENTER(put(h, (command){.what = SET32, .to = (void *)to, .value = value, .bytes = bytes}));
}

/* The image is the name of a library. Each module has variables of its own, so a library that is there is loaded from a copy. */
int cuModuleLoadData(handle *module, const char *image) {
  static int copies;
  void *there = dlopen(image, RTLD_NOW | RTLD_NOLOAD);
  char copy[1100], command[3000];
  if (there) {
    dlclose(there);
    snprintf(copy, sizeof copy, "%s.%d", image, __sync_fetch_and_add(&copies, 1));
    snprintf(command, sizeof command, "cp '%s' '%s'", image, copy);
    if (system(command)) return INVALID_IMAGE;
    image = copy;
  }
  *module = (handle)dlopen(image, RTLD_NOW | RTLD_LOCAL);
  return *module ? 0 : INVALID_IMAGE;
}
int cuModuleLoadDataEx(handle *module, const char *image, unsigned count, void *options, void *values) {
  return cuModuleLoadData(module, image);
}
int cuModuleUnload(handle module) { return 0; }

typedef struct {
  void (*run)(void **, unsigned *);
  int count;
} function;

int cuModuleGetFunction(handle *made, handle module, const char *name) {
  char symbol[1000];
  snprintf(symbol, sizeof symbol, "run_%s", name);
  function *f = calloc(1, sizeof *f);
  f->run = (void (*)(void **, unsigned *))dlsym((void *)module, symbol);
  snprintf(symbol, sizeof symbol, "count_%s", name);
  int *count = dlsym((void *)module, symbol);
  if (!f->run || !count) return NOT_FOUND;
  f->count = *count;
  *made = (handle)f;
  return 0;
}
int cuModuleGetGlobal_v2(handle *memory, size_t *bytes, handle module, const char *name) {
  char symbol[1000];
  snprintf(symbol, sizeof symbol, "bytes_%s", name);
  *memory = (handle)dlsym((void *)module, name);
  size_t *size = dlsym((void *)module, symbol);
  *bytes = size ? *size : 8;
  return *memory ? 0 : NOT_FOUND;
}
int cuOccupancyMaxPotentialBlockSize(int *blocks, int *block, handle f, void *shared_of, size_t shared, int most) {
  *blocks = 1;
  *block = 256;
  return 0;
}
int cuFuncGetAttribute(int *value, int attribute, handle function) { *value = attribute == 0 ? 1024 : 0; return 0; }
int cuFuncSetAttribute(handle function, int attribute, int value) { return value > 227 << 10 ? INVALID_VALUE : 0; }

static launch *launching(function *f, const unsigned *sizes, void **arguments) {
  launch *k = malloc(sizeof *k);
  k->run = f->run;
  k->count = f->count;
  memcpy(k->sizes, sizes, sizeof k->sizes);
  for (int i = 0; i < f->count; i++) k->values[i] = *(long long *)arguments[i];
  return k;
}
static int unfit(const unsigned *s, void **extra) {
  return !s[0] || !s[1] || !s[2] || !s[3] || !s[4] || !s[5] || s[3] * s[4] * s[5] > 1024 || s[1] > 65535 || s[2] > 65535 || extra;
}

/* for timing what comes before launches */
static int does_nothing(void) {
  static int nothing = -1;
  if (nothing < 0) nothing = getenv("CUDA_ON_CPU_NOTHING") != 0;
  return nothing;
}

int cuLaunchKernel(handle f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared, handle h,
                   void **arguments, void **extra) {
  unsigned sizes[] = {gx, gy, gz, bx, by, bz};
  if (unfit(sizes, extra)) return INVALID_VALUE;
  if (does_nothing()) return 0;
  ENTER(put(h, (command){.what = LAUNCH, .kernel = launching((function *)f, sizes, arguments)}));
}

typedef struct {
  unsigned sizes[6], shared;
  handle stream;
  void *attributes;
  unsigned count;
} config;
/* A kernel that may be launched while the one before it ends, and waits for it: here it comes after it. */
int cuLaunchKernelEx(const config *c, handle f, void **arguments, void **extra) {
  const unsigned *s = c->sizes;
  if (c->count != 1 || *(int *)c->attributes != 6) return INVALID_VALUE;
  return cuLaunchKernel(f, s[0], s[1], s[2], s[3], s[4], s[5], c->shared, c->stream, arguments, extra);
}

// ---- graphs: lists of commands

static int begun(handle h) {
  stream *s = known(h);
  if (!s) return INVALID_HANDLE;
  s->recording = calloc(1, sizeof(graph));
  return 0;
}
static int captured(handle h, handle *made) {
  stream *s = known(h);
  if (!s || !s->recording) return INVALID_HANDLE;
  *made = (handle)s->recording;
  s->recording = 0;
  return 0;
}
static int replayed(graph *g, handle h) {
  for (command *c = g->first; c; c = c->next) {
    command again = *c;
    if (c->kernel) {
      again.kernel = malloc(sizeof(launch));
      *again.kernel = *c->kernel;
    }
    int failed = put(h, again);
    if (failed) return failed;
  }
  return 0;
}
int cuStreamIsCapturing(handle h, int *is) { *is = 0; return 0; }
int cuStreamBeginCapture_v2(handle h, int mode) { ENTER(begun(h)); }
int cuStreamEndCapture(handle h, handle *made) { ENTER(captured(h, made)); }
int cuGraphCreate(handle *made, unsigned flags) { *made = (handle)calloc(1, sizeof(graph)); return 0; }
int cuGraphAddKernelNode(handle *node, graph *g, const handle *after, size_t count, const kernel_node *n) {
  if (unfit(n->sizes, n->extra)) return INVALID_VALUE;
  if (count > 1 || (count == 1 && after[0] != (handle)g->last)) return INVALID_VALUE;
  command *c = calloc(1, sizeof *c);
  c->what = LAUNCH;
  c->kernel = launching((function *)n->run, n->sizes, n->arguments);
  *(g->last ? &g->last->next : &g->first) = c;
  g->last = c;
  g->count++;
  *node = (handle)c;
  return 0;
}
int cuGraphAddDependencies_v2(graph *g, const handle *from, const handle *to, const unsigned char *data, size_t count) {
  if (count != 1 || ((command *)from[0])->next != (command *)to[0] || data[0] != 1 || data[1] || data[2] != 1) return INVALID_VALUE;
  return 0;
}
int cuGraphGetNodes(graph *g, handle *nodes, size_t *count) { *count = g->count; return nodes ? INVALID_VALUE : 0; }
int cuGraphInstantiateWithFlags(handle *exec, graph *g, unsigned long long flags) { *exec = (handle)g; return 0; }
int cuGraphExecKernelNodeSetParams(graph *g, command *node, const kernel_node *n) {
  launch *k = launching((function *)n->run, n->sizes, n->arguments);
  free(node->kernel);
  node->kernel = k;
  return 0;
}
int cuGraphLaunch(graph *g, handle h) { ENTER(does_nothing() ? 0 : replayed(g, h)); }
int cuGraphExecDestroy(handle exec) { return 0; }
int cuGraphDestroy(handle g) { return 0; }
