// CSV: what is lexed, written with quotes and lexed again is the same.
#include "kith/base/csv.hpp"
#include "fuzz/fuzz.hpp"
#include "kith/base/text.hpp"

namespace {

std::string written(const kith::CsvSheet& sheet) {
  std::string out = "sep=,\n";
  for (const auto& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      out += '"';
      for (const char c : row[i]) out.append(c == '"' ? 2 : 1, c);
      out += '"';
    }
    out += '\n';
  }
  return out;
}

}  // namespace

KITH_FUZZ_TARGET(csv) {
  if (!kith::is_utf8(bytes)) return;
  const auto sheet = kith::lex_csv(bytes);
  if (!sheet) {
    LAW(!sheet.error().message().empty());
    return;
  }
  LAW(sheet->rows.size() == sheet->lines.size());
  for (std::size_t i = 1; i < sheet->lines.size(); ++i)
    LAW(sheet->lines[i - 1] < sheet->lines[i]);
  for (const auto& row : sheet->rows) {
    for (const auto& cell : row) LAW(kith::is_utf8(cell));
  }
  const auto again = kith::lex_csv(written(*sheet));
  LAW(again.has_value());
  LAW(again->rows == sheet->rows);
}
