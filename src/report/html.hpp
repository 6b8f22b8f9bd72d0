// HTML text: escaping, measuring and shortening. Not here: tags, which their users write
// plainly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kith::report {

/// The text with & < > " ' escaped. Control characters that HTML forbids become U+FFFD,
/// so no byte of a cell can end a tag, an attribute or the document.
std::string escaped(std::string_view utf8);

/// Rough width in half-width units: 1 for ASCII and Latin, 2 for anything wider.
std::int64_t width_of(std::string_view utf8);

/// At most so many half-width units, with an ellipsis when cut; never cuts inside a
/// character.
std::string shortened(std::string_view utf8, std::int64_t units);

/// A number for SVG attributes: fixed, two decimals, no locale, never "-0.00".
std::string svg_number(double value);

/// 12345678.9 → "12,345,678.9": separators in the whole part of a plain decimal.
std::string grouped(std::string_view decimal);

}  // namespace kith::report
