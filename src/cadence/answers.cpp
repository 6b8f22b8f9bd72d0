// What a customer is owed on a day: rows with their reasons.
#include <algorithm>
#include <array>

#include "cadence/buckets.hpp"
#include "cadence/regime.hpp"
#include "cadence/spare.hpp"

namespace kith {
namespace {

using namespace cadence_detail;

constexpr std::array<CodeWord, 7> kPromiseStates{{
    {1, "overdue", "逾期", "overdue"},
    {2, "open", "待办", "open"},
    {3, "upcoming", "将到期", "upcoming"},
    {4, "undated", "未定期", "undated"},
    {5, "kept", "已完成", "kept"},
    {6, "no_cadence", "无计划", "no cadence"},
    {7, "snoozed", "已暂缓", "put off"},
}};
constexpr std::array<std::string_view, 4> kPeriodWords{"自然周|week", "自然月|month",
                                                       "季度|quarter", "年度|year"};

std::string words_of_channel(Channel channel) {
  return std::string(code_word(channel, Language::chinese)) + "|" +
         std::string(code_word(channel, Language::english));
}

/// Answers of one day, for one settled state.
class Answer {
 public:
  /// `horizon`: the last due day of what is shown as upcoming; none: the document's.
  Answer(const CadenceState& state, Date as_of, const CadenceRules& rules,
         std::optional<Date> horizon = {})
      : state_(state),
        as_of_(as_of),
        rules_(rules),
        regime_(regime_on(state.standing, as_of, rules)),
        horizon_(horizon ? *horizon : horizon_day(regime_, as_of, rules.calendar)) {}

  std::vector<PromiseRow> rows() {
    for (const OpenStep& s : state_.steps) step_row(s);
    for (const StreamState& s : state_.streams) {
      if (!s.running) continue;
      if (has_buckets(s)) {
        bucket_rows(s);
      } else {
        gap_row(s);
      }
    }
    if (!state_.standing.owner.empty() && !state_.standing.do_not_contact &&
        regime_.bound != nullptr && regime_.streams.empty() &&
        as_of_ >= rules_.book_start) {
      no_cadence_row();
    }
    return std::move(rows_);
  }

 private:
  [[nodiscard]] std::int32_t working_days_since(Date day) const {
    return std::max(0, rules_.calendar.count(day, as_of_).days);
  }
  [[nodiscard]] std::int32_t escalation(std::int32_t overdue_wd) const {
    if (regime_.bound == nullptr) return 0;
    const auto& thresholds = regime_.bound->document().escalate_wd;
    return static_cast<std::int32_t>(
        std::upper_bound(thresholds.begin(), thresholds.end(), overdue_wd) -
        thresholds.begin());
  }

  /// `cap`: how many periods may be waited; 0: any number.
  void set_overdue(PromiseRow& row, std::int32_t cap) const {
    row.state = PromiseState::overdue;
    row.overdue_wd = working_days_since(*row.due);
    row.escalation = escalation(row.overdue_wd);
    if (cap == 0 || !row.since) return;
    const Calendar& calendar = rules_.calendar;
    const std::int64_t period = calendar.count(*row.since, *row.due).days;
    const std::int64_t waited = calendar.count(*row.since, as_of_).days;
    row.starved = waited >= cap * std::max<std::int64_t>(1, period);
    if (row.starved) row.whys.push_back({"due.starved", {std::to_string(waited)}});
  }
  /// By its due day: overdue, open, upcoming. False: not to be shown yet.
  bool set_state(PromiseRow& row, std::int32_t cap) const {
    if (as_of_ > *row.due) {
      set_overdue(row, cap);
    } else if (as_of_ >= row.window_from) {
      row.state = PromiseState::open;
    } else if (*row.due <= horizon_) {
      row.state = PromiseState::upcoming;
      row.whys.push_back({"due.upcoming", {row.window_from.iso()}});
    } else {
      return false;
    }
    return true;
  }
  void add_attempts(PromiseRow& row, const StreamState& s, const Retry& retry) const {
    if (s.attempts == 0) return;
    const std::string times = std::to_string(s.attempts);
    row.attempts = s.attempts;
    row.whys.push_back({"due.attempts", {times, s.last_attempt.iso()}});
    if (s.retry_off) return;
    if (s.attempts <= retry.times) {
      row.retry = rules_.calendar.add(s.last_attempt, retry.after_wd).value().day;
      row.whys.push_back({"due.retry", {row.retry->iso()}});
    } else {
      row.escalation = std::max(row.escalation, 1);
      row.whys.push_back({"due.attempts_exhausted", {times}});
    }
  }
  void put_off(PromiseRow& row, Date until, const std::string& reason) const {
    if (until <= as_of_ || row.state == PromiseState::kept) return;
    row.state = PromiseState::snoozed;
    row.snoozed_until = until;
    row.whys.push_back({"due.snoozed", {until.iso()}});
    if (!reason.empty()) row.whys.push_back({"due.snooze_reason", {reason}});
  }
  /// Of a stream.
  void finish_stream(PromiseRow row) {
    for (const StreamSnooze& z : state_.snoozes) {
      if (z.stream == row.stream) put_off(row, z.until, z.reason);
    }
    const FirstDue* first = first_due_of(state_, row.stream);
    if (first != nullptr && !first->touched && row.due == first->due)
      row.whys.push_back({"due.first_due", {first->due.iso()}});
    if (as_of_ < state_.hand_over_until)
      row.whys.push_back({"due.hand_over", {state_.hand_over_until.iso()}});
    finish(std::move(row));
  }
  void finish(PromiseRow row) {
    if (row.escalation > 0)
      row.whys.push_back({"due.escalated", {std::to_string(row.escalation)}});
    if (row.provisional) row.whys.push_back({"due.provisional", {}});
    rows_.push_back(std::move(row));
  }

  [[nodiscard]] PromiseRow stream_base(const StreamState& s, const Stream& stream,
                                       const Active* active) const {
    PromiseRow row;
    row.stream = stream.id;
    row.stream_words = stream.name;
    row.purpose = stream.purpose_words;
    row.content = stream.content;
    row.channels = stream.channels;
    row.weight = active == nullptr ? stream.weight : active->weight;
    row.broken = s.broken;
    row.kept = s.kept;
    row.in_grace = s.in_grace;
    return row;
  }
  void explain_demand(PromiseRow& row, const Active* active) const {
    if (!state_.standing.tier.empty())
      row.whys.push_back({"due.tier", {state_.standing.tier}});
    if (active == nullptr) return;
    for (const Modifier& m : active->chain) {
      row.whys.push_back(
          {"due.tag",
           {m.tag->words.zh + "|" + m.tag->words.en, std::to_string(m.tag->period.num),
            std::to_string(m.tag->period.den)}});
    }
  }

  // ---- PERIOD and GRID
  /// A bucket with what its promise is judged by.
  struct Bucket {
    const StreamState& state;
    const BoundCadence& bound;
    const Stream& stream;
    const Active* active;  ///< nullptr: no longer in the regime
    DateSpan days;
    std::int32_t needed;
    std::uint32_t channels;
  };
  /// Its row, as long as nothing is missed.
  [[nodiscard]] PromiseRow bucket_row(const Bucket& b) const {
    PromiseRow row = stream_base(b.state, b.stream, b.active);
    row.channels = b.channels;
    const DayAnswer due = bucket_due(state_, b.bound, b.stream, b.days, rules_).day;
    const std::int32_t min_gap =
        b.active == nullptr ? b.stream.min_gap_wd : b.active->min_gap_wd;
    row.window_from = opens_on(state_, b.days.first, due.day, min_gap, rules_.calendar);
    if (row.window_from != b.days.first)
      row.whys.push_back({"due.min_gap", {std::to_string(min_gap)}});
    row.since = b.days.first;
    row.due = due.day;
    row.provisional = due.provisional;
    return row;
  }
  void bucket_rows(const StreamState& s) {
    const auto& bound = *rules_.documents.at(s.judged_by);
    const Stream& stream = *bound.document().find(s.stream);
    const Active* active = regime_.find(s.stream, s.kind);
    const Bucket running{s,
                         bound,
                         stream,
                         active,
                         s.bucket,
                         s.needed,
                         s.channels == 0 ? stream.channels : s.channels};
    if (s.bucket.first > as_of_) {
      upcoming_bucket(running);
      return;
    }
    if (s.got >= s.needed) {
      kept_row(running);
      if (s.ending || active == nullptr) return;
      const StreamGrid& grid = regime_.bound->grid(*active->stream);
      upcoming_bucket({s, *regime_.bound, *active->stream, active,
                       first_bucket_from(grid, s.bucket.last.plus_days(1)),
                       active->needed, active->channels});
      return;
    }
    PromiseRow row = bucket_row(running);
    if (s.first) row.credits.push_back(*s.first);
    if (s.missed > 0) {
      missed_row(running, row);
    } else {
      const bool sharp =
          bucket_due(state_, bound, stream, s.bucket, rules_).is_sharp(stream);
      if (as_of_ <= *row.due || sharp) {
        if (!set_state(row, stream.starvation_cap)) return;
      } else {
        row.state = PromiseState::open;
      }
    }
    add_attempts(row, s, stream.retry);
    row.whys.push_back(demand_why(running));
    explain_demand(row, active);
    finish_stream(std::move(row));
  }
  static Why demand_why(const Bucket& b) {
    if (b.stream.kind == StreamKind::grid) {
      return {"due.grid",
              {std::to_string(b.needed), std::to_string(b.stream.every_wd),
               b.days.first.iso(), b.days.last.iso()}};
    }
    const auto period = static_cast<std::size_t>(b.stream.every.period);
    return {"due.period",
            {std::to_string(b.needed), std::string(kPeriodWords[period - 1]),
             b.days.first.iso(), b.days.last.iso()}};
  }
  void missed_row(const Bucket& b, PromiseRow& row) const {
    const StreamState& s = b.state;
    row.window_from = s.first_missed.first;
    row.whys.clear();
    row.since = s.first_missed.first;
    const DayAnswer due =
        bucket_due(state_, b.bound, b.stream, s.first_missed, rules_).day;
    row.due = due.day;
    row.provisional = due.provisional;
    row.missed = s.missed;
    set_overdue(row, b.stream.starvation_cap);
    row.whys.push_back({"due.period_missed", {std::to_string(s.missed), row.due->iso()}});
  }
  void kept_row(const Bucket& b) {
    const StreamState& s = b.state;
    PromiseRow row = bucket_row(b);
    row.window_from = s.bucket.first;
    row.whys.clear();
    row.state = PromiseState::kept;
    if (s.first) row.credits.push_back(*s.first);
    if (s.confirm) row.credits.push_back(*s.confirm);
    if (s.first && s.first->opening && !s.confirm) {
      row.whys.push_back({"due.kept_provisional", {s.first->day.iso()}});
    } else if (s.first) {
      const Credit& c = s.confirm ? *s.confirm : *s.first;
      row.whys.push_back({"due.period_kept", {c.day.iso(), words_of_channel(c.channel)}});
    }
    finish_stream(std::move(row));
  }
  void upcoming_bucket(const Bucket& b) {
    PromiseRow row = bucket_row(b);
    if (*row.due > horizon_) return;
    row.state = PromiseState::upcoming;
    row.whys.push_back({"due.upcoming", {row.window_from.iso()}});
    row.whys.push_back(demand_why(b));
    explain_demand(row, b.active);
    finish_stream(std::move(row));
  }

  // ---- GAP
  void gap_row(const StreamState& s) {
    const Active* active = regime_.find(s.stream, StreamKind::gap);
    if (active == nullptr) return;
    const GapDays days =
        gap_days(state_, s, *active, regime_.bound->document().leave, rules_);
    PromiseRow row = stream_base(s, *active->stream, active);
    row.channels = active->channels;
    row.window_from = days.window.day;
    if (days.kept_apart)
      row.whys.push_back({"due.min_gap", {std::to_string(active->min_gap_wd)}});
    row.since = days.base;
    row.slides = true;
    row.due = days.due.day;
    row.provisional = days.due.provisional;
    if (!set_state(row, active->stream->starvation_cap)) return;
    if (row.state == PromiseState::overdue)
      row.whys.push_back({"due.gap_overdue", {std::to_string(row.overdue_wd)}});
    add_attempts(row, s, active->stream->retry);
    if (s.last) {
      row.whys.push_back(
          {"due.gap",
           {std::to_string(s.period_wd), s.last->day.iso(), days.due.day.iso()}});
    } else {
      row.whys.push_back({"due.never_contacted", {state_.standing.assigned->iso()}});
    }
    explain_demand(row, active);
    finish_stream(std::move(row));
  }

  // ---- one-off promises
  void step_row(const OpenStep& s) {
    PromiseRow row;
    row.stream = "next step";
    row.stream_words = {"下一步", "next step"};
    row.text = s.text;
    row.step = s.event;
    row.actor = s.actor;
    row.weight = 1;
    row.channels =
        s.channel == Channel::unknown ? 0 : 1u << static_cast<std::uint32_t>(s.channel);
    row.window_from = s.first.value_or(s.occurred.day);
    row.since = s.occurred.day;
    const auto due = step_due(s, rules_.calendar);
    const auto finish_step = [&] {
      if (s.snoozed_until) put_off(row, *s.snoozed_until, s.snooze_reason);
      finish(std::move(row));
    };
    if (!due) {
      row.state = PromiseState::undated;
      row.whys.push_back({"due.step_undated", {}});
      finish_step();
      return;
    }
    row.due = due->day;
    row.provisional = due->provisional;
    if (!set_state(row, 0)) return;
    if (row.state == PromiseState::overdue)
      row.whys.push_back({"due.step_overdue", {std::to_string(row.overdue_wd)}});
    if (s.deadline == DeadlineKind::range) {
      row.whys.push_back(
          {"due.step_range", {row.window_from.iso(), s.last->iso(), due->day.iso()}});
    } else {
      row.whys.push_back({"due.step", {due->day.iso()}});
    }
    finish_step();
  }

  void no_cadence_row() {
    PromiseRow row;
    row.state = PromiseState::no_cadence;
    row.stream = "no cadence";
    row.stream_words = {"无跟进计划", "no cadence"};
    row.window_from = std::max(*state_.standing.assigned, rules_.book_start);
    row.whys.push_back({"due.no_cadence", {}});
    finish(std::move(row));
  }

  const CadenceState& state_;
  Date as_of_;
  const CadenceRules& rules_;
  Regime regime_;
  Date horizon_;
  std::vector<PromiseRow> rows_;
};

}  // namespace

std::span<const CodeWord> promise_state_words() noexcept { return kPromiseStates; }

std::vector<CycleStream> first_cycle(const CadenceState& state, Date as_of,
                                     const CadenceRules& rules) {
  constexpr std::array<std::int32_t, 4> kWorkingDays{5, 20, 60, 240};
  CadenceState settled = state;
  settle(settled, as_of, rules);
  const Regime regime = regime_on(settled.standing, as_of, rules);
  std::vector<CycleStream> out;
  for (const StreamState& s : settled.streams) {
    const Active* active = regime.find(s.stream, s.kind);
    if (!s.running || active == nullptr) continue;
    const Stream& stream = *active->stream;
    CycleStream cycle{s.stream, stream.name};
    if (has_buckets(s)) {
      const std::int32_t period =
          stream.kind == StreamKind::grid
              ? stream.every_wd
              : kWorkingDays[static_cast<std::size_t>(stream.every.period) - 1];
      cycle.period_wd = std::max(1, period / active->needed);
      cycle.touched = s.got > 0 || s.kept > 0 || s.in_grace > 0;
    } else {
      cycle.period_wd = s.period_wd;
      cycle.touched = s.last.has_value();
    }
    const FirstDue* first = first_due_of(settled, s.stream);
    if (first != nullptr) {
      cycle.decided = first->due;
      cycle.touched = cycle.touched || first->touched;
    }
    out.push_back(std::move(cycle));
  }
  return out;
}

std::vector<PromiseRow> promises(const CadenceState& state, Date as_of,
                                 const CadenceRules& rules) {
  CadenceState copy = state;
  settle(copy, as_of, rules);
  return Answer(copy, as_of, rules).rows();
}

std::vector<PromiseRow> promises_ahead(const CadenceState& state, Date as_of,
                                       const CadenceRules& rules) {
  CadenceState copy = state;
  settle(copy, as_of, rules);
  return Answer(copy, as_of, rules, Date::max()).rows();
}

}  // namespace kith
