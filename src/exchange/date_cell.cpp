// Dates of cells.
#include <algorithm>

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

namespace kith {

namespace {

using exchange::is_digit;
using exchange::Scanner;
using exchange::with_value;

constexpr std::int32_t kDay = 86'400;
constexpr std::int64_t kLastSerial = 2'958'465;  // 9999-12-31 in the 1900 system

Error bad_date(std::string what) { return invalid(Reason::bad_date, std::move(what)); }

Result<Date> serial_date(std::int64_t serial, bool date1904) {
  if (date1904) {
    if (serial < 0 || serial > kLastSerial - 1462) {
      return bad_date("a serial out of the range of dates");
    }
    return Date::checked(serial - 24'107);  // 1904-01-01
  }
  if (serial == 60) return bad_date("serial 60 is 1900-02-29, a day that never was");
  if (serial < 1 || serial > kLastSerial) {
    return bad_date("a serial out of the range of dates");
  }
  // Up to the false leap day, serial 1 is 1900-01-01; after it, all serials stand one too
  // high.
  return Date::checked(serial - (serial < 60 ? 25'568 : 25'569));
}

// Rounds 0.digits of a day to whole seconds, in integers.
std::int32_t fraction_seconds(std::string_view digits) {
  std::int64_t numerator = 0;
  std::int64_t power = 1;
  for (std::size_t i = 0; i < digits.size() && i < 13; ++i) {
    numerator = numerator * 10 + (digits[i] - '0');
    power *= 10;
  }
  return static_cast<std::int32_t>((numerator * kDay + power / 2) / power);
}

Result<DateCell> serial_cell(std::string_view text, bool date1904) {
  Scanner scan(text);
  const int count = scan.digits_ahead();
  if (count < 1 || count > 7) return bad_date("a serial out of the range of dates");
  std::int64_t serial = *scan.digits(1, 7);
  DateCell out;
  if (scan.eat(".") && !scan.done()) {
    const std::string_view digits = scan.rest();
    if (!std::all_of(digits.begin(), digits.end(), is_digit)) {
      return bad_date("not a date serial");
    }
    std::int32_t seconds = fraction_seconds(digits);
    if (seconds == kDay) {
      seconds = 0;
      ++serial;
    }
    out.second_of_day = seconds;
  } else if (!scan.done()) {
    return bad_date("not a date serial");
  }
  Result<Date> date = serial_date(serial, date1904);
  if (!date) return date.error();
  out.date = *date;
  return out;
}

bool eat_half(Scanner& scan, DateCell& out) {
  if (!scan.eat_any({"上午", "早上", "凌晨", "AM", "Am", "am", "A.M.", "a.m."}).empty()) {
    out.half = HalfDay::morning;
  } else if (!scan.eat_any({"下午", "晚上", "PM", "Pm", "pm", "P.M.", "p.m."}).empty()) {
    out.half = HalfDay::afternoon;
  } else {
    return false;
  }
  scan.blanks();
  return true;
}

// Z, +08:00, +0800, +8
Result<void> eat_zone(Scanner& scan, DateCell& out) {
  if (!scan.eat_any({"Z", "UTC", "GMT"}).empty()) {
    out.zone_minutes = 0;
    scan.blanks();
  }
  const char sign = scan.peek();
  if (sign != '+' && sign != '-') return {};
  scan.eat(std::string_view(&sign, 1));
  const auto hours = scan.digits(1, 2);
  scan.eat(":");
  const auto minutes = scan.digits(2, 2).value_or(0);
  if (!hours || *hours > 14 || minutes > 59) return bad_date("not an offset from UTC");
  const std::int32_t offset = *hours * 60 + minutes;
  out.zone_minutes = sign == '-' ? -offset : offset;
  return {};
}

// minutes and seconds after an hour: ":30", ":30:05.123", "点", "点半", "点30分",
// "时30分5秒"
struct Clock {
  std::int32_t minute = 0;
  std::int32_t second = 0;
};
std::optional<Clock> eat_minutes(Scanner& scan) {
  Clock clock;
  if (scan.eat(":")) {
    const auto minute = scan.digits(2, 2);
    if (!minute) return std::nullopt;
    clock.minute = *minute;
    if (scan.eat(":")) {
      const auto second = scan.digits(2, 2);
      if (!second) return std::nullopt;
      clock.second = *second;
      if (scan.eat(".")) {
        while (scan.digits(1, 1)) {
        }
      }
    }
    return clock;
  }
  if (scan.eat_any({"点钟", "点", "时"}).empty()) return std::nullopt;
  if (scan.eat("半")) {
    clock.minute = 30;
    return clock;
  }
  if (const auto minute = scan.digits(1, 2)) {
    clock.minute = *minute;
    if (scan.eat("分")) {
      if (const auto second = scan.digits(1, 2)) {
        clock.second = *second;
        scan.eat("秒");
      }
    }
  }
  return clock;
}

Result<void> eat_time(Scanner& scan, DateCell& out) {
  const bool half_before = eat_half(scan, out);
  auto hour = scan.digits(1, 2);
  if (!hour) return {};
  const auto clock = eat_minutes(scan);
  if (!clock) return bad_date("not a time of day");
  scan.blanks();
  if (!half_before) eat_half(scan, out);
  if (*hour > 23 || clock->minute > 59 || clock->second > 59) {
    return bad_date("a time beyond the end of the day");
  }
  if (out.half == HalfDay::afternoon && *hour < 12) *hour += 12;
  if (out.half == HalfDay::morning && *hour == 12) *hour = 0;
  out.half = HalfDay::none;
  out.second_of_day = *hour * 3600 + clock->minute * 60 + clock->second;
  scan.blanks();
  return eat_zone(scan, out);
}

// A weekday beside the date must agree with it: if not, one of the two is a slip.
Result<void> eat_weekday(Scanner& scan, Date date) {
  const std::size_t start = scan.position();
  const bool bracket = scan.eat("(");
  if (scan.eat_any({"星期", "周", "礼拜"}).empty()) {
    scan.seek(start);
    return {};
  }
  static constexpr std::string_view kDays[] = {"一", "二", "三", "四", "五", "六", "日"};
  std::int32_t weekday = scan.eat("天") ? 7 : 0;
  for (std::int32_t i = 0; i < 7 && weekday == 0; ++i) {
    if (scan.eat(kDays[i])) weekday = i + 1;
  }
  if (bracket) scan.eat(")");
  scan.blanks();
  if (weekday != date.weekday()) return bad_date("the weekday does not fit the date");
  return {};
}

// Jan, January, Sept. and their like: 1 to 12.
std::int32_t eat_month_name(Scanner& scan) {
  static constexpr std::string_view kMonths[] = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  std::string word;
  for (std::size_t i = 0; i < scan.rest().size() && exchange::is_letter(scan.rest()[i]);
       ++i)
    word += static_cast<char>(scan.rest()[i] | 0x20);
  const std::string known = word == "sept" ? "sep" : word;
  for (std::int32_t i = 0; i < 12; ++i) {
    if (known != kMonths[i] && known != kMonths[i].substr(0, 3)) continue;
    scan.seek(scan.position() + word.size());
    scan.eat(".");
    return i + 1;
  }
  return 0;
}

void eat_signs(Scanner& scan) {
  scan.blanks();
  scan.eat_any({"-", "/", ","});
  scan.blanks();
}

Error no_year() {
  return bad_date("a date without a four-digit year in front: write YYYY-MM-DD");
}

Result<Date> eat_year_and_make(Scanner& scan, std::int32_t month, std::int32_t day) {
  const bool four = scan.digits_ahead() == 4;
  const auto year = four ? scan.digits(4, 4) : std::nullopt;
  if (!year) return no_year();
  return Date::from_ymd(*year, month, day);
}

// 15-Oct-2023, 15 October 2023; the cursor stands on the day.
Result<Date> eat_day_first(Scanner& scan) {
  const std::int32_t day = *scan.digits(1, 2);
  eat_signs(scan);
  const std::int32_t month = eat_month_name(scan);
  if (month == 0) return bad_date("not a date");
  eat_signs(scan);
  return eat_year_and_make(scan, month, day);
}

// Oct 15, 2023
Result<Date> eat_month_first(Scanner& scan) {
  const std::int32_t month = eat_month_name(scan);
  if (month == 0) return bad_date("not a date");
  eat_signs(scan);
  const auto day = scan.digits(1, 2);
  if (!day || is_digit(scan.peek())) return bad_date("a month without a day");
  eat_signs(scan);
  return eat_year_and_make(scan, month, *day);
}

// 12/1/2010, in the order the style names.
Result<Date> eat_short_first(Scanner& scan, DateOrder order) {
  const std::size_t start = scan.position();
  const std::int32_t first = *scan.digits(1, 2);
  scan.blanks();
  const std::string_view sign = scan.eat_any({"/", "-", "."});
  scan.blanks();
  if (!sign.empty() && exchange::is_letter(scan.peek())) {
    scan.seek(start);
    return eat_day_first(scan);
  }
  const auto second = sign.empty() ? std::nullopt : scan.digits(1, 2);
  scan.blanks();
  if (!second || !scan.eat(sign)) {
    scan.seek(start);
    Result<Date> named = eat_day_first(scan);
    return named ? named : Result<Date>(no_year());
  }
  scan.blanks();
  if (scan.digits_ahead() != 4) return no_year();
  if (order == DateOrder::ymd) {
    return bad_date(
        "a date that may be month/day or day/month: name its order (date order mdy or "
        "dmy) or write YYYY-MM-DD");
  }
  const bool month_first = order == DateOrder::mdy;
  return eat_year_and_make(scan, month_first ? first : *second,
                           month_first ? *second : first);
}

Result<Date> eat_date(Scanner& scan, DateOrder order) {
  const int ahead = scan.digits_ahead();
  if (ahead == 8) {
    const auto y = scan.digits(4, 4), m = scan.digits(2, 2), d = scan.digits(2, 2);
    return Date::from_ymd(*y, *m, *d);
  }
  if (exchange::is_letter(scan.peek())) return eat_month_first(scan);
  if (ahead == 1 || ahead == 2) return eat_short_first(scan, order);
  if (ahead != 4) return bad_date("not a date");
  const auto year = scan.digits(4, 4);
  scan.blanks();
  const std::string_view sign = scan.eat_any({"-", "/", ".", "年"});
  if (sign.empty()) return bad_date("not a date");
  scan.blanks();
  const auto month = scan.digits(1, 2);
  scan.blanks();
  const bool chinese = sign == "年";
  if (!month || !scan.eat(chinese ? "月" : sign)) {
    return bad_date(month ? "a month without a day" : "not a date");
  }
  scan.blanks();
  const auto day = scan.digits(1, 2);
  if (!day) return bad_date("a month without a day");
  if (is_digit(scan.peek())) return bad_date("not a date");
  if (chinese) {
    scan.blanks();
    if (scan.eat_any({"日", "号"}).empty()) return bad_date("not a date");
  }
  return Date::from_ymd(*year, *month, *day);
}

Result<DateCell> scan_date(std::string_view text, DateOrder order) {
  Scanner scan(text);
  Result<Date> date = eat_date(scan, order);
  if (!date) return date.error();
  DateCell out;
  out.date = *date;
  scan.blanks();
  scan.eat_any({"T", ","});
  scan.blanks();
  if (Result<void> r = eat_weekday(scan, *date); !r) return r.error();
  if (Result<void> r = eat_time(scan, out); !r) return r.error();
  scan.blanks();
  if (!scan.done()) return bad_date("text after the date");
  return out;
}

template <class T>
Result<T> carry(Result<T> result, std::string_view text) {
  if (result) return result;
  return with_value(result.error(), text);
}

Result<DateCell> number_date(std::string_view text, DateStyle style) {
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.size() == 8) return scan_date(text, style.order);
  if (whole.size() != 5)
    return bad_date("a number that is neither a date serial nor YYYYMMDD");
  return serial_cell(text, style.date1904);
}

}  // namespace

Result<DateCell> parse_date_text(std::string_view text, DateStyle style) {
  const std::string flat = narrow(text);
  if (flat.empty()) return invalid(Reason::missing_value, "no date");
  const bool serial = std::all_of(flat.begin(), flat.end(),
                                  [](char c) { return is_digit(c) || c == '.'; }) &&
                      flat.substr(0, flat.find('.')).size() == 5;
  return carry(serial ? serial_cell(flat, style.date1904) : scan_date(flat, style.order),
               text);
}

Result<DateCell> parse_date_cell(const Cell& cell, DateStyle style) {
  switch (cell.kind) {
    case CellKind::date:
      return carry(serial_cell(cell.text, style.date1904), cell.text);
    case CellKind::number:
      return carry(number_date(cell.text, style), cell.text);
    case CellKind::boolean:
    case CellKind::error:
      return with_value(invalid(Reason::wrong_type, "not a date but " + cell.text),
                        cell.text);
    default:
      return parse_date_text(cell.text, style);
  }
}

}  // namespace kith
