#include "memory.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define FAULT_OWNS_MALLOC 0
#else
#define FAULT_OWNS_MALLOC 1
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);
}
#endif

namespace fault {
namespace {

// One thread runs the calls under test; others of the test framework do not exist.
Plan plan;
std::int64_t passed = 0;
std::int64_t hit = 0;
std::atomic<std::int64_t> live{0};
// Inside operator new or SQLite's allocator, whose mallocs are no points of their own.
thread_local int inner = 0;

struct Inner {
  Inner() { ++inner; }
  ~Inner() { --inner; }
};

void* counted(void* block) {
  if (block != nullptr) live.fetch_add(1, std::memory_order_relaxed);
  return block;
}
void uncounted(const void* block) {
  if (block != nullptr) live.fetch_sub(1, std::memory_order_relaxed);
}

void* new_block(std::size_t size, std::size_t alignment) {
  if (fails(Seam::cpp)) return nullptr;
  const Inner mark;
  if (size == 0) size = 1;
  void* block =
      alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__
          ? std::malloc(size)
          : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  return FAULT_OWNS_MALLOC ? block : counted(block);
}
void* new_or_throw(std::size_t size, std::size_t alignment = 1) {
  if (void* block = new_block(size, alignment)) return block;
  throw std::bad_alloc();
}
void delete_block(void* block) {
  if (!FAULT_OWNS_MALLOC) uncounted(block);
  std::free(block);
}

sqlite3_mem_methods plain;

void* sqlite_malloc(int size) {
  if (fails(Seam::sqlite)) return nullptr;
  const Inner mark;
  return plain.xMalloc(size);
}
void* sqlite_realloc(void* block, int size) {
  if (fails(Seam::sqlite)) return nullptr;
  const Inner mark;
  return plain.xRealloc(block, size);
}

}  // namespace

void arm(const Plan& wanted) {
  plan = wanted;
  passed = 0;
  hit = 0;
}

std::int64_t disarm() {
  plan = {};
  return passed;
}

std::int64_t hits() { return hit; }

bool fails(Seam seam) {
  if (plan.seam != seam) return false;
  ++passed;
  if (plan.index == 0) return false;
  if (passed != plan.index && !(plan.sticky && passed > plan.index)) return false;
  ++hit;
  return true;
}

std::int64_t live_blocks() {
  return live + (FAULT_OWNS_MALLOC ? 0 : sqlite3_memory_used());
}

bool has_c_seam() { return FAULT_OWNS_MALLOC; }

void configure_sqlite() {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain);
  sqlite3_mem_methods seam = plain;
  seam.xMalloc = sqlite_malloc;
  seam.xRealloc = sqlite_realloc;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &seam);
}

}  // namespace fault

void* operator new(std::size_t size) { return fault::new_or_throw(size); }
void* operator new[](std::size_t size) { return fault::new_or_throw(size); }
void* operator new(std::size_t size, std::align_val_t a) {
  return fault::new_or_throw(size, static_cast<std::size_t>(a));
}
void* operator new[](std::size_t size, std::align_val_t a) {
  return fault::new_or_throw(size, static_cast<std::size_t>(a));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return fault::new_block(size, 1);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return fault::new_block(size, 1);
}
void operator delete(void* p) noexcept { fault::delete_block(p); }
void operator delete[](void* p) noexcept { fault::delete_block(p); }
void operator delete(void* p, std::size_t) noexcept { fault::delete_block(p); }
void operator delete[](void* p, std::size_t) noexcept { fault::delete_block(p); }
void operator delete(void* p, std::align_val_t) noexcept { fault::delete_block(p); }
void operator delete[](void* p, std::align_val_t) noexcept { fault::delete_block(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept {
  fault::delete_block(p);
}
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept {
  fault::delete_block(p);
}

#if FAULT_OWNS_MALLOC

namespace {
bool refused() {
  if (fault::inner > 0 || !fault::fails(fault::Seam::c)) return false;
  errno = ENOMEM;
  return true;
}
}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  return refused() ? nullptr : fault::counted(__libc_malloc(size));
}
void* calloc(std::size_t n, std::size_t size) {
  return refused() ? nullptr : fault::counted(__libc_calloc(n, size));
}
void* realloc(void* block, std::size_t size) {
  if (refused()) return nullptr;
  void* moved = __libc_realloc(block, size);
  if (block == nullptr) return fault::counted(moved);
  if (size == 0) fault::uncounted(block);
  return moved;
}
void* memalign(std::size_t alignment, std::size_t size) {
  return refused() ? nullptr : fault::counted(__libc_memalign(alignment, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return memalign(alignment, size);
}
int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
  *out = memalign(alignment, size);
  return *out == nullptr ? ENOMEM : 0;
}
void free(void* block) {
  fault::uncounted(block);
  __libc_free(block);
}

}  // extern "C"

#endif
