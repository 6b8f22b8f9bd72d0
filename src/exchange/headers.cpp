#include "kith/exchange/headers.hpp"

#include <algorithm>
#include <unordered_map>

#include "exchange/columns.hpp"
#include "exchange/scan.hpp"
#include "kith/base/text.hpp"

namespace kith {

namespace {

using exchange::Column;
using exchange::columns_of;
using exchange::ends_with;
using exchange::normal_header;
using exchange::starts_with;

constexpr SheetKind kKinds[] = {SheetKind::customers,    SheetKind::follow_ups,
                                SheetKind::interactions, SheetKind::deals,
                                SheetKind::orders,       SheetKind::receipts,
                                SheetKind::people};
constexpr std::size_t kHeaderWithin = 30;

// Every spelling of a kind's columns; the earlier column wins a spelling that two could
// claim.
using Spellings = std::unordered_map<std::string, const Column*>;

Spellings spellings_of(SheetKind kind) {
  Spellings spellings;
  for (const Column& column : columns_of(kind)) {
    spellings.emplace(normal_header(column.spec.heading_zh), &column);
    spellings.emplace(normal_header(column.spec.heading_en), &column);
  }
  for (const Column& column : columns_of(kind)) {
    for (std::string_view list = column.synonyms; !list.empty();) {
      const auto bar = std::min(list.find('|'), list.size());
      spellings.emplace(std::string(list.substr(0, bar)), &column);
      list.remove_prefix(std::min(bar + 1, list.size()));
    }
  }
  return spellings;
}

const Column* named(SheetKind kind, const std::string& normal) {
  static const std::vector<Spellings> all = [] {
    std::vector<Spellings> built;
    for (const SheetKind k : kKinds) {
      built.resize(std::max(built.size(), static_cast<std::size_t>(k) + 1));
      built[static_cast<std::size_t>(k)] = spellings_of(k);
    }
    return built;
  }();
  const Spellings& spellings = all[static_cast<std::size_t>(kind)];
  const auto found = spellings.find(normal);
  return found == spellings.end() ? nullptr : found->second;
}

// "历史合作金额(万元)" and "联系方式(必填)" without their brackets.
std::string without_brackets(std::string normal) {
  while (!normal.empty() && (normal.back() == ')' || normal.back() == ']')) {
    const auto open = normal.find_last_of("([");
    if (open == std::string::npos) break;
    normal.resize(open);
  }
  for (const std::string_view unit : {"/万元", "/元", "万元"}) {
    if (normal.size() > unit.size() && ends_with(normal, unit)) {
      normal.resize(normal.size() - unit.size());
    }
  }
  return normal;
}

const Column* coded(SheetKind kind, std::string_view code) {
  for (const Column& column : columns_of(kind)) {
    if (column.spec.code == code) return &column;
  }
  return nullptr;
}

const Column* claim(SheetKind kind, const std::string& header,
                    const HeaderOverrides& overrides, bool& ignored) {
  const std::string normal = normal_header(header);
  for (const auto& [written, code] : overrides) {
    if (normal_header(written) != normal) continue;
    ignored = code.empty();
    return coded(kind, code);
  }
  const Column* column = named(kind, normal);
  return column != nullptr ? column : named(kind, without_brackets(normal));
}

std::int32_t hint_score(SheetKind kind, std::string_view hint) {
  struct Word {
    std::string_view text;
    SheetKind kind;
  };
  static constexpr Word kWords[] = {{"客户信息", SheetKind::customers},
                                    {"客户基础", SheetKind::customers},
                                    {"客户档案", SheetKind::customers},
                                    {"customers", SheetKind::customers},
                                    {"accounts", SheetKind::customers},
                                    {"跟进计划", SheetKind::follow_ups},
                                    {"跟进表", SheetKind::follow_ups},
                                    {"followup", SheetKind::follow_ups},
                                    {"互动记录", SheetKind::interactions},
                                    {"沟通记录", SheetKind::interactions},
                                    {"拜访记录", SheetKind::interactions},
                                    {"interaction", SheetKind::interactions},
                                    {"商机", SheetKind::deals},
                                    {"deals", SheetKind::deals},
                                    {"opportunit", SheetKind::deals},
                                    {"转化节点", SheetKind::deals},
                                    {"订单", SheetKind::orders},
                                    {"orders", SheetKind::orders},
                                    {"回款", SheetKind::receipts},
                                    {"收款", SheetKind::receipts},
                                    {"receipts", SheetKind::receipts},
                                    {"payments", SheetKind::receipts},
                                    {"人员", SheetKind::people},
                                    {"员工", SheetKind::people},
                                    {"people", SheetKind::people},
                                    {"staff", SheetKind::people}};
  const std::string flat = normal_header(hint);
  for (const Word& word : kWords) {
    if (word.kind == kind && flat.find(word.text) != std::string::npos) return 4;
  }
  return 0;
}

bool has_required(const HeaderMatch& match) {
  for (const Column& column : columns_of(match.kind)) {
    if (column.spec.required && match.find(column.spec.code) == nullptr) return false;
  }
  return true;
}

HeaderMatch match_kind(SheetKind kind, const std::vector<std::string>& headers,
                       const HeaderOverrides& overrides) {
  HeaderMatch match;
  match.kind = kind;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const auto index = static_cast<std::int32_t>(i);
    if (trim(headers[i]).empty()) continue;
    bool ignored = false;
    const Column* column = claim(kind, headers[i], overrides, ignored);
    if (ignored) continue;
    if (column == nullptr) {
      match.unclaimed.push_back({index, headers[i], {}});
    } else if (match.find(column->spec.code) != nullptr) {
      match.unclaimed.push_back({index, headers[i], std::string(column->spec.code)});
    } else {
      match.columns.push_back({std::string(column->spec.code), column->spec.type, index,
                               headers[i], unit_of_header(headers[i])});
      match.score += column->weight;
    }
  }
  return match;
}

HeaderMatch nothing(const std::vector<std::string>& headers) {
  HeaderMatch match;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (trim(headers[i]).empty()) continue;
    match.unclaimed.push_back({static_cast<std::int32_t>(i), headers[i], {}});
  }
  return match;
}

// ---- finding the table
// --------------------------------------------------------------------------------

const Row* row_at(const Sheet& sheet, std::int64_t line) {
  const auto found =
      std::lower_bound(sheet.rows.begin(), sheet.rows.end(), line,
                       [](const Row& row, std::int64_t l) { return row.line < l; });
  return found != sheet.rows.end() && found->line == line ? &*found : nullptr;
}

std::vector<std::string> texts_of(const Row& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row.cells) {
    texts.resize(static_cast<std::size_t>(cell.column) + 1);
    texts.back() = cell.text;
  }
  return texts;
}

// The row's headers with merged blocks filled. A block over a single row is a group's
// name, over the columns of its group; one that also goes down is the header of its
// column.
std::vector<std::string> headers_of(const Sheet& sheet, const Row& row) {
  std::vector<std::string> texts = texts_of(row);
  for (const Merge& merge : sheet.merges) {
    if (row.line < merge.first_line || row.line > merge.last_line) continue;
    const Row* top = row_at(sheet, merge.first_line);
    if (top == nullptr) continue;
    const std::string text = top->at(merge.first_column).text;
    if (text.empty()) continue;
    const std::int32_t last = std::min(merge.last_column, merge.first_column + 1'023);
    if (static_cast<std::size_t>(last) >= texts.size()) texts.resize(last + 1);
    for (std::int32_t c = merge.first_column; c <= last; ++c) texts[c] = text;
  }
  return texts;
}

struct Candidate {
  std::size_t row = 0;
  HeaderMatch match;
};

// Headers of a row; its blanks are filled from the row above, where a group's header may
// stand.
std::vector<std::string> with_row_above(const Sheet& sheet, std::size_t index) {
  std::vector<std::string> headers = headers_of(sheet, sheet.rows[index]);
  if (index == 0 || sheet.rows[index - 1].line + 1 != sheet.rows[index].line)
    return headers;
  const std::vector<std::string> above = headers_of(sheet, sheet.rows[index - 1]);
  if (above.size() > headers.size()) headers.resize(above.size());
  for (std::size_t i = 0; i < above.size(); ++i) {
    if (trim(headers[i]).empty()) headers[i] = above[i];
  }
  return headers;
}

std::optional<Candidate> find_header(const Sheet& sheet, const std::string& hint,
                                     const HeaderOverrides& overrides, SheetKind forced) {
  std::optional<Candidate> best;
  std::string words = hint + " " + sheet.name;
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), kHeaderWithin); ++i) {
    for (const auto& headers :
         {headers_of(sheet, sheet.rows[i]), with_row_above(sheet, i)}) {
      HeaderMatch match = match_headers(headers, words, overrides, forced);
      if (match.kind == SheetKind::unknown) continue;
      if (!best || match.score > best->match.score) best = Candidate{i, std::move(match)};
    }
    if (sheet.rows[i].cells.size() == 1) words += " " + sheet.rows[i].cells[0].text;
  }
  return best;
}

MoneyUnit unit_above(const Sheet& sheet, std::size_t header) {
  for (std::size_t i = 0; i < header; ++i) {
    for (const Cell& cell : sheet.rows[i].cells) {
      const std::string flat = fold_tight(cell.text);
      const auto at = flat.find("单位:");
      if (at != std::string::npos) return unit_of_header(flat.substr(at));
    }
  }
  return MoneyUnit::none;
}

bool fills(CellMeaning type) {
  return type != CellMeaning::money && type != CellMeaning::number;
}

// For each column claimed, its merges in line order: walked along with the rows.
class VerticalFill {
 public:
  VerticalFill(const Sheet& sheet, const HeaderMatch& header) : sheet_(sheet) {
    by_column_.resize(header.columns.size());
    next_.resize(header.columns.size());
    for (std::size_t i = 0; i < header.columns.size(); ++i) {
      if (!fills(header.columns[i].type)) continue;
      for (const Merge& merge : sheet.merges) {
        const bool upright = merge.first_column == merge.last_column;
        if (upright && merge.first_column == header.columns[i].column) {
          by_column_[i].push_back(merge);
        }
      }
    }
  }
  /// The cell that a merge puts here; nullptr without one. Lines must be asked in rising
  /// order.
  const Cell* at(std::size_t column, std::int64_t line) {
    auto& merges = by_column_[column];
    std::size_t& next = next_[column];
    while (next < merges.size() && merges[next].last_line < line) ++next;
    if (next == merges.size() || merges[next].first_line >= line) return nullptr;
    const Row* top = row_at(sheet_, merges[next].first_line);
    return top == nullptr ? nullptr : &top->at(merges[next].first_column);
  }

 private:
  const Sheet& sheet_;
  std::vector<std::vector<Merge>> by_column_;
  std::vector<std::size_t> next_;
};

bool begins_with_any(std::string_view s, std::initializer_list<std::string_view> words) {
  for (const auto word : words) {
    if (starts_with(s, word)) return true;
  }
  return false;
}

std::string why_skipped(const Row& row, const FoundTable& table) {
  const std::string first = fold_tight(row.cells.front().text);
  if (begins_with_any(first,
                      {"合计", "总计", "小计", "total", "subtotal", "grandtotal"})) {
    return "total";
  }
  if (begins_with_any(first, {"备注:", "注:", "说明:", "注意:", "填表", "制表",
                              "审核:", "注1", "note:", "※", "数据来源", "导出时间"})) {
    return "note";
  }
  std::size_t same = 0;
  bool claimed = false;
  for (const ColumnMatch& column : table.header.columns) {
    const Cell& cell = row.at(column.column);
    if (cell.kind != CellKind::empty && column.code != "serial") claimed = true;
    if (cell.kind == CellKind::text && cell.text == column.header) ++same;
  }
  if (same >= 2 && same * 2 > table.header.columns.size()) return "repeated header";
  if (!claimed) return "note";
  return {};
}

BodyRow body_row(const Row& row, const HeaderMatch& header, VerticalFill& fill) {
  BodyRow out;
  out.line = row.line;
  out.cells.reserve(header.columns.size());
  for (std::size_t i = 0; i < header.columns.size(); ++i) {
    const Cell& own = row.at(header.columns[i].column);
    const Cell* merged = own.kind == CellKind::empty ? fill.at(i, row.line) : nullptr;
    out.cells.push_back(merged != nullptr ? *merged : own);
  }
  return out;
}

bool is_blank(const Row& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const Cell& cell) { return fold_tight(cell.text).empty(); });
}

}  // namespace

std::string_view sheet_kind_name(SheetKind kind) noexcept {
  switch (kind) {
    case SheetKind::customers:
      return "customers";
    case SheetKind::follow_ups:
      return "follow_ups";
    case SheetKind::interactions:
      return "interactions";
    case SheetKind::deals:
      return "deals";
    case SheetKind::orders:
      return "orders";
    case SheetKind::receipts:
      return "receipts";
    case SheetKind::people:
      return "people";
    case SheetKind::stages:
      return "stages";
    case SheetKind::unknown:
      break;
  }
  return "unknown";
}

std::vector<SheetColumn> column_specs(SheetKind kind) {
  std::vector<SheetColumn> specs;
  for (const Column& column : columns_of(kind)) specs.push_back(column.spec);
  return specs;
}

const ColumnMatch* HeaderMatch::find(std::string_view code) const {
  for (const ColumnMatch& column : columns) {
    if (column.code == code) return &column;
  }
  return nullptr;
}

HeaderMatch match_headers(const std::vector<std::string>& headers, std::string_view hint,
                          const HeaderOverrides& overrides, SheetKind forced) {
  std::optional<HeaderMatch> best;
  for (const SheetKind kind : kKinds) {
    if (forced != SheetKind::unknown && kind != forced) continue;
    HeaderMatch match = match_kind(kind, headers, overrides);
    if (match.columns.size() < 2 || !has_required(match)) continue;
    match.score += hint_score(kind, hint);
    if (!best || match.score > best->score) best = std::move(match);
  }
  return best ? *best : nothing(headers);
}

const Cell& FoundTable::at(const BodyRow& row, std::string_view code) const {
  static const Cell none;
  for (std::size_t i = 0; i < header.columns.size() && i < row.cells.size(); ++i) {
    if (header.columns[i].code == code) return row.cells[i];
  }
  return none;
}

std::optional<FoundTable> find_table(const Sheet& sheet, std::string_view hint,
                                     const HeaderOverrides& overrides, SheetKind forced) {
  std::optional<Candidate> found =
      find_header(sheet, std::string(hint), overrides, forced);
  if (!found) return std::nullopt;
  FoundTable table;
  table.sheet = sheet.name;
  table.hidden = sheet.hidden;
  table.date1904 = sheet.date1904;
  table.header_line = sheet.rows[found->row].line;
  table.header = std::move(found->match);
  const MoneyUnit unit = unit_above(sheet, found->row);
  for (ColumnMatch& column : table.header.columns) {
    if (column.type != CellMeaning::money) {
      column.unit = MoneyUnit::none;
    } else if (column.unit == MoneyUnit::none) {
      column.unit = unit;
    }
  }
  for (std::size_t i = 0; i < found->row; ++i) {
    table.skipped.push_back(
        {sheet.rows[i].line, "title", sheet.rows[i].cells.front().text});
  }
  VerticalFill fill(sheet, table.header);
  for (std::size_t i = found->row + 1; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (is_blank(row)) continue;
    std::string why = why_skipped(row, table);
    if (why.empty()) {
      table.body.push_back(body_row(row, table.header, fill));
    } else {
      table.skipped.push_back({row.line, std::move(why), row.cells.front().text});
    }
  }
  return table;
}

}  // namespace kith
