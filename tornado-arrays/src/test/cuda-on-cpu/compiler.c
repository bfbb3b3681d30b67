/* The functions of NVRTC that the engine calls: g++ compiles the kernel with kernel.h before it. What is called machine code is the
 * name of the library that it makes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NAMES = 32 };
typedef struct {
  char *source, *log, *library, *names[MOST_NAMES];
  int named;
} program;

enum { INVALID_OPTION = 5, COMPILATION = 6 };

static const char *folder(void) { return getenv("CUDA_ON_CPU"); }

int nvrtcVersion(int *major, int *minor) { *major = 13; *minor = 0; return 0; }
const char *nvrtcGetErrorString(int error) { return error == COMPILATION ? "NVRTC_ERROR_COMPILATION" : "NVRTC_ERROR"; }
int nvrtcGetNumSupportedArchs(int *count) { *count = 2; return 0; }
int nvrtcGetSupportedArchs(int *all) { all[0] = 80; all[1] = 90; return 0; }

/* The source with arrays whose length a launch tells as long ones. */
static char *plain(const char *source) {
  char *made = calloc(1, 2 * strlen(source) + 100), *to = made;
  const char *mark = "extern __shared__ ";
  for (const char *at = source; *at;) {
    const char *next = strstr(at, mark), *end = next ? strstr(next, "[]") : 0;
    if (!end) return strcat(made, at);
    to += sprintf(to, "%.*sstatic %.*s[227 << 10]", (int)(next - at), at, (int)(end - next - strlen(mark)), next + strlen(mark));
    at = end + 2;
  }
  return made;
}

int nvrtcCreateProgram(program **made, const char *source, const char *name, int headers, void *texts, void *names) {
  *made = calloc(1, sizeof(program));
  (*made)->source = plain(source);
  (*made)->log = calloc(1, 1);
  return 0;
}
int nvrtcDestroyProgram(program **made) { return 0; }
int nvrtcAddNameExpression(program *p, const char *name) { p->names[p->named++] = strdup(name); return 0; }
int nvrtcGetLoweredName(program *p, const char *name, const char **lowered) {
  for (int i = 0; i < p->named; i++) {
    if (!strcmp(p->names[i], name)) {
      char text[20];
      snprintf(text, sizeof text, "_Z%d", i);
      *lowered = strdup(text);
      return 0;
    }
  }
  return INVALID_OPTION;
}

static void entry(FILE *file, const char *called, const char *expression, int barriers) {
  fprintf(file, "static void with_%s(void **arguments) { call(%s, arguments); }\n", called, expression);
  fprintf(file, "extern \"C\" void run_%s(void **arguments, unsigned *sizes) { run(with_%s, arguments, sizes, %d); }\n", called, called,
          barriers);
  fprintf(file, "extern \"C\" int count_%s;\nint count_%s = count(%s);\n", called, called, expression);
}

/* The kernels and variables that the source has, templates aside. */
static void entries(FILE *file, const char *source, int barriers) {
  char name[200];
  for (const char *at = source; (at = strstr(at, "__global__ void ")); at++) {
    const char *line = at;
    while (line > source && line[-1] != ';' && line[-1] != '}') line--;
    const char *of = strstr(line, "template");
    if (of && of < at) continue;
    const char *from = at + 16;
    int length = 0;
    if (!strncmp(from, "__launch_bounds__", 17)) from = strchr(from, ')') + 1;
    if (sscanf(from, " %190[A-Za-z0-9_] (%n", name, &length) == 1 && length > 0) entry(file, name, name, barriers);
  }
  for (const char *at = source; (at = strstr(at, "__constant__ ")); at++) {
    const char *end = at + strcspn(at, "[;="), *from;
    while (end[-1] == ' ') end--;
    for (from = end; from > at && (from[-1] == '_' || (from[-1] | 32) >= 'a' && (from[-1] | 32) <= 'z' || from[-1] >= '0' && from[-1] <= '9');) from--;
    snprintf(name, sizeof name, "%.*s", (int)(end - from), from);
    fprintf(file, "extern \"C\" size_t bytes_%s;\nsize_t bytes_%s = sizeof(%s);\n", name, name, name);
  }
}

/* What is left of a source once it is known which parts of it are compiled; itself where that can't be told. */
static char *preprocessed(const char *source, const char *base, const char *defined) {
  char path[1100], command[4000];
  snprintf(path, sizeof path, "%s.cu", base);
  FILE *file = fopen(path, "w");
  fputs(source, file);
  fclose(file);
  snprintf(command, sizeof command, "g++ -E -P -w -x c++ -std=c++17%s %s.cu -o %s.i 2> /dev/null", defined, base, base);
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

int nvrtcCompileProgram(program *p, int count, const char **options) {
  static int programs;
  for (int i = 0; i < count; i++) {
    if (strstr(options[i], "no-such")) {
      p->log = strdup(options[i]);
      return INVALID_OPTION;
    }
  }
  char base[1000], path[1100], command[4000], defined[1000] = "";
  for (int i = 0; i < count; i++) {
    if (!strncmp(options[i], "-D", 2)) sprintf(defined + strlen(defined), " '%s'", options[i]);
  }
  snprintf(base, sizeof base, "%s/kernel%d_%d", folder(), getpid(), __sync_fetch_and_add(&programs, 1));
  char *seen = preprocessed(p->source, base, defined);
  snprintf(path, sizeof path, "%s.cpp", base);
  FILE *file = fopen(path, "w");
  fprintf(file, "#include \"kernel.h\"\n#line 1 \"kernel.cu\"\n");
  fputs(p->source, file);
  fputs("\n", file);
  int waits = strstr(seen, "  barrier(") || strstr(seen, "__syncthreads();") || strstr(seen, "_sync(");
  entries(file, seen, waits);
  for (int i = 0; i < p->named; i++) {
    char called[20];
    snprintf(called, sizeof called, "_Z%d", i);
    entry(file, called, p->names[i], waits);
  }
  fclose(file);
  free(seen);
  snprintf(command, sizeof command,
           "g++ -w -O1 -ffp-contract=off -fwrapv -fPIC -shared -std=c++17%s -I '%s' -o %s.so %s.cpp > %s.log 2>&1", defined, SOURCES, base,
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
