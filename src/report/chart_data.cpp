#include "report/chart_data.hpp"

#include <algorithm>
#include <map>

#include "kith/base/error.hpp"

namespace kith::report {
namespace {

struct Reader {
  const Table& table;
  const ChartSpec& spec;
  Language language;
  std::string place;

  [[nodiscard]] std::int32_t column(std::string_view name,
                                    const std::string& field) const {
    return find_column(table, name, language, place + field);
  }
  [[nodiscard]] Error error(Reason reason, std::string message,
                            const std::string& field) const {
    return Error(Status::invalid_argument, reason, std::move(message)).at(place + field);
  }
};

std::string value_field(std::size_t i) { return "values[" + std::to_string(i) + "]"; }

std::vector<ColumnFormat> value_columns(const Reader& in) {
  if (in.spec.values.empty()) {
    throw in.error(Reason::missing_value, "a chart needs a value column", "values");
  }
  const bool only_one = in.spec.kind == Chart::funnel || !in.spec.series.empty();
  if (only_one && in.spec.values.size() > 1) {
    throw in.error(Reason::conflict,
                   "a funnel or a series column goes with one value column", "values");
  }
  std::vector<ColumnFormat> columns;
  for (std::size_t i = 0; i < in.spec.values.size(); ++i) {
    columns.push_back(format_of(in.table, in.column(in.spec.values[i], value_field(i))));
    if (!columns.back().is_number()) {
      throw in.error(Reason::wrong_type, "a chart draws numbers only", value_field(i));
    }
    if (columns.back().kind == CellKind::key) columns.back().kind = CellKind::whole;
    if (columns.back().kind != columns.front().kind) {
      throw in.error(Reason::wrong_type, "the value columns of a chart share one unit",
                     value_field(i));
    }
  }
  return columns;
}

// All amounts in one currency, or nothing to compare. Columns of nulls only have no say.
bool agree_on_currency(const Table& table, const std::vector<ColumnFormat>& columns,
                       Unit& unit) {
  if (unit.kind != CellKind::money) return true;
  for (const ColumnFormat& column : columns) {
    if (table.column(column.column).null_count == table.rows()) continue;
    if (!column.currency) return false;
    if (unit.currency && *unit.currency != *column.currency) return false;
    unit.currency = column.currency;
  }
  return true;
}

Number number_at(const Table& table, const ColumnFormat& format, std::int64_t row) {
  Number number;
  if (table.is_null(format.column, row)) return number;
  number.present = true;
  if (format.kind == CellKind::real) {
    number.real = table.real(format.column, row);
    number.present =
        number.real - number.real == 0;  // infinities and NaN have no place on paper
  } else {
    number.whole = table.integer(format.column, row);
  }
  return number;
}

std::string label_text(const Reader& in, std::int32_t column, std::int64_t row) {
  if (in.table.is_null(column, row)) return "—";
  const ShownColumn shown{format_of(in.table, column), {}, true};
  return cell_text(in.table, shown, row, in.language);
}

void read_wide(const Reader& in, std::int32_t label,
               const std::vector<ColumnFormat>& columns, ChartData& data) {
  const bool dated = in.table.spec(label).type == ColumnType::date;
  for (const ColumnFormat& column : columns) {
    data.series.push_back({heading_of(in.table, column.column, in.language), {}});
  }
  for (std::int64_t row = 0; row < in.table.rows(); ++row) {
    data.labels.push_back(label_text(in, label, row));
    data.days.emplace_back();
    if (dated && !in.table.is_null(label, row))
      data.days.back() = in.table.date(label, row);
    for (std::size_t s = 0; s < columns.size(); ++s) {
      data.series[s].points.push_back(number_at(in.table, columns[s], row));
    }
  }
}

// Positions in order of first appearance.
class Positions {
 public:
  std::size_t of(const std::string& name) {
    return known_.emplace(name, known_.size()).first->second;
  }
  [[nodiscard]] std::size_t size() const { return known_.size(); }

 private:
  std::map<std::string, std::size_t> known_;
};

void read_long(const Reader& in, std::int32_t label, const ColumnFormat& value,
               ChartData& data) {
  const std::int32_t by = in.column(in.spec.series, "series");
  const bool dated = in.table.spec(label).type == ColumnType::date;
  Positions labels;
  Positions names;
  for (std::int64_t row = 0; row < in.table.rows(); ++row) {
    const std::string label_here = label_text(in, label, row);
    const std::string name = label_text(in, by, row);
    const std::size_t l = labels.of(label_here);
    const std::size_t s = names.of(name);
    if (l == data.labels.size()) {
      data.labels.push_back(label_here);
      data.days.emplace_back();
      if (dated && !in.table.is_null(label, row))
        data.days.back() = in.table.date(label, row);
    }
    if (s == data.series.size()) data.series.push_back({name, {}});
    data.series[s].points.resize(std::max(data.series[s].points.size(), l + 1));
    try {
      add_to(data.series[s].points[l], number_at(in.table, value, row));
    } catch (Error& error) {
      error.set_place(in.place + "values[0]", row);
      throw;
    }
  }
  for (Series& series : data.series) series.points.resize(data.labels.size());
}

}  // namespace

ChartData chart_data(const Section& section, Language language, std::string_view place) {
  const Reader in{section.table, section.chart, language, std::string(place) + "chart."};
  ChartData data;
  const std::int32_t label = in.column(section.chart.label, "label");
  data.label_heading = heading_of(section.table, label, language);
  const std::vector<ColumnFormat> values = value_columns(in);
  data.unit.kind = values.front().kind;
  if (!agree_on_currency(section.table, values, data.unit)) {
    data.mixed_currencies = true;
  } else if (section.chart.series.empty()) {
    read_wide(in, label, values, data);
  } else {
    read_long(in, label, values.front(), data);
  }
  return data;
}

double size_of(const Number& number, const Unit& unit) {
  return unit.kind == CellKind::real ? number.real : static_cast<double>(number.whole);
}

std::string number_text(const Number& number, const Unit& unit) {
  if (!number.present) return {};
  switch (unit.kind) {
    case CellKind::ppm:
      return percent_text(number.whole);
    case CellKind::real:
      return real_text(number.real);
    case CellKind::money:
      return unit.currency ? money_text(number.whole, *unit.currency) : std::string();
    default:
      return whole_text(number.whole);
  }
}

void add_to(Number& a, const Number& b) {
  if (!b.present) return;
  if (__builtin_add_overflow(a.whole, b.whole, &a.whole)) {
    throw Error(Status::out_of_range, Reason::overflow, "the sum does not fit 64 bits");
  }
  a.real += b.real;
  a.present = true;
}

}  // namespace kith::report
