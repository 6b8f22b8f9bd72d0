// Cells given meaning: dates, deadlines in free text, money, phones, names of persons,
// closed vocabularies.
//
//   Result<DateCell> d = parse_date_text("2023年10月15日 下午2:30");
//   Deadline t = parse_deadline("10月25日前提供定制化合同", row_date);   // point
//   2023-10-25, "提供定制化合同" Result<MoneyCell> m = parse_money_text("120",
//   MoneyUnit::ten_thousand);  // 120,000,000 分
//
// Nothing is guessed: a two-digit year, a day/month order, a lost digit or an unknown
// word is an error that carries the original text as detail "value"; the caller adds
// column and row. All functions are pure. Not here: names of companies and persons
// (model), headers (headers.hpp), facts.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kith/base/date.hpp"
#include "kith/base/money.hpp"
#include "kith/base/result.hpp"
#include "kith/exchange/sheet.hpp"
#include "kith/model/person_name.hpp"
#include "kith/model/phone.hpp"

namespace kith {

// ---- dates
// ------------------------------------------------------------------------------------------

enum class HalfDay : std::int32_t { none = 0, morning = 1, afternoon = 2 };

/// A day, and its time where one was written.
struct DateCell {
  Date date;
  std::optional<std::int32_t> second_of_day;  ///< 0 … 86399, wall clock
  HalfDay half = HalfDay::none;               ///< 上午/下午 without an hour
  std::optional<std::int32_t> zone_minutes;   ///< offset from UTC, where the text has one
  bool operator==(const DateCell&) const = default;
};

/// What the first of two short numbers before a year is. Append-only.
enum class DateOrder : std::int32_t {
  ymd = 0,  ///< such a date is refused, not guessed
  mdy = 1,  ///< 12/1/2010 is the first of December
  dmy = 2,  ///< 12/1/2010 is the twelfth of January
};

/// How the dates of a file are written.
struct DateStyle {
  bool date1904 = false;  ///< serial 0 is 1904-01-01
  DateOrder order = DateOrder::ymd;
};

/// 2023-10-15, 2023/1/5, 2023.10.15, 20231015, 2023年10月15日, 15 Oct 2023, Oct 15, 2023,
/// each with a time (14:30, 14:30:05, 下午2:30, 下午2点, 上午, 2:30 PM), an offset (Z,
/// +08:00, UTC) and a weekday that must agree; full width folded; five digits are an
/// Excel serial (45214 = 2023-10-15). Errors: missing_value for an empty text; bad_date
/// for a month without a day, two-digit years, 10/15/2023 unless the style names its
/// order, days that do not exist, the false 1900-02-29 (serial 60), serials out of range.
Result<DateCell> parse_date_text(std::string_view text, DateStyle style = {});
/// The same for a cell: a date cell is a serial, a fraction its time; a number is a
/// serial of five digits or YYYYMMDD; boolean and error cells fail with wrong_type.
Result<DateCell> parse_date_cell(const Cell& cell, DateStyle style = {});

// ---- deadlines
// --------------------------------------------------------------------------------------

enum class PhraseKind : std::int32_t {
  none = 0,
  point = 1,  ///< one named day: 10月25日前, 下周三, 明天. first = last
  span =
      2,  ///< a count of working days: 3个工作日内. Dates need a calendar, none are given
  range = 3,  ///< a named stretch: 下周, 月底. first … last
  delta = 4,  ///< a count of days, weeks or months from the row's date: 1周内. last = row
              ///< date + count
};

/// A time phrase found in a text. Days are only those the words name; 下周 stays a week.
struct Deadline {
  PhraseKind kind = PhraseKind::none;
  Date first;  ///< point, range: as named; delta: the row's date
  Date last;
  bool before = false;  ///< 前, 之前, 内, by, within: the work may be done earlier
  std::int32_t working_days = 0;  ///< span; 0 for other kinds
  std::int32_t days = 0;          ///< delta
  std::int32_t weeks = 0;         ///< delta
  std::int32_t months = 0;        ///< delta
  bool another = false;           ///< the rest holds a second time phrase
  std::string phrase;             ///< the words taken, as written
  std::string rest;     ///< the text without them and without the signs around them
  std::string channel;  ///< code of the first channel named in the text (see
                        ///< parse_channel), or empty
  std::string
      negative;  ///< the word that calls it off (无需, 不用, 取消, 暂缓 …), or empty
  bool operator==(const Deadline&) const = default;
};

/// Finds the first time phrase of `text`. A day without a year is the nearest one not
/// before `row_date`; a day of the month alone (25日前) likewise. Chinese numerals one to
/// ninety-nine are read. Repetitions (每周) and past words (上周) are not deadlines.
/// Never fails: what is not understood stays in `rest`.
Deadline parse_deadline(std::string_view text, Date row_date);

// ---- money
// ------------------------------------------------------------------------------------------

/// Units of written amounts as powers of ten of one 分.
enum class MoneyUnit : std::int32_t {
  none = 0,
  yuan = 2,
  thousand = 5,          ///< 千元
  ten_thousand = 6,      ///< 万元
  million = 8,           ///< 百万
  ten_million = 9,       ///< 千万
  hundred_million = 10,  ///< 亿
  billion = 11,          ///< 1.5bn
};

/// An amount or an interval in minor units. Exact: high == low and !approximate.
struct MoneyCell {
  std::int64_t low = 0;
  std::optional<std::int64_t> high;  ///< absent when open above (100万以上)
  bool approximate = false;          ///< 约, 左右, 多, and every interval
  Currency currency{};               ///< the cell's, else the header's, else CNY
  auto operator<=>(const MoneyCell&) const = default;
};

/// 120, 1,200,000, 120万, 1.2亿, 3千, 1.2M, ￥1,200,000, RMB 120万元, $1,200.00, HK$5,
/// USD 5,000, 5万美元, 10-20万, 约50万, 100万以上, 50万以内; below zero: -3, (120),
/// 1,234.00-. The unit and the currency are the header's, else the cell's, else yuan; a
/// currency beside the number means whole units unless 万 or its like follows. A bare $
/// is the US dollar, a bare ¥ the yuan. A comma, blank or apostrophe groups digits by
/// three; a decimal comma is refused, never guessed. Errors: missing_value (empty, 无, -,
/// /, null); conflict when header and cell name different units or currencies; bad_money
/// for wrong grouping or an amount finer than a minor unit; overflow beyond int64.
Result<MoneyCell> parse_money_text(std::string_view text,
                                   MoneyUnit header = MoneyUnit::none,
                                   std::optional<Currency> currency = std::nullopt);
/// The same for a cell. A number cell keeps the 15 significant digits a spreadsheet
/// shows, half to even.
Result<MoneyCell> parse_money_cell(const Cell& cell, MoneyUnit header = MoneyUnit::none,
                                   std::optional<Currency> currency = std::nullopt);
/// "历史合作金额(万元)", "金额：千元", "单位：万元", "Revenue (USD)" → the unit; none
/// without one.
MoneyUnit unit_of_header(std::string_view header);
/// "金额(美元)", "amount_eur", "Price ($)", "金额(万元)" → the currency; none without
/// one.
std::optional<Currency> currency_of_header(std::string_view header);
/// A unit price, read as above, times a quantity (12, 1.5, 1,000, -2), exactly. Errors
/// besides: bad_number for a quantity that is no number; bad_money for a price that is an
/// interval, and when the product is finer than a minor unit.
Result<MoneyCell> parse_product(const Cell& price, const Cell& quantity,
                                MoneyUnit header = MoneyUnit::none,
                                std::optional<Currency> currency = std::nullopt);

// ---- phones
// -----------------------------------------------------------------------------------------

/// classify_phone() of model/phone.hpp for a cell; a number written with an exponent and
/// fewer than 11 digits is refused.
Result<Phone> classify_phone(const Cell& cell);

// ---- vocabularies
// -----------------------------------------------------------------------------------
// Each gives a code. An unknown word is unknown_name naming word and vocabulary; empty is
// missing_value.

/// phone, visit, video, message, mail, push.
Result<std::string> parse_channel(std::string_view text);
/// Code of the first channel word inside a text; empty without one.
std::string find_channel(std::string_view text);
/// done, in_progress, to_do, cancelled.
Result<std::string> parse_completion(std::string_view text);
/// A, A级, A类, A（重点客户）, a → "A"; letters A to E.
Result<std::string> parse_tier(std::string_view text);
/// Cooperation: lead, prospect, negotiating, active, paused, lost.
Result<std::string> parse_cooperation(std::string_view text);
/// Satisfaction 1 … 5 from digits, 5分, ★★★ or 很满意 … 很不满意.
Result<std::int32_t> parse_satisfaction(std::string_view text);

enum class FeedbackKind : std::int32_t {
  empty = 0,
  answer = 1,
  no_reply = 2,  ///< every part says so: 无回复, 未接通, 没人接
  mixed = 3,     ///< begins with no reply, and says more: a person decides
};
FeedbackKind classify_feedback(std::string_view text);

}  // namespace kith
