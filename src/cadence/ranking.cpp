// The tables of a ranking: read with every error by path, and looked up.
#include "kith/cadence/ranking.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include "base/amount.hpp"
#include "cadence/read_ranking.hpp"

namespace kith {
namespace {

constexpr std::size_t kMostRows = 64;
constexpr std::int64_t kLongestWait = 1'000'000;  ///< working days
constexpr std::int64_t kLeast = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();

void limit_rows(const JsonReader& r, std::string_view key, std::size_t rows) {
  if (rows > kMostRows) r.fail_at(key, Reason::too_large, "a table has at most 64 rows");
}

std::vector<NamedPoints> read_named(JsonReader& r, std::string_view key) {
  std::vector<NamedPoints> table;
  auto object = r.object_if(key);
  if (!object) return table;
  for (const auto& [name, points] : object->members()) {
    if (name.empty()) points.fail(Reason::missing_value, "a row without a name");
    table.push_back({name, static_cast<std::int32_t>(points.as_integer(kLeast, kMost))});
  }
  limit_rows(r, key, table.size());
  std::sort(table.begin(), table.end(),
            [](const NamedPoints& a, const NamedPoints& b) { return a.name < b.name; });
  return table;
}

/// `from` reads where a row begins; none: it has told an error.
template <class From>
std::vector<PointStep> read_steps(JsonReader& r, std::string_view key, const From& from) {
  std::vector<PointStep> table;
  std::vector<JsonReader> rows = r.array_or_empty(key);
  for (JsonReader& row : rows) {
    const std::optional<std::int64_t> begin = from(row);
    const std::int64_t points = row.integer("points", kLeast, kMost);
    row.done();
    if (begin) table.push_back({*begin, static_cast<std::int32_t>(points)});
  }
  limit_rows(r, key, rows.size());
  const auto falls = [](const PointStep& a, const PointStep& b) {
    return a.from >= b.from;
  };
  if (std::adjacent_find(table.begin(), table.end(), falls) != table.end())
    r.fail_at(key, Reason::bad_order, "must ascend");
  return table;
}

std::optional<std::int64_t> read_amount(JsonReader& row, Currency currency) {
  const std::string text = row.string("from");
  const Json* stated = row.value().find("from");
  if (stated == nullptr || stated->as_string() == nullptr) return std::nullopt;
  const auto minor = parse_amount(text, currency.exponent());
  if (!minor) {
    row.fail_at("from", Reason::bad_money,
                "\"" + text + "\" is not an amount of " + currency.code() +
                    ": digits with at most " + std::to_string(currency.exponent()) +
                    " after the point");
  }
  return minor;
}

std::optional<std::int64_t> read_days(JsonReader& row) {
  const std::int64_t days = row.integer("from", 1, kLongestWait);
  const Json* stated = row.value().find("from");
  const std::int64_t* number = stated == nullptr ? nullptr : stated->as_int();
  if (number == nullptr || *number != days) return std::nullopt;
  return days;
}

Currency read_currency(JsonReader& r) {
  const Currency otherwise;
  const auto currency = Currency::parse(r.string_or("currency", otherwise.code()));
  if (currency) return *currency;
  const Json* stated = r.value().find("currency");
  if (stated != nullptr && stated->as_string() != nullptr)
    r.fail_at("currency", currency.error().reason(), currency.error().message());
  return otherwise;
}

}  // namespace

bool Ranking::is_empty() const {
  return tiers.empty() && stages.empty() && tags.empty() && value.empty() &&
         overdue_wd.empty();
}

const NamedPoints* row_of(std::span<const NamedPoints> table, std::string_view name) {
  const auto it = std::lower_bound(
      table.begin(), table.end(), name,
      [](const NamedPoints& row, std::string_view n) { return row.name < n; });
  return it != table.end() && it->name == name ? &*it : nullptr;
}

const PointStep* row_at(std::span<const PointStep> table, std::int64_t number) {
  const auto next =
      std::upper_bound(table.begin(), table.end(), number,
                       [](std::int64_t n, const PointStep& row) { return n < row.from; });
  return next == table.begin() ? nullptr : &*std::prev(next);
}

namespace cadence_detail {

Ranking read_ranking(JsonReader reader) {
  Ranking ranking;
  ranking.tiers = read_named(reader, "tiers");
  ranking.stages = read_named(reader, "stages");
  ranking.tags = read_named(reader, "tags");
  ranking.currency = read_currency(reader);
  ranking.value = read_steps(reader, "value", [&](JsonReader& row) {
    return read_amount(row, ranking.currency);
  });
  ranking.overdue_wd = read_steps(reader, "overdue_wd", read_days);
  reader.done();
  return ranking;
}

}  // namespace cadence_detail
}  // namespace kith
