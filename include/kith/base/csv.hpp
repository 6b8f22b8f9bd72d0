// CSV lexer, RFC 4180 with the liberties that spreadsheets take: LF or CRLF or CR, a
// `sep=;` first line, quoted line breaks, comma, semicolon or tab found from the first
// ten records (the one by which most of them agree). Cells are text; their meaning is
// given in exchange.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/result.hpp"

namespace kith {

struct CsvLimits {
  std::int64_t bytes = 256ll << 20;
  std::int64_t rows = 1'048'576;
  std::int64_t columns = 1'024;
  std::int64_t cells = 16'000'000;
  std::int64_t cell_bytes = 1 << 20;
};

struct CsvSheet {
  char separator = ',';
  std::vector<std::vector<std::string>> rows;
  std::vector<std::int64_t> lines;  ///< 1-based line on which each row begins
};

/// `utf8` is valid UTF-8 (decode_sheet gives it). Fails with bad_syntax at a quote never
/// closed or text after a closing quote (row and column named), too_large past a limit.
Result<CsvSheet> lex_csv(std::string_view utf8, const CsvLimits& limits = {});

}  // namespace kith
