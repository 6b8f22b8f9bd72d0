// Tables in from Arrow: a record batch is checked, then copied row by row into a table
// whose schema it brings along.
#include <cstring>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "arrow.hpp"
#include "kith/base/text.hpp"

namespace kith::capi {
namespace {

constexpr std::int64_t kMaxRows = std::numeric_limits<std::int32_t>::max();

/// A schema that is no constant of the program. Its specs point into its own names.
struct OwnedSchema {
  std::vector<std::string> names;
  std::vector<ColumnSpec> columns;
  std::string name;
};

/// One column of the batch, its buffers checked for presence.
struct Source {
  std::string_view name;
  std::string_view format;
  ColumnType type{};
  const std::uint8_t* validity = nullptr;
  const void* values = nullptr;  ///< or offsets
  const char* bytes = nullptr;   ///< of text
  std::int64_t first = 0;        ///< index of row 0 in the buffers
};

Error bad_batch(std::string message, std::string_view column) {
  return invalid(Reason::bad_syntax, std::move(message)).at(std::string(column));
}

bool bit(const void* bits, std::int64_t i) {
  return (static_cast<const std::uint8_t*>(bits)[i / 8] >> (i % 8) & 1) != 0;
}

/// nullopt: a format that no column type stands for.
std::optional<ColumnType> type_of(std::string_view format) {
  if (format.size() == 1) {
    switch (format.front()) {
      case 'b':
      case 'c':
      case 'C':
      case 's':
      case 'S':
      case 'i':
        return ColumnType::int32;
      case 'I':
      case 'l':
      case 'L':
        return ColumnType::int64;
      case 'g':
        return ColumnType::float64;
      case 'u':
      case 'U':
      case 'n':
        return ColumnType::text;
      default:
        return std::nullopt;
    }
  }
  if (format == "tdD") return ColumnType::date;
  // Without a zone a time is local to nobody knows where.
  if (format.starts_with("tsu:") && format.size() > 4) return ColumnType::instant;
  return std::nullopt;
}

/// Number of buffers that the format brings.
std::int64_t buffers_of(std::string_view format) {
  if (format == "n") return 0;
  return format == "u" || format == "U" ? 3 : 2;
}

void check_top(const ArrowSchema& schema, const ArrowArray& array) {
  if (schema.release == nullptr) {
    throw invalid(Reason::null_argument, "is released already").at("schema");
  }
  if (array.release == nullptr) {
    throw invalid(Reason::null_argument, "is released already").at("array");
  }
  if (schema.format == nullptr || std::strcmp(schema.format, "+s") != 0) {
    throw invalid(Reason::wrong_type, "not a record batch: the format must be +s")
        .at("schema");
  }
  if (schema.n_children < 0 || schema.n_children != array.n_children ||
      array.length < 0 || array.offset < 0 ||
      (schema.n_children > 0 &&
       (schema.children == nullptr || array.children == nullptr))) {
    throw bad_batch("counts of columns or rows do not fit", "array");
  }
  if (array.offset > std::numeric_limits<std::int64_t>::max() - array.length) {
    throw bad_batch("offset beyond the end", "array");
  }
  if (array.length > kMaxRows) {  // rows may have no memory behind them
    throw Error(Status::out_of_range, Reason::too_large,
                "more than " + std::to_string(kMaxRows) + " rows")
        .at("array");
  }
}

template <class T>
T value_at(const Source& s, std::int64_t row) {
  T value;
  std::memcpy(&value,
              static_cast<const char*>(s.values) +
                  static_cast<std::size_t>(s.first + row) * sizeof(T),
              sizeof(T));
  return value;
}

/// Offsets never fall through the whole of a column, also where the batch shows less of
/// it: the last one says how long the bytes are, so that none reaches beyond them.
template <class Offset>
void check_offsets(const Source& s, const ArrowArray& array, const ArrowArray& parent) {
  for (std::int64_t row = -parent.offset; row < array.length - parent.offset; ++row) {
    const auto from = value_at<Offset>(s, row);
    const auto to = value_at<Offset>(s, row + 1);
    if (from < 0 || to < from || (to > from && s.bytes == nullptr)) {
      throw invalid(Reason::bad_syntax, "text offsets do not fit")
          .at(std::string(s.name), row >= 0 && row < parent.length ? row : -1);
    }
  }
}

/// A table has no null rows.
void check_rows(const ArrowArray& array) {
  if (array.null_count == 0 || array.n_buffers < 1 || array.buffers == nullptr ||
      array.buffers[0] == nullptr) {
    return;
  }
  for (std::int64_t row = 0; row < array.length; ++row) {
    if (!bit(array.buffers[0], array.offset + row)) {
      throw invalid(Reason::wrong_type, "a row of a record batch is not null")
          .at("array", row);
    }
  }
}

std::string_view name_of(const ArrowSchema& schema, std::int64_t index) {
  const std::string_view name = schema.name == nullptr ? "" : schema.name;
  if (name.empty()) {
    throw invalid(Reason::missing_value, "a column has no name").at("schema", index);
  }
  if (!is_utf8(name)) {
    throw invalid(Reason::bad_utf8, "a column's name is not UTF-8").at("schema", index);
  }
  return name;
}

void check_buffers(const Source& s, const ArrowArray& array, std::int64_t rows) {
  const std::int64_t wanted = buffers_of(s.format);
  if (array.n_buffers != wanted || (wanted > 0 && array.buffers == nullptr)) {
    throw bad_batch("has " + std::to_string(array.n_buffers) + " buffers, not " +
                        std::to_string(wanted),
                    s.name);
  }
  if (wanted > 1 && rows > 0 && array.buffers[1] == nullptr) {
    throw bad_batch("a buffer is missing", s.name);
  }
}

Source source_of(const ArrowSchema& schema, const ArrowArray& array,
                 const ArrowArray& parent, std::int64_t index) {
  Source s;
  s.name = name_of(schema, index);
  s.format = schema.format == nullptr ? "" : schema.format;
  const auto type = type_of(s.format);
  if (!type || schema.dictionary != nullptr) {
    throw invalid(
        Reason::wrong_type,
        schema.dictionary != nullptr
            ? std::string("a dictionary is not taken")
            : "format '" + std::string(s.format.substr(0, 40)) + "' is not taken")
        .at(std::string(s.name));
  }
  s.type = *type;
  const std::int64_t rows = parent.offset + parent.length;
  if (array.offset < 0 || array.length < rows ||
      array.offset > std::numeric_limits<std::int64_t>::max() - array.length) {
    throw bad_batch("has fewer rows than the batch", s.name);
  }
  check_buffers(s, array, parent.length);
  s.first = array.offset + parent.offset;
  if (s.format == "n" || array.buffers[1] == nullptr) return s;
  if (array.null_count != 0)
    s.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
  s.values = array.buffers[1];
  if (s.type == ColumnType::text) {
    s.bytes = static_cast<const char*>(array.buffers[2]);
    if (s.format == "U") {
      check_offsets<std::int64_t>(s, array, parent);
    } else {
      check_offsets<std::int32_t>(s, array, parent);
    }
  }
  return s;
}

std::vector<Source> sources_of(const ArrowSchema& schema, const ArrowArray& array) {
  std::vector<Source> sources;
  std::set<std::string_view> names;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    if (schema.children[i] == nullptr || array.children[i] == nullptr) {
      throw invalid(Reason::null_argument, "a child is NULL").at("schema", i);
    }
    sources.push_back(source_of(*schema.children[i], *array.children[i], array, i));
    if (!names.insert(sources.back().name).second) {
      throw invalid(Reason::duplicate, "the column stands twice")
          .at(std::string(sources.back().name));
    }
  }
  return sources;
}

std::int64_t integer_at(const Source& s, std::int64_t row) {
  switch (s.format.front()) {
    case 'b':
      return bit(s.values, s.first + row) ? 1 : 0;
    case 'c':
      return value_at<std::int8_t>(s, row);
    case 'C':
      return value_at<std::uint8_t>(s, row);
    case 's':
      return value_at<std::int16_t>(s, row);
    case 'S':
      return value_at<std::uint16_t>(s, row);
    case 'i':
      return value_at<std::int32_t>(s, row);
    case 'I':
      return value_at<std::uint32_t>(s, row);
    default:
      return value_at<std::int64_t>(s, row);
  }
}

std::int64_t int64_at(const Source& s, std::int64_t row) {
  const std::int64_t n = integer_at(s, row);
  if (s.format == "L" && n < 0) {
    throw invalid(Reason::overflow, "beyond int64").at(std::string(s.name), row);
  }
  return n;
}

template <class Offset>
std::string_view text_at(const Source& s, std::int64_t row) {
  const std::int64_t from = value_at<Offset>(s, row);
  const std::int64_t to = value_at<Offset>(s, row + 1);
  if (to == from) return {};
  const std::string_view text(s.bytes + from, static_cast<std::size_t>(to - from));
  if (!is_utf8(text)) {
    throw invalid(Reason::bad_utf8, "not valid UTF-8, or holds U+0000")
        .at(std::string(s.name), row);
  }
  return text;
}

template <class T>
T placed(Result<T> value, const Source& s, std::int64_t row) {
  if (!value) throw Error(value.error()).at(std::string(s.name), row);
  return *value;
}

void copy_cell(TableWriter& w, std::int32_t column, const Source& s, std::int64_t row) {
  if (s.format == "n" || (s.validity != nullptr && !bit(s.validity, s.first + row)))
    return;
  switch (s.type) {
    case ColumnType::int32:
      return w.int32(column, static_cast<std::int32_t>(integer_at(s, row)));
    case ColumnType::int64:
      return w.int64(column, int64_at(s, row));
    case ColumnType::float64:
      return w.float64(column, value_at<double>(s, row));
    case ColumnType::text:
      return w.text(column, s.format == "U" ? text_at<std::int64_t>(s, row)
                                            : text_at<std::int32_t>(s, row));
    case ColumnType::date:
      return w.date(column,
                    placed(Date::checked(value_at<std::int32_t>(s, row)), s, row));
    case ColumnType::instant:
      return w.instant(column,
                       placed(Instant::checked(value_at<std::int64_t>(s, row)), s, row));
  }
}

std::shared_ptr<const OwnedSchema> own_schema(const std::vector<Source>& sources) {
  auto owned = std::make_shared<OwnedSchema>();
  owned->names.reserve(sources.size());  // names must not move: specs point at them
  for (const Source& s : sources) {
    const std::string& name = owned->names.emplace_back(s.name);
    owned->columns.push_back({name, s.type, name, name, {}});
  }
  return owned;
}

}  // namespace

kith_table from_arrow(const ArrowSchema& schema, const ArrowArray& array) {
  check_top(schema, array);
  check_rows(array);
  const std::vector<Source> sources = sources_of(schema, array);
  auto owned = own_schema(sources);
  TableWriter w(TableSchema{owned->name, owned->columns});
  for (std::int64_t row = 0; row < array.length; ++row) {
    for (std::size_t c = 0; c < sources.size(); ++c) {
      copy_cell(w, static_cast<std::int32_t>(c), sources[c], row);
    }
    w.end_row();
  }
  return {std::move(w).finish(), std::move(owned)};
}

}  // namespace kith::capi
