// Time phrases inside free text.
//
// The text is read from left to right; at each character the rules below are tried in
// order, longest words first, and the first phrase found is taken. Days are computed from
// the row's date, never from a clock.
#include <array>

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

namespace kith {

namespace {

using exchange::ends_with;
using exchange::is_digit;
using exchange::is_letter;
using exchange::Scanner;
using exchange::sequence_size;
using exchange::starts_with;

// The text with full width folded and ASCII in lower case, and for each of its bytes the
// byte of the original it came from, so that the rest can be given as it was written.
struct Flat {
  std::string text;
  std::vector<std::size_t> origin;
};

Flat flatten(std::string_view original) {
  Flat flat;
  for (std::size_t i = 0; i < original.size();) {
    const std::size_t size = std::min(sequence_size(original[i]), original.size() - i);
    std::string piece(original.substr(i, size));
    const std::string folded = narrow(piece);
    if (!folded.empty()) piece = folded;
    if (piece == "\u3000") piece = " ";
    for (const char c : piece) {
      flat.text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      flat.origin.push_back(i);
    }
    i += size;
  }
  flat.origin.push_back(original.size());
  return flat;
}

struct Found {
  Deadline deadline;
  std::size_t end = 0;
};
using Match = std::optional<Found>;

std::optional<std::int32_t> eat_chinese_digit(Scanner& scan) {
  static constexpr std::string_view kDigits[] = {"一", "二", "三", "四", "五",
                                                 "六", "七", "八", "九"};
  if (scan.eat("两")) return 2;
  for (std::int32_t i = 0; i < 9; ++i) {
    if (scan.eat(kDigits[i])) return i + 1;
  }
  return std::nullopt;
}

// 1 … 9999 in digits, 一 … 九十九 in Chinese.
std::optional<std::int32_t> eat_count(Scanner& scan) {
  if (is_digit(scan.peek())) {
    if (scan.digits_ahead() > 4) return std::nullopt;
    return scan.digits(1, 4);
  }
  const auto tens = eat_chinese_digit(scan);
  if (!scan.eat("十")) return tens;
  return tens.value_or(1) * 10 + eat_chinese_digit(scan).value_or(0);
}

bool next_is(const Scanner& scan, std::initializer_list<std::string_view> words) {
  for (const auto word : words) {
    if (starts_with(scan.rest(), word)) return true;
  }
  return false;
}

// 前 and 内 begin other words too: 前往, 内部.
bool eat_before(Scanner& scan) {
  const std::size_t start = scan.position();
  if (!scan.eat_any({"之前", "以前", "截止", "为止", "之内", "以内"}).empty())
    return true;
  if (scan.eat("前")) {
    if (!next_is(scan, {"往", "去", "来", "期", "台", "景", "端"})) return true;
  } else if (scan.eat("内")) {
    if (!next_is(scan, {"部", "容", "测", "网", "训", "审"})) return true;
  }
  scan.seek(start);
  return false;
}

bool eat_after(Scanner& scan) {
  const std::size_t start = scan.position();
  if (!scan.eat_any({"之后", "以后"}).empty()) return true;
  if (scan.eat("后") && !next_is(scan, {"续", "期", "面", "台", "来", "勤"})) return true;
  scan.seek(start);
  return false;
}

Deadline point(Date day) {
  Deadline d;
  d.kind = PhraseKind::point;
  d.first = d.last = day;
  return d;
}
Deadline range(Date first, Date last) {
  Deadline d;
  d.kind = PhraseKind::range;
  d.first = first;
  d.last = last;
  return d;
}
Date monday_of(Date day) { return day.plus_days(1 - day.weekday()); }
Date quarter_first(Date day) {
  return day.first_of_month().plus_months(-((day.ymd().month - 1) % 3), 1);
}
Date later(Date a, Date b) { return a < b ? b : a; }

Match finish(Scanner& scan, Deadline deadline) {
  if (eat_before(scan)) deadline.before = true;
  return Found{std::move(deadline), scan.position()};
}

// A whole stretch with 前 behind it (下周前, 5月前) may mean its beginning or its end:
// not read.
Match finish_whole(Scanner& scan, Deadline deadline) {
  Scanner ahead = scan;
  if (!next_is(ahead, {"内", "之内", "以内"}) && eat_before(ahead)) return std::nullopt;
  return finish(scan, std::move(deadline));
}

// The nearest such day not before the row's: 2月29日 may be years away.
std::optional<Date> nearest(std::int32_t month, std::int32_t day, Date row) {
  for (std::int32_t year = row.ymd().year; year <= row.ymd().year + 8; ++year) {
    const Result<Date> date = Date::from_ymd(year, month, day);
    if (date && *date >= row) return *date;
  }
  return std::nullopt;
}

std::optional<std::int32_t> eat_year(Scanner& scan, Date row) {
  const std::size_t start = scan.position();
  if (scan.eat("明年")) return row.ymd().year + 1;
  if (!scan.eat_any({"今年", "本年"}).empty()) return row.ymd().year;
  if (scan.digits_ahead() == 4) {
    const auto year = scan.digits(4, 4);
    if (!scan.eat_any({"年", "-", "/", "."}).empty()) return year;
  }
  scan.seek(start);
  return std::nullopt;
}

// 10月25日至28日, 10月25日-11月2日
std::optional<Date> eat_range_end(Scanner& scan, Date first) {
  const std::size_t start = scan.position();
  if (!scan.eat_any({"至", "到", "-", "~", "—"}).empty()) {
    auto month = eat_count(scan);
    std::int32_t day = 0;
    std::int32_t in_month = first.ymd().month;
    if (month && scan.eat("月")) {
      in_month = *month;
      day = eat_count(scan).value_or(0);
    } else {
      day = month.value_or(0);
    }
    if (day > 0 && !scan.eat_any({"日", "号"}).empty()) {
      if (const auto last = nearest(in_month, day, first)) return last;
    }
  }
  scan.seek(start);
  return std::nullopt;
}

Match named_day(Scanner& scan, Date day) {
  if (const auto last = eat_range_end(scan, day)) return finish(scan, range(day, *last));
  return finish(scan, point(day));
}

// 2023-10-25, 2023年10月25日, 10月25日, 10月25前
Match match_date(Scanner scan, Date row) {
  const bool english = !scan.eat_any({"by ", "before ", "until "}).empty();
  const auto year = eat_year(scan, row);
  const bool iso = year && scan.position() > 0 && is_digit(scan.peek());
  const auto month = eat_count(scan);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  // Without a year only 月 shows which number is the month.
  const std::string_view sign = scan.eat_any({"月", "-", "/", "."});
  if (sign.empty() || (!year && sign != "月")) return std::nullopt;
  const auto day = eat_count(scan);
  if (!day) return std::nullopt;
  const bool closed = !scan.eat_any({"日", "号"}).empty();
  if (!closed && !iso && !english) {
    Scanner ahead = scan;
    if (!eat_before(ahead)) return std::nullopt;
  }
  std::optional<Date> date = year ? std::nullopt : nearest(*month, *day, row);
  if (year) {
    const Result<Date> exact = Date::from_ymd(*year, *month, *day);
    if (exact) date = *exact;
  }
  if (!date) return std::nullopt;
  Match match = named_day(scan, *date);
  if (english) match->deadline.before = true;
  return match;
}

// A part of a month: 初 1–10, 中 11–20, 底 up to the end; "" the whole.
std::optional<DateSpan> month_part(Scanner& scan, Date first) {
  const Date last = first.last_of_month();
  if (!scan.eat_any({"上旬", "初"}).empty()) return DateSpan{first, first.plus_days(9)};
  if (!scan.eat_any({"中旬", "中"}).empty()) {
    return DateSpan{first.plus_days(10), first.plus_days(19)};
  }
  if (scan.eat("下旬")) return DateSpan{first.plus_days(20), last};
  if (!scan.eat_any({"底", "末", "份"}).empty()) return DateSpan{first, last};
  return std::nullopt;
}

// `bare`: whether the month alone, without 底 and its like, is a time: 下月 is, 10月
// (10月新品) is not.
Match month_range(Scanner& scan, Date first, Date row, bool bare) {
  const auto part = month_part(scan, first);
  if (!part) {
    const bool inside = next_is(scan, {"内", "之内", "以内"}) && eat_before(scan);
    if (!bare && !inside) return std::nullopt;
    const Deadline d = range(later(first, row), first.last_of_month());
    return inside ? Match(Found{d, scan.position()}) : finish_whole(scan, d);
  }
  return finish(
      scan, range(part->last < row ? part->first : later(part->first, row), part->last));
}

// 10月底, 10月中旬, 2024年3月, 11月内
Match match_month(Scanner scan, Date row) {
  const auto year = eat_year(scan, row);
  const auto month = eat_count(scan);
  if (!month || *month < 1 || *month > 12 || !scan.eat("月")) return std::nullopt;
  if (is_digit(scan.peek())) return std::nullopt;
  const std::int32_t this_year = row.ymd().year;
  Result<Date> first = Date::from_ymd(year.value_or(this_year), *month, 1);
  if (!first) return std::nullopt;
  if (!year) {
    Scanner ahead = scan;
    const DateSpan whole{*first, first->last_of_month()};
    const DateSpan part = month_part(ahead, *first).value_or(whole);
    if (part.last < row) first = Date::from_ymd(this_year + 1, *month, 1);
    if (!first) return std::nullopt;
  }
  return month_range(scan, *first, row, year.has_value());
}

// 25日前: the day of a month alone, only where 前 shows that a date is meant.
Match match_day_of_month(Scanner scan, Date row) {
  const auto day = eat_count(scan);
  if (!day || *day < 1 || *day > 31 || scan.eat_any({"日", "号"}).empty())
    return std::nullopt;
  Scanner ahead = scan;
  if (next_is(ahead, {"之内", "以内", "内"}) || !eat_before(ahead)) return std::nullopt;
  Date first = row.first_of_month();
  for (int i = 0; i < 4; ++i, first = first.plus_months(1, 1)) {
    const YearMonthDay ym = first.ymd();
    const Result<Date> date = Date::from_ymd(ym.year, ym.month, *day);
    if (date && *date >= row) return finish(scan, point(*date));
  }
  return std::nullopt;
}

enum class Step { none, working_days, days, weeks, months, hours };

Step eat_step(Scanner& scan) {
  const bool counted = scan.eat("个");
  scan.blanks();
  if (!scan.eat_any({"工作日", "工作天", "working days", "working day", "business days",
                     "business day"})
           .empty()) {
    return Step::working_days;
  }
  if (!scan.eat_any({"小时", "钟头", "hours", "hour"}).empty()) return Step::hours;
  if (!scan.eat_any({"周", "星期", "礼拜", "weeks", "week"}).empty()) return Step::weeks;
  if (counted && scan.eat("月")) return Step::months;
  if (!scan.eat_any({"months", "month"}).empty()) return Step::months;
  if (!counted && !scan.eat_any({"自然日", "天", "日", "days", "day"}).empty()) {
    return Step::days;
  }
  return Step::none;
}

Deadline within(Step step, std::int32_t n, Date row) {
  Deadline d;
  d.before = true;
  if (step == Step::working_days) {
    d.kind = PhraseKind::span;
    d.working_days = n;
    return d;
  }
  d.kind = PhraseKind::delta;
  d.first = row;
  if (step == Step::hours) n = (n + 23) / 24;
  if (step == Step::months) {
    d.months = n;
    d.last = row.plus_months(n);
  } else if (step == Step::weeks) {
    d.weeks = n;
    d.last = row.plus_days(7ll * n);
  } else {
    d.days = n;
    d.last = row.plus_days(n);
  }
  return d;
}

// N天后 names a day; N周后 only a week, N个月后 only a month.
Deadline after(Step step, std::int32_t n, Date row) {
  if (step == Step::working_days) {
    Deadline d = within(step, n, row);
    d.before = false;
    return d;
  }
  if (step == Step::weeks) {
    const Date monday = monday_of(row.plus_days(7ll * n));
    return range(monday, monday.plus_days(6));
  }
  if (step == Step::months) {
    const Date first = row.first_of_month().plus_months(n, 1);
    return range(first, first.last_of_month());
  }
  return point(row.plus_days(step == Step::hours ? (n + 23) / 24 : n));
}

// 3个工作日内, 1周内, 两周之内, 3-5个工作日内, 3天后, within 3 working days
Match match_count(Scanner scan, Date row) {
  const bool english = scan.eat("within ");
  auto n = eat_count(scan);
  if (!n) return std::nullopt;
  const std::size_t single = scan.position();
  if (!scan.eat_any({"-", "~", "至", "到", "—"}).empty()) {
    const auto high = eat_count(scan);
    if (high && *high > *n) {
      n = high;
    } else {
      scan.seek(single);
    }
  }
  scan.blanks();
  const Step step = eat_step(scan);
  if (step == Step::none) return std::nullopt;
  scan.blanks();
  if (english) return Found{within(step, *n, row), scan.position()};
  if (!scan.eat_any({"之内", "以内"}).empty())
    return Found{within(step, *n, row), scan.position()};
  if (next_is(scan, {"内"}) && eat_before(scan)) {
    return Found{within(step, *n, row), scan.position()};
  }
  if (eat_after(scan)) return Found{after(step, *n, row), scan.position()};
  return std::nullopt;
}

std::int32_t eat_weekday(Scanner& scan) {
  static constexpr std::string_view kDays[] = {"一", "二", "三", "四", "五", "六", "日"};
  const std::size_t start = scan.position();
  if (scan.eat("天")) return 7;
  for (std::int32_t i = 0; i < 7; ++i) {
    if (!scan.eat(kDays[i])) continue;
    if (!next_is(scan, {"次", "个", "起", "下", "家", "位"})) return i + 1;
    scan.seek(start);
    return 0;
  }
  return 0;
}

bool eat_week(Scanner& scan) { return !scan.eat_any({"周", "星期", "礼拜"}).empty(); }

// 下周, 下周三, 本周内, 周五前, 这周末, 下周一至周三
Match match_week(Scanner scan, Date row) {
  const std::string_view which = scan.eat_any({"下下", "下", "本", "这"});
  if (!which.empty()) scan.eat("个");
  if (!eat_week(scan)) return std::nullopt;
  const std::int32_t ahead = which == "下下" ? 2 : which == "下" ? 1 : 0;
  const Date monday = monday_of(row).plus_days(7ll * ahead);
  if (scan.eat("末")) {
    return finish(scan, range(later(monday.plus_days(5), row), monday.plus_days(6)));
  }
  if (!which.empty()) {  // 下周周三
    Scanner again = scan;
    if (eat_week(again) && eat_weekday(again) != 0) eat_week(scan);
  }
  const std::int32_t weekday = eat_weekday(scan);
  if (weekday == 0) {
    if (which.empty()) return std::nullopt;
    return finish_whole(scan, range(later(monday, row), monday.plus_days(6)));
  }
  Date day = monday.plus_days(weekday - 1);
  if (which.empty() && day < row) day = day.plus_days(7);
  const std::size_t single = scan.position();
  if (!scan.eat_any({"至", "到", "-", "~"}).empty()) {
    scan.eat_any({"下下", "下", "本", "这"});
    if (eat_week(scan)) {
      const std::int32_t last = eat_weekday(scan);
      if (last > weekday) return finish(scan, range(day, day.plus_days(last - weekday)));
    }
    scan.seek(single);
  }
  return finish(scan, point(day));
}

// 月底, 本月底, 下个月初, 下月
Match match_relative_month(Scanner scan, Date row) {
  const std::string_view which = scan.eat_any({"下下", "下", "本", "这", "当"});
  if (!which.empty()) scan.eat("个");
  if (!scan.eat("月")) return std::nullopt;
  const std::int32_t ahead = which == "下下" ? 2 : which == "下" ? 1 : 0;
  const Date first = row.first_of_month().plus_months(ahead, 1);
  if (!which.empty()) {
    const auto day = eat_count(scan);
    if (!day) return month_range(scan, first, row, true);
    const YearMonthDay ym = first.ymd();
    const Result<Date> date = Date::from_ymd(ym.year, ym.month, *day);
    if (!date || scan.eat_any({"日", "号"}).empty()) return std::nullopt;
    return named_day(scan, *date);
  }
  Scanner look = scan;
  if (next_is(look, {"份"})) return std::nullopt;
  const auto part = month_part(look, first);
  if (!part) return std::nullopt;
  return month_range(scan, part->last < row ? first.plus_months(1, 1) : first, row,
                     false);
}

// 季度末, 本季度内, 下季度, 四季度末, 第四季度
Match match_quarter(Scanner scan, Date row) {
  Date first = quarter_first(row);
  const bool ordinal = scan.eat("第");
  const std::string_view which =
      ordinal ? std::string_view() : scan.eat_any({"下", "本", "这", "当"});
  if (!which.empty()) scan.eat("个");
  std::optional<std::int32_t> number;
  if (which.empty()) number = eat_count(scan);
  if (number && (*number < 1 || *number > 4)) return std::nullopt;
  if (scan.eat_any({"季度", "季"}).empty()) return std::nullopt;
  const bool end = !scan.eat_any({"末", "底"}).empty();
  if (which.empty() && !number && !end) return std::nullopt;
  if (which == "下") first = first.plus_months(3, 1);
  if (number) {
    first = *Date::from_ymd(row.ymd().year, *number * 3 - 2, 1);
    if (first.plus_months(2, 1).last_of_month() < row) first = first.plus_months(12, 1);
  }
  const Deadline d = range(later(first, row), first.plus_months(2, 1).last_of_month());
  return end ? finish(scan, d) : finish_whole(scan, d);
}

// 年底, 今年内, 明年底, 明年
Match match_year(Scanner scan, Date row) {
  const std::string_view which = scan.eat_any({"今", "本", "明"});
  if (!scan.eat("年")) return std::nullopt;
  if (next_is(scan, {"初", "中"})) return std::nullopt;  // 年初: no agreed length
  const bool end = !scan.eat_any({"底", "末"}).empty();
  if (which.empty() && !end) return std::nullopt;
  const std::int32_t year = row.ymd().year + (which == "明" ? 1 : 0);
  const Result<Date> first = Date::from_ymd(year, 1, 1);
  if (!first) return std::nullopt;
  const Deadline d = range(later(*first, row), first->plus_months(11, 1).last_of_month());
  return end ? finish(scan, d) : finish_whole(scan, d);
}

Match match_word(Scanner scan, Date row) {
  struct Word {
    std::string_view text;
    std::int32_t days;
  };
  static constexpr std::array<Word, 13> kWords{{{"大后天", 3},
                                                {"后天", 2},
                                                {"明天", 1},
                                                {"明日", 1},
                                                {"明早", 1},
                                                {"明晚", 1},
                                                {"今天", 0},
                                                {"今日", 0},
                                                {"今晚", 0},
                                                {"当天", 0},
                                                {"当日", 0},
                                                {"tomorrow", 1},
                                                {"today", 0}}};
  for (const Word& word : kWords) {
    if (scan.eat(word.text)) return finish(scan, point(row.plus_days(word.days)));
  }
  return std::nullopt;
}

Match match_english(Scanner scan, Date row) {
  const bool by = !scan.eat_any({"by the ", "before the ", "by ", "before "}).empty();
  const Date monday = monday_of(row);
  const Date month = row.first_of_month();
  const Date quarter = quarter_first(row);
  std::optional<Deadline> d;
  if (scan.eat("next week")) {
    d = range(monday.plus_days(7), monday.plus_days(13));
  } else if (!scan.eat_any({"this week", "end of the week", "end of week"}).empty()) {
    d = range(row, monday.plus_days(6));
  } else if (scan.eat("next month")) {
    const Date next = month.plus_months(1, 1);
    d = range(next, next.last_of_month());
  } else if (!scan.eat_any(
                      {"this month", "end of the month", "end of month", "month end"})
                  .empty()) {
    d = range(row, row.last_of_month());
  } else if (!scan.eat_any({"end of the quarter", "end of quarter", "quarter end"})
                  .empty()) {
    d = range(row, quarter.plus_months(2, 1).last_of_month());
  } else if (scan.eat("tomorrow")) {
    d = point(row.plus_days(1));
  }
  if (!d || is_letter(scan.peek())) return std::nullopt;
  d->before = by;
  return Found{*d, scan.position()};
}

// What stands before decides too: 每周三 repeats, 上周 is past, 两周一次 is no Monday.
bool may_begin(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  for (const std::string_view word :
       {"每个", "每隔", "每", "上个", "上", "第", "隔", "去", "半"}) {
    if (ends_with(before, word)) return false;
  }
  if (at == 0) return true;
  if (is_digit(text[at]) && (is_digit(text[at - 1]) || text[at - 1] == '.')) return false;
  return !(is_letter(text[at]) && is_letter(text[at - 1]));
}

bool after_number(std::string_view text, std::size_t at) {
  if (at > 0 && is_digit(text[at - 1])) return true;
  for (const std::string_view word : {"一", "二", "两", "三", "四", "五", "六", "七",
                                      "八", "九", "十", "几", "个", "年"}) {
    if (ends_with(text.substr(0, at), word)) return true;
  }
  return false;
}

Match match_at(std::string_view text, std::size_t at, Date row) {
  if (!may_begin(text, at)) return std::nullopt;
  const Scanner scan(text, at);
  for (const auto rule : {match_date, match_month, match_count, match_day_of_month,
                          match_quarter, match_word, match_english}) {
    if (Match m = rule(scan, row)) return m;
  }
  if (after_number(text, at)) return std::nullopt;
  for (const auto rule : {match_week, match_relative_month, match_year}) {
    if (Match m = rule(scan, row)) return m;
  }
  return std::nullopt;
}

struct Place {
  std::size_t begin = 0;
  Found found;
};

std::optional<Place> find_phrase(std::string_view text, Date row) {
  for (std::size_t at = 0; at < text.size(); at += sequence_size(text[at])) {
    if (Match m = match_at(text, at, row)) return Place{at, std::move(*m)};
  }
  return std::nullopt;
}

// 请在10月25日前提供: the preposition goes with its phrase.
std::size_t widen_left(std::string_view text, std::size_t begin) {
  for (const std::string_view word :
       {"不晚于", "截止到", "截至", "截止", "最晚", "最迟", "于", "在"}) {
    if (!ends_with(text.substr(0, begin), word)) continue;
    if (word == "在" && ends_with(text.substr(0, begin), "现在")) return begin;
    return begin - word.size();
  }
  return begin;
}

std::string strip_signs(std::string_view text) {
  constexpr std::string_view kSigns[] = {" ", ",",  "，", "。", ".",    ";",      "；",
                                         ":", "：", "、", "()", "（）", "\u3000", "\n"};
  for (bool again = true; again;) {
    again = false;
    for (const auto sign : kSigns) {
      if (starts_with(text, sign)) {
        text.remove_prefix(sign.size());
        again = true;
      }
      if (ends_with(text, sign)) {
        text.remove_suffix(sign.size());
        again = true;
      }
    }
  }
  return std::string(text);
}

std::string find_negative(std::string_view text) {
  for (const std::string_view word :
       {"不再", "不用", "不必", "不需要", "不需", "无需", "无须", "没有必要", "暂不",
        "暂缓", "取消", "终止", "no need", "cancel"}) {
    if (text.find(word) != std::string_view::npos) return std::string(word);
  }
  return {};
}

}  // namespace

Deadline parse_deadline(std::string_view text, Date row_date) {
  const Flat flat = flatten(text);
  Deadline out;
  if (auto place = find_phrase(flat.text, row_date)) {
    out = place->found.deadline;
    const std::size_t begin = flat.origin[widen_left(flat.text, place->begin)];
    const std::size_t end = flat.origin[place->found.end];
    out.phrase = std::string(text.substr(begin, end - begin));
    out.rest =
        strip_signs(std::string(text.substr(0, begin)) + std::string(text.substr(end)));
    out.another = find_phrase(flatten(out.rest).text, row_date).has_value();
  } else {
    out.rest = strip_signs(text);
  }
  out.channel = find_channel(text);
  out.negative = find_negative(flat.text);
  return out;
}

}  // namespace kith
