/* Loads the library by path, uses it, closes it, and checks that it is gone: a host may
 * unload a plug-in. argv[1] is the library. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>

typedef int32_t (*create_function)(const void*, void**, void**);
typedef int32_t (*default_function)(int32_t, void**, void**);
typedef void (*free_function)(void*);

static void* symbol(void* library, const char* name) {
  void* found = dlsym(library, name);
  if (found == 0) fprintf(stderr, "no %s\n", name);
  return found;
}

static int use(void* library) {
  create_function create;
  default_function make;
  free_function free_calendar;
  free_function free_document;
  void* thing = 0;
  int32_t kind;
  *(void**)&create = symbol(library, "kith_calendar_create");
  *(void**)&make = symbol(library, "kith_document_default");
  *(void**)&free_calendar = symbol(library, "kith_calendar_free");
  *(void**)&free_document = symbol(library, "kith_document_free");
  if (!create || !make || !free_calendar || !free_document) return 1;
  if (create(0, &thing, 0) != 0) return 1;
  free_calendar(thing);
  for (kind = 1; kind <= 4; ++kind) {
    if (make(kind, &thing, 0) != 0) return 1;
    free_document(thing);
  }
  return make(99, &thing, 0) == 2 ? 0 : 1;
}

int main(int argc, char** argv) {
  int round;
  if (argc != 2) return 2;
  for (round = 0; round < 3; ++round) {
    void* library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (library == 0) {
      fprintf(stderr, "%s\n", dlerror());
      return 1;
    }
    if (use(library) != 0) return 1;
    dlclose(library);
    if (dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD) != 0) {
      fprintf(stderr, "still there after dlclose\n");
      return 1;
    }
  }
  return 0;
}
