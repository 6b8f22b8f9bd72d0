#include "planner/table_rows.hpp"

#include <string>
#include <vector>

#include "planner/table_schemas.hpp"

namespace kith::planner {
namespace {

Why why(std::string_view code, std::vector<std::string> arguments = {}) {
  return {code, std::move(arguments)};
}

Why why_today(const JobPlan& job) {
  switch (job.list_class) {
    case JobClass::pinned:
      return why("plan.pinned");
    case JobClass::starving:
      return why("plan.starving");
    case JobClass::due:
      return why("plan.due", {job.planned.window.last.iso()});
    case JobClass::late:
      return why("plan.late");
    case JobClass::early:
      return why("plan.early", {job.planned.window.last.iso()});
    case JobClass::spare:
      break;
  }
  return why("plan.spare");
}

Why why_of(const JobPlan& job, const std::string& weakest) {
  switch (job.reason) {
    case PlanReason::today:
      return why_today(job);
    case PlanReason::safe_until:
      return why("plan.safe_until", {job.day->iso()});
    case PlanReason::not_released:
      return why("plan.not_released", {job.planned.window.first.iso(), job.day->iso()});
    case PlanReason::capacity:
      return why("plan.capacity",
                 {job.certificate->span().first.iso(), job.certificate->span().last.iso(),
                  std::to_string(job.certificate->slots()), weakest});
    case PlanReason::closed:
      return why("plan.closed",
                 {job.planned.window.first.iso(), job.planned.window.last.iso()});
    case PlanReason::turn:
      return why("plan.turn", {job.day->iso()});
    case PlanReason::no_horizon:
      break;
  }
  return why("plan.no_horizon", {job.planned.window.first.iso()});
}

void write_whys(TableWriter& w, const std::vector<Why>& whys) {
  std::string codes;
  for (const Why& one : whys) codes += (codes.empty() ? "" : "|") + std::string(one.code);
  w.text(days_column::why_codes, codes);
  w.text(days_column::why_zh, why_sentences(whys, Language::chinese));
  w.text(days_column::why_en, why_sentences(whys, Language::english));
}

void write_refusal(TableWriter& w, const JobPlan& job) {
  namespace col = days_column;
  if (job.certificate) {
    if (!job.certificate->places.empty()) {
      w.date(col::tight_first, job.certificate->span().first);
      w.date(col::tight_last, job.certificate->span().last);
    }
    w.int64(col::tight_slots, job.certificate->slots());
    if (!job.certificate->weakest.empty())
      w.text(col::weakest, job.certificate->weakest.text());
  }
  if (!job.fix) return;
  w.date(col::fix_day, job.fix->day);
  w.int32(col::fix_slots, job.fix->slots);
  w.date(col::fix_last, job.fix->last);
}

}  // namespace

std::vector<Why> whys_of(const Answer& answer, const std::string& weakest) {
  const JobPlan& job = *answer.job;
  const bool turn = answer.shared && job.day && job.planned.job_class == JobClass::due &&
                    job.reason != PlanReason::not_released;
  std::vector<Why> whys{turn ? why("plan.turn", {job.day->iso()}) : why_of(job, weakest)};
  if (job.fix) {
    whys.push_back(
        why("plan.fix_slots", {job.fix->day.iso(), std::to_string(job.fix->slots)}));
    if (job.fix->last) whys.push_back(why("plan.fix_last", {job.fix->last->iso()}));
  }
  if (answer.plan->rescuing && job.planned.job_class == JobClass::starving)
    whys.push_back(why("plan.rescuing"));
  return whys;
}

void write_day(TableWriter& w, const Answer& answer) {
  namespace col = days_column;
  const JobPlan& job = *answer.job;
  w.text(col::owner, job.planned.owner.text());
  w.text(col::key, job.planned.key.text());
  w.text(col::channel, code_name(job.planned.channel));
  w.text(col::reason, code_name(job.reason));
  w.text(col::reason_zh, code_word(job.reason, Language::chinese));
  w.date(col::day, job.day);
  if (answer.place > 0) w.int32(col::place, answer.place);
  w.text(col::list_class, code_name(job.list_class));
  w.date(col::planned_first, job.planned.window.first);
  w.date(col::planned_last, job.planned.window.last);
  w.text(col::planned_class, code_name(job.planned.job_class));
  w.int64(col::planned_points, job.planned.points);
  write_refusal(w, job);
  w.int32(col::rescuing, answer.plan->rescuing ? 1 : 0);
  write_whys(w, whys_of(answer, job.certificate ? job.certificate->weakest.text()
                                                : std::string()));
  w.end_row();
}

void write_places(TableWriter& w, const JobPlan& job) {
  namespace col = places_column;
  if (!job.certificate) return;
  for (const TightPlace& place : job.certificate->places) {
    w.text(col::owner, job.planned.owner.text());
    w.text(col::key, job.planned.key.text());
    if (place.channel) w.text(col::channel, code_name(*place.channel));
    w.date(col::first, place.days.first);
    w.date(col::last, place.days.last);
    w.int64(col::slots, place.slots);
    w.end_row();
  }
}

}  // namespace kith::planner
