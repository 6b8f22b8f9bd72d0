/* Preloaded into a program: ends it with SIGKILL just before its n-th change to a file, n
 * being KITH_KILL_AT; with KITH_KILL_COUNT it writes the number of changes there at the
 * end. What a killed process leaves behind is what it had changed in files, so these are
 * all the points at which a kill can make a difference. Nothing is made durable: a killed
 * process needs no fsync, and the test runs faster.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long changes;

static void change(void) {
  const char* at = getenv("KITH_KILL_AT");
  ++changes;
  if (at != NULL && changes == atol(at)) raise(SIGKILL);
}

__attribute__((destructor)) static void tell(void) {
  const char* path = getenv("KITH_KILL_COUNT");
  FILE* file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", changes);
  fclose(file);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  change();
  return NEXT(pwrite64)(file, bytes, size, at);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  change();
  return NEXT(pwrite)(file, bytes, size, at);
}
int ftruncate64(int file, off64_t size) {
  change();
  return NEXT(ftruncate64)(file, size);
}
int ftruncate(int file, off_t size) {
  change();
  return NEXT(ftruncate)(file, size);
}
int unlink(const char* path) {
  change();
  return NEXT(unlink)(path);
}
int rename(const char* from, const char* to) {
  change();
  return NEXT(rename)(from, to);
}
int fsync(int file) {
  (void)file;
  return 0;
}
int fdatasync(int file) {
  (void)file;
  return 0;
}
