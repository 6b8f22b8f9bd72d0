// Milestones: each deal of a customer judged against its pipeline on a day.
#include <algorithm>
#include <array>

#include "kith/deals/deals.hpp"

namespace kith {
namespace {

constexpr std::array<CodeWord, 7> kMilestoneStates{{
    {1, "waiting", "未起算", "waiting"},
    {2, "running", "进行中", "running"},
    {3, "done", "按时完成", "done"},
    {4, "done_late", "逾期完成", "done late"},
    {5, "cancelled", "已取消", "cancelled"},
    {6, "skipped", "已跳过", "skipped"},
    {7, "paused", "已暂停", "paused"},
}};

using MaybeDay = std::optional<Date>;

void keep_earlier(MaybeDay& day, const MaybeDay& other) {
  if (other && (!day || *other < *day)) day = other;
}

std::string both(std::string_view zh, std::string_view en) {
  return std::string(zh).append("|").append(en);
}

/// What one deal had come to at the close of a day.
class DealOnDay {
 public:
  DealOnDay(const Deal& deal, const Pipeline& pipeline, Date as_of)
      : deal_(&deal), pipeline_(&pipeline), as_of_(as_of), ending_(deal.ending(as_of)) {
    entered_.resize(pipeline.stages.size());
    for (const StageEntry& entry : deal.stages) {
      const std::int32_t stage = pipeline.stage_index(entry.stage);
      if (stage < 0 || entry.day > as_of) continue;
      keep_earlier(entered_[static_cast<std::size_t>(stage)], entry.day);
    }
  }

  [[nodiscard]] const EndEntry& ending() const { return ending_; }
  [[nodiscard]] bool is_dropped() const {
    return ending_.end == DealEnd::lost || ending_.end == DealEnd::void_;
  }

  /// First day a stage after `stage` was entered.
  [[nodiscard]] MaybeDay past(std::int32_t stage) const {
    MaybeDay day;
    for (std::size_t i = static_cast<std::size_t>(stage + 1); i < entered_.size(); ++i) {
      keep_earlier(day, entered_[i]);
    }
    return day;
  }

  [[nodiscard]] MaybeDay anchor(const MilestoneMark& mark) const {
    if (mark.mark == Mark::created) return deal_->created;
    if (mark.mark == Mark::entered) return past(mark.stage - 1);
    return deal_->event_day(mark.event, as_of_);
  }

  [[nodiscard]] MaybeDay done(const PipelineMilestone& milestone) const {
    MaybeDay day;
    for (const MilestoneMark& mark : milestone.done_by) keep_earlier(day, done_by(mark));
    return day;
  }

  /// The day on which the deal went past an undone milestone.
  [[nodiscard]] MaybeDay skipped(const PipelineMilestone& milestone) const {
    if (milestone.stage < 0) return std::nullopt;
    MaybeDay day = past(milestone.stage);
    for (const PipelineMilestone& later : pipeline_->milestones) {
      if (later.stage > milestone.stage) keep_earlier(day, done(later));
    }
    return day;
  }

 private:
  [[nodiscard]] MaybeDay done_by(const MilestoneMark& mark) const {
    switch (mark.mark) {
      case Mark::created:
        return deal_->created;
      case Mark::entered:
        return entered_[static_cast<std::size_t>(mark.stage)];
      case Mark::event:
        return deal_->event_day(mark.event, as_of_);
      case Mark::ended:
        if (ending_.end == DealEnd::won) return ending_.day;
        return std::nullopt;
      case Mark::paid_in_full:
        return deal_->paid_in_full(as_of_);
    }
    return std::nullopt;
  }

  const Deal* deal_;
  const Pipeline* pipeline_;
  Date as_of_;
  EndEntry ending_;
  std::vector<MaybeDay> entered_;  ///< per stage, its first entry by as_of
};

Result<DayAnswer> deadline_of(const MilestoneBudget& budget, Date anchor,
                              const Calendar& calendar) {
  switch (budget.unit) {
    case BudgetUnit::weeks:
      return calendar.add_weeks(anchor, budget.n);
    case BudgetUnit::months:
      return calendar.add_months(anchor, budget.n, anchor.ymd().day, Roll::following);
    case BudgetUnit::working_days:
      break;
  }
  return calendar.add(anchor, budget.n);
}

void put_deadline(MilestoneRow& row, const MilestoneBudget& budget,
                  const Calendar& calendar) {
  if (!row.anchor) return;
  const Result<DayAnswer> deadline = deadline_of(budget, *row.anchor, calendar);
  if (deadline) row.deadline = *deadline;
}

void put_state(MilestoneRow& row, const PipelineMilestone& milestone,
               const DealOnDay& deal) {
  if ((row.done = deal.done(milestone))) {
    row.state = MilestoneState::done;
  } else if ((row.done = deal.skipped(milestone))) {
    row.state = MilestoneState::skipped;
  } else if (deal.is_dropped()) {
    row.done = deal.ending().day;
    row.state = MilestoneState::cancelled;
  } else {
    row.state = row.anchor ? MilestoneState::running : MilestoneState::waiting;
  }
}

void put_breach(MilestoneRow& row, const Calendar& calendar, Date as_of) {
  if (!row.deadline) return;
  const Date over = row.done.value_or(as_of);
  if (over <= row.deadline->day) return;
  row.breached = true;
  row.overdue_working_days = calendar.count(row.deadline->day, over).days;
  if (row.state == MilestoneState::done) row.state = MilestoneState::done_late;
}

/// Warnings run on the deadline's own clock: the share of the budget's working days that
/// is used.
void put_warning(MilestoneRow& row, const PipelineMilestone& milestone,
                 const Calendar& calendar, Date as_of) {
  if (row.state != MilestoneState::running || !row.deadline) return;
  const std::int64_t total = calendar.count(*row.anchor, row.deadline->day).days;
  const std::int64_t used = calendar.count(*row.anchor, as_of).days;
  for (const std::int32_t percent : milestone.warn) {
    if (used * 100 >= percent * total) row.warned_percent = percent;
  }
}

std::string anchor_words(const MilestoneMark& mark, const Pipeline& pipeline) {
  if (mark.mark == Mark::created) return "商机创建|deal created";
  const PipelineWord& word = mark.mark == Mark::entered
                                 ? pipeline.stages[static_cast<std::size_t>(mark.stage)]
                                 : *pipeline.find_event(mark.event);
  return both(word.zh, word.en);
}

std::string unit_words(const MilestoneBudget& budget) {
  const bool one = budget.n == 1;
  if (budget.unit == BudgetUnit::weeks) return one ? "周|week" : "周|weeks";
  if (budget.unit == BudgetUnit::months) return one ? "个月|month" : "个月|months";
  return one ? "个工作日|working day" : "个工作日|working days";
}

/// The reason of the state, with a day it names.
Why state_why(const MilestoneRow& row, const PipelineMilestone& milestone,
              const Pipeline& pipeline, const DealOnDay& deal) {
  switch (row.state) {
    case MilestoneState::waiting:
      return {"milestone.waiting", {anchor_words(milestone.anchor, pipeline)}};
    case MilestoneState::done:
      return {"milestone.done", {row.done->iso()}};
    case MilestoneState::done_late:
      return {"milestone.done_late", {row.done->iso(), row.deadline->day.iso()}};
    case MilestoneState::cancelled: {
      const DealEnd end = deal.ending().end;
      return {"milestone.cancelled",
              {row.done->iso(), both(code_word(end, Language::chinese),
                                     code_word(end, Language::english))}};
    }
    case MilestoneState::skipped:
      return {"milestone.skipped", {row.done->iso()}};
    case MilestoneState::running:
    case MilestoneState::paused:
      break;
  }
  if (!row.deadline) return {"milestone.no_deadline", {}};
  return {"milestone.running", {row.deadline->day.iso()}};
}

void put_whys(MilestoneRow& row, const PipelineMilestone& milestone,
              const Pipeline& pipeline, const DealOnDay& deal) {
  row.whys.push_back(state_why(row, milestone, pipeline, deal));
  if (row.breached) {
    row.whys.push_back({"milestone.late", {std::to_string(row.overdue_working_days)}});
  } else if (row.warned_percent > 0) {
    row.whys.push_back({"milestone.warned", {std::to_string(row.warned_percent)}});
  }
  if (!row.deadline) return;
  row.whys.push_back(
      {"milestone.budget",
       {row.anchor->iso(), anchor_words(milestone.anchor, pipeline),
        std::to_string(milestone.budget.n), unit_words(milestone.budget)}});
  if (row.deadline->provisional) row.whys.push_back({"milestone.provisional", {}});
}

MilestoneRow new_row(const Deal& deal, const PipelineMilestone& milestone) {
  MilestoneRow row;
  row.deal = deal.key;
  row.name = deal.name;
  row.pipeline = deal.pipeline;
  row.milestone = milestone.id;
  row.zh = milestone.zh;
  row.en = milestone.en;
  row.owners = milestone.owners;
  row.helpers = milestone.helpers;
  row.actor = deal.actor;
  return row;
}

void add_rows(std::vector<MilestoneRow>& rows, const Deal& deal, const Pipeline& pipeline,
              const Calendar& calendar, Date as_of) {
  const DealOnDay on_day(deal, pipeline, as_of);
  for (const PipelineMilestone& milestone : pipeline.milestones) {
    MilestoneRow row = new_row(deal, milestone);
    row.anchor = on_day.anchor(milestone.anchor);
    put_deadline(row, milestone.budget, calendar);
    put_state(row, milestone, on_day);
    put_breach(row, calendar, as_of);
    put_warning(row, milestone, calendar, as_of);
    put_whys(row, milestone, pipeline, on_day);
    rows.push_back(std::move(row));
  }
}

}  // namespace

std::span<const CodeWord> milestone_state_words() noexcept { return kMilestoneStates; }

const Pipeline* pipeline_of(const Deal& deal, const Pipelines& pipelines) {
  const auto it = pipelines.find(deal.pipeline);
  if (it == pipelines.end() || it->second.empty()) return nullptr;
  const Pipeline* ruling = it->second.at(deal.version);
  return ruling != nullptr ? ruling : it->second.entries().front().value.get();
}

std::vector<DealKey> deals_without_pipeline(const DealsState& state,
                                            const Pipelines& pipelines) {
  std::vector<DealKey> keys;
  for (const Deal& deal : state.deals) {
    if (pipeline_of(deal, pipelines) == nullptr) keys.push_back(deal.key);
  }
  return keys;
}

std::vector<MilestoneRow> milestones(const DealsState& state, const Pipelines& pipelines,
                                     const Calendar& calendar, Date as_of) {
  std::vector<MilestoneRow> rows;
  for (const Deal& deal : state.deals) {
    const Pipeline* pipeline = pipeline_of(deal, pipelines);
    if (pipeline == nullptr || deal.created > as_of) continue;
    add_rows(rows, deal, *pipeline, calendar, as_of);
  }
  return rows;
}

std::optional<Date> next_breach(const DealsState& state, const Pipelines& pipelines,
                                const Calendar& calendar, Date as_of) {
  MaybeDay next;
  for (const MilestoneRow& row : milestones(state, pipelines, calendar, as_of)) {
    if (row.state != MilestoneState::running || !row.deadline || row.breached) continue;
    keep_earlier(next, row.deadline->day.plus_days(1));
  }
  return next;
}

}  // namespace kith
