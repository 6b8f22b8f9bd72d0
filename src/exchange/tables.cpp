// Where the tables of a sheet begin and end, and which of their rows are data.
#include <algorithm>

#include "exchange/columns.hpp"
#include "exchange/scan.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/headers.hpp"

namespace kith {

namespace {

using exchange::ends_with;
using exchange::normal_header;
using exchange::starts_with;

constexpr std::size_t kHeaderWithin = 30;

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

// What the callers of the search for headers give.
struct Wanted {
  std::string hint;
  const HeaderOverrides& overrides;
  SheetKind forced;
};

// The header that a row makes, alone or with the one above it.
std::optional<Candidate> header_at(const Sheet& sheet, std::size_t row,
                                   const Wanted& wanted) {
  std::optional<Candidate> best;
  for (const auto& headers :
       {headers_of(sheet, sheet.rows[row]), with_row_above(sheet, row)}) {
    HeaderMatch match =
        match_headers(headers, wanted.hint, wanted.overrides, wanted.forced);
    if (match.kind == SheetKind::unknown) continue;
    if (!best || match.score > best->match.score) best = Candidate{row, std::move(match)};
  }
  return best;
}

// The first header of a sheet. A better one right below it (the second of two header
// rows) takes its place; one below rows of data begins another table.
std::optional<Candidate> first_header(const Sheet& sheet, Wanted wanted) {
  std::optional<Candidate> best;
  wanted.hint += " " + sheet.name;
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), kHeaderWithin); ++i) {
    auto found = header_at(sheet, i, wanted);
    if (found && (!best || found->match.score > best->match.score)) {
      best = std::move(found);
    } else if (best && sheet.rows[i].cells.size() > 1) {
      break;
    }
    if (sheet.rows[i].cells.size() == 1) wanted.hint += " " + sheet.rows[i].cells[0].text;
  }
  return best;
}

bool is_a_heading(const Cell& cell) {
  return cell.kind == CellKind::text && cell.text.size() <= 64 &&
         exchange::is_heading(normal_header(cell.text));
}

// A header below a table: most of its cells are headings that its kind claims.
std::optional<Candidate> next_header(const Sheet& sheet, std::size_t row,
                                     const Wanted& wanted) {
  const std::vector<Cell>& cells = sheet.rows[row].cells;
  if (cells.size() < 3) return std::nullopt;
  if (!is_a_heading(cells[0]) && !is_a_heading(cells[1])) return std::nullopt;
  HeaderMatch match = match_headers(headers_of(sheet, sheet.rows[row]), wanted.hint,
                                    wanted.overrides, wanted.forced);
  if (match.kind == SheetKind::unknown || match.columns.size() < 3 ||
      match.columns.size() * 2 <= cells.size())
    return std::nullopt;
  return Candidate{row, std::move(match)};
}

bool same_columns(const HeaderMatch& a, const HeaderMatch& b) {
  return a.kind == b.kind &&
         std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(),
                    b.columns.end(), [](const ColumnMatch& x, const ColumnMatch& y) {
                      return x.column == y.column && x.code == y.code;
                    });
}

struct UnitAbove {
  MoneyUnit unit = MoneyUnit::none;
  std::optional<Currency> currency;
};
UnitAbove unit_above(const Sheet& sheet, std::size_t from, std::size_t header) {
  for (std::size_t i = from; i < header; ++i) {
    for (const Cell& cell : sheet.rows[i].cells) {
      const std::string flat = fold_tight(cell.text);
      for (const std::string_view word : {"单位:", "币种:", "currency:"}) {
        const auto at = flat.find(word);
        if (at == std::string::npos) continue;
        const std::string said = flat.substr(at);
        return {unit_of_header(said), currency_of_header(said)};
      }
    }
  }
  return {};
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

bool is_total_word(std::string_view folded) {
  for (const std::string_view word : {"合计", "总计", "小计", "总和", "共计"}) {
    if (starts_with(folded, word) || ends_with(folded, word)) return true;
  }
  return begins_with_any(folded, {"total", "subtotal", "grandtotal"}) ||
         ends_with(folded, "total");
}

// Digits and what stands around them: 1,200.00, ￥3万元, 12%, 30家.
bool is_like_a_number(std::string_view folded) {
  const auto digits = std::count_if(folded.begin(), folded.end(),
                                    [](char c) { return exchange::is_digit(c); });
  return digits > 0 &&
         folded.find_first_of("abcdefghijklmnopqrstuvwxyz:") == std::string_view::npos &&
         exchange::length(folded) <= static_cast<std::size_t>(digits) * 2 + 4 &&
         std::count(folded.begin(), folded.end(), '-') < 2 &&
         std::count(folded.begin(), folded.end(), '/') < 2;
}

// A word for a sum, and beside it nothing but numbers: Total may be a customer too.
bool is_total(const Row& row) {
  bool word = false;
  for (const Cell& cell : row.cells) {
    const std::string folded = fold_tight(cell.text);
    if (folded.empty() || cell.kind == CellKind::number || cell.kind == CellKind::error)
      continue;
    if (!word && is_total_word(folded)) {
      word = true;
    } else if (!is_like_a_number(folded)) {
      return false;
    }
  }
  return word;
}

bool is_note(const Row& row) {
  return row.cells.size() <= 2 &&
         begins_with_any(fold_tight(row.cells.front().text),
                         {"备注:", "注:", "说明:", "注意:", "填表", "制表",
                          "审核:", "注1", "note:", "※", "数据来源", "导出时间"});
}

std::string why_skipped(const Row& row, const FoundTable& table) {
  if (is_total(row)) return "total";
  if (is_note(row)) return "note";
  std::size_t same = 0;
  std::size_t claimed = 0;
  for (const ColumnMatch& column : table.header.columns) {
    const Cell& cell = row.at(column.column);
    if (cell.kind != CellKind::empty && column.code != "serial") ++claimed;
    if (cell.kind == CellKind::text && cell.text == column.header) ++same;
  }
  if (same >= 2 && same * 2 > table.header.columns.size()) return "repeated header";
  if (claimed == 0) return "note";
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

FoundTable begin_table(const Sheet& sheet, Candidate header, std::size_t above) {
  FoundTable table;
  table.sheet = sheet.name;
  table.date1904 = sheet.date1904;
  table.header_line = sheet.rows[header.row].line;
  table.header = std::move(header.match);
  const UnitAbove said = unit_above(sheet, above, header.row);
  for (ColumnMatch& column : table.header.columns) {
    if (column.type != CellMeaning::money) {
      column.unit = MoneyUnit::none;
      column.currency.reset();
      continue;
    }
    if (column.unit == MoneyUnit::none) column.unit = said.unit;
    if (!column.currency) column.currency = said.currency;
  }
  return table;
}

// Columns that have a header of any kind, in either of two header rows.
std::vector<bool> headed_columns(const Sheet& sheet, std::size_t row) {
  std::vector<bool> headed;
  for (const std::string& text : with_row_above(sheet, row))
    headed.push_back(!trim(text).empty());
  return headed;
}

void note_unheaded(FoundTable& table, const Row& row, const std::vector<bool>& headed) {
  for (const Cell& cell : row.cells) {
    const auto at = static_cast<std::size_t>(cell.column);
    if ((at >= headed.size() || !headed[at]) && !trim(cell.text).empty())
      table.unheaded.insert(cell.column);
  }
}

// What stands alone in its row right above the next table is that table's title.
void titles_to_skipped(FoundTable& table) {
  const auto filled = [](const Cell& cell) { return cell.kind != CellKind::empty; };
  while (!table.body.empty()) {
    const std::vector<Cell>& cells = table.body.back().cells;
    if (std::count_if(cells.begin(), cells.end(), filled) > 1) return;
    const auto only = std::find_if(cells.begin(), cells.end(), filled);
    table.skipped.push_back({table.body.back().line, "title", only->text});
    table.body.pop_back();
  }
}

}  // namespace

const Cell& FoundTable::at(const BodyRow& row, std::string_view code) const {
  static const Cell none;
  for (std::size_t i = 0; i < header.columns.size() && i < row.cells.size(); ++i) {
    if (header.columns[i].code == code) return row.cells[i];
  }
  return none;
}

std::vector<FoundTable> find_tables(const Sheet& sheet, std::string_view hint,
                                    const HeaderOverrides& overrides, SheetKind forced) {
  const Wanted wanted{std::string(hint), overrides, forced};
  std::optional<Candidate> header = first_header(sheet, wanted);
  std::vector<FoundTable> tables;
  if (!header) return tables;
  std::size_t begin = header->row;
  tables.push_back(begin_table(sheet, std::move(*header), 0));
  for (std::size_t i = 0; i < begin; ++i) {
    const auto& cells = sheet.rows[i].cells;
    tables.back().skipped.push_back({sheet.rows[i].line,
                                     cells.size() > 2 ? "above the header" : "title",
                                     cells.front().text});
  }
  std::vector<bool> headed = headed_columns(sheet, begin);
  std::optional<VerticalFill> fill(std::in_place, sheet, tables.back().header);
  for (std::size_t i = begin + 1; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (is_blank(row)) continue;
    FoundTable& table = tables.back();
    std::optional<Candidate> next = next_header(sheet, i, wanted);
    if (next && !same_columns(next->match, table.header)) {
      titles_to_skipped(table);
      tables.push_back(begin_table(sheet, std::move(*next), begin + 1));
      fill.emplace(sheet, tables.back().header);
      begin = i;
      headed = headed_columns(sheet, begin);
      continue;
    }
    std::string why = next ? "repeated header" : why_skipped(row, table);
    if (why.empty()) {
      table.body.push_back(body_row(row, table.header, *fill));
      note_unheaded(table, row, headed);
    } else {
      table.skipped.push_back({row.line, std::move(why), row.cells.front().text});
    }
  }
  return tables;
}

}  // namespace kith
