// The CSV lexer: one pass over the bytes, after a look at the first records for
// their separator.
#include "kith/base/csv.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace kith {
namespace {

constexpr std::string_view kSeparators = ",;\t";
constexpr std::size_t kLookAt = 10;  // records that show the separator

bool is_separator(char c) { return kSeparators.find(c) != std::string_view::npos; }
bool is_break(char c) { return c == '\n' || c == '\r'; }

/// Bytes of the line break at the front: 1, or 2 for CRLF.
std::size_t break_size(std::string_view rest) {
  return rest.size() > 1 && rest[0] == '\r' && rest[1] == '\n' ? 2 : 1;
}

using Counts = std::array<std::int64_t, kSeparators.size()>;

/// How often each separator stands outside quotes, in each of the first records that hold
/// any text.
std::vector<Counts> count_separators(std::string_view text) {
  std::vector<Counts> records;
  Counts counts{};
  bool quoted = false;
  bool cell_start = true;
  bool any = false;
  for (const char c : text) {
    if (quoted) {
      quoted = c != '"';  // a doubled quote closes and opens again
      cell_start = !quoted;
      continue;
    }
    if (is_break(c)) {
      if (any) records.push_back(std::exchange(counts, {}));
      if (records.size() == kLookAt) return records;
      any = false;
      cell_start = true;
      continue;
    }
    any = true;
    if (c == '"' && cell_start) {
      quoted = true;
      continue;
    }
    const std::size_t which = kSeparators.find(c);
    if (which != std::string_view::npos) ++counts[which];
    cell_start = which != std::string_view::npos;
  }
  if (any) records.push_back(counts);
  return records;
}

/// The greatest number of records that one separator splits into equally many cells.
std::int64_t agreement(const std::vector<Counts>& records, std::size_t separator) {
  std::int64_t best = 0;
  for (const Counts& one : records) {
    if (one[separator] == 0) continue;
    best = std::max(best, static_cast<std::int64_t>(std::count_if(
                              records.begin(), records.end(), [&](const Counts& other) {
                                return other[separator] == one[separator];
                              })));
  }
  return best;
}

/// The separator by which most records agree, so that a title above the header does not
/// count; between equals the one that splits the first record more; else the comma.
char guess_separator(std::string_view text) {
  const std::vector<Counts> records = count_separators(text);
  if (records.empty()) return kSeparators.front();
  const auto weight = [&](std::size_t i) {
    return std::pair(agreement(records, i), records.front()[i]);
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < kSeparators.size(); ++i) {
    if (weight(i) > weight(best)) best = i;
  }
  return kSeparators[best];
}

class Lexer {
 public:
  Lexer(std::string_view text, const CsvLimits& limits) : rest_(text), limits_(limits) {}

  Result<CsvSheet> run() {
    take_separator();
    while (!rest_.empty() && !error_) record();
    if (error_) return *std::move(error_);
    return std::move(sheet_);
  }

 private:
  /// A first line `sep=;` names the separator and is no record.
  void take_separator() {
    const bool named = rest_.size() >= 5 && rest_.substr(0, 4) == "sep=" &&
                       is_separator(rest_[4]) &&
                       (rest_.size() == 5 || is_break(rest_[5]));
    if (!named) {
      sheet_.separator = guess_separator(rest_);
      return;
    }
    sheet_.separator = rest_[4];
    rest_.remove_prefix(5);
    if (!rest_.empty()) take_break();
  }

  void take_break() {
    rest_.remove_prefix(break_size(rest_));
    ++line_;
  }

  void record() {
    if (std::ssize(sheet_.rows) >= limits_.rows) {
      return too_large("more than " + std::to_string(limits_.rows) + " rows");
    }
    sheet_.lines.push_back(line_);
    row_.clear();
    for (bool more = true; more && !error_;) {
      if (std::ssize(row_) >= limits_.columns) {
        return too_large("more than " + std::to_string(limits_.columns) + " columns");
      }
      if (++cells_ > limits_.cells) {
        return too_large("more than " + std::to_string(limits_.cells) + " cells");
      }
      row_.push_back(cell());
      more = !rest_.empty() && rest_.front() == sheet_.separator;
      if (more) rest_.remove_prefix(1);
    }
    if (error_) return;
    if (!rest_.empty()) take_break();
    sheet_.rows.push_back(std::exchange(row_, {}));
  }

  /// Leaves `rest_` at a separator, a line break or the end.
  std::string cell() {
    if (!rest_.empty() && rest_.front() == '"') return quoted_cell();
    std::size_t n = 0;
    while (n < rest_.size() && rest_[n] != sheet_.separator && !is_break(rest_[n])) ++n;
    std::string out(rest_.substr(0, n));
    rest_.remove_prefix(n);
    check_size(out);
    return out;
  }

  std::string quoted_cell() {
    const std::int64_t opened = line_;
    std::string out;
    rest_.remove_prefix(1);
    for (;;) {
      if (error_) return out;
      if (rest_.empty()) {
        bad_syntax("a quote opened on line " + std::to_string(opened) +
                   " is never closed");
        return out;
      }
      if (rest_.front() == '"') {
        rest_.remove_prefix(1);
        if (rest_.empty() || rest_.front() != '"') break;
        out += '"';
        rest_.remove_prefix(1);
      } else {
        take_inside(out);
      }
      check_size(out);
    }
    const bool ended =
        rest_.empty() || rest_.front() == sheet_.separator || is_break(rest_.front());
    if (!ended) bad_syntax("text after a closing quote on line " + std::to_string(line_));
    return out;
  }

  /// Text up to the next quote or past the next line break, breaks kept as they are.
  void take_inside(std::string& out) {
    std::size_t n = 0;
    while (n < rest_.size() && rest_[n] != '"' && !is_break(rest_[n])) ++n;
    if (n == 0) {
      n = break_size(rest_);
      ++line_;
    }
    out += rest_.substr(0, n);
    rest_.remove_prefix(n);
  }

  void check_size(const std::string& cell) {
    if (std::ssize(cell) <= limits_.cell_bytes || error_) return;
    const std::string column = "column " + std::to_string(row_.size() + 1);
    error_ = Error(Status::out_of_range, Reason::too_large,
                   "a cell above " + std::to_string(limits_.cell_bytes) + " bytes")
                 .at(column, std::ssize(sheet_.rows))
                 .with("line", std::to_string(line_));
  }

  void bad_syntax(const std::string& what) {
    const std::string column = "column " + std::to_string(row_.size() + 1);
    error_ = invalid(Reason::bad_syntax, what)
                 .at(column, std::ssize(sheet_.rows))
                 .with("line", std::to_string(line_));
  }

  void too_large(const std::string& what) {
    const std::string column = "column " + std::to_string(row_.size() + 1);
    error_ = Error(Status::out_of_range, Reason::too_large, what)
                 .at(column, std::ssize(sheet_.rows))
                 .with("line", std::to_string(line_));
  }

  std::string_view rest_;
  CsvLimits limits_;
  CsvSheet sheet_;
  std::vector<std::string> row_;
  std::int64_t line_ = 1;
  std::int64_t cells_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<CsvSheet> lex_csv(std::string_view utf8, const CsvLimits& limits) {
  if (std::cmp_greater(utf8.size(), limits.bytes)) {
    return Error(Status::out_of_range, Reason::too_large,
                 "a sheet above " + std::to_string(limits.bytes) + " bytes");
  }
  return Lexer(utf8, limits).run();
}

}  // namespace kith
