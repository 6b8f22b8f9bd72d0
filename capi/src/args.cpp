// Checks of arguments, and what every group gives out.
#include "args.hpp"

#include <limits>
#include <memory>
#include <numeric>
#include <vector>

#include "handles.hpp"
#include "kith/base/text.hpp"

namespace kith::capi {

void null_argument(const char* name) {
  throw invalid(Reason::null_argument, std::string(name) + " must not be NULL").at(name);
}

void bad_struct_size(const char* name, std::int32_t size) {
  throw invalid(Reason::bad_struct_size, "struct_size is " + std::to_string(size) +
                                             ": begin with the INIT macro of the type")
      .at(name);
}

std::string_view text(const char* data, std::int64_t size, const char* name) {
  if (data == nullptr) {
    if (size > 0) null_argument(name);
    return {};
  }
  const std::string_view s = size < 0
                                 ? std::string_view(data)
                                 : std::string_view(data, static_cast<std::size_t>(size));
  if (!is_utf8(s)) {
    throw invalid(Reason::bad_utf8, "not valid UTF-8, or holds U+0000").at(name);
  }
  return s;
}

std::string_view filled_text(const char* data, std::int64_t size, const char* name) {
  if (data == nullptr) null_argument(name);
  const std::string_view s = text(data, size, name);
  if (s.empty()) throw invalid(Reason::missing_value, "must not be empty").at(name);
  return s;
}

std::string_view file_bytes(const void* data, std::int64_t size, const char* name) {
  if (size < 0) throw invalid(Reason::bad_number, "a size is not negative").at("size");
  if (data == nullptr && size > 0) null_argument(name);
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::vector<CustomerKey> customer_keys(const kith_string_view* given,
                                       std::int64_t number) {
  std::vector<CustomerKey> keys;
  const std::int64_t n = count(number, "count");
  if (n == 0) throw invalid(Reason::missing_value, "no customer is named").at("count");
  need(given, "customers");
  keys.reserve(static_cast<std::size_t>(n));
  for (std::int64_t i = 0; i < n; ++i) {
    const std::string_view key = text(given[i], "customers");
    if (key.empty()) {
      throw invalid(Reason::missing_value, "an empty key").at("customers", i);
    }
    keys.emplace_back(std::string(key));
  }
  return keys;
}

Date date(std::int32_t days, const char* name, std::int64_t row) {
  Result<Date> d = Date::checked(days);
  if (!d) throw Error(d.error()).at(name, row);
  return *d;
}

Instant instant(std::int64_t micros, const char* name) {
  Result<Instant> t = Instant::checked(micros);
  if (!t) throw Error(t.error()).at(name);
  return *t;
}

bool flag(std::int32_t value, const char* name) {
  if (value != 0 && value != 1) {
    throw invalid(Reason::bad_number, "a flag is 0 or 1, not " + std::to_string(value))
        .at(name);
  }
  return value == 1;
}

void reserved(std::int32_t value) {
  if (value != 0) {
    throw Error(Status::unimplemented, Reason::bad_struct_size, "must be zero")
        .at("reserved");
  }
}

std::int64_t count(std::int64_t value, const char* name) {
  if (value < 0) throw invalid(Reason::bad_number, "must not be negative").at(name);
  return value;
}

Zone zone(std::int32_t has_zone, std::int32_t minutes, Zone otherwise) {
  if (!flag(has_zone, "has_zone")) return otherwise;
  if (minutes < -1080 || minutes > 1080) {
    throw Error(Status::out_of_range, Reason::bad_number,
                "a zone lies within 18 hours of UTC")
        .at("zone_minutes");
  }
  return Zone{minutes};
}

DateSpan period(std::int32_t has_period, std::int32_t first, std::int32_t last,
                Date as_of) {
  if (!flag(has_period, "has_period")) return {as_of.first_of_month(), as_of};
  const DateSpan span{date(first, "period_first"), date(last, "period_last")};
  if (span.last < span.first) {
    throw invalid(Reason::bad_order, "lies before period_first").at("period_last");
  }
  return span;
}

kith_table* give_table(Table table) { return new kith_table{std::move(table), nullptr}; }

kith_buffer give_buffer(std::string bytes) {
  auto owner = std::make_unique<std::string>(std::move(bytes));
  kith_buffer buffer{reinterpret_cast<const std::uint8_t*>(owner->data()),
                     static_cast<std::int64_t>(owner->size()), nullptr};
  buffer.owner = owner.release();
  return buffer;
}

Table first_rows(Table table, std::int64_t limit) {
  count(limit, "limit");
  if (limit == 0 || table.rows() <= limit) return table;
  std::vector<std::int64_t> rows(static_cast<std::size_t>(limit));
  std::iota(rows.begin(), rows.end(), std::int64_t{0});
  return take(table, rows);
}

}  // namespace kith::capi
