// A record batch in memory of its own, with buffers as large as its counts say.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "fuzz/c_kit.hpp"

namespace kith::fuzz {

class ArrowBatch {
 public:
  ArrowBatch(std::int64_t rows, std::int64_t offset) {
    schema.format = "+s";
    schema.release = [](ArrowSchema* s) { s->release = nullptr; };
    array.length = rows;
    array.offset = offset;
    array.n_buffers = 1;
    array.buffers = &nothing_;
    array.release = [](ArrowArray* a) { a->release = nullptr; };
  }
  /// Buffers are validity (empty: none), values or offsets, bytes. Each is copied to
  /// memory of its exact size, so that a sanitizer sees a read beyond it.
  void add(std::string name, std::string format, std::int64_t length,
           std::int64_t null_count, const std::vector<std::string>& buffers) {
    Column& c = columns_.emplace_back();
    c.name = std::move(name);
    c.format = std::move(format);
    for (const std::string& b : buffers) {
      c.memory.emplace_back(b.begin(), b.end());
      c.buffers.push_back(b.empty() ? nullptr : c.memory.back().data());
    }
    c.schema.name = c.name.c_str();
    c.schema.format = c.format.c_str();
    c.array.length = length;
    c.array.null_count = null_count;
    c.array.n_buffers = std::ssize(c.buffers);
    c.array.buffers = c.buffers.data();
    schemas_.push_back(&c.schema);
    arrays_.push_back(&c.array);
    schema.children = schemas_.data();
    array.children = arrays_.data();
    schema.n_children = array.n_children = std::ssize(columns_);
  }
  /// Whether the library took it.
  bool take(CTable& out) {
    kith_table* table = nullptr;
    const bool ok = WELL(kith_table_from_arrow(&schema, &array, &table, error));
    out.reset(table);
    LAW((schema.release == nullptr) == ok);
    LAW((array.release == nullptr) == ok);
    return ok;
  }

  ArrowSchema schema{};
  ArrowArray array{};

 private:
  struct Column {
    std::string name, format;
    std::deque<std::vector<char>> memory;
    std::vector<const void*> buffers;
    ArrowSchema schema{};
    ArrowArray array{};
  };
  std::deque<Column> columns_;
  std::vector<ArrowSchema*> schemas_;
  std::vector<ArrowArray*> arrays_;
  const void* nothing_ = nullptr;
};

}  // namespace kith::fuzz
