// Handles for the targets that go through kith.h, and what holds of every call.
#pragma once

#include <memory>

#include "fuzz/fuzz.hpp"
#include "kith/kith.h"

namespace kith::fuzz {

template <class T, void (*End)(T*)>
struct Ender {
  void operator()(T* p) const { End(p); }
};
using CDocument =
    std::unique_ptr<kith_document, Ender<kith_document, kith_document_free>>;
using CCalendar =
    std::unique_ptr<kith_calendar, Ender<kith_calendar, kith_calendar_free>>;
using CTable = std::unique_ptr<kith_table, Ender<kith_table, kith_table_free>>;
using CBatch = std::unique_ptr<kith_batch, Ender<kith_batch, kith_batch_free>>;
using CBook = std::unique_ptr<kith_book, Ender<kith_book, kith_book_close>>;
using CView = std::unique_ptr<kith_view, Ender<kith_view, kith_view_close>>;

inline constexpr std::int32_t kDay = 19656;  // 2023-10-26
inline constexpr std::int64_t kNow = kDay * 86'400'000'000LL;

inline std::string_view view(kith_string_view v) {
  LAW(v.data != nullptr && v.size >= 0);
  return {v.data, static_cast<std::size_t>(v.size)};
}
inline kith_string_view view(std::string_view v) {
  return {v.data(), static_cast<std::int64_t>(v.size())};
}

/// The law of a status and its error; true when the call went well. Frees the error. No
/// input may reach a broken invariant.
inline bool well(kith_status status, kith_error* error) {
  LAW(kith_error_status(error) == status);
  LAW((error == nullptr) == (status == KITH_OK));
  LAW(status != KITH_INTERNAL);
  if (error != nullptr) {
    LAW(!view(kith_error_message(error)).empty());
    LAW(view(kith_status_name(status)) != "unknown");
    LAW(view(kith_reason_name(kith_error_reason(error))) != "unknown");
    view(kith_error_field(error));
    for (std::int64_t i = 0; i < kith_error_detail_count(error); ++i) {
      kith_string_view key, value;
      LAW(kith_error_detail(error, i, &key, &value) == KITH_OK);
    }
  }
  kith_error_free(error);
  return status == KITH_OK;
}

/// WELL(f(a, b, error)): well() of a call, `error` standing for its last argument.
#define WELL(call)                                      \
  [&] {                                                 \
    kith_error* fuzz_error = nullptr;                   \
    kith_error** error = &fuzz_error;                   \
    const kith_status fuzz_status = (call);             \
    return ::kith::fuzz::well(fuzz_status, fuzz_error); \
  }()

/// Reads every cell of a table, as CSV.
std::string cells(const kith_table* table);
/// Asks every question of a view; none may be internal. Data loss is fine over a book.
void ask_all(const kith_view* view);
/// The default documents, but for a small calendar, from 2023-01-01 on.
CBatch documents_batch();
/// The same with two customers, touches, a deal.
CBatch small_batch();

}  // namespace kith::fuzz
