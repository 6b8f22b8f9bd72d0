// A table of the library from columns in the test's own memory, through Arrow.
//
//   Columns columns(2);
//   columns.text("owner", {"li", "li"}).days("day", {19656, 19657});
//   kith_table* table = columns.take(&error);     // nullptr: refused
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "kith/kith.h"

namespace kit {

class Columns {
 public:
  explicit Columns(std::int64_t rows) : rows_(rows) {}
  Columns& text(const char* name, const std::vector<std::string>& values) {
    Column& c = columns_.emplace_back();
    c.numbers = {0};
    for (const std::string& value : values) {
      c.bytes += value;
      c.numbers.push_back(static_cast<std::int32_t>(c.bytes.size()));
    }
    c.buffers = {nullptr, c.numbers.data(), c.bytes.data()};
    return add(c, name, "u");
  }
  Columns& days(const char* name, std::vector<std::int32_t> values) {
    return numbers(name, std::move(values), "tdD");
  }
  Columns& ints(const char* name, std::vector<std::int32_t> values) {
    return numbers(name, std::move(values), "i");
  }
  kith_table* take(kith_error** error) {
    std::vector<ArrowSchema*> schemas;
    std::vector<ArrowArray*> arrays;
    for (Column& c : columns_) {
      schemas.push_back(&c.schema);
      arrays.push_back(&c.array);
    }
    ArrowSchema schema{};
    schema.format = "+s";
    schema.n_children = static_cast<std::int64_t>(schemas.size());
    schema.children = schemas.data();
    schema.release = let_go<ArrowSchema>;
    const void* none = nullptr;
    ArrowArray array{};
    array.length = rows_;
    array.n_buffers = 1;
    array.buffers = &none;
    array.n_children = schema.n_children;
    array.children = arrays.data();
    array.release = let_go<ArrowArray>;
    kith_table* table = nullptr;
    (void)kith_table_from_arrow(&schema, &array, &table, error);
    return table;
  }

 private:
  struct Column {
    std::string bytes;
    std::vector<std::int32_t> numbers;
    std::vector<const void*> buffers;
    ArrowSchema schema{};
    ArrowArray array{};
  };
  template <class T>
  static void let_go(T* s) {
    s->release = nullptr;
  }
  Columns& numbers(const char* name, std::vector<std::int32_t> values,
                   const char* format) {
    Column& c = columns_.emplace_back();
    c.numbers = std::move(values);
    c.buffers = {nullptr, c.numbers.data()};
    return add(c, name, format);
  }
  Columns& add(Column& c, const char* name, const char* format) {
    c.schema.name = name;
    c.schema.format = format;
    c.schema.release = let_go<ArrowSchema>;
    c.array.length = rows_;
    c.array.n_buffers = static_cast<std::int64_t>(c.buffers.size());
    c.array.buffers = c.buffers.data();
    c.array.release = let_go<ArrowArray>;
    return *this;
  }

  std::int64_t rows_;
  std::deque<Column> columns_;
};

/// Three jobs of one owner on one day, with one slot there and one on the day after, and
/// a cap of one on both days together.
inline Columns plan_jobs(std::int32_t day) {
  Columns columns(3);
  columns.text("owner", {"li", "li", "li"})
      .text("key", {"a", "b", "late"})
      .text("channel", {"phone", "phone", "visit"})
      .days("first", {day, day, day - 9})
      .days("last", {day, day + 1, day - 4})
      .days("since", {day - 2, day - 2, day - 12})
      .ints("points", {5, 9, 1});
  return columns;
}
inline Columns plan_slots(std::int32_t day) {
  Columns columns(2);
  columns.text("owner", {"li", "li"})
      .text("channel", {"phone", "phone"})
      .days("day", {day, day + 1})
      .ints("slots", {1, 1});
  return columns;
}
inline Columns plan_caps(std::int32_t day) {
  Columns columns(1);
  columns.text("owner", {"li"})
      .days("first", {day})
      .days("last", {day + 1})
      .ints("slots", {1});
  return columns;
}

}  // namespace kit
