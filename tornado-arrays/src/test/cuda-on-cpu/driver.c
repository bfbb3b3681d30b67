/* The functions of the CUDA driver interface that the engine calls, for a card that is not there: its memory is the
 * host's, and its kernels are what compiler.c made of them. Everything is done when a function returns. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long long handle;

enum { OUT_OF_MEMORY = 2, INVALID_VALUE = 1, INVALID_IMAGE = 200, INVALID_CONTEXT = 201, INVALID_HANDLE = 400, NOT_FOUND = 500 };
enum { CONTEXT = 0x11, STREAM = 0x22, POOL = 0x77, EVENT = 0x88 };

static const size_t MEMORY = (size_t)4 << 30;
static pthread_mutex_t one_launch = PTHREAD_MUTEX_INITIALIZER;

int cuInit(unsigned flags) { return 0; }
int cuDriverGetVersion(int *version) { *version = 13000; return 0; }

int cuGetErrorName(int error, const char **name) {
  *name = error == OUT_OF_MEMORY ? "CUDA_ERROR_OUT_OF_MEMORY" : error == NOT_FOUND ? "CUDA_ERROR_NOT_FOUND" : "CUDA_ERROR";
  return 0;
}
int cuGetErrorString(int error, const char **text) { *text = "no card, but a processor"; return 0; }

int cuDeviceGetCount(int *count) { *count = 1; return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return 0; }
int cuDeviceGetName(char *name, int room, int device) { strncpy(name, "CUDA on the processor", room); return 0; }
int cuDeviceTotalMem_v2(size_t *bytes, int device) { *bytes = MEMORY; return 0; }

int cuDeviceGetAttribute(int *value, int attribute, int device) {
  switch (attribute) {
    case 1: case 2: case 3: *value = 1024; break;       /* threads of a block, along x, along y */
    case 4: *value = 64; break;                         /* along z */
    case 5: *value = 2147483647; break;                 /* blocks along x */
    case 6: case 7: *value = 65535; break;              /* along y, z */
    case 8: *value = 48 << 10; break;                   /* shared memory */
    case 16: *value = 132; break;                       /* multiprocessors */
    case 75: *value = 9; break;                         /* compute capability */
    case 97: *value = 227 << 10; break;                 /* shared memory if asked */
    case 115: *value = 1; break;                        /* memory pools */
    default: *value = 0;
  }
  return 0;
}

int cuDeviceGetDefaultMemPool(handle *pool, int device) { *pool = POOL; return 0; }
int cuDevicePrimaryCtxRetain(handle *context, int device) { *context = CONTEXT; return 0; }
int cuCtxSetCurrent(handle context) { return context == CONTEXT ? 0 : INVALID_CONTEXT; }
int cuStreamCreate(handle *stream, unsigned flags) { *stream = STREAM; return 0; }
int cuStreamSynchronize(handle stream) { return stream == STREAM ? 0 : INVALID_HANDLE; }
int cuEventCreate(handle *event, unsigned flags) { *event = EVENT; return 0; }
int cuEventRecord(handle event, handle stream) { return event == EVENT && stream == STREAM ? 0 : INVALID_HANDLE; }
int cuEventSynchronize(handle event) { return event == EVENT ? 0 : INVALID_HANDLE; }

int cuMemAlloc_v2(handle *memory, size_t bytes) {
  *memory = bytes > MEMORY / 2 ? 0 : (handle)malloc(bytes);
  return *memory ? 0 : OUT_OF_MEMORY;
}
int cuMemFree_v2(handle memory) { free((void *)memory); return 0; }
int cuMemAllocAsync(handle *memory, size_t bytes, handle stream) {
  return stream == STREAM ? cuMemAlloc_v2(memory, bytes) : INVALID_HANDLE;
}
int cuMemFreeAsync(handle memory, handle stream) { return stream == STREAM ? cuMemFree_v2(memory) : INVALID_HANDLE; }
int cuMemPoolSetAttribute(handle pool, int attribute, long long *value) {
  return pool == POOL && attribute == 4 && *value == -1 ? 0 : INVALID_VALUE;
}
int cuMemPoolTrimTo(handle pool, size_t bytes) { return pool == POOL ? 0 : INVALID_HANDLE; }
int cuMemHostAlloc(void **memory, size_t bytes, unsigned flags) {
  *memory = bytes > MEMORY / 2 ? 0 : aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
  return *memory ? 0 : OUT_OF_MEMORY;
}
int cuMemFreeHost(void *memory) { free(memory); return 0; }

int cuMemcpyHtoDAsync_v2(handle to, const void *from, size_t bytes, handle stream) {
  memcpy((void *)to, from, bytes);
  return stream == STREAM ? 0 : INVALID_HANDLE;
}
int cuMemcpyDtoHAsync_v2(void *to, handle from, size_t bytes, handle stream) {
  memcpy(to, (void *)from, bytes);
  return stream == STREAM ? 0 : INVALID_HANDLE;
}

/* The image is the name of a library. */
int cuModuleLoadData(handle *module, const char *image) {
  *module = (handle)dlopen(image, RTLD_NOW | RTLD_LOCAL);
  return *module ? 0 : INVALID_IMAGE;
}
int cuModuleGetFunction(handle *function, handle module, const char *name) {
  char run[300];
  snprintf(run, sizeof run, "run_%s", name);
  *function = (handle)dlsym((void *)module, run);
  return *function ? 0 : NOT_FOUND;
}
int cuFuncGetAttribute(int *value, int attribute, handle function) { *value = attribute == 0 ? 1024 : 0; return 0; }
int cuFuncSetAttribute(handle function, int attribute, int value) { return value > 227 << 10 ? INVALID_VALUE : 0; }

int cuLaunchKernel(handle function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned shared, handle stream, void **arguments, void **extra) {
  unsigned sizes[] = {gx, gy, gz, bx, by, bz};
  if (!gx || !gy || !gz || !bx || !by || !bz || bx * by * bz > 1024 || gy > 65535 || gz > 65535 || extra) return INVALID_VALUE;
  if (stream != STREAM) return INVALID_HANDLE;
  pthread_mutex_lock(&one_launch);
  ((void (*)(void **, unsigned *))function)(arguments, sizes);
  pthread_mutex_unlock(&one_launch);
  return 0;
}
