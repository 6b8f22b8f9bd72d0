// What a customer is owed on a day: rows with their reasons.
#include <algorithm>
#include <array>

#include "cadence/regime.hpp"

namespace kith {
namespace {

using namespace cadence_detail;

constexpr std::array<CodeWord, 6> kPromiseStates{{
    {1, "overdue", "逾期", "overdue"},
    {2, "open", "待办", "open"},
    {3, "upcoming", "将到期", "upcoming"},
    {4, "undated", "未定期", "undated"},
    {5, "kept", "已完成", "kept"},
    {6, "no_cadence", "无计划", "no cadence"},
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
  Answer(const CadenceState& state, Date as_of, const CadenceRules& rules)
      : state_(state),
        as_of_(as_of),
        rules_(rules),
        regime_(regime_on(state.standing, as_of, rules)),
        horizon_(horizon_day(regime_, as_of, rules.calendar)) {}

  std::vector<PromiseRow> rows() {
    for (const OpenStep& s : state_.steps) step_row(s);
    for (const StreamState& s : state_.streams) {
      if (!s.running) continue;
      if (s.kind == StreamKind::period) {
        period_rows(s);
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

  void set_overdue(PromiseRow& row) const {
    row.state = PromiseState::overdue;
    row.overdue_wd = working_days_since(*row.due);
    row.escalation = escalation(row.overdue_wd);
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

  // ---- PERIOD
  void period_rows(const StreamState& s) {
    const auto* bound = rules_.documents.at(s.judged_by);
    const Stream& stream = *bound->document().find(s.stream);
    const BucketGrid& grid = bound->grid(stream);
    const Active* active = regime_.find(s.stream, StreamKind::period);
    if (s.bucket.first > as_of_) {
      upcoming_bucket(s, stream, grid, s.bucket, s.needed, active);
      return;
    }
    PromiseRow row = stream_base(s, stream, active);
    row.window_from = s.bucket.first;
    row.since = s.bucket.first;
    const DayAnswer due = grid.due(s.bucket);
    row.due = due.day;
    row.provisional = due.provisional;
    if (s.got >= s.needed) {
      kept_row(s, std::move(row));
      if (!s.ending && active != nullptr) {
        const BucketGrid& next_grid = regime_.bound->grid(*active->stream);
        upcoming_bucket(s, *active->stream, next_grid,
                        first_bucket_from(next_grid, s.bucket.last.plus_days(1)),
                        active->needed, active);
      }
      return;
    }
    if (s.first) row.credits.push_back(*s.first);
    if (s.missed > 0) {
      missed_row(s, grid, row);
    } else {
      row.state = PromiseState::open;
    }
    row.whys.push_back(demand_why(stream, s.needed, s.bucket));
    explain_demand(row, active);
    finish(std::move(row));
  }
  static Why demand_why(const Stream& stream, std::int32_t needed, DateSpan bucket) {
    return {"due.period",
            {std::to_string(needed),
             std::string(kPeriodWords[static_cast<std::size_t>(stream.every.period) - 1]),
             bucket.first.iso(), bucket.last.iso()}};
  }
  void missed_row(const StreamState& s, const BucketGrid& grid, PromiseRow& row) const {
    row.window_from = s.first_missed.first;
    row.since = s.first_missed.first;
    const DayAnswer due = grid.due(s.first_missed);
    row.due = due.day;
    row.provisional = due.provisional;
    row.missed = s.missed;
    set_overdue(row);
    row.whys.push_back({"due.period_missed", {std::to_string(s.missed), row.due->iso()}});
  }
  void kept_row(const StreamState& s, PromiseRow row) {
    row.state = PromiseState::kept;
    if (s.first) row.credits.push_back(*s.first);
    if (s.confirm) row.credits.push_back(*s.confirm);
    if (s.first && s.first->opening && !s.confirm) {
      row.whys.push_back({"due.kept_provisional", {s.first->day.iso()}});
    } else if (s.first) {
      const Credit& c = s.confirm ? *s.confirm : *s.first;
      row.whys.push_back({"due.period_kept", {c.day.iso(), words_of_channel(c.channel)}});
    }
    finish(std::move(row));
  }
  void upcoming_bucket(const StreamState& s, const Stream& stream, const BucketGrid& grid,
                       DateSpan bucket, std::int32_t needed, const Active* active) {
    const DayAnswer due = grid.due(bucket);
    if (due.day > horizon_) return;
    PromiseRow row = stream_base(s, stream, active);
    row.state = PromiseState::upcoming;
    row.window_from = bucket.first;
    row.since = bucket.first;
    row.due = due.day;
    row.provisional = due.provisional;
    row.whys.push_back({"due.upcoming", {bucket.first.iso()}});
    row.whys.push_back(demand_why(stream, needed, bucket));
    explain_demand(row, active);
    finish(std::move(row));
  }

  // ---- GAP
  void gap_row(const StreamState& s) {
    const Active* active = regime_.find(s.stream, StreamKind::gap);
    if (active == nullptr) return;
    const GapDays days = gap_days(s, *active->stream, state_.standing, rules_.calendar);
    PromiseRow row = stream_base(s, *active->stream, active);
    row.window_from = std::min(days.window.day, days.due.day);
    row.since = days.base;
    row.slides = true;
    row.due = days.due.day;
    row.provisional = days.due.provisional;
    if (as_of_ > days.due.day) {
      set_overdue(row);
      row.whys.push_back({"due.gap_overdue", {std::to_string(row.overdue_wd)}});
    } else if (as_of_ >= row.window_from) {
      row.state = PromiseState::open;
    } else if (days.due.day <= horizon_) {
      row.state = PromiseState::upcoming;
      row.whys.push_back({"due.upcoming", {row.window_from.iso()}});
    } else {
      return;
    }
    if (s.last) {
      row.whys.push_back(
          {"due.gap",
           {std::to_string(s.period_wd), s.last->day.iso(), days.due.day.iso()}});
    } else {
      row.whys.push_back({"due.never_contacted", {state_.standing.assigned->iso()}});
    }
    explain_demand(row, active);
    finish(std::move(row));
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
    if (!due) {
      row.state = PromiseState::undated;
      row.whys.push_back({"due.step_undated", {}});
      finish(std::move(row));
      return;
    }
    row.due = due->day;
    row.provisional = due->provisional;
    if (as_of_ > due->day) {
      set_overdue(row);
      row.whys.push_back({"due.step_overdue", {std::to_string(row.overdue_wd)}});
    } else if (as_of_ >= row.window_from) {
      row.state = PromiseState::open;
    } else if (due->day <= horizon_) {
      row.state = PromiseState::upcoming;
      row.whys.push_back({"due.upcoming", {row.window_from.iso()}});
    } else {
      return;
    }
    if (s.deadline == DeadlineKind::range) {
      row.whys.push_back(
          {"due.step_range", {row.window_from.iso(), s.last->iso(), due->day.iso()}});
    } else {
      row.whys.push_back({"due.step", {due->day.iso()}});
    }
    finish(std::move(row));
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

std::vector<PromiseRow> promises(const CadenceState& state, Date as_of,
                                 const CadenceRules& rules) {
  CadenceState copy = state;
  settle(copy, as_of, rules);
  return Answer(copy, as_of, rules).rows();
}

}  // namespace kith
