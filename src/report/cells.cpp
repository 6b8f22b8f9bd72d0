#include "report/cells.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "kith/base/error.hpp"
#include "report/html.hpp"
#include "report/words.hpp"

namespace kith::report {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

std::int32_t index_or_minus(const Table& table, std::string_view name) {
  for (std::int32_t c = 0; c < table.columns(); ++c) {
    if (table.spec(c).name == name) return c;
  }
  return -1;
}

bool is_integer(ColumnType type) {
  return type == ColumnType::int32 || type == ColumnType::int64;
}

// Numbers that name something are not counted: no separators in them.
bool is_key(std::string_view name) {
  return name == "id" || name == "year" || ends_with(name, "_id") ||
         ends_with(name, "_year");
}

std::int32_t currency_column_of(const Table& table, std::string_view minor_name) {
  const std::string stem(minor_name.substr(0, minor_name.size() - 6));
  std::int32_t found = index_or_minus(table, stem + "_currency");
  if (found < 0) found = index_or_minus(table, "currency");
  if (found >= 0 && table.spec(found).type != ColumnType::text) return -1;
  return found;
}

std::optional<Currency> currency_at(const Table& table, std::int32_t column,
                                    std::int64_t row) {
  if (table.is_null(column, row)) return std::nullopt;
  const auto parsed = Currency::parse(table.text(column, row));
  if (!parsed) return std::nullopt;
  return parsed.value();
}

std::optional<Currency> common_currency(const Table& table, std::int32_t amount,
                                        std::int32_t currency) {
  std::optional<Currency> common;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (table.is_null(amount, row)) continue;
    const auto here = currency_at(table, currency, row);
    if (!here || (common && *common != *here)) return std::nullopt;
    common = here;
  }
  return common;
}

CellKind integer_kind(std::string_view name) {
  if (name == "ppm" || ends_with(name, "_ppm")) return CellKind::ppm;
  return is_key(name) ? CellKind::key : CellKind::whole;
}

// The column of the page's language when `column` is one of a pair (x_zh, x_en; x, x_zh;
// x, x_en), else itself.
std::int32_t in_language(const Table& table, std::int32_t column, Language language) {
  const Words& say = words(language);
  const std::string_view name = table.spec(column).name;
  if (ends_with(name, say.own_suffix)) return column;
  const bool other = ends_with(name, say.other_suffix);
  const std::string stem(other ? name.substr(0, name.size() - 3) : name);
  const std::int32_t own = index_or_minus(table, stem + std::string(say.own_suffix));
  if (own >= 0) return own;
  const std::int32_t plain = other ? index_or_minus(table, stem) : column;
  return plain < 0 ? column : plain;
}

std::vector<std::int32_t> wanted_columns(const Table& table,
                                         std::span<const std::string> names,
                                         Language language, std::string_view place) {
  std::vector<std::int32_t> wanted;
  const auto add = [&](std::int32_t column) {
    if (std::find(wanted.begin(), wanted.end(), column) == wanted.end()) {
      wanted.push_back(column);
    }
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string here = std::string(place) + "columns[" + std::to_string(i) + "]";
    add(find_column(table, names[i], language, here));
  }
  if (names.empty()) {
    for (std::int32_t c = 0; c < table.columns(); ++c) {
      if (in_language(table, c, language) == c) add(c);
    }
  }
  return wanted;
}

bool is_amount(const ShownColumn& shown) { return shown.format.kind == CellKind::money; }

// A currency that already stands in the headings of all its amounts need not fill a
// column.
void drop_told_currencies(std::vector<ShownColumn>& columns) {
  const auto told = [&](const ShownColumn& candidate) {
    bool used = false;
    for (const ShownColumn& other : columns) {
      if (!is_amount(other) || other.format.currency_column != candidate.format.column)
        continue;
      if (!other.format.currency) return false;
      used = true;
    }
    return used;
  };
  std::vector<ShownColumn> kept;
  for (const ShownColumn& column : columns) {
    if (!told(column)) kept.push_back(column);
  }
  columns = std::move(kept);
}

// Where a heading cannot say the currency and no column does, the cell has to.
void name_untold_currencies(std::vector<ShownColumn>& columns) {
  for (ShownColumn& amount : columns) {
    if (!is_amount(amount) || amount.format.currency) continue;
    amount.name_currency =
        std::none_of(columns.begin(), columns.end(), [&](const ShownColumn& other) {
          return other.format.column == amount.format.currency_column;
        });
  }
}

std::string amount_text(const Table& table, const ShownColumn& shown, std::int64_t row,
                        Language language) {
  const std::int64_t minor = table.integer(shown.format.column, row);
  const auto currency = currency_at(table, shown.format.currency_column, row);
  if (!currency)
    return grouped(std::to_string(minor)).append(words(language).minor_units);
  const std::string amount = money_text(minor, *currency);
  return shown.name_currency ? currency->code() + " " + amount : amount;
}

}  // namespace

ColumnFormat format_of(const Table& table, std::int32_t column) {
  const ColumnSpec& spec = table.spec(column);
  ColumnFormat format;
  format.column = column;
  if (is_integer(spec.type)) {
    format.kind = integer_kind(spec.name);
    const std::int32_t currency =
        ends_with(spec.name, "_minor") ? currency_column_of(table, spec.name) : -1;
    if (currency >= 0) {
      format.kind = CellKind::money;
      format.currency_column = currency;
      format.currency = common_currency(table, column, currency);
    }
  } else if (spec.type == ColumnType::float64) {
    format.kind = CellKind::real;
  } else if (spec.type == ColumnType::date) {
    format.kind = CellKind::date;
  } else if (spec.type == ColumnType::instant) {
    format.kind = CellKind::instant;
  } else if (spec.name.substr(0, 3) == "why") {
    format.kind = CellKind::why;
  }
  return format;
}

std::int32_t find_column(const Table& table, std::string_view name, Language language,
                         std::string_view place) {
  const std::int32_t exact = index_or_minus(table, name);
  if (exact >= 0) return in_language(table, exact, language);
  for (const std::string_view suffix :
       {words(language).own_suffix, words(language).other_suffix}) {
    const std::int32_t paired = index_or_minus(table, std::string(name).append(suffix));
    if (paired >= 0) return paired;
  }
  throw Error(Status::invalid_argument, Reason::unknown_column,
              "the table has no column \"" + std::string(name) + "\"")
      .at(std::string(place));
}

std::string heading_of(const Table& table, std::int32_t column, Language language) {
  const std::string_view name = table.spec(column).name;
  const bool paired =
      ends_with(name, kChinese.own_suffix) || ends_with(name, kEnglish.own_suffix);
  // Shown alone, x_zh is headed as x: the page has one language.
  const std::int32_t plain =
      paired ? index_or_minus(table, std::string(name.substr(0, name.size() - 3))) : -1;
  const ColumnSpec& spec = table.spec(plain < 0 ? column : plain);
  const std::string_view heading = either(language, spec.heading_zh, spec.heading_en);
  return std::string(heading.empty() ? spec.name : heading);
}

std::vector<ShownColumn> shown_columns(const Table& table,
                                       std::span<const std::string> names,
                                       Language language, std::string_view place) {
  std::vector<ShownColumn> columns;
  for (const std::int32_t column : wanted_columns(table, names, language, place)) {
    ShownColumn shown{format_of(table, column), heading_of(table, column, language)};
    if (shown.format.currency) {
      const std::string code = shown.format.currency->code();
      shown.heading +=
          language == Language::english ? " (" + code + ")" : "（" + code + "）";
    }
    columns.push_back(std::move(shown));
  }
  if (names.empty()) drop_told_currencies(columns);
  name_untold_currencies(columns);
  return columns;
}

std::string cell_text(const Table& table, const ShownColumn& shown, std::int64_t row,
                      Language language) {
  const std::int32_t column = shown.format.column;
  if (table.is_null(column, row)) return {};
  switch (shown.format.kind) {
    case CellKind::whole:
      return whole_text(table.integer(column, row));
    case CellKind::ppm:
      return percent_text(table.integer(column, row));
    case CellKind::money:
      return amount_text(table, shown, row, language);
    case CellKind::real:
      return real_text(table.real(column, row));
    default:
      return table.cell(column, row);
  }
}

// Four digits stand well without a separator.
std::string whole_text(std::int64_t value) {
  std::string digits = std::to_string(value);
  return value > -10000 && value < 10000 ? digits : grouped(digits);
}

std::string percent_text(std::int64_t ppm) {
  // 1 ppm is a thousandth of the tenth of a percent; half to even, on the magnitude.
  const bool negative = ppm < 0;
  const auto magnitude =
      negative ? 0 - static_cast<std::uint64_t>(ppm) : static_cast<std::uint64_t>(ppm);
  std::uint64_t tenths = magnitude / 1000;
  const std::uint64_t rest = magnitude % 1000;
  if (rest > 500 || (rest == 500 && tenths % 2 == 1)) ++tenths;
  const std::string text =
      grouped(std::to_string(tenths / 10)) + "." + std::to_string(tenths % 10) + "%";
  return negative && tenths > 0 ? "-" + text : text;
}

std::string money_text(std::int64_t minor, Currency currency) {
  return grouped(Money{minor, currency}.decimal());
}

// Estimates: about three digits that mean something.
std::string real_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-∞" : "∞";
  char buffer[400];
  const double size = std::fabs(value);
  const auto end = size >= 1 || size == 0
                       ? std::to_chars(buffer, buffer + sizeof buffer, value,
                                       std::chars_format::fixed, size >= 100 ? 1 : 2)
                       : std::to_chars(buffer, buffer + sizeof buffer, value,
                                       std::chars_format::general, 3);
  const std::string text(buffer, end.ptr);
  return size >= 10000 ? grouped(text) : text;
}

}  // namespace kith::report
