// Group clock: working time between instants, and targets.
#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "args.hpp"
#include "handles.hpp"

namespace {

using namespace kith::capi;

kith::WorkClock clock_of(const kith::Calendar& calendar, std::string_view json) {
  const kith::Json document = kith::Json::parse(json).value();
  std::vector<kith::Error> errors;
  return kith::parse_work_clock(document, calendar, kith::Zone{}, errors).value();
}

/// Zeroes the answers first; they lie where no question does.
void zero_answers(int64_t* minutes, uint8_t* provisional, int64_t count) {
  const int64_t n = std::max<int64_t>(count, 0);
  if (minutes != nullptr) std::fill_n(minutes, n, int64_t{0});
  if (provisional != nullptr) std::fill_n(provisional, n, uint8_t{0});
}

std::vector<kith::Pause> pauses_of(const int64_t* paused, const int64_t* resumed,
                                   int64_t n) {
  std::vector<kith::Pause> out;
  if (count(n, "count") == 0) return out;
  need(paused, "paused");
  need(resumed, "resumed");
  for (int64_t i = 0; i < n; ++i) {
    kith::Pause pause{instant(paused[i], "paused"), {}};
    if (resumed[i] != std::numeric_limits<int64_t>::max())
      pause.to = instant(resumed[i], "resumed");
    out.push_back(pause);
  }
  return out;
}

}  // namespace

extern "C" {

kith_status kith_clock_create(const kith_calendar* calendar, const char* json,
                              int64_t json_size, kith_clock** clock,
                              kith_error** error) noexcept {
  return guard(error, [&] {
    zero(clock);
    const kith::Calendar& c = need(calendar, "calendar").calendar;
    const std::string_view document = filled_text(json, json_size, "json");
    need(clock, "clock");
    *clock = new kith_clock{clock_of(c, document)};
  });
}

void kith_clock_free(kith_clock* clock) noexcept { delete clock; }

kith_status kith_clock_elapsed(const kith_clock* clock, const int64_t* from,
                               const int64_t* to, int64_t count, int64_t* out_minutes,
                               uint8_t* out_provisional, kith_error** error) noexcept {
  return guard(error, [&] {
    const kith::WorkClock& c = need(clock, "clock").clock;
    if (kith::capi::count(count, "count") == 0) return;
    need(from, "from");
    need(to, "to");
    need(out_minutes, "out_minutes");
    std::vector<kith::MinutesAnswer> answers;
    zero_answers(nullptr, out_provisional, count);
    for (int64_t i = 0; i < count; ++i) {
      const auto minutes = c.elapsed(instant(from[i], "from"), instant(to[i], "to"));
      if (!minutes) {
        zero_answers(out_minutes, nullptr, count);
        throw kith::Error(minutes.error()).at(minutes.error().field(), i);
      }
      answers.push_back(*minutes);
    }
    for (int64_t i = 0; i < count; ++i) {
      out_minutes[i] = answers[static_cast<std::size_t>(i)].minutes;
      if (out_provisional != nullptr)
        out_provisional[i] = answers[static_cast<std::size_t>(i)].provisional ? 1 : 0;
    }
  });
}

kith_status kith_clock_target(const kith_clock* clock, int64_t start, int64_t minutes,
                              const int64_t* paused, const int64_t* resumed,
                              int64_t count, int64_t now, kith_target* target,
                              kith_error** error) noexcept {
  return guard(error, [&] {
    zero(target);
    const kith::WorkClock& c = need(clock, "clock").clock;
    const auto pauses = pauses_of(paused, resumed, count);
    kith_target& out = need_struct(target, "target");
    const kith::TargetAnswer answer =
        c.target(instant(start, "start"), minutes, pauses, instant(now, "now")).value();
    kith_target full{};
    full.percent = answer.percent;
    full.used_minutes = answer.used_minutes;
    full.has_deadline = answer.deadline ? 1 : 0;
    if (answer.deadline) full.deadline = answer.deadline->at.micros();
    full.breached = answer.breached ? 1 : 0;
    full.provisional = answer.provisional ? 1 : 0;
    write(&out, full);
  });
}

}  // extern "C"
