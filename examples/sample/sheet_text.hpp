// How a hand writes a sheet: dates, amounts and cells in several spellings, and bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/date.hpp"
#include "sample/rng.hpp"

namespace kith::sample {

/// 2023-10-15, 2023/1/5, 2023.1.5, 20231015, 2023年10月15日, an Excel serial, full width.
std::string written_date(Date day, std::int32_t spelling);
inline constexpr std::int32_t kDateSpellings = 8;

/// In 万元 or in 元, with or without separators.
std::string written_amount(std::int64_t minor, bool ten_thousands, Rng& rng);

/// As written, or with its mask damaged: 1385678 for 138****5678.
std::string written_phone(std::string_view phone, Rng& rng);

std::string full_width(std::string_view ascii);

/// Rows of cells as text, quoted where needed.
std::string csv_text(const std::vector<std::vector<std::string>>& rows, char separator);

/// UTF-8 to GB18030. Throws when the platform has no such converter.
std::string to_gb18030(const std::string& utf8);

}  // namespace kith::sample
