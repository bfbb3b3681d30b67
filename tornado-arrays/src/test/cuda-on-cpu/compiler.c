/* The functions of NVRTC that the engine calls: g++ compiles the kernel with kernel.h before it. What is called machine code is the
 * name of the library that it makes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *source, *log, *library;
} program;

enum { INVALID_OPTION = 5, COMPILATION = 6 };

static const char *folder(void) { return getenv("CUDA_ON_CPU"); }

int nvrtcVersion(int *major, int *minor) { *major = 13; *minor = 0; return 0; }
const char *nvrtcGetErrorString(int error) { return error == COMPILATION ? "NVRTC_ERROR_COMPILATION" : "NVRTC_ERROR"; }
int nvrtcGetNumSupportedArchs(int *count) { *count = 2; return 0; }
int nvrtcGetSupportedArchs(int *all) { all[0] = 80; all[1] = 90; return 0; }

int nvrtcCreateProgram(program **made, const char *source, const char *name, int headers, void *texts, void *names) {
  *made = calloc(1, sizeof(program));
  (*made)->source = strdup(source);
  (*made)->log = calloc(1, 1);
  return 0;
}
int nvrtcDestroyProgram(program **made) { return 0; }

/* The name of the next kernel, and the text behind it; 0 where there is none. */
static const char *next_kernel(const char *text, char *name) {
  while ((text = strstr(text, "__global__"))) {
    text += strlen("__global__");
    while (*text == ' ' || *text == '\n') text++;
    if (strncmp(text, "void ", 5)) continue;
    text += 5;
    if (!strncmp(text, "__launch_bounds__(", 18)) text = strchr(text, ')') + 1;
    int length = 0;
    if (sscanf(text, " %190[A-Za-z0-9_](%n", name, &length) == 1 && length > 0) return text + length;
  }
  return 0;
}

/* What is left of a source once it is known which parts of it are compiled; itself where that can't be told. */
static char *preprocessed(const char *source, const char *base) {
  char path[1100], command[4000];
  snprintf(path, sizeof path, "%s.cu", base);
  FILE *file = fopen(path, "w");
  fputs(source, file);
  fclose(file);
  snprintf(command, sizeof command, "g++ -E -P -w -x c++ -std=c++17 %s.cu -o %s.i 2> /dev/null", base, base);
  snprintf(path, sizeof path, "%s.i", base);
  if (system(command) || !(file = fopen(path, "r"))) return strdup(source);
  fseek(file, 0, SEEK_END);
  long length = ftell(file);
  rewind(file);
  char *text = calloc(1, length + 1);
  fread(text, 1, length, file);
  fclose(file);
  return text;
}

/* Writes the source with a size where memory that a launch gives a block has none. */
static void write_source(FILE *file, const char *source) {
  const char *shared, *brackets;
  while ((shared = strstr(source, "extern __shared__")) && (brackets = strstr(shared, "[]"))) {
    fprintf(file, "%.*s%.*s[227 << 10]", (int)(shared - source), source, (int)(brackets - shared - 6), shared + 6);
    source = brackets + 2;
  }
  fputs(source, file);
}

int nvrtcCompileProgram(program *p, int count, const char **options) {
  static int programs;
  for (int i = 0; i < count; i++) {
    if (strstr(options[i], "no-such")) {
      p->log = strdup(options[i]);
      return INVALID_OPTION;
    }
  }
  char base[1000], path[1100], entry[200], command[4000];
  snprintf(base, sizeof base, "%s/kernel%d_%d", folder(), getpid(), __sync_fetch_and_add(&programs, 1));
  char *seen = preprocessed(p->source, base);
  snprintf(path, sizeof path, "%s.cpp", base);
  FILE *file = fopen(path, "w");
  fprintf(file, "#include \"kernel.h\"\n#line 1 \"kernel.cu\"\n");
  write_source(file, p->source);
  fputs("\n", file);
  int waits = strstr(seen, "  barrier(") || strstr(seen, "__syncthreads();") || strstr(seen, "_sync(");
  for (const char *at = seen; (at = next_kernel(at, entry));) {
    fprintf(file, "static void with_%s(void **arguments) { call(%s, arguments); }\n", entry, entry);
    fprintf(file, "extern \"C\" void run_%s(void **arguments, unsigned *sizes) { run(with_%s, arguments, sizes, %d); }\n", entry,
            entry, waits);
  }
  fclose(file);
  free(seen);
  snprintf(command, sizeof command,
           "g++ -w -O1 -ffp-contract=off -fwrapv -fPIC -shared -std=c++17 -I '%s' -o %s.so %s.cpp > %s.log 2>&1", SOURCES, base,
           base, base);
  int failed = system(command);
  snprintf(path, sizeof path, "%s.log", base);
  p->log = calloc(1, 10000);
  file = fopen(path, "r");
  fread(p->log, 1, 9999, file);
  fclose(file);
  snprintf(path, sizeof path, "%s.so", base);
  p->library = strdup(path);
  return failed ? COMPILATION : 0;
}

int nvrtcGetProgramLogSize(program *p, size_t *size) { *size = strlen(p->log) + 1; return 0; }
int nvrtcGetProgramLog(program *p, char *log) { strcpy(log, p->log); return 0; }
int nvrtcGetCUBINSize(program *p, size_t *size) { *size = strlen(p->library) + 1; return 0; }
int nvrtcGetCUBIN(program *p, char *code) { strcpy(code, p->library); return 0; }
int nvrtcGetPTXSize(program *p, size_t *size) { *size = 1; return 0; }
int nvrtcGetPTX(program *p, char *text) { *text = 0; return 0; }
