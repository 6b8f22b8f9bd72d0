// What stands behind kith_book, and what recording came to. Only the full library has it.
#pragma once

#include <memory>
#include <utility>

#include "handles.hpp"
#include "kith/book/book.hpp"

namespace kith::capi {

/// A book, shared by its handle and the views over it.
struct OpenBook {
  explicit OpenBook(Book opened) : book(std::move(opened)) {}
  Book book;
  Gate gate;
  bool read_only = false;
};

/// Given out by record and import alike.
kith_record_result result_of(const RecordResult& r);

}  // namespace kith::capi

struct kith_book final {
  std::shared_ptr<kith::capi::OpenBook> open;
};
