// iCalendar: lines unfolded, then properties, then events.
//
// Lines are unfolded as bytes and checked as UTF-8 afterwards, for a fold may stand
// inside a character. An event's end is kept as (day, second) until the event closes: its
// last day is that of the second before.
#include "kith/base/ical.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/digits.hpp"
#include "base/utf8.hpp"

namespace kith {
namespace {

constexpr std::size_t kMaxCalendarBytes = 64u << 20;
constexpr std::size_t kMaxLine = 1u << 20;
constexpr std::size_t kMaxEvents = 1'000'000;
constexpr std::size_t kMaxComponents = 16;
constexpr std::int64_t kSecondsPerDay = 86'400;

Error at_line(Reason reason, const std::string& what, std::int64_t line) {
  return invalid(reason, what + " (line " + std::to_string(line) + ")").at("", line - 1);
}

Error too_large(const std::string& what, std::int64_t line) {
  return Error(Status::out_of_range, Reason::too_large, what).at("", line - 1);
}

std::string upper(std::string_view s) {
  std::string out(s);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 0x20);
  }
  return out;
}

std::string unescape(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char next = s[i] == '\\' && i + 1 < s.size() ? s[i + 1] : '\0';
    if (next == 'n' || next == 'N') {
      out += '\n';
      ++i;
    } else if (next == ',' || next == ';' || next == '\\') {
      out += next;
      ++i;
    } else {
      out += s[i];
    }
  }
  return out;
}

/// One property: upper-case name, parameters as they stand, raw value.
struct Line {
  std::string name;
  std::string_view value;
};

/// Splits at the first colon outside quotes (parameter values may be quoted). Empty name:
/// not a property.
Line split(std::string_view line) {
  bool quoted = false;
  std::size_t name_end = std::string_view::npos;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if ((line[i] == ';' || line[i] == ':') && name_end == std::string_view::npos)
      name_end = i;
    if (line[i] == ':') return {upper(line.substr(0, name_end)), line.substr(i + 1)};
  }
  return {};
}

bool is_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || detail::is_digit(c) || c == '-';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), fits);
}

/// A day and a second of it, in one number that can be compared and added to.
struct Moment {
  Date day;
  std::int64_t second = 0;
  [[nodiscard]] std::int64_t seconds() const {
    return day.days() * kSecondsPerDay + second;
  }
};

/// YYYYMMDD or YYYYMMDDTHHMMSS[Z]; the zone is not converted: the day is the one written.
std::optional<Moment> read_moment(std::string_view v) {
  const std::int32_t y = detail::fixed_digits(v, 0, 4);
  const std::int32_t m = detail::fixed_digits(v, 4, 2);
  const std::int32_t d = detail::fixed_digits(v, 6, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  const auto day = Date::from_ymd(y, m, d);
  if (!day) return std::nullopt;
  if (v.size() == 8) return Moment{*day};
  const std::int32_t hour = detail::fixed_digits(v, 9, 2);
  const std::int32_t minute = detail::fixed_digits(v, 11, 2);
  const std::int32_t second = detail::fixed_digits(v, 13, 2);
  const bool form = v[8] == 'T' && (v.size() == 15 || (v.size() == 16 && v[15] == 'Z'));
  if (!form || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  if (second < 0 || second > 60) return std::nullopt;  // 60: a leap second
  return Moment{*day, std::int64_t{hour} * 3600 + minute * 60 + std::min(second, 59)};
}

std::int64_t unit_seconds(char unit, bool time) {
  switch (unit) {
    case 'W':
      return time ? 0 : 7 * kSecondsPerDay;
    case 'D':
      return time ? 0 : kSecondsPerDay;
    case 'H':
      return time ? 3600 : 0;
    case 'M':
      return time ? 60 : 0;
    case 'S':
      return time ? 1 : 0;
    default:
      return 0;
  }
}

/// [+]P[nW][nD][T[nH][nM][nS]] in seconds. An event of negative length is none.
std::optional<std::int64_t> read_duration(std::string_view v) {
  if (!v.empty() && v.front() == '+') v.remove_prefix(1);
  if (v.size() < 3 || v.front() != 'P') return std::nullopt;
  v.remove_prefix(1);
  std::int64_t total = 0;
  bool time = false;
  while (!v.empty()) {
    if (v.front() == 'T' && !time) {
      time = true;
      v.remove_prefix(1);
      if (v.empty()) return std::nullopt;
    }
    std::size_t n = 0;
    while (n < v.size() && n < 7 && detail::is_digit(v[n])) ++n;
    if (n == 0 || n == v.size()) return std::nullopt;
    const std::int64_t unit = unit_seconds(v[n], time);
    if (unit == 0) return std::nullopt;
    total += detail::fixed_digits(v, 0, n) * unit;
    v.remove_prefix(n + 1);
  }
  return total;
}

/// Content lines, unfolded, each with the line on which it begins.
class Unfolder {
 public:
  explicit Unfolder(std::string_view bytes) : rest_(bytes) {
    if (rest_.substr(0, 3) == "\xEF\xBB\xBF") rest_.remove_prefix(3);
  }
  [[nodiscard]] std::int64_t line() const { return begin_; }

  /// False at the end of the bytes.
  Result<bool> next(std::string& out) {
    if (rest_.empty()) return false;
    out.clear();
    begin_ = next_line_;
    take_physical(out);
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
      rest_.remove_prefix(1);
      take_physical(out);
      if (out.size() > kMaxLine) return too_large("a property above 1 MiB", begin_);
    }
    if (detail::first_bad_utf8(out) != std::string::npos) {
      return at_line(Reason::bad_utf8, "not UTF-8", begin_);
    }
    return true;
  }

 private:
  void take_physical(std::string& out) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    out.append(line);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++next_line_;
  }

  std::string_view rest_;
  std::int64_t begin_ = 0;
  std::int64_t next_line_ = 1;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : lines_(bytes) {}

  Result<std::vector<IcalEvent>> run() {
    std::string text;
    for (;;) {
      const auto more = lines_.next(text);
      if (!more) return more.error();
      if (!*more) break;
      if (text.empty()) continue;
      if (auto error = take(text)) return *std::move(error);
    }
    if (!open_.empty()) return bad("the file ends inside " + open_.back());
    if (!calendar_seen_) return bad("no VCALENDAR");
    return std::move(events_);
  }

 private:
  using Failure = std::optional<Error>;

  [[nodiscard]] Error bad(const std::string& what) const {
    return at_line(Reason::bad_syntax, what, std::max<std::int64_t>(lines_.line(), 1));
  }
  [[nodiscard]] Error bad_date(const std::string& what) const {
    return at_line(Reason::bad_date, what, lines_.line());
  }

  Failure take(std::string_view text) {
    const Line line = split(text);
    if (!is_name(line.name)) return bad("not a property of the form NAME:value");
    if (line.name == "BEGIN") return begin(upper(line.value));
    if (line.name == "END") return end(upper(line.value));
    if (open_.empty()) return bad(line.name + " outside VCALENDAR");
    if (open_.back() != "VEVENT")
      return std::nullopt;  // alarms, zones, the calendar's own
    return property(line);
  }

  Failure begin(std::string name) {
    if (open_.size() == kMaxComponents) return bad("components nested too deep");
    if (open_.empty() && name != "VCALENDAR")
      return bad("BEGIN:" + name + " outside VCALENDAR");
    calendar_seen_ = true;
    if (name == "VEVENT") {
      const bool inside = std::find(open_.begin(), open_.end(), "VEVENT") != open_.end();
      if (inside) return bad("VEVENT inside VEVENT");
      if (events_.size() == kMaxEvents)
        return too_large("more than 1000000 events", lines_.line());
      event_ = {};
      event_.line = lines_.line();
      start_.reset();
      end_.reset();
      duration_.reset();
    }
    open_.push_back(std::move(name));
    return std::nullopt;
  }

  Failure end(const std::string& name) {
    if (open_.empty() || open_.back() != name)
      return bad("END:" + name + " without its BEGIN");
    open_.pop_back();
    return name == "VEVENT" ? close() : std::nullopt;
  }

  Failure property(const Line& line) {
    if (line.name == "RRULE" || line.name == "RDATE" || line.name == "EXRULE") {
      return bad(line.name + ": recurring events are not read; list each of them");
    }
    if (line.name == "DTSTART" || line.name == "DTEND") {
      auto& moment = line.name == "DTSTART" ? start_ : end_;
      if (moment) return bad(line.name + " twice in one event");
      moment = read_moment(line.value);
      if (!moment)
        return bad_date(line.name +
                        " is not a date: " + std::string(line.value.substr(0, 64)));
    } else if (line.name == "DURATION") {
      duration_ = read_duration(line.value);
      if (!duration_) return bad("DURATION is not a length of time");
    }
    std::string value = unescape(line.value);
    if (line.name == "UID") event_.uid = value;
    if (line.name == "SUMMARY") event_.summary = value;
    event_.properties.emplace_back(line.name, std::move(value));
    return std::nullopt;
  }

  Failure close() {
    if (!start_)
      return at_line(Reason::bad_syntax, "an event without DTSTART", event_.line);
    if (end_ && duration_) {
      return at_line(Reason::bad_syntax, "an event with both DTEND and DURATION",
                     event_.line);
    }
    const std::int64_t from = start_->seconds();
    std::int64_t to = from;
    if (end_) to = end_->seconds();
    if (duration_) to = from + *duration_;
    if (to < from) return at_line(Reason::bad_date, "DTEND before DTSTART", event_.line);
    event_.first = start_->day;
    event_.last = event_.first.plus_days(last_day_after(to - from));
    events_.push_back(std::move(event_));
    return std::nullopt;
  }

  /// Days from the first to the last day of an event of that length; its end does not
  /// belong to it.
  [[nodiscard]] std::int64_t last_day_after(std::int64_t length) const {
    return length == 0 ? 0 : (start_->second + length - 1) / kSecondsPerDay;
  }

  Unfolder lines_;
  std::vector<std::string> open_;
  std::vector<IcalEvent> events_;
  IcalEvent event_;
  std::optional<Moment> start_;
  std::optional<Moment> end_;
  std::optional<std::int64_t> duration_;
  bool calendar_seen_ = false;
};

// ---- Writing

std::string escape(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (const char c : s) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == ',' || c == ';' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') {
      out += c;  // other control characters have no place in the format
    }
  }
  return out;
}

/// One content line, folded: at most 75 octets a line, a continuation begins with a
/// blank.
void append_line(std::string& out, std::string_view line) {
  std::size_t room = 75;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 0 && detail::is_continuation(line[cut])) --cut;
    if (cut == 0) cut = room;  // not UTF-8: any cut will do
    out.append(line.substr(0, cut));
    out += "\r\n ";
    line.remove_prefix(cut);
    room = 74;
  }
  out.append(line);
  out += "\r\n";
}

std::string compact(Date d) {
  std::string iso = d.iso();
  std::erase(iso, '-');
  return iso;
}

bool is_written_apart(std::string_view name) {
  constexpr std::array<std::string_view, 8> names{
      "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DURATION", "BEGIN", "END"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

void append_event(std::string& out, std::string_view stamp, const IcalEvent& event) {
  append_line(out, "BEGIN:VEVENT");
  append_line(out, "UID:" + escape(event.uid));
  append_line(out, "DTSTAMP:" + std::string(stamp));
  append_line(out, "DTSTART;VALUE=DATE:" + compact(event.first));
  append_line(
      out, "DTEND;VALUE=DATE:" + compact(std::max(event.first, event.last).plus_days(1)));
  append_line(out, "SUMMARY:" + escape(event.summary));
  for (const auto& [name, value] : event.properties) {
    const std::string key = upper(name);
    if (!is_name(key))
      throw invalid(Reason::bad_syntax, "not the name of a property: " + name);
    if (!is_written_apart(key)) append_line(out, key + ":" + escape(value));
  }
  append_line(out, "END:VEVENT");
}

}  // namespace

Result<std::vector<IcalEvent>> lex_ical(std::string_view utf8) {
  if (utf8.size() > kMaxCalendarBytes) return too_large("a calendar above 64 MiB", 1);
  return Reader(utf8).run();
}

std::string write_ical(std::string_view product, std::string_view stamp_utc,
                       const std::vector<IcalEvent>& events) {
  std::string out;
  append_line(out, "BEGIN:VCALENDAR");
  append_line(out, "VERSION:2.0");
  append_line(out, "PRODID:" + escape(product));
  for (const IcalEvent& event : events) append_event(out, stamp_utc, event);
  append_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace kith
