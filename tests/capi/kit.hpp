// What the tests of the C interface share: handles that end themselves, and checks that
// name the place.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "kith/kith.h"

namespace kit {

template <class T, void (*End)(T*)>
struct Ender {
  void operator()(T* p) const { End(p); }
};
using Error = std::unique_ptr<kith_error, Ender<kith_error, kith_error_free>>;
using Document = std::unique_ptr<kith_document, Ender<kith_document, kith_document_free>>;
using Calendar = std::unique_ptr<kith_calendar, Ender<kith_calendar, kith_calendar_free>>;
using Table = std::unique_ptr<kith_table, Ender<kith_table, kith_table_free>>;
using Batch = std::unique_ptr<kith_batch, Ender<kith_batch, kith_batch_free>>;
using Book = std::unique_ptr<kith_book, Ender<kith_book, kith_book_close>>;
using View = std::unique_ptr<kith_view, Ender<kith_view, kith_view_close>>;
using Rules = std::unique_ptr<kith_rules, Ender<kith_rules, kith_rules_free>>;
using State = std::unique_ptr<kith_state, Ender<kith_state, kith_state_free>>;

/// 2023-10-26, and an instant of that day.
inline constexpr std::int32_t kDay = 19656;
inline constexpr std::int64_t kNow = kDay * 86'400'000'000LL;

inline std::string str(kith_string_view v) {
  return {v.data, static_cast<std::size_t>(v.size)};
}
inline kith_string_view sv(const char* s) { return {s, -1}; }

/// Expects success; the message says why not.
#define KIT_OK(call)                                              \
  do {                                                            \
    kith_error* kit_error = nullptr;                              \
    kith_error** error = &kit_error;                              \
    const kith_status kit_status = (call);                        \
    EXPECT_EQ(kit_status, KITH_OK)                                \
        << kit::str(kith_error_message(kit_error)) << " at "      \
        << kit::str(kith_error_field(kit_error)) << " in " #call; \
    kith_error_free(kit_error);                                   \
  } while (false)

/// Expects failure with a status, a reason and a field; `error` stands for the argument.
#define KIT_FAIL(status_wanted, reason_wanted, field_wanted, call)   \
  do {                                                               \
    kith_error* kit_error = nullptr;                                 \
    kith_error** error = &kit_error;                                 \
    EXPECT_EQ((call), status_wanted) << #call;                       \
    EXPECT_EQ(kith_error_status(kit_error), status_wanted) << #call; \
    EXPECT_EQ(kith_error_reason(kit_error), reason_wanted)           \
        << kit::str(kith_error_message(kit_error)) << " in " #call;  \
    EXPECT_EQ(kit::str(kith_error_field(kit_error)), field_wanted)   \
        << kit::str(kith_error_message(kit_error)) << " in " #call;  \
    EXPECT_GT(kith_error_message(kit_error).size, 0) << #call;       \
    kith_error_free(kit_error);                                      \
    error = nullptr;                                                 \
    EXPECT_EQ((call), status_wanted) << "without error: " #call;     \
  } while (false)

/// A folder of its own that goes with the test.
class Folder {
 public:
  Folder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "kith-capi-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(std::string_view name) const {
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

inline Document default_document(std::int32_t kind) {
  kith_document* d = nullptr;
  KIT_OK(kith_document_default(kind, &d, error));
  return Document(d);
}
inline Batch batch() {
  kith_batch* b = nullptr;
  KIT_OK(kith_batch_create(nullptr, &b, error));
  return Batch(b);
}

/// One customer's touch.
inline kith_touch touch(const char* customer, const char* key, std::int32_t day) {
  kith_touch t = KITH_TOUCH_INIT;
  t.customer = sv(customer);
  t.source = sv("test");
  t.key = sv(key);
  t.day = day;
  t.channel = KITH_CHANNEL_PHONE;
  return t;
}

/// The documents of every kind from 2023-01-01 on.
inline Batch documents() {
  Batch b = batch();
  for (std::int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_ENTRY; ++kind) {
    const Document d = default_document(kind);
    KIT_OK(kith_batch_adopt(b.get(), d.get(), 19358, nullptr, 0, nullptr, 0, 0, error));
  }
  return b;
}

/// The same, and two customers with touches.
inline Batch small_batch() {
  Batch b = documents();
  const kith_touch one = touch("yy", "t1", kDay - 10);
  kith_touch two = touch("zz", "t2", kDay - 3);
  two.content = sv("报价");
  KIT_OK(kith_batch_add_touch(b.get(), &one, error));
  KIT_OK(kith_batch_add_touch(b.get(), &two, error));
  return b;
}

inline Rules rules_of(const Batch& b) {
  kith_rules* r = nullptr;
  KIT_OK(kith_rules_create(b.get(), nullptr, &r, error));
  return Rules(r);
}
inline State built(const Rules& rules, const char* customer, const Batch& history) {
  kith_state* s = nullptr;
  KIT_OK(kith_state_build(rules.get(), customer, -1, history.get(), &s, error));
  return State(s);
}
inline Book new_book(const std::string& path) {
  kith_book_options o = KITH_BOOK_OPTIONS_INIT;
  o.create = 1;
  kith_book* b = nullptr;
  KIT_OK(kith_book_open(path.c_str(), -1, &o, &b, error));
  return Book(b);
}
inline View view_over(const Batch& b) {
  kith_view* v = nullptr;
  KIT_OK(kith_view_open_over_batch(b.get(), nullptr, nullptr, &v, error));
  return View(v);
}
inline std::int64_t rows(const Table& t) {
  std::int64_t n = -1;
  KIT_OK(kith_table_shape(t.get(), &n, nullptr, error));
  return n;
}
inline std::string csv(const kith_table* t) {
  kith_buffer buffer{};
  KIT_OK(kith_table_to_csv(t, nullptr, &buffer, error));
  std::string out(reinterpret_cast<const char*>(buffer.data),
                  static_cast<std::size_t>(buffer.size));
  kith_buffer_free(&buffer);
  EXPECT_EQ(buffer.data, nullptr);
  kith_buffer_free(&buffer);  // twice does nothing
  return out;
}

}  // namespace kit
