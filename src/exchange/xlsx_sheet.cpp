#include "exchange/xlsx_sheet.hpp"

#include <charconv>

#include "exchange/limits.hpp"
#include "exchange/number_format.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {

namespace {

constexpr std::int64_t kLastLine = 1'048'576;
constexpr std::int64_t kLastColumn = 16'383;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t n = 0;
  const auto r = std::from_chars(text.data(), text.data() + text.size(), n);
  if (r.ec != std::errc() || r.ptr != text.data() + text.size()) return std::nullopt;
  return n;
}

std::optional<std::uint32_t> escape_at(std::string_view s) {
  if (s.size() < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_') return std::nullopt;
  std::uint32_t code = 0;
  const auto r = std::from_chars(s.data() + 2, s.data() + 6, code, 16);
  if (r.ec != std::errc() || r.ptr != s.data() + 6) return std::nullopt;
  if (code == 0 || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  return code;
}

}  // namespace

std::optional<Reference> parse_reference(std::string_view text) noexcept {
  Reference r;
  std::size_t i = 0;
  for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; ++i) {
    r.column = r.column * 26 + (text[i] - 'A' + 1);
    if (r.column > kLastColumn + 1) return std::nullopt;
  }
  const auto line = whole_number(text.substr(i));
  if (i == 0 || !line || *line < 1 || *line > kLastLine) return std::nullopt;
  r.column -= 1;
  r.line = *line;
  return r;
}

std::string unescape(const std::string& text) {
  if (text.find("_x") == std::string::npos) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (const auto code = escape_at(std::string_view(text).substr(i))) {
      out += from_code_points({static_cast<char32_t>(*code)});
      i += 7;
    } else {
      out += text[i++];
    }
  }
  return out;
}

Error SheetHandler::bad_cell(Reason reason, const std::string& what) const {
  return invalid(reason, what + " in sheet " + sheet_.name + ", line " +
                             std::to_string(line_) + ", column " +
                             std::to_string(column_ + 1))
      .with("value", value_.substr(0, 100));
}

Result<void> SheetHandler::start(std::string_view name, const Attributes& a) {
  if (name == "row") return start_row(a);
  if (name == "c") return start_cell(a);
  if (name == "mergeCell") return add_merge(a.get("ref").value_or(""));
  if (!in_cell_) return {};
  if (name == "rPh") phonetic_ = true;
  if (name == "v" || (name == "t" && !phonetic_)) in_value_ = true;
  return {};
}

Result<void> SheetHandler::start_row(const Attributes& a) {
  const std::int64_t previous = line_;
  column_ = -1;
  line_ = previous + 1;
  if (const auto r = a.get("r")) {
    const auto n = whole_number(*r);
    if (!n || *n < 1) return bad_cell(Reason::bad_syntax, "bad row number");
    line_ = *n;
  }
  if (line_ <= previous) return bad_cell(Reason::bad_order, "rows out of order");
  if (line_ > context_.limits.rows) return beyond("rows", context_.limits.rows);
  return {};
}

Result<void> SheetHandler::start_cell(const Attributes& a) {
  const std::int64_t previous = column_;
  column_ = previous + 1;
  if (const auto r = a.get("r")) {
    const auto ref = parse_reference(*r);
    if (!ref || ref->line != line_) {
      return bad_cell(Reason::bad_syntax, "bad cell reference " + std::string(*r));
    }
    column_ = ref->column;
  }
  if (column_ <= previous) return bad_cell(Reason::bad_order, "cells out of order");
  const auto style = whole_number(a.get("s").value_or("0"));
  style_ = style && *style >= 0 ? static_cast<std::size_t>(*style) : 0;
  type_ = a.get("t").value_or("n");
  value_.clear();
  in_cell_ = true;
  in_value_ = false;
  phonetic_ = false;
  return {};
}

Result<void> SheetHandler::add_merge(std::string_view reference) {
  const auto colon = reference.find(':');
  if (colon == std::string_view::npos) return {};
  const auto a = parse_reference(reference.substr(0, colon));
  const auto b = parse_reference(reference.substr(colon + 1));
  if (!a || !b || b->line < a->line || b->column < a->column) {
    return invalid(Reason::bad_syntax,
                   "bad merge " + std::string(reference) + " in sheet " + sheet_.name);
  }
  if (static_cast<std::int64_t>(sheet_.merges.size()) >= context_.limits.merges) {
    return beyond("merged blocks", context_.limits.merges);
  }
  sheet_.merges.push_back({a->line, b->line, static_cast<std::int32_t>(a->column),
                           static_cast<std::int32_t>(b->column)});
  return {};
}

Result<void> SheetHandler::text(std::string_view piece) {
  if (!in_value_) return {};
  value_ += piece;
  if (static_cast<std::int64_t>(value_.size()) > context_.limits.cell_bytes) {
    return beyond("length of a cell", context_.limits.cell_bytes);
  }
  return {};
}

Result<void> SheetHandler::end(std::string_view name) {
  if (name == "v" || name == "t") in_value_ = false;
  if (name == "rPh") phonetic_ = false;
  if (name == "c" && in_cell_) return end_cell();
  return {};
}

Result<void> SheetHandler::end_cell() {
  in_cell_ = false;
  if (type_ == "inlineStr" || type_ == "str") {
    return store(CellKind::text, unescape(value_), false);
  }
  if (value_.empty()) return {};
  if (type_ == "s") {
    const auto index = whole_number(value_);
    if (!index || *index < 0 ||
        *index >= static_cast<std::int64_t>(context_.strings.size())) {
      return bad_cell(Reason::bad_syntax, "no such shared string");
    }
    return store(CellKind::text, context_.strings[static_cast<std::size_t>(*index)],
                 false);
  }
  if (type_ == "b")
    return store(CellKind::boolean, value_ == "1" ? "TRUE" : "FALSE", false);
  if (type_ == "e") return store(CellKind::error, value_, false);
  if (type_ == "d") return store(CellKind::text, value_, false);  // an ISO 8601 date
  if (type_ == "n") return store_number();
  return bad_cell(Reason::unknown_kind, "unknown cell type " + type_);
}

Result<void> SheetHandler::store_number() {
  auto decimal = plain_decimal(trim(value_));
  if (!decimal) return bad_cell(Reason::bad_number, "not a decimal number");
  const bool date = style_ < context_.date_styles.size() && context_.date_styles[style_];
  return store(date ? CellKind::date : CellKind::number, std::move(decimal->text),
               decimal->scientific);
}

Result<void> SheetHandler::store(CellKind kind, std::string value, bool scientific) {
  if (value.empty()) return {};
  const SheetLimits& limits = context_.limits;
  if (column_ >= limits.columns) return beyond("columns", limits.columns);
  if (++context_.cells > limits.cells) return beyond("cells", limits.cells);
  context_.text_bytes += static_cast<std::int64_t>(value.size());
  if (context_.text_bytes > limits.text_bytes) {
    return beyond("text of all cells in bytes", limits.text_bytes);
  }
  if (sheet_.rows.empty() || sheet_.rows.back().line != line_) {
    sheet_.rows.push_back({line_, {}});
  }
  sheet_.rows.back().cells.push_back(
      {std::move(value), static_cast<std::int32_t>(column_), kind, scientific});
  return {};
}

}  // namespace kith::exchange
